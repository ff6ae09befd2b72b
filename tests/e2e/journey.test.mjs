// The whole way through the app, with a mouse and with a finger: look around in sample data, begin with nothing, win a deal that
// moves the goals and the funnel, take everything along in a file, lose it and have it back. And the board by keyboard alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { eachLanguage } from "./support/app.mjs";
import { Customers } from "./support/customers.mjs";
import { Drawer } from "./support/drawer.mjs";
import { Figures, Goals, minorUnits } from "./support/figures.mjs";
import { Keyboard, press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

/** Says in which step a journey broke off. */
async function step(name, work) {
  try {
    return await work();
  } catch (error) {
    error.stack = `In the step “${name}”: ${error.stack}`;
    throw error;
  }
}

/** Sample data: a deal that was moved stays where it is put, and Undo puts it back where it was, also after a reload. */
async function dragInSample({ app, board }) {
  await app.open();
  await app.startWith("sample", "S");
  const before = await board.figures();
  const deal = board.column(1).locator("[data-card]").first();
  const card = board.cardOf(await deal.getAttribute("data-card"));
  const from = await board.place(card);
  await board.drag(card, 3);
  await board.column(3).locator("[data-card]").and(card).waitFor();
  const there = await board.place(card);
  const moved = await board.figures();
  assert.equal(there.column, 3);
  for (const [at, by] of [[1, -1], [3, 1]]) assert.equal(Number(moved[at].count), Number(before[at].count) + by, `cards in column ${at}`);
  assert.notEqual(moved[3].sum, before[3].sum);
  await app.saved();
  await app.reload();
  await card.waitFor();
  assert.deepEqual(await board.place(card), there, "where it was dropped, after a reload");
  assert.deepEqual(await board.figures(), moved);
  await app.undo();
  await board.column(1).locator("[data-card]").and(card).waitFor();
  await app.saved();
  await app.reload();
  await card.waitFor();
  assert.deepEqual(await board.place(card), from, "where it was at first, after Undo and a reload");
  assert.deepEqual(await board.figures(), before);
}

/** From nothing: a customer, a contact, three deals, two goals. One deal is won, one waits, one is about to be won. */
async function beginWithNothing({ app, page, board, phone }) {
  await app.toStart();
  await app.startWith("empty");
  assert.deepEqual((await board.figures()).map((c) => c.count), ["0", "0", "0", "0", "0", "0", "0"]);

  await app.goTo("customers");
  const customers = new Customers(page);
  await customers.add(["恒越物流 Hengyue"]);
  await press(customers.row("恒越物流 Hengyue"));
  const drawer = new Drawer(page);
  await drawer.shows("customer");
  await drawer.add("contact", { name: "王经理", phone: "138 1234 5678" });
  await drawer.root.locator("[data-contact]").filter({ hasText: "王经理" }).waitFor();
  await drawer.add("deal", { name: "Alpha", amount: "4000" });
  await drawer.shows("deal");
  await press(drawer.act("won"));
  await board.confirmEnd();
  await drawer.act("reopen").waitFor();
  await drawer.close();

  await app.goTo("board");
  await board.add(1, "Beta 二期", "恒越物流 Hengyue");
  await board.endAdding(1);
  await board.add(2, "Gamma", "Gamma Ltd", "3000");
  await board.endAdding(2);
  // Along the stages by all ways that there are.
  const beta = board.card("Beta");
  if (phone) await board.moveTo(beta, 2);
  else await board.drag(beta, 2);
  await board.holds(2, "Beta");
  await board.drag(beta, 3);
  await board.holds(3, "Beta");
  await board.moveTo(beta, 4);
  await board.holds(4, "Beta");

  await app.goTo("goals");
  const goals = new Goals(page);
  await goals.add("revenue", "10000");
  await goals.add("deals_won", "4");
}

/** What the goals and the funnel say, read on their screens. */
async function readFigures({ app, page, board }) {
  await app.goTo("goals");
  await page.locator('[data-screen="goals"]').waitFor();
  const goals = await new Goals(page).standings();
  await app.goTo("funnel");
  const funnel = await new Figures(page).funnel();
  await app.goTo("board");
  await board.columns().first().waitFor();
  return { goals, funnel, board: await board.figures() };
}

/** Winning a deal for 2,500.50 moves every figure by that, and by one. */
async function win(journey) {
  const { app, page, board, phone } = journey;
  const before = await readFigures(journey);
  const beta = board.card("Beta");
  if (phone) await board.menu(beta, "win");
  else await board.dropOn(beta, "won");
  const date = page.locator('dialog[open] [name="date"]');
  await date.waitFor();
  const today = await page.evaluate(() => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
  assert.equal(await date.inputValue(), today);
  await board.confirmEnd({ amount: "2,500.50", date: today });
  await board.holds(5, "Beta");
  await app.saved();
  const after = await readFigures(journey);

  const grew = (pick) => minorUnits(pick(after)) - minorUnits(pick(before));
  const both = (pick) => [pick(before), pick(after)];
  const amount = 250_050;
  assert.deepEqual(both((f) => f.goals.map((g) => g.percent)), [["40%", "25%"], ["65%", "50%"]]);
  assert.deepEqual(both((f) => f.goals.map((g) => g.cell[0])), both((f) => f.goals.map((g) => g.percent)));
  assert.equal(grew((f) => f.goals[0].done), amount, "the goal of revenue");
  assert.deepEqual(both((f) => f.goals[1].done), ["1", "2"], "the goal of deals won");

  // One of the two that came to the negotiation was won; now both are. No stage before it is touched.
  assert.deepEqual(both((f) => f.funnel.cohort[4].slice(1, 6)), [["2", "0", "1", "0", "1"], ["2", "0", "2", "0", "0"]]);
  assert.deepEqual(both((f) => f.funnel.cohort[5][1]), ["1", "2"]);
  assert.deepEqual(...both((f) => f.funnel.cohort.slice(0, 4)));
  assert.deepEqual(both((f) => [4, 5].map((at) => f.funnel.snapshot[at][1])), [["1", "1"], ["0", "2"]]);
  assert.equal(grew((f) => f.funnel.snapshot[5][2]), amount, "the sum of what is won");
  assert.deepEqual(...both((f) => f.funnel.snapshot.slice(0, 4)));
  assert.deepEqual(both((f) => f.funnel.tiles.win.slice(1, 3)), [["1", "0"], ["2", "0"]], "won and lost");
  assert.equal(grew((f) => f.funnel.tiles.forecast[0]), amount, "the forecast");
  assert.equal(grew((f) => f.funnel.tiles.forecast[1]), amount, "what is won in the period");
  assert.deepEqual(both((f) => f.funnel.tiles.velocity[1]), ["2", "1"], "deals in progress");

  assert.deepEqual(both((f) => f.board.map((c) => c.count)), [["0", "0", "1", "0", "1", "1", "0"], ["0", "0", "1", "0", "0", "2", "0"]]);
  assert.equal(grew((f) => f.board[5].sum), amount, "the board's column of won deals");
  assert.deepEqual(...both((f) => f.board.slice(0, 4)));
  // The one that waits: 3,000, of which the stage's 30 per cent count.
  assert.deepEqual([after.board[2].sum, minorUnits(after.board[2].note.replace(/^\D*(?=¥)/, ""))], ["¥3,000", 90_000]);
  return after;
}

/** Out into a file, everything deleted, and in again: each figure is as it was. */
async function thereAndBack(journey, before) {
  const { app, page } = journey;
  const slot = page.url().match(/#\/w\/([^/]+)/)[1];
  const name = await app.workspaceName();
  await app.goTo("data");
  const waiting = page.waitForEvent("download");
  await press(page.locator('[data-action="export-all"]'));
  const download = await waiting;
  const file = { name: download.suggestedFilename(), mimeType: "application/json", buffer: readFileSync(await download.path()) };
  assert.match(file.name, new RegExp(`^${name}-\\d{4}-\\d\\d-\\d\\d\\.json$`));

  await app.deleteWorkspace();
  const others = await app.workspaces();
  assert.equal(others.length, 1, "the sample data stay");
  assert.ok(!others.includes(name));
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name));
  assert.ok(!databases.some((d) => d.endsWith(`:${slot}`)), "its database is gone");

  await app.startWithFile(file);
  assert.notEqual(page.url().match(/#\/w\/([^/]+)/)[1], slot, "a workspace of its own");
  assert.equal(await app.workspaceName(), name);
  assert.deepEqual(await readFigures(journey), before);
  await app.saved();
  await app.reload();
  assert.deepEqual(await readFigures(journey), before, "also after a reload");
  await app.goTo("customers");
  const customers = new Customers(page);
  await customers.waitFor(2);
  await press(customers.row("恒越物流 Hengyue"));
  const contact = new Drawer(page).root.locator("[data-contact]");
  await contact.waitFor();
  assert.match(await contact.textContent(), /王经理.*138 1234 5678/s);
}

for (const device of ["desktop", "phone"]) {
  eachLanguage(`from sample data to a file and back, on a ${device}`, { device, timeout: 240_000 }, async ({ app, page }) => {
    const journey = { app, page, board: new Board(page), phone: device === "phone" };
    await step("sample data", () => dragInSample(journey));
    await step("from nothing", () => beginWithNothing(journey));
    const figures = await step("a deal is won", () => win(journey));
    await step("out and in again", () => thereAndBack(journey, figures));
  });
}

eachLanguage("the board by keyboard alone, from the first page to Undo", async ({ app, page }) => {
  const board = new Board(page);
  const keys = new Keyboard(page);
  const inColumn = (at) => `[data-stage]:nth-of-type(${at + 1}) [data-card]`;
  await app.open();
  await keys.tabTo('[data-choice="empty"]');
  await keys.press("Enter");
  await page.locator(".board").waitFor();
  // The first stop of a new screen leads past the navigation.
  await keys.press("Tab");
  await keys.isOn("a.skip");
  await keys.press("Enter");
  await keys.isOn("#main");

  await keys.tabTo("[data-stage]:nth-of-type(2) button.add");
  await keys.press("Enter");
  await keys.isOn('form.quick [name="name"]');
  await keys.type("Alpha");
  await keys.press("Tab");
  await keys.isOn('form.quick [name="customer"]');
  await keys.type("Acme");
  await keys.press("Tab");
  await keys.isOn('form.quick [name="amount"]');
  await keys.type("1000");
  await keys.press("Enter");
  await board.holds(1, "Alpha");
  // Ready for the next deal; none follows, so back to the button that opened the form.
  await keys.isOn('form.quick [name="name"]');
  await keys.press("Escape");
  await page.locator("form.quick").waitFor({ state: "detached" });
  await keys.isOn("[data-stage]:nth-of-type(2) button.add");

  await keys.tabTo("[data-card]");
  await keys.press("]");
  await keys.isOn(inColumn(2));
  await keys.press("Space", "ArrowRight", "Enter");
  await keys.isOn(inColumn(3));
  assert.deepEqual(await board.names(3), ["Alpha"]);
  // A dialog that is left gives the focus back.
  for (const [key, field] of [["n", '[name="name"]'], ["Control+k", '[name="palette"]'], ["l", '[name="reason"]'], ["?", "*"]]) {
    await keys.press(key);
    await keys.isOn(`dialog[open] ${field}`);
    await keys.press("Escape");
    await keys.isOn(inColumn(3));
  }
  await keys.press("m");
  await keys.isOn('dialog[open] .choose-list [aria-current="true"]');
  await keys.press("Tab");
  await keys.isOn("dialog[open] .choose-list li:nth-child(4) button");
  await keys.press("Enter");
  await board.holds(4, "Alpha");
  await keys.isOn(inColumn(4));

  await keys.press("Enter");
  await keys.isOn('aside.drawer[data-drawer="deal"]');
  await keys.tabTo('[data-fact="amount"] button.fact');
  await keys.press("Enter");
  await keys.isOn('[data-fact="amount"] input');
  await keys.press("Control+a");
  await keys.type("2500.50");
  await keys.press("Enter");
  await keys.isOn('[data-fact="amount"] button.fact');
  assert.equal(await new Drawer(page).root.locator("[data-amount]").textContent(), "¥2,500.50");
  await keys.press("Escape");
  await page.locator("aside.drawer").waitFor({ state: "detached" });
  await keys.isOn(inColumn(4));
  assert.equal((await board.figures())[4].sum, "¥2,500.50");

  // The dialog begins with its first field, and Enter there is enough.
  await keys.press("w");
  await keys.isOn('dialog[open] [name="date"]');
  await keys.press("Enter");
  await board.holds(5, "Alpha");
  await keys.isOn(inColumn(5));
  assert.equal((await board.figures())[5].sum, "¥2,500.50");
  await keys.press("Control+z");
  await board.holds(4, "Alpha");
  await keys.isOn(inColumn(4));
  await app.saved();
  await app.reload();
  await board.holds(4, "Alpha");
  assert.deepEqual((await board.figures()).map((c) => c.count), ["0", "0", "0", "0", "1", "0", "0"]);
});
