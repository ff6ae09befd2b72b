// Files behind a passphrase, and a team's template behind a link.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { eachLanguage, journey } from "./support/app.mjs";
import { dist } from "./support/browser.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

const asFile = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });

async function downloaded(page, act) {
  const download = page.waitForEvent("download", { timeout: 30_000 });
  await act();
  return readFileSync(await (await download).path());
}

eachLanguage("an encrypted file opens with its passphrase only, and a changed byte is told", async ({ app, page, lang }) => {
  await app.open();
  await app.startWith("empty");
  await new Board(page).add(1, "Alpha", "Acme", "100");
  await app.saved();
  await app.goToAddress("data");
  await page.locator("[data-part=sealed] summary").click();
  const form = page.locator("[data-form=sealed]");
  await form.locator("[name=passphrase]").fill("short");
  await press(form.locator("[data-action=export-sealed]"));
  await form.locator(".error").waitFor();
  await form.locator("[name=passphrase]").fill("一个 long passphrase");
  const bytes = await downloaded(page, () => press(form.locator("[data-action=export-sealed]")));
  assert.match(bytes.subarray(0, 200).toString(), /^\{"format":"loudou-sealed","version":1,"kdf":"PBKDF2-SHA-256","rounds":600000/);
  assert.equal(bytes.includes("Alpha"), false);

  const unlock = page.locator("[data-form=unlock]");
  const open = async (name, buffer) => page.locator("input[data-file]").setInputFiles(asFile(name, buffer));
  await open("secret.loudou", bytes);
  await unlock.locator("[name=passphrase]").fill("wrong passphrase");
  await press(unlock.locator("[type=submit]"));
  await unlock.locator(".error").filter({ hasText: lang === "zh" ? "口令不对" : "The passphrase is wrong" }).waitFor();
  await unlock.locator("[name=passphrase]").fill("一个 long passphrase");
  await press(unlock.locator("[type=submit]"));
  await page.locator("[data-import=good]").waitFor();

  for (const at of [30, bytes.indexOf(10) + 5, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] ^= 1;
    await open("changed.loudou", changed);
    const bad = page.locator("[data-import=bad]").filter({ hasText: "changed.loudou" });
    await bad.waitFor();
    assert.match(await bad.innerText(), lang === "zh" ? /损坏或被改动/ : /damaged or was changed/);
    await press(bad.locator(".buttons .button").first());
    await bad.waitFor({ state: "detached" });
  }
});

journey("a team's template lies beside the page: a link shows it, and nothing is made before the user says so", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "S");
  await app.goToAddress("data");
  await page.locator("[data-part=template] summary").click();
  const bytes = await downloaded(page, () => press(page.locator("[data-action=export-template]")));
  const file = JSON.parse(bytes.toString());
  assert.equal(file.tables.customer.length + file.tables.deal.length + file.tables.activity.length, 0);
  assert.equal(file.tables.rep.length > 0 && file.tables.goal.length > 0, true);
  assert.equal(file.partial.template, true);
  const name = `team-${process.pid}.json`;
  const beside = `${dist}/${name}`;
  writeFileSync(beside, bytes);
  let asked = 0;
  page.on("request", (request) => (asked += new URL(request.url()).pathname.endsWith(name) ? 1 : 0));
  try {
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).length);
    const before = await databases();
    await page.goto("about:blank");
    await app.open(`#/open?from=${name}`);
    await page.locator("[data-import=good]").waitFor();
    await page.locator("[data-known]").waitFor();
    assert.equal(await databases(), before);
    await press(page.locator("[data-action=as-new]"));
    await page.locator(".board-page").waitFor();
    assert.equal(await page.locator(".board [data-card]").count(), 0);
    assert.equal(await databases(), before + 1);
    assert.equal(asked, 1, "the first screen was drawn anew while the workspace was made, and asked for the file again");
  } finally {
    rmSync(beside);
  }
});

journey("a link to a file that is not there says so, and links lead to no other folder", { allow: [/404/] }, async ({ app, page }) => {
  await app.open("#/open?from=gone.json");
  await page.locator(".start .error").waitFor();
  await page.goto("about:blank");
  await app.open("#/open?from=..%2Fteam.json");
  await page.locator(".start").waitFor();
  assert.equal(await page.locator(".start .error, [data-import]").count(), 0);
});
