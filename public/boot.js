// Starts the app. A file of its own, so that the page needs no inline script.
import { watch } from "./fault.js";

watch();
const version = document.querySelector("meta[name=loudou-version]").content;
const folder = location.pathname.replace(/[^/]*$/, "");
// As long as the page lives, the service worker keeps the files of its version (tools/sw.js).
navigator.locks?.request(`loudou:${folder}:${version}`, { mode: "shared" }, () => new Promise(() => {})).catch(() => {});
// Browsers offer to install an app when they like: the offer waits until somebody wants it (tools/offline.js).
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  globalThis.loudouInstall = event;
});
// Whoever comes back to a workspace sees its frame at once.
document.getElementById("cover").classList.toggle("cover-frame", location.hash.startsWith("#/w/"));
const tag = document.querySelector("script[data-app]");

try {
  const app = await import(new URL(tag.dataset.app, document.baseURI).href);
  await app.default();
} catch (error) {
  // Nothing of the app runs here, so these are the only words that do not come from its own texts.
  document.getElementById("cover")?.remove();
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent = `漏斗无法启动，请刷新页面或更新浏览器。 Loudou could not start: reload the page or update the browser. (${error})`;
  document.body.append(note);
  throw error;
}
