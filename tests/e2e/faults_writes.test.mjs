// Any write fails: on a full disk, or because the browser aborts its transaction. Each change is tried with the fault at its first write, at its
// second, and so on until it gets through without one. Each time it says what is wrong and what to do, nothing is half done, on the disk everything
// is as it was, bit for bit, so that a reload shows what was shown as saved; and once the fault is over the same change succeeds.
import assert from "node:assert/strict";
import { journey } from "./support/app.mjs";
import {
  afterOfThree, anotherTabTells, badToast, banner, begin, closeToasts, exported, foldFailed, holds, Merge, heldIdleTime, idlePasses, Restore, retry, Snapshot, TableImport,
  threeWaiting, untilFoldIsDue, words,
} from "./support/changes.mjs";
import { Databases } from "./support/database.mjs";

/** Changes of everything and snapshots, and at least how many writes each has. Imports and merges also say that nothing was changed. */
const whole = {
  "an import": { lang: "zh", change: () => new TableImport(), least: { quota: 8, abort: 2 }, nothing: true },
  "a merge": { lang: "en", change: (before) => new Merge(before), least: { quota: 8, abort: 2 }, nothing: true },
  "a restored snapshot": { lang: "zh", change: () => new Restore(), least: { quota: 6, abort: 2 } },
  "a snapshot": { lang: "en", change: () => new Snapshot(), least: { quota: 1, abort: 1 } },
};

for (const [what, { lang, change: make, least, nothing }] of Object.entries(whole)) {
  journey(`${what}: a full disk or an aborted transaction at any write`, { faults: {}, lang }, async ({ app, page, faults }) => {
    const before = await begin(app, page);
    const databases = await Databases.of(app);
    const name = await databases.nameFor(page);
    const onDisk = await databases.read(name);
    const change = make(before);
    for (const kind of ["abort", "quota"]) {
      let n = 1;
      for (; ; n++) {
        const at = `${kind} at write ${n}`;
        await closeToasts(page);
        await change.ready(app, page);
        const fired = await faults.fired(page);
        await faults.arm(page, kind, n);
        await change.go(page);
        const says = await change.outcome(page);
        await faults.arm(page, kind, 0);
        if ((await faults.fired(page)) === fired) {
          assert.equal(says, "done", at);
          break;
        }
        assert.match(says, words[kind][lang], at);
        if (nothing) assert.match(says, words.nothing[lang], at);
        await app.saved();
        assert.equal(await banner(page).count(), 0, "nothing waits to be saved");
        assert.deepEqual(Databases.data(await databases.read(name), onDisk), Databases.data(onDisk, onDisk), at);
      }
      assert.ok(n > least[kind], `only ${n - 1} writes were tried`);
      assert.equal(await badToast(page).count(), 0);
      await app.saved();
      await app.reload();
      assert.deepEqual(holds(await exported(app, page)), change.deals);
      await databases.write(name, onDisk);
      await app.reload();
    }
  });
}

/** Begins a workspace with a fault at its nth write: "done", or what is said instead. */
async function beginWith(page, faults, kind, n) {
  await faults.arm(page, kind, n);
  await page.locator("[data-choice=empty]").click();
  const board = page.locator(".board");
  await board.or(badToast(page)).first().waitFor();
  await faults.arm(page, kind, 0);
  return (await board.isVisible()) ? "done" : badToast(page).locator("span").innerText();
}

journey("a new workspace: a full disk or an aborted transaction at any write", { faults: {}, lang: "en" }, async ({ app, page, faults }) => {
  await app.open();
  await page.locator("[data-choice=empty]").waitFor();
  const databases = await Databases.of(app);
  const names = await databases.names();
  for (const [kind, least] of [["abort", 3], ["quota", 8]]) {
    for (let n = 1; ; n++) {
      const at = `${kind} at write ${n}`;
      const says = await beginWith(page, faults, kind, n);
      if (says === "done") {
        assert.ok(n > least, `only ${n - 1} writes were tried`);
        break;
      }
      assert.match(says, words[kind].en, at);
      if (n <= least) {
        assert.deepEqual(await databases.names(), names, `${at}: nothing is left`);
        await closeToasts(page);
        continue;
      }
      await app.reload();
      await page.locator("[data-choice=empty]").waitFor();
      for (const _ of await app.workspaces()) {
        // If it is there, it is whole.
        await page.locator(".workspaces a").click();
        await page.locator(".board").waitFor();
        await app.deleteWorkspace();
      }
    }
    await app.saved();
    await app.deleteWorkspace();
  }
});

