// The page object of the drawer; see pages.mjs.
import { press, type } from "./hand.mjs";
import { Board } from "./pages.mjs";

/** The drawer of a deal, customer or lead, with the dialogs that it opens. */
export class Drawer {
  constructor(page) {
    this.page = page;
    this.root = page.locator("aside.drawer");
    this.dialog = page.locator("dialog[open]");
  }

  /** Waits until it shows a record of a table. */
  async shows(table) {
    await this.page.locator(`aside.drawer[data-drawer="${table}"]`).waitFor();
  }

  /** The text of a fact. */
  fact(field) {
    return this.root.locator(`[data-fact="${field}"]`);
  }

  /** Turns a fact into its editor, fills it and leaves it by Enter. */
  async edit(field, value) {
    await press(this.fact(field).locator("button.fact"));
    await type(this.fact(field).locator(".input"), value);
    await this.page.keyboard.press("Enter");
  }

  /** Opens the form for an activity, task, contact or deal, fills fields by their names and sends it. */
  async add(what, values) {
    await press(this.root.locator(`[data-add="${what}"]`));
    const form = this.root.locator(`[data-form="${what}"]`);
    for (const [name, value] of Object.entries(values)) await type(form.locator(`[name="${name}"]`), value);
    await press(form.locator('[type="submit"]'));
    await form.waitFor({ state: "detached" });
  }

  /** A button of the head: move, won, lost, invalid, reopen, convert, delete … */
  act(code) {
    return this.root.locator(`[data-act="${code}"]`);
  }

  nextStep() {
    return this.root.locator("[data-next-step]");
  }

  timeline() {
    return this.root.locator(".tl > li");
  }

  async close() {
    await press(this.root.locator('[data-action="close-drawer"]'));
    await this.root.waitFor({ state: "detached" });
  }
}

/** Opens a deal of the board, gives one of its fields another value, and closes it. */
export async function editDeal(page, name, field, value) {
  const drawer = new Drawer(page);
  await press(new Board(page).card(name).locator(".n"));
  await drawer.shows("deal");
  await drawer.edit(field, value);
  await drawer.close();
}
