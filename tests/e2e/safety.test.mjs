// Nothing lost: a backup is one click away or comes by itself, a workspace that is gone says so and comes back from a folder, a database
// deleted under an open page is saved anew, snapshots come back.
import assert from "node:assert/strict";
import { eachLanguage, everywhere } from "./support/app.mjs";
import { DataScreen, hashes, jsonFile } from "./support/data.mjs";
import { editDeal } from "./support/drawer.mjs";
import { savedBy } from "./support/files.mjs";
import { press } from "./support/hand.mjs";
import { expectUsable } from "./support/layout.mjs";
import { Board } from "./support/pages.mjs";
import { bare, databases, dropDatabases, fakePicker, filesIn, hide, noPicker, outside, putInFolder, slotOf, throwAllAway, until } from "./support/safety.mjs";

const allow = bare;

const dialog = (page) => page.locator("dialog[open]");

everywhere("one click on the light backs everything up, and that file brings it back after the browser threw all away", { allow }, async ({ app, page, context, phone }) => {
  await context.addInitScript(noPicker);
  const [board, data] = [new Board(page), new DataScreen(app)];
  await app.open();
  await app.startWith("sample", "S");
  await board.add(1, "Alpha", "Acme", "100");
  await board.endAdding(1);
  await app.saved();
  const [slot, address, figures] = [slotOf(page), new URL(page.url()).hash, await board.figures()];
  await press(page.locator(phone ? "[data-light]" : ".safe"));
  await dialog(page).locator("[data-fact=backup].warn").waitFor();
  const file = await savedBy(page, () => press(dialog(page).locator("[data-action=back-up]")));
  assert.ok(JSON.parse(file.bytes).tables.deal.some((deal) => deal.name === "Alpha"));
  await dialog(page).locator("[data-fact=backup]:not(.warn)").waitFor();

  await throwAllAway(app);
  await app.open(address);
  await page.locator("[data-lost]").waitFor();
  if (phone) await expectUsable(page, "[data-lost]");
  assert.ok(!(await databases(page)).some((name) => name.endsWith(slot)), "nothing was begun in its place");
  await data.openAsNew(jsonFile(file.name, file.bytes));
  assert.equal(slotOf(page), slot, "the bookmark leads there again");
  assert.deepEqual(await board.figures(), figures);
  await app.reload();
  assert.deepEqual(hashes(await data.exported()), hashes(file.bytes), "everything, to the last stamp");

  // Without the bookmark, from the first screen.
  await throwAllAway(app);
  await app.open();
  assert.deepEqual(await app.workspaces(), []);
  await app.startWithFile(jsonFile(file.name, file.bytes));
  assert.deepEqual(hashes(await data.exported()), hashes(file.bytes));
});

eachLanguage("backups write themselves into a folder, and bring everything back after the browser threw all away", { allow }, async ({ app, page, context }) => {
  await context.addInitScript(fakePicker);
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  await app.goTo("data");
  await press(page.locator("[data-action=choose-folder]"));
  await page.locator("[data-folder=open]").first().waitFor();
  await page.waitForFunction(() => document.querySelector("[data-fact=backup]:not(.warn)"));
  const slot = slotOf(page);
  const names = Object.keys(await filesIn(page));
  assert.equal(names.length, 1);
  assert.match(names[0], new RegExp(`^.+-\\d{4}-\\d\\d-\\d\\d-${slot}\\.json$`));

  // Left after more work, it writes the same day's file anew; one of long ago makes room by the rule, another program's stays.
  await putInFolder(page, Object.fromEntries([`A-2020-03-02-${slot}.json`, `A-2020-03-09-${slot}.json`, "A-2020-03-02-ffffffff.json", "notes.json"].map((name) => [name, "{}"])));
  await app.goTo("board");
  await board.add(1, "Beta", "Acme", "200");
  await app.saved();
  await hide(page);
  const left = [`A-2020-03-09-${slot}.json`, "A-2020-03-02-ffffffff.json", "notes.json", names[0]].sort();
  await until(async () => {
    const files = await filesIn(page);
    return files[names[0]].includes("Beta") && Object.keys(files).length === left.length;
  });
  const inFolder = await filesIn(page);
  assert.deepEqual(Object.keys(inFolder).sort(), left);
  const before = await board.figures();
  const address = new URL(page.url()).hash;

  // After a reload the folder is known.
  await app.reload();
  await app.goTo("data");
  await page.locator("[data-folder=open]").first().waitFor();

  await throwAllAway(app);
  await app.open(address);
  await page.locator("[data-lost]").waitFor();
  assert.ok(!(await databases(page)).some((name) => name.endsWith(slot)), "nothing was begun in its place");
  await press(page.locator("[data-action=restore-folder]"));
  const list = page.locator("[data-list=backups] li");
  await list.first().waitFor();
  assert.equal(await list.count(), 3);
  await press(list.first().locator("button"));
  await page.locator('[data-import="good"]').waitFor();
  await press(page.locator("[data-action=as-new]"));
  await board.card("Beta").waitFor();
  assert.equal(slotOf(page), slot, "the bookmark leads there again");
  assert.deepEqual(await board.figures(), before);
  await app.reload();
  await board.card("Alpha").waitFor();
  assert.deepEqual(hashes(await new DataScreen(app).exported()), hashes(inFolder[names[0]]));
});

