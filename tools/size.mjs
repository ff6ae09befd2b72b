// The size budget: what the browser really loads before something can be used must stay small; the rest is fetched ahead after
// that and does not count, nor do the charts. Closes with a count line for tools/test.sh.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { closeAll, contextOptions, dist, startBrowser, startSite } from "../tests/e2e/support/browser.mjs";
import { App } from "../tests/e2e/support/pages.mjs";

// Bytes, brotli: what a host that compresses well sends. The first load is the first visit's, until its screen can be used; a board is what a later visit loads until its
// cards can be moved. A limit rises for a reason that ARCHITECTURE.md names under "Size", or not at all.
const budgets = { "first load": 300_000, "to the board": 475_000 };

/** The names of the files that were asked for before the part was shown. */
async function before(page, url, part) {
  const names = await page.evaluate((mark) => {
    const shown = performance.getEntriesByName(mark)[0].startTime;
    return performance.getEntriesByType("resource").filter((entry) => entry.startTime < shown).map((entry) => entry.name);
  }, `loudou-${part}`);
  return ["index.html", ...names.filter((name) => name.startsWith(url)).map((name) => name.slice(url.length).replace(/[?#].*$/, ""))];
}

async function visits() {
  const { url } = await startSite();
  const context = await (await startBrowser()).newContext(contextOptions());
  const page = await context.newPage();
  const app = new App(page, url, "zh");
  await app.open();
  const first = await before(page, url, "Start");
  await app.startWith("empty");
  await app.saved();
  // Every file again, as after a new version.
  await (await context.newCDPSession(page)).send("Network.setCacheDisabled", { cacheDisabled: true });
  await app.reload();
  const board = await before(page, url, "Board");
  await context.close();
  return { "first load": first, "to the board": board };
}

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(dist, path.join(entry.parentPath ?? entry.path, entry.name)));
const sizes = new Map(files.map((name) => {
  const bytes = readFileSync(path.join(dist, name));
  return [name, [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length]];
}));
const sum = (names) => names.map((name) => sizes.get(name) ?? [0, 0, 0]).reduce((a, b) => a.map((n, i) => n + b[i]), [0, 0, 0]);
const line = (name, values) => console.log(name.padEnd(34) + values.map((n) => `${(n / 1000).toFixed(1)} kB`.padStart(12)).join(""));

try {
  let ok = true;
  console.log("".padEnd(34) + ["raw", "gzip", "brotli"].map((s) => s.padStart(12)).join(""));
  for (const [visit, names] of Object.entries(await visits())) {
    for (const kind of ["html", "css", "js", "wasm"]) {
      const ofKind = [...new Set(names)].filter((name) => path.extname(name) === `.${kind}` && sizes.has(name));
      // A kind that is missing means that nothing real was measured, which must not pass.
      if (ofKind.length === 0) throw new Error(`No ${kind} was loaded: ${visit}`);
      line(`  ${kind} (${ofKind.length})`, sum(ofKind));
    }
    const total = sum([...new Set(names)]);
    line(visit, total);
    if (total[2] > budgets[visit]) {
      ok = false;
      console.error(`Over the limit of ${budgets[visit] / 1000} kB brotli: ${visit}`);
    }
  }
  line("everything but the charts", sum(files.filter((name) => !name.startsWith("charts-"))));
  line("charts", sum(files.filter((name) => name.startsWith("charts-"))));
  console.log(ok ? "1 passed, 0 failed" : "0 passed, 1 failed");
  process.exitCode = ok ? 0 : 1;
} finally {
  await closeAll();
}
