// A file in which somebody deleted a customer and a rep whom a deal still needs: both are shown, marked, and come back on request.
import assert from "node:assert/strict";
import { eachLanguage } from "./support/app.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";

const id = (n) => `00000000-0000-8000-8000-00000000a00${n}`;
const merged = {
  format: "loudou-workspace",
  version: 1,
  name: "Merged",
  tables: {
    rep: [{ id: id(1), name: "Ann Lee", deleted: true }, { id: id(2), name: "Bo", deleted: true }],
    customer: [
      { id: id(3), name: "Acme", deleted: true },
      { id: id(4), name: "Nobody's", deleted: true },
      { id: id(5), name: "Alive" },
    ],
    deal: [{ id: id(6), name: "Plan", customer: id(3), owner: id(1), stage: "提案", created: "2026-03-05" }],
  },
};

for (const device of ["desktop", "phone"]) {
  eachLanguage(`a deleted customer whom a deal needs is kept, marked and restored on a ${device}`, { device }, async ({ app, page, lang }) => {
    await app.open();
    await page.locator("input[data-file]").setInputFiles({ name: "merged.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(merged)) });
    await press(page.locator("[data-action=as-new]"));
    await page.locator(".board-page").waitFor();
    const go = (rest) => page.evaluate((rest) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${rest}`)), rest);

    await go("customers");
    await page.locator(`[data-row="${id(3)}"]`).waitFor();
    assert.deepEqual(await page.locator(".grid-body [data-row]").evaluateAll((rows) => rows.map((row) => row.dataset.row).sort()), [id(3), id(5)]);

    const marked = () => page.locator(".grid-body [data-kept]").evaluateAll((marks) => marks.map((mark) => mark.closest("[data-row]").dataset.row));
    assert.deepEqual(await marked(), [id(3)]);

    const drawer = new Drawer(page);
    await press(page.locator(`[data-row="${id(3)}"]`));
    await drawer.shows("customer");
    const note = drawer.root.locator("[data-kept]");
    assert.match(await note.innerText(), lang === "zh" ? /已删除，但还有 1 条记录需要它/ : /Deleted, but 1 record needs it/);
    await press(drawer.act("delete"));
    await page.locator("[data-toast], .toast").first().waitFor();
    assert.equal(await note.count(), 1, "the deal stands in the way");
    await press(drawer.act("restore"));
    await note.waitFor({ state: "detached" });
    assert.deepEqual(await marked(), []);
    await drawer.close();
    await press(page.locator("[data-action=undo]:not([aria-disabled=true])").first());
    await press(page.locator(`[data-row="${id(3)}"]`));
    await note.waitFor();
    await drawer.close();

    await go("settings?section=people");
    const people = page.locator('[data-table="rep"] > li');
    await people.first().waitFor();
    assert.deepEqual(await people.evaluateAll((rows) => rows.map((row) => row.dataset.row)), [id(1)], "nobody needs Bo");
    assert.equal(await people.locator("[data-kept]").count(), 1);
  });
}
