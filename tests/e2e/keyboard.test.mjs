// The keyboard and nothing else: every deed, and what makes it bearable: few stops, the focus kept, each step said once, no key that acts
// while an input method composes.
import assert from "node:assert/strict";
import { eachLanguage, journey } from "./support/app.mjs";
import { deeds } from "./support/deeds.mjs";
import { Drawer } from "./support/drawer.mjs";
import { Keyboard, press, reach, useKeyboard } from "./support/hand.mjs";
import { RecordList } from "./support/list.mjs";
import { Board } from "./support/pages.mjs";
import { until } from "./support/safety.mjs";

eachLanguage("every deed by keyboard alone", { timeout: 300_000 }, async (j) => {
  useKeyboard(j.page);
  for (const [name, deed] of Object.entries(deeds)) {
    await deed(j).catch((error) => {
      error.stack = `In the deed “${name}”: ${error.stack}`;
      throw error;
    });
  }
});

/** A workspace with three deals in the second column, used by keyboard. */
async function threeDeals({ app, page }) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  for (const name of ["Gamma", "Beta", "Alpha"]) await board.add(1, name, "Acme", "100");
  await board.endAdding(1);
  useKeyboard(page);
  return { board, keys: new Keyboard(page) };
}

const focusIn = (page) => page.evaluate(() => document.activeElement.closest("[data-card], [data-row], .grid-head, .board")?.className ?? document.activeElement.tagName);

journey("the board and the table are one stop each, and its tools one more", {}, async ({ app, page }) => {
  const { board, keys } = await threeDeals({ app, page });
  await reach(board.card("Beta"));
  await keys.press("Tab");
  await keys.isOn(".card-menu button");
  // No other card is a stop: what follows are the columns' own buttons, then the end of the page.
  let cards = 0;
  for (let i = 0; i < 12; i++) {
    await keys.press("Tab");
    if ((await focusIn(page)) === "card") cards++;
  }
  assert.equal(cards, 0);
  await app.goTo("customers");
  const list = new RecordList(page);
  await reach(list.row("Acme"));
  await keys.press("Tab");
  assert.notEqual(await focusIn(page), "grid-row");
});

/** What a screen reader says next. */
const said = (page) => page.locator("p.sr-only[role=status]").first().textContent();

eachLanguage("a card that is picked up, moved and dropped says where it is, in one message", async ({ app, page, lang }) => {
  const { board, keys } = await threeDeals({ app, page });
  const says = (words) => until(async () => words.test(await said(page)));
  const stage = async (at) => (await board.figures())[at].stage;
  await reach(board.card("Alpha"));
  await keys.press("Space");
  await says(/Alpha/);
  await keys.press("ArrowDown");
  await says(lang === "zh" ? /第 2 位，共 3 位/ : /place 2 of 3/);
  await keys.press("ArrowRight");
  await says(new RegExp(`${await stage(2)}.*1`));
  await keys.press("Escape");
  await says(lang === "zh" ? /已取消/ : /Cancelled/);
  assert.deepEqual(await board.names(1), ["Alpha", "Beta", "Gamma"]);
  await keys.press("]");
  await says(lang === "zh" ? new RegExp(`已放到${await stage(2)}，第 1 位，共 1 位`) : new RegExp(`Dropped in ${await stage(2)}, place 1 of 1`));
  await keys.isOn("[data-stage]:nth-of-type(3) [data-card]");
  // Of regions that speak by themselves there is one; no bell rings at every change.
  const live = await page.locator("[aria-live], [role=status], [role=alert]").evaluateAll((all) => all.filter((n) => n.checkVisibility() && n.textContent.trim() !== "").length);
  assert.equal(live, 1);
});

journey("the focus goes on where it was when what was pressed is gone", {}, async ({ app, page }) => {
  const { board, keys } = await threeDeals({ app, page });
  const drawer = new Drawer(page);
  await press(board.card("Alpha"));
  await drawer.shows("deal");
  await press(drawer.act("lost"));
  await keys.press("ArrowDown");
  await press(drawer.dialog.locator('[type="submit"]'));
  await keys.isOn("aside.drawer .acts button");
  await press(drawer.act("reopen"));
  await keys.isOn("aside.drawer .acts button");
  // A form gives the focus back to what opened it.
  await press(drawer.root.locator('[data-add="activity"]'));
  await keys.isOn('[data-form="activity"] :is(input, select, textarea)');
  await keys.press("Escape");
  await keys.isOn('[data-add="activity"]');
  await drawer.add("task", { title: "Call" });
  await keys.isOn('[data-add="task"]');
  await press(drawer.act("delete"));
  await drawer.root.waitFor({ state: "detached" });
  await keys.isOn("[data-card]");
  await app.goTo("customers");
  const list = new RecordList(page);
  await list.tick("Acme");
  await press(page.locator(".bulk .plain"));
  await keys.isOn(".grid [data-row]");
});

