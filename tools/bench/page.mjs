// What stands in every measured page, put there before the page's own scripts, as `bench`.

/** Runs in the page. */
export function instruments() {
  const tasks = [];
  const blocks = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  blocks.observe({ type: "longtask", buffered: true });

  // The app's memory, as it is when asked: the module's own, which JavaScript's figures leave out.
  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await real.apply(WebAssembly, args);
      memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }

  /** Resolves when the frame that comes next has been laid out and painted: `work` runs at its beginning. */
  const frame = (work) => new Promise((painted) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted(performance.now());
    port2.postMessage(0);
    work?.();
  }));

  globalThis.bench = {
    /** Milliseconds of the longest task since the page or the last measurement began; the browser tells of those from 50 on. */
    longest() {
      tasks.push(...blocks.takeRecords());
      return Math.max(0, ...tasks.map((task) => task.duration));
    },
    forget() {
      blocks.takeRecords();
      tasks.length = 0;
      this.own = undefined;
    },
    megabytes: () => ((memory?.buffer.byteLength ?? 0) + (performance.memory?.usedJSHeapSize ?? 0)) / 1e6,

    /**
     * Milliseconds from `act` until everything that it brings about below `root` is painted, and `until` holds. It acts at the
     * beginning of a frame, so that the wait for the screen's next one does not count: without a wait of the app's own, this is
     * its own work with style, layout and painting. What the app puts off to later frames counts with its wait.
     */
    async settle(act, { root = "body", until = () => true, quiet = 200 } = {}) {
      let changed = false;
      const observer = new MutationObserver(() => (changed = true));
      observer.observe(document.querySelector(root), { subtree: true, childList: true, characterData: true, attributes: true });
      await frame();
      this.forget();
      let begin;
      const acted = frame(() => {
        changed = false;
        begin = performance.now();
        act();
      });
      // The same frame's next callback: after the microtasks in which the screen is brought up to date.
      requestAnimationFrame(() => { this.own = performance.now() - begin; });
      let now = await acted;
      let end = now;
      while (now - end < quiet || !until()) {
        if (now - begin > 120_000) throw new Error("nothing came of it");
        now = await frame();
        if (changed) end = now;
        changed = false;
      }
      observer.disconnect();
      return end - begin;
    },

    /** Milliseconds from the page's beginning until `selector` is there and painted. */
    async until(selector) {
      while (!document.querySelector(selector)) await new Promise((changed) => {
        const observer = new MutationObserver(() => { observer.disconnect(); changed(); });
        observer.observe(document, { subtree: true, childList: true, attributes: true });
      });
      return frame();
    },

    /** The next event of this kind begins a measurement that ends when `selector` is there and painted: `ended` resolves to its milliseconds. */
    from(kind, selector) {
      this.ended = new Promise((ended) => document.addEventListener(kind, () => {
        this.forget();
        const begin = performance.now();
        ended(this.until(selector).then((end) => end - begin));
      }, { capture: true, once: true }));
    },

    /** The limit of a screen: the same nodes written by hand, `scan` before them. Milliseconds until they are painted. */
    write(selector, scan) {
      const there = document.querySelector(selector);
      const place = document.createElement("div");
      place.className = there.parentElement.className;
      document.body.append(place);
      return this.settle(() => {
        scan?.();
        place.append(there.cloneNode(true));
      }).finally(() => place.remove());
    },

    /** The limit of a search: as many texts as there are records, as long as their search keys. */
    texts: (count) => Array.from({ length: count }, (_, i) => `苏州恒越贸易有限公司${i}\nsuzhouhengyuemaoyiyouxiangongsi\nszhymyyxgs\n${13_000_000_000 + i}`),
  };
}
