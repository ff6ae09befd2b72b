// Eight hours of work in fast motion: a seeded random user in two tabs on sample M, with reloads at any moment. Nothing may go wrong on the way; at intervals and at the
// end both tabs must show what a fresh computation shows, export the same bytes, and hold no more than the data explain.
//   SOAK_ACTIONS (500)   how many actions
//   SOAK_SEED (1)        which ones; a failure names its seed and the number of its action
//   SOAK_GOES_ON=1       goes on after a failure, with pages loaded anew, and lists all failures at the end
import { mkdirSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Watch } from "../e2e/support/app.mjs";
import { closeAll, contextOptions, startBrowser, startSite } from "../e2e/support/browser.mjs";
import { withMovableClock } from "../e2e/support/clock.mjs";
import { others } from "./actions_app.mjs";
import { records } from "./actions_records.mjs";
import { expectBounded, expectExplained, expectNoLeak, held, heldAnew, rememberMemory, told } from "./memory.mjs";
import { Chance } from "./random.mjs";
import { expectSame, expectSameAfterReload, expectSameFromFile, rest } from "./same.mjs";
import { Nothing, Tab } from "./tab.mjs";
import { isError } from "./words.mjs";

const ACTIONS = Number(process.env.SOAK_ACTIONS ?? 500);
const SEED = Number(process.env.SOAK_SEED ?? 1);
const GOES_ON = process.env.SOAK_GOES_ON === "1";
const WORKDAY = 8 * 3_600_000;
/** All is compared so often. In the second half of a stretch no page is reloaded, so that what piles up in a long-lived tab shows. */
const STRETCH = Math.min(ACTIONS, Math.max(500, Math.ceil(ACTIONS / 20)));
const actions = [...records, ...others];

after(closeAll);

/** Where a picture of a failure goes. */
function shot(name) {
  const folder = fileURLToPath(new URL("../../test-results/", import.meta.url));
  mkdirSync(folder, { recursive: true });
  return `${folder}soak-${SEED}-${name}.png`;
}

