// The size budget: what a first visit loads, without the charts, must stay small. Closes with a count line for tools/test.sh.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const budget = 350_000; // bytes, gzip
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const kinds = [".html", ".css", ".js", ".wasm"];
const isChart = (name) => /^charts-[0-9a-f]+\.js$/.test(name);

const rows = new Map();
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const kind = path.extname(entry.name);
  if (!entry.isFile() || !kinds.includes(kind)) continue;
  const bytes = readFileSync(path.join(entry.parentPath ?? entry.path, entry.name));
  const row = isChart(entry.name) ? "charts, when one is shown" : kind.slice(1);
  const sum = rows.get(row) ?? [0, 0, 0];
  rows.set(row, [sum[0] + bytes.length, sum[1] + gzipSync(bytes, { level: 9 }).length, sum[2] + brotliCompressSync(bytes).length]);
}
const charts = rows.get("charts, when one is shown");
rows.delete("charts, when one is shown");
const total = [...rows.values()].reduce((a, b) => a.map((n, i) => n + b[i]), [0, 0, 0]);

const line = (name, sizes) => console.log(name.padEnd(28) + sizes.map((n) => `${(n / 1000).toFixed(1)} kB`.padStart(12)).join(""));
console.log("".padEnd(28) + ["raw", "gzip", "brotli"].map((s) => s.padStart(12)).join(""));
for (const [name, sizes] of rows) line(name, sizes);
line("first load", total);
if (charts) line("charts, when one is shown", charts);

// An empty table means that nothing was measured, which must not pass.
const complete = kinds.every((kind) => rows.has(kind.slice(1))) && charts !== undefined;
const ok = complete && total[1] <= budget;
if (!complete) console.error("dist/ lacks one of: html, css, js, wasm, chart bundle");
if (total[1] > budget) console.error(`The first load is over its budget of ${budget / 1000} kB gzip`);
console.log(ok ? "1 passed, 0 failed" : "0 passed, 1 failed");
process.exit(ok ? 0 : 1);
