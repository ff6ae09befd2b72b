// The page object of the data screen: files out and in; see pages.mjs.
import assert from "node:assert/strict";
import { savedBy } from "./files.mjs";
import { press } from "./hand.mjs";
import { until } from "./safety.mjs";

/** A file to choose. */
export const jsonFile = (name, buffer) => ({ name, mimeType: "application/json", buffer });

/** What an export says of each table: the hash of its rows. Equal hashes are equal data, stamps and deleted rows included. */
export function hashes(bytes) {
  const { sha256 } = JSON.parse(bytes);
  assert.ok(Object.keys(sha256).length > 10, "an export has a hash per table");
  return sha256;
}

/** The data screen. */
export class DataScreen {
  constructor(app) {
    this.app = app;
    this.page = app.page;
  }

  async open() {
    await this.app.goToAddress("data");
  }

  /** The bytes of what is exported by a button of the screen. */
  async exported(action = "export-all") {
    await this.open();
    return (await savedBy(this.page, () => press(this.page.locator(`[data-action=${action}]`).first()))).bytes;
  }

  /** Chooses files, wherever there is a chooser. */
  async choose(files) {
    await this.page.locator("input[data-file]").first().setInputFiles(files);
  }

  /** The same with the browser's own dialog, which the button opens. */
  async chooseByHand(files) {
    const choosing = this.page.waitForEvent("filechooser");
    await press(this.page.locator(".file-button").first());
    await (await choosing).setFiles(files);
  }

  /** Opens a workspace file as a workspace of its own, on this screen or wherever files are opened. Its address. */
  async openAsNew(file) {
    await this.choose(file);
    await this.page.locator("[data-import=good]").waitFor();
    await press(this.page.locator("[data-action=as-new]"));
    await this.page.locator(".board-page").waitFor();
    await this.app.ready();
    return this.page.url();
  }

  /** Chooses one file or many to merge, and waits for what that would bring. */
  async previewMerge(...files) {
    await this.open();
    await this.choose(files);
    if (files.length === 1) await press(this.page.locator("[data-action=merge]"));
    await this.page.locator("[data-merge=shown]").waitFor();
  }

  /** Carries the merge out. */
  async merge() {
    await press(this.page.locator("[data-action=merge-now]"));
    await this.page.locator("[data-merge=done]").waitFor();
    await this.app.saved();
  }

  /** Per file that is to be merged: name, whose, made, new, changed, shared, conflicts. */
  incoming() {
    return this.page.locator("[data-list=files] tbody tr").evaluateAll((rows) =>
      rows.map((row) => [row.querySelector(".file-name"), ...row.querySelectorAll("td[data-label]")].map((cell) => cell.textContent.trim())));
  }

  /** Checks a table that was chosen, as it is mapped. */
  async checkTable() {
    await this.page.locator("[data-import=table]").waitFor();
    await press(this.page.locator("[data-action=check-table]"));
    await this.page.locator("[data-import=planned]").waitFor();
  }

  /** Imports what was checked. */
  async importTable() {
    await press(this.page.locator("[data-action=import-table]"));
    await this.page.locator("[data-import=done]").waitFor();
    await this.app.saved();
  }

  /** Takes back the last change and waits until that is saved. */
  async undo() {
    await this.#step(() => this.app.undo());
  }

  /** Does it again, by key: a phone has no button for it. */
  async redo() {
    await this.#step(() => this.page.keyboard.press("Control+Shift+Z"));
  }

  /** The two buttons say what they would do next: when they say something else, it is done. */
  async #step(act) {
    const buttons = this.page.locator("[data-action=undo], [data-action=redo]");
    const says = () => buttons.evaluateAll((all) => all.map((button) => button.title).join("\n"));
    const before = await says();
    await act();
    await until(async () => (await says()) !== before);
    await this.app.saved();
  }

  snapshots() {
    return this.page.locator("[data-list=snapshots] li");
  }
}
