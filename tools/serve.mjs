// Serves a built site below a path, as a static host would. No dependencies.
//   node tools/serve.mjs [folder]      PORT (8080), HOST (127.0.0.1) and BASE (/loudou/) by environment; GZIP=1 compresses, as public hosts do
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
};

/** The content type of a file's name. */
export const typeOf = (name) => types[path.extname(name)] ?? "application/octet-stream";

/** The file that `pathname` names below `base` in `root`, or null: nothing outside `root` is ever reached. */
function fileFor(root, base, pathname) {
  if (!pathname.startsWith(base)) return null;
  let name;
  try {
    name = decodeURIComponent(pathname.slice(base.length));
  } catch {
    return null;
  }
  const file = path.join(root, name === "" ? "index.html" : name);
  if (name.includes("\0") || !file.startsWith(root + path.sep)) return null;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

/** Files compressed once, however often they are asked for; a file that has changed since is compressed anew. */
class Gzipped {
  #files = new Map();

  of(file) {
    const { mtimeMs, size } = statSync(file);
    const key = `${mtimeMs}-${size}`;
    const known = this.#files.get(file);
    if (known?.key === key) return known.bytes;
    const bytes = gzipSync(readFileSync(file));
    this.#files.set(file, { key, bytes });
    return bytes;
  }
}

/**
 * Starts serving `root` at http://host:port + base. Port 0 takes a free one. `gzip`: as public hosts send it. Resolves to { url, close }.
 * `before(name, response, file)` may answer in the server's place, and says whether it does: for tests that want a server in trouble.
 */
export function serve({ root, port = 0, host = "127.0.0.1", base = "/loudou/", gzip = false, before = () => false }) {
  const folder = path.resolve(root);
  const gzipped = gzip && new Gzipped();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    if (pathname !== base && (pathname === "/" || `${pathname}/` === base)) {
      response.writeHead(302, { Location: base }).end();
      return;
    }
    const file = fileFor(folder, base, pathname);
    if (before(pathname.slice(base.length), response, file)) return;
    if (!file) {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    const bytes = gzipped && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && gzipped.of(file);
    response.writeHead(200, {
      "Content-Type": typeOf(file),
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
      ...(bytes && { "Content-Encoding": "gzip", "Content-Length": bytes.length, Vary: "Accept-Encoding" }),
    });
    if (request.method === "HEAD") response.end();
    else if (bytes) response.end(bytes);
    else createReadStream(file).on("error", () => response.destroy()).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const url = `http://${host}:${server.address().port}${base}`;
      const close = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
      resolve({ url, close });
    });
  });
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url));
  const { PORT = "8080", HOST = "127.0.0.1", BASE = "/loudou/", GZIP } = process.env;
  try {
    const { url } = await serve({ root, port: Number(PORT), host: HOST, base: BASE, gzip: GZIP === "1" });
    console.log(`\nLoudou is at ${url}   (Ctrl C ends it)`);
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    console.error(`Port ${PORT} is taken. Choose another one: PORT=8081 make serve`);
    process.exit(1);
  }
}
