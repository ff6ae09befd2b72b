// Files that the page hands to the browser.
import { readFileSync } from "node:fs";

/** What `act` makes the page save: its name and bytes. */
export async function savedBy(page, act) {
  const waiting = page.waitForEvent("download");
  await act();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The rows of our CSV, without what spreadsheets need before them; cells must hold no line ends. */
export function rowsOf(bytes) {
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "").trimEnd();
  return text.split("\r\n").map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, line.split(",").length).map((m) => m[1].replace(/^"|"$/g, "").replaceAll('""', '"')));
}
