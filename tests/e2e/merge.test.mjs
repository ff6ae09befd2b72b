// Team files: a rep sends a file, the manager merges many, finds and settles a conflict, takes it back, and sends the merged file back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { eachLanguage, journey } from "./support/app.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

const goTo = async (page, screen) => {
  await page.evaluate((screen) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${screen}`)), screen);
};

/** Exports by a button of the data screen; the file's bytes. */
async function exported(page, action = "export-all") {
  await goTo(page, "data");
  const download = page.waitForEvent("download");
  await press(page.locator(`[data-action=${action}]`).first());
  return readFileSync(await (await download).path());
}

const asFile = (name, buffer) => ({ name, mimeType: "application/json", buffer });

/** Opens bytes as a workspace of their own, as the rep does; resolves to its address. */
async function openedAsNew(app, page, name, bytes) {
  await page.locator("input[data-file]").setInputFiles(asFile(name, bytes));
  await press(page.locator("[data-action=as-new]"));
  await page.locator(".board-page").waitFor();
  await app.ready();
  return page.url();
}

/** Another workspace is another page load. */
async function visit(app, page, address) {
  await page.goto("about:blank");
  await page.goto(address);
  await page.locator(".board-page").waitFor();
  await app.ready();
}

/** Gives the deal Alpha another amount. */
const amount = async (page, value) => {
  const drawer = new Drawer(page);
  await press(new Board(page).card("Alpha").locator(".n"));
  await drawer.shows("deal");
  await drawer.edit("amount", value);
  await drawer.close();
};

/** A file like `text` in which a rep has changed things: each with a stamp of his own. */
function changed(text, load, change) {
  const file = JSON.parse(text);
  delete file.counts;
  delete file.sha256;
  const stamp = (n) => Date.now().toString(16).padStart(12, "0") + n.toString(16).padStart(4, "0") + load.toString(16).padStart(16, "0");
  change(file.tables, stamp);
  return Buffer.from(JSON.stringify(file));
}

for (const device of ["desktop", "phone"]) {
  eachLanguage(`a rep sends a file, a conflict is settled, taken back, and the merged file sent back (${device})`, { device }, async ({ app, page, lang }) => {
    await app.open();
    await app.startWith("empty");
    const board = new Board(page);
    await board.add(1, "Alpha", "Acme", "100");
    await app.saved();
    const manager = page.url();
    const team = await exported(page);

    const rep = await openedAsNew(app, page, "team.json", team);
    assert.notEqual(rep, manager);
    await amount(page, "250");
    await board.add(1, "Beta", "Bolt", "70");
    await app.saved();
    const sent = await exported(page);

    await visit(app, page, manager);
    await amount(page, "300");
    await app.saved();
    await goTo(page, "data");
    await page.locator("input[data-file]").setInputFiles(asFile("rep.json", sent));
    await press(page.locator("[data-action=merge]"));
    await page.locator("[data-merge=shown]").waitFor();
    assert.match(await page.locator("[data-count=deal]").innerText(), lang === "zh" ? /新增 1/ : /1 new/);
    const conflict = page.locator("[data-conflict=deal]");
    assert.equal(await conflict.count(), 1);
    assert.match(await conflict.innerText(), /Alpha/);
    assert.match(await conflict.innerText(), /250[\s\S]*300/);
    assert.equal(await conflict.locator("input").last().isChecked(), true, "the later write counts");
    await press(conflict.locator("label").filter({ hasText: "250" }));
    await press(page.locator("[data-action=merge-now]"));
    await page.locator("[data-merge=done]").waitFor();
    await app.saved();

    await goTo(page, "board");
    await board.card("Beta").waitFor();
    assert.match(await board.card("Alpha").innerText(), /250/);
    await app.undo();
    await board.card("Beta").waitFor({ state: "detached" });
    assert.match(await board.card("Alpha").innerText(), /300/);
    // On a phone there is no button for it.
    await page.keyboard.press("Control+Shift+Z");
    await board.card("Beta").waitFor();
    await app.saved();

    const back = await exported(page);
    await visit(app, page, rep);
    await goTo(page, "data");
    await page.locator("input[data-file]").setInputFiles(asFile("merged.json", back));
    await press(page.locator("[data-action=merge]"));
    await page.locator("[data-merge=shown]").waitFor();
    assert.equal(await page.locator("[data-conflict]").count(), 0, "who settles a conflict knew both sides");
    assert.equal(await page.locator("[data-merge=nothing]").count(), 1, "the rep's own value was chosen");
  });
}

journey("the manager merges ten files: who brought what, who claims the same customer, whose clock is ahead", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  await app.saved();
  const text = (await exported(page)).toString();
  const files = Array.from({ length: 10 }, (_, n) =>
    asFile(`rep-${n}.json`, changed(text, n + 1, (tables, stamp) => {
      const write = (row, field, value, at = stamp(n)) => Object.assign(row, { [field]: value, stamps: { ...row.stamps, [field]: at } });
      write(tables.customer[n], "note", `from ${n}`);
      const id = `0190000000007000800000000000000${n.toString(16)}`.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      tables.customer.push({ id, name: `New ${n}`, stamp: stamp(100 + n) });
      // The first two claim the same customer; the last one's clock is a year ahead.
      if (n < 2) {
        const rep = id.replace(/^0190/, "0191");
        tables.rep.push({ id: rep, name: `Rep ${n}`, stamp: stamp(199) });
        write(tables.customer[20], "owner", rep, stamp(200 + n));
      }
      if (n === 9) write(tables.customer[30], "note", "later", (Date.now() + 3.2e10).toString(16).padStart(12, "0") + "0000" + "000000000000000a");
    })));
  await page.locator("input[data-file]").setInputFiles(files);
  await page.locator("[data-merge=shown]").waitFor();
  assert.equal(await page.locator("[data-list=files] tbody tr").count(), 10);
  assert.match(await page.locator("[data-count=customer]").innerText(), /新增 10[\s\S]*修改 12/);
  assert.match(await page.locator("[data-note=claimed]").innerText(), /1/);
  await page.locator("[data-note=ahead]").waitFor();
  // One is left out, and the rest is compared anew.
  await press(page.locator("[data-list=files] tbody tr").last().locator("button"));
  await page.locator("[data-list=files] tbody tr").nth(9).waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-note=ahead]").count(), 0);
  await press(page.locator("[data-action=merge-now]"));
  await page.locator("[data-merge=done]").waitFor();
  await app.saved();
  const merged = JSON.parse((await exported(page, "send-back")).toString());
  const note = (n) => merged.tables.customer.find((row) => row.id === JSON.parse(text).tables.customer[n].id).note;
  assert.deepEqual([note(0), note(8)], ["from 0", "from 8"]);
  assert.equal(merged.tables.customer.filter((row) => /^New \d$/.test(row.name)).length, 9);
  await app.reload();
  await app.undo();
  await app.saved();
  const before = JSON.parse((await exported(page)).toString());
  assert.deepEqual(before.tables, JSON.parse(text).tables);
});

journey("a file that began elsewhere is matched by name, and broken ones among many are told", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  const theirs = JSON.parse((await exported(page)).toString());
  const team = theirs.tables.rep[0];
  // The same people and products under other ids, in a workspace of another origin.
  const other = JSON.stringify(theirs).replaceAll(team.id, "01900000-0000-7000-8000-0000000000aa").replaceAll(theirs.workspace, "01900000-0000-7000-8000-0000000000bb");
  const file = JSON.parse(other);
  delete file.sha256;
  await page.locator("input[data-file]").setInputFiles([
    asFile("elsewhere.json", Buffer.from(JSON.stringify(file))),
    asFile("broken.json", Buffer.from("{")),
  ]);
  await page.locator("[data-merge=shown]").waitFor();
  await page.locator(".toast", { hasText: "broken.json" }).waitFor();
  await page.locator("[data-part=matching] summary").click();
  const line = page.locator(".matching li", { hasText: team.name });
  assert.equal(await line.count(), 1);
  assert.equal(await line.locator("select").inputValue(), team.id);
  await page.locator("[data-action=merge-now]").click();
  await page.locator("[data-merge=done]").waitFor();
  await app.saved();
  const merged = JSON.parse((await exported(page)).toString());
  assert.equal(merged.tables.rep.filter((rep) => !rep.deleted).length, theirs.tables.rep.length);
  assert.equal(merged.tables.rep.find((rep) => rep.id.endsWith("aa")).merged_into, team.id);
});
