// State: what is shown, kept in the hash of the address, so that it can be sent to somebody and gone back to.

/** @type {State} */
const START = { view: "overview", program: 0, select: null };

/** @param {string} hash @returns {State} */
function read(hash) {
  /** @type {State} */
  const found = { ...START };
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    found[name] = name === "program" || name === "select" ? Number.parseInt(value, 10) : value;
  }
  if (!Number.isInteger(found.program)) found.program = 0;
  if (!Number.isInteger(found.select)) found.select = null;
  return found;
}

/** @param {State} state */
function hashOf(state) {
  const pairs = Object.entries(state).filter(
    ([name, value]) => value !== null && value !== "" && !(name === "program" && value === 0),
  );
  return `#${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** The state of the page, and those who want to know of changes. */
export class PageState {
  /** @param {(state: State) => void} changed */
  constructor(changed) {
    this.now = read(location.hash);
    this.changed = changed;
    addEventListener("popstate", () => this.take());
    addEventListener("hashchange", () => this.take());
  }

  take() {
    const found = read(location.hash);
    if (hashOf(found) === hashOf(this.now)) return;
    this.now = found;
    this.changed(this.now);
  }

  /**
   * Changes some of it; what is small, such as a zoom, makes no step in the history.
   * @param {Partial<State>} patch
   * @param {{small?: boolean}} options
   */
  set(patch, { small = false } = {}) {
    const before = hashOf(this.now);
    this.now = /** @type {State} */ ({ ...this.now, ...patch });
    const hash = hashOf(this.now);
    if (hash === before) return;
    if (small) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
    this.changed(this.now);
  }
}
