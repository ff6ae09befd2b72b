// What nothing else caught: the dialog, the export of what is saved, the report.
import assert from "node:assert/strict";
import { eachLanguage, journey } from "./support/app.mjs";
import { expectAccessible } from "./support/axe.mjs";
import { savedBy } from "./support/files.mjs";
import { press } from "./support/hand.mjs";
import { expectFits } from "./support/layout.mjs";
import { Board } from "./support/pages.mjs";

const dialog = (page) => page.locator("dialog[data-fault]");
const part = (page, name) => dialog(page).locator(`[data-fault-part=${name}]`);
const words = { zh: "漏斗遇到了意外问题", en: "Something unexpected went wrong" };

for (const device of ["desktop", "phone"]) {
  eachLanguage(`an error is told calmly, what is saved is exported, and the report names no customer (${device})`, { device, allow: [/broke/] }, async ({ app, page, lang }) => {
    await app.open();
    await app.startWith("empty");
    const board = new Board(page);
    await board.add(1, "Alpha", "李四贸易", "100");
    await app.saved();
    await page.evaluate(() => { setTimeout(() => { throw new Error('it broke at "Alpha" of 李四贸易'); }); });
    await dialog(page).waitFor();
    assert.equal(await dialog(page).locator("h2").innerText(), words[lang]);
    await expectFits(page);
    await press(dialog(page).locator("summary"));
    const report = await part(page, "report").innerText();
    assert.match(report, /error on board, \.\/app-[0-9a-f]+\/loudou\.js/);
    assert.match(report, /it broke at … of …/);
    assert.doesNotMatch(report, /Alpha|李/);
    await expectAccessible(page);
    const saved = await savedBy(page, () => press(part(page, "export")));
    assert.match(saved.name, /\.json$/);
    assert.deepEqual(JSON.parse(saved.bytes).tables.deal.map((deal) => deal.name), ["Alpha"]);
    await press(part(page, "go-on"));
    await dialog(page).waitFor({ state: "hidden" });
    await board.add(1, "Beta", "Bolt", "50");
    await app.saved();

    await app.reload();
    await app.goToAddress("data");
    const kept = page.locator("[data-part=faults]");
    assert.match(await kept.locator("pre").innerText(), /it broke at/);
    await expectAccessible(page);
    await press(kept.locator("[data-action=forget-faults]"));
    await kept.waitFor({ state: "detached" });
    await app.reload();
    await page.locator(".data-page").waitFor();
    assert.equal(await kept.count(), 0);
  });
}

journey("compiled code that gave up leaves a reload and an export, and all that was saved", { allow: [/unreachable|RuntimeError/] }, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await app.saved();
  // An impossible piece of memory: the app's own instance ends itself.
  await page.evaluate(async () => {
    const app = await import(new URL(document.querySelector("script[data-app]").dataset.app, document.baseURI));
    const compiled = await app.default();
    setTimeout(() => compiled.__wbindgen_malloc(-1, 3));
  });
  await dialog(page).waitFor();
  assert.equal(await part(page, "go-on").isVisible(), false);
  await page.keyboard.press("Escape");
  assert.equal(await dialog(page).isVisible(), true);
  const saved = await savedBy(page, () => press(part(page, "export")));
  assert.deepEqual(JSON.parse(saved.bytes).tables.deal.map((deal) => deal.name), ["Alpha"]);
  const loaded = page.waitForEvent("domcontentloaded");
  await press(part(page, "reload"));
  await loaded;
  await app.ready();
  await new Board(page).card("Alpha").waitFor();
});

journey("an export that fails in the dialog says so", { allow: [/broke/] }, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await page.evaluate(() => {
    window.Worker = class { constructor() { throw new Error("no worker"); } };
    Promise.reject(new Error("it broke in a promise"));
  });
  await dialog(page).waitFor();
  await press(part(page, "export"));
  await part(page, "failed").waitFor();
  assert.match(await part(page, "report").textContent(), /promise on board[^]*it broke in a promise/);
});
