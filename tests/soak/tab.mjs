// One of the soak's tabs: the hands that its actions share, and the look at what the page says after each of them.
import { App, Board } from "../e2e/support/pages.mjs";
import { DataScreen } from "../e2e/support/data.mjs";
import { Drawer } from "../e2e/support/drawer.mjs";
import { followed } from "../e2e/support/hand.mjs";
import { isError } from "./words.mjs";

/** The sign that each screen stands. */
const signs = {
  today: ".today-page", board: ".board-page .board", leads: '.list-page[data-list-of="lead"]', customers: '.list-page[data-list-of="customer"]',
  goals: '[data-screen="goals"]', funnel: '[data-screen="funnel"]', data: ".data-page", settings: ".settings-page",
};
export const screens = Object.keys(signs);

/** Thrown where there is nothing to do an action with; counted. */
export class Nothing extends Error {}

/** Throws `Nothing` unless there is something. */
export function something(thing, what) {
  if (!thing && thing !== "") throw new Nothing(what);
  return thing;
}

export class Tab {
  /** How often it was reminded of a backup, and how many values forms refused. */
  reminders = 0;
  refusals = 0;

  constructor(page, url, name) {
    this.page = page;
    this.name = name;
    this.app = new App(page, url, "zh");
    this.board = new Board(page);
    this.drawer = new Drawer(page);
    this.data = new DataScreen(this.app);
    this.dialog = page.locator("dialog[open]");
    page.setDefaultTimeout(10_000);
    // Asked only while something is not saved; a hasty user says yes.
    page.on("dialog", (dialog) => dialog.accept().catch(() => {}));
    // The reminder of a backup comes when it is due. It lies over some things and under others, so it is put off by a script.
    page.addLocatorHandler(page.locator("[data-reminder]"), async () => {
      this.reminders += 1;
      await page.evaluate(() => document.querySelector('[data-remind="later"]')?.click());
    });
  }

  /** Goes to a screen by the rail, if it is not there. Filters are left behind. */
  async at(screen) {
    const on = await this.page.evaluate((sign) => location.hash.includes("?") ? false : Boolean(document.querySelector(sign)), signs[screen]);
    if (!on) {
      await this.app.goTo(screen);
      // Until the app has heard of the address, what the former one filtered still stands.
      await this.painted();
    }
    await this.stands(screen);
  }

  /** Waits until what was just done is drawn. */
  painted() {
    return followed(this.page);
  }

  /** Waits until a screen stands. */
  async stands(screen) {
    await this.page.locator(signs[screen]).waitFor();
    await this.page.locator("main:not(:has([aria-busy=true]))").waitFor();
    if (screen === "board") await this.page.locator(".board [data-stage]").first().waitFor();
  }

