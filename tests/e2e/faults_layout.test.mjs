// The next version of the app has another layout of the database: tabs of both versions, and an app that meets data newer than itself. There is one
// layout so far, so the upgrade is what the browser does when somebody asks for a higher number.
import assert from "node:assert/strict";
import { eachLanguage, journey } from "./support/app.mjs";
import { banner, begin, exported, holds, retry, TableImport, words } from "./support/changes.mjs";
import { Databases } from "./support/database.mjs";
import { Board } from "./support/pages.mjs";

const toast = (page, text) => page.locator(".toast").filter({ hasText: text });

/** A workspace with a deal, and what is on the disk. */
async function withDeal(app, page) {
  await app.open();
  await app.startWith("empty");
  const board = new Board(page);
  await board.add(1, "Alpha", "Acme", "100");
  await app.saved();
  const databases = await Databases.of(app);
  const name = await databases.nameFor(page);
  return { board, databases, name, onDisk: await databases.read(name) };
}

/** The next version of the app, in the next page load: it opens this database in a newer layout. */
const nextVersion = (context, upgraded) => context.addInitScript((upgraded) => {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, version) {
    return open.call(this, name, name === upgraded && version ? 2 : version);
  };
}, upgraded);

eachLanguage("an old tab that blocks an upgrade is named, and the workspace opens once it is closed", async ({ app, page, context, lang }) => {
  const { databases, name } = await withDeal(app, page);
  const route = new URL(page.url()).hash;
  await page.goto(`${app.url}manifest.webmanifest`);
  const old = await Databases.of(app);
  await old.hold(name, 1);
  await nextVersion(context, name);
  await page.goto(app.url + route);
  await toast(page, words.blocked[lang]).waitFor();
  await old.page.close();
  await app.ready();
  await page.locator(".workspaces a").first().click();
  await new Board(page).card("Alpha").waitFor();
  assert.equal(await databases.version(name), 2);
});

eachLanguage("data of a newer version can be read and exported, and stay untouched", async ({ app, page, lang }) => {
  const { board, databases, name, onDisk } = await withDeal(app, page);
  const route = new URL(page.url()).hash;
  await page.goto(`${app.url}manifest.webmanifest`);
  await databases.hold(name, 7);
  const names = await databases.names();
  await app.open(route);
  await board.card("Alpha").waitFor();
  await banner(page).filter({ hasText: words.readOnly[lang] }).waitFor();
  await page.locator("[data-saving=read-only]").waitFor({ state: "attached" });
  // What would change it is refused, and says why.
  await board.tryToAdd(1, "Beta", "Acme", "200");
  await page.getByText(words.readOnly[lang]).nth(1).waitFor();
  await page.keyboard.press("Escape");
  assert.deepEqual(holds(await exported(app, page)), ["Alpha 10000"]);
  assert.equal(await databases.version(name), 7);
  assert.deepEqual(await databases.read(name), onDisk, "nothing was written");
  assert.deepEqual(await databases.names(), names, "nothing was begun in its place");
});

eachLanguage("a newer version that takes the data over leaves the old tab its work to export, and gets nothing from it", async ({ app, page, lang }) => {
  const { board, databases, name, onDisk } = await withDeal(app, page);
  // It need not wait: the old tab lets go at once.
  await databases.hold(name, 2);
  await toast(page, words.newer[lang]).waitFor();
  await board.add(1, "Beta", "Acme", "200");
  await banner(page).waitFor();
  await retry(page);
  await banner(page).filter({ hasText: words.newer[lang] }).waitFor();
  assert.deepEqual(await databases.read(name), onDisk);
  assert.deepEqual(holds(await exported(app, page)), ["Alpha 10000", "Beta 20000"]);
});

journey("a newer tab takes the data over: the old one says so and reloads into the new version, and nothing is lost", {}, async ({ app, page, context, lang }) => {
  const { board, name } = await withDeal(app, page);
  await nextVersion(context, name);
  const newer = await context.newPage();
  await newer.goto(page.url());
  await new Board(newer).card("Alpha").waitFor();
  await toast(page, words.newer[lang]).waitFor();
  await page.bringToFront();
  await app.reload();
  await board.card("Alpha").waitFor();
  await board.add(1, "Beta", "Acme", "200");
  await app.saved();
  await new Board(newer).card("Beta").waitFor();
});

journey("a newer version takes the data over during an import: it is said, and the data are those before or after it", { faults: {} }, async ({ app, page, lang, faults }) => {
  const before = holds(await begin(app, page));
  const databases = await Databases.of(app);
  const name = await databases.nameFor(page);
  const change = new TableImport();
  await change.ready(app, page);
  await faults.arm(page, "newer", 1);
  await change.go(page);
  await toast(page, words.newer[lang]).waitFor();
  await change.outcome(page);
  while ((await databases.version(name)) !== 2);
  const found = holds(await exported(app, page));
  assert.ok([before, change.deals].some((deals) => deals.join() === found.join()), `${found} is neither before nor after`);
});
