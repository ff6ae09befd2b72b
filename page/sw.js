// The service worker: keeps this build's files, so that the app starts and works without network. tools/precache.mjs fills in the marks.
//
// No two versions ever mix: a page gets its index.html from one version, and everything it loads after that is named by its content. A new version
// is kept beside the old one, whole or not at all, and waits until somebody asks for it; a tab that goes on with the old one finds its parts here.
// All of it stands in one block: a file that was cut off does not parse, so the browser stays with what it has.
{
  const version = "{{version}}";
  /** Name → SHA-256 of the content, and its type. */
  const files = new Map(Object.entries({{files}}));
  const scope = new URL(registration.scope).pathname;
  // Other apps of this origin have caches too: ours carry the folder's name, as the app's databases do.
  const family = `loudou:${scope}:`;
  const own = family + version;
  /** What the host has put beside the app, as it was when it was last seen. */
  const beside = `${family}beside`;
  const BESIDE = "config.json";
  const SUM = "x-content-sha256";

  const addressOf = (name) => new URL(name, registration.scope).href;
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(family) && name !== beside);

  /** The response as it is kept, if its content is what this version was built of. What the server says of status and type does not count. */
  async function checked(name, response) {
    const [sum, type] = files.get(name);
    const bytes = await response.arrayBuffer();
    if (hex(await crypto.subtle.digest("SHA-256", bytes)) !== sum) throw new Error(`${name} came with another content`);
    const headers = new Headers(response.headers);
    // The bytes are unpacked already.
    for (const header of ["content-encoding", "content-length"]) headers.delete(header);
    headers.set("content-type", type);
    headers.set(SUM, sum);
    return new Response(bytes, { headers });
  }

  /** Keeps a file, wherever it can be had: from a cache, from the browser's own, from the server. Resolves to what is kept. */
  async function keep(cache, name, kept) {
    const ways = [
      () => kept?.get(files.get(name)[0])?.(),
      () => fetch(addressOf(name)),
      () => fetch(addressOf(name), { cache: "reload" }),
    ];
    let problem;
    for (const way of ways) {
      try {
        const found = await way();
        if (!found) continue;
        const response = await checked(name, found);
        await cache.put(addressOf(name), response.clone());
        return response;
      } catch (error) {
        problem = error;
      }
    }
    throw problem;
  }

  /** What our caches hold, by its hash: an update loads what is new, and one that was killed goes on where it was. */
  async function keptByHash() {
    const kept = new Map();
    for (const name of await ourCaches()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const sum = (await cache.match(request))?.headers.get(SUM);
        if (sum) kept.set(sum, () => cache.match(request));
      }
    }
    return kept;
  }

  /** Keeps every file, or none. */
  async function install() {
    const kept = await keptByHash();
    const cache = await caches.open(own);
    const waiting = [...files.keys()];
    const lane = async () => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (!(await cache.match(addressOf(name)))) await keep(cache, name, kept);
      }
    };
    try {
      await Promise.all([lane(), lane(), lane(), lane()]);
      // The page asked for it before anybody was here to keep it. It may be missing.
      await latest(new Request(addressOf(BESIDE))).catch(() => {});
    } catch (error) {
      waiting.length = 0;
      await caches.delete(own);
      throw error;
    }
  }

  /** A file of this version. If the browser threw it away, it is fetched and kept again; if that fails, the server's answer is all there is. */
  async function answer(request, name) {
    try {
      const cache = await caches.open(own);
      return (await cache.match(addressOf(name))) ?? (await keep(cache, name));
    } catch {
      return fetch(request);
    }
  }

  /** A file that is not of this version: of the version that a tab goes on with, perhaps; else the server knows. */
  async function other(request) {
    for (const name of await ourCaches()) {
      const found = await (await caches.open(name)).match(request, { ignoreSearch: true });
      if (found) return found;
    }
    return fetch(request);
  }

  /** The host's own file: as it is now, and without network as it was. */
  async function latest(request) {
    const cache = await caches.open(beside);
    try {
      const response = await fetch(request);
      if (response.ok) await cache.put(request, response.clone());
      if (response.status === 404) await cache.delete(request);
      return response;
    } catch (error) {
      const kept = await cache.match(request);
      if (kept) return kept;
      throw error;
    }
  }

  /** Deletes older versions that no tab works with: each page holds a lock of its version's name (page/boot.js). */
  async function tidy() {
    const old = (await ourCaches()).filter((name) => name !== own);
    const { held } = await navigator.locks.query();
    // A newer version is on its way, and may use what is here. It tidies up when its time comes.
    if (registration.installing || registration.waiting) return;
    const used = new Set(held.map((lock) => lock.name));
    await Promise.all(old.filter((name) => !used.has(name)).map((name) => caches.delete(name)));
  }

  addEventListener("install", (event) => event.waitUntil(install()));
  // The page that was loaded before there was a service worker is to work without network too.
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("message", (event) => {
    if (event.data === "version") event.ports[0].postMessage(version);
    if (event.data === "take over") event.waitUntil(skipWaiting());
    if (event.data === "tidy") event.waitUntil(tidy());
  });
  addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(scope)) return;
    const name = url.pathname.slice(scope.length) || "index.html";
    if (files.has(name)) event.respondWith(answer(request, name));
    else if (name === BESIDE) event.respondWith(latest(request));
    else if (request.mode !== "navigate") event.respondWith(other(request));
  });
}
