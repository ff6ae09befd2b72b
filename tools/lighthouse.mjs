// Lighthouse on the release build, with a profile on disk that holds sample M: board, customers and funnel, as a desktop and as a phone. The median of five runs each;
// prints a table for the README and what costs points, writes all reports' figures to .build/lighthouse.json, and fails below the aims.
//   node tools/lighthouse.mjs [word …]     only the pages and presets named, such as `board mobile`
//   LIGHTHOUSE_RUNS (5)
// The site is served with gzip, as public hosts do. A busy machine makes performance worthless: the load is printed with the result.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launchProfile } from "../tests/e2e/support/browser.mjs";
import { App } from "../tests/e2e/support/pages.mjs";
import { serve } from "./serve.mjs";

const RUNS = Number(process.env.LIGHTHOUSE_RUNS ?? 5);
const categories = ["performance", "accessibility", "best-practices"];
const aims = {
  desktop: { performance: 95, accessibility: 100, "best-practices": 100 },
  mobile: { performance: 90, accessibility: 100, "best-practices": 100 },
};
const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];

// Its own packages: see tools/lighthouse/package.json.
const fromLighthouse = createRequire(new URL("./lighthouse/package.json", import.meta.url));
const load = (name) => import(pathToFileURL(fromLighthouse.resolve(name)));
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const chromeLauncher = await load("chrome-launcher");

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The address of a workspace with sample M in a new profile. */
async function makeProfile(folder, url) {
  const context = await launchProfile(folder, { lang: "zh" });
  try {
    context.setDefaultTimeout(600_000);
    const app = new App(context.pages()[0] ?? (await context.newPage()), url, "zh");
    await app.open();
    await app.startWith("sample", "M");
    await app.saved();
    return app.page.url().match(/#\/w\/[^/]+\//)[0];
  } finally {
    await context.close();
  }
}

/** One run: the scores, the times, and what costs points, each with how many of its category. */
async function run(address, preset, port) {
  const flags = { port, output: "json", logLevel: "error", onlyCategories: categories, disableStorageReset: true };
  const { lhr } = await lighthouse(address, flags, preset === "desktop" ? desktopConfig : undefined);
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const scores = Object.fromEntries(categories.map((c) => [c, Math.round(lhr.categories[c].score * 100)]));
  const costs = categories.flatMap((category) => {
    const refs = lhr.categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null);
    const all = refs.reduce((sum, { weight }) => sum + weight, 0);
    return refs.filter(({ id }) => lhr.audits[id].score < 1).map(({ id, weight }) => ({
      category,
      audit: id,
      points: Math.round(((1 - lhr.audits[id].score) * weight * 1000) / all) / 10,
      says: lhr.audits[id].displayValue ?? lhr.audits[id].title,
      items: category === "performance" ? undefined : lhr.audits[id].details?.items?.slice(0, 5),
    }));
  });
  const hints = Object.values(lhr.audits).filter((a) => a.score !== null && a.score < 1 && a.details?.type === "opportunity")
    .map((a) => `${a.id}: ${a.displayValue ?? ""}`);
  return { scores, costs, hints, times: Object.fromEntries(times.map((id) => [id, lhr.audits[id].numericValue])), warnings: lhr.runWarnings };
}

const wanted = process.argv.slice(2);
const chosen = (names) => (names.some((n) => wanted.includes(n)) ? names.filter((n) => wanted.includes(n)) : names);
const folder = mkdtempSync(path.join(tmpdir(), "loudou-lighthouse-"));
const site = await serve({ root: fileURLToPath(new URL("../dist", import.meta.url)), gzip: true });
const results = [];
try {
  const workspace = await makeProfile(folder, site.url);
  const chrome = await chromeLauncher.launch({
    chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    userDataDir: folder,
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--lang=zh-CN"],
    logLevel: "error",
  });
  try {
    for (const preset of chosen(["desktop", "mobile"])) {
      for (const page of chosen(["board", "customers", "funnel"])) {
        const runs = [];
        for (let i = 0; i < RUNS; i++) runs.push(await run(`${site.url}${workspace}${page}`, preset, chrome.port));
        const scores = Object.fromEntries(categories.map((c) => [c, median(runs.map((r) => r.scores[c]))]));
        const middle = Object.fromEntries(times.map((id) => [id, median(runs.map((r) => r.times[id]))]));
        results.push({ page, preset, scores, times: middle, costs: runs[RUNS >> 1].costs, hints: runs[RUNS >> 1].hints, runs, load: loadavg()[0] });
        console.error(`${page}, ${preset}: ${runs.map((r) => r.scores.performance).join(" ")} (load ${loadavg()[0].toFixed(1)})`);
      }
    }
  } finally {
    await chrome.kill();
  }
} finally {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
}

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
console.log("| page | as a | performance | accessibility | best practices | first paint | largest paint | blocked | shift |");
console.log("|---|---|---:|---:|---:|---:|---:|---:|---:|");
const missed = [];
for (const { page, preset, scores, times: t } of results) {
  const [first, largest, blocked, shift] = times.map((id) => t[id]);
  console.log(`| ${page} | ${preset} | ${categories.map((c) => scores[c]).join(" | ")} | ${seconds(first)} | ${seconds(largest)} | ${blocked.toFixed(0)} ms | ${shift.toFixed(3)} |`);
  for (const c of categories) if (scores[c] < aims[preset][c]) missed.push(`${page}, ${preset}: ${c} ${scores[c]}, not ${aims[preset][c]}`);
}
for (const { page, preset, costs, hints } of results) {
  if (costs.length > 0) console.log(`\n${page}, ${preset}:`);
  for (const { category, audit, points, says, items } of costs) console.log(`  −${points} ${category}: ${audit} (${says})${items ? ` ${JSON.stringify(items).slice(0, 600)}` : ""}`);
  for (const hint of hints) console.log(`  could be quicker: ${hint}`);
}
mkdirSync(fileURLToPath(new URL("../.build", import.meta.url)), { recursive: true });
writeFileSync(fileURLToPath(new URL("../.build/lighthouse.json", import.meta.url)), JSON.stringify(results, null, 1));
console.log(`\nMedian of ${RUNS} runs, sample M, gzip; load of the machine ${loadavg().map((n) => n.toFixed(1)).join(", ")}.`);
for (const text of missed) console.log(`Below the aim: ${text}`);
process.exit(missed.length > 0 ? 1 : 0);
