// What is typed into the drawer when it, or what is typed into, goes away: the input's last words arrive when it is gone, and break nothing.
import assert from "node:assert/strict";
import { journey } from "./support/app.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

/** Two deals of two customers, the drawer of the first one open. */
async function twoDeals(app, page) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await board.add(1, "Beta", "Bolt", "200");
  await board.endAdding(1);
  await press(board.card("Alpha").locator(".n"));
  const drawer = new Drawer(page);
  await drawer.shows("deal");
  return { board, drawer };
}

/** Turns the customer of a deal into its editor and types the name of the other one. */
async function typeCustomer(drawer) {
  await press(drawer.fact("customer").locator("button.fact"));
  await drawer.fact("customer").locator("input").fill("Bolt");
}

journey("another customer is typed and left by Escape: the former one stays, and the page works on", {}, async ({ app, page }) => {
  const { drawer } = await twoDeals(app, page);
  await typeCustomer(drawer);
  await page.keyboard.press("Escape");
  await drawer.fact("customer").locator("button.fact").waitFor();
  assert.equal(await drawer.fact("customer").innerText(), "Acme");
  await drawer.close();
});

journey("another customer is typed, and the browser goes back", {}, async ({ app, page }) => {
  const { board, drawer } = await twoDeals(app, page);
  await typeCustomer(drawer);
  await page.goBack();
  await drawer.root.waitFor({ state: "detached" });
  await board.card("Alpha").filter({ hasText: "Acme" }).waitFor();
});

journey("a name is typed over, and the browser goes back: it is kept, as it is on leaving the field", {}, async ({ app, page }) => {
  const { board, drawer } = await twoDeals(app, page);
  await drawer.root.locator("input.name-input").fill("Gamma");
  await page.goBack();
  await drawer.root.waitFor({ state: "detached" });
  await board.card("Gamma").waitFor();
  await app.saved();
});

journey("a name is typed over while another tab deletes the record", {}, async ({ app, page, context }) => {
  const { drawer } = await twoDeals(app, page);
  await app.saved();
  const other = await context.newPage();
  await other.goto(page.url());
  const there = new Drawer(other);
  await there.shows("deal");
  await page.bringToFront();
  await drawer.root.locator("input.name-input").fill("Gamma");
  await other.bringToFront();
  await press(there.act("delete"));
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelector("aside.drawer") && !document.querySelector("aside.drawer .facts"));
  await drawer.close();
});
