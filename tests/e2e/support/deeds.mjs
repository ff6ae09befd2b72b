// What a team does with the app, each as its user does it: with whatever hand the page is used (hand.mjs). Each deed says that it was done.
import assert from "node:assert/strict";
import { Customers } from "./customers.mjs";
import { DataScreen, jsonFile } from "./data.mjs";
import { Drawer } from "./drawer.mjs";
import { Goals } from "./figures.mjs";
import { savedBy } from "./files.mjs";
import { choose, press, type } from "./hand.mjs";
import { RecordList } from "./list.mjs";
import { Board } from "./pages.mjs";
import { changed, write } from "./team.mjs";

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** An empty workspace with a rep called Lee, entered in the settings. */
export async function settings({ app, page }) {
  await app.open();
  await app.startWith("empty");
  await app.goTo("settings");
  await press(page.locator('[data-section="people"]'));
  await press(page.locator('[data-add="rep"]'));
  const form = page.locator('[data-adding="rep"]');
  // Nothing is entered: the field says so, and has the focus.
  await press(form.locator('[type="submit"]'));
  await form.locator("[name=name][aria-invalid=true]:focus").waitFor();
  await type(form.locator("[name=name]"), "Lee");
  await press(form.locator('[type="submit"]'));
  await form.waitFor({ state: "detached" });
  await page.locator('[data-add="rep"]:focus').waitFor();
  assert.equal(await page.locator('.row-edit [name="name"]').last().inputValue(), "Lee");
}

/** A deal from its beginning to its end, and all that may happen to it. */
export async function deals({ app, page, phone }) {
  const [board, drawer] = [new Board(page), new Drawer(page)];
  await app.goTo("board");
  await board.add(1, "Alpha", "Acme", "1000");
  await board.add(1, "Beta", "Bolt", "50");
  await board.endAdding(1);
  assert.deepEqual(await board.names(1), ["Beta", "Alpha"]);
  await board.menu(board.card("Alpha"), "up");
  await page.waitForFunction(() => document.querySelectorAll("[data-stage]")[1].querySelector(".slot[style*='translateY(0px)'] .n").textContent === "Alpha");
  await board.moveTo(board.card("Alpha"), 3);
  await board.holds(3, "Alpha");

  await press(board.card("Alpha").locator(".n"));
  await drawer.shows("deal");
  await drawer.edit("amount", "2500");
  await drawer.root.locator("[data-amount]").filter({ hasText: "2,500" }).waitFor();
  await press(drawer.fact("owner").locator("button.fact"));
  await choose(drawer.fact("owner").locator("select"), { label: "Lee" });
  await drawer.add("activity", { note: "Asked for a quote" });
  await drawer.timeline().filter({ hasText: "Asked for a quote" }).waitFor();
  await drawer.add("task", { title: "Send the quote" });
  await drawer.nextStep().filter({ hasText: "Send the quote" }).waitFor();
  await press(drawer.nextStep().locator(".pill"));
  await type(drawer.dialog.locator('[name="result"]'), "Sent");
  await press(drawer.dialog.locator('[type="submit"]'));
  await drawer.timeline().filter({ hasText: "Sent" }).waitFor();
  await drawer.close();
  await board.card("Alpha").locator('.av[title="Lee"]').waitFor();

  await press(board.card("Alpha").locator(".n"));
  await drawer.shows("deal");
  await press(drawer.act("won"));
  await board.confirmEnd();
  await press(drawer.act("reopen"));
  await press(drawer.act("lost"));
  // Without a reason it is not lost: the field says so.
  await press(drawer.dialog.locator('[type="submit"]'));
  await drawer.dialog.locator("[name=reason][aria-invalid=true]:focus").waitFor();
  await choose(drawer.dialog.locator('[name="reason"]'), { index: 1 });
  await press(drawer.dialog.locator('[type="submit"]'));
  await press(drawer.act("reopen"));
  await drawer.act("won").waitFor();
  await press(drawer.act("delete"));
  await drawer.root.waitFor({ state: "detached" });
  await board.card("Alpha").waitFor({ state: "detached" });
  await app.undo();
  await board.holds(3, "Alpha");
  if (!phone) {
    await app.redo();
    await board.card("Alpha").waitFor({ state: "detached" });
    await app.undo();
    await board.holds(3, "Alpha");
  }
}

