// Everything out: lists as CSV and spreadsheets as they are filtered, contacts as cards, tasks and birthdays as a calendar.
import assert from "node:assert/strict";
import { eachLanguage, everywhere } from "./support/app.mjs";
import { expectAccessible } from "./support/axe.mjs";
import { Customers } from "./support/customers.mjs";
import { DataScreen, jsonFile } from "./support/data.mjs";
import { rowsOf, savedBy } from "./support/files.mjs";
import { press } from "./support/hand.mjs";
import { expectFits } from "./support/layout.mjs";
import { Board } from "./support/pages.mjs";
import { changed, write } from "./support/team.mjs";

const names = { zh: ["苏州恒越物流", "安徽天宁制药", "=HYPERLINK(1)"], en: ["Suzhou Logistics", "Anhui Pharma", "=HYPERLINK(1)"] };
const say = {
  zh: { export: "导出", shownCsv: "CSV（当前列）", allCsv: "CSV（全部字段）", shownXlsx: "Excel（当前列）", cards: "联系人名片（vCard）", calendar: "日历（.ics）", header: "客户名称", workspaceFile: "工作区文件（可合并）…" },
  en: { export: "Export", shownCsv: "CSV, shown columns", allCsv: "CSV, all fields", shownXlsx: "Excel, shown columns", cards: "Contacts as vCards", calendar: "Calendar (.ics)", header: "Name", workspaceFile: "Workspace file, to be merged…" },
};

/** Chooses an entry of the export menu of the screen. */
async function choose(page, lang, entry) {
  await press(page.locator("#main").getByRole("button", { name: say[lang].export, exact: true }));
  await press(page.getByRole("menuitem", { name: say[lang][entry], exact: true }));
}

/** The file that an entry of the export menu saves. */
const exported = (page, lang, entry) => savedBy(page, () => choose(page, lang, entry));

for (const device of ["desktop", "phone"]) {
  eachLanguage(`a list goes out as it is filtered (${device})`, { device }, async ({ app, page, lang }) => {
    await app.open();
    await app.startWith("empty");
    await app.goTo("customers");
    const list = new Customers(page);
    await list.add(names[lang]);
    await list.search("12340001");
    await list.waitFor(1);
    const csv = await exported(page, lang, "shownCsv");
    assert.match(csv.name, /\.csv$/);
    const rows = rowsOf(csv.bytes);
    assert.equal(rows[0][0], say[lang].header);
    assert.deepEqual(rows.slice(1).map((row) => row[0]), [names[lang][1]]);
    assert.ok(rows[1].includes("13812340001"));
    await list.search("");
    await list.waitFor(3);
    const all = rowsOf((await exported(page, lang, "allCsv")).bytes);
    assert.equal(all.length, 4);
    assert.ok(all[0].length > rows[0].length);
    assert.ok(all.some((row) => row[0] === "'=HYPERLINK(1)"), "a formula is made harmless");
    const xlsx = await exported(page, lang, "shownXlsx");
    assert.match(xlsx.name, /\.xlsx$/);
    assert.equal(xlsx.bytes.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
    assert.ok(xlsx.bytes.length > 2_000);
    await expectAccessible(page);
  });
}

everywhere("a filtered list goes out as a workspace file; merged back, it brings what was changed and takes nothing away", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("empty");
  await app.goTo("customers");
  const [list, data] = [new Customers(page), new DataScreen(app)];
  await list.add(names[lang]);
  await list.search("nobody");
  await list.waitFor(0);
  await choose(page, lang, "workspaceFile");
  await page.locator(".toast").filter({ hasText: lang === "zh" ? "没有可导出的记录" : "There is nothing to export" }).waitFor();
  assert.equal(await page.locator("[data-form=chosen]").count(), 0);
  await list.search("12340001");
  await list.waitFor(1);
  await choose(page, lang, "workspaceFile");
  const form = page.locator("[data-form=chosen]");
  await form.waitFor();
  await expectFits(page);
  await expectAccessible(page);
  await form.locator("[name=passphrase]").fill("short");
  await press(form.locator("[type=submit]"));
  await form.locator(".error").waitFor();
  await form.locator("[name=passphrase]").fill("");
  await press(form.locator("[name=personal][value=masked]"));
  const saved = await savedBy(page, () => press(form.locator("[type=submit]")));
  await form.waitFor({ state: "detached" });
  assert.match(saved.name, lang === "zh" ? /部分数据.*\.json$/ : /Partial.*\.json$/);
  const { partial, tables } = JSON.parse(saved.bytes);
  assert.deepEqual(partial, { chosen: "customer", masked: true, without_personal: false });
  assert.deepEqual(tables.customer.map((row) => row.name), [names[lang][1]]);
  assert.equal(saved.bytes.includes("13812340001"), false);

  const answer = changed(saved.bytes, 0xb0, ({ customer: [row] }, stamp) => write(row, "note", "Called back", stamp(1)));
  await data.previewMerge(jsonFile("answer.json", answer));
  assert.match(await page.locator("[data-count=customer]").innerText(), lang === "zh" ? /修改 1/ : /1 changed/);
  await data.merge();
  const after = JSON.parse(await data.exported()).tables.customer;
  assert.deepEqual(after.map((row) => row.name).sort(), [...names[lang]].sort());
  const row = after.find(({ name }) => name === names[lang][1]);
  assert.deepEqual([row.note, row.phone], ["Called back", "13812340001"]);
});

