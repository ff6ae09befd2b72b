// Team files: reps send theirs, the manager merges many, finds and settles a conflict, takes it back, and sends the merged file back.
import assert from "node:assert/strict";
import { everywhere, journey } from "./support/app.mjs";
import { DataScreen, hashes, jsonFile } from "./support/data.mjs";
import { editDeal } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { expectUsable } from "./support/layout.mjs";
import { Board } from "./support/pages.mjs";
import { changed, idOf, repFile, stampOf, write } from "./support/team.mjs";

everywhere("ten reps send their files: who brought what, a conflict is settled, taken back, and the merged file sent back", async ({ app, page, lang, phone }) => {
  const [board, data] = [new Board(page), new DataScreen(app)];
  await app.open();
  await app.startWith("empty");
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  const manager = page.url();
  const team = await data.exported();
  await app.goToAddress("board");
  await editDeal(page, "Alpha", "amount", "300");
  await app.saved();
  const before = await data.exported();

  const rep = await data.openAsNew(jsonFile("team.json", team));
  assert.notEqual(rep, manager);
  await editDeal(page, "Alpha", "amount", "250");
  await board.add(1, "Beta", "Bolt", "70");
  await app.saved();
  const sent = await data.exported();

  await app.visit(manager);
  const others = Array.from({ length: 9 }, (_, n) => jsonFile(`rep-${n + 1}.json`, repFile(team, n + 1)));
  await data.previewMerge(jsonFile("rep-0.json", sent), ...others);
  if (phone) await expectUsable(page, "[data-merge=shown]");
  // Name, whose, new, changed, conflicts: the first brings a customer, a deal and its first stage.
  const incoming = (await data.incoming()).map(([name, whose, , made, changed, , conflicts]) => [name, whose, made, changed, conflicts]);
  assert.deepEqual(incoming, [
    ["rep-0.json", "", "3", "1", "1"],
    ...others.map(({ name }, n) => [name, `Rep ${n + 1}`, "2", "0", "0"]),
  ]);
  assert.match(await page.locator("[data-count=deal]").innerText(), lang === "zh" ? /新增 1/ : /1 new/);
  assert.match(await page.locator("[data-count=customer]").innerText(), lang === "zh" ? /新增 10/ : /10 new/);
  const conflict = page.locator("[data-conflict=deal]");
  assert.equal(await conflict.count(), 1);
  assert.match(await conflict.innerText(), /Alpha[\s\S]*300[\s\S]*250[\s\S]*rep-0\.json/);
  const choice = (text) => conflict.locator("label").filter({ hasText: text });
  assert.equal(await choice("250").locator("input").isChecked(), true, "the later write counts");
  await press(choice("300"));
  assert.equal(await choice("300").locator("input").isChecked(), true, "mine instead of theirs");
  await data.merge();
  if (phone) await expectUsable(page, "[data-merge=done]");
  // What came of it took the place of something long: it must be in sight.
  await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector("[data-action=send-back]").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  const merged = await data.exported("send-back");

  await app.goToAddress("board");
  await board.card("Beta").waitFor();
  assert.match(await board.card("Alpha").innerText(), /300/);
  await data.undo();
  await board.card("Beta").waitFor({ state: "detached" });
  assert.deepEqual(hashes(await data.exported()), hashes(before), "exactly the former data");
  await data.redo();
  assert.deepEqual(hashes(await data.exported()), hashes(merged));

  await app.visit(rep);
  await data.previewMerge(jsonFile("merged.json", merged));
  assert.equal(await page.locator("[data-conflict]").count(), 0, "who settles a conflict knew both sides");
  assert.match(await page.locator("[data-count=deal]").innerText(), lang === "zh" ? /修改 1/ : /1 changed/);
  await data.merge();
  assert.deepEqual(hashes(await data.exported()), hashes(merged), "exactly the manager's state");
  await app.goToAddress("board");
  assert.match(await board.card("Alpha").innerText(), /300/);
  await data.previewMerge(jsonFile("merged.json", merged));
  assert.equal(await page.locator("[data-merge=nothing]").count(), 1, "and nothing is left to merge");
});