  /** Goes to a screen's plain address, whatever was chosen before. */
  async toPlain(screen) {
    // The app hears of an address after it changed: until then what the former one showed, a drawer perhaps, still stands.
    await this.page.evaluate((screen) => new Promise((done) => {
      const address = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${screen}`);
      if (address === location.hash) return done();
      addEventListener("hashchange", () => requestAnimationFrame(() => done()), { once: true });
      location.hash = address;
    }), screen);
    await this.stands(screen);
  }

  screen() {
    return /#\/w\/[^/]+\/(\w+)/.exec(this.page.url())?.[1];
  }

  /** One of the values that an attribute has on what matches a selector. */
  async one(chance, selector, attribute) {
    const all = await this.page.locator(selector).evaluateAll((nodes, attribute) =>
      nodes.filter((n) => n.checkVisibility()).map((n) => n.getAttribute(attribute)), attribute);
    return something(chance.of(all), `nothing matches ${selector}`);
  }

  /** One of the elements that match a selector and can be seen. */
  async any(chance, selector) {
    const all = await this.page.locator(selector).evaluateAll((nodes) =>
      nodes.map((node, at) => [node, at]).filter(([node]) => node.checkVisibility() && !node.disabled).map(([, at]) => at));
    return this.page.locator(selector).nth(something(chance.of(all), `nothing matches ${selector}`));
  }

  /** The card of a deal or, in column 0, of a lead, that can be seen. */
  async card(chance, column = 1 + chance.below(4)) {
    const ids = await this.page.evaluate((column) => {
      const list = document.querySelectorAll("[data-stage]")[column]?.querySelector("[data-list]");
      const box = list?.getBoundingClientRect();
      const inside = (r) => r.top >= box.top && r.bottom <= box.bottom + 40 && r.left >= 0 && r.right <= innerWidth;
      return [...(list?.querySelectorAll("[data-card]") ?? [])].filter((c) => inside(c.getBoundingClientRect())).map((c) => c.dataset.card);
    }, column);
    return this.board.cardOf(something(chance.of(ids), `no card in column ${column}`));
  }

  /** Fills some of a form's fields, and all that must be filled. */
  async fill(root, chance, most = 4) {
    const fields = await root.locator("input, select, textarea").evaluateAll((nodes) => nodes.map((node, at) => ({
      at,
      tag: node.tagName,
      type: node.type,
      name: node.name,
      list: node.getAttribute("role") === "combobox" || node.hasAttribute("list"),
      options: node.tagName === "SELECT" ? [...node.options].filter((o) => o.value).map((o) => o.value) : [],
      must: Boolean(node.closest("label, .field")?.querySelector(".required")) || node.required,
      empty: !node.value,
      usable: node.checkVisibility() && !node.disabled && !node.readOnly,
    })));
    const nodes = await root.locator("input, select, textarea").elementHandles();
    try {
      await this.#fillFields(fields, nodes, chance, most);
    } finally {
      // A handle keeps its node, and all that hangs together with it.
      await Promise.all(nodes.map((node) => node.dispose()));
    }
  }

  async #fillFields(fields, nodes, chance, most) {
    let left = most;
    const asked = fields.filter(({ usable, type }) => usable && !["checkbox", "radio", "file", "search"].includes(type));
    // A form that asks for one or two things wants them.
    const few = asked.length <= 2;
    for (const field of asked) {
      if (!((field.must || few) && field.empty) && (left <= 0 || !chance.onceIn(2))) continue;
      // What names another record must name one; only a new deal may have a new customer, and rows a new tag.
      if (field.list && !["customer", "tag"].includes(field.name)) continue;
      // A choice may have brought up other fields in place of these.
      const node = nodes[field.at];
      if (field.name === "field" || !(await node.isVisible())) continue;
      left -= 1;
      if (field.tag === "SELECT") {
        if (field.options.length > 0) await node.selectOption(chance.of(field.options));
      } else await node.fill(chance.value(field));
    }
  }

  /** Answers the dialog that is open: fills and sends it, or leaves it. What is refused there is left by Escape, once it is known what it says. */
  async answer(chance, { leave = chance.onceIn(6), most } = {}) {
    await this.dialog.first().waitFor();
    const form = this.dialog.locator("form").last();
    if (leave || (await form.count()) === 0) return this.escape();
    await this.fill(form, chance, most);
    const submit = form.locator('[type="submit"]').last();
    if ((await submit.count()) === 0 || !(await submit.isEnabled())) return this.escape();
    await this.dialog.last().evaluate((node) => void (node.dataset.soak = "sent"));
    await submit.click();
    await this.#answered();
    await this.escape();
  }

  /** Waits until a dialog that was sent is gone, another, or says what is wrong. */
  async #answered() {
    const says = await this.page.waitForFunction(() => {
      const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
      if (!dialog || !dialog.dataset.soak) return { done: true };
      const errors = [...dialog.querySelectorAll(".field-error")].map((e) => e.textContent.trim()).filter(Boolean);
      return errors.length > 0 && { errors };
    });
    const { errors = [] } = await says.jsonValue();
    this.refused(errors);
  }

  /** Keeps account of what forms refused, and fails on words that no error code has. */
  refused(errors) {
    for (const text of errors) if (!isError(text)) throw new Error(`a form says what no error code has: ${text}`);
    this.refusals += errors.length;
  }

  /** Leaves menus and dialogs by Escape. */
  async escape() {
    const open = () => this.page.evaluate(() => document.querySelectorAll('dialog[open], [role="menu"]').length);
    for (let tries = 0; (await open()) > 0; tries++) {
      if (tries === 5) throw new Error(`Escape does not close ${await this.page.evaluate(() => document.querySelector('dialog[open], [role="menu"]')?.outerHTML.slice(0, 300))}`);
      await this.page.keyboard.press("Escape");
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    }
  }

  /** Waits until everything is on disk. */
  async saved() {
    await this.app.saved();
    return Number(await this.page.locator("[data-saved]").first().getAttribute("data-saved"));
  }

  /** Sets the clock ahead and takes what the page says: bad messages, which are closed, and the banner. */
  async look(ahead) {
    return this.page.evaluate((ahead) => {
      globalThis.ahead = ahead;
      localStorage.setItem("clock-ahead", ahead);
      const bad = [...document.querySelectorAll(".toast.bad")].map((toast) => {
        toast.querySelector(".icon-button").click();
        return toast.querySelector("span").textContent;
      });
      const banner = [...document.querySelectorAll(".banner[role=alert]")].map((b) => b.textContent);
      return { bad, banner };
    }, ahead);
  }
}
