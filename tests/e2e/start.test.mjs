// The page starts at its sub-path, in both languages and sizes, without an error or a foreign request.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachLanguage } from "./support/app.mjs";
import { startSite } from "./support/browser.mjs";
import { press } from "./support/hand.mjs";

for (const device of ["desktop", "phone"]) {
  eachLanguage(`the app starts on a ${device}`, { device }, async ({ app, page }) => {
    await app.open();
    assert.equal(await page.locator("main").count(), 1);
    assert.match(page.url(), /\/loudou\/(#.*)?$/);
  });
}

for (const device of ["desktop", "phone"]) {
  eachLanguage(`the guessed language is changed on the first screen of a ${device}, and stays`, { device }, async ({ app, page, lang }) => {
    const other = lang === "zh" ? "en" : "zh";
    const title = { zh: "欢迎使用漏斗", en: "Welcome to Loudou" };
    await app.open();
    assert.equal(await page.locator("h1").innerText(), title[lang]);
    assert.equal(await page.locator(`[data-lang=${lang}]`).getAttribute("aria-pressed"), "true");
    await press(page.locator(`[data-lang=${other}]`));
    await page.locator("h1", { hasText: title[other] }).waitFor();
    assert.equal(await page.locator(`[data-lang=${other}]`).getAttribute("aria-pressed"), "true");
    await app.reload();
    assert.equal(await page.locator("h1").innerText(), title[other]);
  });
}

eachLanguage("the chart module loads and draws under the page's policy", async ({ app, page }) => {
  await app.open();
  const shown = await page.evaluate(async () => {
    const charts = await import(new URL(document.querySelector('meta[name="loudou-charts"]').content, document.baseURI));
    const element = document.createElement("div");
    element.style.cssText = "position:fixed;inset:0;width:400px;height:300px";
    document.body.append(element);
    const chart = charts.create(element, "EN");
    const data = [{ name: "a", value: 3 }, { name: "b", value: 1 }];
    charts.draw(chart, JSON.stringify({ aria: { enabled: true }, tooltip: { trigger: "item" }, series: [{ type: "funnel", data }] }));
    chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 0 });
    const picture = charts.picture(chart, "#fff");
    const label = element.getAttribute("aria-label");
    const canvases = element.querySelectorAll("canvas").length;
    charts.dispose(chart);
    element.remove();
    return { picture: picture.slice(0, 15), label, canvases };
  });
  assert.equal(shown.picture, "data:image/png;");
  assert.equal(shown.canvases, 1);
  assert.match(shown.label, /a/);
});

test("the server answers with the right types, and with nothing from outside the site", async () => {
  const { url } = await startSite();
  const type = async (name) => (await fetch(url + name)).headers.get("content-type");
  assert.equal(await type(""), "text/html; charset=utf-8");
  assert.equal(await type("manifest.webmanifest"), "application/manifest+json; charset=utf-8");
  const html = await (await fetch(url)).text();
  const app = /data-app="\.\/([^"]+)\/loudou\.js"/.exec(html)[1];
  assert.equal(await type(`${app}/loudou.js`), "text/javascript; charset=utf-8");
  assert.equal(await type(`${app}/loudou_bg.wasm`), "application/wasm");
  assert.equal((await fetch(new URL("/", url), { redirect: "manual" })).headers.get("location"), "/loudou/");
  assert.equal((await fetch(url + "..%2fCargo.toml")).status, 404);
  assert.equal((await fetch(url + "nothing-here")).status, 404);
});
