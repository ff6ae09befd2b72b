// What happens to a browser's storage, and the folder that backups go to.

/** A browser looks for an icon of the bare page that stands for a site without the app. */
export const bare = [/404/];

/** The local name of the open workspace. */
export const slotOf = (page) => page.url().match(/#\/w\/([^/?]+)/)[1];

/** To be run before the app: headless browsers show no picker, so the folder is one of the browser's own, which has the same interface. */
export const fakePicker = () => {
  globalThis.showDirectoryPicker = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle("Backups", { create: true });
  };
};

/** The same: a browser that cannot write to folders. */
export const noPicker = () => delete globalThis.showDirectoryPicker;

/** The files of the fake folder: name → text. */
export const filesIn = (page) => page.evaluate(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Backups", { create: true });
  const files = {};
  for await (const entry of folder.values()) files[entry.name] = await (await entry.getFile()).text();
  return files;
});

/** Writes files into the fake folder, past the app. */
export const putInFolder = (page, files) => page.evaluate(async (files) => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Backups", { create: true });
  for (const [name, text] of Object.entries(files)) {
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
  }
}, files);

/** Waits until it is so. A file that is being swapped cannot be read for a moment. */
export async function until(holds) {
  for (let tries = 0; tries < 150; tries++) {
    if (await holds().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("it never was so");
}

/** The page is left for another tab. */
export const hide = (page) => page.evaluate(() => {
  Object.defineProperty(document, "hidden", { configurable: true, value: true });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  delete document.hidden;
});

/** A page of the app's origin where the app is not open: what is done to storage there no open page acts on first. */
export const outside = (app) => app.page.goto(`${app.url}manifest.webmanifest`);

/** Deletes the databases whose name ends so; all of them if nothing is asked for. The app must not be open. */
export async function dropDatabases(app, ending = "") {
  await outside(app);
  await app.page.evaluate(async (ending) => {
    for (const { name } of await indexedDB.databases()) {
      if (!name.endsWith(ending)) continue;
      await new Promise((done, fail) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = done;
        request.onerror = () => fail(request.error);
      });
    }
  }, ending);
}

/** The browser throws away all it has of the app, as when it runs out of room. */
export async function throwAllAway(app) {
  await dropDatabases(app);
  await app.page.evaluate(() => localStorage.clear());
}

/** The names of all databases. */
export const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name));
