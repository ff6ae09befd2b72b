// The harness itself: what it promises to catch, it catches.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withApp, journey } from "./support/app.mjs";
import { expectAccessible } from "./support/axe.mjs";
import { executioner, killPage } from "./support/faults.mjs";

const catches = (name, pattern, misbehave) =>
  test(`the watch catches ${name}`, () =>
    assert.rejects(withApp({ name }, async ({ app, page }) => { await app.open(); await misbehave(page); }), pattern));

catches("a console error", /console: oh/, (page) => page.evaluate(() => console.error("oh")));
catches("an uncaught error", /page error: [^]*boom/, (page) => page.evaluate(() => new Promise((done) => {
  addEventListener("error", () => setTimeout(done, 50));
  setTimeout(() => { throw new Error("boom"); });
})));
catches("a request to another origin", /foreign request|CSP violation: connect-src/, (page) =>
  page.evaluate(() => fetch("https://example.invalid/").catch(() => {})));
catches("an inline style attribute", /CSP violation: style-src/, (page) =>
  page.evaluate(() => { document.body.insertAdjacentHTML("beforeend", '<p style="color:red">x</p>'); }));
// From a task of the page's own: what the debugger runs may evaluate.
catches("eval", /EvalError/, (page) => page.evaluate(() => new Promise((done) => {
  addEventListener("error", () => setTimeout(done, 50));
  setTimeout(() => new Function("1")());
})));
catches("a missing file", /404 for/, (page) => page.evaluate(() => fetch("./nothing-here")));

test("axe finds a button without a name", () =>
  assert.rejects(withApp({ name: "axe" }, async ({ app, page }) => {
    await app.open();
    await page.evaluate(() => document.querySelector("main").append(document.createElement("button")));
    await expectAccessible(page);
  }), /button-name/));

/** In the page: writes one value into a database of the test's own; resolves to "saved" or the error's name. */
const write = () => new Promise((done) => {
  const opening = indexedDB.open("harness", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("s");
  opening.onerror = () => done(opening.error.name);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction("s", "readwrite");
    transaction.oncomplete = () => { opening.result.close(); done("saved"); };
    transaction.onabort = () => { opening.result.close(); done(transaction.error?.name ?? "aborted"); };
    try { transaction.objectStore("s").put(1, "k"); } catch (error) { opening.result.close(); done(error.name); }
  };
});

journey("faults come when they are due, and end", { faults: { put: 2 } }, async ({ app, page }) => {
  await app.open();
  await page.evaluate(() => { for (const kind of ["put", "abort", "quota"]) faults.arm(kind, 0); });
  const result = async (kind, nth) => { await page.evaluate(([k, n]) => faults.arm(k, n), [kind, nth]); return page.evaluate(write); };
  assert.equal(await result("put", 2), "saved");
  assert.equal(await page.evaluate(write), "DataError");
  assert.equal(await page.evaluate(write), "saved");
  assert.equal(await result("abort", 1), "aborted");
  assert.equal(await result("quota", 1), "QuotaExceededError");
  assert.equal(await page.evaluate(write), "QuotaExceededError");
  assert.equal(await result("quota", 0), "saved");
  await page.evaluate(() => faults.arm("open", 1));
  assert.equal(await page.evaluate(() => { try { indexedDB.open("x"); } catch (error) { return error.name; } }), "InvalidStateError");
});

/** In the page: a worker at the place of the app's own, whose script writes when it is asked to; its answers. */
const startWorker = () => {
  globalThis.worker = new Worker("./app-harness/worker.js", { type: "module" });
  globalThis.ask = () => new Promise((done) => {
    worker.onmessage = ({ data }) => done(data);
    worker.postMessage("write");
  });
};

journey("faults come in the app's worker too, and one that stands still is killed with its page", { faults: {} }, async ({ app, page, context, faults }) => {
  const own = `const write = ${write};\nonmessage = async () => postMessage(await write());\n`;
  await context.route("**/app-harness/worker.js", (route) => faults.answer(route, own));
  await app.open();
  // Armed before the worker starts, and while it runs.
  await faults.arm(page, "quota", 1);
  await page.evaluate(startWorker);
  assert.equal(await page.evaluate(() => ask()), "QuotaExceededError");
  await faults.arm(page, "quota", 0);
  assert.equal(await page.evaluate(() => ask()), "saved");
  await faults.arm(page, "abort", 1);
  assert.equal(await page.evaluate(() => ask()), "aborted");
  await page.waitForFunction(() => globalThis.faults.fired === 2);
  for (const step of ["stop", "rest"]) {
    const kill = await executioner(page);
    const stands = faults.stands(page);
    await faults.arm(page, step, 1);
    await page.evaluate(() => void ask());
    await stands;
    await kill();
    await faults.disarm();
    page = await context.newPage();
    await page.goto(app.url);
    await page.evaluate(startWorker);
    assert.equal(await page.evaluate(() => ask()), "saved", "the next page can write");
  }
});

journey("a killed page can be opened again", {}, async ({ app, page, context }) => {
  await app.open();
  await killPage(page);
  const second = await context.newPage();
  await second.goto(app.url);
  await second.locator("main").waitFor({ state: "attached" });
});
