// A workspace's database without the app: what lies in it, as it was a moment ago, or with a bad block. It is read and written by a page of the
// same origin in which the app does not run.

/** The databases of an origin, through a page of its own. */
export class Databases {
  /** Those of the app's origin. */
  static async of(app) {
    const page = await app.page.context().newPage();
    await page.goto(`${app.url}manifest.webmanifest`);
    // A page behind another one draws once a second, and whoever clicks there waits for it.
    await app.page.bringToFront();
    return new Databases(page);
  }

  constructor(page) {
    this.page = page;
  }

  /** The name of the database of the workspace that a page shows. */
  async nameFor(page) {
    const slot = page.url().match(/#\/w\/([^/?]+)/)[1];
    return (await this.names()).find((name) => name.endsWith(`:${slot}`));
  }

  names() {
    return this.page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name).sort());
  }

  version(name) {
    return this.page.evaluate(async (name) => (await indexedDB.databases()).find((d) => d.name === name)?.version, name);
  }

  /** Opens a database in a layout and holds it until the page is closed, as another version of the app does. */
  hold(name, version) {
    return this.page.evaluate(([name, version]) => new Promise((done, fail) => {
      const request = indexedDB.open(name, version);
      request.onerror = () => fail(request.error);
      request.onsuccess = () => done((globalThis.held = request.result) && null);
    }), [name, version]);
  }

  /** Keeps everybody else waiting, who wants to read or write a database; the answer ends that. */
  async occupy(name) {
    await this.page.evaluate((name) => new Promise((begun, fail) => {
      const request = indexedDB.open(name);
      request.onerror = () => fail(request.error);
      request.onsuccess = () => {
        const database = request.result;
        const tables = [...database.objectStoreNames];
        const work = database.transaction(tables, "readwrite").objectStore(tables[0]);
        globalThis.occupied = true;
        const goOn = () => {
          begun();
          if (globalThis.occupied) work.count().onsuccess = goOn;
          else database.close();
        };
        work.count().onsuccess = goOn;
      };
    }), name);
    return () => this.page.evaluate(() => { globalThis.occupied = false; });
  }

  /** Everything that lies in a database: per table, key → bytes as hexadecimal digits. */
  read(name) {
    return this.page.evaluate(inDatabase, [name, "readonly", "read"]);
  }

  /** Makes everything as it was when it was read. */
  write(name, content) {
    return this.page.evaluate(inDatabase, [name, "readwrite", "write", content]);
  }

  /** Turns over one bit in the middle of a value. */
  async damage(name, table, key) {
    const content = await this.read(name);
    const hex = content[table][key];
    const at = Math.floor(hex.length / 2);
    content[table][key] = hex.slice(0, at) + (parseInt(hex[at], 16) ^ 1).toString(16) + hex.slice(at + 1);
    await this.write(name, content);
    return content[table][key];
  }

  /** What of the content are data: pages that no root named before may have come beside them, as a change that did not happen leaves them. */
  static data(content, before) {
    const pages = Object.entries(content.pages).filter(([key]) => key in before.pages);
    // The line for the list of workspaces says when it was opened.
    const { meta, ...rest } = content;
    return { ...rest, pages: Object.fromEntries(pages) };
  }
}

/** In the page: one transaction over all tables of a database. */
async function inDatabase([name, mode, what, content]) {
  const of = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  if (!(await indexedDB.databases()).some((d) => d.name === name)) throw new Error(`there is no database ${name}`);
  const db = await of(indexedDB.open(name));
  try {
    const transaction = db.transaction([...db.objectStoreNames], mode);
    const ended = new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = () => fail(transaction.error);
    });
    const found = {};
    for (const table of db.objectStoreNames) {
      const store = transaction.objectStore(table);
      if (what === "read") {
        const [keys, values] = await Promise.all([of(store.getAllKeys()), of(store.getAll())]);
        const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
        found[table] = Object.fromEntries(keys.map((key, at) => [key, hex(values[at])]));
      } else {
        store.clear();
        const bytes = (hex) => new Uint8Array(hex.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? []);
        for (const [key, hex] of Object.entries(content[table])) store.put(bytes(hex), Number(key));
      }
    }
    await ended;
    return found;
  } finally {
    db.close();
  }
}
