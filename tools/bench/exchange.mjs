// What a team does with files: ten files rolled up, a long table imported, a large workspace opened. Each course is gone through as a person
// does, in a browser and profile of its own, and gives several rows of the table; limits are measured right after it, in the same profile.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { saved } from "./start.mjs";
import { table, team, whole } from "./made.mjs";
import { plain, withFiles } from "./plain.mjs";
import { mostMemory } from "./process.mjs";
import { raw } from "./raw.mjs";

const RUNS = 2;
const PATIENCE = 600_000;
const BAD = "[data-import=bad]";

/** Milliseconds from an event of this kind, which `act` brings about, until `sign` is there and painted; `after`: what the page goes on doing. */
async function timed(page, kind, act, sign, after = async () => {}) {
  const signs = `${sign}, ${BAD}`;
  await page.evaluate(([kind, signs]) => { bench.from(kind, signs); }, [kind, signs]);
  await act();
  await page.locator(signs).first().waitFor({ state: "attached", timeout: PATIENCE });
  const value = await page.evaluate(() => bench.ended);
  if (await page.locator(BAD).count()) throw new Error(`refused: ${await page.locator(BAD).first().innerText()}`);
  await after();
  return { value, block: await page.evaluate(() => bench.longest()) };
}

export const choose = (page, paths, sign) => timed(page, "change", () => page.locator("input[data-file]").setInputFiles(paths), sign);
export const press = (page, action, sign, after) => timed(page, "click", () => page.locator(`[data-action=${action}]`).click(), sign, after);
/** What was imported is looked at by itself, and nothing is wrong with it. */
const checked = (page) => async () => {
  await page.locator("[data-notice]").first().waitFor();
  expect("a sound workspace", (await page.locator("[data-notice]").first().getAttribute("data-notice")) === "0");
  await saved(page);
};

/** The first screen. */
export async function first(bench) {
  const page = await bench.page();
  await page.goto(bench.url);
  await page.locator("body[data-ready] [data-choice=file]").waitFor();
  return page;
}

/** The open workspace's data screen; resolves to how many pages the database has. */
async function dataScreen(page) {
  await page.evaluate(() => { location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, "$1/data"); });
  await page.locator(".data-page input[data-file]").waitFor({ state: "attached" });
  await saved(page);
  await page.evaluate(raw);
  return page.evaluate(async () => bench.count(await bench.database()));
}

const expect = (what, is) => { if (!is) throw new Error(`not as it should be: ${what}`); };
const numbers = (text) => (text.match(/[\d,]*\d/g) ?? []).map((n) => Number(n.replaceAll(",", "")));

/** The page's memory, and the most that its process ever held. Workers share the process; the page's own figure leaves them out. */
const memory = async (page, bytes) => ({
  after: { value: await page.evaluate(() => bench.megabytes()), limit: bytes / 1e6 },
  most: { value: await mostMemory(page), limit: bytes / 1e6 },
});

/** Limits, in plain JavaScript: every file read and parsed. */
const parsing = async (bench, paths) => (await withFiles(bench, paths)).evaluate(async () => {
  const begin = performance.now();
  const parsed = [];
  for (const file of document.querySelector("input").files) parsed.push(JSON.parse(await file.text()));
  return performance.now() - begin;
});

/** The same pages written again, from the one numbered `since` on. */
const writing = async (bench, since = 0) => (await plain(bench)).evaluate(async (since) => {
  const pages = (await bench.pages(await bench.database())).slice(since);
  const begin = performance.now();
  await bench.store(pages);
  return performance.now() - begin;
}, since);

const rollUp = {
  make: () => {
    const { manager, files } = team();
    return [manager, ...files];
  },
  async run(bench, [manager, ...paths], sizes) {
    const page = await first(bench);
    await choose(page, manager, "[data-import=good]");
    await press(page, "as-new", ".board [data-card]");
    const since = await dataScreen(page);
    const shown = await choose(page, paths, "[data-merge=shown]");
    expect("ten files", (await page.locator("[data-list=files] tbody tr").count()) === 10);
    const [conflicts] = numbers(await page.locator("[data-list=conflicts] h3").innerText());
    expect("conflicts", conflicts > 100);
    const done = await press(page, "merge-now", "[data-merge=done]", checked(page));
    const bytes = sizes.slice(1).reduce((a, b) => a + b);
    return {
      ...(await memory(page, bytes)),
      shown: { ...shown, limit: await parsing(bench, paths), note: `${(bytes / 1e6).toFixed(0)} MB, ${conflicts} conflicts` },
      done: { ...done, limit: await writing(bench, since) },
    };
  },
};

