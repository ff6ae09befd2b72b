// A page that is left open over night: the next morning it knows which day it is.
import assert from "node:assert/strict";
import { journey } from "./support/app.mjs";
import { exported } from "./support/changes.mjs";
import { setAhead, withMovableClock } from "./support/clock.mjs";
import { hide } from "./support/safety.mjs";
import { Board } from "./support/pages.mjs";

journey("a page left open over night shows the new day, and dates what is done by it", {}, async ({ app, page, context }) => {
  await withMovableClock(context);
  await app.open();
  await app.startWith("empty");
  await app.goTo("today");
  const shown = () => page.locator(".today-page .head").innerText();
  const before = await shown();
  await setAhead(page, 86_400_000);
  // Somebody comes back to the tab.
  await hide(page);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await page.waitForFunction((before) => document.querySelector(".today-page .head").innerText !== before, before, { timeout: 5_000 });
  await app.goTo("board");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await app.saved();
  const day = await page.evaluate(() => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
  const [deal] = (await exported(app, page)).tables.deal;
  assert.equal(String(deal.created?.date ?? deal.created).slice(0, 10), day);
});
