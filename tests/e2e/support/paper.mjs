// What comes out of the printer.

/** Has the page note, when printing ends, what was printed: run it before the app opens. */
export async function watchPaper(context) {
  await context.addInitScript(() => {
    const note = () => {
      window.paper = {
        head: document.querySelector(".print-head")?.textContent ?? "",
        rows: document.querySelectorAll(".grid-body [data-row]").length,
        cards: [...document.querySelectorAll("[data-stage]")].map((column) => column.querySelectorAll("[data-card]").length),
        tasks: document.querySelectorAll("[data-task]").length,
        charts: [...document.querySelectorAll("[data-chart]")].map((chart) => chart.dataset.chart),
        more: [...document.querySelectorAll(".print-more")].map((node) => node.textContent),
        scheme: getComputedStyle(document.documentElement).colorScheme,
        text: getComputedStyle(document.querySelector("h1")).color,
        columns: document.querySelectorAll(".grid-head [role=columnheader][data-column]").length,
      };
    };
    // Before the app's own listener, which goes back to the screen.
    addEventListener("afterprint", note);
    window.print = () => {
      window.printed = (window.printed ?? 0) + 1;
      dispatchEvent(new Event("afterprint"));
    };
  });
}

/** Prints as Ctrl P does: what was printed, and on how many pages. */
export async function print(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf.toString("latin1"));
  return { ...(await page.evaluate(() => window.paper)), pages, landscape: Number(box[1]) > Number(box[2]) };
}
