// The page's end of the service worker (page/sw.js), and what the system has for an installed app: files to open, and installing it. The app
// imports it when its first screen is shown (src/web/offline.rs). What there is to tell goes to `tell(what, value)`:
//   ready        whether the app starts without network; `false`: not at this address
//   update       another version is here, and waits for a reload
//   installable  whether the browser would install the app
//   files        files that the system opens with it
const version = document.querySelector('meta[name="loudou-version"]').content;
// A look costs the server one small answer. Tabs come to the front more often than versions are made.
const LOOK_EVERY = 60 * 60_000;
const LOOK_AGAIN = 60_000;

let begun = false;
let registration;
let told;

/** Begins to tell, once. */
export async function begin(tell) {
  if (begun) return;
  begun = true;
  told = tell;
  openFiles();
  offerInstall();
  if (!isSecureContext) tell("ready", false);
  // Made for a developer who wants to see every change.
  if (version === "") return;
  try {
    await watch();
  } catch {
    // No service worker here: an address without https, a private window, a browser that forbids it. The app works as it does without.
  }
}

async function watch() {
  const { serviceWorker } = navigator;
  registration = await serviceWorker.register(new URL("./sw.js", document.baseURI), { updateViaCache: "none" });
  void serviceWorker.ready.then(() => told("ready", true));
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", ({ target }) => target.state === "installed" && compare());
  });
  // Another tab has asked for the new version: this one goes on with its own until it is loaded anew.
  serviceWorker.addEventListener("controllerchange", compare);
  document.addEventListener("visibilitychange", () => document.hidden || look(LOOK_AGAIN));
  setInterval(look, LOOK_EVERY, LOOK_EVERY);
  if (registration.active) await look(0);
}

let looked = 0;

/** Asks the server whether there is a newer version, if it was not asked for so long. */
async function look(pause) {
  if (Date.now() - looked < pause) return;
  looked = Date.now();
  try {
    await registration.update();
  } catch {
    // Without network, or with a server in trouble: another time.
    return void compare();
  }
  if (registration.installing) return;
  await compare();
  registration.active?.postMessage("tidy");
}

let known = version;

/** Tells of the newest version that is here, once. */
async function compare() {
  const newest = registration.waiting ?? registration.active;
  const its = newest ? await versionOf(newest) : version;
  if (its === known) return;
  known = its;
  if (its !== version) told("update");
}

function versionOf(worker) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage("version", [port2]);
  });
}

/** Loads the page anew, with the version that waits. Everything must be saved. */
export async function renew() {
  if (registration?.waiting) {
    const taken = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    registration.waiting.postMessage("take over");
    // A worker that does not answer must not hold anybody up: this version starts again then, and says the same again.
    await Promise.race([taken, new Promise((done) => setTimeout(done, 5_000))]);
  }
  location.reload();
}

function openFiles() {
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    const opened = await Promise.allSettled(files.map((handle) => handle.getFile()));
    const here = opened.filter((file) => file.status === "fulfilled").map((file) => file.value);
    if (here.length > 0) told("files", here);
  });
}

// page/boot.js keeps what the browser offers: that may come before this file does.
const offer = () => told("installable", Boolean(globalThis.loudouInstall));

function offerInstall() {
  addEventListener("beforeinstallprompt", offer);
  addEventListener("appinstalled", () => {
    globalThis.loudouInstall = undefined;
    offer();
  });
  offer();
}

/** Has the browser ask whether to install the app. It takes one question per offer. */
export async function install() {
  const event = globalThis.loudouInstall;
  globalThis.loudouInstall = undefined;
  // A browser that has changed its mind will offer it again.
  await event?.prompt().catch(() => {});
  offer();
}
