// With sample L: 100,000 customers, 50,000 deals, 300,000 activities. All share one profile, see `large` in bench.mjs.
import { plain, withFiles } from "./plain.mjs";
import { begin, board, saved, starts } from "./start.mjs";

const app = "#/w/";

/** The app with workspace L on a screen; it is loaded only where it is not there yet. */
export async function screen(bench, name, sign) {
  const page = await bench.page();
  if (!page.url().startsWith(bench.url + app)) await page.goto("about:blank");
  // What the measurement before left open would lie over the screen.
  if (await page.locator("dialog[open]").count()) await page.keyboard.press("Escape");
  await page.goto(`${bench.url}${app}${bench.slot}/${name}`);
  await page.locator(sign).first().waitFor({ state: "attached" });
  await saved(page);
  return page;
}

export const large = [
  {
    name: "make sample L: click → board",
    unit: "ms",
    runs: 2,
    measure: (bench) => bench.make(),
    // The same pages written by hand.
    limit: async (bench) => (await plain(bench)).evaluate(async () => {
      const values = await bench.pages(await bench.database());
      const begin = performance.now();
      await bench.store(values);
      return performance.now() - begin;
    }),
  },
  ...starts("L", () => {}),
  {
    name: "start at L: data in memory → board painted",
    unit: "ms",
    runs: 2,
    // The app marks when it has the data.
    measure: async (bench) => {
      const page = await begin(bench);
      const painted = await page.evaluate((selector) => bench.until(selector), board);
      return painted - (await page.evaluate(() => performance.getEntriesByName("loudou-data")[0]?.startTime ?? NaN));
    },
    limit: async (bench) => (await bench.page()).evaluate(() => bench.write(".board")),
  },
];

/** Files: last, because they leave the most behind in memory. */
export const files = [
  {
    name: "check the data at L: click → findings",
    unit: "ms",
    runs: 2,
    measure: async (bench) => {
      // What was found before is gone with the screen.
      await screen(bench, "board", board);
      const page = await screen(bench, "data", "[data-action=check]");
      await page.evaluate(() => { bench.from("click", "[data-check=sound], [data-check=found]"); });
      await page.locator("[data-action=check]").click();
      return page.evaluate(() => bench.ended);
    },
    // Every value of every row looked at, and every reference looked up.
    limit: async (bench) => (await plain(bench)).evaluate(async () => {
      const rows = (await bench.json(await bench.database())).flatMap((text) => JSON.parse(text));
      const ids = new Map(rows.map((row) => [row.id, row]));
      const begin = performance.now();
      let missing = 0;
      for (const row of rows) for (const key in row) if (key !== "stamp" && row[key]?.length === 32 && !ids.has(row[key])) missing += 1;
      return missing < rows.length ? performance.now() - begin : NaN;
    }),
  },
  {
    name: "export of L: click → file",
    unit: "ms",
    runs: 2,
    prepare: (bench) => screen(bench, "data", "[data-action=export-all]"),
    measure: async (bench) => {
      const page = await bench.page();
      await page.evaluate(() => {
        // The app hands the file over by a link that stands in no document.
        const real = HTMLAnchorElement.prototype.click;
        bench.made = new Promise((made) => (HTMLAnchorElement.prototype.click = function () {
          HTMLAnchorElement.prototype.click = real;
          made(performance.now() - bench.begin);
          real.call(this);
        }));
        document.addEventListener("click", () => { bench.forget(); bench.begin = performance.now(); }, { capture: true, once: true });
      });
      // A person's click: the browser refuses pages that download again and again by themselves.
      const [download, time] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("[data-action=export-all]").click().then(() => page.evaluate(() => bench.made)),
      ]);
      bench.file = await download.path();
      return time;
    },
    // The same content as JavaScript's own objects, written by its own JSON.
    limit: async (bench) => (await chosen(bench)).evaluate(async () => {
      bench.parsed ??= JSON.parse(await document.querySelector("input").files[0].text());
      const begin = performance.now();
      new Blob([JSON.stringify(bench.parsed)]);
      return performance.now() - begin;
    }),
    note: async (bench) => (await chosen(bench)).evaluate(() => `${(document.querySelector("input").files[0].size / 1e6).toFixed(0)} MB`),
  },
  {
    name: "import of that file: chosen → its content shown",
    unit: "ms",
    runs: 2,
    prepare: (bench) => screen(bench, "data", "[data-file]"),
    measure: async (bench) => {
      const page = await bench.page();
      await page.evaluate(() => { bench.from("change", "[data-import]"); });
      await page.locator("[data-file]").setInputFiles(bench.file);
      const time = await page.evaluate(() => bench.ended);
      if (await page.locator("[data-import=bad]").count()) throw new Error("the file was refused");
      await page.locator(".preview .buttons .button").first().click();
      return time;
    },
    limit: async (bench) => (await chosen(bench)).evaluate(async () => {
      const begin = performance.now();
      JSON.parse(await document.querySelector("input").files[0].text());
      return performance.now() - begin;
    }),
  },
];

/** A page without the app that has the exported file in an input. */
async function chosen(bench) {
  const page = await bench.page();
  if (await page.evaluate(() => document.querySelector("main") !== null)) await withFiles(bench, bench.file);
  return page;
}
