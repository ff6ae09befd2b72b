// Faults of IndexedDB, injected before the app starts, in the page and in front of the app's own worker.
// options: the number (from 1) of the call at which each comes; 0 or absent: never.
//   put    the nth put/add throws a DataError
//   abort  the nth readwrite transaction is aborted right after its first change
//   quota  from the nth put/add on, each one fails as on a full disk, and its transaction with it
//   open   from the nth open on, databases cannot be opened, as in some private windows
//   stop   at the nth put/add the thread stands still, before the call, so that its page can be killed at this very step
//   rest   the same when the nth readwrite transaction is complete, before the app hears of it
//   remove at the nth put/add all databases are deleted, as by somebody who clears the browser's data: whoever has one open is told
//   newer  at the nth put/add a newer version of the app opens every workspace in its own layout
// Numbers count from the start, in each thread for itself. In the page: faults.arm("put", 1) counts from now on, in the page and in its workers,
// faults.arm("quota", 0) ends a fault, faults.counts tells how many of each there were, faults.fired how many faults came. In the test, `Faults`
// does the same and knows when a thread stands still.

/** Runs in the page, or in a worker. */
export function faultScript(options) {
  const kinds = ["put", "abort", "quota", "open", "stop", "rest", "remove", "newer"];
  const wanted = Object.fromEntries(kinds.map((kind) => [kind, options?.[kind] ?? 0]));
  const counts = Object.fromEntries([...kinds, "commit"].map((kind) => [kind, 0]));
  const takeOver = ({ name, version }) => {
    if (/:(registry|folders)$/.test(name)) return;
    const request = indexedDB.open(name, version + 1);
    request.onsuccess = () => request.result.close();
  };
  const inWorker = typeof document === "undefined";
  const channel = new BroadcastChannel("loudou-faults");
  const faults = {
    counts,
    fired: 0,
    arm(kind, nth) {
      counts[kind] = 0;
      wanted[kind] = nth;
      if (!inWorker) channel.postMessage({ arm: kind, nth });
    },
  };
  globalThis.faults = faults;
  const come = () => {
    faults.fired += 1;
    if (inWorker) channel.postMessage({ fired: 1 });
  };
  const due = (kind) => (counts[kind] += 1) === wanted[kind] && (come(), true);
  const over = (kind) => (counts[kind] += 1) >= wanted[kind] && wanted[kind] > 0 && (come(), true);
  const told = "a thread stands still (injected)";
  const standStill = () => {
    // A worker can tell a test nothing; its page can.
    if (inWorker) channel.postMessage({ stands: 1 });
    else console.debug(told, Date.now());
    for (;;) if (inWorker && globalThis.SharedArrayBuffer) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  channel.onmessage = ({ data }) => {
    // Other pages of the origin hear it too: only a page in front does anything with what a worker says.
    if (inWorker && data.arm) {
      counts[data.arm] = 0;
      wanted[data.arm] = data.nth;
    }
    if (!inWorker && data.fired) faults.fired += 1;
    if (!inWorker && data.stands) console.debug(told);
  };

  // No page can fill the real disk, so a full one is played: the request fails and takes its transaction with it.
  const failLikeFullDisk = (store) => {
    const error = new DOMException("The disk is full (injected)", "QuotaExceededError");
    Object.defineProperty(store.transaction, "error", { value: error });
    store.transaction.abort();
    throw error;
  };
  const abortIfDue = (transaction) => {
    if (transaction.mode !== "readwrite" || transaction.counted) return;
    transaction.counted = true;
    if (!due("abort")) return;
    // Who commits at once would be quicker than the abort.
    transaction.commit = () => transaction.abort();
    queueMicrotask(() => { try { transaction.abort(); } catch { /* it ended already */ } });
  };
  for (const method of ["put", "add", "delete", "clear"]) {
    const real = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (...args) {
      if (method === "put" || method === "add") {
        if (due("put")) throw new DOMException("The value cannot be written (injected)", "DataError");
        if (over("quota")) failLikeFullDisk(this);
        if (due("stop")) standStill();
        if (due("newer")) indexedDB.databases().then((all) => all.forEach(takeOver));
        if (due("remove")) indexedDB.databases().then((all) => all.forEach(({ name }) => indexedDB.deleteDatabase(name)));
      }
      const request = real.apply(this, args);
      abortIfDue(this.transaction);
      return request;
    };
  }
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...args) {
    const transaction = begin.apply(this, args);
    if (transaction.mode === "readwrite") {
      // Asked for before the app can: it hears of the end later.
      transaction.addEventListener("complete", () => {
        counts.commit += 1;
        if (due("rest")) standStill();
      });
    }
    return transaction;
  };
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...args) {
    if (over("open")) throw new DOMException("Databases are switched off (injected)", "InvalidStateError");
    return open.apply(this, args);
  };
}

/** Faults in all pages of a context and in the workers that they start. `options`: those that wait for each page from its start. */
export class Faults {
  static async in(context, options = {}) {
    const faults = new Faults();
    faults.armed = { ...options };
    await context.addInitScript(faultScript, options);
    await context.route("**/app-*/worker.js", async (route) => faults.answer(route, await (await route.fetch()).text()));
    return faults;
  }

  /** Gives a worker its script, with the faults in front: it begins with what is armed then. */
  answer(route, own) {
    return route.fulfill({ contentType: "text/javascript", body: `(${faultScript})(${JSON.stringify(this.armed)});\n${own}` });
  }

  /** From now on, in this page and its workers. */
  async arm(page, kind, nth) {
    this.armed[kind] = nth;
    await page.evaluate(([kind, nth]) => faults.arm(kind, nth), [kind, nth]);
  }

  /** What starts from now on begins without faults. */
  disarm() {
    this.armed = {};
  }

  /** How many faults came in this page and its workers. */
  fired(page) {
    return page.evaluate(() => faults.fired);
  }

  /** Resolves when a thread of the page stands still. */
  stands(page) {
    return page.waitForEvent("console", { predicate: (message) => message.text().startsWith("a thread stands still (injected)"), timeout: 0 });
  }
}

/** Ends the page's process at once, as a crash or a killed tab does. The context's other pages go on. */
export async function killPage(page) {
  await (await executioner(page))();
}

/** Makes ready to end the page's process: a page that stands still can be told nothing but that. */
export async function executioner(page) {
  const session = await page.context().newCDPSession(page);
  return async () => {
    const gone = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => {});
    await gone;
  };
}
