// Whether all tabs say the same: what the screens show, against a tab that is opened for it and computes everything anew; and what they export.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hashes } from "../e2e/support/data.mjs";
import { until } from "../e2e/support/safety.mjs";

/** What is compared, and the sign that its figures stand. The data screen tells of the device, not of the data. */
const shown = [
  ["board", "[data-stage] [data-list]"],
  ["today", "[data-panel]"],
  ["leads", ".grid [data-row]"],
  ["leads?status=", ".grid [data-row]"],
  ["customers", ".grid [data-row]"],
  ["goals", '[data-block="overview"] td'],
  ["funnel", '[data-block="lost"] td, [data-block="lost"] p'],
  ["funnel?view=snapshot", '[data-block="funnel"] td'],
  ["settings?section=lists", ".settings-body"],
];

/** Chinese in every tab: the words are compared. */
async function inChinese(tab) {
  if ((await tab.page.evaluate(() => document.documentElement.lang)).startsWith("zh")) return;
  await tab.page.locator(".top .lang").click();
  await tab.page.waitForFunction(() => document.documentElement.lang.startsWith("zh"));
}

/** Brings tabs to rest: nothing open, everything saved, each knows what the others did. */
export async function rest(tabs) {
  for (const tab of tabs) {
    await tab.escape();
    await tab.toPlain("today");
    await inChinese(tab);
  }
  await until(async () => {
    const revisions = [];
    for (const tab of tabs) revisions.push(await tab.saved());
    return new Set(revisions).size === 1;
  });
}

/** All words of the main part of every screen. */
async function words(tab) {
  const all = {};
  for (const [place, sign] of shown) {
    await tab.toPlain("settings");
    await tab.page.evaluate((place) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${place}`)), place);
    await tab.page.locator(sign).first().waitFor();
    all[place] = await settled(tab.page);
  }
  return all;
}

/** What the main part says once it says the same twice, a few frames apart. Charts' words are those of their tables. */
async function settled(page) {
  const read = () => page.evaluate(async () => {
    for (let i = 0; i < 6; i++) await new Promise((next) => requestAnimationFrame(next));
    if (document.querySelector("main [aria-busy=true], main [data-chart=loading]")) return "busy";
    return document.querySelector("main").innerText;
  });
  let [before, now] = ["", await read()];
  for (let tries = 0; (now !== before || now === "busy") && tries < 200; tries++) [before, now] = [now, await read()];
  return now.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** The bytes of an export without the moment it was made. */
const withoutMoment = (bytes) => bytes.toString("utf8").replace(/"made_at":\s*"[^"]*"/, '"made_at":""');

/** What two exports do not have in common, by table, for the message of a failure. */
function difference(one, other) {
  const [a, b] = [JSON.parse(one), JSON.parse(other)];
  const [ha, hb] = [hashes(one), hashes(other)];
  const tables = Object.keys({ ...ha, ...hb }).filter((table) => ha[table] !== hb[table]);
  const rows = tables.flatMap((table) => {
    const there = new Map((b.tables[table] ?? []).map((row) => [row.id, JSON.stringify(row)]));
    const lines = (a.tables[table] ?? []).filter((row) => there.get(row.id) !== JSON.stringify(row)).slice(0, 3);
    return lines.map((row) => `${table}: ${JSON.stringify(row)}\n    against ${there.get(row.id)}`);
  });
  const heads = Object.keys({ ...a, ...b }).filter((key) => key !== "tables" && key !== "sha256" && JSON.stringify(a[key]) !== JSON.stringify(b[key]));
  return `${rows.join("\n  ")}\n  heads: ${heads.map((key) => `${key}: ${JSON.stringify(a[key])?.slice(0, 300)} against ${JSON.stringify(b[key])?.slice(0, 300)}`).join("; ")}`;
}

function expectSameExport(one, other, what) {
  if (withoutMoment(one) !== withoutMoment(other)) throw new Error(`${what} export different data:\n  ${difference(one, other)}`);
}

/** Throws unless tabs that are at rest, and one that is opened now, show the same figures and export the same bytes: what the screens say, and the export. */
export async function expectSame(tabs, openFresh) {
  const fresh = await openFresh();
  try {
    await inChinese(fresh);
    const computed = await words(fresh);
    for (const tab of tabs) {
      const said = await words(tab);
      for (const place of Object.keys(computed)) assert.deepEqual(said[place], computed[place], `${place}: tab ${tab.name} against a fresh computation`);
    }
    const exported = await fresh.data.exported();
    for (const tab of tabs) expectSameExport(await tab.data.exported(), exported, `Tab ${tab.name} and a fresh one`);
    return { exported, computed };
  } finally {
    await fresh.page.close();
  }
}

/** Throws unless tabs that were reloaded export what was exported before. */
export async function expectSameAfterReload(tabs, exported) {
  for (const tab of tabs) {
    expectSameExport(await tab.data.exported(), exported, `Tab ${tab.name} before and after a reload`);
  }
}

/** Throws unless a workspace made of the export says the same. The screen of who works here says what this device knows, so it is left out. */
export async function expectSameFromFile(tab, exported, computed) {
  const folder = mkdtempSync(path.join(tmpdir(), "loudou-soak-"));
  const file = path.join(folder, "soak.json");
  try {
    // From the disk: as bytes, all of it would go through the browser's wire.
    writeFileSync(file, exported);
    await tab.data.open();
    await tab.data.openAsNew(file);
    const said = await words(tab);
    for (const place of Object.keys(computed).filter((place) => place !== "today")) assert.deepEqual(said[place], computed[place], `${place}: the file, opened anew`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
