// Takes the README's pictures from the app itself, so that they never show what is not there.
//   node tools/pictures.mjs [name …]     into docs/pictures/
// A screen says how to get there; every picture is taken on sample data unless `data` is "empty".
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { closeAll, contextOptions, startBrowser, startSite, tourDone } from "../tests/e2e/support/browser.mjs";
import { App } from "../tests/e2e/support/pages.mjs";

/** { name, lang, device, theme, go(app): steps from the board to the screen } */
const screens = [
  { name: "board-zh", lang: "zh", device: "desktop", theme: "light" },
  { name: "board-en-dark", lang: "en", device: "desktop", theme: "dark" },
  { name: "board-zh-phone", lang: "zh", device: "phone", theme: "light" },
];

const folder = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
const wanted = process.argv.slice(2);
const site = await startSite();
const browser = await startBrowser();
mkdirSync(folder, { recursive: true });
try {
  for (const screen of screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const context = await browser.newContext({ ...contextOptions(screen), reducedMotion: "reduce" });
    await context.addInitScript(tourDone);
    const page = await context.newPage();
    const app = new App(page, site.url, screen.lang);
    await app.open();
    await app.startWith("sample");
    await screen.go?.(app);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}${screen.name}.png` });
    console.log(`docs/pictures/${screen.name}.png`);
    await context.close();
  }
} finally {
  await closeAll();
}
