// What else the soak's user does: adds from anywhere, searches, looks at figures, sets goals, takes back, imports, exports, reloads.
import { chosen } from "./actions_records.mjs";
import { Nothing, screens, something } from "./tab.mjs";

const anywhere = [
  {
    name: "add by N",
    weight: 6,
    async run(tab, chance) {
      await focusOnPage(tab);
      await tab.page.keyboard.press("n");
      await tab.dialog.waitFor();
      await tab.dialog.locator(`[data-tab="${chance.of(["deal", "customer", "lead", "task"])}"]`).click();
      await tab.answer(chance, { most: 6 });
    },
  },
  {
    name: "open something and leave it by Escape",
    weight: 3,
    async run(tab, chance) {
      await focusOnPage(tab);
      await tab.page.keyboard.press(chance.of(["n", "?", "Control+k"]));
      await tab.dialog.waitFor();
      await tab.escape();
    },
  },
  {
    name: "search everything",
    weight: 3,
    async run(tab, chance) {
      await tab.page.keyboard.press("Control+k");
      const field = tab.page.locator('[name="palette"]');
      await field.fill(chance.of(["szys", "138", "科技", "客户 1", "board"]));
      await tab.page.locator(".palette-entry, .palette-none").first().waitFor();
      if (chance.onceIn(2) && (await tab.page.locator('.palette-entry[data-entry*="-"]').count()) > 0) {
        await tab.page.locator('.palette-entry[data-entry*="-"]').first().click();
        await tab.dialog.waitFor({ state: "detached" });
      } else await tab.escape();
    },
  },
  {
    name: "look at a screen",
    weight: 6,
    async run(tab, chance) {
      await tab.at(chance.of(screens));
    },
  },
  {
    name: "undo",
    weight: 7,
    says: ["nothing_to_undo", "in_use", "not_found"],
    async run(tab, chance) {
      await again(chance, () => backOrForth(tab, chance, "undo", "Control+z"));
    },
  },
  {
    name: "redo",
    weight: 4,
    says: ["nothing_to_undo", "in_use", "not_found"],
    async run(tab, chance) {
      await again(chance, () => backOrForth(tab, chance, "redo", "Control+Shift+Z"));
    },
  },
  {
    name: "back or forward",
    weight: 3,
    async run(tab, chance) {
      const by = chance.onceIn(3) ? 1 : -1;
      // Not out of the workspace.
      const there = await tab.page.evaluate((by) => {
        const { currentEntry } = navigation;
        const to = navigation.entries().find((e) => e.index === currentEntry.index + by);
        const slot = /#\/w\/[^/]+\//.exec(location.hash)[0];
        if (!to?.url.includes(slot)) return false;
        history.go(by);
        return true;
      }, by);
      something(there, "nowhere to go back to");
      await tab.page.locator("main h1").first().waitFor();
    },
  },
  {
    name: "change the language",
    weight: 1,
    async run(tab) {
      const before = await tab.page.evaluate(() => document.documentElement.lang);
      await tab.page.locator(".top .lang").click();
      await tab.page.waitForFunction((before) => document.documentElement.lang !== before, before);
    },
  },
  {
    name: "change the theme",
    weight: 1,
    async run(tab, chance) {
      await (await tab.any(chance, ".top .menu-root > button")).click();
      await tab.page.locator('[role="menu"] [role^="menuitem"]').nth(chance.below(3)).click();
    },
  },
];

const figures = [
  {
    name: "set, change, split or delete a goal",
    weight: 4,
    says: ["goal_needs_reason", "period_outside", "in_use"],
    async run(tab, chance) {
      await tab.at("goals");
      const action = chance.of(["new-goal", "new-goal", "change-goal", "split-goal", "delete-goal"]);
      if (action !== "new-goal") await (await tab.any(chance, '[data-block="overview"] .goal-cell')).click();
      const button = tab.page.locator(`[data-action="${action}"]`);
      something(await button.count(), "no goal is chosen");
      await button.click();
      if (action !== "delete-goal") await tab.answer(chance, { most: 6 });
    },
  },
  {
    name: "look at the funnel another way",
    weight: 3,
    async run(tab, chance) {
      await tab.at("funnel");
      if (chance.onceIn(2)) await chosen(tab, chance, '[data-screen="funnel"] select[data-filter]');
      else await (await tab.any(chance, '[data-screen="funnel"] .switch button')).click();
      // Until all is computed, some figures are still those of before.
      await tab.painted();
      await tab.page.locator('main:not(:has([aria-busy=true])) [data-block="funnel"] tbody tr').first().waitFor();
      if (!chance.onceIn(2)) return;
      await (await tab.any(chance, "[data-screen=funnel] button.figure")).click();
      await tab.page.locator("[data-records]").waitFor();
      await tab.page.keyboard.press("Escape");
      await tab.page.locator("[data-records]").waitFor({ state: "detached" });
    },
  },
  {
    name: "complete a task of today",
    weight: 3,
    says: ["already_done"],
    async run(tab, chance) {
      await tab.at("today");
      const id = await tab.one(chance, "[data-panel] [data-task]", "data-task");
      await tab.page.locator(`[data-panel] [data-task="${id}"] .tick`).first().click();
      await tab.answer(chance);
    },
  },
  {
    name: "say who one is",
    weight: 1,
    async run(tab, chance) {
      await tab.at("today");
      await chosen(tab, chance, "select[data-me]");
    },
  },
];

