// The change log: what was changed is listed, filtered, and a former value comes back; also of what was folded. Checking and repairing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage, journey } from "./support/app.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { ChangeLog } from "./support/log.mjs";
import { Board } from "./support/pages.mjs";

/** A workspace with the deal Alpha, 100, whose amount was changed twice; its drawer is open. */
async function changedTwice(app, page) {
  await app.open();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await press(new Board(page).card("Alpha").locator(".n"));
  const drawer = new Drawer(page);
  await drawer.shows("deal");
  await drawer.edit("amount", "200");
  await drawer.edit("amount", "300");
  await app.saved();
  return drawer;
}

/** What an export of everything holds, to be changed by hand. */
async function exportedFile(page) {
  const download = page.waitForEvent("download");
  await press(page.locator("[data-action=export-all]"));
  const file = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  delete file.counts;
  delete file.sha256;
  return file;
}

const asFile = (name, file) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });

/** Lets a deal, but not `spared`, begin on the day after its last stage change; the deal. */
function beganAfterItsHistory({ tables }, spared) {
  const changes = tables.stage_change.filter((change) => change.at);
  const late = tables.deal.find((row) => row !== spared && changes.some((change) => change.deal === row.id));
  const days = changes.filter((change) => change.deal === late.id).map((change) => change.at.slice(0, 10)).sort();
  late.created = new Date(Date.parse(days.at(-1)) + 864e5).toISOString().slice(0, 10);
  return late;
}

const amountOf = (page) => new Board(page).card("Alpha").innerText();

for (const device of ["desktop", "phone"]) {
  eachLanguage(`a former amount is found in the log and comes back (${device})`, { device }, async ({ app, page, lang }) => {
    const drawer = await changedTwice(app, page);
    await press(drawer.act("log"));
    const log = new ChangeLog(page);
    await log.ofRecord("deal");
    const edits = log.entries("deal.edit");
    await edits.nth(1).waitFor();
    assert.equal(await edits.count(), 2);
    assert.match(await edits.first().innerText(), /200[\s\S]*300/, "the newest comes first");
    assert.match(await edits.last().innerText(), /100[\s\S]*200/);
    assert.match(await edits.last().innerText(), lang === "zh" ? /修改商机：Alpha/ : /Edit deal: Alpha/);
    await log.open(edits.first());
    const cell = log.cell(edits.first(), "amount");
    assert.match(await cell.innerText(), /200[\s\S]*300/);
    await log.open(edits.last());
    assert.equal(await log.restore(edits.last(), "amount").isEnabled(), true);
    await expectAccessible(page);
    await press(log.restore(edits.last(), "amount"));
    // The restored value is a change like any other: it is in the log, and there is nothing more to restore.
    await edits.nth(2).waitFor();
    assert.match(await edits.first().innerText(), /300[\s\S]*100/);
    const same = log.restore(edits.last(), "amount");
    await page.waitForFunction((button) => button.disabled, await same.elementHandle());
    assert.match(await log.cell(edits.last(), "amount").innerText(), lang === "zh" ? /现在就是这个值/ : /has this value now/);
    await app.saved();
    await app.goTo("board");
    assert.match(await amountOf(page), /100/);
    await app.undo();
    await page.waitForFunction(() => /300/.test(document.querySelector(".board [data-card]").textContent));
    await app.saved();
    await app.goToAddress("data");
    await log.entries("deal.edit").first().waitFor();
    assert.match(await log.entries("deal.edit").first().innerText(), lang === "zh" ? /撤销/ : /Undo/);
  });
}

journey("the log is filtered by record with its parts, by person, type, text and day, and the address keeps it", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  const log = new ChangeLog(page);
  const board = new Board(page);
  const ids = await board.column(1).locator("[data-card]").evaluateAll((cards) => cards.map((card) => card.dataset.card));
  await board.moveTo(board.cardOf(ids[0]), 2);
  // Nobody was chosen so far; the next move is somebody's.
  await app.goToAddress("settings");
  const me = page.locator("[name=me]");
  const rep = await me.locator("option").nth(1).getAttribute("value");
  const name = await me.locator("option").nth(1).innerText();
  await me.selectOption(rep);
  await app.goTo("board");
  await board.moveTo(board.cardOf(ids[1]), 2);
  await app.saved();

  await app.goToAddress(`data?log=deal:${ids[0]}`);
  await log.ofRecord("deal");
  const moves = log.entries("deal.move");
  await moves.first().waitFor();
  assert.equal(await moves.count(), 1);
  await log.open(moves.first());
  assert.equal(await moves.locator("[data-row^='stage_change:']").count(), 1, "its parts belong to it");
  assert.equal(await moves.locator("[data-cell=place] [data-action=restore-value]").count(), 0, "kept by commands");

  const shows = (n) => page.waitForFunction((n) => document.querySelectorAll("[data-entry='deal.move']").length === n, n);
  await press(log.root.locator("[data-action=log-all]"));
  await shows(2);
  assert.ok(!page.url().includes("log="));
  await log.root.locator("[data-filter=rep]").selectOption(rep);
  await shows(1);
  assert.match(await moves.locator(".log-who").innerText(), new RegExp(name));
  assert.equal(await log.entries("workspace.create").count(), 0, "nobody was chosen then");
  await app.reload();
  await shows(1);
  await press(log.root.locator(".chip.clear"));
  await shows(2);

  await log.type("nothing like it");
  await shows(0);
  await log.type("移动商机");
  await shows(2);
  await log.type("");
  await log.root.locator("[data-filter=kind]").selectOption("product");
  await shows(0);
  assert.equal(await log.entries("workspace.create").count(), 1, "what replaced everything may be about anything");
  await log.root.locator("[data-filter=kind]").selectOption("stage_change");
  await shows(2);
  await log.root.locator("input[name=to]").fill("2020-01-01");
  await shows(0);
  await log.root.locator("input[name=to]").fill("");
  await shows(2);
});

