// What can be told of a layout without a picture.

/** Throws if something in the open dialog stands beyond its margins. */
export async function expectFits(page) {
  const out = await page.locator("dialog[open] .dialog-body").evaluate((body) => {
    const { left, right } = body.getBoundingClientRect();
    const { paddingLeft, paddingRight } = getComputedStyle(body);
    const [from, to] = [left + parseFloat(paddingLeft) - 1, right - parseFloat(paddingRight) + 1];
    return [...body.querySelectorAll("form, .input, .buttons > *")]
      .map((node) => [node, node.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && (box.left < from || box.right > to))
      .map(([node, box]) => `${node.tagName.toLowerCase()} ${node.getAttribute("name") ?? node.textContent.slice(0, 40)}: ${box.left} to ${box.right}, not within ${from} to ${to}`);
  });
  if (out.length > 0) throw new Error(`The dialog's content is too wide:\n  ${out.join("\n  ")}`);
}

/**
 * Throws if the page can be scrolled sideways, or if something in `root` that is to be pressed is not wholly on the screen's width, or is
 * smaller than a fingertip finds: 24 × 24 (WCAG 2.2, target size). A label counts with its box.
 */
export async function expectUsable(page, root) {
  const bad = await page.locator(root).first().evaluate((root) => {
    const bad = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) bad.push(`the page is ${scrollWidth} wide on a screen of ${clientWidth}`);
    const box = (node) => {
      const boxes = [node, node.closest("label")].filter(Boolean).map((n) => n.getBoundingClientRect());
      return boxes.reduce((a, b) => (a.width * a.height > b.width * b.height ? a : b));
    };
    for (const node of root.querySelectorAll("button, select, input, textarea, summary, a[href]")) {
      const { width, height, left, right } = box(node);
      if (width === 0 || !node.checkVisibility() || node.matches(".sr-only")) continue;
      const is = `${node.tagName.toLowerCase()} ${node.dataset.action ?? node.name ?? ""} "${(node.getAttribute("aria-label") ?? node.closest("label")?.innerText ?? node.innerText ?? "").slice(0, 40)}"`;
      if (left < -0.5 || right > clientWidth + 0.5) bad.push(`${is} reaches from ${left} to ${right}`);
      if (Math.min(width, height) < 23.5) bad.push(`${is} is ${width} × ${height}`);
    }
    return bad;
  });
  if (bad.length > 0) throw new Error(`Not usable on this screen:\n  ${bad.join("\n  ")}`);
}