/** A zone in which it is about eight in the morning now, so that the day does not end before the work. */
function morning() {
  const hour = new Date().getUTCHours();
  const ahead = hour <= 20 ? 8 - hour : 32 - hour;
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

class Soak {
  constructor(context, site) {
    this.context = context;
    this.url = site.url;
    this.watch = new Watch(context, new URL(site.url).origin);
    this.counts = { done: 0, nothing: 0, collided: 0 };
    this.last = [];
    this.failures = [];
    this.notes = new Map();
  }

  /** A tab of its own window: a page behind another one is drawn once a second. */
  async openTab(name, address) {
    if (!this.browser) this.browser = await this.context.browser().newBrowserCDPSession();
    const [first] = this.context.pages();
    const page = first ? await this.#beside(first) : await this.context.newPage();
    const tab = new Tab(page, this.url, name);
    if (address) {
      await page.goto(address);
      await tab.app.ready();
      await page.locator("main h1").first().waitFor();
    }
    return tab;
  }

  async #beside(page) {
    const session = await this.context.newCDPSession(page);
    const { targetInfo: { browserContextId } } = await session.send("Target.getTargetInfo");
    await session.detach();
    const [opened] = await Promise.all([
      this.context.waitForEvent("page"),
      this.browser.send("Target.createTarget", { url: "about:blank", newWindow: true, browserContextId }),
    ]);
    return opened;
  }

  async begin() {
    const a = await this.openTab("A");
    await a.app.open();
    await a.app.startWith("sample", "M");
    await a.saved();
    const b = await this.openTab("B", a.page.url());
    this.tabs = [a, b];
    this.address = a.page.url().replace(/\?.*/, "");
  }

  /** One action in one tab. `together`: the other tab acts at the same time. */
  async act(tab, n, chance, together) {
    const action = chance.weighed(this.calm ? actions.filter((a) => !a.reloads) : actions);
    this.last.push(`${n}${tab.name} ${action.name}`);
    if (this.last.length > 12) this.last.shift();
    try {
      await tab.escape();
      await action.run(tab, chance, n);
      this.counts.done += 1;
    } catch (error) {
      if (error instanceof Nothing) this.counts.nothing += 1;
      // What one tab works on the other may take away: that is no fault, but it must leave the page usable.
      else if (together && error.name === "TimeoutError") {
        this.counts.collided += 1;
        this.note(`collided: ${action.name}: ${error.message.split("\n")[0]}`);
        await tab.page.mouse.up();
        await tab.escape();
        await tab.at("board");
      } else throw new Error(`${action.name}: ${error.message}`, { cause: error });
    }
    const { bad, banner } = await tab.look(Math.round((n / ACTIONS) * WORKDAY));
    if (banner.length > 0) throw new Error(`${action.name}: the banner says ${banner.join(" / ")}`);
    for (const text of bad) {
      // Taking back an import goes on while one acts: it may say only now that something was written meanwhile.
      if (!isError(text, ["stale", ...(action.says ?? []), ...(together ? ["not_found", "in_use", "already_closed", "already_open", "already_done"] : [])])) throw new Error(`${action.name}: the page says ${text}`);
      this.note(`said: ${action.name}: ${text.slice(0, 60)}`);
    }
    this.watch.check();
  }

  note(text) {
    const key = text.replace(/\d+/g, "…");
    this.notes.set(key, (this.notes.get(key) ?? 0) + 1);
  }

  async step(n) {
    const chance = new Chance(SEED, n);
    const [one, other] = chance.onceIn(2) ? this.tabs : [...this.tabs].reverse();
    if (!chance.onceIn(8)) return this.act(one, n, chance, false);
    await Promise.all([this.act(one, n, chance, true), this.act(other, n, new Chance(SEED ^ 0x5bd1e995, n), true)]);
  }

  /** Does something that may fail. Where all failures are wanted, a failure is noted, and the pages are loaded anew. */
  async orGoOn(work) {
    try {
      return await work();
    } catch (error) {
      if (!GOES_ON) throw error;
      const says = `Action ${this.now}: ${error.message}\n  The last ones: ${this.last.slice(-5).join("; ")}\n  The page reported: ${this.watch.found.splice(0).join("\n    ") || "nothing"}`;
      console.log(`FAILURE ${says}`);
      this.failures.push(says);
      for (const tab of this.tabs) {
        await tab.page.screenshot({ path: shot(`${this.now}-${tab.name}`) });
        await tab.page.mouse.up();
        await tab.page.goto("about:blank");
        await tab.page.goto(this.address);
        await tab.stands("board");
      }
    }
  }

  /** Compares everything, and measures. */
  async compare(n) {
    const began = Date.now();
    await rest(this.tabs);
    for (const tab of this.tabs) await tab.toPlain("board");
    // Before anything is exported: the module's memory never shrinks, and what an export needs for a moment would hide what work left behind.
    const worked = await Promise.all(this.tabs.map(held));
    const { exported, computed } = await expectSame(this.tabs, () => this.openTab("fresh", this.address));
    for (const tab of this.tabs) {
      await tab.toPlain("board");
      await tab.app.reload();
      await tab.stands("board");
    }
    const fresh = [];
    for (const [i, tab] of this.tabs.entries()) {
      const left = tab.left ?? 0;
      fresh.push(await heldAnew(tab, this.first.fresh, this.address));
      worked[i].nodes -= (tab.left ?? 0) - left;
    }
    await expectSameAfterReload(this.tabs, exported);
    const growth = Math.max(1, exported.length / this.first.size);
    this.tabs.forEach((tab, i) => {
      expectExplained(this.first.fresh, fresh[i], growth, tab.name);
      expectBounded(worked[i], fresh[i], tab.name);
    });
    const says = this.tabs.map((tab, i) => `    ${tab.name}: worked in ${told(worked[i])}; reloaded ${told(fresh[i])}`);
    console.log(`${n} actions: same figures, same export (${(exported.length / 1e6).toFixed(2)} MB); ${JSON.stringify(this.counts)}; ${((Date.now() - began) / 1000).toFixed(0)} s to compare\n${says.join("\n")}`);
    this.watch.check();
    return { exported, computed };
  }

  async run() {
    await this.begin();
    const [first] = this.tabs;
    await first.app.reload();
    const size = (await first.data.exported()).length;
    await first.app.reload();
    await first.toPlain("board");
    this.first = { fresh: await held(first), size };
    console.log(`  ${await expectNoLeak(this.tabs[0])}`);
    let outcome;
    const began = Date.now();
    for (let n = 1; n <= ACTIONS; n++) {
      this.now = n;
      this.calm = (n - 1) % STRETCH >= STRETCH / 2;
      await this.orGoOn(() => this.step(n));
      if (n % STRETCH > 0 && n < ACTIONS) continue;
      console.log(`  ${((Date.now() - began) / n).toFixed(0)} ms per action, comparisons included`);
      outcome = (await this.orGoOn(() => this.compare(n))) ?? outcome;
    }
    await this.orGoOn(async () => console.log(`  ${await expectNoLeak(this.tabs[1])}`));
    if (outcome) await this.orGoOn(() => expectSameFromFile(this.tabs[1], outcome.exported, outcome.computed));
    for (const [note, times] of [...this.notes].sort()) console.log(`  ${times} × ${note}`);
    const sum = (what) => this.tabs.reduce((all, tab) => all + tab[what], 0);
    console.log(`  ${sum("refusals")} values refused by forms, ${sum("reminders")} reminders of a backup put off`);
    if (this.failures.length > 0) throw new Error(`${this.failures.length} failures:\n${this.failures.join("\n\n")}`);
    if (this.counts.collided > ACTIONS / 50) throw new Error(`${this.counts.collided} actions came to nothing because the other tab was at work: more than one in fifty`);
  }
}

test(`${ACTIONS} actions of seed ${SEED} in two tabs`, async () => {
  const site = await startSite();
  const browser = await startBrowser();
  const context = await browser.newContext({ ...contextOptions({ lang: "zh" }), timezoneId: morning() });
  const soak = new Soak(context, site);
  try {
    await withMovableClock(context);
    await context.addInitScript(rememberMemory);
    await context.addInitScript(() => addEventListener("securitypolicyviolation", (e) => console.error(`CSP violation: ${e.effectiveDirective} ${e.blockedURI}`)));
    await soak.run();
    soak.watch.check();
  } catch (error) {
    for (const tab of soak.tabs ?? []) await tab.page.screenshot({ path: shot(tab.name) }).catch(() => {});
    const before = `\n  The last ones: ${soak.last.join("; ")}\n  The page reported: ${soak.watch.found.join("\n    ") || "nothing"}`;
    throw new Error(`Seed ${SEED}, action ${soak.now ?? 0} of ${ACTIONS}: ${error.message}${before}`, { cause: error.cause ?? error });
  } finally {
    await context.close();
  }
});
