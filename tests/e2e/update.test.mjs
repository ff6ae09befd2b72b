// A new version: told in passing, taken when somebody asks for it, whole or not at all. Tabs that go on with the old one have all its parts.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { setAhead, withMovableClock } from "./support/clock.mjs";
import { DataScreen, jsonFile } from "./support/data.mjs";
import { Drawer, editDeal } from "./support/drawer.mjs";
import { faultScript } from "./support/faults.mjs";
import { Figures } from "./support/figures.mjs";
import { press } from "./support/hand.mjs";
import { CHANGED, cachesOf, closeLast, cut, expectOnly, foundNew, hosted, kept, kindOf, lookedAt, news, renew, updated, versionOf } from "./support/host.mjs";
import { App, Board } from "./support/pages.mjs";
import { until } from "./support/safety.mjs";

const said = { zh: "新版本已就绪，重新加载后生效。", en: "A new version is ready; reload to use it." };
const table = jsonFile("customers.csv", Buffer.from("Customer name,Phone\nAnhui Pharma,12340001\n"));

/** A workspace with one deal; the app is kept. Its address. */
async function begin(app, page) {
  await app.open();
  await kept(page);
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await app.saved();
  return page.url();
}

/** Another tab at an address. */
async function anotherTab(app, context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const other = new App(page, app.url, app.lang);
  await page.goto(address);
  await other.ready();
  return { app: other, page };
}

/** Uses what a page fetches only when it is needed: charts, and the worker. */
async function usesLateParts(app, page) {
  await app.goTo("funnel");
  await new Figures(page).table("funnel");
  await page.locator(".chart canvas").first().waitFor();
  const data = new DataScreen(app);
  await data.open();
  await data.choose(table);
  await data.checkTable();
  await app.goTo("board");
}

for (const lang of ["zh", "en"]) {
  hosted(`a new version is told, and taken when asked for; another tab goes on with the old one (${lang})`, { lang }, async ({ app, page, context, host }) => {
    await withMovableClock(context);
    const old = host.version;
    const address = await begin(app, page);
    const other = await anotherTab(app, context, address);
    await page.evaluate(() => caches.open("another-app"));

    const fresh = host.publish("b");
    host.asked.length = 0;
    await setAhead(page, 10 * 60_000);
    await lookedAt(page);
    await news(page).waitFor();
    assert.match(await news(page).innerText(), new RegExp(said[lang]));
    // What is the same in both was taken from the old one.
    assert.deepEqual([...new Set(host.asked.map(kindOf))].sort(), [...CHANGED, "config.json", "index.html", "sw.js"].sort());
    await news(other.page).waitFor();

    // Nothing is hurried: the work goes on, with parts that were not loaded yet. The server has none of them any more.
    await usesLateParts(app, page);
    assert.equal(await versionOf(page), old);
    await expectOnly(page, "a");

    // What was done a moment before is saved first.
    await new Board(page).card("Alpha").focus();
    await page.keyboard.press("]");
    await renew(app, page);
    assert.equal(await versionOf(page), fresh);
    await new Board(page).holds(2, "Alpha");
    await usesLateParts(app, page);
    await expectOnly(page, "b");
    assert.equal(await news(page).count(), 0);

    // The other tab has the old one still, works, and comes along when it is asked to.
    assert.equal(await versionOf(other.page), old);
    await usesLateParts(other.app, other.page);
    await expectOnly(other.page, "a");
    await editDeal(other.page, "Alpha", "amount", "777");
    await other.app.saved();
    await app.goTo("board");
    await new Board(page).card("Alpha").filter({ hasText: "777" }).waitFor();
    await renew(other.app, other.page);
    assert.equal(await versionOf(other.page), fresh);
    await new Board(other.page).card("Alpha").filter({ hasText: "777" }).waitFor();

    // Nobody works with the old one any more.
    await until(async () => (await cachesOf(page)).length === 3);
    assert.deepEqual((await cachesOf(page)).sort(), [`loudou:/loudou/:${fresh}`, "loudou:/loudou/:beside", "another-app"].sort());
    await cut(context, host);
    await app.reload();
    assert.equal(await versionOf(page), fresh);
  });
}

