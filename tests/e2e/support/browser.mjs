// One server and one Chromium per process (that is: per test file), started when first needed.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { serve } from "../../../tools/serve.mjs";

// The tools' packages live beside the tools, not in the tests' own folders.
export const fromTools = createRequire(new URL("../../../tools/package.json", import.meta.url));
const { chromium, devices } = fromTools("playwright-core");

export const dist = fileURLToPath(new URL("../../../dist", import.meta.url));
export const chromiumArgs = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // An address that is not as good as https, as loopback ones are.
  "--host-resolver-rules=MAP loudou.test 127.0.0.1",
];
const locales = { zh: "zh-CN", en: "en-US" };
const phone = devices["Pixel 7"];
/** Viewports and the way they are touched. */
export const deviceOptions = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, userAgent: phone.userAgent },
  tablet: { viewport: { width: 1180, height: 820 }, isMobile: true, hasTouch: true, userAgent: phone.userAgent },
  // 1280 × 1024 at 400 %.
  zoomed: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
};

let site;
let browser;

/** The served release build: { url, close }. */
export function startSite() {
  if (!existsSync(`${dist}/index.html`)) throw new Error("dist/ is missing: run `make dist` first");
  site ??= serve({ root: dist });
  return site;
}

/** The browser that this file's tests share; each test has a context of its own in it. */
export function startBrowser() {
  browser ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: chromiumArgs });
  return browser;
}

/**
 * Options of a browser context: lang "zh" | "en", device of `deviceOptions`, theme "light" | "dark", and what the user's system asks for; offline: with
 * service workers. Others do without: they see every request, and answer some themselves.
 */
export function contextOptions({ lang = "zh", device = "desktop", theme = "light", reducedMotion = "no-preference", forcedColors = "none", offline = false } = {}) {
  return {
    reducedMotion, forcedColors, locale: locales[lang], timezoneId: "Asia/Shanghai", colorScheme: theme, acceptDownloads: true,
    serviceWorkers: offline ? "allow" : "block", ...deviceOptions[device],
  };
}

/** For `addInitScript`: the tour was done. Its offer lies over a corner of the first board, and only those who came for it see it. */
export const tourDone = () => {
  if (location.protocol.startsWith("http")) localStorage.setItem(`loudou:${location.pathname.replace(/[^/]*$/, "")}:tour`, "done");
};

/** A browser with a profile on disk, in `folder`: what is measured, or must survive the browser, needs real files. */
export async function launchProfile(folder, options) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: chromiumArgs,
    ...contextOptions(options),
  });
  await context.addInitScript(tourDone);
  return context;
}

/** Closes what was started. */
export async function closeAll() {
  await (await browser)?.close();
  await (await site)?.close();
}
