// The hand of a journey: a mouse, on a touch screen a finger whose touches are real ones, or, where a journey says so, the keyboard and nothing
// else: what is to be used is reached as its user reaches it, by Tab, by arrows within boards, tables and menus.

/** Whether the page is used with fingers. */
export function isTouch(page) {
  return page.evaluate(() => matchMedia("(pointer: coarse)").matches);
}

const byKeyboard = new WeakSet();

/** From now on a page is used by keyboard alone. */
export const useKeyboard = (page) => byKeyboard.add(page);

/** Clicks, or taps on a touch screen, or goes there and presses a key. */
export async function press(locator) {
  const page = locator.page();
  if (byKeyboard.has(page)) {
    await reach(locator);
    const key = await locator.evaluate((node) => {
      const box = node.closest("label")?.control ?? node;
      return { checkbox: "Space", file: "Space", radio: "" }[box.type] ?? "Enter";
    });
    if (key) await page.keyboard.press(key);
    return;
  }
  await ((await isTouch(page)) ? locator.tap() : locator.click());
}

/** Writes into a field, in place of what stands there. */
export async function type(locator, text) {
  const page = locator.page();
  if (!byKeyboard.has(page)) {
    if (await isTouch(page)) await locator.tap();
    return locator.fill(text);
  }
  await reach(locator);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Chooses an option of a select: { label }, { value } or { index }. */
export async function choose(locator, wanted) {
  const page = locator.page();
  if (!byKeyboard.has(page)) return locator.selectOption(wanted);
  await reach(locator);
  const steps = await locator.evaluate((select, { label, value, index }) => {
    const to = index ?? [...select.options].findIndex((option) => (label === undefined ? option.value === value : option.label.trim() === label));
    return to - select.selectedIndex;
  }, wanted);
  for (let i = 0; i < Math.abs(steps); i++) await page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
}

/** Runs in the page: which key brings the focus nearer to what is found; none if it has it. */
const nextKey = (node) => {
  const list = node.closest("[data-card], .grid [data-row]");
  // A tick in a row is the row's own key.
  const target = node.closest("label")?.control ?? node.closest("[role=menuitem], button, a[href], input, select, textarea, summary, [tabindex]") ?? node;
  const now = document.activeElement;
  const wanted = list && target.tabIndex < 0 && target.matches("input") ? list : target;
  if (now === wanted) return "";
  if (wanted.matches("[role=menuitem]")) return "ArrowDown";
  if (wanted.type === "radio" && now.name === wanted.name) return now.compareDocumentPosition(wanted) & 4 ? "ArrowDown" : "ArrowUp";
  const from = now?.closest("[data-card], .grid [data-row]");
  if (list && from && list !== from) {
    const column = (of) => [...document.querySelectorAll("[data-stage]")].indexOf(of.closest("[data-stage]"));
    const height = (of) => of.getBoundingClientRect().top;
    const [across, down] = [column(list) - column(from), height(list) - height(from)];
    if (now !== from) return "Shift+Tab";
    return across ? (across > 0 ? "ArrowRight" : "ArrowLeft") : down > 0 ? "ArrowDown" : "ArrowUp";
  }
  // From a card to the tools in it; else along the page.
  return now && now !== document.body && !(now.compareDocumentPosition(wanted) & 4) ? "Shift+Tab" : "Tab";
};

/** Waits until what was done is drawn, and the focus has followed. */
export const followed = (page) => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(drawn)))));

/** Leads the focus to what is found, by keys only. */
export async function reach(locator) {
  await locator.waitFor({ state: "attached" });
  const page = locator.page();
  // A field that has just opened is about to take the focus: a Tab before that would leave it.
  await followed(page);
  for (let presses = 0; presses < 250; presses++) {
    const key = await locator.evaluate(nextKey);
    if (!key) return;
    await page.keyboard.press(key);
    // So does an arrow's, once the card or row is drawn.
    if (key.startsWith("Arrow")) await followed(page);
  }
  const now = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
  throw new Error(`no key leads to ${locator}; the focus is on ${now}`);
}

/** One finger on the screen. */
export class Finger {
  constructor(page) {
    this.session = page.context().newCDPSession(page);
  }

  async touch(type, points) {
    await (await this.session).send("Input.dispatchTouchEvent", { type, touchPoints: points });
  }

  down(x, y) {
    return this.touch("touchStart", [{ x, y }]);
  }

  move(x, y) {
    return this.touch("touchMove", [{ x, y }]);
  }

  async up() {
    await this.touch("touchEnd", []);
    await (await this.session).detach();
  }
}

/** A quick stroke of a finger, from the right part of what is found to the left. */
export async function swipeLeft(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  const finger = new Finger(locator.page());
  await finger.session;
  const [from, to, steps] = [x + width - 20, x + 10, 10];
  // Not one by one: as long as the page takes to answer, a finger that waits for it would rest, and lift what is under it.
  const all = [finger.down(from, y + height / 2)];
  for (let i = 1; i <= steps; i++) {
    all.push(finger.move(from + ((to - from) * i) / steps, y + height / 2));
    await new Promise((next) => setTimeout(next, 16));
  }
  await Promise.all(all);
  await finger.up();
}

/** A keyboard and nothing else: what is to be used must be reached. */
export class Keyboard {
  constructor(page) {
    this.page = page;
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Waits until what matches a selector has the focus, and can be seen. */
  async isOn(selector) {
    const there = (selector) => {
      const node = document.activeElement;
      const box = node?.getBoundingClientRect();
      return node?.matches(selector) && box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    };
    await this.page.waitForFunction(there, selector, { timeout: 5_000 }).catch(async () => {
      const now = await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
      throw new Error(`the focus is not on ${selector}, but on ${now}`);
    });
  }

  /** Presses Tab until what matches a selector has the focus. */
  async tabTo(selector, most = 60) {
    for (let i = 0; i < most; i++) {
      await this.page.keyboard.press("Tab");
      if (await this.page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector)) return;
    }
    throw new Error(`${most} presses of Tab do not lead to ${selector}`);
  }
}
