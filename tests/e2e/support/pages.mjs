// Page objects: the only place in the tests that knows the markup. Records are found by their ids in data attributes,
// what a person uses by its role. Each area adds its class here or in a file beside this one.

/** The shell. */
export class App {
  constructor(page, url, lang) {
    this.page = page;
    this.url = url;
    this.lang = lang;
  }

  /** Opens the app at a hash route ("" is the start) and waits until it can be used. */
  async open(route = "") {
    await this.page.goto(this.url + route);
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  /** The app sets data-ready on <body> when a first screen stands and takes input. */
  async ready() {
    await this.page.locator("body[data-ready]").waitFor({ state: "attached" });
  }

  /** On the first visit: "empty", "sample" or "file". */
  async startWith(choice) {
    await this.page.locator(`[data-choice="${choice}"]`).click();
    await this.page.locator(".board").waitFor();
  }

  /** An entry of the rail, or of the phone's bottom bar, by its word in the address. */
  async goTo(area) {
    await this.page.locator(`a[href$="/${area}"]`).filter({ visible: true }).first().click();
  }

  /** Waits until everything is on disk. */
  async saved() {
    await this.page.locator('[data-saving="saved"]').waitFor({ state: "attached" });
  }

  async undo() {
    await this.page.locator('[data-action="undo"]').click();
  }

  async redo() {
    await this.page.locator('[data-action="redo"]').click();
  }
}

/** The board. */
export class Board {
  constructor(page) {
    this.page = page;
  }

  columns() {
    return this.page.locator("[data-stage]");
  }

  /** The column at a place, counted from 0: the default pipeline has lead, prospect, contact, proposal, negotiation, won, after. */
  column(at) {
    return this.columns().nth(at);
  }

  /** The names on the cards of a column, from the top. */
  names(at) {
    return this.column(at).locator("[data-card] .n").allTextContents();
  }

  /** The card of the deal called `name`, wherever it is. */
  card(name) {
    return this.page.locator(".board [data-card]").filter({ hasText: name });
  }

  /** Adds a deal through the form at the head of a column. */
  async add(at, name, customer, amount) {
    const column = this.column(at);
    const form = column.locator("form.quick");
    if (!(await form.isVisible())) await column.locator("button.add").click();
    await form.locator('[name="name"]').fill(name);
    await form.locator('[name="customer"]').fill(customer);
    if (amount) await form.locator('[name="amount"]').fill(amount);
    await form.locator('[type="submit"]').click();
    await this.card(name).waitFor();
  }

  /** Drags a card onto one of the zones that end a deal: "won", "lost", "invalid". */
  async dropOn(name, end) {
    const from = await this.card(name).boundingBox();
    await this.page.mouse.move(from.x + 60, from.y + 30);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 80, from.y + 40, { steps: 3 });
    const zone = await this.page.locator(`[data-end="${end}"]`).boundingBox();
    await this.page.mouse.move(zone.x + zone.width / 2, zone.y + zone.height / 2, { steps: 8 });
    await this.page.mouse.up();
  }

  /** Drags a card with the mouse into the upper part of a column. */
  async drag(name, at) {
    const from = await this.card(name).boundingBox();
    const to = await this.column(at).locator("[data-list]").boundingBox();
    await this.page.mouse.move(from.x + 60, from.y + 30);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 80, from.y + 40, { steps: 3 });
    await this.page.mouse.move(to.x + to.width / 2, to.y + 20, { steps: 8 });
    await this.page.mouse.up();
  }
}
