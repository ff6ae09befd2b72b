// The service worker of a built site: page/sw.js with the list of the site's files and their hashes. Files that are changed after the build are
// refused by it until this is run again:
//   node tools/precache.mjs dist
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { typeOf } from "./serve.mjs";

const source = readFileSync(new URL("../page/sw.js", import.meta.url), "utf8");
// The worker itself is the browser's to keep. The others are the host's own and change without a new version, or are for the host alone.
const isApart = (name) => ["sw.js", "config.json", "team.json", "team.example.json"].includes(name) || /^[._]/.test(name);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Gives the site in `folder` its service worker, and tells its page which version it is: one that follows from the content. */
export function stamp(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .filter((name) => !isApart(name))
    .sort();
  const page = path.join(folder, "index.html");
  const setVersion = (version) => {
    const mark = /(<meta name="loudou-version" content=")[^"]*/;
    const html = readFileSync(page, "utf8");
    if (!mark.test(html)) throw new Error("index.html has no place for the version");
    writeFileSync(page, html.replace(mark, `$1${version}`));
  };
  const list = () => Object.fromEntries(names.map((name) => [name, [sha256(readFileSync(path.join(folder, name))), typeOf(name)]]));
  setVersion("");
  const version = sha256(JSON.stringify(list())).slice(0, 16);
  setVersion(version);
  const lines = Object.entries(list()).map(([name, what]) => `    ${JSON.stringify(name)}: ${JSON.stringify(what)},\n`);
  writeFileSync(path.join(folder, "sw.js"), source.replace("{{version}}", version).replace("{{files}}", () => `{\n${lines.join("")}  }`));
  return version;
}

/** Where every change is seen at once (`make dev`), nothing is kept: a service worker that stands there from another time takes its leave. */
export function leave(folder) {
  writeFileSync(path.join(folder, "sw.js"), 'addEventListener("install", () => skipWaiting());\naddEventListener("activate", () => registration.unregister());\n');
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  console.log(`This is version ${stamp(path.resolve(process.argv[2]))}`);
}
