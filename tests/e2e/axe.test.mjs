// axe on every screen and state: no violation. Each state is seen on a desktop and on a phone, in both themes, both languages and in forced
// colours at least once; not in all of these together, which would show nothing more. Screens are the entries of the rail.
import { expectAccessible } from "./support/axe.mjs";
import { journey } from "./support/app.mjs";
import { collect, screens } from "./support/reach.mjs";

const ways = [
  { device: "desktop", theme: "light", lang: "zh" },
  { device: "desktop", theme: "dark", lang: "en" },
  { device: "phone", theme: "light", lang: "en" },
  { device: "phone", theme: "dark", lang: "zh" },
];
const forced = [
  { device: "desktop", theme: "light", lang: "en", forcedColors: "active" },
  { device: "phone", theme: "dark", lang: "zh", forcedColors: "active" },
];
const named = ({ device, theme, lang, forcedColors }) => `${device}, ${theme}, ${lang}${forcedColors ? ", forced colours" : ""}`;

for (const way of [...ways, ...forced]) {
  journey(`every screen and state with data (${named(way)})`, { ...way, timeout: 300_000 }, async (j) => {
    const found = collect();
    await screens(j, (state, root) => found.of(() => expectAccessible(j.page, root === "body" ? undefined : root)));
    found.end();
  });
}

for (const way of ways) {
  journey(`every screen without data (${named(way)})`, way, async ({ app, page }) => {
    await app.open();
    await app.startWith("empty");
    const found = collect();
    for (const screen of await page.locator(".rail a.nav").evaluateAll((links) => links.map((a) => a.getAttribute("href")))) {
      await page.evaluate((hash) => (location.hash = hash), screen);
      await page.locator(`.rail a.nav[href="${screen}"][aria-current="page"]`).waitFor({ state: "attached" });
      await page.locator("main h1").first().waitFor();
      await found.of(() => expectAccessible(page));
    }
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await found.of(() => expectAccessible(page, "dialog[open]"));
    found.end();
  });
}
