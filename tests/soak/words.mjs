// What the app says of errors, by code, as it stands in the sources: a message is explained if an action names its code.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../src/text/words/errors/", import.meta.url));

/** Code → its message in both languages. */
const messages = new Map();
for (const file of readdirSync(folder)) {
  for (const [, code, zh, en] of readFileSync(folder + file, "utf8").matchAll(/"(\w+)" [A-Z_0-9]+: "([^"]+)", "([^"]+)";/g)) messages.set(code, [zh, en]);
}
if (messages.size < 100) throw new Error(`only ${messages.size} error codes were found in ${folder}`);

/** Whether a text says what an error code says; of these codes, if any are named. */
export function isError(text, codes) {
  return [...messages].some(([code, words]) => (!codes || codes.includes(code)) && words.some((word) => text.includes(word.replace(/[.。]$/, ""))));
}
