// How much a tab holds, after the rubbish was taken out: JavaScript's heap, the module's memory, nodes and listeners.
import { drawn } from "../e2e/support/figures.mjs";
import { screens } from "./tab.mjs";

/** To be run before the app: remembers the module's memory, which JavaScript's figures leave out. In the page. */
export const rememberMemory = () => {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await real.apply(WebAssembly, args);
      globalThis.moduleMemory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
};

/** { heap, wasm } in megabytes, { nodes, listeners } as the browser counts them. */
export async function held(tab) {
  const session = await tab.page.context().newCDPSession(tab.page);
  try {
    await session.send("Performance.enable");
    for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const metric = (name) => metrics.find((m) => m.name === name).value;
    const wasm = await tab.page.evaluate(() => globalThis.moduleMemory?.buffer.byteLength ?? 0);
    return { heap: usedSize / 1e6, wasm: wasm / 1e6, nodes: metric("Nodes") - (tab.left ?? 0), listeners: metric("JSEventListeners") };
  } finally {
    await session.detach();
  }
}

export const told = ({ heap, wasm, nodes, listeners }) => `${heap.toFixed(1)} MB heap + ${wasm.toFixed(1)} MB wasm, ${nodes} nodes, ${listeners} listeners`;

/** Once through every screen, with a drawer, a menu and a dialog. */
async function round(tab) {
  for (const screen of screens) {
    await tab.toPlain(screen);
    if (screen === "board" || screen === "customers") {
      await tab.page.locator(screen === "board" ? "[data-stage]:nth-of-type(2) [data-card] .n" : ".grid [data-row] b").first().click();
      await tab.drawer.root.waitFor();
      await tab.drawer.close();
    }
    if (screen === "funnel" || screen === "goals") {
      await drawn(tab.page);
    }
  }
  await tab.page.evaluate(() => document.querySelector("#main").focus());
  for (const key of ["n", "?", "Control+k"]) {
    await tab.page.keyboard.press(key);
    await tab.dialog.waitFor();
    await tab.escape();
  }
  await tab.toPlain("board");
  await tab.page.locator("[data-stage] [data-card]").first().waitFor();
}

/** What grew between two states that `rounds` lie between. */
const grown = (before, after, rounds) => [
  after.nodes - before.nodes > 60 * rounds && "nodes",
  after.listeners - before.listeners > 4 * rounds && "listeners",
  after.heap - before.heap > 0.5 * rounds && "heap",
  after.wasm - before.wasm > 1 * rounds && "wasm",
].filter(Boolean);

/**
 * Throws if visiting all screens leaves something behind. What is made once and kept (parts that are loaded, the chart library, caches) is there
 * after two rounds; from then on a round must cost nothing. A leaked screen is some hundred nodes and a score of listeners per round, a leaked
 * copy of the figures some megabytes: the limits are far below that, and above what the browser itself keeps for a while. The module's memory
 * never shrinks and grows in steps, so rounds may meet one of them; a leak grows in all rounds.
 */
export async function expectNoLeak(tab, rounds = 3) {
  for (let i = 0; i < 2; i++) await round(tab);
  const states = [await held(tab)];
  const says = () => `${rounds} rounds through all screens each: ${states.map(told).join(" → ")}`;
  for (let times = 0; times < 3; times++) {
    for (let i = 0; i < rounds; i++) await round(tab);
    states.push(await held(tab));
    if (grown(states.at(-2), states.at(-1), rounds).length === 0) return says();
  }
  throw new Error(`Tab ${tab.name} leaks (${grown(states.at(-2), states.at(-1), rounds).join(", ")}): ${says()}`);
}

/** How many nodes a tab may have after a reload, by what it had when it had just been opened on the first data. */
const mostNodes = (begin) => begin.nodes * 1.25 + 200;

/**
 * What a tab holds after a reload. Where that is too many nodes, the tab is emptied to see what is left without any page of ours: Chromium keeps
 * the whole document of a page that was left in the middle of a transaction now and then (a heap snapshot showed it held by the IDBTransaction of a
 * window that was gone), in the process that its tabs share. That is nothing that the app holds, and does not count from then on.
 */
export async function heldAnew(tab, begin, address) {
  const now = await held(tab);
  if (now.nodes <= mostNodes(begin)) return now;
  await tab.page.goto("about:blank");
  tab.left = 0;
  tab.left = (await held(tab)).nodes;
  await tab.page.goto(address);
  await tab.stands("board");
  return held(tab);
}

/**
 * Throws if tabs hold more than the data's growth explains. `begin` is what a tab held when it had just been opened on the first data, and
 * `fresh` what it holds now after a reload: rows take room in proportion to the file, so the modules' memory may have grown as the file did, with an eighth more
 * for the history of changes that a load reads, and 8 MB, because memory grows in steps.
 */
export function expectExplained(begin, fresh, growth, name) {
  const limit = (begin.wasm + begin.heap) * growth * 1.125 + 8;
  if (fresh.wasm + fresh.heap > limit) throw new Error(`Tab ${name} holds ${told(fresh)} after a reload, more than ${limit.toFixed(1)} MB, for data ${growth.toFixed(2)} times as large as when it held ${told(begin)}`);
  if (fresh.nodes > mostNodes(begin)) throw new Error(`Tab ${name} has ${fresh.nodes} nodes after a reload, and had ${begin.nodes}`);
}

/**
 * Throws if a tab that was worked in without a reload holds much more than the same tab after one. It may hold what the reload throws away: 100 commands to take back, indexes
 * that are made on first use (search keys, duplicates, columns, ways of deals) and parts of the app; all of these are there once, however long one works. And it may have held the data twice: while everything is replaced, by another tab too, the old ones
 * are shown until the new ones are read, and a module's memory never shrinks.
 */
export function expectBounded(worked, fresh, name) {
  const limit = (fresh.wasm + fresh.heap) * 2 + 24;
  if (worked.wasm + worked.heap > limit) throw new Error(`Tab ${name} was worked in without a reload and holds ${told(worked)}, more than ${limit.toFixed(1)} MB; after a reload: ${told(fresh)}`);
  if (worked.nodes > fresh.nodes * 1.5 + 400) throw new Error(`Tab ${name} was worked in without a reload and has ${worked.nodes} nodes; after a reload: ${fresh.nodes}`);
  if (worked.listeners > fresh.listeners * 1.5 + 100) throw new Error(`Tab ${name} was worked in without a reload and has ${worked.listeners} listeners; after a reload: ${fresh.listeners}`);
}
