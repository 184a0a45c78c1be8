// The table of kernels: sorted, filtered, searched, equal ones folded.
import { button, choice, h, nameElement, press, refill } from "./elements.js";
import { listed, textAt } from "./model.js";
import { RowList } from "./rows.js";
import { bytesText, countText, numberText, placeText, plural, secondsText, shareText } from "./words.js";

/** @typedef {{rows: number[], bytes: number, flops: number | null, seconds: number | null, share: number | null, bandwidth: number | null, roofline: number | null, runs: number}} Entry */

/** @type {[string, string, string][]} */
const COLUMNS = [
  ["name", "Kernel", "name"],
  ["kind", "Kind", "wide"],
  ["source", "Source", "wide"],
  ["runs", "Runs", "number wide"],
  ["bytes", "Bytes per run", "number"],
  ["flops", "FLOP", "number wide"],
  ["seconds", "Time", "number"],
  ["share", "Share", "number wide"],
  ["bound", "Bound by", "wide"],
];
/** Those of a profile, in the place of the modelled ones. @type {[string, string, string][]} */
const MEASURED = [
  ["seconds", "Measured", "number"],
  ["share", "Share", "number wide"],
  ["bandwidth", "Bandwidth", "number wide"],
  ["roofline", "Roofline", "number wide"],
];

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function kernels(app, program) {
  return new KernelTable(app, program);
}

class KernelTable {
  /** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program */
  constructor(app, program) {
    this.app = app;
    this.program = program;
    this.launches = /** @type {Launches} */ (program.data.launches);
    this.module = /** @type {import("./model.js").ModuleModel} */ (program.after);
    /** @type {Entry[]} */
    this.entries = [];
    this.measured = this.launches.measured;
    this.hasTimes = (this.measured ?? this.launches).seconds.some((seconds) => seconds !== null);
    this.columns = COLUMNS.filter(
      ([key]) => (this.hasTimes && !this.measured) || !["seconds", "share", "bound"].includes(key),
    );
    const hasRoof = this.measured?.roofline_shares.some((share) => share !== null);
    if (this.measured) this.columns.push(...MEASURED.filter(([key]) => hasRoof || key !== "roofline"));
    this.list = new RowList({ height: 34, make: (row) => this.row(row), label: "kernels" });
    this.head = h("div", { class: "row head", role: "row" });
    this.summary = h("span", { class: "quiet" });
    const classes = this.launches.classes.texts;
    this.classes = choice(
      "class",
      [["", "all"], ...classes.map((each) => /** @type {[string, string]} */ ([each, each]))],
      "",
      (value) => this.app.go({ class: value }, { small: true }),
    );
    this.folding = button("equal ones as one", () =>
      this.app.go({ fold: this.app.state.now.fold ? "" : "1" }, { small: true }),
    );
    this.element = h(
      "div",
      { class: "page full" },
      h("div", { class: "tools" }, classes.length > 1 ? this.classes : null, this.folding, this.summary),
      h(
        "div",
        { class: this.measured ? "table measured" : this.hasTimes ? "table" : "table untimed" },
        this.head,
        this.list.element,
      ),
    );
    this.wanted = "";
    this.known = "";
  }

  /** @param {State} state */
  update(state) {
    const wanted = [state.sort, state.down, state.class, state.fold, state.find].join("\n");
    if (wanted !== this.known) {
      this.known = wanted;
      press(this.classes, String(state.class ?? ""));
      this.folding.setAttribute("aria-pressed", String(Boolean(state.fold)));
      this.arrange(state);
    }
    this.list.redraw();
    const place =
      state.select === null
        ? -1
        : this.entries.findIndex((entry) => entry.rows.some((row) => this.launches.instructions[row] === state.select));
    if (place >= 0) this.list.reveal(place);
  }

  /** @param {State} state */
  arrange(state) {
    const sort = String(state.sort ?? (this.hasTimes ? "seconds" : "bytes"));
    const down = String(state.down ?? (sort === "name" || sort === "kind" || sort === "source" ? "" : "1"));
    const find = String(state.find ?? "").toLowerCase();
    const rows = [];
    for (let row = 0; row < this.launches.instructions.length; row += 1) {
      const isWanted = !state.class || textAt(this.launches.classes, row) === state.class;
      if (isWanted && (!find || this.searched(row).includes(find))) rows.push(row);
    }
    this.entries = this.folded(rows, Boolean(state.fold));
    const key = this.keyOf(sort);
    this.entries.sort((one, other) => compare(key(one), key(other)) * (down ? -1 : 1) || one.rows[0] - other.rows[0]);
    refill(
      this.summary,
      `${plural(rows.length, "launch", "launches")}${find ? ` with “${state.find}”` : ""}${state.fold ? `, ${plural(this.entries.length, "kind")}` : ""}`,
    );
    this.drawHead(sort, Boolean(down));
    this.list.fill(this.entries.length);
  }

  /** @param {number} row */
  searched(row) {
    const i = this.launches.instructions[row];
    return `${this.module.name(i)} ${this.module.opcode(i)} ${textAt(this.launches.kinds, row)} ${textAt(this.launches.sources, row)} ${this.module.opName(i)}`.toLowerCase();
  }

