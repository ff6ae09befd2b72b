// Measures the release build in Chromium, with its profile on disk, and prints one table.
//   node tools/bench.mjs [name …]     only the named measurements
// A measurement is { name, unit, runs, limit?, measure(bench) → number }; `bench` gives a fresh profile, the app's address
// and `page(options)`. Where a machine's own limit can be measured in the same run, it stands in `limit`: figures of one
// machine mean little, their ratio to that machine's limit means the same everywhere. Add measurements to tools/bench/.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launchProfile } from "../tests/e2e/support/browser.mjs";
import { serve } from "./serve.mjs";
import { start } from "./bench/start.mjs";

const measurements = [...start];
const wanted = process.argv.slice(2);
const { url, close } = await serve({ root: fileURLToPath(new URL("../dist", import.meta.url)) });

/** A profile of its own, and the browser on it; `reopen` ends the browser and starts it again on the same profile. */
async function profile() {
  const folder = mkdtempSync(path.join(tmpdir(), "loudou-bench-"));
  let context = await launchProfile(folder, { lang: "zh" });
  return {
    url,
    page: async () => context.pages()[0] ?? (await context.newPage()),
    reopen: async () => { await context.close(); context = await launchProfile(folder, { lang: "zh" }); },
    end: async () => { await context.close(); rmSync(folder, { recursive: true, force: true }); },
  };
}

/** The value below which a share `q` of `sorted` lies. */
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
const figures = async (bench, { runs, measure }) => {
  const values = [];
  for (let run = 0; run < runs; run++) values.push(await measure(bench, run));
  return values.sort((a, b) => a - b);
};
const round = (n) => (n >= 100 ? n.toFixed(0) : n.toFixed(1));

console.log("| what | median | 95 % | machine's limit | ratio |\n|---|---:|---:|---:|---:|");
try {
  for (const measurement of measurements) {
    if (wanted.length > 0 && !wanted.some((word) => measurement.name.includes(word))) continue;
    const bench = await profile();
    try {
      await measurement.prepare?.(bench);
      const values = await figures(bench, measurement);
      const limit = measurement.limit && quantile(await figures(bench, { runs: measurement.runs, measure: measurement.limit }), 0.5);
      const median = quantile(values, 0.5);
      const cells = [measurement.name, `${round(median)} ${measurement.unit}`, `${round(quantile(values, 0.95))} ${measurement.unit}`];
      console.log(`| ${[...cells, limit === undefined ? "" : `${round(limit)} ${measurement.unit}`, limit ? round(median / limit) : ""].join(" | ")} |`);
    } finally {
      await bench.end();
    }
  }
} finally {
  await close();
}