journey("a dialog, a menu and a drawer are left by Escape, and the focus is where it was", {}, async ({ app, page }) => {
  const { board, keys } = await threeDeals({ app, page });
  await reach(board.card("Beta").locator(".card-menu button"));
  await keys.press("Enter");
  await keys.isOn("[role=menuitem]");
  await keys.press("Escape");
  await keys.isOn(".card-menu button");
  await press(board.card("Beta"));
  await keys.isOn("aside.drawer");
  await keys.press("Escape");
  await keys.isOn("[data-card]");
  await app.goTo("funnel");
  await press(page.locator("[data-block=funnel] button.figure").first());
  await keys.isOn(".records header button");
  // Also when the focus has gone back to the page, of which the list covers a part.
  await reach(page.locator("[data-block=funnel] summary").first());
  await keys.press("Escape");
  await page.locator(".records").waitFor({ state: "detached" });
});

/** Keys as an input method sends them while it composes: marked so, or by their number alone, as some browsers do. */
const composed = (page, key) => page.evaluate((key) => {
  for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...how }));
  }
}, key);

journey("no key acts while an input method composes", {}, async ({ app, page }) => {
  const { board, keys } = await threeDeals({ app, page });
  const nothing = async () => assert.equal(await page.locator("dialog[open], aside.drawer, .held").count(), 0);
  await reach(board.card("Alpha"));
  for (const key of ["n", "?", "w", "l", "m", "]", " ", "Enter"]) await composed(page, key);
  await nothing();
  assert.deepEqual(await board.names(1), ["Alpha", "Beta", "Gamma"]);
  // In a search field: what is composed is neither a command nor an answer.
  await keys.press("Control+k");
  await keys.isOn('[name="palette"]');
  await composed(page, "ArrowDown");
  await composed(page, "Enter");
  assert.equal(await page.locator("dialog[open]").count(), 1);
  assert.equal(await page.locator('.palette-entry[aria-selected="true"]').first().getAttribute("id"), "palette-0");
  await keys.press("Escape");
  // In a field that Escape leaves and Enter commits.
  await press(board.card("Alpha"));
  const drawer = new Drawer(page);
  await press(drawer.fact("amount").locator("button.fact"));
  await keys.type("7");
  await composed(page, "Enter");
  await composed(page, "Escape");
  await keys.isOn('[data-fact="amount"] input');
  await keys.press("Escape");
  await press(drawer.root.locator('[data-add="task"]'));
  await composed(page, "Escape");
  await drawer.root.locator('[data-form="task"]').waitFor();
  await keys.press("Escape");
  await keys.press("Escape");
  await drawer.root.waitFor({ state: "detached" });
});

journey("single letters can be turned off", {}, async ({ app, page }) => {
  const { board, keys } = await threeDeals({ app, page });
  await reach(page.locator(".rail .ws"));
  await keys.press("?");
  const box = page.locator('dialog[open] [name="letters"]');
  await press(box);
  await keys.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.reload();
  await reach(page.locator(".rail .ws"));
  await keys.press("n", "?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  // Keys of what has the focus are no such letters, and the list is still found by its name.
  await reach(board.card("Alpha"));
  await keys.press("w");
  await page.locator("dialog[open]").waitFor();
  await keys.press("Escape");
  await keys.press("Control+k");
  await keys.type("keys");
  await page.locator('[data-entry="keys"][aria-selected="true"]').waitFor();
  await keys.press("Enter");
  await press(box);
  assert.equal(await box.isChecked(), true);
});

eachLanguage("what is wrong is said at its field, which has the focus", async ({ app, page }) => {
  const { board, keys } = await threeDeals({ app, page });
  const tied = async (selector) => {
    await keys.isOn(selector);
    const text = await page.locator(selector).evaluate((field) => {
      const said = field.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("");
      return field.getAttribute("aria-invalid") === "true" ? said : "";
    });
    assert.notEqual(text.trim(), "", `${selector} says what is wrong`);
  };
  await board.tryToAdd(1, "Delta", "Acme", "much");
  await tied('form.quick [name="amount"]');
  await keys.press("Escape");
  await reach(board.card("Alpha"));
  await keys.press("l");
  await keys.isOn('[name="reason"]');
  await press(page.locator('dialog[open] [type="submit"]'));
  await tied('dialog[open] [name="reason"]');
  await keys.press("Escape");
  await keys.press("n");
  await press(page.locator('dialog[open] [type="submit"]'));
  await tied('dialog[open] [name="customer"]');
  await keys.press("Escape");
  await app.goTo("goals");
  await press(page.locator('[data-action="new-goal"]').first());
  await reach(page.locator('dialog[open] [name="base"]'));
  await keys.type("many");
  await press(page.locator('dialog[open] [type="submit"]'));
  await tied('dialog[open] [name="base"]');
});