journey("a workspace that is said not to be saved is not there", { faults: {} }, async ({ app, page, faults }) => {
  await app.open();
  await page.locator("[data-choice=empty]").waitFor();
  for (let n = 1; (await beginWith(page, faults, "abort", n)) !== "done"; n++) {
    await app.reload();
    await page.locator("[data-choice=empty]").waitFor();
    assert.deepEqual(await app.workspaces(), [], `at write ${n}`);
  }
});

journey("a fold: a full disk or an aborted transaction at any write", { faults: {} }, async ({ app, page, context, faults }) => {
  await context.addInitScript(heldIdleTime);
  await begin(app, page);
  const databases = await Databases.of(app);
  const name = await databases.nameFor(page);
  await untilFoldIsDue(app, page, databases, name);
  const onDisk = await databases.read(name);
  const before = holds(await exported(app, page));
  for (const [kind, least] of [["abort", 2], ["quota", 66]]) {
    let n = 1;
    for (; ; n++) {
      const fired = await faults.fired(page);
      const failed = foldFailed(page);
      await faults.arm(page, kind, n);
      await anotherTabTells(databases, name);
      // Idle time passes until the fault comes or the fold is done.
      for (let over = false; !over; ) {
        await page.evaluate((before) => void (faults.fired === before && idle.splice(0).forEach((act) => act())), fired);
        over = await Promise.race([failed.then(() => true), databases.read(name).then((now) => Object.keys(now.journal).length === 0)]);
      }
      await faults.arm(page, kind, 0);
      if ((await faults.fired(page)) === fired) break;
      await failed;
      await app.saved();
      assert.equal(await banner(page).count() + (await badToast(page).count()), 0, "nothing is lost, nothing has to be done");
      assert.deepEqual(Databases.data(await databases.read(name), onDisk), Databases.data(onDisk, onDisk), `${kind} at write ${n}`);
    }
    assert.ok(n > least, `only ${n - 1} writes were tried`);
    await app.reload();
    assert.deepEqual(holds(await exported(app, page)), before);
    await databases.write(name, onDisk);
    await app.reload();
  }
});

journey("a fold that fails is not tried again before something happens", { faults: {} }, async ({ app, page, context, faults }) => {
  await context.addInitScript(heldIdleTime);
  await begin(app, page);
  const databases = await Databases.of(app);
  await untilFoldIsDue(app, page, databases, await databases.nameFor(page));
  const failed = foldFailed(page);
  await idlePasses(page, () => faults.arm(page, "quota", 1));
  await failed;
  await app.saved();
  assert.equal(await page.evaluate(() => idle.length), 0);
});

journey("of three changes those shown as saved are: a full disk or an aborted transaction at any write", { faults: {}, lang: "en" }, async ({ app, page, faults }) => {
  await begin(app, page);
  const databases = await Databases.of(app);
  const name = await databases.nameFor(page);
  const onDisk = await databases.read(name);
  const onDiskNow = async () => Object.keys((await databases.read(name)).journal).length - Object.keys(onDisk.journal).length;
  for (const kind of ["quota", "abort"]) {
    await threeWaiting(app, page, faults);
    await faults.arm(page, "quota", 0);
    // The first fails, then the second, then the third.
    for (const [n, saved] of [[1, 0], [2, 1], [2, 2]]) {
      await faults.arm(page, kind, n);
      await retry(page);
      // It says how many are not saved yet.
      await page.locator("[data-saving=failed]").filter({ hasText: String(3 - saved) }).first().waitFor({ state: "attached" });
      assert.match(await banner(page).locator("span").innerText(), words[kind].en);
      await faults.arm(page, kind, 0);
      assert.equal(await onDiskNow(), saved);
    }
    await retry(page);
    await app.saved();
    await app.reload();
    assert.deepEqual(holds(await exported(app, page)), afterOfThree[3]);
    await databases.write(name, onDisk);
    await app.reload();
  }
});
