// Changes of a small workspace that faults are tried on: each is brought to the last press, pressed without waiting, and says what came of it.
import { readFileSync } from "node:fs";
import { Drawer } from "./drawer.mjs";
import { press } from "./hand.mjs";
import { Board } from "./pages.mjs";

/** What the app says of a fault, in both languages: what it is, and what to do. */
export const words = {
  quota: { zh: /存储空间已满.*请先导出数据/, en: /The storage is full.*Export first/ },
  abort: { zh: /浏览器没有完成保存.*请重试/, en: /did not finish saving.*Retry/ },
  blocked: { zh: /另一个标签页还在使用旧版本的数据.*请关闭其他漏斗标签页/, en: /Another tab still uses the data.*Close the other Loudou tabs/ },
  newer: { zh: /数据由更新版本的漏斗保存.*请重新加载页面/, en: /saved by a newer Loudou.*Reload the page/ },
  missing: { zh: /此浏览器不允许保存数据.*关闭页面前请导出/, en: /does not let the page keep data.*export before you close/ },
  closed: { zh: /已被删除或关闭.*还在内存中.*重新保存/, en: /deleted or closed.*still in memory.*Save it anew/ },
  readOnly: { zh: /只能查看和导出/, en: /can be read and exported only/ },
  corrupt: { zh: /目录已损坏/, en: /directory is damaged/ },
  nothing: { zh: /没有修改任何数据/, en: /Nothing was changed/ },
};

/** Exports everything; the file's data. */
export async function exported(app, page) {
  if (!page.url().includes("/data")) await app.goToAddress("data");
  const download = page.waitForEvent("download");
  await press(page.locator("[data-action=export-all]").first());
  return JSON.parse(readFileSync(await (await download).path(), "utf8"));
}

/** The deals of a file, with the minor units of their amounts. */
export function holds(file) {
  return file.tables.deal.filter((deal) => !deal.deleted).map((deal) => `${deal.name} ${deal.amount.minor}`).sort();
}

/** The banner that says that the work is not saved. */
export const banner = (page) => page.locator(".banner[role=alert]");

/** Messages that stay. */
export const badToast = (page) => page.locator(".toast.bad");

/** Closes what is said at the foot of the page. */
export async function closeToasts(page) {
  const close = page.locator(".toast .icon-button");
  while ((await close.count()) > 0) await close.first().evaluate((button) => button.click());
}

// Pressed by a script: the hand would wait for a page that stands still.
const pressAtOnce = (locator) => locator.evaluate((button) => void setTimeout(() => button.click()));

/** A workspace with two deals and a snapshot, in which the second deal is not. */
export async function begin(app, page) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  await app.goToAddress("data");
  await press(page.locator("[data-list=snapshots] ~ .buttons button"));
  await page.locator("[data-list=snapshots] li").waitFor();
  await app.goTo("board");
  await board.add(1, "Beta", "Bolt", "200");
  await app.saved();
  return exported(app, page);
}

/** Idle time, for which the app puts off folding, passes when the test says so. In the page. */
export const heldIdleTime = () => {
  const later = globalThis.setTimeout;
  const held = (globalThis.idle = []);
  globalThis.setTimeout = (act, ms, ...rest) => (ms === 1_500 ? held.push(act) : later(act, ms, ...rest));
};

/** Waits until the app waits for idle time, and lets it pass. `first` is done right before. */
export async function idlePasses(page, first = () => {}) {
  await page.waitForFunction(() => idle.length > 0);
  await first();
  await page.evaluate(() => void setTimeout(() => idle.splice(0).forEach((act) => act())));
}

/** Works on until so many changes are due to be folded, done and undone by turns. Needs `heldIdleTime`. */
export async function untilFoldIsDue(app, page, databases, name) {
  await app.goTo("board");
  await new Board(page).card("Alpha").waitFor();
  const waiting = async () => Object.keys((await databases.read(name)).journal).length;
  const there = await waiting();
  for (let n = there; n < 64; n++) await page.keyboard.press((n - there) % 2 ? "Control+Shift+z" : "Control+z");
  await page.waitForFunction(() => idle.length > 0);
  await app.saved();
  if ((await waiting()) !== 64) throw new Error(`${await waiting()} changes wait, not 64`);
}

/** Resolves when a fold has failed. Nobody is told: nothing is lost, and the next one tries again. */
export const foldFailed = (page) => page.waitForEvent("console", { predicate: (message) => /folding failed/.test(message.text()), timeout: 0 });

/** The pages of the workspace in a database hear that another tab has saved something: they look, find nothing, and fold if it is due. */
export const anotherTabTells = (databases, name) => databases.page.evaluate((name) => {
  const channel = new BroadcastChannel(name);
  channel.postMessage("saved");
  channel.close();
}, name);

/** Waits until a change is done ("done"), or says otherwise: the words. */
async function outcome(page, done, told) {
  await done.or(told).first().waitFor();
  return (await told.count()) > 0 ? told.first().locator("span").first().innerText() : "done";
}

const asFile = (name, text) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });

