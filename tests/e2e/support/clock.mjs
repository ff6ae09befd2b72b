// The machine's clock, set back or ahead.

export const YEAR = 365 * 86_400_000;

/** In the page: `globalThis.ahead` says by how many milliseconds the clock is ahead. */
const movable = () => {
  const Real = Date;
  // An empty page has no storage.
  globalThis.ahead = origin === "null" ? 0 : Number(localStorage.getItem("clock-ahead"));
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length > 0) super(...parts);
      else super(Real.now() + ahead);
    }

    static now() {
      return Real.now() + ahead;
    }
  };
};

/** Pages of a context get a clock that can be set. */
export const withMovableClock = (context) => context.addInitScript(movable);

/** Sets the clock of a page ahead of the true one, or back: at once, and for pages opened later. */
export const setAhead = (page, ms) => page.evaluate((ms) => {
  globalThis.ahead = ms;
  localStorage.setItem("clock-ahead", ms);
}, ms);
