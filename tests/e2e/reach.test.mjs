// For everyone: four times as large, without motion, in the colours of one's own, and what the accessibility tree says of board and table.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage, journey } from "./support/app.mjs";
import { Customers } from "./support/customers.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";
import { collect, expectReflow, screens } from "./support/reach.mjs";

eachLanguage("at 400 % every screen is read by scrolling one way", { device: "zoomed", timeout: 300_000 }, async (j) => {
  const found = collect();
  await screens(j, (state) => found.of(() => expectReflow(j.page, state)));
  found.end();
});

journey("at 400 % there is room for a card and for a row", { device: "zoomed" }, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  const whole = (locator) => locator.evaluate((node) => {
    node.scrollIntoView({ block: "nearest" });
    const { top, bottom } = node.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && bottom - top;
  });
  const card = new Board(page).column(0).locator("[data-card]").first();
  assert.equal(await whole(card), 116);
  await app.goTo("customers");
  const row = page.locator(".grid [data-row]").nth(1);
  await row.waitFor();
  assert.equal(await whole(row), 64);
});

journey("without motion nothing glides", { reducedMotion: "reduce" }, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  await app.goTo("goals");
  await page.locator(".goal-cell").first().waitFor();
  const slow = await page.evaluate(() => [...document.querySelectorAll("*")].filter((node) => {
    const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(node);
    return [transitionDuration, animationDuration].some((all) => all.split(",").some((one) => parseFloat(one) > 0.001)) || scrollBehavior === "smooth";
  }).map((node) => node.className));
  assert.deepEqual(slow, []);
  // Charts are drawn by a script: what they show stands still.
  await app.goTo("funnel");
  await page.locator("[data-chart=shown]").first().waitFor();
  const chart = page.locator(".chart-canvas").first();
  const picture = await chart.screenshot();
  assert.ok(picture.equals(await chart.screenshot()), "the chart moves");
});

for (const theme of ["light", "dark"]) {
  journey(`in forced colours what is chosen, held or measured still shows, ${theme}`, { theme, forcedColors: "active", lang: theme === "light" ? "zh" : "en" }, async ({ app, page }) => {
    await app.open();
    await app.startWith("sample", "S");
    const style = (locator, what) => locator.evaluate((node, what) => getComputedStyle(node)[what], what);
    /** A line around it that its neighbours do not have. */
    const marked = async (chosen, other) => {
      assert.equal(await style(chosen, "outlineStyle"), "solid");
      assert.notEqual(await style(other, "outlineStyle"), "solid");
    };
    await marked(page.locator(".nav[aria-current]"), page.locator(".nav:not([aria-current])").first());
    const card = page.locator("[data-card]").first();
    await card.focus();
    assert.equal(await style(card, "outlineStyle"), "solid");
    await press(page.locator("[data-only=overdue]"));
    await marked(page.locator("[data-only=overdue]"), page.locator("[data-only=rotting]"));
    // How far is told by a colour that is not the ground's.
    const ground = await style(page.locator("body"), "backgroundColor");
    const differs = async (selector) => assert.notEqual(await style(page.locator(selector).first(), "backgroundColor"), ground, selector);
    await differs(".prob i");
    await differs(".rail .dot");
    await expectAccessible(page);
    await press(page.locator("[data-card]").first());
    await page.locator("aside.drawer").waitFor();
    await expectAccessible(page);
    await app.goTo("goals");
    await page.locator(".goal-bar i").first().waitFor();
    await differs(".goal-bar i");
    await app.goTo("funnel");
    const chart = page.locator(".chart-canvas").first();
    await page.locator("[data-chart=shown]").first().waitFor();
    // A picture has its own colours, so it has its own ground.
    assert.equal(await style(chart, "forcedColorAdjust"), "none");
    assert.notEqual(await style(chart, "backgroundColor"), "rgba(0, 0, 0, 0)");
    await expectAccessible(page);
  });
}

/** The tree of a part of the page; the days that change are masked. */
const tree = async (locator) => (await locator.ariaSnapshot()).replace(/\d{4}-\d\d-\d\d[\dT:]*|\d+月\d+日|\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*( \d{4})?|\b\d\d:\d\d\b|(今天|[Tt]oday) *\d*/g, "…");

/** Lines of a tree without what they are indented by. */
const lines = (text) => text.trim().split("\n").map((line) => line.trim());
