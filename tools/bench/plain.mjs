// Pages of the app's origin without the app, for what is measured in plain JavaScript.
import { raw } from "./raw.mjs";

/** Such a page, with what raw.mjs has. */
export async function plain(bench) {
  const page = await bench.page();
  if (!page.url().endsWith("icon.svg")) {
    await page.goto(`${bench.url}icon.svg`);
    await page.evaluate(raw);
  }
  return page;
}

/**
 * Milliseconds for every page of the workspace's database read at once, and the same rows parsed from JSON, a text per page, made
 * beforehand: the quickest parser there is in a browser, on texts that hold neither more nor less than the pages.
 */
export async function readBare(bench) {
  const page = await plain(bench);
  await page.evaluate(async () => {
    bench.name ??= await bench.database();
    bench.rows ??= await bench.json(bench.name);
  });
  return page.evaluate(async () => {
    const begin = performance.now();
    const pages = await bench.pages(bench.name);
    const rows = bench.rows.map((text) => JSON.parse(text));
    return pages.length === rows.length ? performance.now() - begin : NaN;
  });
}

/** How much that is, in words. */
export const pagesOf = async (bench) => (await plain(bench)).evaluate(async () => {
  const bytes = (await bench.pages(await bench.database())).map((page) => page.length);
  return `${(bytes.reduce((a, b) => a + b) / 1e6).toFixed(bytes.length > 99 ? 0 : 1)} MB in ${bytes.length} pages`;
});

/** Such a page with files, one path or several, in its only input. */
export async function withFiles(bench, paths) {
  const page = await bench.page();
  await page.goto(`${bench.url}schema/`, { waitUntil: "commit" });
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file", multiple: true })));
  await page.locator("input").setInputFiles(paths);
  return page;
}