hosted("a new version that nobody asked for begins when all tabs are closed", {}, async ({ app, page, context, host }) => {
  const address = await begin(app, page);
  const fresh = host.publish("b");
  assert.equal(await foundNew(page), "installed");
  await news(page).waitFor();
  await expectAccessible(page);
  // Closed, the message comes back at the next start, and not before.
  await press(news(page).locator(".icon-button"));
  assert.equal(await foundNew(page), "installed");
  await lookedAt(page);
  assert.equal(await news(page).count(), 0);
  await app.reload();
  await news(page).waitFor();
  await closeLast(page, context, host);
  const next = await anotherTab(app, context, address);
  assert.equal(await versionOf(next.page), fresh);
  await new Board(next.page).card("Alpha").waitFor();
});

hosted("on a phone, the message of a new version waits while a drawer is open", { device: "phone", lang: "en" }, async ({ app, page, host }) => {
  await begin(app, page);
  host.publish("b");
  await foundNew(page);
  await news(page).waitFor();
  const drawer = new Drawer(page);
  await press(new Board(page).card("Alpha").locator(".n"));
  await drawer.shows("deal");
  await news(page).waitFor({ state: "hidden" });
  await drawer.close();
  await news(page).waitFor();
});

hosted("what cannot be saved keeps the page and its version", {}, async ({ app, page, context, host }) => {
  const old = host.version;
  await context.addInitScript(faultScript);
  await begin(app, page);
  host.publish("b");
  await foundNew(page);
  await news(page).waitFor();
  await page.evaluate(() => faults.arm("quota", 1));
  await new Board(page).card("Alpha").focus();
  await page.keyboard.press("]");
  await page.locator(".banner[role=alert]").waitFor();
  await press(page.locator("[data-toast=reload]"));
  await page.locator(".toast.bad").waitFor();
  assert.equal(await versionOf(page), old);
  await new Board(page).holds(2, "Alpha");
  await page.evaluate(() => faults.arm("quota", 0));
  await press(page.locator("[data-action=retry]"));
  await app.saved();
});

/** What a server in trouble answers in place of a file. */
const troubles = {
  "an error": (response) => response.writeHead(500).end("no"),
  "nothing there": (response) => response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n"),
  "a part of it": (response, bytes) => response.writeHead(200).end(bytes.subarray(0, bytes.length / 2)),
  "a broken connection": (response, bytes) => {
    response.writeHead(200, { "Content-Length": bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  },
  "another file": (response, bytes, other) => response.writeHead(200, { "Content-Type": "text/javascript" }).end(other),
  "the page in its place": (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Sign in</title>"),
};

hosted("a server in trouble: nothing of it gets in, and the update comes when it is well", { timeout: 300_000, allow: [/^(500|404) for/, /Failed to load resource/, /content/, /sw\.js/] }, async ({ app, page, context, host }) => {
  const old = host.version;
  const address = await begin(app, page);
  let n = 0;
  for (const file of ["index.html", "loudou_bg.wasm", "charts.js", "sw.js"]) {
    for (const [what, answer] of Object.entries(troubles)) {
      const at = `${file}: ${what}`;
      host.trouble = () => false;
      host.publish(`t${(n += 1)}`);
      let came = 0;
      host.trouble = (name, response, path) => {
        if (kindOf(name) !== file || !path) return false;
        came += 1;
        answer(response, host.bytes(path), host.bytes(path.replace(/[^/]+$/, "").replace(/app-[^/]+\/$/, "") + "icon.svg"));
        return true;
      };
      // What the browser answers may be what a look of its own found, which began before this version was there.
      let state;
      await until(async () => (state = await updated(page)) && came > 0);
      assert.equal(state, file === "sw.js" ? "refused" : "redundant", at);
      assert.equal(await news(page).count(), 0, at);
    }
    // It starts from what it has, whatever the server says; and with what it needs later.
    await app.reload();
    assert.equal(await versionOf(page), old);
    // The page itself looks for a newer version when it starts: that must be over.
    host.trouble = () => false;
    host.deploy("a");
    await until(async () => (await updated(page)) === "same");
  }
  await usesLateParts(app, page);
  await expectOnly(page, "a");
  await cut(context, host);
  await page.goto("about:blank");
  await page.goto(address);
  await app.ready();
  assert.equal(await versionOf(page), old);

  await host.open();
  await context.setOffline(false);
  host.trouble = () => false;
  const fresh = host.publish("b");
  assert.equal(await foundNew(page), "installed");
  await news(page).waitFor();
  await renew(app, page);
  assert.equal(await versionOf(page), fresh);
  await new Board(page).card("Alpha").waitFor();
  // What the broken updates left behind went with the old one.
  await until(async () => (await cachesOf(page)).length === 2);
  assert.deepEqual((await cachesOf(page)).sort(), [`loudou:/loudou/:${fresh}`, "loudou:/loudou/:beside"].sort());
});
