// axe on every screen × language × theme × size: no violation. Screens are the entries of the rail.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage } from "./support/app.mjs";
import { Board } from "./support/pages.mjs";

/** Looks at every screen of the rail, and tells all findings at once. */
async function everyScreen(page) {
  const screens = await page.locator(".rail a.nav").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
  const found = [];
  for (const screen of screens) {
    await page.evaluate((hash) => (location.hash = hash), screen);
    await page.locator(`.rail a.nav[href="${screen}"][aria-current="page"]`).waitFor({ state: "attached" });
    await page.locator("main h1").first().waitFor();
    await expectAccessible(page).catch((error) => found.push(error.message));
  }
  assert.equal(found.join("\n"), "");
}

for (const device of ["desktop", "phone"]) {
  for (const theme of ["light", "dark"]) {
    eachLanguage(`start, ${device}, ${theme}`, { device, theme }, async ({ app, page }) => {
      await app.open();
      await expectAccessible(page);
    });

    eachLanguage(`every screen with data, ${device}, ${theme}`, { device, theme, timeout: 300_000 }, async ({ app, page }) => {
      await app.open();
      await app.startWith("sample");
      await everyScreen(page);
    });

    eachLanguage(`every screen without data, ${device}, ${theme}`, { device, theme }, async ({ app, page }) => {
      await app.open();
      await app.startWith("empty");
      await everyScreen(page);
    });
  }
}

eachLanguage("the board's dialogs, menu and quick add", async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await board.card("Alpha").focus();
  for (const key of ["m", "w", "l", "?"]) {
    await page.keyboard.press(key);
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await board.card("Alpha").focus();
  }
});