eachLanguage("the first screen restores from a backup folder", { allow }, async ({ app, page, context }) => {
  await context.addInitScript(fakePicker);
  await app.open();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await app.saved();
  await app.goTo("data");
  await press(page.locator("[data-action=choose-folder]"));
  await page.waitForFunction(() => document.querySelector("[data-fact=backup]:not(.warn)"));
  await throwAllAway(app);
  await app.open();
  await press(page.locator("[data-choice=folder]"));
  await press(page.locator("[data-list=backups] li button").first());
  await page.locator('[data-import="good"]').waitFor();
  await press(page.locator("[data-action=as-new]"));
  await new Board(page).card("Alpha").waitFor();
});

eachLanguage("a bookmark of a workspace that never was here says so, and a file opens in its place", async ({ app, page, lang }) => {
  await app.open("#/w/1a2b3c4d/board");
  await page.locator("[data-lost]").waitFor();
  assert.match(await page.locator("h1").innerText(), lang === "zh" ? /不在这台设备上/ : /not on this device/);
  await press(page.locator("[data-action=to-start]"));
  await page.locator("[data-choice]").first().waitFor();
  assert.deepEqual(await app.workspaces(), []);
});

eachLanguage("a workspace that the registry has lost is found by its database, with its name", { allow }, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await app.saved();
  const [name, address] = [await app.workspaceName(), new URL(page.url()).hash];
  await dropDatabases(app, ":registry");
  await app.open();
  await page.locator(".workspaces li").first().waitFor();
  assert.deepEqual(await app.workspaces(), [name]);
  await dropDatabases(app, ":registry");
  await app.open(address);
  await new Board(page).card("Alpha").waitFor();
});

eachLanguage("a database deleted under the open page is told, and everything is saved anew", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  });
  const banner = page.locator(".banner[role=alert]");
  await banner.waitFor();
  assert.match(await banner.locator("span").innerText(), lang === "zh" ? /还在内存中.*重新保存/ : /still in memory.*Save it anew/);
  await board.add(1, "Beta", "Acme", "200");
  await press(banner.locator("[data-action=retry]"));
  await app.saved();
  await banner.waitFor({ state: "detached" });
  await board.add(1, "Gamma", "Acme", "300");
  await app.saved();
  await app.reload();
  await board.card("Gamma").waitFor();
  assert.deepEqual((await board.names(1)).sort(), ["Alpha", "Beta", "Gamma"]);
});

