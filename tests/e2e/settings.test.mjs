// Settings: a pipeline fits the team, what a stage asks for is asked, and everything is undone like any other change.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage, journey } from "./support/app.mjs";
import { Board } from "./support/pages.mjs";

async function open(app, page, section) {
  await app.open();
  await app.startWith("empty");
  await page.locator("[data-stage]").first().waitFor();
  await go(page, `settings?section=${section}`);
  await page.locator(".settings-body").waitFor();
}

const go = (page, screen) =>
  page.evaluate((screen) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${screen}`)), screen);

eachLanguage("a new stage stands on the board, and a field that a stage asks for is asked for", async ({ app, page, lang }) => {
  await open(app, page, "pipelines");
  const stages = page.locator(".stage-edit");
  assert.equal(await stages.count(), 7);
  const form = page.locator("[data-adding=stage]");
  await form.locator("[name=zh]").fill("试点");
  await form.locator("[name=en]").fill("Pilot");
  await form.locator("[type=submit]").click();
  await page.locator(`.stage-edit[data-stage="${lang === "zh" ? "试点" : "Pilot"}"]`).waitFor();
  assert.equal(await stages.nth(5).getAttribute("data-stage"), lang === "zh" ? "试点" : "Pilot", "before the won stage");
  await stages.nth(1).locator("[data-part=must] summary").click();
  await stages.nth(1).locator("[data-must=expected_close]").click();
  await stages.nth(1).locator("[data-must=expected_close][aria-pressed=true]").waitFor();
  await expectAccessible(page);

  await go(page, "board");
  const board = new Board(page);
  await board.column(7).waitFor();
  await board.add(1, "Alpha", "Acme", "100");
  await page.keyboard.press("Escape");
  await board.card("Alpha").focus();
  await page.keyboard.press("]");
  const dialog = page.getByRole("dialog");
  // Sent empty, it says so at the field (it asked again without a word).
  await dialog.locator("[type=submit]").click();
  await dialog.locator("[name=expected_close][aria-invalid=true]:focus").waitFor();
  assert.notEqual(await dialog.getByRole("alert").textContent(), "");
  await dialog.locator("[name=expected_close]").fill("2031-05-20");
  await dialog.locator("[type=submit]").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-stage]")[2].querySelector("[data-card]"));
  // What winning asks for besides comes in a form of its own, and what the first one got is not lost (it asked in a circle).
  await board.add(1, "Beta", "Acme", "");
  await board.endAdding(1);
  await board.menu(board.card("Beta"), "move");
  const won = (await board.figures())[6].stage;
  await dialog.locator(".choose-list").getByRole("button", { name: won, exact: true }).click();
  await dialog.locator("[name=expected_close]").fill("2031-05-21");
  await dialog.locator("[type=submit]").click();
  await dialog.locator("[name=amount]").fill("300");
  await dialog.locator("[type=submit]").click();
  await board.holds(6, "Beta");
});

journey("a new pipeline comes with its stages, and one undo takes all of it back", {}, async ({ app, page }) => {
  await open(app, page, "pipelines");
  await page.locator("[data-action=add-pipeline]").click();
  const chips = page.locator(".settings-body .pick-chips").first().locator("[aria-pressed]");
  await page.waitForFunction(() => document.querySelectorAll(".settings-body .pick-chips [aria-pressed]").length >= 2);
  assert.equal(await chips.nth(1).getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator(".stage-edit").count(), 7);
  await app.undo();
  await page.waitForFunction(() => document.querySelector(".settings-body .pick-chips").querySelectorAll("[aria-pressed]").length === 1);
});

eachLanguage("lists and entry rules are changed, kept and undone", async ({ app, page, lang }) => {
  await open(app, page, "lists");
  await page.locator("[data-choose=source]").click();
  const rows = page.locator(".row-edit");
  const before = await rows.count();
  await page.locator("[data-add=list_entry]").click();
  const form = page.locator("[data-adding=list_entry]");
  await form.locator("[type=submit]").click();
  await form.locator(".field-error:not(:empty)").first().waitFor();
  await form.locator("[name=zh]").fill("播客");
  await form.locator("[name=en]").fill("Podcast");
  await form.locator("[type=submit]").click();
  await form.waitFor({ state: "detached" });
  assert.equal(await rows.count(), before + 1);
  assert.equal(await rows.last().locator(`[name=${lang}]`).inputValue(), lang === "zh" ? "播客" : "Podcast");
  await page.locator("[data-section=rules]").click();
  const required = page.locator("[data-rule=phone] [name=required]");
  await required.check();
  await app.saved();
  await app.reload();
  await page.locator("[data-rule=phone]").waitFor();
  assert.equal(await required.isChecked(), true);
  await app.undo();
  await page.waitForFunction(() => !document.querySelector("[data-rule=phone] [name=required]").checked);
  await page.locator("[data-section=lists]").click();
  await page.locator("[data-choose=source]").click();
  assert.equal(await rows.count(), before + 1);
  await app.undo();
  await page.waitForFunction((n) => document.querySelectorAll(".row-edit").length === n, before);
});

eachLanguage("a year's public holidays are added in one change, another year's from a file, and a wrong file says why", async ({ app, page }) => {
  await open(app, page, "calendar");
  const year = page.locator('[data-part="public-holidays"] [data-year="2026"]');
  const days = (kind) => page.locator(`[data-days=${kind}] .day-list li`);
  await year.click();
  await page.locator('[data-year="2026"][aria-pressed="true"]').waitFor();
  // Seven holidays and six worked days of weekends, as they were announced.
  assert.deepEqual([await days("off").count(), await days("on").count()], [7, 6]);
  await expectAccessible(page);
  await app.undo();
  await page.locator('[data-year="2026"][aria-pressed="false"]').waitFor();
  assert.equal(await days("off").count(), 0);

  const input = page.locator('[data-part="public-holidays"] input[type=file]');
  const ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270206\r\nDTEND;VALUE=DATE:20270213\r\nSUMMARY:春节(休)\r\nEND:VEVENT\r\n"
    + "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270214\r\nSUMMARY:春节(班)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  await input.setInputFiles({ name: "2027.ics", mimeType: "text/calendar", buffer: Buffer.from(ics) });
  await days("on").first().waitFor();
  assert.deepEqual([await days("off").count(), await days("on").count()], [1, 1]);
  const error = page.locator('[data-part="public-holidays"] .field-error');
  await input.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await error.filter({ hasText: "FORMAT.md" }).waitFor();
  const json = { format: "loudou-calendar", version: 1, days: { "2028-01-03": "off" } };
  await input.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });
  await page.waitForFunction(() => document.querySelectorAll("[data-days=off] .day-list li").length === 2);
  assert.equal(await error.textContent(), "");
});
