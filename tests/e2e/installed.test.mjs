// Loudou as an installed app: the manifest is one that browsers take, its shortcuts lead somewhere, files that the system opens arrive, it offers to
// be installed, and files go out in a way that phones let through.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eachLanguage, journey } from "./support/app.mjs";
import { DataScreen, hashes } from "./support/data.mjs";
import { press } from "./support/hand.mjs";
import { hosted, kept } from "./support/host.mjs";
import { expectUsable } from "./support/layout.mjs";

const fixture = (name) => readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), "utf8");
const manifest = JSON.parse(readFileSync(fileURLToPath(new URL("../../public/manifest.webmanifest", import.meta.url)), "utf8"));

hosted("the browser finds nothing wrong with the manifest, and would install the app", {}, async ({ app, page, context }) => {
  await app.open();
  await kept(page);
  const session = await context.newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A window without a profile on disk installs nothing, whatever the app.
  assert.deepEqual(installabilityErrors.map((error) => error.errorId).filter((id) => id !== "in-incognito"), []);
  // Two copies on one origin are two apps: each is known by its own folder.
  assert.equal((await session.send("Page.getAppId")).appId, app.url);
  const sizes = await page.evaluate((icons) => Promise.all(icons.map(async ({ src, sizes }) => {
    const image = await createImageBitmap(await (await fetch(src)).blob());
    return [`${image.width}x${image.height}`, sizes];
  })), manifest.icons.filter((icon) => icon.type === "image/png"));
  assert.equal(sizes.length, 4);
  for (const [is, said] of sizes) assert.equal(is, said);
});

const places = { "./#/add": /\/board/, "./#/today": /\/today/, "./#/data": /\/data/ };

eachLanguage("shortcuts open the workspace that was used last; without one, the first screen", async ({ app, page }) => {
  const addresses = [...manifest.shortcuts.map((shortcut) => shortcut.url), ...manifest.file_handlers.map((handler) => handler.action)];
  assert.deepEqual(addresses.sort(), Object.keys(places).sort());
  const go = async (address) => {
    await page.goto("about:blank");
    await page.goto(new URL(address, app.url).href);
    await app.ready();
  };
  for (const address of addresses) {
    await go(address);
    await page.locator("[data-choice=empty]").waitFor();
    assert.match(page.url(), /#\/$/);
  }
  await app.startWith("empty");
  await app.saved();
  const first = page.url();
  await app.toStart();
  await app.startWith("empty");
  await app.saved();
  const slot = /w\/([^/]+)/.exec(page.url())[1];
  assert.ok(!first.includes(slot));
  for (const [address, place] of Object.entries(places)) {
    await go(address);
    await page.locator(".frame").waitFor();
    await page.waitForURL((url) => url.href.includes(`/w/${slot}/`));
    assert.match(page.url(), place);
    const adding = page.locator("dialog[open] [role=tab]");
    if (address.endsWith("add")) {
      await adding.first().waitFor();
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "detached" });
    } else {
      assert.equal(await adding.count(), 0);
    }
  }
  // In an open window, too, and without loading it anew.
  await page.evaluate(() => (globalThis.same = true));
  await page.evaluate(() => (location.hash = "#/today"));
  await page.locator(".today-page").waitFor();
  assert.equal(await page.evaluate(() => globalThis.same), true);
  await page.evaluate(() => (location.hash = "#/add"));
  await page.locator("dialog[open] [role=tab]").first().waitFor();
});

/** In the page, before the app: a system that opens files with it, as `opens(name, text)` says. */
const system = () => {
  const waiting = [];
  let consumer;
  const setConsumer = (its) => { consumer = its; waiting.splice(0).forEach(consumer); };
  Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer } });
  globalThis.opens = (name, text) => {
    const files = [{ getFile: async () => new File([text], name) }];
    if (consumer) consumer({ files });
    else waiting.push({ files });
  };
};

