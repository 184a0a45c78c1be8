// State: what is shown, kept in the hash of the address, so that it can be sent to somebody and gone back to.

/** In a frame of a notebook there is no address to keep it in. */
const HAS_ADDRESS = location.protocol !== "about:";

/** @param {string} hash @param {State} start @returns {State} */
function read(hash, start) {
  /** @type {State} */
  const found = { ...start };
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    found[name] = name === "program" || name === "select" ? Number.parseInt(value, 10) : value;
  }
  if (!Number.isInteger(found.program)) found.program = start.program;
  if (!Number.isInteger(found.select)) found.select = null;
  return found;
}

/** @param {State} state @param {State} start */
function hashOf(state, start) {
  const pairs = Object.entries(state).filter(
    ([name, value]) => value !== null && value !== "" && !(name === "program" && value === start.program),
  );
  return `#${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** The state of the page, and those who want to know of changes. */
export class PageState {
  /** @param {State} start what an empty hash is @param {(state: State) => void} changed */
  constructor(start, changed) {
    this.start = start;
    this.now = read(location.hash, start);
    this.changed = changed;
    addEventListener("popstate", () => this.take());
    addEventListener("hashchange", () => this.take());
  }

  take() {
    const found = read(location.hash, this.start);
    if (hashOf(found, this.start) === hashOf(this.now, this.start)) return;
    this.now = found;
    this.changed(this.now);
  }

  /**
   * Changes some of it; what is small, such as a zoom, makes no step in the history.
   * @param {Partial<State>} patch
   * @param {{small?: boolean}} options
   */
  set(patch, { small = false } = {}) {
    const before = hashOf(this.now, this.start);
    this.now = /** @type {State} */ ({ ...this.now, ...patch });
    const hash = hashOf(this.now, this.start);
    if (hash === before) return;
    if (HAS_ADDRESS && small) history.replaceState(null, "", hash);
    else if (HAS_ADDRESS) history.pushState(null, "", hash);
    this.changed(this.now);
  }
}
