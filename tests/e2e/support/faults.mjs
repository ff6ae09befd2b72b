// Faults of IndexedDB, injected before the app starts.
// options: { put, abort, quota, open }, each the number (from 1) of the call that fails; 0 or absent: none.
//   put    the nth put/add throws a DataError
//   abort  the nth readwrite transaction is aborted right after its first request
//   quota  from the nth put/add on, each one fails as on a full disk, and its transaction with it
//   open   from the nth open on, databases cannot be opened, as in some private windows
// Numbers count from the page's start. In the test: page.evaluate(() => faults.arm("put", 1)) counts from now on,
// faults.arm("quota", 0) ends a fault, faults.counts tells how many of each there were.

/** Runs in the page. */
export function faultScript(options) {
  const wanted = { put: 0, abort: 0, quota: 0, open: 0, ...options };
  const counts = { put: 0, abort: 0, quota: 0, open: 0, commit: 0 };
  const due = (kind) => (counts[kind] += 1) === wanted[kind];
  const over = (kind) => (counts[kind] += 1) >= wanted[kind] && wanted[kind] > 0;
  globalThis.faults = {
    counts,
    arm(kind, nth) {
      counts[kind] = 0;
      wanted[kind] = nth;
    },
  };

  // No page can fill the real disk, so a full one is played: the request fails and takes its transaction with it.
  const failLikeFullDisk = (store) => {
    const error = new DOMException("The disk is full (injected)", "QuotaExceededError");
    Object.defineProperty(store.transaction, "error", { value: error });
    store.transaction.abort();
    throw error;
  };
  for (const method of ["put", "add"]) {
    const real = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (...args) {
      if (due("put")) throw new DOMException("The value cannot be written (injected)", "DataError");
      if (over("quota")) failLikeFullDisk(this);
      const request = real.apply(this, args);
      const transaction = this.transaction;
      if (transaction.mode === "readwrite" && !transaction.counted) {
        transaction.counted = true;
        transaction.addEventListener("complete", () => (counts.commit += 1));
        if (due("abort")) {
          // Who commits at once would be quicker than the abort.
          transaction.commit = () => transaction.abort();
          queueMicrotask(() => { try { transaction.abort(); } catch { /* it ended already */ } });
        }
      }
      return request;
    };
  }
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...args) {
    if (over("open")) throw new DOMException("Databases are switched off (injected)", "InvalidStateError");
    return open.apply(this, args);
  };
}

/** Ends the page's process at once, as a crash or a killed tab does. The context's other pages go on. */
export async function killPage(page) {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await gone;
}
