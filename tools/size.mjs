// The size budget: what a first visit really loads, seen in the browser, must stay small; the charts load later and do not
// count. Closes with a count line for tools/test.sh.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { closeAll, contextOptions, dist, startBrowser, startSite } from "../tests/e2e/support/browser.mjs";
import { App } from "../tests/e2e/support/pages.mjs";

// Bytes, gzip. The aim is what a first load should be; the limit is what it is today with a little room, and only ever goes down:
// the views' generic code is most of it (see ARCHITECTURE.md, "Size").
const aim = 350_000;
const budget = 1_180_000;

/** The names of the files that a first visit requests until it is usable and the network has been quiet for a while. */
async function firstVisit() {
  const { url } = await startSite();
  const context = await (await startBrowser()).newContext(contextOptions());
  const page = await context.newPage();
  const names = new Set(["index.html"]);
  page.on("request", (request) => {
    const name = request.url().startsWith(url) ? request.url().slice(url.length).replace(/[?#].*$/, "") : "";
    if (name) names.add(name);
  });
  const app = new App(page, url, "zh");
  await app.open();
  await page.waitForLoadState("networkidle");
  await context.close();
  return names;
}

const sizes = (name) => {
  const bytes = readFileSync(path.join(dist, name));
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
};
const add = (a, b) => a.map((n, i) => n + b[i]);
const line = (name, values) => console.log(name.padEnd(34) + values.map((n) => `${(n / 1000).toFixed(1)} kB`.padStart(12)).join(""));

try {
  const first = await firstVisit();
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist, path.join(entry.parentPath ?? entry.path, entry.name)));
  const kinds = new Map();
  for (const name of files.filter((file) => first.has(file))) {
    const kind = path.extname(name).slice(1);
    kinds.set(kind, add(kinds.get(kind) ?? [0, 0, 0], sizes(name)));
  }
  const total = [...kinds.values()].reduce(add, [0, 0, 0]);

  console.log("".padEnd(34) + ["raw", "gzip", "brotli"].map((s) => s.padStart(12)).join(""));
  for (const [kind, values] of kinds) line(kind, values);
  line("first load", total);
  for (const name of files.filter((file) => !first.has(file))) line(`later, if at all: ${name.slice(0, 14)}`, sizes(name));

  // A kind that is missing means that nothing real was measured, which must not pass.
  const missing = ["html", "css", "js", "wasm"].filter((kind) => !kinds.has(kind));
  if (missing.length > 0) console.error(`A first visit did not load any ${missing.join(", ")}`);
  if (total[1] > budget) console.error(`The first load is over its limit of ${budget / 1000} kB gzip`);
  if (total[1] > aim) console.log(`The aim of ${aim / 1000} kB gzip is not met yet`);
  const ok = missing.length === 0 && total[1] <= budget;
  console.log(ok ? "1 passed, 0 failed" : "0 passed, 1 failed");
  process.exitCode = ok ? 0 : 1;
} finally {
  await closeAll();
}