eachLanguage("files that the system opens with the app arrive, by their content", async ({ app, page, context, lang }) => {
  await context.addInitScript(system);
  const opens = (name, text) => page.evaluate(([name, text]) => opens(name, text), [name, text]);
  await app.open("#/data");
  await opens("from-a-phone.txt", fixture("v1_small.json"));
  await page.locator("[data-import=good]").waitFor();
  await press(page.locator("[data-action=as-new]"));
  await page.locator(".board").waitFor();
  await app.saved();
  // Wherever the user is: a table goes to the data screen of what is open.
  await opens("customers.csv", lang === "zh" ? "客户名称,电话\n安徽天宁制药,12340001\n" : "Customer name,Phone\nAnhui Pharma,12340001\n");
  await page.locator("[data-import=table]").waitFor();
  assert.match(page.url(), /\/data/);
  // A start from the file: it is taken as soon as its screen is there.
  await page.goto("about:blank");
  await page.goto(`${app.url}#/data`);
  await opens("small.json", fixture("v1_small.json"));
  await page.locator("[data-import=good]").waitFor();
  // Where the workspace is gone, the file may be its backup.
  await page.goto("about:blank");
  await page.goto(`${app.url}#/w/gone/board`);
  await page.locator("[data-lost]").waitFor();
  await opens("small.json", fixture("v1_small.json"));
  await page.locator("[data-import=good]").waitFor();
});

eachLanguage("where the browser offers it, the settings install the app", async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await app.goTo("settings");
  await page.locator("select[name=me]").waitFor();
  const button = page.locator("[data-action=install]");
  assert.equal(await button.count(), 0);
  const offer = () => page.evaluate(() => {
    const event = new Event("beforeinstallprompt", { cancelable: true });
    event.prompt = async () => (globalThis.prompted = (globalThis.prompted ?? 0) + 1);
    dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.equal(await offer(), true, "the browser does not ask by itself");
  await button.waitFor();
  await expectUsable(page, ".settings-page");
  await press(button);
  await button.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => globalThis.prompted), 1);
  await offer();
  await button.waitFor();
  await page.evaluate(() => dispatchEvent(new Event("appinstalled")));
  await button.waitFor({ state: "detached" });
});

/** In the page, before the app: a share sheet that lets only some types through. `shared` holds what went out. */
const shareSheet = (types) => {
  globalThis.shared = [];
  globalThis.answer = () => Promise.resolve();
  navigator.canShare = ({ files }) => files.every((file) => types.includes(file.type));
  navigator.share = async ({ files }) => {
    await answer();
    for (const file of files) shared.push({ name: file.name, type: file.type, text: await file.text() });
  };
};

for (const [types, ending] of [[["text/plain"], "txt"], [["text/plain", "application/json"], "json"]]) {
  journey(`everything is shared as a file that the phone lets through (${ending})`, { device: "phone", lang: ending === "txt" ? "zh" : "en" }, async ({ app, page, context }) => {
    await context.addInitScript(shareSheet, types);
    await app.open();
    await app.startWith("empty");
    await app.saved();
    const data = new DataScreen(app);
    await data.open();
    await expectUsable(page, ".data-page");
    await press(page.locator("[data-action=share]"));
    await page.waitForFunction(() => shared.length === 1);
    const [file] = await page.evaluate(() => shared);
    assert.match(file.name, new RegExp(`-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`));
    assert.deepEqual(hashes(file.text), hashes(await data.exported()));
    // What was shared opens elsewhere, whatever it is called.
    await data.choose({ name: file.name, mimeType: file.type, buffer: Buffer.from(file.text) });
    await page.locator("[data-import=good]").waitFor();
    // Thought better of: nothing is taken for a backup.
    await page.evaluate(() => (answer = () => Promise.reject(new DOMException("no", "AbortError"))));
    await press(page.locator("[data-action=share]"));
    await page.locator(".toast").filter({ hasText: /没有分享|Nothing was shared/ }).waitFor();
    // Refused after all: it is downloaded.
    await page.evaluate(() => (answer = () => Promise.reject(new DOMException("too late", "NotAllowedError"))));
    const download = page.waitForEvent("download");
    await press(page.locator("[data-action=share]"));
    assert.match((await download).suggestedFilename(), /\.json$/);
  });
}

journey("a browser that shares no files offers none", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("empty");
  await app.goTo("data");
  await page.locator("[data-action=export-all]").waitFor();
  assert.equal(await page.locator("[data-action=share]").count(), 0);
});
