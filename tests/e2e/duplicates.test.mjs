// Duplicates: told while somebody types, listed all at once, merged with all that hangs on them, taken back, told apart for good.
import assert from "node:assert/strict";
import { eachLanguage } from "./support/app.mjs";
import { expectAccessible } from "./support/axe.mjs";
import { Customers } from "./support/customers.mjs";
import { press } from "./support/hand.mjs";
import { expectFits } from "./support/layout.mjs";
import { Board } from "./support/pages.mjs";

const twins = {
  zh: ["苏州恒越物流有限公司", "苏州恒越物流", "安徽天宁制药"],
  en: ["Suzhou Hengyue Logistics Co., Ltd.", "Suzhou Hengyue Logistics", "Anhui Pharma"],
};

/** A workspace with a deal at each twin. */
async function open(app, page, lang) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", twins[lang][0], "100");
  await board.add(1, "Beta", twins[lang][1], "200");
  await board.add(1, "Gamma", twins[lang][2], "300");
}

async function look(app, page) {
  await app.goTo("customers");
  await page.locator('[data-action="duplicates"]').click();
  await page.locator('[data-section="duplicates"] [data-pair]').first().waitFor();
}

const customerOf = (page, deal) => new Board(page).card(deal).locator(".c").innerText();

for (const device of ["desktop", "phone"]) {
  eachLanguage(`two customers become one, deals move along, and it is taken back (${device})`, { device }, async ({ app, page, lang }) => {
    await open(app, page, lang);
    await app.goTo("data");
    await press(page.locator('[data-action="duplicates"]'));
    const pairs = page.locator("[data-pair]");
    await pairs.first().waitFor();
    assert.equal(await pairs.count(), 1);
    await expectAccessible(page);
    await press(pairs.locator('[data-act="merge"]'));
    const dialog = page.getByRole("dialog");
    await press(dialog.getByRole("radio", { name: twins[lang][0] }).first());
    await expectFits(page);
    assert.match(await dialog.locator("[data-along]").innerText(), /1/);
    await expectAccessible(page);
    await press(dialog.locator('[type="submit"]'));
    await dialog.waitFor({ state: "detached" });
    await pairs.waitFor({ state: "detached" });
    await app.goTo("board");
    const board = new Board(page);
    await board.card("Beta").waitFor();
    for (const deal of ["Alpha", "Beta"]) assert.equal(await customerOf(page, deal), twins[lang][0]);
    await app.undo();
    await page.waitForFunction((name) => [...document.querySelectorAll(".board .card .c")].some((c) => c.textContent === name), twins[lang][1]);
    assert.equal(await customerOf(page, "Alpha"), twins[lang][0]);
  });
}

eachLanguage("what is not the same is not listed again, also after a reload", async ({ app, page, lang }) => {
  await open(app, page, lang);
  await look(app, page);
  await press(page.locator('[data-pair] [data-act="apart"]'));
  await page.locator("[data-pair]").waitFor({ state: "detached" });
  await app.saved();
  await app.reload();
  // The address still asks for the list.
  await page.locator("[data-found]").filter({ hasText: lang === "zh" ? "没有发现" : "No duplicates" }).waitFor();
  assert.equal(await page.locator("[data-pair]").count(), 0);
});

eachLanguage("a name that is there is told while it is typed, and opens", async ({ app, page, lang }) => {
  await open(app, page, lang);
  await app.goTo("customers");
  await press(page.locator('[data-action="new-customer"]').first());
  const dialog = page.getByRole("dialog");
  await dialog.locator('[name="name"]').pressSequentially(twins[lang][0]);
  const hint = dialog.locator("[data-duplicate]");
  await hint.locator("li").nth(1).waitFor();
  assert.equal(await hint.locator("li").count(), 2);
  await expectAccessible(page);
  await dialog.locator('[name="name"]').fill("Zzz");
  await hint.waitFor({ state: "detached" });
  await dialog.locator('[name="name"]').fill(twins[lang][2]);
  await press(hint.getByRole("button", { name: twins[lang][2] }));
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => location.hash.includes("open=customer:"));
});

eachLanguage("two ticked customers are merged from their list", async ({ app, page, lang }) => {
  await open(app, page, lang);
  await app.goTo("customers");
  const list = new Customers(page);
  await list.waitFor(3);
  await list.rows().filter({ hasText: twins[lang][2] }).locator(".check").click();
  await list.rows().filter({ hasText: twins[lang][1] }).first().locator(".check").click();
  await press(page.locator('[data-bulk="merge"]'));
  await page.getByRole("dialog").locator("[data-take=name] input[value=goes]").click();
  await press(page.getByRole("dialog").locator('[type="submit"]'));
  await list.waitFor(2);
  await app.undo();
  await list.waitFor(3);
});
