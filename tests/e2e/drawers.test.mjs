// Drawers, leads and today, as a rep uses them on an ordinary day.
import assert from "node:assert/strict";
import { eachLanguage } from "./support/app.mjs";
import { expectAccessible } from "./support/axe.mjs";
import { Drawer } from "./support/drawer.mjs";
import { RecordList } from "./support/list.mjs";
import { Board } from "./support/pages.mjs";

/** A workspace with one deal, its drawer open. */
async function oneDeal(app, page) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(2, "Alpha 一期", "Acme 有限公司", "86万");
  await page.keyboard.press("Escape");
  await board.card("Alpha").click();
  const drawer = new Drawer(page);
  await drawer.shows("deal");
  return { board, drawer };
}

/** A day from the page's today, as a date input takes it. */
const day = (page, later) =>
  page.evaluate((n) => {
    const at = new Date();
    at.setDate(at.getDate() + n);
    return [at.getFullYear(), `${at.getMonth() + 1}`.padStart(2, "0"), `${at.getDate()}`.padStart(2, "0")].join("-");
  }, later);

eachLanguage("a deal's day: contact, activity, task, and after its completion the next step", async ({ app, page }) => {
  const { drawer } = await oneDeal(app, page);
  await drawer.root.locator("[data-customer]").click();
  await drawer.shows("customer");
  await drawer.add("contact", { name: "王经理", phone: "138 1234 5678" });
  await drawer.root.locator("[data-contact]").filter({ hasText: "王经理" }).waitFor();
  await expectAccessible(page, "aside.drawer");
  await page.goBack();
  await drawer.shows("deal");
  await drawer.add("activity", { note: "Asked for the interface list", minutes: "18" });
  await drawer.timeline().filter({ hasText: "Asked for the interface list" }).waitFor();
  await drawer.add("task", { title: "Send the quote", due: await day(page, 1) });
  await drawer.nextStep().filter({ hasText: "Send the quote" }).waitFor();
  // Completing it asks what came of it and what is next, because the deal has nothing else to do.
  await drawer.nextStep().locator(".pill").click();
  await drawer.dialog.locator('[name="result"]').fill("Sent by mail");
  await drawer.dialog.locator('[name="next"]').fill("Call back");
  await drawer.dialog.locator('[name="due"]').fill(await day(page, 3));
  await expectAccessible(page, "dialog[open]");
  await drawer.dialog.locator('[type="submit"]').click();
  await drawer.nextStep().filter({ hasText: "Call back" }).waitFor();
  await drawer.timeline().filter({ hasText: "Sent by mail" }).waitFor();
  await app.saved();
  await app.reload();
  await drawer.shows("deal");
  assert.match(await drawer.nextStep().innerText(), /Call back/);
  assert.equal(await drawer.timeline().filter({ hasText: "Asked for" }).count(), 1);
});

eachLanguage("facts are edited in place, by keyboard too, and a refused value stays", async ({ app, page }) => {
  const { drawer } = await oneDeal(app, page);
  await drawer.edit("amount", "120万");
  await drawer.root.locator("[data-amount]").filter({ hasText: "120" }).or(drawer.root.locator("[data-amount]").filter({ hasText: "1.2M" })).waitFor();
  await drawer.edit("probability", "often");
  assert.ok(await drawer.fact("probability").locator(".field-error").innerText());
  assert.equal(await drawer.fact("probability").locator(".input").inputValue(), "often");
  // The cursor is back in it, from the next frame on.
  await drawer.fact("probability").locator(".input:focus").waitFor();
  await page.keyboard.press("Escape");
  await drawer.fact("probability").locator("button.fact").waitFor();
  await drawer.root.locator('[name="name"]').first().fill("Alpha 二期");
  await page.keyboard.press("Enter");
  await page.locator(".board [data-card]").filter({ hasText: "Alpha 二期" }).waitFor();
  await expectAccessible(page, "aside.drawer");
  // Escape closes, and the focus is back on the card.
  await drawer.root.focus();
  await page.keyboard.press("Escape");
  await drawer.root.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.matches("[data-card]"));
});

eachLanguage("a deal is won and reopened from its drawer on a phone", { device: "phone" }, async ({ app, page }) => {
  const { drawer } = await oneDeal(app, page);
  await expectAccessible(page, "aside.drawer");
  await drawer.act("won").click();
  await drawer.dialog.locator('[type="submit"]').click();
  await drawer.act("reopen").waitFor();
  assert.equal(await drawer.act("won").count(), 0);
  await drawer.act("reopen").click();
  await drawer.act("won").waitFor();
  await drawer.close();
});

eachLanguage("a search on the board follows a contact that is noted meanwhile", async ({ app, page }) => {
  const { board, drawer } = await oneDeal(app, page);
  await drawer.root.locator("[data-customer]").click();
  await drawer.shows("customer");
  await page.locator(".board-page input.find").fill("王经理");
  await board.card("Alpha").waitFor({ state: "detached" });
  await drawer.add("contact", { name: "王经理", phone: "138 1234 5678" });
  await board.card("Alpha").waitFor();
});

eachLanguage("a lead is noted in one line, converted, and its deal knows where it came from", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("empty");
  await app.goTo("leads");
  await page.locator('[data-form="lead"] [name="line"]').fill(lang === "zh" ? "无锡新吴精密 13812345678 展会" : "Wuxi Precision, 020 7946 0000, trade fair");
  await page.keyboard.press("Enter");
  const list = new RecordList(page);
  const row = list.rows().first();
  await row.waitFor();
  assert.match(await row.innerText(), /13812345678|020 7946 0000/);
  await expectAccessible(page, ".list-page");
  await row.click();
  const drawer = new Drawer(page);
  await drawer.shows("lead");
  await expectAccessible(page, "aside.drawer");
  await drawer.act("convert").click();
  await drawer.dialog.locator('[name="amount"]').fill("50000");
  await expectAccessible(page, "dialog[open]");
  await drawer.dialog.locator('[type="submit"]').click();
  await drawer.shows("deal");
  assert.match(await drawer.timeline().allInnerTexts().then((t) => t.join("\n")), lang === "zh" ? /由线索“无锡新吴精密”转化/ : /Converted from the lead “Wuxi Precision”/);
  await drawer.close();
  await list.waitFor(0);
  await list.tab("converted").click();
  await list.waitFor(1);
});

eachLanguage("today lists what is due and completes it", async ({ app, page }) => {
  const { drawer } = await oneDeal(app, page);
  await drawer.add("task", { title: "Send samples", due: await day(page, 0) });
  await drawer.close();
  await app.goTo("today");
  const task = page.locator('[data-panel="due"] [data-task]').filter({ hasText: "Send samples" });
  await task.waitFor();
  await expectAccessible(page, ".today-page");
  await task.locator(".tick").click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator('[type="submit"]').click();
  await task.waitFor({ state: "detached" });
  // Without a next step, the deal is listed as such.
  await page.locator('[data-panel="no_next"] [data-deal]').filter({ hasText: "Alpha" }).waitFor();
});
