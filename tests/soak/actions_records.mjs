// What the soak's user does with records: on the board, in drawers, in lists. An action is { name, weight, run(tab, chance, n), says? }: `says`
// are the codes of errors that it may bring up.
import { press } from "../e2e/support/hand.mjs";
import { RecordList } from "../e2e/support/list.mjs";
import { Nothing, something } from "./tab.mjs";

/** What may be refused on the way of a deal. */
const way = ["already_closed", "already_open", "already_converted", "leave_needs_fields", "after_needs_won", "win_needs_amount", "lose_needs_reason", "stage_not_for_deals"];

/** A drawer, on what the tab shows. Its table. */
async function opened(tab, chance) {
  const { page, drawer } = tab;
  if (!(await drawer.root.isVisible())) {
    if (tab.screen() === "customers" || tab.screen() === "leads") {
      await (await tab.any(chance, ".grid [data-row] b:first-child")).click();
    } else {
      await tab.at("board");
      const card = await tab.card(chance, chance.below(5));
      await card.locator(".n").click();
    }
    await drawer.root.waitFor();
  }
  // Its record may have been deleted, here or in the other tab: then it says so.
  await drawer.root.locator("header").first().waitFor();
  something(await drawer.root.locator(".facts").count(), "the drawer's record is deleted");
  return drawer.root.getAttribute("data-drawer");
}

/** Presses what may open a dialog, and answers that. */
async function pressAndAnswer(tab, chance, locator) {
  await press(locator);
  await maybeAnswer(tab, chance);
}

/** Answers a dialog if one is open once what was done is drawn. */
async function maybeAnswer(tab, chance) {
  await tab.painted();
  for (let i = 0; i < 2 && (await tab.dialog.count()) > 0; i++) await tab.answer(chance);
}

/** Fills the drawer's open form for an activity, task, contact or deal, and sends it; leaves it if that is refused. */
async function sent(tab, chance, what) {
  const form = tab.drawer.root.locator(`[data-form="${what}"]`);
  await form.waitFor();
  await tab.fill(form, chance);
  await form.locator('[type="submit"]').click();
  const says = await tab.page.waitForFunction((what) => {
    const form = document.querySelector(`aside.drawer [data-form="${what}"]`);
    if (!form) return { done: true };
    const errors = [...form.querySelectorAll(".field-error")].map((e) => e.textContent.trim()).filter(Boolean);
    return errors.length > 0 && { errors };
  }, what);
  const { errors = [] } = await says.jsonValue();
  tab.refused(errors);
  if (errors.length === 0) return;
  await form.locator(".buttons button").first().click();
  await form.waitFor({ state: "detached" });
}

const board = [
  {
    name: "add a deal at the head of a column",
    weight: 6,
    async run(tab, chance, n) {
      await tab.at("board");
      await tab.board.tryToAdd(1 + chance.below(4), `商机 ${n} ${chance.text()}`, `客户 ${chance.onceIn(3) ? chance.below(40) : n}`, chance.onceIn(4) ? "" : chance.amount());
      const form = tab.page.locator("form.quick");
      await tab.page.waitForFunction(() => {
        const form = document.querySelector("form.quick");
        return !form || form.querySelector('[name="name"]').value === "" || [...form.querySelectorAll(".field-error")].some((e) => e.textContent.trim());
      });
      tab.refused((await form.locator(".field-error").allTextContents()).filter((text) => text.trim()));
      await tab.page.keyboard.press("Escape");
      await form.waitFor({ state: "detached" });
    },
  },
  {
    name: "move a card by key",
    weight: 10,
    says: way,
    async run(tab, chance) {
      await tab.at("board");
      const card = await tab.card(chance, 1 + chance.below(6));
      await card.focus();
      for (const key of chance.of([["]"], ["]"], ["["], ["Space", "ArrowRight", "Enter"], ["Space", "ArrowDown", "ArrowDown", "Space"], ["Space", "ArrowLeft", "Escape"], ["w"], ["l"]])) {
        await tab.page.keyboard.press(key);
      }
      await maybeAnswer(tab, chance);
    },
  },
  {
    name: "move a card by the dialog M",
    weight: 5,
    says: way,
    async run(tab, chance) {
      await tab.at("board");
      const card = await tab.card(chance);
      await card.focus();
      await tab.page.keyboard.press("m");
      await tab.dialog.waitFor();
      if (chance.onceIn(5)) return tab.escape();
      await (await tab.any(chance, "dialog[open] .choose-list button")).click();
      await maybeAnswer(tab, chance);
    },
  },
  {
    name: "drag a card",
    weight: 6,
    says: way,
    async run(tab, chance) {
      await tab.at("board");
      const card = await tab.card(chance);
      if (chance.onceIn(4)) await tab.board.dropOn(card, chance.of(["won", "lost", "invalid"]));
      else await tab.board.drag(card, 1 + chance.below(5));
      await maybeAnswer(tab, chance);
    },
  },
  {
    name: "take an entry of a card's menu",
    weight: 3,
    says: way,
    async run(tab, chance) {
      await tab.at("board");
      const entry = chance.of(["open", "win", "lose", "invalid"]);
      await tab.board.menu(await tab.card(chance), entry);
      if (entry !== "open") await maybeAnswer(tab, chance);
    },
  },
  {
    name: "filter the board",
    weight: 4,
    async run(tab, chance) {
      await tab.at("board");
      const { page } = tab;
      const how = chance.below(4);
      if (how === 0) await page.locator(".board-page input.find").fill(chance.of(["公司", "szys", "138", "北京", "无此内容"]));
      else if (how === 1) await chosen(tab, chance, ".board-page select[data-filter]");
      else if (how === 2) await (await tab.any(chance, ".board-page [data-only]")).click();
      else await chosen(tab, chance, ".board-page .head select");
      await tab.stands("board");
      if (chance.onceIn(2) && (await page.locator(".board-page .chip.clear").count()) > 0) await page.locator(".board-page .chip.clear").click();
    },
  },
];

