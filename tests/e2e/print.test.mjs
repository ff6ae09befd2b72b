// Paper: all of it and not only what is in sight, in light colours, under a head that says what it is; and the screen is as before.
import assert from "node:assert/strict";
import { eachLanguage, journey } from "./support/app.mjs";
import { print, watchPaper } from "./support/paper.mjs";

const words = {
  zh: { print: "打印", filtered: "已逾期", more: /另有 .* 行没有打印/ },
  en: { print: "Print", filtered: "Overdue", more: /more rows are not printed/ },
};
const black = "rgb(29, 31, 34)";

async function started(app, context, size = "S") {
  await watchPaper(context);
  await app.open();
  await app.startWith("sample", size);
}

async function go(page, place) {
  await page.evaluate((place) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${place}`)), place);
  await page.locator(`nav a[href$="/${place.split("?")[0]}"][aria-current="page"]`).first().waitFor({ state: "attached" });
}

eachLanguage("a list is printed with all its rows, on landscape, in light colours, and with its columns on a phone too", { theme: "dark" }, async ({ app, page, context }) => {
  await started(app, context);
  await go(page, "customers");
  await page.locator(".grid-body [data-row]").first().waitFor();
  const before = await page.locator(".grid-body [data-row]").count();
  const all = Number(await page.locator(".grid").getAttribute("data-rows"));
  assert.ok(all > 100 && before < all);
  const paper = await print(page);
  assert.equal(paper.rows, all);
  assert.ok(paper.pages >= 4 && paper.pages <= 12, `${paper.pages} pages for ${all} rows`);
  assert.equal(paper.landscape, true);
  assert.deepEqual([paper.scheme, paper.text], ["light", black]);
  assert.equal(paper.more.length, 0);
  assert.ok(paper.head.includes(await app.workspaceName()));
  // The screen is as it was.
  await page.waitForFunction((n) => document.querySelectorAll(".grid-body [data-row]").length === n, before);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "light dark");
  assert.equal(await page.locator(".print-head").count(), 0);
});

eachLanguage("the pipeline is printed with every card, and says what it was filtered by", async ({ app, page, context, lang }) => {
  await started(app, context);
  await page.locator(".board .card").first().waitFor();
  const counts = await page.locator("[data-stage] [data-count]").allTextContents();
  const paper = await print(page);
  assert.deepEqual(paper.cards, counts.map(Number));
  assert.equal(paper.landscape, true);
  await page.locator("[data-only=overdue]").click();
  await page.locator(".bar input").fill("a");
  await page.waitForFunction(() => location.hash.includes("q=a"));
  const filtered = await print(page);
  assert.ok(filtered.head.includes(words[lang].filtered), filtered.head);
  assert.match(filtered.head, /[:：]\s?a/);
});

journey("today's briefing and the figures are printed upright, with all tasks", {}, async ({ app, page, context }) => {
  await started(app, context);
  await go(page, "today");
  await page.locator("[data-panel]").first().waitFor();
  const told = await page.locator("[data-panel=overdue] header b, [data-panel=due] header b, [data-panel=next] header b, [data-panel=undated] header b").allTextContents();
  const today = await print(page);
  assert.equal(today.tasks, told.map(Number).reduce((a, b) => a + b, 0));
  assert.equal(today.landscape, false);
  await go(page, "funnel");
  await page.locator("main:has([data-chart=shown]):not(:has([data-chart=loading], [aria-busy=true]))").waitFor();
  const funnel = await print(page);
  // Those out of sight too.
  assert.deepEqual(funnel.charts, ["shown", "shown", "shown"]);
  assert.ok(funnel.pages >= 2 && funnel.pages <= 8, `${funnel.pages} pages`);
  await go(page, "goals");
  await page.locator(".goal-cell").first().waitFor();
  assert.ok((await print(page)).pages <= 6);
});

eachLanguage("the menu and the palette print once everything is drawn", async ({ app, page, context, lang }) => {
  await started(app, context);
  await go(page, "customers");
  const all = Number(await page.locator(".grid").getAttribute("data-rows"));
  await page.locator(".list-page .head .menu-root button").first().click();
  await page.getByRole("menuitem", { name: words[lang].print, exact: true }).click();
  await page.waitForFunction(() => window.printed === 1);
  assert.equal((await page.evaluate(() => window.paper)).rows, all);
  await page.waitForFunction((all) => document.querySelectorAll(".grid-body [data-row]").length < all, all);
  await page.keyboard.press("Control+k");
  await page.locator("[name=palette]").fill(words[lang].print);
  await page.locator('[data-entry="print"]').click();
  await page.waitForFunction(() => window.printed === 2);
  await go(page, "funnel");
  await page.locator("[data-action=print]").click();
  await page.waitForFunction(() => window.printed === 3);
});

journey("a phone prints columns, and no control is on paper", { device: "phone", lang: "en" }, async ({ app, page, context }) => {
  await started(app, context);
  await go(page, "customers");
  await page.locator(".grid-body [data-row]").first().waitFor();
  const paper = await print(page);
  assert.ok(paper.columns >= 4);
  for (const screen of ["customers", "leads", "board", "today", "funnel", "goals", "help"]) {
    await go(page, screen);
    await page.locator("main h1").waitFor();
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.locator(".print-head").waitFor();
    const left = await page.locator("button:visible, select:visible, input:visible").evaluateAll((all) =>
      all.filter((node) => !node.matches(".figure, .goal-cell, .tree-goal, .link, .tick, .grid-head button")).map((node) => node.outerHTML.slice(0, 120)));
    assert.deepEqual(left, [], screen);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    await page.locator(".print-head").waitFor({ state: "detached" });
  }
});

journey("beyond two thousand rows, paper says how many are left out", { lang: "en" }, async ({ app, page, context, lang }) => {
  await watchPaper(context);
  await app.open();
  const customer = Array.from({ length: 2_050 }, (_, n) => ({ name: `Customer ${n}` }));
  const text = JSON.stringify({ format: "loudou-workspace", version: 1, tables: { customer } });
  await app.startWithFile({ name: "many.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await go(page, "customers");
  await page.locator('.grid[data-rows="2050"] [data-row]').first().waitFor();
  const paper = await print(page);
  assert.equal(paper.rows, 2_000);
  assert.equal(paper.more.length, 1);
  assert.match(paper.more[0], words[lang].more);
  assert.match(paper.more[0], /^50 /);
});
