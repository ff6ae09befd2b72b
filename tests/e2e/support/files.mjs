// Files that the page hands to the browser.
import { readFileSync } from "node:fs";

/** What `act` makes the page save: its name and bytes. */
export async function savedBy(page, act) {
  const waiting = page.waitForEvent("download");
  await act();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The rows of our CSV, without what spreadsheets need before them; cells must hold no line ends, and the first of a row must not be empty. */
export function rowsOf(bytes) {
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "").trimEnd();
  const cells = (line) => [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
  return text.split("\r\n").map(cells);
}
