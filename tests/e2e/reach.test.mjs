// For everyone: four times as large, without motion, in the colours of one's own, and what the accessibility tree says of board and table.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage, journey } from "./support/app.mjs";
import { Customers } from "./support/customers.mjs";
import { drawn } from "./support/figures.mjs";
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
  await drawn(page);
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
    // By key: a press of the mouse shows no ring.
    await page.keyboard.press("Tab");
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
    await drawn(page);
    // A picture has its own colours, so it has its own ground.
    assert.equal(await style(chart, "forcedColorAdjust"), "none");
    assert.notEqual(await style(chart, "backgroundColor"), "rgba(0, 0, 0, 0)");
    await expectAccessible(page);
  });
}

/** What a screen reader finds in a part of the page, line by line; the time of day is masked. */
const tree = async (locator) => (await locator.ariaSnapshot()).replace(/\d\d:\d\d/g, "…").split("\n");

/** Three deals of two customers. */
async function threeDeals({ app, page }) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Beta", "Bolt", "50");
  await board.add(1, "Alpha", "Acme", "1000");
  await board.endAdding(1);
  await board.add(3, "Gamma", "Acme", "20");
  await board.endAdding(3);
}

journey("the accessibility tree of the board", { lang: "en" }, async (j) => {
  await threeDeals(j);
  const card = (name, buyer, amount) => [
    `  - group "${name} ${buyer} ${amount} No next step":`,
    `    - text: ${name} ${buyer} No next step ${amount} 0 days`,
    `    - button "Actions for “${name}”"`,
  ];
  const column = (name, deals, sum, note, cards = ["  - paragraph: Drag deals here"], count = deals.split(" ")[0]) => [
    `- 'region "${name}: ${deals}, ${sum}"':`,
    `  - heading "${name} ${count}" [level=2]`,
    ...(note === "this month" ? [] : [`  - button "Add deal in ${name}"`]),
    `  - paragraph: ${sum} ${note}`,
    ...cards,
  ];
  assert.deepEqual(await tree(j.page.locator(".board")), [
    `- 'region "Lead: 0 leads"':`,
    `  - heading "Lead 0" [level=2]`,
    `  - button "Add lead in Lead"`,
    "  - paragraph: 0 leads",
    ...column("Qualified", "2 deals", "¥1,050", "Weighted ¥210", [...card("Alpha", "Acme", "¥1,000"), ...card("Beta", "Bolt", "¥50")]),
    ...column("Contact made", "0 deals", "¥0", "Weighted ¥0"),
    ...column("Proposal", "1 deal", "¥20", "Weighted ¥12", card("Gamma", "Acme", "¥20")),
    ...column("Negotiation", "0 deals", "¥0", "Weighted ¥0"),
    ...column("Won", "0 deals", "¥0", "this month"),
    ...column("After-sales", "0 deals", "¥0", "this month"),
  ]);
});

journey("the accessibility tree of the table", { lang: "zh" }, async (j) => {
  await threeDeals(j);
  await j.app.goTo("customers");
  const list = new Customers(j.page);
  await list.row("Acme").waitFor();
  await list.tick("Bolt");
  const heads = ["客户名称", "客户类别", "客户等级", "生命周期", "负责人", "区域", "行业", "电话", "添加日期"];
  const row = (name, selected, checked) => [
    `    - row "勾选“${name}” ${name} 潜在 公海 今天 …"${selected}:`,
    `      - gridcell "勾选“${name}”":`,
    `        - checkbox "勾选“${name}”"${checked}`,
    `      - gridcell "${name}"`,
    "      - gridcell",
    "      - gridcell",
    '      - gridcell "潜在"',
    '      - gridcell "公海"',
    "      - gridcell",
    "      - gridcell",
    "      - gridcell",
    '      - gridcell "今天 …"',
  ];
  assert.deepEqual(await tree(j.page.locator(".grid")), [
    '- grid "客户":',
    "  - rowgroup:",
    `    - row "全选 ${heads.join(" ")}":`,
    '      - columnheader "全选":',
    '        - checkbox "全选"',
    ...heads.flatMap((head) => [`      - columnheader "${head}":`, `        - button "${head}"`]),
    "  - rowgroup:",
    ...row("Acme", "", ""),
    ...row("Bolt", " [selected]", " [checked]"),
  ]);
  assert.equal(await j.page.locator('[role=columnheader][aria-sort="ascending"]').count(), 1);
  assert.deepEqual(await j.page.locator(".grid [role=row]").evaluateAll((rows) => rows.map((r) => r.getAttribute("aria-rowindex"))), ["1", "2", "3"]);
  await j.page.locator('.grid[aria-rowcount="3"][aria-multiselectable="true"]').waitFor();
});
