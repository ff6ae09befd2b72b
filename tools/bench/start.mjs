// How long the page takes to stand.
import { pagesOf, plain, readBare } from "./plain.mjs";

/** Milliseconds from the start of navigation until <body data-ready>. */
export async function untilReady(page, url) {
  await page.goto("about:blank");
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("body[data-ready]").waitFor({ state: "attached", timeout: 120_000 });
  // The app marks the moment itself where it can; else the time of this look is taken, some milliseconds late.
  return page.evaluate(() => performance.getEntriesByName("loudou-Start")[0]?.startTime ?? performance.now());
}

/** Makes a sample in a profile without data, and notes its slot: milliseconds from click to board. */
export async function makeSample(bench, size) {
  const page = await bench.page();
  await page.goto(bench.url);
  await page.locator("[data-size]").selectOption(size);
  const time = await page.evaluate((board) =>
    bench.settle(() => document.querySelector("[data-choice=sample]").click(), { until: () => document.querySelector(board) }), board);
  await saved(page);
  bench.slot = /#\/w\/([^/]+)/.exec(page.url())[1];
  return time;
}

/** Waits until everything is on disk. */
export const saved = (page) => page.locator('[data-saving="saved"]').waitFor({ state: "attached" });

/** A board that can be used: all columns have their cards. */
export const board = "body[data-ready] .board[aria-busy=false] [data-card]";

/** Begins to load the board of the profile's workspace anew. */
export async function begin(bench) {
  const page = await bench.page();
  await page.goto("about:blank");
  await page.goto(`${bench.url}#/w/${bench.slot}/board`, { waitUntil: "commit" });
  return page;
}

const untilBoard = async (bench) => (await begin(bench)).evaluate((selector) => bench.until(selector), board);

/** Milliseconds that any page of this size needs at least: fetch and compile the main part of the wasm, nothing else. */
async function compiled(bench) {
  const page = await plain(bench);
  const html = await (await fetch(bench.url)).text();
  const wasm = /data-app="([^"]+)loudou\.js"/.exec(html)[1] + "loudou_bg.wasm";
  return page.evaluate(async (address) => {
    const begin = performance.now();
    await WebAssembly.compileStreaming(fetch(address));
    return performance.now() - begin;
  }, new URL(wasm, bench.url).href);
}

/** The starts of a workspace with a sample, cold and warm; `prepare` sees to it that there is one. */
export function starts(size, prepare) {
  return [
    {
      name: `cold start at ${size}: browser just opened → usable board`,
      unit: "ms",
      runs: 3,
      prepare,
      measure: async (bench) => {
        await bench.reopen();
        return untilBoard(bench);
      },
      limit: async (bench) => {
        await bench.reopen();
        return (await compiled(bench)) + (await readBare(bench));
      },
    },
    { name: `start at ${size}: reload → usable board`, unit: "ms", runs: 5, prepare, measure: untilBoard, limit: readBare, note: pagesOf },
  ];
}

/** Milliseconds until a page, opened in a browser that has just been started, shows something. */
async function firstPaint(bench, address) {
  await bench.reopen();
  const page = await bench.page();
  await page.goto(address);
  return page.evaluate(() => new Promise((painted) => {
    new PerformanceObserver((list) => painted(list.getEntries()[0].startTime)).observe({ type: "paint", buffered: true });
  }));
}

export const start = [
  {
    name: "first paint, browser just opened",
    unit: "ms",
    runs: 5,
    measure: (bench) => firstPaint(bench, bench.url),
    // A page of three bytes.
    limit: (bench) => firstPaint(bench, `${bench.url}config.json`),
  },
  {
    name: "cold start, no data: browser just opened → usable",
    unit: "ms",
    runs: 5,
    measure: async (bench) => {
      await bench.reopen();
      return untilReady(await bench.page(), bench.url);
    },
    limit: async (bench) => {
      await bench.reopen();
      return compiled(bench);
    },
  },
  {
    name: "warm start, no data: reload → usable",
    unit: "ms",
    runs: 10,
    prepare: async (bench) => untilReady(await bench.page(), bench.url),
    measure: async (bench) => untilReady(await bench.page(), bench.url),
  },
  ...starts("S", (bench) => makeSample(bench, "S")),
  ...starts("M", (bench) => makeSample(bench, "M")),
];