  /** @param {number[]} rows @param {boolean} fold @returns {Entry[]} */
  folded(rows, fold) {
    if (!fold) return rows.map((row) => this.entry([row]));
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    for (const row of rows) {
      const group = textAt(this.launches.groups, row);
      listed(groups, group ? `${group} ${textAt(this.launches.classes, row)}` : `row ${row}`).push(row);
    }
    return [...groups.values()].map((group) => this.entry(group));
  }

  /** @param {number[]} rows @returns {Entry} */
  entry(rows) {
    const { bytes_per_run: bytes, flops, runs } = this.launches;
    const { seconds, shares } = this.measured ?? this.launches;
    const [first] = rows;
    const isOne = rows.length === 1; // rates of several are no sums
    return {
      rows,
      bytes: rows.reduce((sum, row) => sum + bytes[row], 0),
      flops: sumOf(rows.map((row) => (flops[row] === null ? null : /** @type {number} */ (flops[row]) * runs[row]))),
      seconds: sumOf(rows.map((row) => seconds[row])),
      share: sumOf(rows.map((row) => shares[row])),
      bandwidth: isOne ? (this.measured?.bytes_per_second[first] ?? null) : null,
      roofline: isOne ? (this.measured?.roofline_shares[first] ?? null) : null,
      runs: rows.reduce((sum, row) => sum + runs[row], 0),
    };
  }

  /** @param {string} sort @returns {(entry: Entry) => string | number} */
  keyOf(sort) {
    const { launches, module } = this;
    switch (sort) {
      case "name":
        return (entry) => module.name(launches.instructions[entry.rows[0]]);
      case "kind":
        return (entry) => textAt(launches.kinds, entry.rows[0]);
      case "source":
        return (entry) => textAt(launches.sources, entry.rows[0]);
      case "bound":
        return (entry) => textAt(launches.bounds, entry.rows[0]);
      case "runs":
        return (entry) => entry.runs;
      case "flops":
        return (entry) => entry.flops ?? -1;
      case "bytes":
        return (entry) => entry.bytes;
      case "bandwidth":
        return (entry) => entry.bandwidth ?? -1;
      case "roofline":
        return (entry) => entry.roofline ?? -1;
      default:
        return (entry) => entry.seconds ?? -1;
    }
  }

  /** @param {string} sort @param {boolean} down */
  drawHead(sort, down) {
    refill(
      this.head,
      ...this.columns.map(([key, title, kind]) =>
        h(
          "div",
          {
            class: `cell ${kind}`,
            role: "columnheader",
            "aria-sort": key === sort ? (down ? "descending" : "ascending") : "none",
          },
          button(`${title}${key === sort ? (down ? " ↓" : " ↑") : ""}`, () =>
            this.app.go(
              {
                sort: key,
                down:
                  key === sort ? (down ? "" : "1") : key === "name" || key === "kind" || key === "source" ? "" : "1",
              },
              { small: true },
            ),
          ),
        ),
      ),
    );
  }

  /** @param {number} place */
  row(place) {
    const entry = this.entries[place];
    const [row] = entry.rows;
    const { launches, module } = this;
    const i = launches.instructions[row];
    const selected = entry.rows.some((each) => launches.instructions[each] === this.app.state.now.select);
    const source = textAt(launches.sources, row);
    /** @type {Record<string, string | Node>} */
    const texts = {
      name: h(
        "span",
        { class: "named" },
        h("span", { class: `mark ${textAt(launches.classes, row)}`, "aria-hidden": "true" }),
        nameElement(module.name(i)),
        entry.rows.length > 1 ? h("span", { class: "quiet" }, ` × ${entry.rows.length}`) : null,
      ),
      kind: textAt(launches.kinds, row),
      source: h(
        "span",
        { title: source },
        placeText(source),
        launches.inferred[row] ? h("em", { class: "quiet" }, " inferred") : null,
      ),
      runs: countText(entry.runs),
      bytes: bytesText(entry.bytes),
      flops: numberText(entry.flops),
      seconds: secondsText(entry.seconds),
      share: shareText(entry.share),
      bound: textAt(launches.bounds, row),
      bandwidth: entry.bandwidth === null ? "–" : `${bytesText(Math.round(entry.bandwidth))}/s`,
      roofline: shareText(entry.roofline),
    };
    return h(
      "div",
      {
        class: selected ? "row selected" : "row",
        role: "listitem",
        click: () => this.app.go({ select: i }),
        "data-name": module.name(i),
      },
      ...this.columns.map(([key, , kind]) => h("div", { class: `cell ${kind}` }, texts[key])),
    );
  }

  /** @param {string} text */
  search(text) {
    this.app.go({ find: text }, { small: true });
  }

  /** @param {string} key */
  keys(key) {
    if (key !== "ArrowDown" && key !== "ArrowUp") return false;
    const { select } = this.app.state.now;
    const place = this.entries.findIndex((entry) =>
      entry.rows.some((row) => this.launches.instructions[row] === select),
    );
    const next = this.entries[place < 0 ? 0 : place + (key === "ArrowDown" ? 1 : -1)];
    if (next) this.app.go({ select: this.launches.instructions[next.rows[0]] }, { small: true });
    return true;
  }
}

/** @param {string | number} one @param {string | number} other */
function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** @param {(number | null)[]} numbers */
function sumOf(numbers) {
  const known = numbers.filter((number) => number !== null);
  return known.length ? known.reduce((sum, number) => sum + number, 0) : null;
}
