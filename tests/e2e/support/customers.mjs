// The page object of the list of customers; see pages.mjs.
import { press, type } from "./hand.mjs";
import { expectFits } from "./layout.mjs";
import { RecordList } from "./list.mjs";

/** The list of customers. */
export class Customers extends RecordList {
  async add(all) {
    await press(this.page.locator('[data-action="new-customer"]').first());
    await this.dialog.waitFor();
    await expectFits(this.page);
    for (const [i, name] of all.entries()) {
      await type(this.dialog.locator('[name="name"]'), name);
      await type(this.dialog.locator('[name="phone"]'), `1381234000${i}`);
      const more = i + 1 < all.length;
      await press(this.dialog.locator(more ? '[data-save="next"]' : '[type="submit"]'));
      await this.waitFor(i + 1);
    }
    await this.dialog.waitFor({ state: "detached" });
  }
}
