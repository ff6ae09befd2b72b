// What a person does on the screens at L, from the event to the paint.
import { screen } from "./large.mjs";
import { saved } from "./start.mjs";

/** Types a text into a field letter by letter and deletes it at once at the end; each run is one of these events. */
const typing = (field, text, root) => async (bench, run) => {
  const steps = [...Array.from(text, (_, i) => text.slice(0, i + 1)), ""];
  return (await bench.page()).evaluate(([field, value, root]) => {
    const input = document.querySelector(field);
    return bench.settle(() => {
      input.value = value;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, { root });
  }, [field, steps[run % steps.length], root]);
};

/** One search in the list and in the palette: 25 events. */
const searches = [["Chinese name", "苏州永盛"], ["pinyin initials", "szys"], ["phone digits", "1300"]];
const readings = async (page, field, found) => {
  // Pinyin works once the readings of 100,000 names are made, which goes on in the background after the start.
  await page.locator(field).fill("szys");
  await page.locator(found).first().waitFor({ timeout: 120_000 });
  await page.locator(field).fill("");
};

const customers = searches.map(([what, text]) => ({
  name: `search among 100,000 customers, a keystroke (${what})`,
  unit: "ms",
  runs: 25,
  prepare: async (bench) => readings(await screen(bench, "customers", ".grid [data-row]"), ".list-find input", ".grid [data-row]"),
  measure: typing(".list-find input", text, ".list-page"),
  limit: async (bench) => (await bench.page()).evaluate((text) => {
    bench.keys ??= bench.texts(100_000);
    return bench.write(".grid-body", () => bench.keys.filter((key) => key.includes(text)));
  }, text),
}));

const palette = searches.map(([what, text]) => ({
  name: `search everything (Ctrl K), a keystroke (${what})`,
  unit: "ms",
  runs: 25,
  prepare: async (bench) => {
    const page = await screen(bench, "board", ".board [data-card]");
    await page.keyboard.press("Control+k");
    await readings(page, "[name=palette]", '[data-entry*="-"]');
    await page.locator("[name=palette]").fill(text);
  },
  measure: typing("[name=palette]", text, "dialog.palette"),
  // Customers, contacts, deals and leads.
  limit: async (bench) => (await bench.page()).evaluate((text) => {
    bench.many ??= bench.texts(300_000);
    return bench.write("#palette-list", () => bench.many.filter((key) => key.includes(text)));
  }, text),
}));

/** Goes from one screen to another, until `sign` is there; beside it, the same nodes as `page` has written by hand. */
const going = (from, fromSign, to, sign, page) => ({
  prepare: (bench) => screen(bench, from, fromSign),
  measure: async (bench) => {
    const page = await screen(bench, from, fromSign);
    return page.evaluate(([to, sign]) => {
      const link = document.querySelector(`nav.rail a[href$="/${to}"]`);
      return bench.settle(() => link.click(), { root: "main", until: () => document.querySelector(sign) });
    }, [to, sign]);
  },
  ...(page && { limit: async (bench) => (await bench.page()).evaluate((page) => bench.write(page), page) }),
});

/** Scrolls the longest list on screen by a notch of the wheel in every frame, for two seconds: the app's own work in the frames that show rows anew. */
const scrolling = (what, name, sign, list) => ({
  name: `scroll ${what}: own work in a frame`,
  unit: "ms",
  runs: 3,
  prepare: (bench) => screen(bench, name, sign),
  measure: async (bench) => {
    const told = await (await bench.page()).evaluate(async (selector) => {
      const height = (list) => list.scrollHeight;
      const list = [...document.querySelectorAll(selector)].sort((a, b) => height(b) - height(a))[0];
      bench.forget();
      list.scrollTop = 0;
      const [work, frames] = [[], []];
      let begun;
      // The browser tells of a scroll right before the callbacks of the frame that shows it.
      list.addEventListener("scroll", () => (begun ??= performance.now()), { capture: true });
      for (let last = 0; frames.length < 120;) {
        await new Promise((next) => requestAnimationFrame(next));
        const now = performance.now();
        if (begun) work.push(now - begun);
        begun = undefined;
        if (last) frames.push(now - last);
        last = now;
        list.scrollTop += 120;
      }
      const usual = [...frames].sort((a, b) => a - b)[60];
      work.sort((a, b) => a - b);
      return { value: work[Math.floor(work.length / 2)], own: work[Math.floor(work.length * 0.95)], block: bench.longest(), dropped: frames.filter((f) => f > 1.5 * usual).length };
    }, list);
    bench.told = `${told.dropped} of 120 frames late`;
    return told;
  },
  note: (bench) => bench.told,
});

export const screens = [
  {
    name: "board: data in memory → cards painted",
    unit: "ms",
    runs: 10,
    ...going("data", ".data-page", "board", ".board [data-card]", ".board"),
  },
  {
    name: "move a card by key",
    unit: "ms",
    runs: 24,
    prepare: async (bench) => {
      const page = await screen(bench, "board", ".board [data-card]");
      bench.card = await page.locator("[data-stage]").nth(1).locator("[data-card]").first().getAttribute("data-card");
    },
    measure: async (bench, run) => {
      const page = await bench.page();
      const time = await page.evaluate(([id, key, column]) => {
        const card = () => document.querySelector(`[data-card="${id}"]`);
        const columns = document.querySelectorAll("[data-stage]");
        return bench.settle(() => card().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })), {
          root: ".board",
          until: () => columns[column].contains(card()),
        });
      }, [bench.card, run % 2 ? "[" : "]", run % 2 ? 1 : 2]);
      await saved(page);
      return time;
    },
    // One node from one list to another of the same length.
    limit: async (bench) => (await bench.page()).evaluate(() => {
      const board = document.querySelector(".board");
      const copy = board.cloneNode(true);
      board.parentElement.append(copy);
      const [from, to] = [1, 2].map((at) => copy.querySelectorAll(".cards-all")[at]);
      return bench.settle(() => to.prepend(from.firstElementChild)).finally(() => copy.remove());
    }),
  },
  {
    name: "filter the board by text, a keystroke",
    unit: "ms",
    runs: 15,
    prepare: (bench) => screen(bench, "board", ".board [data-card]"),
    measure: typing(".board-page input.find", "扩容苏州", ".board-page"),
    limit: async (bench) => (await bench.page()).evaluate(() => {
      const keys = bench.texts(50_000);
      return bench.write(".board", () => keys.filter((key) => key.includes("扩容")));
    }),
  },
  {
    name: "filter the board by owner",
    unit: "ms",
    runs: 12,
    prepare: (bench) => screen(bench, "board", ".board [data-card]"),
    measure: async (bench, run) => (await bench.page()).evaluate((run) => {
      const select = document.querySelector("select[data-filter=owner]");
      return bench.settle(() => {
        select.selectedIndex = run % 4;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }, { root: ".board-page" });
    }, run + 1),
    limit: async (bench) => (await bench.page()).evaluate(() => {
      const keys = bench.texts(50_000);
      return bench.write(".board", () => keys.filter((key) => key.startsWith("苏州") && key.endsWith("7")));
    }),
  },
  {
    name: "open a deal",
    unit: "ms",
    runs: 12,
    prepare: (bench) => screen(bench, "board", ".board [data-card]"),
    measure: async (bench, run) => {
      const page = await bench.page();
      const time = await page.evaluate((run) => {
        const cards = document.querySelectorAll("[data-stage]:nth-child(3) [data-card]");
        return bench.settle(() => cards[run % cards.length].click(), { until: () => document.querySelector(".drawer") });
      }, run);
      bench.drawer = await page.evaluate(() => (bench.drawer ??= document.querySelector(".drawer").cloneNode(true)).outerHTML.length);
      await page.locator('[data-action="close-drawer"]').click();
      await page.locator(".drawer").waitFor({ state: "detached" });
      return time;
    },
    limit: async (bench) => (await bench.page()).evaluate(() =>
      bench.settle(() => document.body.append(bench.drawer.cloneNode(true))).finally(() => document.querySelector(".drawer").remove())),
  },
  ...palette,
  {
    name: "open the list of customers",
    unit: "ms",
    runs: 6,
    ...going("data", ".data-page", "customers", ".grid [data-row]", ".list-page"),
  },
  ...customers,
  scrolling("the list of 100,000 customers", "customers", ".grid [data-row]", ".grid"),
  scrolling("the board's longest column", "board", ".board [data-card]", "[data-list]"),
  {
    name: "open today: tasks, deals and goals shown",
    unit: "ms",
    runs: 6,
    ...going("data", ".data-page", "today", ".today-page[aria-busy=false] [data-task]", ".today-page"),
  },
  {
    name: "open the goals: figures shown",
    unit: "ms",
    runs: 6,
    ...going("data", ".data-page", "goals", "[data-screen=goals][aria-busy=false] .goal-cell", "[data-screen=goals]"),
  },
  {
    name: "open the funnel: figures shown",
    unit: "ms",
    runs: 6,
    prepare: (bench) => screen(bench, "data", ".data-page"),
    // Until the first figures stand; the charts come after them.
    measure: async (bench) => {
      const page = await screen(bench, "data", ".data-page");
      return page.evaluate(async () => {
        const link = document.querySelector('nav.rail a[href$="/funnel"]');
        bench.forget();
        const begin = performance.now();
        link.click();
        await bench.until('[data-block="funnel"] tbody td');
        return performance.now() - begin;
      });
    },
    limit: async (bench) => (await bench.page()).evaluate(() => bench.write(".figures-page")),
  },
  {
    name: "open the funnel: charts in sight drawn",
    unit: "ms",
    runs: 6,
    ...going("data", ".data-page", "funnel", "main:has([data-chart=shown]):not(:has([data-chart=loading], [aria-busy=true]))"),
  },
];
