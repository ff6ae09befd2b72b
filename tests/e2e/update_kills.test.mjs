// The browser is killed at any moment of an update. At its next start, without network, the app is there: the old version or the new one, whole, with
// its data; and the update goes through after that.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { Watch } from "./support/app.mjs";
import { launchProfile } from "./support/browser.mjs";
import { press } from "./support/hand.mjs";
import { CHANGED, expectOnly, foundNew, Host, kept, kindOf, news, renew, updated, versionOf } from "./support/host.mjs";
import { App, Board } from "./support/pages.mjs";

/** The browser with a profile, and the app in it at an address. */
async function start(folder, host, address, offline) {
  const context = await launchProfile(folder, { lang: "en", offline: true });
  const watch = new Watch(context, new URL(host.url).origin);
  await context.setOffline(offline);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const app = new App(page, host.url, "en");
  await page.goto(address);
  await app.ready();
  return { context, watch, page, app };
}

/** Ends the browser at once. */
async function kill(context) {
  const gone = new Promise((done) => context.on("close", done));
  const session = await context.browser().newBrowserCDPSession();
  session.send("Browser.crash").catch(() => {});
  await gone;
}

/** Resolves when the server is asked for the nth of the files of a new version, which it never answers. */
function holds(host, n, isOne) {
  return new Promise((done) => {
    let asked = 0;
    host.trouble = (name) => isOne(name) && (asked += 1) === n && (done(), true);
  });
}

const isNew = (name) => CHANGED.includes(kindOf(name)) || name === "index.html";
const begin = (page) => void foundNew(page).catch(() => {});
/** When the browser is killed: brings the update there. */
const moments = {
  "the service worker is asked for": async ({ host, page }) => {
    const there = holds(host, 1, (name) => name === "sw.js");
    begin(page);
    await there;
  },
  "the first file is asked for": async ({ host, page }) => {
    const there = holds(host, 1, isNew);
    begin(page);
    await there;
  },
  "all but one file are there": async ({ host, page }) => {
    const there = holds(host, CHANGED.length + 1, isNew);
    begin(page);
    await there;
  },
  "the new version waits": async ({ page }) => {
    assert.equal(await foundNew(page), "installed");
  },
  "Reload is pressed": async ({ page }) => {
    await foundNew(page);
    await press(page.locator("[data-toast=reload]"));
  },
  "the new version takes over": async ({ page }) => {
    await foundNew(page);
    const taken = page.evaluate(() => new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }))).catch(() => {});
    await press(page.locator("[data-toast=reload]"));
    await taken;
  },
  "the page is loaded anew": async ({ page }) => {
    await foundNew(page);
    const loaded = page.waitForEvent("framenavigated");
    await press(page.locator("[data-toast=reload]"));
    await loaded;
  },
};

test("the browser is killed at any moment of an update", { timeout: 300_000 }, async () => {
  const host = await Host.start();
  const folder = mkdtempSync(path.join(tmpdir(), "loudou-profile-"));
  let open;
  try {
    open = await start(folder, host, host.url, false);
    await kept(open.page);
    await open.app.startWith("empty");
    await new Board(open.page).add(1, "Alpha", "Acme", "100");
    await open.app.saved();
    const address = open.page.url();
    let [old, mark] = [host.version, "a"];
    for (const [n, [moment, bring]] of Object.entries(moments).entries()) {
      const next = `k${n}`;
      const fresh = host.publish(next);
      await bring({ host, page: open.page });
      await kill(open.context);
      await host.away();

      open = await start(folder, host, address, true);
      const version = await versionOf(open.page);
      // What was never whole never starts.
      assert.ok(version === old || (version === fresh && n > 2), `${moment}: ${version} started`);
      await new Board(open.page).card("Alpha").waitFor();
      await open.app.goTo("funnel");
      await open.page.locator(".chart canvas").first().waitFor();
      await expectOnly(open.page, version === old ? mark : next);

      host.trouble = () => false;
      await host.open();
      await open.context.setOffline(false);
      if (version === old) {
        assert.match(await updated(open.page), /installed|same/, moment);
        await news(open.page).waitFor();
        await renew(open.app, open.page);
      }
      assert.equal(await versionOf(open.page), fresh, moment);
      await open.app.goTo("board");
      await new Board(open.page).card("Alpha").waitFor();
      await expectOnly(open.page, next);
      open.watch.check();
      [old, mark] = [fresh, next];
    }
  } finally {
    await open?.context.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
