// What goes wrong with the browser's storage: each fault says what it is, in both languages; the work stays in memory and can be
// exported; and once the fault is gone, it is saved.
import assert from "node:assert/strict";
import { eachLanguage } from "./support/app.mjs";
import { banner as bannerOf, exported, words } from "./support/changes.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

const toast = (page, text) => page.locator(".toast").filter({ hasText: text });

const deals = (file) => file.tables.deal.map((deal) => deal.name).sort();

for (const kind of ["quota", "abort"]) {
  const fault = kind === "quota" ? "a full disk" : "an aborted transaction";
  eachLanguage(`${fault} is told, the work is exported, and saved once it is over`, { faults: {} }, async ({ app, page, lang }) => {
    await app.open();
    await app.startWith("empty");
    const board = new Board(page);
    await board.add(1, "Alpha", "Acme", "100");
    await app.saved();
    await page.evaluate((kind) => faults.arm(kind, 1), kind);
    await board.add(1, "Beta", "Acme", "200");
    const banner = bannerOf(page);
    await banner.waitFor();
    assert.match(await banner.locator("span").innerText(), words[kind][lang]);
    await page.locator("[data-saving=failed]").first().waitFor({ state: "attached" });
    assert.deepEqual((await board.names(1)).sort(), ["Alpha", "Beta"]);

    await press(banner.locator("[data-action=export]"));
    assert.deepEqual(deals(await exported(app, page)), ["Alpha", "Beta"]);
    // An export tries to save first: after one aborted transaction that is the end of it, on a full disk it is not.
    if (kind === "quota") {
      await press(banner.locator("[data-action=retry]"));
      await page.locator("[data-saving=failed]").first().waitFor({ state: "attached" });
      await page.evaluate((kind) => faults.arm(kind, 0), kind);
      await press(banner.locator("[data-action=retry]"));
    }
    await app.saved();
    await banner.waitFor({ state: "detached" });
    await app.goTo("board");
    await app.reload();
    await board.card("Beta").waitFor();
    assert.deepEqual((await board.names(1)).sort(), ["Alpha", "Beta"]);
  });
}

eachLanguage("without IndexedDB the work is in memory, and nothing takes its place unasked", { faults: { open: 1 } }, async ({ app, page, lang }) => {
  await app.open();
  await toast(page, words.missing[lang]).waitFor();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await page.locator("[data-saving=memory]").first().waitFor({ state: "attached" });
  await app.goTo("data");
  const file = await exported(app, page);
  assert.deepEqual(deals(file), ["Alpha"]);

  // Another file would take the place of what only memory holds.
  file.name = "Other";
  file.tables.deal[0].name = "Gamma";
  const other = { name: "other.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) };
  await page.locator("input[data-file]").setInputFiles(other);
  await press(page.locator("[data-action=as-new]"));
  const dialog = page.locator("dialog[open]");
  assert.match(await dialog.locator("p").first().innerText(), lang === "zh" ? /只在内存中/ : /in memory only/);
  await press(dialog.locator(".buttons button").first());
  await app.goTo("board");
  await new Board(page).card("Alpha").waitFor();
  await app.goTo("data");
  await page.locator("input[data-file]").setInputFiles(other);
  await press(page.locator("[data-action=as-new]"));
  await press(dialog.locator("[data-action=leave-now]"));
  await new Board(page).card("Gamma").waitFor();
});
