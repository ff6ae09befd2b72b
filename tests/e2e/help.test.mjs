// Help: a page for every screen, found from it and by searching; the tour: offered once, left at any step, done by keyboard, remembered.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { everywhere, journey } from "./support/app.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

const words = {
  zh: { help: "帮助", board: "管道", search: "重新打开", formula: "加权管道 = Σ 金额 × 概率" },
  en: { help: "Help", board: "Pipeline", search: "[reopen]", formula: "Weighted pipeline = Σ amount × probability" },
};

async function started(app, choice = "empty") {
  await app.open();
  await app.startWith(choice, choice === "sample" ? "S" : undefined);
}

everywhere("every screen leads to its own page of help, and back leads to the screen", async ({ app, page, lang, phone }) => {
  await started(app);
  const shown = page.locator("[data-shown]");
  for (const area of ["board", "today", "leads", "customers", "goals", "funnel", "data", "settings"]) {
    await page.evaluate((area) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${area}`)), area);
    await page.locator(`nav a[href$="/${area}"][aria-current="page"]`).first().waitFor({ state: "attached" });
    if (phone) {
      await press(page.locator(".phone-only button").first());
      await press(page.getByRole("menuitem", { name: words[lang].help, exact: true }));
    } else {
      await press(page.locator("[data-action=help]"));
    }
    await page.locator(`[data-shown="${area}"]`).waitFor();
    assert.equal(await page.locator(`[data-page="${area}"]`).getAttribute("aria-current"), "page");
    await page.goBack();
    await page.locator(`nav a[href$="/${area}"][aria-current="page"]`).first().waitFor({ state: "attached" });
    await shown.waitFor({ state: "detached" });
  }
});

everywhere("help is searched, pages lead to pages, and figures have their definitions", async ({ app, page, lang }) => {
  await started(app);
  await app.goToAddress("help?page=funnel");
  await page.locator('[data-shown="funnel"]').waitFor();
  assert.match(await page.locator('[data-formula="forecast.weighted"]').innerText(), new RegExp(words[lang].formula.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  await page.locator("[name=help]").fill(words[lang].search.replace(/[[\]]/g, ""));
  await page.locator('[data-found="deals"]').waitFor();
  assert.equal(await page.locator("[data-shown]").count(), 0);
  await expectAccessible(page);
  await press(page.locator('[data-page="privacy"]'));
  await page.locator('[data-shown="privacy"]').waitFor();
  assert.equal(await page.locator("[name=help]").inputValue(), "");
  await press(page.locator('[data-shown="privacy"] a').first());
  await page.locator('[data-shown="safety"]').waitFor();
  await expectAccessible(page);
});

everywhere("the tour is offered with the first workspace, goes through its steps, and is not offered again", { tour: true }, async ({ app, page }) => {
  await started(app, "sample");
  const tour = page.locator(".tour");
  await page.locator('[data-tour="0"]').waitFor();
  await expectAccessible(page);
  await press(tour.locator("[data-action=tour-next]"));
  for (let step = 1; step <= 7; step += 1) {
    await page.locator(`[data-tour="${step}"]`).waitFor();
    await page.locator("[data-toured]").first().waitFor();
    // What is read aloud begins with the step's title; what is marked lies within the window and is not under the card.
    await page.waitForFunction(() => document.activeElement?.matches(".tour h2"));
    const marked = await page.locator("[data-toured]").first().boundingBox();
    const { width, height } = page.viewportSize();
    assert.ok(marked.x < width && marked.y < height && marked.x + marked.width > 0 && marked.y + marked.height > 0, `step ${step}: ${JSON.stringify(marked)}`);
    if (step === 3 || step === 7) await expectAccessible(page);
    await press(tour.locator("[data-action=tour-next]"));
  }
  await tour.waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-toured]").count(), 0);
  await app.reload();
  await page.locator(".board .card").first().waitFor();
  await app.toStart();
  await app.startWith("empty");
  await new Board(page).column(0).waitFor();
  await page.locator("[data-action=palette]").waitFor();
  assert.equal(await tour.count(), 0);
});

journey("the tour is refused with one press, and work goes on beside it", { tour: true }, async ({ app, page }) => {
  await started(app);
  await page.locator('[data-tour="0"]').waitFor();
  // Elsewhere it would lie over what cannot be scrolled out from under it.
  await app.goToAddress("settings");
  assert.equal(await page.locator(".tour").count(), 0);
  await app.goToAddress("board");
  await page.locator('[data-tour="0"]').waitFor();
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await page.keyboard.press("Escape");
  // Where the offer lies, a card that is dragged finds its zones all the same.
  await board.dropOn("Alpha", "invalid");
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.locator("[data-action=tour-leave]").click();
  await page.locator(".tour").waitFor({ state: "detached" });
  await app.reload();
  await board.card("Alpha").waitFor();
  assert.equal(await page.locator(".tour").count(), 0);
});

journey("the tour by keyboard: begun from the palette, and Escape closes what lies over it first", {}, async ({ app, page }) => {
  await started(app, "sample");
  await app.goTo("goals");
  await page.keyboard.press("Control+k");
  await page.locator("[name=palette]").fill("tour");
  await page.locator('[data-entry="tour"]').waitFor();
  await page.keyboard.press("Enter");
  await page.locator('[data-tour="1"]').waitFor();
  await page.locator(".board-page").waitFor();
  await page.waitForFunction(() => document.activeElement?.matches(".tour h2"));
  // From the title: the step's buttons come next.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator('[data-tour="2"]').waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await page.locator('[data-tour="2"]').count(), 1);
  await page.keyboard.press("Escape");
  await page.locator(".tour").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

journey("a reload and another language go on with the tour where it stood", { tour: true }, async ({ app, page }) => {
  await started(app);
  await page.locator("[data-action=tour-next]").click();
  await page.locator('[data-tour="1"] [data-action=tour-next]').click();
  await page.locator('[data-tour="2"]').waitFor();
  await app.reload();
  await page.locator('[data-tour="2"]').waitFor();
  await page.locator(".top .lang").click();
  await page.locator('[data-tour="2"] h2', { hasText: "Add a deal" }).waitFor();
});

journey("keys do nothing while an input method composes, and Escape gives up the composition only", {}, async ({ app, page }) => {
  await started(app);
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await page.keyboard.press("Escape");
  await board.card("Alpha").focus();
  await page.keyboard.press("Enter");
  const name = page.locator(".drawer [name=name]");
  await name.click();
  await page.keyboard.press("End");
  await page.keyboard.type("X");
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "zhong", selectionStart: 5, selectionEnd: 5 });
  await page.keyboard.press("Escape");
  assert.equal(await name.inputValue().then((text) => text.startsWith("AlphaX")), true, "what was typed before stays");
  assert.equal(await page.locator(".drawer").count(), 1);
  await session.send("Input.imeSetComposition", { text: "n?", selectionStart: 2, selectionEnd: 2 });
  await page.keyboard.press("n");
  assert.equal(await page.getByRole("dialog").count(), 0);
});

journey("where a page of help cannot be had, it says so, and is asked for again", { lang: "en", allow: [/ERR_FAILED/] }, async ({ app, page }) => {
  await started(app);
  await page.route("**/help/en-*.txt", (route) => route.abort());
  await app.goToAddress("help?page=board");
  const empty = page.locator(".help-page [role=alert]");
  await empty.waitFor();
  await page.unroute("**/help/en-*.txt");
  await empty.getByRole("button").click();
  await page.locator('[data-shown="board"]').waitFor();
});
