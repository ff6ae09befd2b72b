// Measures the release build in Chromium, with its profile on disk, and prints one table; all values go to .build/bench.json.
//   node tools/bench.mjs [word …]     only the measurements whose names hold one of these words
//   LOUDOU_BENCH_PROFILE=folder       keeps the profile with sample L there, and takes it from there the next time
// A measurement is { name, unit, runs, prepare?, measure(bench, run) → number, limit?(bench), note?(bench) → words }; one that has measured
// more at once gives { value, own?, block?, limit? } instead of the number. `bench` gives a profile, the app's address and `page()`;
// pages have the instruments of bench/page.mjs. Where a machine's own limit can be measured in the same run, it stands in `limit`:
// figures of one machine mean little, their ratio to that machine's limit means the same everywhere. Add measurements to tools/bench/.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launchProfile } from "../tests/e2e/support/browser.mjs";
import { serve } from "./serve.mjs";
import { dexie } from "./bench/dexie.mjs";
import { exchange } from "./bench/exchange.mjs";
import { files, large } from "./bench/large.mjs";
import { instruments } from "./bench/page.mjs";
import { screens } from "./bench/screens.mjs";
import { memory } from "./bench/process.mjs";
import { makeSample, start } from "./bench/start.mjs";

const root = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const wanted = process.argv.slice(2);
const kept = process.env.LOUDOU_BENCH_PROFILE;
// Databases belong to an origin: a kept profile needs the same port every time.
const { url, close } = await serve({ root: root("dist"), port: kept ? 8079 : 0 });

/** A profile in a folder, and the browser on it; `reopen` ends the browser and starts it again on the same profile. */
async function profile(folder = mkdtempSync(path.join(tmpdir(), "loudou-bench-"))) {
  const open = async () => {
    const context = await launchProfile(folder, { lang: "zh" });
    context.setDefaultTimeout(120_000);
    await context.addInitScript(instruments);
    return context;
  };
  let context = await open();
  return {
    url,
    page: async () => context.pages()[0] ?? (await context.newPage()),
    reopen: async () => { await context.close(); context = await open(); },
    end: async () => { await context.close(); if (folder !== kept) rmSync(folder, { recursive: true, force: true }); },
  };
}

/** The profile with sample L, which its measurements share: made when the first of them needs it. */
const shared = {
  url,
  page: () => shared.profile.page(),
  reopen: () => shared.profile.reopen(),
  /** Makes it anew, and tells how long the sample took from click to board. */
  async make() {
    await shared.end();
    if (kept) rmSync(kept, { recursive: true, force: true });
    shared.profile = await profile(kept);
    return makeSample(shared, "L");
  },
  async ready() {
    if (shared.profile) return;
    if (!kept || !existsSync(kept)) return void (await shared.make());
    shared.profile = await profile(kept);
    const page = await shared.page();
    await page.goto(url);
    shared.slot = /#\/w\/([^/]+)/.exec(await page.locator("ul.workspaces a").first().getAttribute("href"))[1];
  },
  async end() {
    await shared.profile?.end();
    shared.profile = undefined;
  },
};

const alone = start.map((measurement) => ({ ...measurement, profile }));
const together = [...large, ...screens, ...files].map((measurement) => ({
  ...measurement,
  profile: async () => { await shared.ready(); return shared; },
}));
// Make profiles of their own, one for several rows.
const courses = [...dexie, ...exchange].map((measurement) => ({ ...measurement, profile: async () => ({ profile, end: async () => {} }) }));

/** The value below which a share `q` of `sorted` lies. */
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
const sorted = (values) => values.filter((n) => !Number.isNaN(n)).sort((a, b) => a - b);
const round = (n) => n.toFixed(n >= 100 ? 0 : n >= 0.1 ? 1 : 3);

/**
 * Runs one measurement, then its limit: { values, own, limits, block, held }, `own` the app's own work, `block` the longest task of all runs,
 * `held` the page's memory after them.
 */
async function take(bench, { runs, prepare, measure, limit }) {
  const [values, own, limits] = [[], [], []];
  let block = 0;
  await prepare?.(bench);
  const instruments = async (value) => ({ value, ...(await (await bench.page()).evaluate(() => ({ own: bench.own, block: bench.longest() }))) });
  for (let run = 0; run < runs; run++) {
    const measured = await measure(bench, run);
    const told = typeof measured === "number" ? await instruments(measured) : measured;
    values.push(told.value);
    if (told.own !== undefined) own.push(told.own);
    if (told.limit !== undefined) limits.push(told.limit);
    block = Math.max(block, told.block ?? 0);
  }
  const held = bench.page && (await memory(await bench.page()));
  // A limit is a plain thing: a few runs tell it.
  for (let run = 0; limit && run < Math.min(runs, 10); run++) limits.push(await limit(bench));
  return { values, own, limits, block, held };
}

const results = [];
console.log("| what | median | 95 % | own work: median | 95 % | longest task | memory after | machine's limit | ratio |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|");
try {
  for (const { name, unit, note, profile, ...measurement } of [...alone, ...courses, ...together]) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    const bench = await profile();
    try {
      const { values, own, limits, block, held } = await take(bench, measurement);
      const words = note && (await note(bench));
      results.push({ name, unit, note: words, values, own, limits, longestTask: block, memory: held });
      const [measured, plain] = [sorted(values), sorted(limits)];
      // Not every build can tell everything.
      if (measured.length === 0) continue;
      const [median, limit] = [quantile(measured, 0.5), quantile(plain, 0.5)];
      console.log(`| ${[
        words ? `${name} (${words})` : name,
        `${round(median)} ${unit}`,
        `${round(quantile(measured, 0.95))} ${unit}`,
        ...[0.5, 0.95].map((q) => (own.length ? `${round(quantile(sorted(own), q))} ms` : "")),
        block ? `${round(block)} ms` : "",
        held ? `${round(held)} MB` : "",
        limit === undefined ? "" : `${round(limit)} ${unit}`,
        limit ? round(median / limit) : "",
      ].join(" | ")} |`);
    } catch (error) {
      // One that fails must not take the others' figures with it.
      console.error(`${name}: ${error.message}`);
      process.exitCode = 1;
    } finally {
      if (bench !== shared) await bench.end();
    }
  }
} finally {
  await shared.end();
  await close();
  mkdirSync(root(".build"), { recursive: true });
  const machine = { cores: cpus().length, processor: cpus()[0].model, measured: new Date().toISOString() };
  writeFileSync(root(".build/bench.json"), `${JSON.stringify({ machine, results }, null, 1)}\n`);
}
