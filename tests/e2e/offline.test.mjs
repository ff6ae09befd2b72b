// After the first load the network is cut and the server gone: everything goes on working, in both languages, also over a reload. And where the
// browser keeps nothing, or throws a part away, the app works as it does without.
import assert from "node:assert/strict";
import { Customers } from "./support/customers.mjs";
import { withApp } from "./support/app.mjs";
import { test } from "node:test";
import { DataScreen, hashes } from "./support/data.mjs";
import { Drawer } from "./support/drawer.mjs";
import { Figures, drawn } from "./support/figures.mjs";
import { press } from "./support/hand.mjs";
import { cachesOf, cut, Host, hosted, kept, versionOf } from "./support/host.mjs";
import { Board } from "./support/pages.mjs";

const screens = { today: ".today-page", leads: ".list-page", customers: ".list-page", goals: '[data-screen="goals"]', data: ".data-page", settings: ".settings-page" };
const customer = { zh: ["鑫淼电子", "xmdz"], en: ["Quixotic Ltd", "quix"] };
const table = (lang) => ({
  name: "customers.csv", mimeType: "text/csv",
  buffer: Buffer.from(lang === "zh" ? "客户名称,电话\n安徽天宁制药,12340001\n" : "Customer name,Phone\nAnhui Pharma,12340001\n"),
});

for (const [lang, device] of [["zh", "desktop"], ["en", "desktop"], ["zh", "phone"]]) {
  hosted(`everything works without network after the first load (${lang}, ${device})`, { lang, device }, async ({ app, page, context, host }) => {
    await app.open();
    await kept(page);
    await cut(context, host);
    // Not the generator, nor any screen, was used before.
    await app.startWith("sample", "S");
    await app.saved();
    const address = page.url();
    for (const [screen, mark] of Object.entries(screens)) {
      await app.goTo(screen);
      await page.locator(mark).first().waitFor();
    }
    await app.goTo("funnel");
    assert.equal((await new Figures(page).table("funnel")).length > 4, true);
    await drawn(page);
    await app.goTo("board");
    const drawer = new Drawer(page);
    await press(new Board(page).column(1).locator("[data-card] .n").first());
    await drawer.shows("deal");
    await drawer.close();

    await app.goTo("customers");
    const list = new Customers(page);
    const [name, typed] = customer[lang];
    await list.search(typed);
    await list.waitFor(0);
    await list.add([name]);
    await press(list.row(name));
    await drawer.shows("customer");
    await drawer.close();

    const data = new DataScreen(app);
    await data.open();
    await page.locator("[data-fact=offline]").waitFor();
    await data.choose(table(lang));
    await data.checkTable();
    await data.importTable();
    const file = await data.exported();
    await app.reload();
    assert.deepEqual(hashes(await data.exported()), hashes(file), "a reload starts the app, with the data");
    const second = await context.newPage();
    await second.goto(address);
    await second.locator(".board [data-card]").first().waitFor();
  });
}

hosted("the host's own files: one is there as it was, users' files are never kept", { allow: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION/, /^404 for .*config\.json/, /404 \(Not Found\)/] }, async ({ app, page, context, host }) => {
  host.put("config.json", '{"name":"Acme"}');
  await app.open();
  await kept(page);
  await context.setOffline(true);
  await app.reload();
  await page.waitForFunction(() => document.title === "Acme");
  await context.setOffline(false);
  host.put("config.json", '{"name":"A"}');
  host.put("team.json", "{}");
  const read = (name) => page.evaluate((name) => fetch(`./${name}`).then(async (r) => (r.ok ? r.text() : r.status), () => "away"), name);
  assert.equal(await read("config.json"), '{"name":"A"}');
  host.put("config.json", '{"name":"B"}');
  assert.equal(await read("config.json"), '{"name":"B"}', "it is asked for anew each time");
  assert.equal(await read("team.json"), "{}");
  await context.setOffline(true);
  assert.equal(await read("config.json"), '{"name":"B"}');
  assert.equal(await read("team.json"), "away");
  await context.setOffline(false);
  host.remove("config.json");
  assert.equal(await read("config.json"), 404);
  await context.setOffline(true);
  assert.equal(await read("config.json"), "away", "what the host has taken away is not brought back");
});

hosted("what the browser threw away is fetched and kept again", {}, async ({ app, page, context, host }) => {
  await app.open();
  await kept(page);
  const name = (await cachesOf(page)).find((name) => !name.endsWith(":beside"));
  const files = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const keys = (await cache.keys()).map((request) => request.url);
    for (const url of keys) if (/index\.html|charts-|loudou\.js|loudou_bg|icon\.svg/.test(url)) await cache.delete(url);
    return keys.length;
  }, name);
  host.asked.length = 0;
  await app.reload();
  await app.startWith("empty");
  assert.deepEqual(host.asked.filter((asked) => asked.endsWith(".wasm")).length, 1, "only what was missing");
  await app.goTo("funnel");
  await page.evaluate(() => import(document.querySelector("meta[name=loudou-charts]").content.replace("./", new URL("./", location.href).href)));
  await page.evaluate(() => fetch("./icon.svg"));
  assert.equal(await page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, name), files);
  await cut(context, host);
  await app.reload();
});

hosted("a page that the browser starts without its cache works, and other apps' caches are none of ours", {}, async ({ app, page, host }) => {
  await page.goto(`${app.url}manifest.webmanifest`);
  const others = ["workbox-precache", "loudou:/other/:1", "loudou:/loudou/sub/:1"];
  await page.evaluate(async (others) => {
    for (const name of others) await (await caches.open(name)).put("/other/file", new Response("theirs"));
  }, others);
  await app.open();
  await kept(page);
  const own = `loudou:/loudou/:${host.version}`;
  const hosts = "loudou:/loudou/:beside";
  assert.deepEqual((await cachesOf(page)).sort(), [own, hosts, ...others].sort());
  await page.evaluate((own) => caches.delete(own), own);
  await app.reload();
  await app.startWith("empty");
  assert.equal(await versionOf(page), host.version);
  assert.deepEqual((await cachesOf(page)).filter((name) => name !== own).sort(), [hosts, ...others].sort());
});

const refusals = {
  "the browser refuses it": () => (navigator.serviceWorker.register = () => Promise.reject(new DOMException("not here", "SecurityError"))),
  "the browser knows none": () => delete Navigator.prototype.serviceWorker,
  "the browser has no locks": () => delete Navigator.prototype.locks,
};
for (const [why, script] of Object.entries(refusals)) {
  hosted(`no service worker: ${why}`, {}, async ({ app, page, context }) => {
    await context.addInitScript(script);
    await app.open();
    await app.startWith("empty");
    await new Board(page).add(1, "Alpha", "Acme", "100");
    await app.saved();
    await app.goTo("data");
    await page.locator("[data-fact=saved]").waitFor();
    await app.reload();
  });
}

test("an address without https: the app works, and says that it needs the network", async () => {
  const host = await Host.start();
  try {
    const site = { url: host.url.replace("127.0.0.1", "loudou.test") };
    await withApp({ name: "http", site, offline: true }, async ({ app, page }) => {
      await app.open();
      assert.equal(await page.evaluate(() => isSecureContext), false);
      await app.startWith("empty");
      await app.goTo("data");
      await page.locator("[data-fact=offline]").waitFor();
      assert.match(await page.locator("[data-fact=offline]").textContent(), /https/);
    });
  } finally {
    await host.close();
  }
});