journey("the manager merges ten files: who brought what, who claims the same customer, whose clock is ahead", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  await app.saved();
  const data = new DataScreen(app);
  const text = await data.exported();
  const files = Array.from({ length: 10 }, (_, n) =>
    jsonFile(`rep-${n}.json`, changed(text, n + 1, (tables, stamp) => {
      write(tables.customer[n], "note", `from ${n}`, stamp(n));
      tables.customer.push({ id: idOf(n + 1, 1), name: `New ${n}`, stamp: stamp(100 + n) });
      // The first two claim the same customer; the last one's clock is a year ahead.
      if (n < 2) {
        tables.rep.push({ id: idOf(n + 1, 2), name: `Rep ${n}`, stamp: stamp(199) });
        write(tables.customer[20], "owner", idOf(n + 1, 2), stamp(200 + n));
        // And each has made a record of a new customer of both.
        tables.customer.push({ id: idOf(n + 1, 3), name: ["云帆示例有限公司", "云帆示例（有限公司）"][n], owner: idOf(n + 1, 2), stamp: stamp(202 + n) });
      }
      if (n === 9) write(tables.customer[30], "note", "later", stampOf(10, 0, Date.now() + 3.2e10));
    })));
  await data.previewMerge(...files);
  assert.equal((await data.incoming()).length, 10);
  assert.match(await page.locator("[data-count=customer]").innerText(), /新增 12[\s\S]*修改 12/);
  assert.match(await page.locator("[data-note=claimed]").innerText(), /1/);
  await press(page.locator("[data-note=alike] summary"));
  assert.match(await page.locator("[data-note=alike]").innerText(), /1[\s\S]*云帆示例.*Rep [01][\s\S]*云帆示例.*Rep [01]/);
  await page.locator("[data-note=ahead]").waitFor();
  // One is left out, and the rest is compared anew.
  await press(page.locator("[data-list=files] tbody tr").last().locator("button"));
  await page.locator("[data-list=files] tbody tr").nth(9).waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-note=ahead]").count(), 0);
  await data.merge();
  const merged = JSON.parse(await data.exported("send-back"));
  const note = (n) => merged.tables.customer.find((row) => row.id === JSON.parse(text).tables.customer[n].id).note;
  assert.deepEqual([note(0), note(8)], ["from 0", "from 8"]);
  assert.equal(merged.tables.customer.filter((row) => /^New \d$/.test(row.name)).length, 9);
  await app.reload();
  await data.undo();
  assert.deepEqual(hashes(await data.exported()), hashes(text));
});

journey("a file that began elsewhere is matched by name, and broken ones among many are told", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  const data = new DataScreen(app);
  const theirs = JSON.parse(await data.exported());
  const team = theirs.tables.rep[0];
  // The same people and products under other ids, in a workspace of another origin.
  const other = JSON.stringify(theirs).replaceAll(team.id, "01900000-0000-7000-8000-0000000000aa").replaceAll(theirs.workspace, "01900000-0000-7000-8000-0000000000bb");
  const file = JSON.parse(other);
  delete file.sha256;
  await data.previewMerge(jsonFile("elsewhere.json", Buffer.from(JSON.stringify(file))), jsonFile("broken.json", Buffer.from("{")));
  await page.locator(".toast", { hasText: "broken.json" }).waitFor();
  await page.locator("[data-part=matching] summary").click();
  const line = page.locator(".matching li", { hasText: team.name });
  assert.equal(await line.count(), 1);
  assert.equal(await line.locator("select").inputValue(), team.id);
  await data.merge();
  const merged = JSON.parse(await data.exported());
  assert.equal(merged.tables.rep.filter((rep) => !rep.deleted).length, theirs.tables.rep.length);
  assert.equal(merged.tables.rep.find((rep) => rep.id.endsWith("aa")).merged_into, team.id);
});
