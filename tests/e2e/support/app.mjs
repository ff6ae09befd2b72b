// The fixture of every journey: a fresh context, the app's page objects, and a watch that lets nothing bad pass unseen.
import { mkdirSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { closeAll, contextOptions, startBrowser, startSite, tourDone } from "./browser.mjs";
import { Faults } from "./faults.mjs";
import { App } from "./pages.mjs";

after(closeAll);

const results = fileURLToPath(new URL("../../../test-results/", import.meta.url));

/** Collects whatever must not happen: errors of the page, broken policy, failed or foreign requests. */
export class Watch {
  constructor(context, origin) {
    this.found = [];
    // A browser looks for an icon of pages that have none: those that stand for another tab. The app has one.
    const isIcon = (url) => url.endsWith("/favicon.ico");
    context.on("console", (message) => {
      if (isIcon(message.location().url)) return;
      if (message.type() === "error" || /content security policy/i.test(message.text())) this.found.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.found.push(`page error: ${error.error().stack ?? error.error()}`));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) this.found.push(`foreign request: ${url.href}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 400 && !isIcon(response.url())) this.found.push(`${response.status()} for ${response.url()}`);
    });
  }

  /** Throws if anything was found that no pattern of `allowed` matches. */
  check(allowed = []) {
    const bad = this.found.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    if (bad.length > 0) throw new Error(`The page misbehaved:\n  ${bad.join("\n  ")}`);
  }
}

// Reports what the console might leave out; Playwright's scripts run before the page's own and outside its policy.
const reportPolicy = () =>
  addEventListener("securitypolicyviolation", (e) => console.error(`CSP violation: ${e.effectiveDirective} ${e.blockedURI}`));

/**
 * Runs `work` with a fresh context. Options: lang, device, theme, tour (it is offered), faults (see faults.mjs), allow (patterns of expected errors),
 * site (see host.mjs), offline.
 */
export async function withApp(options, work) {
  const site = options.site ?? (await startSite());
  const browser = await startBrowser();
  const context = await browser.newContext(contextOptions(options));
  const watch = new Watch(context, new URL(site.url).origin);
  try {
    await context.addInitScript(reportPolicy);
    if (!options.tour) await context.addInitScript(tourDone);
    const faults = options.faults && (await Faults.in(context, options.faults));
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const app = new App(page, site.url, options.lang ?? "zh");
    try {
      await work({ app, page, context, watch, faults, lang: app.lang, phone: options.device === "phone" });
      // Reports of the policy come a moment after what broke it.
      if (!page.isClosed()) await Promise.race([page.waitForTimeout(50), page.waitForEvent("crash")]).catch(() => {});
    } catch (error) {
      await picture(page, options.name ?? "test");
      error.message += watch.found.length ? `\nThe page also reported:\n  ${watch.found.join("\n  ")}` : "";
      throw error;
    }
    watch.check(options.allow);
  } finally {
    await context.close();
  }
}

async function picture(page, name) {
  mkdirSync(results, { recursive: true });
  const file = `${results}${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.png`;
  await page.screenshot({ path: file }).catch(() => {});
}

/** One test in one language. Options: those of `withApp`, and timeout. */
export function journey(name, options, work) {
  test(name, { timeout: options.timeout ?? 120_000 }, () => withApp({ ...options, name }, work));
}

/** The same journey in Chinese and in English: eachLanguage(name, [options,] work). */
export function eachLanguage(name, options, work = options) {
  const shared = work === options ? {} : options;
  for (const lang of ["zh", "en"]) journey(`${name} (${lang})`, { ...shared, lang }, work);
}

/** The same journey on a desktop and on a phone, each in both languages: everywhere(name, [options,] work). */
export function everywhere(name, options, work = options) {
  const shared = work === options ? {} : options;
  for (const device of ["desktop", "phone"]) eachLanguage(`${name} (${device})`, { ...shared, device }, work);
}
