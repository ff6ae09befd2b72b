// Trunk's last step, on its staging folder: adds public/ and the chart bundle, and names the bundle by its content.
import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stage = process.env.TRUNK_STAGING_DIR;
if (!stage) throw new Error("tools/finish.mjs is a step of Trunk's build and needs TRUNK_STAGING_DIR");

cpSync(path.join(root, "public"), stage, { recursive: true });

const charts = readFileSync(path.join(root, ".build", "charts.js"));
const name = `charts-${createHash("sha256").update(charts).digest("hex").slice(0, 16)}.js`;
writeFileSync(path.join(stage, name), charts);

const page = path.join(stage, "index.html");
const html = readFileSync(page, "utf8");
if (!html.includes('content="./charts.js"')) throw new Error('index.html lacks <meta name="loudou-charts" content="./charts.js">');
writeFileSync(page, html.replace('content="./charts.js"', `content="./${name}"`));