eachLanguage("after many days without a backup one is reminded once a day, and can put it off", { allow }, async ({ app, page, context }) => {
  await context.addInitScript(noPicker);
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  const [slot, address] = [slotOf(page), new URL(page.url()).hash];
  // Set where the app is not open, so that no open page acts on it first.
  const lastBackup = async (days, reminded) => {
    await outside(app);
    await page.evaluate(([slot, days, reminded]) => {
      const place = new URL(".", location).pathname;
      localStorage.setItem(`loudou:${place}:backup:${slot}`, `${Date.now() - days * 86_400_000} 1`);
      if (!reminded) localStorage.removeItem(`loudou:${place}:remind:${slot}`);
    }, [slot, days, reminded]);
    await app.open(address);
  };
  const reminder = page.locator("[data-reminder]");
  const none = async () => {
    await page.waitForTimeout(600);
    assert.equal(await reminder.count(), 0);
  };
  await lastBackup(6, false);
  await none();
  await lastBackup(8, false);
  await reminder.waitFor();
  // Once a day: not at the next visit.
  await lastBackup(8, true);
  await none();
  await lastBackup(8, false);
  const download = page.waitForEvent("download");
  await press(reminder.locator("[data-remind=now]"));
  await download;
  await reminder.waitFor({ state: "detached" });

  await lastBackup(8, false);
  await press(reminder.locator("[data-remind=never]"));
  await reminder.waitFor({ state: "detached" });
  await lastBackup(9, true);
  await none();
  await app.goTo("data");
  await press(page.locator("[data-remind=again]"));
  await app.reload();
  await reminder.waitFor();
});

eachLanguage("a snapshot is compared with now, and a single row goes back", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("empty");
  const [board, data] = [new Board(page), new DataScreen(app)];
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  await app.goTo("data");
  await press(page.locator("[data-list=snapshots] ~ .buttons button"));
  await data.snapshots().first().waitFor();
  await app.goTo("board");
  await editDeal(page, "Alpha", "amount", "300");
  await board.add(1, "Beta", "Acme", "200");
  await app.saved();
  await app.goTo("data");
  await press(data.snapshots().locator("[data-action=compare]"));
  const deals = page.locator("[data-compare] [data-difference=deal]");
  await deals.first().waitFor();
  assert.equal(await deals.count(), 2);
  const alpha = deals.filter({ hasText: "Alpha" });
  assert.match(await alpha.innerText(), /100.*→.*300/);
  assert.match(await deals.filter({ hasText: "Beta" }).innerText(), lang === "zh" ? /新增/ : /new since/);
  await press(alpha.locator("button"));
  await alpha.waitFor({ state: "detached" });
  await app.goTo("board");
  assert.match(await board.card("Alpha").innerText(), /100/);
  await board.card("Beta").waitFor();
});

eachLanguage("a replacement is taken back, and what was done since stays", async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  const [board, data] = [new Board(page), new DataScreen(app)];
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  const old = await data.exported();
  await app.goTo("board");
  await board.add(1, "Beta", "Bolt", "200");
  await app.saved();
  await app.goTo("data");
  await data.choose(jsonFile("old.json", old));
  await press(page.locator("[data-action=replace]"));
  await press(page.locator("[data-action=replace-now]"));
  await data.snapshots().first().waitFor();
  await app.goTo("board");
  await board.card("Beta").waitFor({ state: "detached" });
  await board.add(1, "Gamma", "Acme", "300");
  await app.saved();
  await app.goTo("data");
  await press(page.locator("[data-action=take-back]"));
  await page.locator(".toast").filter({ hasText: "Gamma" }).waitFor();
  await app.goTo("board");
  await board.card("Beta").waitFor();
  assert.deepEqual((await board.names(1)).sort(), ["Alpha", "Beta", "Gamma"]);
  await app.saved();
  await app.reload();
  await board.card("Beta").waitFor();
  assert.deepEqual((await board.names(1)).sort(), ["Alpha", "Beta", "Gamma"]);
});

eachLanguage("before many records are changed together, a snapshot is kept", async ({ app, page, lang }) => {
  const data = new DataScreen(app);
  await app.open();
  await app.startWith("sample", "S");
  await app.saved();
  await app.goTo("customers");
  await page.locator(".grid [data-row]").first().waitFor();
  await page.locator(".grid-head .check").first().click();
  await press(page.locator('[data-bulk="edit"]'));
  const form = dialog(page);
  await form.locator('[name="field"]').selectOption("tier");
  await form.locator('[name="tier"]').selectOption({ label: "A" });
  await press(form.locator('[type="submit"]'));
  await form.waitFor({ state: "detached" });
  await app.saved();
  await app.goTo("data");
  await data.snapshots().first().waitFor();
  assert.equal(await data.snapshots().count(), 1);
  assert.match(await data.snapshots().first().innerText(), lang === "zh" ? /之前/ : /Before:/);
  assert.equal(await page.locator("[data-action=take-back]").count(), 0, "undo takes back a bulk change");
});
