// Bundles into .build/ what Trunk does not: the CSS layers into one file, and ECharts' used parts into one module.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const release = process.env.TRUNK_PROFILE !== "debug";

await build({
  absWorkingDir: root,
  entryPoints: { main: "style/main.css", charts: "tools/charts.js" },
  outdir: ".build",
  bundle: true,
  format: "esm",
  minify: release,
  // Browsers that run this build's wasm also know light-dark() and nesting: nothing is rewritten for older ones.
  target: "esnext",
  legalComments: "none",
  logLevel: "warning",
});
