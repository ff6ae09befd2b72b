// Leads as a team keeps them: noted in one line, found, sorted, filtered, edited together, given up, deleted and brought back.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage, journey } from "./support/app.mjs";
import { DataScreen, jsonFile } from "./support/data.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { RecordList } from "./support/list.mjs";

const lines = {
  zh: ["苏州恒越物流 13812340000 展会", "安徽天宁制药 13812340001 官网", "北京中科仪器 13812340002 展会"],
  en: ["Suzhou Logistics, 020 7946 0000, trade fair", "Anhui Pharma, 020 7946 0001, website", "Beijing Instruments, 020 7946 0002, trade fair"],
};
const names = { zh: ["苏州恒越物流", "安徽天宁制药", "北京中科仪器"], en: ["Suzhou Logistics", "Anhui Pharma", "Beijing Instruments"] };
const fair = { zh: "展会", en: "Trade fair" };

async function open(app, page, lang) {
  await app.open();
  await app.startWith("empty");
  await app.goTo("leads");
  const list = new RecordList(page);
  for (const [i, line] of lines[lang].entries()) {
    await page.locator('[data-form="lead"] [name="line"]').fill(line);
    await press(page.locator('[data-form="lead"] [type="submit"]'));
    await list.waitFor(i + 1);
  }
  return list;
}

for (const device of ["desktop", "phone"]) {
  eachLanguage(`leads are sorted, found and filtered, ${device}`, { device }, async ({ app, page, lang }) => {
    const list = await open(app, page, lang);
    const [suzhou, anhui, beijing] = names[lang];
    await list.shows([beijing, anhui, suzhou]);
    await list.sort("name", false);
    await list.shows([anhui, beijing, suzhou]);
    await list.sort("name", true);
    await list.shows([suzhou, beijing, anhui]);
    await list.search(lang === "zh" ? "szhy" : "suzhou");
    await list.shows([suzhou]);
    await list.search(lang === "zh" ? "12340001" : "79460001");
    await list.shows([anhui]);
    await list.search("");
    await list.filter("source", fair[lang]);
    await list.shows([suzhou, beijing]);
    assert.match(await list.tab("open").innerText(), /2/);
    assert.match(await list.tab("invalid").innerText(), /0/);
    await expectAccessible(page);
    // The address keeps all of it; what nothing passes says so, and one press shows all again.
    await app.reload();
    await list.shows([suzhou, beijing]);
    await list.search("xyz");
    await press(page.locator(".list-page .empty button"));
    await list.shows([suzhou, beijing, anhui]);
    // Mail addresses are looked up as well.
    await press(list.row(anhui));
    const drawer = new Drawer(page);
    await drawer.shows("lead");
    await drawer.edit("email", "info@tianning.example");
    await drawer.fact("email").filter({ hasText: "info@tianning.example" }).waitFor();
    await drawer.close();
    await list.search("@TIANNING");
    await list.shows([anhui]);
  });

  eachLanguage(`leads are edited together, given up, deleted and brought back, ${device}`, { device }, async ({ app, page, lang }) => {
    const list = await open(app, page, lang);
    const [suzhou, anhui, beijing] = names[lang];
    await list.tick(suzhou, anhui);
    await list.editTogether("source", async (dialog) => {
      await dialog.locator('[name="source"]').selectOption({ label: fair[lang] });
      await expectAccessible(page);
    });
    await list.filter("source", fair[lang]);
    await list.shows([beijing, anhui, suzhou]);
    await list.editTogether("tags", (dialog) => dialog.locator('[name="tag"]').fill("VIP"));
    await list.filter("tags", "VIP");
    await list.shows([anhui, suzhou]);
    await list.filter("tags", "");
    await list.filter("source", "");
    // What is not found is unticked: what is done together is in sight.
    await list.search(anhui);
    await list.shows([anhui]);
    await list.search("");
    await list.shows([beijing, anhui, suzhou]);
    assert.match(await page.locator(".bulk b").innerText(), /1/);
    await press(page.locator('[data-bulk="invalid"]'));
    await list.shows([beijing, suzhou]);
    await press(list.tab("invalid"));
    await list.shows([anhui]);
    await press(list.tab("all"));
    await list.shows([beijing, anhui, suzhou]);
    await app.saved();
    await app.reload();
    await list.shows([beijing, anhui, suzhou]);
    await list.tick(beijing, suzhou);
    await press(page.locator('[data-bulk="delete"]'));
    await list.shows([anhui]);
    await app.undo();
    await list.shows([beijing, anhui, suzhou]);
    await app.saved();
    await app.reload();
    await list.shows([beijing, anhui, suzhou]);
  });
}

eachLanguage("the columns of leads are chosen, and a converted lead is under its tab", async ({ app, page, lang }) => {
  const list = await open(app, page, lang);
  const heads = () => page.locator('[role="columnheader"][data-column]').evaluateAll((all) => all.map((h) => h.dataset.column));
  assert.ok(!(await heads()).includes("industry"));
  await page.locator('[data-action="columns"]').click();
  await list.dialog.locator('[name="industry"]').check();
  await list.dialog.locator('[name="phone"]').uncheck();
  await expectAccessible(page, "dialog[open]");
  await list.dialog.locator(".primary").click();
  const now = await heads();
  assert.ok(now.includes("industry") && !now.includes("phone") && now.includes("name"));
  await list.row(names[lang][0]).click();
  const drawer = new Drawer(page);
  await drawer.shows("lead");
  await drawer.act("convert").click();
  await drawer.dialog.locator('[type="submit"]').click();
  await drawer.shows("deal");
  await drawer.close();
  await list.waitFor(2);
  await list.tab("converted").click();
  await list.shows([names[lang][0]]);
  await page.locator('.state[data-state="converted"]').waitFor();
  // A converted lead cannot be given up; the message says why.
  await list.tick(names[lang][0]);
  await page.locator('[data-bulk="invalid"]').click();
  await page.locator(".toast.bad").waitFor();
  await list.shows([names[lang][0]]);
});

journey("leads of the same minute stand alike wherever the file is opened (they stood as they lay in memory)", {}, async ({ app, page }) => {
  await app.open();
  await app.startWith("sample", "M");
  const [list, data] = [new RecordList(page), new DataScreen(app)];
  await app.goTo("leads");
  await list.rows().first().waitFor();
  const here = await list.shown();
  const file = jsonFile("leads.loudou.json", await data.exported());
  await data.openAsNew(file);
  await app.goTo("leads");
  await list.rows().first().waitFor();
  await list.shows(here);
});
