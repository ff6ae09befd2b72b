// axe-core on the page as it stands.
import { readFileSync } from "node:fs";
import { journey } from "./app.mjs";
import { fromTools } from "./browser.mjs";
import { collect, screens } from "./reach.mjs";

const source = readFileSync(fromTools.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Throws with the rule and the elements if axe finds a violation. `include`: a selector, the whole page without it. */
export async function expectAccessible(page, include) {
  // Through the debugger, because the page's policy allows no script that is not the app's own.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: source });
  await session.detach();
  const violations = await page.evaluate(
    async ([scope, values]) => {
      // Forced colours are the user's own; axe would judge some of those that the page asked for and did not get.
      const rules = { "color-contrast": { enabled: !matchMedia("(forced-colors: active)").matches } };
      return (await axe.run(scope ?? document, { runOnly: { type: "tag", values }, rules, resultTypes: ["violations"] })).violations;
    },
    [include, tags],
  );
  if (violations.length === 0) return;
  const lines = violations.flatMap((v) => [`${v.id} (${v.impact}): ${v.help}`, ...v.nodes.slice(0, 5).map((n) => `    ${n.target.join(" ")}  ${n.html.slice(0, 140)}  ${n.any.map((a) => a.message).join("; ").slice(0, 200)}`)]);
  throw new Error(`${violations.length} accessibility violations at ${page.url()}:\n  ${lines.join("\n  ")}`);
}

const named = ({ device, theme, lang, forcedColors }) => `${device}, ${theme}, ${lang}${forcedColors ? ", forced colours" : ""}`;

/** A journey over every screen and state, with data. `way`: device, theme, lang and what the user's system asks for. */
export function everyState(way) {
  journey(`every screen and state with data (${named(way)})`, { ...way, timeout: 300_000 }, async (j) => {
    const found = collect();
    await screens(j, (state, root) => found.of(() => expectAccessible(j.page, root === "body" ? undefined : root)));
    found.end();
  });
}

/** A journey over the screens of an empty workspace. They are the entries of the rail. */
export function everyEmptyScreen(way) {
  journey(`every screen without data (${named(way)})`, way, async ({ app, page }) => {
    await app.open();
    await app.startWith("empty");
    const found = collect();
    for (const screen of await page.locator(".rail a.nav").evaluateAll((links) => links.map((a) => a.getAttribute("href")))) {
      await page.evaluate((hash) => (location.hash = hash), screen);
      await page.locator(`.rail a.nav[href="${screen}"][aria-current="page"]`).waitFor({ state: "attached" });
      await page.locator("main h1").first().waitFor();
      await found.of(() => expectAccessible(page));
    }
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await found.of(() => expectAccessible(page, "dialog[open]"));
    found.end();
  });
}
