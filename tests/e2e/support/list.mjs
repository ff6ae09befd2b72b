// The page object of a list of records; see pages.mjs.
import { choose, press, type } from "./hand.mjs";

/** A list of customers or leads, as a table or, on a phone, as two lines per record. */
export class RecordList {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog");
  }

  rows() {
    return this.page.locator(".grid [data-row]");
  }

  row(name) {
    return this.rows().filter({ hasText: name });
  }

  /** The names, from the top, as they stand in the list. */
  shown() {
    return this.rows().locator("b:first-child").evaluateAll((names) =>
      names.map((b) => [b.textContent, b.closest("[data-row]").getBoundingClientRect().top]).sort((a, b) => a[1] - b[1]).map(([name]) => name));
  }

  /** Waits until the names are these, from the top. */
  async shows(names) {
    for (let tries = 0; ; tries++) {
      const now = await this.shown();
      if (now.join() === names.join()) return;
      if (tries === 100) throw new Error(`the list shows ${now.join(", ") || "nothing"}, not ${names.join(", ")}`);
      await this.page.waitForTimeout(50);
    }
  }

  async waitFor(count) {
    await this.page.waitForFunction((n) => document.querySelectorAll(".grid [data-row]").length === n, count);
  }

  async search(text) {
    await type(this.page.locator('.list-page input[name="q"]'), text);
  }

  /** Chooses what a filter asks for, by its words; "" for everything. */
  async filter(field, label) {
    await choose(this.page.locator(`[data-filter="${field}"]`), label ? { label } : { value: "" });
  }

  tab(code) {
    return this.page.locator(`.list-page [data-tab="${code}"]`);
  }

  /** Sorts by a field, downwards if asked: by its heading, or where there is none by the choice. */
  async sort(field, down) {
    const choice = this.page.locator("[data-sort]");
    if (await choice.isVisible()) return choice.selectOption(down ? `-${field}` : field);
    const heading = this.page.locator(`[role="columnheader"][data-column="${field}"]`);
    const wanted = down ? "descending" : "ascending";
    for (let presses = 0; (await heading.getAttribute("aria-sort")) !== wanted; presses++) {
      if (presses === 2) throw new Error(`${field} is not sorted ${wanted}`);
      await heading.getByRole("button").click();
    }
  }

  /** Ticks the records of these names. */
  async tick(...names) {
    for (const name of names) await press(this.row(name).locator(".check"));
  }

  /** Changes a field of the ticked records: `fill` fills the dialog's value. */
  async editTogether(field, fill) {
    await press(this.page.locator('[data-bulk="edit"]'));
    await choose(this.dialog.locator('[name="field"]'), { value: field });
    await fill(this.dialog);
    await press(this.dialog.locator('[type="submit"]'));
    await this.dialog.waitFor({ state: "detached" });
  }
}
