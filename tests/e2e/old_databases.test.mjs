// A database that an older version wrote, of every layout there was, opens with all that is in it. tests/old_databases.rs says how the
// fixtures are made; it looks at them more closely, without a browser.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { eachLanguage } from "./support/app.mjs";
import { DataScreen, hashes } from "./support/data.mjs";
import { press } from "./support/hand.mjs";
import { ChangeLog } from "./support/log.mjs";
import { bare, outside } from "./support/safety.mjs";

const folder = new URL("../fixtures/", import.meta.url);
const layouts = readdirSync(folder).flatMap((name) => name.match(/^database_(\d+)\.json$/)?.[1] ?? []);

/** Writes a fixture into the browser as that version left it; `parts` names its databases: the workspace, and if wanted the registry. */
async function write(app, fixture, parts) {
  await outside(app);
  await app.page.evaluate(async ([fixture, parts]) => {
    const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const place = new URL(".", location).pathname;
    const names = { workspace: fixture.slot, registry: "registry" };
    for (const part of parts) {
      const db = await new Promise((done, fail) => {
        const request = indexedDB.open(`loudou:${place}:${names[part]}`, fixture.layout);
        request.onupgradeneeded = () => {
          for (const table of Object.keys(fixture[part])) request.result.createObjectStore(table, { autoIncrement: fixture.counted.includes(table) });
        };
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
      const tx = db.transaction(Object.keys(fixture[part]), "readwrite");
      for (const [table, rows] of Object.entries(fixture[part])) {
        for (const [key, value] of Object.entries(rows)) tx.objectStore(table).put(bytes(value), Number(key));
      }
      await new Promise((done, fail) => {
        tx.oncomplete = done;
        tx.onabort = () => fail(tx.error);
      });
      db.close();
    }
  }, [fixture, parts]);
}

for (const layout of layouts) {
  const fixture = JSON.parse(readFileSync(new URL(`database_${layout}.json`, folder)));
  const expected = readFileSync(new URL(`database_${layout}.export.json`, folder));

  eachLanguage(`a database of layout ${layout} opens: its data, its log, its snapshots, and what can be undone`, { allow: bare }, async ({ app, page }) => {
    const data = new DataScreen(app);
    await write(app, fixture, ["workspace", "registry"]);
    await app.open();
    const { name } = JSON.parse(expected);
    assert.deepEqual(await app.workspaces(), [name]);
    await press(page.locator(".workspaces li a").first());
    await page.locator(".board-page").waitFor();
    await app.ready();
    const exported = await data.exported();
    assert.deepEqual(JSON.parse(exported).tables, JSON.parse(expected).tables);
    assert.deepEqual(hashes(exported), hashes(expected));
    assert.equal(JSON.parse(exported).workspace, JSON.parse(expected).workspace);
    assert.equal(await page.locator(".banner[role=alert]").count(), 0, "nothing is damaged");

    assert.equal(await data.snapshots().count(), 2);
    const log = new ChangeLog(page);
    await log.entries("merge").waitFor();
    assert.equal(await log.entries("customer.edit").count(), 4);

    // Undo goes back to the merge and beyond it; redo comes forward again.
    await data.undo();
    const undone = JSON.parse(await data.exported()).tables.deal;
    assert.ok(undone.some((deal) => deal.name === "Lathe 车床"), "the name before the last change");
    await data.redo();
    for (let n = 0; n < 6; n++) await data.undo();
    assert.ok(!JSON.parse(await data.exported()).tables.customer.some((row) => /From the rep/.test(row.name)), "the merge is taken back");
    await data.undo();
    assert.equal(JSON.parse(await data.exported()).tables.customer.find((row) => /East Mill/.test(row.name)).website, undefined, "and the change before it");
    await app.reload();
    assert.ok(JSON.parse(await data.exported()).tables.customer.some((row) => /East Mill/.test(row.name)));
  });

  eachLanguage(`a database of layout ${layout} without its registry is found by its bookmark`, { allow: bare }, async ({ app }) => {
    const data = new DataScreen(app);
    await write(app, fixture, ["workspace"]);
    await app.open(`#/w/${fixture.slot}/board`);
    assert.deepEqual(hashes(await data.exported()), hashes(expected));
    assert.equal(await app.workspaceName(), JSON.parse(expected).name);
  });
}
