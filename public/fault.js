// What nobody else caught: it is said calmly, with a way on, an export of what is saved, and a report that stays on this device.
// A script by itself, because the compiled app may be what broke. The dialog with its words is the app's: src/ui/fault.rs.
const folder = location.pathname.replace(/[^/]*$/, "");
const kept = `loudou:${folder}:faults`;
const MOST = 10;

const dialog = () => document.querySelector("dialog[data-fault]");
const part = (name) => dialog().querySelector(`[data-fault-part=${name}]`);

/** Text without what may be somebody's data: whatever is quoted, and whatever is not plain ASCII. */
const plain = (text) => String(text).replace(/(["'`])(?:(?!\1).)*\1/gs, "…").replace(/[^\x20-\x7e\n…]+/g, "…").slice(0, 1500);

function remember(kind, what) {
  const build = document.querySelector("script[data-app]")?.dataset.app;
  // Which screen, without the rest of the address: it may hold what was searched for.
  const screen = /^#\/w\/[^/?]+\/(\w+)/.exec(location.hash)?.[1] ?? "start";
  const report = [new Date().toISOString(), `${kind} on ${screen}, ${build}`, plain(what), navigator.userAgent].join("\n");
  try {
    const former = (localStorage.getItem(kept) ?? "").split("\n\n").filter(Boolean);
    localStorage.setItem(kept, [report, ...former].slice(0, MOST).join("\n\n"));
  } catch {
    // Where the browser keeps nothing, the report is in the dialog as long as that is open.
  }
  return report;
}

/** Asks the worker, which has the compiled code a second time and reads what is saved. */
function exported() {
  const slot = /^#\/w\/([^/?]+)/.exec(location.hash)?.[1];
  const address = document.querySelector("meta[name=loudou-worker]").content;
  const worker = new Worker(new URL(address, document.baseURI), { type: "module" });
  const asks = [{ Open: { directory: folder, slot } }, { Export: { made_at: new Date().toISOString(), selection: null } }];
  return new Promise((done, fail) => {
    worker.onerror = fail;
    worker.onmessage = ({ data }) => {
      if (data.fault || data.failure) fail(new Error(data.fault ?? data.failure));
      else if (data.made) done(data.made);
    };
    asks.forEach((ask, number) => worker.postMessage([number, JSON.stringify(ask), null]));
  }).finally(() => worker.terminate());
}

async function save() {
  part("failed").hidden = true;
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await exported());
    link.download = `loudou-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch {
    part("failed").hidden = false;
  }
}

async function copy() {
  await navigator.clipboard.writeText(part("report").textContent);
  part("copy").textContent = part("copy").dataset.done;
}

/** Shows the dialog. `fatal`: the compiled app gave up in the middle of something, so nothing but a reload leads on. */
function show(report, fatal) {
  const shown = dialog();
  // Before there is a dialog, boot.js says that the app did not start.
  if (!shown) return;
  part("report").textContent = [report, part("report").textContent].filter(Boolean).join("\n\n").slice(0, 5000);
  if (fatal) part("go-on").hidden = true;
  part("export").hidden = !location.hash.startsWith("#/w/");
  if (shown.open) return;
  const acts = { reload: () => location.reload(), export: save, copy, "go-on": () => shown.close() };
  for (const [name, act] of Object.entries(acts)) part(name).onclick = act;
  // Escape goes on, where there is a way on.
  shown.oncancel = (event) => { if (part("go-on").hidden) event.preventDefault(); };
  shown.showModal();
}

/** Catches from now on. */
export function watch() {
  const caught = (kind, error) => {
    // Extensions run in the page, too; a request that was called off is no fault.
    if (/-extension:\/\//.test(error?.stack) || error?.name === "AbortError") return;
    show(remember(kind, error?.stack ?? error), kind === "panic" || error instanceof WebAssembly.RuntimeError);
  };
  addEventListener("loudou-panic", (event) => caught("panic", event.detail));
  // What has no error is told by the browser for its own reasons, such as an observer that had more to do than one frame.
  addEventListener("error", (event) => event.error && caught("error", event.error));
  addEventListener("unhandledrejection", (event) => caught("promise", event.reason));
}
