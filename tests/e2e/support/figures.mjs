// The screens of figures: tables by the block that they stand in, rows counted from 0.

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
}
