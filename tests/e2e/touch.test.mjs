// Fingers and nothing else: every deed, cards that are lifted and carried, sheets, and whether everything can be hit.
import assert from "node:assert/strict";
import { eachLanguage, journey } from "./support/app.mjs";
import { deeds } from "./support/deeds.mjs";
import { Drawer } from "./support/drawer.mjs";
import { Finger, press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";
import { expectTargets, screens } from "./support/reach.mjs";

const phone = { device: "phone" };

eachLanguage("every deed with fingers alone", { ...phone, timeout: 300_000 }, async (j) => {
  for (const [name, deed] of Object.entries(deeds)) {
    await deed(j).catch((error) => {
      error.stack = `In the deed “${name}”: ${error.stack}`;
      throw error;
    });
  }
});

/** A board with so many deals in its second column. */
async function withDeals({ app, page }, count) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  for (let n = count; n > 0; n--) await board.add(1, `Deal ${n}`, "Acme", "100");
  await board.endAdding(1);
  return board;
}

const middle = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox();
  return [x + width / 2, y + height / 2];
};

journey("a card that is pressed and let go stays where it is", phone, async (j) => {
  const board = await withDeals(j, 3);
  // At its lower end, nearer to the next place than to its own.
  const box = await board.card("Deal 1").boundingBox();
  const finger = new Finger(j.page);
  await finger.down(box.x + 60, box.y + box.height - 8);
  await j.page.locator(".ghost").waitFor();
  await finger.move(box.x + 63, box.y + box.height - 6);
  await finger.up();
  await j.page.locator(".ghost").waitFor({ state: "detached" });
  assert.deepEqual(await board.names(1), ["Deal 1", "Deal 2", "Deal 3"]);
  assert.equal(await j.page.locator("aside.drawer, dialog[open], .toast").count(), 0);
});

eachLanguage("stages out of sight come as a bar while a card is lifted", phone, async (j) => {
  const board = await withDeals(j, 2);
  const stage = (await board.figures())[4].stage;
  const hand = await board.lift(board.card("Deal 1"));
  const zones = j.page.locator("[data-drop]");
  // All but the column of the card, and the next one if it is half in sight.
  assert.ok((await zones.count()) >= 5, `${await zones.count()} stages`);
  const zone = zones.filter({ hasText: stage });
  for (const box of await j.page.locator(".zone").evaluateAll((all) => all.map((z) => z.getBoundingClientRect().height))) assert.ok(box >= 40, `${box} high`);
  await hand.move(...(await middle(zone)));
  await j.page.locator("[data-drop].over").filter({ hasText: stage }).waitFor();
  await hand.up();
  await board.holds(4, "Deal 1");
  assert.deepEqual(await board.names(1), ["Deal 2"]);
});

journey("a card held at the end of a column scrolls it", phone, async (j) => {
  const board = await withDeals(j, 8);
  const list = board.column(1).locator("[data-list]");
  const hand = await board.lift(board.card("Deal 1"));
  const zones = await j.page.locator(".zones").boundingBox();
  const box = await list.boundingBox();
  await hand.move(box.x + box.width / 2, zones.y - 60);
  await hand.move(box.x + box.width / 2, zones.y - 12);
  await j.page.waitForFunction(() => {
    const list = document.querySelectorAll("[data-stage]")[1].querySelector("[data-list]");
    return list.scrollTop > 100;
  });
  await hand.up();
  await j.page.locator(".ghost").waitFor({ state: "detached" });
  assert.notEqual((await board.names(1))[0], "Deal 1");
});

journey("a drawer is a sheet: the page under it is out of reach, and it is pulled down to close it", phone, async (j) => {
  const board = await withDeals(j, 1);
  const drawer = new Drawer(j.page);
  await press(board.card("Deal 1").locator(".n"));
  await drawer.shows("deal");
  assert.equal(await j.page.locator(".frame").evaluate((frame) => frame.inert), true);
  const [x, y] = await middle(drawer.root.locator(".grip"));
  const pull = async (by) => {
    const finger = new Finger(j.page);
    await finger.down(x, y);
    for (let at = 0; at <= by; at += 20) await finger.move(x, y + at);
    // It rests before it leaves: after a stroke, the browser takes the next tap for one that ends it.
    await j.page.waitForTimeout(200);
    await finger.move(x, y + by + 1);
    await finger.up();
  };
  // A little is not enough.
  await pull(40);
  await j.page.waitForFunction(() => document.querySelector("aside.drawer").style.transform === "");
  await pull(200);
  await drawer.root.waitFor({ state: "detached" });
  assert.equal(await j.page.locator(".frame").evaluate((frame) => frame.inert), false);
  // What lies beside it closes it as well; a message has its place there, too.
  await press(board.card("Deal 1").locator(".n"));
  await drawer.shows("deal");
  await j.page.touchscreen.tap(4, 20);
  await drawer.root.waitFor({ state: "detached" });
});

journey("fields for numbers, phones and mail bring their keyboards", phone, async (j) => {
  const board = await withDeals(j, 1);
  const { page } = j;
  const mode = (locator) => locator.getAttribute("inputmode");
  await press(board.column(1).locator("button.add"));
  assert.equal(await mode(page.locator('form.quick [name="amount"]')), "decimal");
  await board.endAdding(1);
  await press(page.locator(".top .primary"));
  await press(page.locator('dialog[open] [data-tab="customer"]'));
  const phoneField = page.locator('dialog[open] [name="phone"]');
  await phoneField.waitFor();
  assert.deepEqual([await phoneField.getAttribute("type"), await mode(phoneField)], ["tel", "tel"]);
  await press(page.locator("dialog[open] .dialog-head button"));
  await press(board.card("Deal 1").locator(".n"));
  const drawer = new Drawer(page);
  for (const [field, keyboard] of [["amount", "decimal"], ["probability", "numeric"]]) {
    await press(drawer.fact(field).locator("button.fact"));
    assert.equal(await mode(drawer.fact(field).locator("input")), keyboard, field);
  }
});

for (const [device, options] of [["phone", phone], ["tablet", { device: "tablet" }]]) {
  journey(`everything that is pressed is 44 pixels high and wide, on a ${device}`, { ...options, lang: "en", timeout: 300_000 }, async (j) => {
    await screens(j, (state, root) => expectTargets(j.page, root, state));
  });
}
