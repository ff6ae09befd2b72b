// Builds the site: the wasm cut into the parts that src/ui/part.rs names, CSS and charts bundled, and all of it under names that
// change with its content, so that a browser never mixes two versions. Called by tools/build.sh, which chooses the compiler.
//   node tools/site.mjs release    into dist/
//   node tools/site.mjs debug      into .build/site/: quick to build, large to load
//   node tools/site.mjs watch      debug, again on every change
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { leave, stamp } from "./precache.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const mode = process.argv[2] ?? "release";
const release = mode === "release";
const target = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "wasm32-unknown-unknown");
const work = path.join(root, ".build");
// Nothing lives in the first kilobyte: rustc puts the stack first, and it grows down to there.
const optimise = [
  "--low-memory-unused", "--strip-debug", "--strip-producers", "--strip-target-features",
  "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext", "--enable-mutable-globals",
  "--enable-reference-types", "--enable-multivalue", "--enable-simd",
];

const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
const fresh = (...names) => {
  const folder = path.join(work, ...names);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
};
const hash = (...contents) => contents.reduce((sum, bytes) => sum.update(bytes), createHash("sha256")).digest("hex").slice(0, 16);

/** The compiled worker in `folder`: worker.js, and desk.js with its wasm. It is built for speed, since nobody waits for its file. */
function compileWorker(folder) {
  const profile = release ? "worker" : "dev";
  run("cargo", "build", "--locked", "--bin", "worker", "--target", "wasm32-unknown-unknown", "--no-default-features", "--profile", profile);
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--out-name", "desk", "--out-dir", folder, path.join(target, release ? "worker" : "debug", "worker.wasm"));
  cpSync(path.join(root, "page/worker.js"), path.join(folder, "worker.js"));
}

/** The compiled app in `folder`: loudou.js, its wasm, the parts that it loads later, and the worker. */
async function compile(folder) {
  compileWorker(folder);
  // Relocations tell the splitter what refers to what.
  run("cargo", "rustc", "--locked", "--bin", "loudou", "--target", "wasm32-unknown-unknown", ...(release ? ["--release"] : []),
    "--", "-Clink-arg=--emit-relocs");
  const parts = fresh("parts");
  run("wasm-split-cli", "--target", "web", "--out-name", "loudou", path.join(target, release ? "release" : "debug", "loudou.wasm"), parts);
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, path.join(parts, "loudou.wasm"));
  rmSync(path.join(parts, "loudou.wasm"));
  cpSync(parts, folder, { recursive: true });
  const loader = path.join(folder, "__wasm_split.js");
  const generated = readFileSync(loader, "utf8");
  if (!generated.includes("fetch(new URL(")) throw new Error("wasm-split-cli fetches parts in another way now: see page/parts.js");
  writeFileSync(loader, readFileSync(path.join(root, "page/parts.js"), "utf8") + generated.replaceAll("fetch(new URL(", "fetchInTurn(new URL("));
  if (!release) return;
  const names = readdirSync(folder);
  await optimiseAll(names.filter((name) => name.endsWith(".wasm")).map((name) => [name.startsWith("desk") ? "-O1" : "-Oz", path.join(folder, name)]));
  for (const name of names.filter((name) => name.endsWith(".js"))) {
    const file = path.join(folder, name);
    writeFileSync(file, (await transform(readFileSync(file, "utf8"), { minify: true, format: "esm", target: "esnext" })).code);
  }
}

/** Makes wasm files small or quick, `[how, file]` each, as many at a time as there are processors. */
async function optimiseAll(files) {
  const waiting = [...files];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [how, file] = next;
      const child = spawn("wasm-opt", [how, ...optimise, file, "-o", file], { stdio: ["ignore", "inherit", "pipe"] });
      // It warns of kinds of debug names that it does not know and strips: only of interest if it fails.
      let said = "";
      child.stderr.on("data", (text) => { said += text; });
      const code = await new Promise((done, fail) => child.on("error", fail).on("close", done));
      if (code !== 0) throw new Error(`wasm-opt failed on ${path.basename(file)}: ${said}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

async function site() {
  const stage = fresh("stage");
  cpSync(path.join(root, "public"), stage, { recursive: true });
  const bundled = fresh("bundled");
  await build({
    absWorkingDir: root,
    entryPoints: { main: "style/main.css", charts: "page/charts.js", offline: "page/offline.js", boot: "page/boot.js" },
    nodePaths: [path.join(root, "tools/node_modules")],
    outdir: bundled,
    bundle: true,
    format: "esm",
    minify: release,
    // Browsers that run this build's wasm also know light-dark() and nesting: nothing is rewritten for older ones.
    target: "esnext",
    legalComments: "none",
    logLevel: "warning",
  });
  const app = fresh("app");
  await compile(app);

  const place = (name, from = bundled) => {
    const bytes = readFileSync(path.join(from, name));
    const { dir, name: stem, ext } = path.posix.parse(name);
    const placed = path.posix.join(dir, `${stem}-${hash(bytes)}${ext}`);
    writeFileSync(path.join(stage, placed), bytes);
    return `./${placed}`;
  };
  // One folder for the app: its files name each other, and none may meet another version's.
  const folder = `app-${hash(...readdirSync(app).sort().map((name) => readFileSync(path.join(app, name))))}`;
  cpSync(app, path.join(stage, folder), { recursive: true });
  // A running page asks for nothing by a name that two versions share.
  const named = (name) => {
    rmSync(path.join(stage, name));
    return place(name, path.join(root, "public"));
  };
  const addresses = {
    css: place("main.css"), charts: place("charts.js"), offline: place("offline.js"), boot: place("boot.js"), pinyin: named("pinyin.bin"),
    holidays: named("holidays.json"), helpzh: named("help/zh.txt"), helpen: named("help/en.txt"),
    app: `./${folder}/loudou.js`, worker: `./${folder}/worker.js`,
  };
  const page = readFileSync(path.join(root, "index.html"), "utf8").replace(/\{\{(\w+)\}\}/g, (mark, name) => {
    if (!addresses[name]) throw new Error(`index.html names ${mark}, which tools/site.mjs does not make`);
    return addresses[name];
  });
  writeFileSync(path.join(stage, "index.html"), page);
  if (mode === "watch") leave(stage);
  else stamp(stage);

  const out = release ? path.join(root, "dist") : path.join(work, "site");
  rmSync(out, { recursive: true, force: true });
  renameSync(stage, out);
}

if (mode !== "watch") {
  await site();
} else {
  let due = true;
  const again = () => { due = true; };
  for (const folder of ["src", "style", "public", "page"]) watch(path.join(root, folder), { recursive: true }, again);
  watch(path.join(root, "index.html"), again);
  for (;;) {
    if (due) {
      due = false;
      const begun = Date.now();
      // What does not compile says so itself; the next change tries again.
      await site().then(() => console.log(`Built in ${Math.round((Date.now() - begun) / 1000)} s`), () => {});
    }
    await new Promise((done) => { setTimeout(done, 300); });
  }
}
