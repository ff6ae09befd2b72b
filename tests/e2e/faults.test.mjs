// What goes wrong with the browser's storage: each fault says what it is, in both languages; the work stays in memory and can be
// exported; and once the fault is gone, it is saved.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { eachLanguage } from "./support/app.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

const words = {
  quota: { zh: /存储空间已满.*请先导出数据/, en: /The storage is full.*Export first/ },
  abort: { zh: /浏览器没有完成保存.*请重试/, en: /did not finish saving.*Retry/ },
  blocked: { zh: /另一个标签页还在使用旧版本的数据.*请关闭其他漏斗标签页/, en: /Another tab still uses the data.*Close the other Loudou tabs/ },
  newer: { zh: /数据由更新版本的漏斗保存.*请重新加载页面/, en: /saved by a newer Loudou.*Reload the page/ },
  missing: { zh: /此浏览器不允许保存数据.*关闭页面前请导出/, en: /does not let the page keep data.*export before you close/ },
};

// A browser looks for an icon of the bare page that stands for another tab.
const allow = [/404/];

const toast = (page, text) => page.locator(".toast").filter({ hasText: text });

/** Exports everything and resolves to the file's data. */
async function exported(page) {
  const download = page.waitForEvent("download");
  await press(page.locator("[data-action=export-all]"));
  return JSON.parse(readFileSync(await (await download).path(), "utf8"));
}

const deals = (file) => file.tables.deal.map((deal) => deal.name).sort();

/** An old or a newer version of the app as another tab: it holds a database open and lets go of it when it is closed. */
async function otherTab(context, app, name, version) {
  const tab = await context.newPage();
  await tab.goto(`${app.url}manifest.webmanifest`);
  await tab.evaluate(([name, version]) => new Promise((done, fail) => {
    const request = indexedDB.open(name, version);
    request.onerror = () => fail(request.error);
    request.onsuccess = () => done((globalThis.held = request.result) && null);
  }), [name, version]);
  return tab;
}

/** The name of the open workspace's database. */
async function database(page) {
  const slot = page.url().match(/#\/w\/([^/]+)/)[1];
  return page.evaluate(async (slot) => (await indexedDB.databases()).map((d) => d.name).find((name) => name.endsWith(`:${slot}`)), slot);
}

for (const kind of ["quota", "abort"]) {
  const fault = kind === "quota" ? "a full disk" : "an aborted transaction";
  eachLanguage(`${fault} is told, the work is exported, and saved once it is over`, { faults: {} }, async ({ app, page, lang }) => {
    await app.open();
    await app.startWith("empty");
    const board = new Board(page);
    await board.add(1, "Alpha", "Acme", "100");
    await app.saved();
    await page.evaluate((kind) => faults.arm(kind, 1), kind);
    await board.add(1, "Beta", "Acme", "200");
    const banner = page.locator(".banner[role=alert]");
    await banner.waitFor();
    assert.match(await banner.locator("span").innerText(), words[kind][lang]);
    await page.locator("[data-saving=failed]").first().waitFor({ state: "attached" });
    assert.deepEqual((await board.names(1)).sort(), ["Alpha", "Beta"]);

    await press(banner.locator("[data-action=export]"));
    assert.deepEqual(deals(await exported(page)), ["Alpha", "Beta"]);
    if (kind === "quota") {
      await press(banner.locator("[data-action=retry]"));
      await page.locator("[data-saving=failed]").first().waitFor({ state: "attached" });
    }
    await page.evaluate((kind) => faults.arm(kind, 0), kind);
    await press(banner.locator("[data-action=retry]"));
    await app.saved();
    await banner.waitFor({ state: "detached" });
    await app.goTo("board");
    await app.reload();
    await board.card("Beta").waitFor();
    assert.deepEqual((await board.names(1)).sort(), ["Alpha", "Beta"]);
  });
}

eachLanguage("an old tab that blocks an upgrade is named, and the workspace opens once it is closed", { allow }, async ({ app, page, context, lang }) => {
  await app.open();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await app.saved();
  const name = await database(page);
  await page.goto(`${app.url}manifest.webmanifest`);
  const old = await otherTab(context, app, name, 1);
  // The next version of the app: it opens this database in a newer layout.
  await page.addInitScript((upgraded) => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) {
      return open.call(this, name, name === upgraded ? 2 : version);
    };
  }, name);
  await page.goto(`${app.url}#/w/${name.split(":").at(-1)}/board`);
  await toast(page, words.blocked[lang]).waitFor();
  await old.close();
  await app.ready();
  await press(page.locator(".workspaces a").first());
  await new Board(page).card("Alpha").waitFor();
});

eachLanguage("data of a newer version stays closed and untouched", { allow }, async ({ app, page, context, lang }) => {
  await app.open();
  await app.startWith("empty");
  await app.saved();
  const [name, route] = [await database(page), new URL(page.url()).hash];
  await page.goto(`${app.url}manifest.webmanifest`);
  await otherTab(context, app, name, 7);
  await app.open(route);
  await toast(page, words.newer[lang]).waitFor();
  const version = await page.evaluate(async (name) => (await indexedDB.databases()).find((d) => d.name === name).version, name);
  assert.equal(version, 7);
});

eachLanguage("a newer version that takes the data over leaves the old tab its work to export", { allow }, async ({ app, page, context, lang }) => {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  await otherTab(context, app, await database(page), 2);
  await toast(page, words.newer[lang]).waitFor();
  await board.add(1, "Beta", "Acme", "200");
  const banner = page.locator(".banner[role=alert]");
  await banner.waitFor();
  await press(banner.locator("[data-action=export]"));
  assert.deepEqual(deals(await exported(page)), ["Alpha", "Beta"]);
});

eachLanguage("without IndexedDB the work is in memory, and nothing takes its place unasked", { faults: { open: 1 } }, async ({ app, page, lang }) => {
  await app.open();
  await toast(page, words.missing[lang]).waitFor();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await page.locator("[data-saving=memory]").first().waitFor({ state: "attached" });
  await app.goTo("data");
  const file = await exported(page);
  assert.deepEqual(deals(file), ["Alpha"]);

  // Another file would take the place of what only memory holds.
  file.name = "Other";
  file.tables.deal[0].name = "Gamma";
  const other = { name: "other.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) };
  await page.locator("input[data-file]").setInputFiles(other);
  await press(page.locator("[data-action=as-new]"));
  const dialog = page.locator("dialog[open]");
  assert.match(await dialog.locator("p").first().innerText(), lang === "zh" ? /只在内存中/ : /in memory only/);
  await press(dialog.locator(".buttons button").first());
  await app.goTo("board");
  await new Board(page).card("Alpha").waitFor();
  await app.goTo("data");
  await page.locator("input[data-file]").setInputFiles(other);
  await press(page.locator("[data-action=as-new]"));
  await press(dialog.locator("[data-action=leave-now]"));
  await new Board(page).card("Gamma").waitFor();
});
