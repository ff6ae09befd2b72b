// Page objects: the only place in the tests that knows the markup. Records are found by their ids in data attributes,
// what a person uses by its role. Each area adds its class here or in a file beside this one. What is pressed is clicked with a
// mouse, and tapped on a touch screen.
import { Finger, isTouch, press, type } from "./hand.mjs";
import { expectFits } from "./layout.mjs";

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

  /** Opens a workspace that was left by its whole address. Another workspace is another page load. */
  async visit(address) {
    await this.page.goto("about:blank");
    await this.page.goto(address);
    await this.page.locator(".board-page").waitFor();
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  /** The app sets data-ready on <body> when a first screen stands and takes input; a board's cards come a few at a time. */
  async ready() {
    await this.page.locator("body[data-ready]:not(:has(.board[aria-busy=true]))").waitFor({ state: "attached" });
  }

  /** On the first screen: "empty", or "sample" with its size, S, M or L. */
  async startWith(choice, size) {
    if (size) await this.page.locator("[data-size]").selectOption(size);
    await press(this.page.locator(`[data-choice="${choice}"]`));
    await new Board(this.page).drawn();
  }

  /** On the first screen: opens a file, { name, mimeType, buffer }, as a new workspace. */
  async startWithFile(file) {
    const choosing = this.page.waitForEvent("filechooser");
    await press(this.page.locator('[data-choice="file"]'));
    await (await choosing).setFiles(file);
    await this.page.locator('[data-import="good"]').waitFor();
    await press(this.page.locator('[data-action="as-new"]'));
    await new Board(this.page).drawn();
  }

  /** An entry of the rail, or of the phone's bottom bar or menu, by its word in the address. */
  async goTo(area) {
    const link = this.page.locator(`a[href$="/${area}"]`).filter({ visible: true }).first();
    if (await link.isVisible()) return press(link);
    const name = await this.page.locator(`a.nav[href$="/${area}"] > span`).textContent();
    await press(this.page.locator(".phone-only button").first());
    await press(this.page.getByRole("menuitem", { name, exact: true }));
  }

  /** Goes to a place of the open workspace by its address, such as `settings?section=fields`. */
  async goToAddress(place) {
    await this.page.evaluate((place) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${place}`)), place);
    await this.page.locator(`.page.${place.split("?")[0]}-page`).waitFor();
  }

  /** The menu of workspaces: "new", "rename" or "delete"; on a phone, new ones begin where workspaces are switched. */
  async workspaceMenu(what) {
    await press(this.page.locator(".rail .ws, .phone-only button").filter({ visible: true }).first());
    await press(this.page.getByRole("menuitem").nth({ new: -3, rename: -2, delete: -1 }[what]));
  }

  /** Goes to the first screen, as one who has a workspace does. It is a page of its own, loaded anew. */
  async toStart() {
    const loaded = this.page.waitForEvent("domcontentloaded");
    await this.workspaceMenu("new");
    await loaded;
    await this.ready();
    await this.page.locator("[data-choice]").first().waitFor();
  }

  /** What the open workspace is called. */
  workspaceName() {
    return this.page.locator("[data-workspace]").textContent();
  }

  /** Deletes the open workspace, with its name typed, and waits for the first screen. */
  async deleteWorkspace() {
    const name = await this.workspaceName();
    await this.workspaceMenu("delete");
    const dialog = this.page.locator("dialog[open]");
    const confirm = dialog.locator('[type="submit"]');
    const typed = dialog.locator('[name="confirm"]');
    await typed.fill(name.slice(0, -1));
    if (await confirm.isEnabled()) throw new Error("the whole name must be typed");
    await typed.fill(name);
    const loaded = this.page.waitForEvent("domcontentloaded");
    await press(confirm);
    await loaded;
    await this.ready();
    await this.page.locator("[data-choice]").first().waitFor();
  }

  /** The names in the first screen's list of workspaces. */
  workspaces() {
    return this.page.locator(".workspaces li span").allTextContents();
  }

  /** Waits until everything is on disk. */
  async saved() {
    await this.page.locator('[data-saving="saved"]').waitFor({ state: "attached" });
  }

  async undo() {
    await press(this.page.locator('[data-action="undo"]'));
  }

  async redo() {
    await press(this.page.locator('[data-action="redo"]'));
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

  /** Waits until all cards in sight are drawn. */
  async drawn() {
    await this.page.locator(".board[aria-busy=false]").waitFor();
  }

  /** The names on the cards of a column, from the top. */
  async names(at) {
    await this.drawn();
    return this.column(at).locator("[data-card] .n").allTextContents();
  }

  /** The card of the deal called `name`, wherever it is. */
  card(name) {
    return this.page.locator(".board [data-card]").filter({ hasText: name });
  }

  /** The same, of the deal with an id. */
  cardOf(id) {
    return this.page.locator(`.board [data-card="${id}"]`);
  }

  /** What the columns say: name, number of cards, sum, and beside it the weighted sum, or of when it is. */
  figures() {
    return this.columns().evaluateAll((columns) => columns.map((column) => ({
      stage: [...column.querySelector("h2").childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join("").trim(),
      count: column.querySelector("[data-count]").textContent,
      sum: column.querySelector("[data-column-sum]").textContent,
      note: column.querySelector("header p span").textContent,
    })));
  }

  /** Where a card is: its column and its place in it, from 0. */
  place(card) {
    return card.evaluate((node) => ({
      column: [...document.querySelectorAll("[data-stage]")].indexOf(node.closest("[data-stage]")),
      at: Number(/translateY\((\d+)/.exec(node.closest(".slot").style.transform)[1]) / 124,
    }));
  }

  /** Waits until the card called `name` is in a column, and nowhere else. */
  async holds(at, name) {
    await this.column(at).locator("[data-card]").filter({ hasText: name }).waitFor();
    await this.page.waitForFunction((name) => [...document.querySelectorAll(".board [data-card]")].filter((c) => c.textContent.includes(name)).length === 1, name);
  }

  /** Adds a deal through the form at the head of a column. */
  async add(at, name, customer, amount) {
    await this.tryToAdd(at, name, customer, amount);
    await this.card(name).waitFor();
  }

  /** The same, whatever comes of it. */
  async tryToAdd(at, name, customer, amount) {
    const column = this.column(at);
    const form = column.locator("form.quick");
    if (!(await form.isVisible())) await press(column.locator("button.add"));
    await type(form.locator('[name="name"]'), name);
    await type(form.locator('[name="customer"]'), customer);
    if (amount) await type(form.locator('[name="amount"]'), amount);
    await press(form.locator('[type="submit"]'));
  }

  /** Closes the form at the head of a column. */
  async endAdding(at) {
    const form = this.column(at).locator("form.quick");
    await press(form.locator('[type="button"]'));
    await form.waitFor({ state: "detached" });
  }

  /** An entry of a card's menu: "open", "move", "win", "lose", "invalid", or "up" where it is not the first of its column. */
  async menu(card, entry) {
    await press(card.locator(".card-menu button").first());
    await press(card.getByRole("menuitem").nth(["open", "move", "win", "lose", "invalid", "up"].indexOf(entry)));
  }

  /** Moves a card by its menu and the list of stages, which has no lead stages. */
  async moveTo(card, at) {
    await this.menu(card, "move");
    const name = (await this.figures())[at].stage;
    await press(this.page.locator("dialog[open] .choose-list").getByRole("button", { name, exact: true }));
    await this.page.locator("dialog[open]").waitFor({ state: "detached" });
  }

  /** Lifts a card with what the page is touched by. Resolves to the hand that holds it. */
  async lift(card) {
    await card.scrollIntoViewIfNeeded();
    const box = await card.boundingBox();
    const [x, y] = [box.x + 60, box.y + 30];
    if (await isTouch(this.page)) {
      const finger = new Finger(this.page);
      await finger.down(x, y);
      await this.page.locator(".ghost").waitFor();
      return finger;
    }
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + 20, y + 10, { steps: 3 });
    return { move: (x, y) => mouse.move(x, y, { steps: 8 }), up: () => mouse.up() };
  }

  /** Drags a card, found or by its name, onto one of the zones that end a deal: "won", "lost", "invalid". */
  async dropOn(card, end) {
    const hand = await this.lift(typeof card === "string" ? this.card(card) : card);
    const zone = this.page.locator(`[data-end="${end}"]`);
    const box = await zone.boundingBox();
    await hand.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.locator(`[data-end="${end}"].over`).waitFor();
    await hand.up();
  }

  /** Drags a card, found or by its name, into the upper part of a column; one out of sight comes when the card is held at the edge. */
  async drag(card, at) {
    const hand = await this.lift(typeof card === "string" ? this.card(card) : card);
    const { width } = this.page.viewportSize();
    const list = this.column(at).locator("[data-list]");
    for (let tries = 0; ; tries++) {
      const box = await list.boundingBox();
      const middle = box.x + box.width / 2;
      if (middle > 60 && middle < width - 60) {
        await hand.move(middle, box.y + 20);
        if (await this.column(at).evaluate((column) => column.classList.contains("over"))) break;
      }
      if (tries === 20) throw new Error(`the card cannot be brought over column ${at}`);
      await hand.move(middle < width / 2 ? 8 : width - 8, box.y + 20);
      await this.page.waitForFunction(([at, width]) => {
        const box = document.querySelectorAll("[data-stage]")[at].querySelector("[data-list]").getBoundingClientRect();
        const middle = box.left + box.width / 2;
        return middle > 60 && middle < width - 60;
      }, [at, width]);
    }
    await hand.up();
  }

  /** Fills what the end of a deal asks for, by the names of the fields, and confirms it. */
  async confirmEnd(values = {}) {
    const dialog = this.page.locator("dialog[open]");
    await dialog.waitFor();
    await expectFits(this.page);
    for (const [name, value] of Object.entries(values)) await type(dialog.locator(`[name="${name}"]`), value);
    await press(dialog.locator('[type="submit"]'));
    await dialog.waitFor({ state: "detached" });
  }
}