/** Customers and their contacts: entered, found, filtered, changed together, deleted and brought back; a deal of theirs. */
export async function people({ app, page }) {
  await app.goTo("customers");
  const [list, drawer] = [new Customers(page), new Drawer(page)];
  await press(page.locator('[data-action="new-customer"]').first());
  await type(list.dialog.locator('[name="name"]'), "Carrier");
  await press(list.dialog.locator('[type="submit"]'));
  await list.waitFor(3);
  await press(list.row("Carrier"));
  await drawer.shows("customer");
  await drawer.add("contact", { name: "Wang", phone: "138 1234 5678" });
  await drawer.root.locator("[data-contact]").filter({ hasText: "Wang" }).waitFor();
  await drawer.edit("phone", "020 7946 0000");
  await drawer.fact("phone").filter({ hasText: "7946" }).waitFor();
  await drawer.add("deal", { name: "Gamma", amount: "70" });
  await drawer.shows("deal");
  await drawer.close();

  await list.search("carr");
  await list.shows(["Carrier"]);
  await list.search(" ");
  await list.shows(["Acme", "Bolt", "Carrier"]);
  await list.tick("Acme", "Bolt");
  await list.editTogether("tier", (dialog) => choose(dialog.locator('[name="tier"]'), { label: "A" }));
  await list.filter("tier", "A");
  await list.shows(["Acme", "Bolt"]);
  await list.filter("tier", "");
  await list.shows(["Acme", "Bolt", "Carrier"]);
  await press(page.locator(".bulk .plain"));
  await page.locator(".bulk").waitFor({ state: "detached" });
}

/** A lead: noted in a line, made a customer with a deal; another is deleted and brought back. */
export async function leads({ app, page }) {
  await app.goTo("leads");
  const [list, drawer] = [new RecordList(page), new Drawer(page)];
  for (const [i, name] of ["Delta", "Epsilon"].entries()) {
    await type(page.locator('[data-form="lead"] [name="line"]'), name);
    await press(page.locator('[data-form="lead"] [type="submit"]'));
    await list.waitFor(i + 1);
  }
  await press(list.row("Delta"));
  await drawer.shows("lead");
  await press(drawer.act("convert"));
  await press(drawer.dialog.locator('[type="submit"]'));
  await drawer.shows("deal");
  await drawer.close();
  await list.shows(["Epsilon"]);
  await list.tick("Epsilon");
  await press(page.locator('[data-bulk="delete"]'));
  await list.row("Epsilon").waitFor({ state: "detached" });
  await app.undo();
  await list.shows(["Epsilon"]);
}

/** A goal, set and changed; a figure, and the records behind it. */
export async function goals({ app, page }) {
  await app.goTo("goals");
  const goals = new Goals(page);
  await goals.add("revenue", "10000");
  await goals.cells.first().waitFor();
  await press(goals.cells.first());
  await goals.change("20000", "More people");
  await page.locator(".goal-history").filter({ hasText: "More people" }).waitFor();
  await app.goTo("funnel");
  await press(page.locator('[data-block="funnel"] button.figure').first());
  const records = page.locator(".records");
  await records.waitFor();
  await press(records.locator("header button"));
  await records.waitFor({ state: "detached" });
}

/** Search over everything: a record opens. */
export async function finding({ page }) {
  const drawer = new Drawer(page);
  await press(page.locator("[data-action=palette]"));
  await type(page.locator('[name="palette"]'), "gamm");
  const entry = page.locator(".palette-entry").filter({ hasText: "Gamma" });
  await entry.first().waitFor();
  // The search field keeps the focus: Enter takes the first entry, a finger any.
  if (await page.evaluate(() => matchMedia("(pointer: coarse)").matches)) await press(entry.first());
  else await page.keyboard.press("Enter");
  await drawer.shows("deal");
  await drawer.close();
}

/** Files: a backup, everything exported, a table imported, a file of somebody else merged with a choice. */
export async function files({ app, page, phone }) {
  const [board, data, drawer] = [new Board(page), new DataScreen(app), new Drawer(page)];
  await press(page.locator(phone ? "[data-light]" : ".safe"));
  const dialog = page.locator("dialog[open]");
  await savedBy(page, () => press(dialog.locator("[data-action=back-up]")));
  await press(dialog.locator(".dialog-head button"));
  await dialog.waitFor({ state: "detached" });
  await app.goTo("data");
  const all = (await savedBy(page, () => press(page.locator("[data-action=export-all]").first()))).bytes;

  await data.chooseByHand(csv("customers.csv", "Name,Phone\nDepot,02079460001\n"));
  await data.checkTable();
  await data.importTable();

  await app.goTo("board");
  await press(board.card("Alpha").locator(".n"));
  await drawer.shows("deal");
  await drawer.edit("amount", "300");
  await drawer.root.locator("[data-amount]").filter({ hasText: "300" }).waitFor();
  await drawer.close();
  await app.saved();
  const theirs = changed(all, 0xc1, (tables, stamp) => {
    const alpha = tables.deal.find((row) => row.name === "Alpha");
    write(alpha, "amount", { ...alpha.amount, minor: 45_000 }, stamp(1));
  });
  await app.goTo("data");
  await data.chooseByHand(jsonFile("theirs.json", theirs));
  await press(page.locator("[data-action=merge]"));
  await page.locator("[data-merge=shown]").waitFor();
  await press(page.locator("[data-conflict=deal] label").filter({ hasText: "300" }));
  await data.merge();
  await app.goTo("board");
  await board.card("Alpha").filter({ hasText: "300" }).waitFor();
  await app.goTo("customers");
  await new Customers(page).row("Depot").waitFor();
}

/** All of it, in this order. */
export const deeds = { settings, deals, people, leads, goals, finding, files };
