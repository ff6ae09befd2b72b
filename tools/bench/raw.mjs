// The machine's own limits for reading and writing: the workspace's database in plain JavaScript, without the app.

/** Runs in a page without the app: puts what the limits share beside the page's `bench`. */
export function raw() {
  const answer = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

  // MessagePack, as much of it as pages have; bytes become text, as an export writes them.
  const decode = (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const utf8 = new TextDecoder();
    let at = 0;
    const number = (size, signed) => {
      const name = `get${size === 8 ? "Big" : ""}${signed ? "Int" : "Uint"}${size * 8}`;
      const found = Number(view[name](at));
      at += size;
      return found;
    };
    const text = (n) => utf8.decode(bytes.subarray(at, (at += n)));
    const hex = (n) => Array.from(bytes.subarray(at, (at += n)), (b) => b.toString(16).padStart(2, "0")).join("");
    const list = (n) => Array.from({ length: n }, value);
    const map = (n) => Object.fromEntries(Array.from({ length: n }, () => [value(), value()]));
    function value() {
      const b = bytes[at++];
      if (b < 0x80) return b;
      if (b < 0x90) return map(b & 15);
      if (b < 0xa0) return list(b & 15);
      if (b < 0xc0) return text(b & 31);
      if (b >= 0xe0) return b - 256;
      if (b === 0xc0) return null;
      if (b <= 0xc3) return b === 0xc3;
      if (b <= 0xc6) return hex(number(1 << (b - 0xc4)));
      if (b >= 0xcc && b <= 0xd3) return number(1 << (b & 3), b >= 0xd0);
      if (b >= 0xd9 && b <= 0xdb) return text(number(1 << (b - 0xd9)));
      if (b <= 0xdd) return list(number(2 << (b - 0xdc)));
      return map(number(2 << (b - 0xde)));
    }
    return value();
  };

  const pages = async (name) => {
    const database = await answer(indexedDB.open(name));
    const read = database.transaction("pages").objectStore("pages");
    const values = await answer(read.getAll());
    database.close();
    return values;
  };
  Object.assign(bench, {
    pages,
    /** The name of the workspace's database, without the app's list of them. */
    database: async () => (await indexedDB.databases()).map((d) => d.name).find((name) => !name.endsWith(":registry")),
    /** How many pages are in it. */
    async count(name) {
      const database = await answer(indexedDB.open(name));
      const count = await answer(database.transaction("pages").objectStore("pages").count());
      database.close();
      return count;
    },
    /** The same rows in the form that a browser parses quickest. */
    json: async (name) => (await pages(name)).map((page) => JSON.stringify(decode(page))),
    /** Writes values into a database of its own, some megabytes per transaction, as safely as the app does. */
    async store(values) {
      const request = indexedDB.open("bench");
      request.onupgradeneeded = () => request.result.createObjectStore("pages", { autoIncrement: true });
      const database = await answer(request);
      for (let from = 0; from < values.length;) {
        const tx = database.transaction("pages", "readwrite", { durability: "strict" });
        const done = new Promise((done, fail) => { tx.oncomplete = done; tx.onabort = () => fail(tx.error); });
        for (let size = 0; from < values.length && size < 4 << 20; from++) {
          size += values[from].length;
          tx.objectStore("pages").add(values[from]);
        }
        await done;
      }
      database.close();
      await answer(indexedDB.deleteDatabase("bench"));
    },
  });
}
