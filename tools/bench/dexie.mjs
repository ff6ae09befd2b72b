// 100,000 customers written and read: the app's pages beside a well-kept library that keeps a record per key, as most apps do (npm dexie).
// Where Dexie is the limit, it is not the machine's: ratios below 1 say how much less time the app needs.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { choose, first, press, rows } from "./exchange.mjs";
import { customers } from "./made.mjs";
import { readBare, withFiles } from "./plain.mjs";

const DEXIE = readFileSync(fileURLToPath(new URL("../node_modules/dexie/dist/dexie.min.js", import.meta.url)), "utf8");

/** Runs in the page before the app: when the worker was asked and has answered, and when the workspace's database was opened. */
function watch() {
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...args) {
    const asked = performance.now();
    this.addEventListener("message", () => {
      // The last message that a question gets is its answer.
      sessionStorage.setItem("bench-answer", String(performance.now() - asked));
    });
    return send.apply(this, args);
  };
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, ...rest) {
    if (!/:(registry|folders)$/.test(name)) globalThis.benchOpened ??= performance.now();
    return open.call(this, name, ...rest);
  };
}

const course = {
  make: () => [customers()],
  async run(bench, paths) {
    await (await bench.page()).addInitScript(watch);
    const page = await first(bench);
    await choose(page, paths, "[data-import=good]");
    await press(page, "as-new", "body[data-ready] .board");
    // Checked, encoded, and committed by the worker.
    const written = await page.evaluate(() => Number(sessionStorage.getItem("bench-answer")));
    await page.reload();
    await page.locator("body[data-ready] .board").waitFor();
    // Opened, read, decoded, and indexed for the screens.
    const read = await page.evaluate(() => performance.getEntriesByName("loudou-data")[0].startTime - benchOpened);
    const bare = await readBare(bench);
    const other = await withFiles(bench, paths);
    await other.evaluate(DEXIE);
    const [put, got] = await other.evaluate(async () => {
      const { tables } = JSON.parse(await document.querySelector("input").files[0].text());
      const database = new Dexie("bench");
      database.version(1).stores({ customer: "id" });
      await database.open();
      const begin = performance.now();
      await database.customer.bulkPut(tables.customer);
      const between = performance.now();
      const back = await database.customer.toArray();
      const times = [between - begin, performance.now() - between];
      await database.delete();
      return back.length === 100_000 ? times : [];
    });
    return { written: { value: written, limit: put }, read: { value: read, limit: got }, bare: { value: read, limit: bare } };
  },
};

export const dexie = rows(course, [
  ["written", "100,000 customers written (limit: Dexie's bulkPut)"],
  ["read", "100,000 customers read (limit: Dexie's toArray)"],
  ["bare", "100,000 customers read (limit: the same pages read and their rows parsed, bare)"],
]);