eachLanguage("deals go out from the board, tasks and birthdays as a calendar, contacts as cards", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "1234.5");
  await board.add(2, "Beta", "Bolt", "99");
  await page.locator('.board-page input[type="search"]').fill("Alpha");
  await board.card("Beta").waitFor({ state: "detached" });
  const deals = rowsOf((await exported(page, lang, "shownCsv")).bytes);
  assert.equal(deals.length, 2);
  assert.deepEqual(deals[1].slice(0, 2), ["Alpha", "Acme"]);
  assert.ok(deals[1].includes("1234.5") && deals[1].some((cell) => /^(CNY|USD)$/.test(cell)), deals[1].join());
  // A task of today.
  await page.locator("#main").focus();
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  await dialog.locator('[data-tab="task"]').click();
  await dialog.locator('[name="title"]').fill("Ring them, soon");
  await dialog.locator('[type="submit"]').click();
  await dialog.waitFor({ state: "detached" });
  await app.goTo("today");
  const calendar = await exported(page, lang, "calendar");
  assert.match(calendar.name, /\.ics$/);
  const text = calendar.bytes.toString("utf8");
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.match(text, /SUMMARY:Ring them\\, soon\r\n/);
  const tasks = rowsOf((await exported(page, lang, "shownCsv")).bytes);
  assert.deepEqual(tasks.slice(1).map((row) => row[0]), ["Ring them, soon"]);
  // A contact, from its customer's drawer and from the data screen.
  await app.goTo("customers");
  await new Customers(page).row("Acme").click();
  const drawer = page.locator(".drawer");
  await drawer.locator('[data-add="contact"]').click();
  await drawer.locator('[data-form="contact"] [name="name"]').fill("王芳");
  await drawer.locator('[data-form="contact"] [name="phone"]').fill("+86 138-0013-8002");
  await drawer.locator('[data-form="contact"] [type="submit"]').click();
  const card = await savedBy(page, () => press(drawer.locator('[data-save="vcf"]')));
  assert.match(card.name, /\.vcf$/);
  assert.match(card.bytes.toString("utf8"), /FN:王芳\r\n[^]*ORG:Acme\r\n[^]*TEL;TYPE=CELL:\+86 138-0013-8002\r\n/);
  await app.goTo("data");
  const same = await savedBy(page, () => press(page.locator('#main [data-save="vcf"]')));
  assert.equal(same.bytes.toString("utf8"), card.bytes.toString("utf8"));
  await page.locator("select[data-table]").selectOption("deal");
  const everything = rowsOf((await savedBy(page, () => press(page.locator('#main [data-save="csv"]')))).bytes);
  assert.deepEqual(everything.slice(1).map((row) => row[0]).sort(), ["Alpha", "Beta"]);
  await expectAccessible(page);
});