journey("changes that were folded are still listed, page by page", { timeout: 240_000 }, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  for (let n = 1; n <= 72; n++) await board.add(1, `Deal ${n}.`, "Acme", String(n));
  await app.saved();
  // Folding waits a moment after the last change.
  await page.waitForTimeout(2_500);
  await app.goToAddress("data");
  const log = new ChangeLog(page);
  await log.entries("deal.create").first().waitFor();
  assert.equal(await log.root.locator("[data-entry]").count(), 50);
  await press(log.root.locator("[data-action=more-log]"));
  await log.entries("workspace.create").waitFor();
  assert.equal(await log.entries("deal.create").count(), 72);
  assert.match(await log.entries("deal.create").last().innerText(), /Deal 1\./);
  assert.equal(await log.root.locator("[data-action=more-log]").count(), 0);
  await app.reload();
  await log.type("deal 3.");
  await page.waitForFunction(() => document.querySelectorAll("[data-list=log] [data-entry]").length === 1);
  assert.match(await log.entries("deal.create").innerText(), /Deal 3\./);
});

eachLanguage("damage in a file is found after replacing, repaired in one step, and undo brings it back", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("sample", "S");
  await app.goToAddress("data");
  await press(page.locator("[data-action=check]"));
  await page.locator("[data-check=sound]").waitFor();

  const file = await exportedFile(page);
  const { deal } = file.tables;
  // One deal stands in a stage where it is not, another one began after its own history.
  const placed = deal.filter((row) => row.place && !row.outcome);
  const other = placed.find((row) => row.place.stage !== placed[0].place.stage);
  placed[0].place = { ...placed[0].place, stage: other.place.stage };
  const late = beganAfterItsHistory(file, placed[0]);
  await page.locator("input[data-file]").setInputFiles(asFile("damaged.json", file));
  await press(page.locator("[data-action=replace]"));
  await press(page.locator("[data-action=replace-now]"));
  const notice = page.locator("[data-notice]");
  await notice.waitFor();
  assert.match(await notice.innerText(), lang === "zh" ? /发现 \d+ 个问题/ : /\d+ findings/);
  await press(notice.locator("button"));
  const place = page.locator("[data-kind=check_place_other_stage]");
  const dates = page.locator("[data-kind=check_history_before_created]");
  assert.ok((await place.innerText()).includes(placed[0].name));
  assert.ok((await dates.innerText()).includes(late.name));
  await expectAccessible(page);
  await press(dates.locator("[data-record]").first());
  await new Drawer(page).shows("deal");
  await new Drawer(page).close();
  await press(page.locator("[data-action=repair]"));
  await place.waitFor({ state: "detached" });
  assert.equal(await dates.count(), 1, "what a person has to decide stays listed");
  assert.equal(await page.locator("[data-action=repair]").count(), 0);
  await app.undo();
  await place.waitFor();
  await app.saved();
  const log = new ChangeLog(page);
  await log.entries("data.repair").first().waitFor();
  // The replacement is in the log too, and leads to the snapshot from before.
  await log.open(log.entries("replace").first());
  await press(log.entries("replace").first().locator("[data-action=to-snapshot]"));
  await page.locator("[data-snapshot]:focus").waitFor();
});

journey("a merge tells what it left behind, and a restored snapshot is checked as well", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  await app.goToAddress("data");
  await press(page.getByRole("button", { name: "保存快照" }));
  await page.locator("[data-snapshot]").waitFor();
  const file = await exportedFile(page);
  const late = beganAfterItsHistory(file);
  const stamp = `${Date.now().toString(16).padStart(12, "0")}0001000000000000000b`;
  late.stamps = { ...late.stamps, created: stamp };
  await page.locator("input[data-file]").setInputFiles(asFile("rep.json", file));
  await press(page.locator("[data-action=merge]"));
  await press(page.locator("[data-action=merge-now]"));
  await page.locator("[data-merge=done]").waitFor();
  await page.locator('[data-notice="1"]').waitFor();
  assert.ok((await page.locator("[data-kind=check_history_before_created]").innerText()).includes(late.name));
  await app.saved();
  await press(page.locator("[data-snapshot]").last().getByRole("button", { name: "恢复到此快照" }));
  await press(page.locator("dialog[open] .primary"));
  await page.locator('[data-notice="0"]').waitFor();
  await page.locator("[data-check=sound]").waitFor();
});
