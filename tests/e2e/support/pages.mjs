// Page objects: the only place in the tests that knows the markup. A screen is found by its data-testid, what a person
// uses in it by its role. Each area adds its class here or in a file beside this one.
// Convention of ids: start-empty, start-sample, start-file; nav-<area>; board-column, deal-card; undo, redo, quick-add.

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

  byId(id) {
    return this.page.getByTestId(id);
  }

  /** On the first visit: "empty" or "sample". */
  async startWith(choice) {
    await this.byId(`start-${choice}`).click();
  }

  /** An entry of the rail, or of the phone's bottom bar. */
  async goTo(area) {
    await this.byId(`nav-${area}`).filter({ visible: true }).first().click();
  }
}

/** The board. */
export class Board {
  constructor(page) {
    this.page = page;
  }

  columns() {
    return this.page.getByTestId("board-column");
  }

  /** The column whose heading holds `name`. */
  column(name) {
    return this.columns().filter({ has: this.page.getByRole("heading", { name }) });
  }

  /** The card of the deal called `name`, wherever it is. */
  card(name) {
    return this.page.getByTestId("deal-card").filter({ hasText: name });
  }
}
