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

/** Such a page with files, one path or several, in its only input. */
export async function withFiles(bench, paths) {
  const page = await bench.page();
  await page.goto(`${bench.url}schema/`, { waitUntil: "commit" });
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file", multiple: true })));
  await page.locator("input").setInputFiles(paths);
  return page;
}
