// The board as a rep uses it: add, move by mouse and touch, undo, and everything still there after a reload. By keyboard: journey.test.mjs.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage, journey } from "./support/app.mjs";
import { press, swipeLeft } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

async function empty(app, page) {
  await app.open();
  await app.startWith("empty");
  return new Board(page);
}

eachLanguage("deals are added, dragged, undone, and still there after a reload", async ({ app, page }) => {
  const board = await empty(app, page);
  await board.add(1, "Alpha 一期", "Acme 有限公司", "86万");
  await board.add(1, "Beta", "Acme 有限公司", "1,200.50");
  assert.deepEqual(await board.names(1), ["Beta", "Alpha 一期"]);
  await board.drag("Alpha", 3);
  await page.waitForFunction(() => document.querySelectorAll("[data-stage]")[3].querySelector("[data-card]"));
  assert.deepEqual(await board.names(3), ["Alpha 一期"]);
  await app.saved();
  await app.reload();
  await board.card("Alpha").waitFor();
  assert.deepEqual(await board.names(3), ["Alpha 一期"]);
  assert.deepEqual(await board.names(1), ["Beta"]);
  // Undo reaches back over the reload, and its result is saved as well.
  await app.undo();
  await page.waitForFunction(() => document.querySelectorAll("[data-stage]")[1].querySelectorAll("[data-card]").length === 2);
  await app.saved();
  await app.reload();
  await board.card("Alpha").waitFor();
  assert.deepEqual((await board.names(1)).sort(), ["Alpha 一期", "Beta"]);
  await app.redo();
  await page.waitForFunction(() => document.querySelectorAll("[data-stage]")[3].querySelector("[data-card]"));
  await expectAccessible(page);
});

eachLanguage("losing asks for the reason, winning for the amount", async ({ app, page }) => {
  const board = await empty(app, page);
  await board.add(1, "Delta", "Customer D", "");
  await page.keyboard.press("Escape");
  await board.card("Delta").focus();
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog");
  await dialog.locator('[type="submit"]').click();
  assert.notEqual(await dialog.getByRole("alert").last().textContent(), "");
  await page.keyboard.press("Escape");
  await board.dropOn("Delta", "won");
  await dialog.locator('[name="amount"]').fill("12.5万");
  await dialog.locator('[type="submit"]').click();
  await page.waitForFunction(() => document.querySelectorAll("[data-stage]")[5].querySelector("[data-card]"));
  assert.match(await board.column(5).locator("[data-column-sum]").textContent(), /12\.5万|125K/);
});

