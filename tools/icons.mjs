// Draws public/icons/ from public/icon.svg, for systems that take no SVG:
//   node tools/icons.mjs
// Maskable icons fill the whole square, because the system cuts its own shape out of them; the funnel stands within its safe circle.
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { closeAll, startBrowser } from "../tests/e2e/support/browser.mjs";

const svg = readFileSync(new URL("../public/icon.svg", import.meta.url), "utf8");
const whole = svg.replace(/ rx="\d+"/, "");
const folder = fileURLToPath(new URL("../public/icons/", import.meta.url));
const icons = { "any-192": [svg, 192], "any-512": [svg, 512], "maskable-192": [whole, 192], "maskable-512": [whole, 512], "touch-180": [whole, 180] };

mkdirSync(folder, { recursive: true });
const page = await (await startBrowser()).newPage();
for (const [name, [image, size]] of Object.entries(icons)) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${image}`);
  await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
}
await closeAll();
