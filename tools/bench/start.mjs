// How long the page takes to stand.

/** Milliseconds from the start of navigation until <body data-ready>. */
export async function untilReady(page, url) {
  await page.goto("about:blank");
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("body[data-ready]").waitFor({ state: "attached", timeout: 120_000 });
  // The app marks the moment itself where it can; else the time of this look is taken, some milliseconds late.
  return page.evaluate(() => performance.getEntriesByName("loudou-Start")[0]?.startTime ?? performance.now());
}

export const start = [
  {
    name: "cold start, no data: browser just opened → usable",
    unit: "ms",
    runs: 5,
    measure: async (bench) => {
      await bench.reopen();
      return untilReady(await bench.page(), bench.url);
    },
    // The least that any page of this size needs: fetch and compile the main part of the wasm, nothing else.
    limit: async (bench) => {
      await bench.reopen();
      const page = await bench.page();
      await page.goto(`${bench.url}icon.svg`);
      const html = await (await fetch(bench.url)).text();
      const wasm = /data-app="([^"]+)loudou\.js"/.exec(html)[1] + "loudou_bg.wasm";
      return page.evaluate(async (address) => {
        const begin = performance.now();
        await WebAssembly.compileStreaming(fetch(address));
        return performance.now() - begin;
      }, new URL(wasm, bench.url).href);
    },
  },
  {
    name: "warm start, no data: reload → usable",
    unit: "ms",
    runs: 10,
    prepare: async (bench) => untilReady(await bench.page(), bench.url),
    measure: async (bench) => untilReady(await bench.page(), bench.url),
  },
];
