// Tables from elsewhere: another program's export is understood without a hand on the mapping, shown as it will be, imported, and taken back as a whole.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eachLanguage, journey } from "./support/app.mjs";
import { press } from "./support/hand.mjs";

const fixture = (name) => fileURLToPath(new URL(`../fixtures/table/${name}`, import.meta.url));

const choose = (page, name, buffer) =>
  page.locator("input[data-file]").setInputFiles(buffer ? { name, mimeType: "application/octet-stream", buffer } : fixture(name));

async function check(page) {
  await page.locator("[data-import=table]").waitFor();
  await press(page.locator("[data-action=check-table]"));
  await page.locator("[data-import=planned]").waitFor();
}

async function carryOut(app, page) {
  await press(page.locator("[data-action=import-table]"));
  await page.locator("[data-import=done]").waitFor();
  await app.saved();
}

for (const device of ["desktop", "phone"]) {
  eachLanguage(`an export of another program is imported and taken back (${device})`, { device }, async ({ app, page, lang }) => {
    await app.open();
    await app.startWith("empty");
    await app.goToAddress("data");
    await choose(page, lang === "zh" ? "fxiaoke_deals_zh.csv" : "zoho_deals_en.csv");
    await page.locator("[data-import=table]").waitFor();
    assert.match(await page.locator("[data-preset]").innerText(), lang === "zh" ? /纷享销客/ : /Zoho CRM/);
    assert.equal(await page.locator("[data-list=columns] li.open").count(), 0, "nothing has to be asked");
    await check(page);
    assert.match(await page.locator("[data-count=deal]").innerText(), lang === "zh" ? /新增 4/ : /4 records added/);
    assert.match(await page.locator("[data-count=rejected]").innerText(), /2/);
    const download = page.waitForEvent("download");
    await press(page.locator("[data-action=rejected-file]"));
    const refused = readFileSync(await (await download).path(), "utf8");
    assert.equal(refused.trim().split("\r\n").length, 3, "the header and two rows");
    assert.match(refused, lang === "zh" ? /2026-02-30.*\p{Script=Han}/u : /2026-02-30/);
    await carryOut(app, page);

    // The deals stand in the pipeline that the export names.
    const exported = async () => {
      const download = page.waitForEvent("download");
      await press(page.locator("[data-action=export-all]"));
      return JSON.parse(readFileSync(await (await download).path(), "utf8")).tables;
    };
    const tables = await exported();
    assert.deepEqual([tables.deal.length, tables.customer.length, tables.pipeline.length], [4, 2, 2]);
    assert.equal(tables.deal.filter((deal) => deal.outcome?.kind === "won").length, 1);
    await app.undo();
    await page.locator("[data-action=redo]:not([aria-disabled=true])").waitFor({ state: "attached" });
    await app.saved();
    assert.equal((await exported()).deal.length, 0);

    // The mapping is remembered, and the same table again is checked at once.
    await page.keyboard.press("Control+Shift+Z");
    await app.saved();
    await choose(page, lang === "zh" ? "fxiaoke_deals_zh.csv" : "zoho_deals_en.csv");
    await check(page);
    await page.locator("[data-count=unchanged]").waitFor();
    assert.equal(await page.locator("[data-action=import-table]").isDisabled(), true, "nothing is new");
  });
}

journey("cells of another encoding, a spreadsheet, pasted cells and contacts are read; what is no table is told", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await app.goToAddress("data");
  // GB18030: 客户名称,电话 / 示例一公司,010-1
  const chinese = Buffer.concat([Buffer.from("bfcdbba7c3fbb3c62cb5e7bbb00d0a", "hex"), Buffer.from("cabec0fdd2bbb9abcbbe", "hex"), Buffer.from(",010-12345678\r\n")]);
  await choose(page, "客户.csv", chinese);
  await check(page);
  assert.match(await page.locator("[data-part=first-rows]").innerText(), /示例一公司[\s\S]*010-12345678/);
  await carryOut(app, page);

  await choose(page, "openpyxl.xlsx");
  await page.locator("[data-import=table]").waitFor();
  assert.equal(await page.locator("[data-list=columns] li").count() > 2, true);
  await press(page.locator("[data-import=table] .buttons .button").first());

  await page.locator("[data-part=paste] summary").click();
  await page.locator("[name=cells]").fill("客户名称\t电话\t备注\n示例一公司\t010-87654321\t=1+1\n示例二公司\t+86 138 0013 8000\t\n");
  await press(page.locator("[data-action=read-cells]"));
  await check(page);
  assert.match(await page.locator("[data-count=customer]").innerText(), /新增 1[\s\S]*更新 1/);
  await carryOut(app, page);

  await choose(page, "a.vcf", Buffer.from("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王小明\r\nORG:示例二公司\r\nTEL;TYPE=CELL:13900139000\r\nEND:VCARD\r\n"));
  await check(page);
  assert.match(await page.locator("[data-count=contact]").innerText(), /新增 1/);
  await carryOut(app, page);

  for (const [name, bytes, says] of [
    ["old.xls", Buffer.from("d0cf11e0a1b11ae1" + "00".repeat(600) + "57006f0072006b0062006f006f006b00", "hex"), /xls/i],
    ["nothing.csv", Buffer.from("  \n"), /空|没有/],
    ["picture.png", Buffer.from("89504e470d0a1a0a0000000d49484452ff00", "hex"), /\p{Script=Han}/u],
  ]) {
    await choose(page, name, bytes);
    const bad = page.locator("[data-import=bad]").filter({ hasText: name });
    await bad.waitFor();
    assert.match(await bad.innerText(), says, name);
  }
});

journey("an order of dates that stays open is asked for", { lang: "en" }, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await app.goToAddress("data");
  await choose(page, "deals.csv", Buffer.from("Deal name,Company,Amount,Created\nOne,Acme Example,10,03/04/2026\nTwo,Acme Example,20,05/06/2026\n"));
  await page.locator("[data-import=table]").waitFor();
  const open = page.locator("[data-list=columns] li.open");
  assert.equal(await open.count(), 1);
  await open.locator("select[name=order]").selectOption({ label: "Day, month, year" });
  await page.locator("[data-list=columns] li.open").waitFor({ state: "detached" });
  await check(page);
  assert.match(await page.locator("[data-part=first-rows]").innerText(), /3 Apr|Apr 3/);
});

journey("many rows: progress, cancel, and the page stays usable", { timeout: 240_000 }, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await app.goToAddress("data");
  const lines = ["客户名称,电话,地址"];
  for (let n = 0; n < 20_000; n++) lines.push(`示例公司${n},010-${10_000_000 + n},示例路 ${n} 号`);
  await choose(page, "many.csv", Buffer.from(lines.join("\n")));
  await page.locator("[data-import=table]").waitFor({ timeout: 60_000 });
  await press(page.locator("[data-action=check-table]"));
  await press(page.locator("[data-action=cancel-table]"));
  await page.locator("[data-import=table]").waitFor({ state: "detached" });
  await choose(page, "many.csv", Buffer.from(lines.join("\n")));
  await page.locator("[data-import=table]").waitFor({ timeout: 60_000 });
  await press(page.locator("[data-action=check-table]"));
  await page.locator("[data-import=planned]").waitFor({ timeout: 120_000 });
  await press(page.locator("[data-action=import-table]"));
  await page.locator("[data-import=done]").waitFor({ timeout: 120_000 });
  await app.saved();
  await app.reload();
  await page.locator(".rail, .phone-only").getByText("20,000").first().waitFor();
});
