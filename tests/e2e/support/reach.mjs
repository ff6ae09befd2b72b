// Every screen and state, one after the other, and what must hold in each of them for everyone.
import { DataScreen, jsonFile } from "./data.mjs";
import { Drawer } from "./drawer.mjs";
import { drawn } from "./figures.mjs";
import { press } from "./hand.mjs";
import { Board } from "./pages.mjs";
import { repFile } from "./team.mjs";

const table = { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from("Name,Phone,When\nDepot,02079460001,01/02/2026\n,1,2\n") };

/** Opens a screen of the workspace by its address. */
async function go(page, place) {
  await page.evaluate((place) => (location.hash = location.hash.replace(/^(#\/w\/[^/]+)\/.*/, `$1/${place}`)), place);
  await page.locator(`main .${place.split("?")[0].replace(/^(leads|customers)$/, "list").replace(/^(goals|funnel)$/, "figures")}-page h1`).waitFor();
}

/** Leads through all screens and states of a workspace with data and calls `look(name, selector)` in each: what is new there is in the selector. */
export async function screens({ app, page }, look) {
  const dialog = page.locator("dialog[open]");
  const [board, drawer, data] = [new Board(page), new Drawer(page), new DataScreen(app)];
  /** Opens something that lies over the page, looks, and closes it. */
  const over = async (name, open) => {
    await open();
    await dialog.locator("h2").waitFor();
    await look(name, "dialog[open]");
    await press(dialog.locator(".dialog-head button"));
    await dialog.waitFor({ state: "detached" });
  };
  await app.open();
  await look("start", "body");
  await app.startWith("sample", "S");
  await look("board", "body");
  for (const place of ["today", "leads", "customers"]) {
    await go(page, place);
    await look(place, "main");
  }
  const row = page.locator(".grid [data-row]").first();
  await press(row.locator(".check"));
  await page.locator(".bulk").waitFor();
  await look("ticked rows", ".bulk");
  await over("editing together", () => press(page.locator("[data-bulk=edit]")));
  await press(page.locator(".bulk .plain"));
  await over("a new customer", () => press(page.locator("[data-action=new-customer]").first()));
  await press(row);
  await drawer.shows("customer");
  await look("a customer", "aside.drawer");
  await press(drawer.root.locator("[data-add=contact]"));
  await look("a new contact", "aside.drawer");
  await press(drawer.root.locator("[data-action=close-drawer]"));

  await go(page, "board");
  const card = board.column(2).locator("[data-card]").first();
  await press(card.locator(".card-menu button"));
  await page.locator("[role=menu]").waitFor();
  await look("a card's menu", "[role=menu]");
  await page.keyboard.press("Escape");
  for (const end of ["move", "win", "lose"]) await over(end, () => board.menu(card, end));
  await press(card.locator(".n"));
  await drawer.shows("deal");
  await look("a deal", "aside.drawer");
  for (const add of ["activity", "task"]) {
    await press(drawer.root.locator(`[data-add=${add}]`));
    await look(`a new ${add}`, "aside.drawer");
  }
  await press(drawer.root.locator("[data-action=close-drawer]"));
  await drawer.root.waitFor({ state: "detached" });
  await over("search", () => press(page.locator("[data-action=palette]")));
  await over("quick add", async () => {
    await press(page.locator(".top .primary"));
    await press(dialog.locator('[data-tab="customer"]'));
    // Refused: with what is wrong at its field.
    await press(dialog.locator('[type="submit"]'));
    await dialog.locator("[aria-invalid=true]").first().waitFor();
  });
  await over("safety", () => press(page.locator(".safe, [data-light]").filter({ visible: true }).first()));

  await go(page, "goals");
  await look("goals", "main");
  await over("a new goal", () => press(page.locator("[data-action=new-goal]").first()));
  await press(page.locator(".goal-cell").first());
  await page.locator("[data-action=change-goal]").waitFor();
  await over("another goal", () => press(page.locator("[data-action=change-goal]")));
  await over("a goal split", () => press(page.locator("[data-action=split-goal]")));
  await go(page, "funnel");
  await drawn(page);
  await look("funnel", "main");
  await press(page.locator("[data-block=funnel] button.figure").first());
  await page.locator(".records").waitFor();
  await look("records behind a figure", ".records");
  await press(page.locator(".records header button"));

  for (const section of ["general", "money", "calendar", "pipelines", "lists", "products", "people", "rules", "fields"]) {
    await go(page, `settings?section=${section}`);
    await page.locator(`[data-section=${section}][aria-current]`).waitFor();
    await look(`settings, ${section}`, ".settings-page");
  }
  await go(page, "data");
  await look("data", "main");
  await data.choose(table);
  await page.locator("[data-import=table]").waitFor();
  await look("a table's columns", "[data-import]");
  await press(page.locator("[data-action=check-table]"));
  await page.locator("[data-import=planned]").waitFor();
  await look("what a table brings", "[data-import]");
  await go(page, "board");
  await go(page, "data");
  const file = repFile(await data.exported(), 1);
  await data.choose([jsonFile("one.json", file), jsonFile("broken.json", Buffer.from("{"))]);
  await page.locator("[data-merge=shown]").waitFor();
  await look("a merge, and a message of what is broken", ":is([data-merge=shown], .toasts)");
}

/** Runs in the page: what is pressed in `root` and answers to less than 44 × 44. Links within a text may be smaller. */
const small = (root) => {
  const found = [];
  const all = document.querySelectorAll(`${root} :is(button, a[href], input, select, textarea, summary, [role=option], [role=menuitem], [tabindex="0"])`);
  for (const node of all) {
    // A region that is reached to be scrolled is nothing to hit.
    if (!node.checkVisibility({ visibilityProperty: true }) || node.matches(".sr-only, .skip, [role=region], .records-list") || node.closest("[inert], [aria-hidden=true]")) continue;
    node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = node.getBoundingClientRect();
    const answers = (x, y) => {
      const there = document.elementFromPoint(x, y);
      return there !== null && (node.contains(there) || there.closest("label")?.control === node);
    };
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const reach = (dx, dy) => {
      let far = 0;
      while (far < 44 && answers(x + dx * (far + 1), y + dy * (far + 1))) far++;
      return far;
    };
    const name = `${node.tagName.toLowerCase()}.${[...node.classList].join(".")} “${(node.getAttribute("aria-label") ?? node.name ?? "") || node.textContent.trim().slice(0, 30)}”`;
    if (!answers(x, y)) found.push(`${name} is covered by ${document.elementFromPoint(x, y)?.className}`);
    else {
      const [width, height] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
      // Half a pixel is lost at every edge that does not lie on one.
      if (width < 43 || height < 43) found.push(`${name} answers to ${width} × ${height}`);
    }
  }
  return [...new Set(found)];
};

/** Throws if something that is pressed is too small for a finger. */
export async function expectTargets(page, root, state) {
  const found = await page.evaluate(small, root);
  if (found.length > 0) throw new Error(`Too small for a finger, ${state}:\n  ${found.join("\n  ")}`);
}

/** Runs in the page: what is cut off, or must be scrolled in two directions to be read. Boards and tables may be. */
const cut = () => {
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide`);
  const top = document.querySelector("dialog[open]") ?? document.querySelector("aside.drawer") ?? document.body;
  for (const node of top.querySelectorAll("*")) {
    if (!node.checkVisibility({ visibilityProperty: true }) || node.closest("svg, .sr-only, .board, .grid, .sheet-scroll, .overview, .scroll-x, [inert]")) continue;
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    const name = `${node.tagName.toLowerCase()}.${[...node.classList].join(".")} “${node.textContent.trim().slice(0, 30)}”`;
    if (/auto|scroll/.test(style.overflowX) && node.scrollWidth > node.clientWidth + 1) found.push(`${name} scrolls sideways: ${node.scrollWidth} in ${node.clientWidth}`);
    if (node.matches("button, a[href], input, select, textarea, summary, h1, h2, h3, label, p") && box.width > 1 && style.clipPath === "none" && (box.left < -1 || box.right > clientWidth + 1)) {
      found.push(`${name} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
  }
  return [...new Set(found)];
};

/** Throws if something is cut off, or scrolls in two directions. */
export async function expectReflow(page, state) {
  const found = await page.evaluate(cut);
  if (found.length > 0) throw new Error(`Not to be read at this size, ${state}:\n  ${found.join("\n  ")}`);
}

/** Collects what goes wrong in many states, and throws it all at once. */
export function collect() {
  const found = [];
  return {
    async of(work) {
      await work().catch((error) => found.push(error.message));
    },
    end() {
      if (found.length > 0) throw new Error(found.join("\n"));
    },
  };
}