const files = [
  {
    name: "import a small table",
    weight: 1,
    async run(tab, chance, n) {
      const lines = Array.from({ length: 1 + chance.below(5) }, (_, i) => `导入客户 ${n}-${i},010-8${`${n}`.padStart(5, "0")}${i}`);
      const { data, page } = tab;
      await data.open();
      // Chosen in the page: the driver's own way keeps hold of the field, and with it of the whole screen after that is gone.
      await page.locator("input[data-file]").first().evaluate((field, text) => {
        const chosen = new DataTransfer();
        chosen.items.add(new File([text], "few.csv", { type: "text/csv" }));
        field.files = chosen.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, `客户名称,电话\n${lines.join("\n")}\n`);
      await data.checkTable();
      if (chance.onceIn(4)) return tab.app.goTo("board");
      // Where another tab has written meanwhile it is planned anew, and looked at again.
      for (let tries = 0; tries < 3; tries++) {
        await page.locator("[data-action=import-table]").click();
        await page.locator("[data-import=planned]").waitFor({ state: "detached" });
        await page.locator("[data-import=planned], [data-import=done]").waitFor({ timeout: 30_000 });
        if (await page.locator("[data-import=done]").count()) return;
      }
      throw new Nothing("the other tab goes on writing");
    },
  },
  {
    name: "export everything",
    weight: 1,
    async run(tab) {
      await tab.data.exported();
    },
  },
  {
    name: "keep a snapshot",
    weight: 1,
    async run(tab) {
      await tab.data.open();
      await tab.page.locator("[data-list=snapshots] ~ .buttons button").first().click();
    },
  },
  {
    name: "add an entry to a list of choices",
    weight: 1,
    says: ["duplicate"],
    async run(tab, chance, n) {
      await tab.app.goToAddress("settings?section=lists");
      await tab.page.locator(`[data-choose=${chance.of(["source", "channel", "industry"])}]`).click();
      await tab.page.locator("[data-add=list_entry]").click();
      const form = tab.page.locator("[data-adding=list_entry]");
      await form.locator("[name=zh]").fill(`选项 ${n}`);
      await form.locator("[name=en]").fill(`Entry ${n}`);
      await form.locator("[type=submit]").click();
      await form.waitFor({ state: "detached" });
    },
  },
];

const loads = [
  {
    name: "reload",
    weight: 3,
    reloads: true,
    async run(tab) {
      await tab.app.reload();
      await tab.page.locator("main h1").first().waitFor();
    },
  },
  {
    name: "reload at once after a change",
    weight: 2,
    reloads: true,
    says: ["nothing_to_undo", "in_use", "not_found"],
    async run(tab, chance) {
      const [what, key] = chance.of([["undo", "Control+z"], ["redo", "Control+Shift+Z"]]);
      await backOrForth(tab, chance, what, key);
      await tab.app.reload();
      await tab.page.locator("main h1").first().waitFor();
    },
  },
];

/** Takes the focus out of what takes text, so that keys are the app's. */
async function focusOnPage(tab) {
  await tab.page.evaluate(() => document.querySelector("#main").focus());
}

/** Undo or redo: by its button, if there is anything to do, or by key, which says so if not. */
async function backOrForth(tab, chance, what, key) {
  const button = tab.page.locator(`[data-action="${what}"]:not([aria-disabled="true"])`);
  if (chance.onceIn(2) && (await button.count()) > 0) return button.click();
  await focusOnPage(tab);
  await tab.page.keyboard.press(key);
}

async function again(chance, act) {
  for (let times = 1 + chance.below(4); times > 0; times--) await act();
}

export const others = [...anywhere, ...figures, ...files, ...loads];
