// Own fields: declared in the settings, filled in wherever their records are, and still there after a reload.
import assert from "node:assert/strict";
import { expectAccessible } from "./support/axe.mjs";
import { eachLanguage } from "./support/app.mjs";
import { Drawer } from "./support/drawer.mjs";
import { press } from "./support/hand.mjs";
import { Board } from "./support/pages.mjs";

/** One per kind of value and per record type that used to be left out; a customer's and a deal's stand for the rest. */
const declared = [
  { table: "contact", holds: "text", zh: "爱好", en: "Hobby" },
  { table: "task", holds: "number", zh: "预算人天", en: "Person days" },
  { table: "activity", holds: "choice", zh: "气氛", en: "Mood", options: "good\nbad" },
  { table: "product", holds: "date", zh: "上市日期", en: "On sale from" },
  { table: "customer", holds: "yes_no", zh: "上市公司", en: "Listed" },
  { table: "deal", holds: "text", zh: "项目编号", en: "Project number" },
];

/** Declares them, and gives the names of their inputs by table. */
async function declare(app, page) {
  await app.goToAddress("settings?section=fields");
  const rows = page.locator('[data-table="own_field"] .row-edit');
  const names = {};
  for (const [i, field] of declared.entries()) {
    await press(page.locator('[data-add="own_field"]'));
    const form = page.locator("[data-adding=own_field]");
    const offered = await form.locator("[name=table] option").evaluateAll((all) => all.map((o) => o.value).filter(Boolean));
    assert.deepEqual(offered.sort(), ["activity", "contact", "customer", "deal", "lead", "product", "task"]);
    for (const choice of ["table", "holds"]) await form.locator(`[name=${choice}]`).selectOption(field[choice]);
    for (const text of ["zh", "en", "options"]) await form.locator(`[name=${text}]`).fill(field[text] ?? "");
    await press(form.locator("[type=submit]"));
    await form.waitFor({ state: "detached" });
    await rows.nth(i).waitFor();
    names[field.table] = `own.${await rows.nth(i).getAttribute("data-row")}`;
  }
  return names;
}

/** The input of an own field in a form. */
const input = (form, name) => form.locator(`[name="${name}"]`);

for (const device of ["desktop", "phone"]) {
  eachLanguage(`own fields of every record are filled in where the records are, ${device}`, { device }, async ({ app, page, lang }) => {
    await app.open();
    await app.startWith("empty");
    await new Board(page).add(1, "Alpha", "Acme", "100");
    await page.keyboard.press("Escape");
    const names = await declare(app, page);
    const label = (table) => declared.find((f) => f.table === table)[lang];

    // A product, as it is added and as it stands in its row.
    await app.goToAddress("settings?section=products");
    await press(page.locator('[data-add="product"]'));
    const adding = page.locator("[data-adding=product]");
    await adding.locator("[name=name]").fill("Scanner");
    await input(adding, names.product).fill("2031-04-01");
    await expectAccessible(page);
    await press(adding.locator("[type=submit]"));
    await adding.waitFor({ state: "detached" });
    const product = page.locator('[data-table="product"] .row-edit').first();
    assert.equal(await input(product, names.product).inputValue(), "2031-04-01");
    await input(product, names.product).fill("2031-05-02");
    await input(product, names.product).blur();

    // A deal and its activity and task; what cannot be read is said at the field, and nothing is made.
    await app.goToAddress("board");
    await press(new Board(page).card("Alpha"));
    const drawer = new Drawer(page);
    await drawer.shows("deal");
    await drawer.edit(names.deal, "P-77");
    await drawer.fact(names.deal).filter({ hasText: "P-77" }).waitFor();
    await press(drawer.root.locator('[data-add="activity"]'));
    const activity = drawer.root.locator('[data-form="activity"]');
    await activity.locator("[name=note]").fill("Showed the scanner");
    await input(activity, names.activity).selectOption("good");
    await press(activity.locator("[type=submit]"));
    await activity.waitFor({ state: "detached" });
    await press(drawer.root.locator('[data-add="task"]'));
    const task = drawer.root.locator('[data-form="task"]');
    await task.locator("[name=title]").fill("Send the quote");
    await input(task, names.task).fill("many");
    await press(task.locator("[type=submit]"));
    await task.locator(`[data-field="${names.task}"] .field-error:not(:empty)`).waitFor();
    await expectAccessible(page, "aside.drawer");
    await input(task, names.task).fill("2.5");
    await press(task.locator("[type=submit]"));
    await task.waitFor({ state: "detached" });

    // The customer and its contact.
    await press(drawer.root.locator("[data-customer]"));
    await drawer.shows("customer");
    await press(drawer.fact(names.customer).locator("button.fact"));
    await press(drawer.fact(names.customer).locator(".check"));
    await drawer.root.locator('[name="name"]').first().focus();
    await press(drawer.root.locator('[data-add="contact"]'));
    const contact = drawer.root.locator('[data-form="contact"]');
    await contact.locator("[name=name]").fill("Wang");
    await input(contact, names.contact).fill("Chess");
    await press(contact.locator("[type=submit]"));
    await contact.waitFor({ state: "detached" });

    await app.saved();
    await app.reload();
    await drawer.shows("customer");
    const says = (table, value) => (lang === "zh" ? `${label(table)}：${value}` : `${label(table)}: ${value}`);
    const person = drawer.root.locator("[data-contact]");
    await person.filter({ hasText: says("contact", "Chess") }).waitFor();
    await drawer.fact(names.customer).filter({ hasText: lang === "zh" ? "是" : "Yes" }).waitFor();
    await drawer.timeline().filter({ hasText: says("activity", "good") }).waitFor();
    await drawer.root.locator("[data-task]").filter({ hasText: says("task", "2.5") }).waitFor();
    // Editing shows what is there; clearing it takes it away, and undo brings it back.
    await press(person.locator(".icon-button").first());
    const edited = person.locator('[data-form="contact"]');
    assert.equal(await input(edited, names.contact).inputValue(), "Chess");
    await input(edited, names.contact).fill("");
    await press(edited.locator("[type=submit]"));
    await edited.waitFor({ state: "detached" });
    assert.equal(await person.filter({ hasText: "Chess" }).count(), 0);
    await page.keyboard.press("Control+z");
    await person.filter({ hasText: says("contact", "Chess") }).waitFor();
    await page.goBack();
    await drawer.shows("deal");
    await drawer.fact(names.deal).filter({ hasText: "P-77" }).waitFor();
    await drawer.close();

    // Quick add knows them too.
    await app.goToAddress("today");
    await press(page.locator(".top .primary"));
    const quick = page.getByRole("dialog");
    await quick.locator("[name=title]").fill("Call back");
    await input(quick, names.task).fill("3");
    await expectAccessible(page, "dialog[open]");
    await press(quick.locator("[type=submit]"));
    await quick.waitFor({ state: "detached" });
    await page.locator("[data-task]").filter({ hasText: says("task", "3") }).waitFor();

    await app.goToAddress("settings?section=products");
    assert.equal(await input(product, names.product).inputValue(), "2031-05-02");
  });
}
