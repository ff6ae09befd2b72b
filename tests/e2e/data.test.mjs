// Export, delete, import: the same sums come back. A bad file changes nothing. A replacement is undone.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { eachLanguage, journey } from "./support/app.mjs";
import { DataScreen, hashes, jsonFile } from "./support/data.mjs";
import { savedBy } from "./support/files.mjs";

const fixture = (name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** What the board's columns and figures say. */
async function headline(page) {
  await page.locator(".board-page").waitFor();
  return (await page.locator(".board-page .col-head, .board-page .col header, .board-page .sums").allInnerTexts()).join("\n").replace(/\s+/g, " ");
}

eachLanguage("what is exported comes back after the workspace is deleted", async ({ app, page }) => {
  const data = new DataScreen(app);
  await app.open();
  await app.startWith("sample", "S");
  const before = await headline(page);
  assert.match(before, /\d/);
  const slot = page.url().match(/#\/w\/([^/]+)/)[1];

  await data.open();
  const file = await savedBy(page, () => page.locator("[data-action=export-all]").click());
  assert.match(file.name, /^.+-\d{4}-\d\d-\d\d\.json$/);
  assert.equal(JSON.parse(file.bytes).format, "loudou-workspace");
  const name = await page.locator("[data-workspace]").innerText();

  await page.locator(".rail .ws").click();
  await page.getByRole("menuitem").last().click();
  const confirm = page.locator("dialog button[type=submit]");
  assert.equal(await confirm.isDisabled(), true, "the name must be typed");
  await page.locator("dialog input[name=confirm]").fill(name);
  await confirm.click();
  await page.locator("[data-choice=file]").waitFor();
  await app.ready();
  assert.equal(await page.locator(".workspaces li").count(), 0);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name));
  assert.equal(databases.some((d) => d.endsWith(`:${slot}`)), false, "the database is gone");

  await page.locator("input[data-file]").setInputFiles(jsonFile("back.json", file.bytes));
  await page.locator("[data-import=good]").waitFor();
  assert.equal(await page.locator("[data-findings]").count(), 0, "our own export has neither problems nor warnings");
  await page.locator("[data-action=as-new]").click();
  assert.equal(await headline(page), before);
  await app.reload();
  assert.equal(await headline(page), before);
  assert.deepEqual(hashes(await data.exported()), hashes(file.bytes));
});

eachLanguage("a bad file gets a report and changes nothing", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("empty");
  await app.goToAddress("data");
  const names = await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name).sort());
  for (const [file, path] of [
    ["bad_not_json.json", lang === "zh" ? "整个文件" : "The whole file"],
    ["bad_date.json", "tables."],
    ["bad_dangling.json", "tables."],
  ]) {
    await page.locator("input[data-file]").setInputFiles(fixture(file));
    const bad = page.locator("[data-import=bad]").filter({ hasText: file });
    await bad.waitFor();
    assert.match(await bad.locator("code").first().innerText(), new RegExp(path.replace(".", "\\.")));
    assert.match(await bad.locator("li span").first().innerText(), lang === "zh" ? /\p{Script=Han}/u : /^[\x20-\x7e“”…]+$/);
    assert.equal(await page.locator("[data-action=replace]").count(), 0);
  }
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name).sort()), names);
});

journey("a replacement is undone and done again, and partial files never replace", {}, async ({ app, page }) => {
  const data = new DataScreen(app);
  await app.open();
  await app.startWith("sample", "S");
  const before = await headline(page);
  await data.open();
  await page.locator("[data-part=selection] summary").click();
  await page.locator("[data-part=selection] input[name=from]").fill("2020-01-01");
  const part = await savedBy(page, () => page.locator("[data-action=export-part]").click());
  await data.choose(jsonFile("part.json", part.bytes));
  await page.locator("[data-import=good]").filter({ hasText: "part.json" }).waitFor();
  assert.equal(await page.locator("[data-action=replace]").count(), 0);

  await page.locator("input[data-file]").setInputFiles(fixture("v1_small.json"));
  await page.locator("[data-import=good]").filter({ hasText: "v1_small.json" }).waitFor();
  await page.locator("[data-action=replace]").click();
  await page.locator("[data-action=replace-now]").click();
  await page.locator("[data-list=snapshots] li").waitFor();
  const undo = page.locator("[data-action=undo]:not([aria-disabled=true])");
  await undo.waitFor();
  await app.goToAddress("board");
  const replaced = await headline(page);
  assert.notEqual(replaced, before);

  await undo.click();
  await page.locator("[data-action=redo]:not([aria-disabled=true])").waitFor();
  await app.saved();
  assert.equal(await headline(page), before);
  await page.locator("[data-action=redo]").click();
  await undo.waitFor();
  assert.equal(await headline(page), replaced);
  await app.reload();
  assert.equal(await headline(page), replaced);
  await undo.click();
  await page.locator("[data-action=redo]:not([aria-disabled=true])").waitFor();
  assert.equal(await headline(page), before, "also after a reload");
});

journey("a workspace is renamed, and the list of workspaces follows", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await page.locator(".rail .ws").click();
  await page.getByRole("menuitem").nth(-2).click();
  await page.locator("dialog input[name=name]").fill("华东销售 2027");
  await page.locator("dialog button[type=submit]").click();
  await page.locator("[data-workspace]", { hasText: "华东销售 2027" }).waitFor();
  await app.saved();
  await page.locator(".rail .ws").click();
  await page.getByRole("menuitem").nth(-3).click();
  await page.locator(".workspaces a", { hasText: "华东销售 2027" }).click();
  await page.locator("[data-workspace]", { hasText: "华东销售 2027" }).waitFor();
  await page.locator("[data-action=undo]:not([aria-disabled=true])").click();
  await page.locator("[data-workspace]", { hasText: "我的工作区" }).waitFor();
});