const tableIn = {
  make: () => [table()],
  async run(bench, paths, [bytes]) {
    const page = await first(bench);
    await timed(page, "click", () => page.locator("[data-choice=empty]").click(), ".board");
    const since = await dataScreen(page);
    const columns = await choose(page, paths, "[data-import=table]");
    expect("no open question", (await page.locator("[data-list=columns] li.open").count()) === 0);
    const planned = await press(page, "check-table", "[data-import=planned]");
    expect("every row understood", (await page.locator("[data-count=rejected]").count()) === 0);
    expect("100,000 deals", numbers(await page.locator("[data-count=deal]").innerText()).includes(100_000));
    const done = await press(page, "import-table", "[data-import=done]", checked(page));
    const told = await memory(page, bytes);
    // The same by hand: cells; then each row an object whose customer and rep are found by name.
    const [cells, objects] = await (await withFiles(bench, paths)).evaluate(async () => {
      const begin = performance.now();
      const text = new TextDecoder().decode(await document.querySelector("input").files[0].arrayBuffer());
      const rows = text.split("\r\n").map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((cell) => cell[1]));
      const split = performance.now();
      const names = new Map();
      const named = (name) => names.get(name) ?? (names.set(name, { name }), names.get(name));
      const deals = rows.slice(1, -1).map(([id, rep, amount, name, closed, customer, stage, , source, made]) => ({
        id, name, stage, source, rep: named(rep), customer: named(customer), amount: Number(amount), closed: new Date(closed), made: new Date(made),
      }));
      return deals.length === 100_000 ? [split - begin, performance.now() - split] : [];
    });
    return {
      ...told,
      columns: { ...columns, limit: cells, note: `${(bytes / 1e6).toFixed(0)} MB` },
      planned: { ...planned, limit: objects },
      done: { ...done, limit: await writing(bench, since) },
    };
  },
};

const open = {
  make: () => [whole()],
  async run(bench, paths, [bytes]) {
    const page = await first(bench);
    const shown = await choose(page, paths, "[data-import=good]");
    const board = await press(page, "as-new", "body[data-ready] .board[aria-busy=false] [data-card]");
    const told = await memory(page, bytes);
    return {
      ...told,
      shown: { ...shown, limit: await parsing(bench, paths), note: `${(bytes / 1e6).toFixed(0)} MB` },
      board: { ...board, limit: await writing(bench) },
    };
  },
};

/** The rows of a course, [key, name, unit] each: whichever row asks first for a run has it gone through, the others find it done. */
export function rows(course, list) {
  const runs = [];
  const go = async ({ profile }) => {
    const folder = mkdtempSync(path.join(tmpdir(), "loudou-bench-files-"));
    const paths = course.make().map(({ name, bytes }) => {
      writeFileSync(path.join(folder, name), bytes);
      return { path: path.join(folder, name), size: bytes.length };
    });
    const bench = await profile();
    try {
      return await course.run(bench, paths.map((file) => file.path), paths.map((file) => file.size));
    } finally {
      await bench.end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return list.map(([key, name, unit = "ms"]) => ({
    name,
    unit,
    runs: RUNS,
    measure: async (bench, run) => (await (runs[run] ??= go(bench)))[key],
    note: async () => (await runs[0])[key].note,
  }));
}

export const exchange = [
  ...rows(rollUp, [
    ["shown", "10 files × 5,000 deals: chosen → what a merge would do"],
    ["done", "10 files × 5,000 deals: merge now → done"],
    ["after", "10 files × 5,000 deals: memory of the page after it", "MB"],
    ["most", "10 files × 5,000 deals: most memory of the page's process", "MB"],
  ]),
  ...rows(tableIn, [
    ["columns", "CSV of 100,000 rows: chosen → columns"],
    ["planned", "CSV of 100,000 rows: columns → what would happen"],
    ["done", "CSV of 100,000 rows: import → done"],
    ["after", "CSV of 100,000 rows: memory of the page after it", "MB"],
    ["most", "CSV of 100,000 rows: most memory of the page's process", "MB"],
  ]),
  ...rows(open, [
    ["shown", "workspace file of 100 MB: chosen → its content"],
    ["board", "workspace file of 100 MB: as a new workspace → usable board"],
    ["after", "workspace file of 100 MB: memory of the page after it", "MB"],
    ["most", "workspace file of 100 MB: most memory of the page's process", "MB"],
  ]),
];
