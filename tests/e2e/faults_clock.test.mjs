// The machine's clock is set back a year, or ahead: what is done later wins all the same, undo works, folds and snapshots lose nothing, and what
// comes from a clock that is ahead is listed.
import assert from "node:assert/strict";
import { journey } from "./support/app.mjs";
import { begin, exported, heldIdleTime, holds, idlePasses, Merge, Restore, closeToasts, TableImport, untilFoldIsDue } from "./support/changes.mjs";
import { setAhead, withMovableClock, YEAR } from "./support/clock.mjs";
import { Databases } from "./support/database.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

/** Gives the deal Alpha another amount, and waits until it is saved. */
async function amount(app, page, value) {
  if (!page.url().includes("/board")) await app.goTo("board");
  const drawer = new Drawer(page);
  await press(new Board(page).card("Alpha").locator(".n"));
  await drawer.shows("deal");
  await drawer.edit("amount", value);
  await drawer.fact("amount").locator("button.fact").waitFor();
  await drawer.close();
  await app.saved();
}

/** Alpha's amount in minor units, after a reload. */
async function reloaded(app, page) {
  await app.reload();
  return (await exported(app, page)).tables.deal.find((deal) => deal.name === "Alpha").amount.minor;
}

/** Does a change of everything. */
async function done(app, page, change) {
  await closeToasts(page);
  await change.ready(app, page);
  await change.go(page);
  assert.equal(await change.outcome(page), "done");
  await app.saved();
}

for (const [what, there, then] of [["set back a year", 0, -YEAR], ["a year ahead, and put right", YEAR, 0]]) {
  journey(`a clock ${what}: later work wins, undo, folds and snapshots lose nothing`, {}, async ({ app, page, context }) => {
    await withMovableClock(context);
    await context.addInitScript(heldIdleTime);
    await app.open();
    await setAhead(page, there);
    const before = await begin(app, page);
    await amount(app, page, "150");
    const earlier = await exported(app, page);

    // While the page is open, and in the next one.
    await setAhead(page, then);
    await amount(app, page, "175");
    assert.equal(await reloaded(app, page), 17500);
    await amount(app, page, "180");
    await app.undo();
    await app.saved();
    assert.equal(await reloaded(app, page), 17500, "undone");
    await page.keyboard.press("Control+Shift+z");
    await app.saved();
    assert.equal(await reloaded(app, page), 18000, "done again");

    // What was written before the clock was set is older, whatever it says.
    const sent = { name: "earlier.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(earlier)) };
    await page.locator("input[data-file]").setInputFiles(sent);
    await press(page.locator("[data-action=merge]"));
    await page.locator("[data-merge=nothing]").waitFor();
    assert.equal(await page.locator("[data-conflict]").count(), 0);
    await app.reload();

    const databases = await Databases.of(app);
    const name = await databases.nameFor(page);
    await untilFoldIsDue(app, page, databases, name);
    const { tables } = await exported(app, page);
    await idlePasses(page);
    while (Object.keys((await databases.read(name)).journal).length > 0);
    await app.reload();
    assert.deepEqual((await exported(app, page)).tables, tables, "folded");

    // A change of everything, taken back, and the snapshot of before.
    const snapshots = page.locator("[data-list=snapshots] li");
    const kept = await snapshots.count();
    await done(app, page, new TableImport());
    await app.undo();
    await page.locator("[data-action=redo]:not([aria-disabled=true])").waitFor({ state: "attached" });
    await app.saved();
    await app.reload();
    assert.deepEqual((await exported(app, page)).tables, tables, "the import is taken back");
    await snapshots.nth(kept + 1).waitFor();
    await done(app, page, new Restore());
    await app.reload();
    assert.deepEqual(holds(await exported(app, page)), new Restore().deals, "the oldest snapshot comes back");
    assert.deepEqual(before.tables.deal.map((deal) => deal.name).sort(), ["Alpha", "Beta"]);

    // Put right again, the clock goes on from the latest stamp.
    await setAhead(page, 0);
    await amount(app, page, "190");
    assert.equal(await reloaded(app, page), 19000);
  });
}

journey("a file from a clock that is a year ahead is listed, and what is written here after it was merged wins", { lang: "en" }, async ({ app, page }) => {
  const merge = new Merge(await begin(app, page), YEAR);
  await merge.ready(app, page);
  await page.locator("[data-note=ahead]").waitFor();
  await done(app, page, merge);
  await amount(app, page, "190");
  assert.equal(await reloaded(app, page), 19000);
  // The same file again brings nothing: it was known when the amount was written.
  await merge.ready(app, page);
  await page.locator("[data-merge=nothing]").waitFor();
});