/** Chooses one of the entries of one of the choices that match a selector. */
export async function chosen(tab, chance, selector) {
  const select = await tab.any(chance, selector);
  const values = await select.evaluate((node) => [...node.options].map((o) => o.value));
  await select.selectOption(something(chance.of(values), "a choice without entries"));
}

const drawers = [
  {
    name: "open a record",
    weight: 4,
    async run(tab, chance) {
      if (await tab.drawer.root.isVisible()) await tab.drawer.close();
      await opened(tab, chance);
    },
  },
  {
    name: "edit a fact in the drawer",
    weight: 12,
    says: ["date_order", "credit_sum"],
    async run(tab, chance) {
      await opened(tab, chance);
      const fact = await tab.one(chance, "aside.drawer dd[data-fact]:has(> button.fact)", "data-fact");
      const place = tab.drawer.fact(fact);
      await place.locator("button.fact").click();
      const editor = place.locator("input, select, textarea").first();
      await editor.waitFor();
      const field = await editor.evaluate((node) => ({
        tag: node.tagName,
        type: node.type,
        list: node.getAttribute("role") === "combobox" || node.hasAttribute("list"),
        options: [...(node.options ?? [])].map((o) => o.value),
      }));
      if (field.tag === "SELECT") await editor.selectOption(chance.of(field.options));
      else if (field.list) {
        await editor.fill("有限公司");
        const offered = await editor.evaluate((node) => [...(node.list?.options ?? [])].map((o) => o.value));
        if (offered.length > 0) await editor.fill(chance.of(offered));
        else await editor.fill("");
      }
      else if (field.type !== "checkbox") await editor.fill(chance.value({ name: fact, type: field.type }));
      await editor.press(chance.onceIn(6) ? "Escape" : field.tag === "TEXTAREA" ? "Control+Enter" : "Enter");
      // Closed again, or it says what is wrong with it.
      const says = await tab.page.waitForFunction((fact) => {
        const dd = document.querySelector(`aside.drawer dd[data-fact="${fact}"]`);
        if (!dd || dd.querySelector("button.fact")) return { done: true };
        const errors = [...dd.querySelectorAll(".field-error")].map((e) => e.textContent.trim()).filter(Boolean);
        return errors.length > 0 && { errors };
      }, fact);
      const { errors = [] } = await says.jsonValue();
      tab.refused(errors);
      if (errors.length > 0) {
        await editor.press("Escape");
        await place.locator("button.fact").waitFor();
      }
    },
  },
  {
    name: "rename a record",
    weight: 2,
    async run(tab, chance) {
      await opened(tab, chance);
      const name = tab.drawer.root.locator("input.name-input");
      await name.fill(chance.onceIn(10) ? "" : `${chance.text()} ${chance.below(1_000)}`);
      await name.press("Enter");
      tab.refused((await tab.drawer.root.locator(".dh-name .field-error").allTextContents()).filter((text) => text.trim()));
    },
  },
  {
    name: "add to a record",
    weight: 8,
    async run(tab, chance) {
      await opened(tab, chance);
      const what = await tab.one(chance, "aside.drawer [data-add]", "data-add");
      await tab.drawer.root.locator(`[data-add="${what}"]`).first().click();
      await sent(tab, chance, what);
    },
  },
  {
    name: "press a button of the drawer's head",
    weight: 6,
    says: [...way, "in_use"],
    async run(tab, chance) {
      await opened(tab, chance);
      const act = await tab.one(chance, "aside.drawer header [data-act]", "data-act");
      if (act === "delete" && !chance.onceIn(2)) throw new Nothing("rather not deleted");
      await pressAndAnswer(tab, chance, tab.drawer.act(act).first());
    },
  },
  {
    name: "complete a record's next step",
    weight: 3,
    says: ["already_done"],
    async run(tab, chance) {
      await opened(tab, chance);
      something(await tab.drawer.nextStep().locator(".pill").count(), "no next step");
      await tab.drawer.nextStep().locator(".pill").first().click();
      // Where there is no next step, one is asked for in its place.
      const form = tab.drawer.root.locator('[data-form="task"]');
      await form.or(tab.dialog).first().waitFor();
      if ((await form.count()) > 0) await sent(tab, chance, "task");
      else await tab.answer(chance);
    },
  },
  {
    name: "tag a record",
    weight: 2,
    async run(tab, chance) {
      await opened(tab, chance);
      const select = await tab.any(chance, "aside.drawer dd.chips select");
      const values = await select.evaluate((node) => [...node.options].map((o) => o.value).filter(Boolean));
      await select.selectOption(something(chance.of(values), "no tag left"));
    },
  },
  {
    name: "go on to the customer",
    weight: 2,
    async run(tab, chance) {
      if ((await opened(tab, chance)) !== "deal") throw new Nothing("not a deal");
      something(await tab.drawer.root.locator("[data-customer]").count(), "no customer");
      await tab.drawer.root.locator("[data-customer]").first().click();
      await tab.drawer.shows("customer");
    },
  },
  {
    name: "close the drawer",
    weight: 3,
    async run(tab, chance) {
      something(await tab.drawer.root.isVisible(), "no drawer is open");
      if (chance.onceIn(2)) return tab.drawer.close();
      await tab.drawer.root.focus();
      await tab.page.keyboard.press("Escape");
      await tab.drawer.root.waitFor({ state: "detached" });
    },
  },
];

