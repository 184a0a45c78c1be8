// Rows: a long list of which only those in sight are made.

const SPARE = 8;
const MOST_PRINTED = 999;

/** A list with rows of one height, each made when it comes into sight. */
export class RowList {
  /**
   * @param {{height: number, make: (row: number) => HTMLElement, label: string}} options
   */
  constructor({ height, make, label }) {
    this.height = height;
    this.make = make;
    this.count = 0;
    this.space = document.createElement("div");
    this.space.className = "rows-space";
    this.element = document.createElement("div");
    this.element.className = "rows";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "list");
    this.element.setAttribute("aria-label", label);
    this.element.append(this.space);
    this.element.addEventListener("scroll", () => this.draw(), { passive: true });
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.element);
    this.first = 0;
    this.last = -1;
    this.isPrinted = false;
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
  }

  /** On paper there is nothing to scroll. @param {boolean} isPrinted */
  print(isPrinted) {
    if (!this.element.isConnected) return;
    this.isPrinted = isPrinted;
    this.redraw();
  }

  /** @param {number} count */
  fill(count) {
    this.count = count;
    this.space.style.height = `${count * this.height}px`;
    this.element.style.setProperty("--rows-height", `${count * this.height}px`);
    this.redraw();
  }

  redraw() {
    this.first = 0;
    this.last = -1;
    this.space.replaceChildren();
    this.draw();
  }

  draw() {
    const top = this.element.scrollTop;
    const seen = Math.ceil((top + this.element.clientHeight) / this.height) + SPARE;
    const first = this.isPrinted ? 0 : Math.max(0, Math.floor(top / this.height) - SPARE);
    const last = Math.min(this.count - 1, this.isPrinted ? MOST_PRINTED : seen);
    if (first === this.first && last === this.last) return;
    const rows = [];
    for (let row = first; row <= last; row += 1) {
      const element = this.make(row);
      element.style.transform = `translateY(${row * this.height}px)`;
      element.style.height = `${this.height}px`;
      element.setAttribute("aria-setsize", String(this.count));
      element.setAttribute("aria-posinset", String(row + 1));
      rows.push(element);
    }
    this.space.replaceChildren(...rows);
    this.first = first;
    this.last = last;
  }

  /** Scrolls a row into sight, if it is not. @param {number} row */
  reveal(row) {
    const top = row * this.height;
    const seen = this.element.scrollTop;
    if (top < seen || top + this.height > seen + this.element.clientHeight) {
      this.element.scrollTop = top - (this.element.clientHeight - this.height) / 2;
    }
  }
}
