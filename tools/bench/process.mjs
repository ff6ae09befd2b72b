// How much memory is held: by a page, and by the browser's processes as the operating system sees them.
import { readFileSync } from "node:fs";

/** The most megabytes that the process of the page, workers and all, ever held; NaN where the system does not tell. */
export async function mostMemory(page) {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send("SystemInfo.getProcessInfo")) ?? {};
  await session?.detach();
  const peak = ({ id }) => {
    try {
      return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) / 1e3;
    } catch {
      return NaN;
    }
  };
  // Beside the page's there are only idle ones, which the browser keeps ready.
  const all = processInfo.filter(({ type }) => type === "renderer").map(peak).filter((n) => !Number.isNaN(n));
  return all.length ? Math.max(...all) : NaN;
}

/** Megabytes that a page holds once the rubbish was taken out: the module's memory and JavaScript's. */
export async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  return page.evaluate(() => bench.megabytes());
}
