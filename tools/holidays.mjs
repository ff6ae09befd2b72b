// Writes public/holidays.json anew: the public holidays of mainland China with the weekends that are worked instead (调休), from the
// npm package chinese-days, which follows the notices of the State Council. Run it when a new year has been announced:
//   npm --prefix tools install --save-dev --save-exact chinese-days@latest && node tools/holidays.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(`chinese-days/${name}`), "utf8"));
const { holidays, workdays } = read("dist/chinese-days.json");
const days = [...Object.keys(holidays).map((day) => [day, "off"]), ...Object.keys(workdays).map((day) => [day, "on"])];
days.sort(([a], [b]) => (a < b ? -1 : 1));
const lines = days.map(([day, what]) => `    "${day}": "${what}"`).join(",\n");
const source = `npm chinese-days ${read("package.json").version} (MIT)`;
writeFileSync(
  fileURLToPath(new URL("../public/holidays.json", import.meta.url)),
  `{\n  "format": "loudou-calendar",\n  "version": 1,\n  "source": "${source}",\n  "days": {\n${lines}\n  }\n}\n`,
);
console.log(`${days.length} days, ${days[0][0]} to ${days.at(-1)[0]}, from ${source}`);
