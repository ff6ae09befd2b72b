// The page object of the change log; see pages.mjs.
import { press } from "./hand.mjs";

/** The change log, a section of the data screen. */
export class ChangeLog {
  constructor(page) {
    this.page = page;
    this.root = page.locator("[data-part=log]");
  }

  /** Waits until it shows the changes of one record of a table. */
  async ofRecord(table) {
    await this.root.locator(`[data-log-of="${table}"]`).waitFor();
  }

  /** The changes made by a command, the newest first. */
  entries(command) {
    return this.root.locator(`[data-entry="${command}"]`);
  }

  /** Opens a change. */
  async open(entry) {
    await press(entry.locator("summary"));
    await entry.locator(".log-rows").waitFor();
  }

  /** A field of an open change. */
  cell(entry, field) {
    return entry.locator(`[data-cell="${field}"]`);
  }

  /** The button that writes its former value again. */
  restore(entry, field) {
    return this.cell(entry, field).locator("[data-action=restore-value]");
  }

  /** Searches. */
  async type(text) {
    await this.root.locator("input[name=q]").fill(text);
  }
}