/** Goes to a list that is not narrowed so far that nothing is left. */
async function list(tab, chance, screen = chance.of(["customers", "leads"])) {
  await tab.at(screen);
  return new RecordList(tab.page);
}

const lists = [
  {
    name: "note a lead in one line",
    weight: 4,
    async run(tab, chance, n) {
      await tab.at("leads");
      const line = tab.page.locator('[data-form="lead"] [name="line"]');
      await line.fill(`线索 ${n} 139${`${n}`.padStart(8, "0")} 展会`);
      await line.press("Enter");
      await tab.page.waitForFunction(() => document.querySelector('[data-form="lead"] [name="line"]').value === "");
    },
  },
  {
    name: "search, filter or sort a list",
    weight: 5,
    async run(tab, chance) {
      const now = await list(tab, chance);
      const how = chance.below(4);
      if (how === 0) await now.search(chance.of(["szys", "138", "科技", "Ltd", "北京", "没有这样的"]));
      else if (how === 1) await chosen(tab, chance, ".list-page select[data-filter]");
      else if (how === 2) await (await tab.any(chance, '.list-page [role="columnheader"] button')).click();
      else if ((await tab.page.locator(".list-page [data-tab]").count()) > 0) await (await tab.any(chance, ".list-page [data-tab]")).click();
      await tab.page.locator(".list-page .grid, .list-page .empty").first().waitFor();
      if (chance.onceIn(2) && (await tab.page.locator(".list-page .chip.clear").count()) > 0) await tab.page.locator(".list-page .chip.clear").click();
    },
  },
  {
    name: "edit rows of a list together",
    weight: 3,
    async run(tab, chance) {
      const now = await list(tab, chance);
      await ticked(tab, chance, 1 + chance.below(6));
      await tab.page.locator('[data-bulk="edit"]').click();
      const field = now.dialog.locator('[name="field"]');
      const names = await field.evaluate((node) => [...node.options].map((o) => o.value));
      await field.selectOption(chance.of(names));
      await tab.answer(chance, { leave: chance.onceIn(5) });
      await unticked(tab);
    },
  },
  {
    name: "delete rows of a list together",
    weight: 1,
    says: ["in_use"],
    async run(tab, chance) {
      await list(tab, chance);
      await ticked(tab, chance, 1 + chance.below(3));
      await tab.page.locator('[data-bulk="delete"]').click();
      await unticked(tab);
    },
  },
  {
    name: "give up leads together",
    weight: 1,
    says: ["already_converted", "already_closed"],
    async run(tab, chance) {
      await list(tab, chance, "leads");
      await ticked(tab, chance, 1 + chance.below(2));
      await tab.page.locator('[data-bulk="invalid"]').click();
      await unticked(tab);
    },
  },
];

/** Ticks rows that can be seen. */
async function ticked(tab, chance, many) {
  const ids = await tab.page.locator(".grid [data-row]").evaluateAll((rows) => rows.slice(0, 12).map((row) => row.dataset.row));
  something(ids.length, "an empty list");
  const at = chance.below(ids.length);
  for (const id of ids.slice(at, at + many)) await tab.page.locator(`.grid [data-row="${id}"] .check`).click();
  await tab.page.locator(".bulk").waitFor();
}

async function unticked(tab) {
  const bar = tab.page.locator(".bulk .button.plain");
  if (await bar.isVisible()) await bar.click();
}

export const records = [...board, ...drawers, ...lists];
