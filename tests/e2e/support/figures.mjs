// The screens of figures: tables by the block that they stand in, rows counted from 0.
import { choose, press, type } from "./hand.mjs";
import { expectFits } from "./layout.mjs";

/** The minor units of an amount as the app shows it: ¥2,500.50, ¥1.2万, ¥12K. */
export function minorUnits(text) {
  const found = /^(-?)[^\d-]*([\d,]+(?:\.\d+)?)(万|亿|K|M)?$/.exec(text.trim());
  if (!found) throw new Error(`not an amount: ${text}`);
  const unit = { 万: 1e4, 亿: 1e8, K: 1e3, M: 1e6 }[found[3]] ?? 1;
  return Math.round(Number(`${found[1]}${found[2].replaceAll(",", "")}`) * unit * 100);
}

/** Waits until all figures of a screen are there, and looks at its charts one by one: they are drawn when they come into sight. */
export async function drawn(page) {
  await page.locator("main:has(.chart):not(:has([aria-busy=true]))").waitFor();
  const charts = page.locator("main .chart");
  for (let at = 0; at < (await charts.count()); at++) {
    await charts.nth(at).scrollIntoViewIfNeeded();
    await charts.nth(at).and(page.locator("[data-chart=shown]")).waitFor();
  }
  await page.locator(".page").evaluate((page) => page.scrollTo(0, 0));
}

export class Figures {
  constructor(page) {
    this.page = page;
  }

  cell(block, row, column) {
    return this.page.locator(`[data-block="${block}"] tbody tr`).nth(row).locator("th, td").nth(column);
  }

  /** What a row shows, without the small words below its figures. */
  async row(block, at) {
    const row = this.page.locator(`[data-block="${block}"] tbody tr`).nth(at);
    await row.waitFor();
    const texts = row.locator("th, td").evaluateAll((cells) =>
      cells.map((cell) => (cell.querySelector(".figure, .figure-text")?.textContent ?? "").trim()));
    return texts;
  }

  /** What all rows show. */
  async table(block) {
    const rows = this.page.locator(`[data-block="${block}"] tbody tr`);
    await rows.first().waitFor();
    return rows.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) =>
      (cell.querySelector(".figure, .figure-text")?.textContent ?? "").trim())));
  }

  /** The key figures of the funnel screen: by the name of the tile, its value and the values below it, with their small words. */
  async tiles() {
    await this.page.locator("[data-tile]").first().waitFor();
    return this.page.locator("[data-tile]").evaluateAll((tiles) => Object.fromEntries(tiles.map((tile) => {
      const figures = [...tile.querySelectorAll(".tile-value, dd")];
      return [tile.dataset.tile, figures.map((f) => (f.querySelector(".figure, .figure-text")?.textContent ?? "").trim())];
    })));
  }

  /** Everything that the funnel screen says of the stages, in both of its views, and its key figures. */
  async funnel() {
    await this.page.locator('[data-screen="funnel"]').waitFor();
    // The filters are within reach.
    await this.page.locator('[data-filter="period"]').click({ trial: true });
    const view = this.page.locator('[data-screen="funnel"] .switch button');
    const cohort = await this.table("funnel");
    const tiles = await this.tiles();
    await press(view.nth(1));
    await this.page.waitForURL(/view=snapshot/);
    await view.nth(1).and(this.page.locator('[aria-pressed="true"]')).waitFor();
    const snapshot = await this.table("funnel");
    await press(view.nth(0));
    await view.nth(0).and(this.page.locator('[aria-pressed="true"]')).waitFor();
    return { cohort, snapshot, tiles };
  }
}

/** The goals screen. */
export class Goals {
  constructor(page) {
    this.page = page;
    this.dialog = page.locator("dialog[open]");
    this.cells = page.locator('[data-block="overview"] .goal-cell');
  }

  /** A goal for everybody and this year: what is counted ("revenue", "deals_won" …) and how much. */
  async add(measure, base) {
    await press(this.page.locator('[data-action="new-goal"]'));
    await choose(this.dialog.locator('[name="measure"]'), { value: measure });
    await expectFits(this.page);
    await type(this.dialog.locator('[name="base"]'), base);
    await press(this.dialog.locator('[type="submit"]'));
    await this.dialog.waitFor({ state: "detached" });
  }

  /** Gives the goal that is shown another aim, for a reason. */
  async change(base, reason) {
    await press(this.page.locator('[data-action="change-goal"]'));
    await type(this.dialog.locator('[name="base"]'), base);
    await type(this.dialog.locator('[name="reason"]'), reason);
    await press(this.dialog.locator('[type="submit"]'));
    await this.dialog.waitFor({ state: "detached" });
  }

  /** The goals in the overview, in its order: what each one's cell shows, and how it stands: done, and what is aimed at. */
  async standings() {
    await this.cells.first().waitFor();
    const all = [];
    for (let i = 0; i < (await this.cells.count()); i++) {
      await press(this.cells.nth(i));
      await this.page.locator('[data-block="overview"] .goal-cell').nth(i).and(this.page.locator('[aria-current="true"]')).waitFor();
      const cell = await this.cells.nth(i).locator("b, small").allTextContents();
      const [done, base] = await this.page.locator('[data-block="goal"] .standing dd').evaluateAll((facts) =>
        facts.map((fact) => fact.querySelector(".figure, .figure-text").textContent.trim()));
      const percent = await this.page.locator("[data-attainment]").textContent();
      all.push({ cell, done, base, percent });
    }
    return all;
  }
}
