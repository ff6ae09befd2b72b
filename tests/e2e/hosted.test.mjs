// The site as hosts serve it: at any path, with a name and a colour of its own.
import assert from "node:assert/strict";
import { serve } from "../../tools/serve.mjs";
import { eachLanguage, journey } from "./support/app.mjs";
import { expectAccessible } from "./support/axe.mjs";
import { dist } from "./support/browser.mjs";
import { App } from "./support/pages.mjs";

const accent = (page) => page.evaluate(() => {
  const probe = document.body.appendChild(document.createElement("p"));
  probe.className = "skip";
  const { backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return backgroundColor;
});

const configured = (context, body) => context.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body }));

for (const theme of ["light", "dark"]) {
  eachLanguage(`an instance has its own name and colour (${theme})`, { theme }, async ({ app, page, context }) => {
    await configured(context, JSON.stringify({ name: "明远销售", accent: "#ffcc00", more: 1 }));
    await app.open();
    await page.locator(".start-brand", { hasText: "明远销售" }).waitFor();
    assert.equal(await page.title(), "明远销售");
    await expectAccessible(page);
    await app.startWith("sample", "S");
    await page.locator(".brand", { hasText: "明远销售" }).waitFor();
    // Yellow can be read on dark surfaces; on light ones it needs a darker shade.
    assert.equal(await accent(page), theme === "dark" ? "rgb(255, 204, 0)" : "rgb(122, 97, 0)");
    await expectAccessible(page);
  });
}

journey("what config.json says wrongly is left out", {}, async ({ app, page, context }) => {
  for (const body of ["", "[]", "not JSON", '{"name": 5, "accent": "url(x)"}', '{"name": "", "accent": "#12345"}', `{"name": "${"long ".repeat(9)}"}`]) {
    await configured(context, body);
    await page.goto("about:blank");
    await app.open();
    await page.locator("[data-choice=empty]").waitFor();
    assert.equal(await page.locator(".start-brand").innerText(), "漏斗", body);
    assert.equal(await accent(page), "rgb(11, 107, 88)", body);
    await context.unroute("**/config.json");
  }
});

journey("the same build runs at any path", { allow: [/foreign request/] }, async ({ page }) => {
  for (const base of ["/", "/a/b c/"]) {
    const site = await serve({ root: dist, base: encodeURI(base) });
    try {
      const app = new App(page, site.url, "zh");
      await app.open();
      await app.startWith("sample", "S");
      await app.goTo("funnel");
      await page.locator("canvas, svg[role=img]").first().waitFor();
      await app.reload();
      await page.locator("[data-screen=funnel]").waitFor();
    } finally {
      await page.goto("about:blank");
      await site.close();
    }
  }
});