// Found by the random user: nothing heard a key as long as the focus was on the button of a card's menu.
journey("keys work everywhere once a card's menu is closed", {}, async ({ app, page }) => {
  const board = await empty(app, page);
  await board.add(1, "Alpha", "Acme", "100");
  await board.endAdding(1);
  const button = board.card("Alpha").locator(".card-menu button").first();
  await press(button);
  await page.getByRole("menuitem").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  assert.equal(await button.evaluate((node) => node === document.activeElement), true);
  await page.keyboard.press("Control+k");
  await page.locator("[name=palette]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("[name=palette]").waitFor({ state: "detached" });
  // What belongs to the menu is not about the card.
  assert.equal(await page.locator("aside.drawer").count(), 0);
  // A menu is closed by a press on another one.
  await board.add(1, "Beta", "Acme", "100");
  await press(button);
  await press(board.card("Beta").locator(".card-menu button").first());
  await page.waitForFunction(() => document.querySelectorAll("[role=menu]").length === 1);
});

eachLanguage("a finger moves a card after a long press, and scrolls otherwise", { device: "phone" }, async ({ app, page }) => {
  const board = await empty(app, page);
  await board.add(1, "Epsilon", "Customer E", "100");
  await board.endAdding(1);
  const scrolled = () => page.locator(".board").evaluate((lanes) => lanes.scrollLeft);
  const before = await scrolled();
  await swipeLeft(board.card("Epsilon"));
  await page.waitForFunction((before) => document.querySelector(".board").scrollLeft > before + 100, before);
  assert.equal(await page.locator(".ghost, dialog[open], aside.drawer").count(), 0);
  assert.deepEqual(await board.names(1), ["Epsilon"]);
  await board.dropOn("Epsilon", "lost");
  const dialog = page.getByRole("dialog");
  await dialog.locator('[name="reason"]').selectOption({ index: 1 });
  await press(dialog.locator('[type="submit"]'));
  await board.card("Epsilon").waitFor({ state: "detached" });
});

eachLanguage("two tabs show each other's changes", async ({ app, page, context }) => {
  const board = await empty(app, page);
  await board.add(1, "Zeta", "Customer Z", "100");
  await app.saved();
  const other = await context.newPage();
  await other.goto(page.url());
  const there = new Board(other);
  await there.card("Zeta").waitFor();
  await there.add(2, "Iota", "Customer Z", "200");
  await board.card("Iota").waitFor();
});

eachLanguage("killing the page loses nothing that was shown as saved", async ({ app, page, context }) => {
  const board = await empty(app, page);
  await board.add(1, "Theta", "Customer T", "1");
  await page.keyboard.press("Escape");
  await board.card("Theta").focus();
  const revision = (p) => p.locator("[data-saved]").getAttribute("data-saved").then(Number);
  let shown = 0;
  for (let i = 0; i < 100; i++) {
    await page.keyboard.press(i % 2 ? "[" : "]");
    shown = await revision(page);
  }
  const address = page.url();
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(address);
  await new Board(again).card("Theta").waitFor();
  assert.ok(shown > 20, `only ${shown} changes were saved before the end`);
  assert.ok((await revision(again)) >= shown, "a change that was shown as saved is gone");
});

eachLanguage("a card that is carried by keys is told its place and of how many (the number was missing)", async ({ app, page, lang }) => {
  const board = await empty(app, page);
  await board.add(1, "Alpha", "Acme", "1");
  await board.add(2, "Beta", "Acme", "1");
  await page.keyboard.press("Escape");
  await board.card("Alpha").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  const told = { zh: "第 1 位，共 2 位", en: "place 1 of 2" };
  await page.locator(".sr-only[role=status]").filter({ hasText: told[lang] }).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
});

eachLanguage("a card that takes another's place says all of its own, and takes neither its focus nor its menu", async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "M");
  await page.locator(".board[aria-busy=false] [data-card]").first().waitFor();
  const owners = await page.locator("select[data-filter=owner] option").evaluateAll((all) => all.map((option) => option.value).filter(Boolean));
  // As another hand would: the focus stays where it is.
  const filter = async (owner) => {
    await page.locator("select[data-filter=owner]").evaluate((select, value) => {
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }, owner);
    await page.waitForFunction((owner) => location.hash.includes(owner), owner);
    await page.waitForTimeout(300);
  };
  const cards = () => page.locator("[data-card]").evaluateAll((all) => all.map((card) => card.outerHTML));
  const under = () => page.evaluate(() => document.activeElement.closest("[data-card]")?.dataset.card ?? null);
  await filter(owners[0]);
  const first = page.locator("[data-card]").first();
  const id = await first.getAttribute("data-card");
  await first.focus();
  await page.locator("[data-card]").evaluateAll((all) => all.forEach((card) => (card.known = true)));
  await filter(owners[1]);
  assert.equal(await page.locator(`[data-card="${id}"]`).count(), 0);
  assert.equal(await under(), null);
  const taken = await page.locator("[data-card]").evaluateAll((all) => all.filter((card) => card.known).length);
  assert.ok(taken > 3, `only ${taken} cards took a place over`);
  const shown = await cards();
  await app.reload();
  await page.locator(".board[aria-busy=false] [data-card]").first().waitFor();
  assert.deepEqual(shown, await cards());
  await press(page.locator("[data-card] .card-menu button").first());
  await page.getByRole("menuitem").first().waitFor();
  await filter(owners[0]);
  assert.equal(await page.getByRole("menu").count(), 0);
  assert.equal(await under(), null);
});