/** A table with a new deal, its new customer, and another amount of a deal that is there. */
export class TableImport {
  static file = "Deal name,Company,Amount\nGamma,Carrier,300\nAlpha,Acme,150\n";
  deals = ["Alpha 15000", "Beta 20000", "Gamma 30000"];

  async ready(app, page) {
    if (await page.locator("[data-import=planned]").isVisible()) return;
    if (!page.url().includes("/data")) await app.goToAddress("data");
    await page.locator("input[data-file]").setInputFiles(asFile("deals.csv", TableImport.file));
    await page.locator("[data-import=table]").waitFor();
    await press(page.locator("[data-action=check-table]"));
    await page.locator("[data-import=planned]").waitFor();
  }

  go(page) {
    return pressAtOnce(page.locator("[data-action=import-table]"));
  }

  outcome(page) {
    return outcome(page, page.locator("[data-import=done]"), badToast(page));
  }
}

/** A file that somebody sent back: one deal with another amount, and a new deal and customer. */
export class Merge {
  deals = ["Alpha 25000", "Beta 20000", "Delta 40000"];

  /** `before`: what was sent to them; `ahead`: by how many milliseconds their clock is. */
  constructor(before, ahead = 0) {
    const now = Date.now() + ahead;
    const file = structuredClone(before);
    delete file.counts;
    delete file.sha256;
    const stamp = (n) => `${now.toString(16).padStart(12, "0")}${n.toString(16).padStart(4, "0")}00000000000000ab`;
    const { deal, customer } = file.tables;
    const alpha = deal.find((row) => row.name === "Alpha");
    Object.assign(alpha, { amount: { ...alpha.amount, minor: 25000 }, stamps: { ...alpha.stamps, amount: stamp(1) } });
    const id = (n) => `01900000-0000-7000-8000-0000000000${n}`;
    customer.push({ id: id("c1"), name: "Depot", stamp: stamp(2) });
    deal.push({ id: id("d1"), name: "Delta", customer: id("c1"), amount: { ...alpha.amount, minor: 40000 }, stage: alpha.stage, pipeline: alpha.pipeline, stamp: stamp(3) });
    this.file = asFile("sent.json", JSON.stringify(file));
  }

  async ready(app, page) {
    if (await page.locator("[data-merge=shown]").isVisible()) return;
    if (!page.url().includes("/data")) await app.goToAddress("data");
    await page.locator("input[data-file]").setInputFiles(this.file);
    await press(page.locator("[data-action=merge]"));
    await page.locator("[data-merge=shown]").waitFor();
  }

  go(page) {
    return pressAtOnce(page.locator("[data-action=merge-now]"));
  }

  outcome(page) {
    return outcome(page, page.locator("[data-merge=done]"), badToast(page));
  }
}

/** The snapshot comes back. */
export class Restore {
  deals = ["Alpha 10000"];

  async ready(app, page) {
    if (!page.url().includes("/data")) await app.goToAddress("data");
    // The buttons: compare, restore, delete.
    const restore = page.locator("[data-list=snapshots] li").last().locator("button:enabled").nth(-2);
    await restore.evaluate((button) => button.click());
    await page.locator("dialog[open] .primary").waitFor();
  }

  go(page) {
    return pressAtOnce(page.locator("dialog[open] .primary"));
  }

  outcome(page) {
    return outcome(page, page.locator(".toast:not(.bad)"), badToast(page));
  }
}

/** A snapshot by hand. */
export class Snapshot {
  deals = ["Alpha 10000", "Beta 20000"];

  async ready(app, page) {
    if (!page.url().includes("/data")) await app.goToAddress("data");
    await page.locator("[data-list=snapshots] ~ .buttons button:enabled").waitFor();
  }

  go(page) {
    return pressAtOnce(page.locator("[data-list=snapshots] ~ .buttons button"));
  }

  outcome(page) {
    return outcome(page, page.locator(".toast:not(.bad)"), badToast(page));
  }
}

/** Three changes that wait together, because nothing can be saved: a new deal, another amount, a new deal. */
export async function threeWaiting(app, page, faults) {
  if (!page.url().includes("/board")) await app.goTo("board");
  const board = new Board(page);
  await faults.arm(page, "quota", 1);
  await board.add(1, "Gamma", "Acme", "300");
  await banner(page).waitFor();
  const drawer = new Drawer(page);
  await press(board.card("Alpha").locator(".n"));
  await drawer.shows("deal");
  await drawer.edit("amount", "175");
  await drawer.fact("amount").locator("button.fact").waitFor();
  await drawer.close();
  await board.add(1, "Delta", "Acme", "400");
  await page.locator("[data-saving=failed]").first().waitFor({ state: "attached" });
}

/** What is there after so many of them. */
export const afterOfThree = [
  ["Alpha 10000", "Beta 20000"],
  ["Alpha 10000", "Beta 20000", "Gamma 30000"],
  ["Alpha 17500", "Beta 20000", "Gamma 30000"],
  ["Alpha 17500", "Beta 20000", "Delta 40000", "Gamma 30000"],
];

/** Tries again to save, without a hand. */
export const retry = (page) => pressAtOnce(banner(page).locator("[data-action=retry]"));
