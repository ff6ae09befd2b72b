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
