// A static host of its own, with versions of the app one after the other at one address, that can be in trouble, or away.
import assert from "node:assert/strict";
import { linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { stamp } from "../../../tools/precache.mjs";
import { serve } from "../../../tools/serve.mjs";
import { withApp } from "./app.mjs";
import { dist } from "./browser.mjs";
import { press } from "./hand.mjs";
import { until } from "./safety.mjs";

const work = fileURLToPath(new URL("../../../.build/", import.meta.url));
const HASH = /-[0-9a-f]{16}/;

/** A section that no program looks at, at the end of a wasm file. */
const note = (text) => Buffer.concat([Buffer.from([0, text.length + 1, text.length]), Buffer.from(text)]);
const changed = (name, bytes, mark) => Buffer.concat([bytes, name.endsWith(".wasm") ? note(mark) : Buffer.from(`\n// ${mark}\n`)]);

/** What is another file in another version. The rest only has another address. */
export const CHANGED = ["loudou.js", "loudou_bg.wasm", "worker.js", "charts.js"];

/** Which of them a path of any version is; else the last word of the path. */
export const kindOf = (name) => path.posix.basename(name).replace(/-[^.]+/, "");

export class Host {
  static async start() {
    mkdirSync(work, { recursive: true });
    const host = new Host();
    host.folder = mkdtempSync(path.join(work, "host-"));
    /** Answers in the server's place, if it returns true: before(name, response, file). */
    host.trouble = () => false;
    /** The names that were asked for. */
    host.asked = [];
    host.#lay("a", (name) => name, (from, to) => linkSync(from, to));
    host.deploy("a");
    await host.open();
    return host;
  }

  /** Begins to answer. */
  async open() {
    const before = (name, response, file) => {
      this.asked.push(name);
      return this.trouble(name, response, file);
    };
    this.server = await serve({ root: path.join(this.folder, "now"), port: this.port ?? 0, before });
    this.url = this.server.url;
    this.port = Number(new URL(this.url).port);
  }

  /** Does not answer any more. */
  async away() {
    await this.server?.close();
    this.server = undefined;
  }

  /** From now on, this version is what it serves, and nothing of the others. */
  deploy(name) {
    const folder = path.join(this.folder, name);
    const now = path.join(this.folder, "now");
    rmSync(now, { force: true });
    symlinkSync(folder, now);
    this.version = /loudou-version" content="(\w+)/.exec(readFileSync(path.join(folder, "index.html"), "utf8"))[1];
    return this.version;
  }

  /** Makes a version in which every file has another address, and some another content; and serves it. Its version, as the page names it. */
  publish(mark) {
    this.#lay(mark, (name) => name.replace(HASH, `-${mark}`), (from, to, name) => {
      if (name === "index.html") writeFileSync(to, readFileSync(from, "utf8").replace(new RegExp(HASH, "g"), `-${mark}`));
      else if (CHANGED.includes(kindOf(name))) writeFileSync(to, changed(name, readFileSync(from), mark));
      else if (name !== "sw.js") linkSync(from, to);
    });
    stamp(path.join(this.folder, mark));
    return this.deploy(mark);
  }

  #lay(folder, rename, put) {
    for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      const from = path.join(entry.parentPath ?? entry.path, entry.name);
      const name = path.relative(dist, from);
      const to = path.join(this.folder, folder, rename(name));
      mkdirSync(path.dirname(to), { recursive: true });
      put(from, to, name);
    }
  }

  /** The bytes of a file that it serves. */
  bytes(file) {
    return readFileSync(file);
  }

  /** Puts a file of the host's own beside the app. */
  put(name, text) {
    // What stands there is the build's own file under another name.
    rmSync(path.join(this.folder, "now", name), { force: true });
    writeFileSync(path.join(this.folder, "now", name), text);
  }

  remove(name) {
    unlinkSync(path.join(this.folder, "now", name));
  }

  async close() {
    await this.away();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A journey on a host of its own, with service workers: work({ host, … }) . */
export function hosted(name, options, work) {
  test(name, { timeout: options.timeout ?? 180_000 }, async () => {
    const host = await Host.start();
    try {
      await withApp({ ...options, name, site: host, offline: true }, (journey) => work({ ...journey, host }));
    } finally {
      await host.close();
    }
  });
}

/** Which version the page is. */
export const versionOf = (page) => page.locator("meta[name=loudou-version]").getAttribute("content");

/** Waits until the app is kept whole, and answers for the page. */
export const kept = (page) => page.evaluate(async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (!serviceWorker.controller) await new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
});

/** Nothing can be reached any more: the browser is offline, and the host is gone. */
export async function cut(context, host) {
  await context.setOffline(true);
  await host.away();
}

/** The page is looked at again: it asks whether there is a new version. */
export const lookedAt = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

/** Has the browser look for a new version, and waits until that is over: the state of the worker that came of it, "same" if none did. */
export const updated = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  // One that fails at once is gone again before the answer comes.
  let found;
  const see = () => (found ??= registration.installing);
  registration.addEventListener("updatefound", see);
  const refused = await registration.update().then(() => false, () => true);
  registration.removeEventListener("updatefound", see);
  if (refused) return "refused";
  if (!see()) return registration.waiting ? "installed" : "same";
  return new Promise((done) => {
    const look = () => ["installed", "redundant"].includes(found.state) && done(found.state);
    found.addEventListener("statechange", look);
    look();
  });
});

/**
 * The same for a version that has just been published. The browser also looks by itself, a second or more after a page was loaded, and answers a
 * question that comes meanwhile with what it found before: that is asked again.
 */
export async function foundNew(page) {
  let state;
  await until(async () => (state = await updated(page)) !== "same");
  return state;
}

/** The names of the caches of the origin. */
export const cachesOf = (page) => page.evaluate(() => caches.keys());

/** The message that there is a new version. */
export const news = (page) => page.locator(".toast", { has: page.locator("[data-toast=reload]") });

/** How long the page waits for a new version to take over before it starts again with its own: page/offline.js. */
const PATIENCE = 5_000;

/** Presses Reload, and waits for the page that comes. Where the machine was too busy for the new version to take over in time, it is asked for again, as its message asks. */
export async function renew(app, page) {
  for (;;) {
    const [old, begun] = [await versionOf(page), Date.now()];
    const loaded = page.waitForEvent("domcontentloaded");
    await press(page.locator("[data-toast=reload]"));
    await loaded;
    const waited = Date.now() - begun;
    await app.ready();
    if ((await versionOf(page)) !== old || waited < PATIENCE) return;
    await news(page).waitFor();
  }
}

/**
 * Closes the app's last page, and waits until the version that waited has taken over, which a browser lets it do only a moment later: seen from a
 * page of the same origin that is not the app's.
 */
export async function closeLast(page, context, host) {
  const beside = await context.newPage();
  const address = new URL("/beside", host.url).href;
  await beside.route(address, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Beside</title>" }));
  await beside.goto(address);
  await page.close();
  const taken = (url) => navigator.serviceWorker.getRegistration(url).then(({ waiting, active }) => !waiting && active.state === "activated");
  await until(() => beside.evaluate(taken, host.url));
  await beside.close();
}

/** All that the page has loaded is of its own version: every address carries its mark, or those of none. */
export async function expectOnly(page, mark) {
  const names = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname));
  const of = names.map((name) => /-([0-9a-f]{16}|[a-z]\d*)(?=[./])/.exec(name)?.[1]).filter(Boolean);
  assert.ok(of.length > 5, "the page has loaded nothing");
  assert.deepEqual(of.filter((its) => (mark === "a" ? its.length !== 16 : its !== mark)), []);
}
