// A page is killed at any step: its thread stands still right before the nth write, or right after the nth transaction is on the disk and before
// the app hears of it, and then its process ends. The next page starts, and finds everything as it was before the change or as it is after it,
// never a mix; what was shown as saved is there.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { journey } from "./support/app.mjs";
import {
  afterOfThree, anotherTabTells, badToast, banner, begin, closeToasts, exported, heldIdleTime, holds, idlePasses, Merge, retry, Snapshot, TableImport,
  threeWaiting, untilFoldIsDue,
} from "./support/changes.mjs";
import { setAhead, withMovableClock } from "./support/clock.mjs";
import { Databases } from "./support/database.mjs";
import { executioner } from "./support/faults.mjs";
import { App, Board } from "./support/pages.mjs";

/** The workspace in a page of its own, which starts as if nothing had been. */
async function openAnew(old, address) {
  const page = await old.page.context().newPage();
  page.setDefaultTimeout(15_000);
  const app = new App(page, old.url, old.lang);
  await page.goto(address);
  await app.ready();
  await page.locator(".board [data-card]").first().waitFor();
  await app.saved();
  assert.equal((await badToast(page).count()) + (await banner(page).count()), 0, "nothing is wrong");
  return { app, page };
}

/**
 * Does something with a page that stands still at a step, and kills it there. Resolves to whether it came so far; else the page goes on.
 * `ends` waits for what the page shows when it is through.
 */
async function killedAt(faults, page, step, n, act, ends) {
  const kill = await executioner(page);
  const stands = faults.stands(page).then(() => true);
  await faults.arm(page, step, n);
  await act();
  if (!(await Promise.race([stands, ends().then(() => false)]))) {
    await faults.arm(page, step, 0);
    return false;
  }
  await kill();
  await page.close();
  faults.disarm();
  return true;
}

const picture = (file) => ({ counts: file.counts, deals: holds(file) });

/** Changes of everything and snapshots, and at least how many steps of each kind they have. */
const whole = {
  "an import": { lang: "en", change: () => new TableImport(), least: { stop: 8, rest: 2 } },
  "a merge": { lang: "zh", change: (before) => new Merge(before), least: { stop: 8, rest: 2 } },
  "a snapshot": { lang: "zh", change: () => new Snapshot(), least: { stop: 1, rest: 1 } },
};

for (const [what, { lang, change: make, least }] of Object.entries(whole)) {
  journey(`${what}: the page is killed at each step`, { faults: {}, lang, timeout: 240_000 }, async ({ app, page, faults }) => {
    const before = await begin(app, page);
    const address = page.url().replace("/data", "/board");
    const databases = await Databases.of(app);
    const name = await databases.nameFor(page);
    const onDisk = await databases.read(name);
    const change = make(before);
    let after;
    for (const step of ["stop", "rest"]) {
      let there = false;
      for (let n = 1; ; n++) {
        const at = `${step} ${n}`;
        await closeToasts(page);
        await change.ready(app, page);
        const killed = await killedAt(faults, page, step, n, () => change.go(page), () => change.outcome(page));
        if (!killed) {
          assert.ok(n > least[step], `only ${n - 1} steps were tried`);
          await app.saved();
          after ??= picture(await exported(app, page));
          assert.deepEqual(after.deals, change.deals);
          await databases.write(name, onDisk);
          await page.reload();
          await app.ready();
          break;
        }
        ({ app, page } = await openAnew(app, address));
        // What is on the disk once is there at every later step.
        if (!there && isDeepStrictEqual(Databases.data(await databases.read(name), onDisk), Databases.data(onDisk, onDisk))) {
          assert.deepEqual((await new Board(page).names(1)).sort(), ["Alpha", "Beta"], `${at}: all is as before`);
        } else {
          there = true;
          assert.equal(step, "rest", `${at}: it was not done yet`);
          assert.deepEqual(picture(await exported(app, page)), after, `${at}: all is as after it`);
          await databases.write(name, onDisk);
          await page.reload();
          await app.ready();
        }
      }
      assert.equal(there, step === "rest", "the last step is the one that counts");
    }
  });
}

