// The hand of a journey: a mouse, or on a touch screen a finger whose touches are real ones.

/** Whether the page is used with fingers. */
export function isTouch(page) {
  return page.evaluate(() => matchMedia("(pointer: coarse)").matches);
}

/** Clicks, or taps on a touch screen. */
export async function press(locator) {
  const touch = await locator.evaluate(() => matchMedia("(pointer: coarse)").matches);
  await (touch ? locator.tap() : locator.click());
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
