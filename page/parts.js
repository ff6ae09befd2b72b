// Put before the compiled app's loader of parts (tools/site.mjs), which fetches by this. A screen's code is in up to forty files, and beginning a fetch takes the
// browser a millisecond: all at once they held a phone for as long as drawing the screen does.
const AT_ONCE = 4;
let begun = 0;
let gate = Promise.resolve();

/** Fetches, some files in each task, in the order in which they are asked for. */
function fetchInTurn(address) {
  if (begun++ % AT_ONCE === 0) {
    gate = gate.then(() => new Promise((go) => (globalThis.scheduler?.postTask ? scheduler.postTask(go) : setTimeout(go))));
  }
  return gate.then(() => fetch(address));
}