journey("a fold: the page is killed at each step", { faults: {}, timeout: 240_000 }, async ({ app, page, context, faults }) => {
  await context.addInitScript(heldIdleTime);
  await begin(app, page);
  const address = page.url().replace("/data", "/board");
  const databases = await Databases.of(app);
  const name = await databases.nameFor(page);
  await untilFoldIsDue(app, page, databases, name);
  const onDisk = await databases.read(name);
  const { tables } = await exported(app, page);
  const waiting = async () => Object.keys((await databases.read(name)).journal).length;
  for (const step of ["stop", "rest"]) {
    let n = 1;
    // The folded changes go to the log one by one, in the transaction of the root: of these steps some.
    for (; ; n += step === "stop" && n >= 8 && n < 64 ? 14 : 1) {
      await page.evaluate(() => void (idle.length = 0));
      await anotherTabTells(databases, name);
      const folded = async () => {
        while ((await waiting()) > 0) await page.waitForFunction(() => true);
      };
      const killed = await killedAt(faults, page, step, n, () => idlePasses(page), folded);
      if (!killed) break;
      ({ app, page } = await openAnew(app, address));
      const done = step === "rest" && n === 2;
      const now = Databases.data(await databases.read(name), onDisk);
      if (!done) assert.deepEqual(now, Databases.data(onDisk, onDisk), `${step} ${n}`);
      if (done) {
        assert.deepEqual(now.journal, {});
        assert.deepEqual((await exported(app, page)).tables, tables);
        await databases.write(name, onDisk);
        await page.reload();
        await app.ready();
      }
    }
    assert.ok(n > (step === "stop" ? 66 : 2), `only ${n - 1} steps were tried`);
    assert.deepEqual((await exported(app, page)).tables, tables);
    await databases.write(name, onDisk);
    await page.reload();
    await app.ready();
  }
});

journey("what a killed import left behind is swept away in time", { faults: {} }, async ({ app, page, context, faults }) => {
  await withMovableClock(context);
  await begin(app, page);
  const address = page.url().replace("/data", "/board");
  const databases = await Databases.of(app);
  const name = await databases.nameFor(page);
  const pages = async () => Object.keys((await databases.read(name)).pages);
  const before = await pages();
  const change = new TableImport();
  await change.ready(app, page);
  assert.ok(await killedAt(faults, page, "rest", 1, () => change.go(page), () => change.outcome(page)));
  assert.ok((await pages()).length > before.length);
  // A start notes what is there once a day, and takes what was there at the note before: these came after the first one.
  for (const days of [0, 2, 4]) {
    ({ app, page } = await openAnew(app, address));
    await setAhead(page, days * 86_400_000);
    await app.reload();
    await page.waitForFunction(() => performance.getEntriesByName("loudou-Safety").length > 0);
  }
  for (let tries = 0; (await pages()).length > before.length; tries++) {
    assert.ok(tries < 20, "they are still there");
    await page.waitForTimeout(100);
  }
});

journey("of three changes those are there that were on the disk when the page was killed", { faults: {} }, async ({ app, page, faults }) => {
  await begin(app, page);
  const address = page.url().replace("/data", "/board");
  const databases = await Databases.of(app);
  const name = await databases.nameFor(page);
  const onDisk = await databases.read(name);
  for (const [step, n] of [["stop", 2], ["rest", 2]]) {
    await threeWaiting(app, page, faults);
    await faults.arm(page, "quota", 0);
    assert.ok(await killedAt(faults, page, step, n, () => retry(page), () => app.saved()));
    ({ app, page } = await openAnew(app, address));
    assert.deepEqual(holds(await exported(app, page)), afterOfThree[step === "rest" ? n : n - 1], `${step} ${n}`);
    await databases.write(name, onDisk);
    await page.reload();
    await app.ready();
  }
});
