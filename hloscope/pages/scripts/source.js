// Source: three panes, the lines of the program, the operations that it asked for, and the kernels that run, linked.
import { h, nameElement, refill } from "./elements.js";
import { listed, textAt } from "./model.js";
import { RowList } from "./rows.js";
import { bytesText, placeText, plural, secondsText, shareText } from "./words.js";

/** What is lit in each pane, by row, and how sure that is. @typedef {Map<number, string>} Lit */
/** @typedef {{pane: string, row: number}} Point */

const HEIGHT = 30;

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function source(app, program) {
  return new Panes(app, program);
}

class Panes {
  /** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program */
  constructor(app, program) {
    this.app = app;
    this.program = program;
    this.lines = program.data.lines ?? [];
    this.launches = program.data.launches;
    this.operations = operationsOf(program);
    /** @type {Map<number, number>} */
    this.rowOfOperation = new Map(this.operations.map((operation, row) => [operation, row]));
    this.linesByPlace = rowsBy(this.lines, (line) => [line.place || line.op_name]);
    this.linesByLaunch = rowsBy(this.lines, (line) => line.launches);
    this.operationsBySource = this.operationsByLine();
    /** @type {Record<string, Lit>} */
    this.lit = { lines: new Map(), before: new Map(), after: new Map() };
    /** @type {Point | null} */
    this.pinned = null;
    /** @type {Point | null} */
    this.pointed = null;
    /** @type {Record<string, RowList>} */
    this.panes = {
      lines: new RowList({ height: HEIGHT, make: (row) => this.lineRow(row), label: "lines of the program" }),
      before: new RowList({ height: HEIGHT, make: (row) => this.operationRow(row), label: "program before" }),
      after: new RowList({ height: HEIGHT, make: (row) => this.kernelRow(row), label: "kernels after" }),
    };
    this.said = h(
      "p",
      { class: "quiet small said", "aria-live": "polite" },
      "Point at a line, an operation or a kernel to see its counterparts.",
    );
    this.element = h(
      "div",
      { class: "page full" },
      this.said,
      h(
        "div",
        { class: "panes", mouseleave: () => this.light(this.pinned) },
        this.pane("lines", "Source", plural(this.lines.length, "line")),
        this.pane("before", "Program before", plural(this.operations.length, "operation")),
        this.pane("after", "Kernels after", plural(this.launches?.instructions.length ?? 0, "launch", "launches")),
      ),
    );
    this.panes.lines.fill(this.lines.length);
    this.panes.before.fill(this.operations.length);
    this.panes.after.fill(this.launches?.instructions.length ?? 0);
  }

  /** @param {"lines" | "before" | "after"} name @param {string} title @param {string} remark */
  pane(name, title, remark) {
    const empty = this.panes[name].count === 0 && remark.startsWith("0 ");
    return h(
      "section",
      { class: `pane ${name}`, "data-pane": name },
      h("h2", {}, title, h("span", { class: "quiet" }, ` ${remark}`)),
      empty ? h("p", { class: "quiet" }, "The dump does not tell.") : null,
      this.panes[name].element,
    );
  }

  operationsByLine() {
    const before = this.program.before;
    return rowsBy(before ? this.operations : [], (i) => [before?.source(i) || before?.opName(i) || ""]);
  }

  /** @param {State} state */
  update(state) {
    const row =
      state.select === null ? undefined : this.program.rows.get(this.program.after?.launchOf(state.select) ?? -1);
    if (row !== undefined && !(this.pinned?.pane === "after" && this.pinned.row === row)) {
      this.pin({ pane: "after", row }, false);
    }
  }

  /** Keeps what is lit, and scrolls to it. @param {Point} point @param {boolean} tell */
  pin(point, tell = true) {
    this.pinned = point;
    this.light(point);
    for (const [name, list] of Object.entries(this.panes)) {
      const [first] = [...this.lit[name].keys()].sort((one, other) => one - other);
      if (first !== undefined && (name !== point.pane || !tell)) list.reveal(first);
    }
    if (tell && point.pane === "after" && this.launches) this.app.go({ select: this.launches.instructions[point.row] });
  }

  /** Lights a point and its counterparts. @param {Point | null} point */
  light(point) {
    this.lit = { lines: new Map(), before: new Map(), after: new Map() };
    if (point) this.find(point);
    for (const list of Object.values(this.panes)) list.redraw();
    const counts = Object.values(this.lit).map((lit) => lit.size);
    const inferred = Object.values(this.lit).some((lit) => [...lit.values()].includes("inferred"));
    if (point)
      refill(
        this.said,
        `${plural(counts[0], "line")} · ${plural(counts[1], "operation")} · ${plural(counts[2], "launch", "launches")}${inferred ? " · some of it inferred" : ""}`,
      );
  }

  /** @param {Point} point */
  find({ pane, row }) {
    this.lit[pane].set(row, "here");
    if (pane === "lines") this.fromLine(row);
    else if (pane === "before") this.fromOperation(this.operations[row], true);
    else this.fromKernel(row);
  }

  /** @param {number} row */
  fromLine(row) {
    const line = this.lines[row];
    for (const operation of this.operationsBySource.get(line.place || line.op_name) ?? [])
      this.put("before", operation, "exact");
    for (const name of line.launches) {
      const number = this.program.find(name);
      const launch = number === null ? undefined : this.program.rows.get(number);
      if (launch !== undefined) this.put("after", launch, line.inferred ? "inferred" : "exact");
    }
  }

  /** @param {number} operation @param {boolean} withLines */
  fromOperation(operation, withLines) {
    const found = this.program.links().of.get(operation);
    const sure = found && this.program.data.links?.exact[found.link] ? "exact" : "inferred";
    for (const place of found?.places ?? []) {
      const launch = this.program.rows.get(place);
      if (launch !== undefined) this.put("after", launch, sure);
    }
    const before = this.program.before;
    if (!withLines || !before) return;
    for (const line of this.linesByPlace.get(before.source(operation) || before.opName(operation)) ?? [])
      this.put("lines", line, "exact");
  }

  /** @param {number} row */
  fromKernel(row) {
    if (!this.launches || !this.program.after) return;
    const number = this.launches.instructions[row];
    const links = this.program.links();
    for (const operation of links.into.get(number) ?? []) {
      const link = links.of.get(operation);
      const sure = link && this.program.data.links?.exact[link.link] ? "exact" : "inferred";
      this.put("before", this.rowOfOperation.get(operation), sure);
    }
    for (const line of this.linesByLaunch.get(this.program.after.name(number)) ?? []) {
      this.put("lines", line, this.lines[line].inferred ? "inferred" : "exact");
    }
  }

  /** @param {string} pane @param {number | undefined} row @param {string} sure */
  put(pane, row, sure) {
    if (row !== undefined && !this.lit[pane].has(row)) this.lit[pane].set(row, sure);
  }

  /** @param {string} pane @param {number} row @param {...(Node | string | null)} content */
  row(pane, row, ...content) {
    const sure = this.lit[pane].get(row);
    return h(
      "div",
      {
        class: sure ? `row lit ${sure}` : "row",
        role: "listitem",
        mouseenter: () => this.hover({ pane, row }),
        click: () => this.pin({ pane, row }),
      },
      ...content,
      sure && sure !== "here" ? h("span", { class: "sure" }, sure) : null,
    );
  }

  /** @param {Point} point */
  hover(point) {
    if (this.pinned || (this.pointed?.pane === point.pane && this.pointed.row === point.row)) return;
    this.pointed = point;
    this.light(point);
  }

  /** @param {number} row */
  lineRow(row) {
    const line = this.lines[row];
    const cost =
      line.measured_seconds !== null
        ? `${secondsText(line.measured_seconds)} measured`
        : line.seconds === null
          ? bytesText(line.run_bytes_read + line.run_bytes_written)
          : secondsText(line.seconds);
    return this.row(
      "lines",
      row,
      h("span", { class: "place", title: line.place }, placeText(line.place) || "no line"),
      h("code", { class: "grow" }, line.code ?? line.op_name),
      h("span", { class: "number quiet", title: `${cost} of a run` }, shareText(line.measured_share ?? line.share)),
    );
  }

  /** @param {number} row */
  operationRow(row) {
    const before = /** @type {import("./model.js").ModuleModel} */ (this.program.before);
    const operation = this.operations[row];
    const link = this.program.links().of.get(operation);
    const fate = link && this.program.data.links ? textAt(this.program.data.links.fates, link.link) : "";
    return this.row(
      "before",
      row,
      h(
        "code",
        { class: "grow" },
        before.name(operation),
        h("span", { class: "quiet" }, ` ${before.opcode(operation)}  ${before.shape(operation)}`),
      ),
      fate && fate !== "kept" ? h("span", { class: "tag" }, fate) : null,
    );
  }

  /** @param {number} row */
  kernelRow(row) {
    const launches = /** @type {Launches} */ (this.launches);
    const number = launches.instructions[row];
    const seconds = launches.measured ? launches.measured.seconds[row] : launches.seconds[row];
    const isTimed = seconds !== null || launches.measured;
    const cost = isTimed ? secondsText(seconds) : bytesText(launches.bytes_per_run[row]);
    return this.row(
      "after",
      row,
      h("span", { class: `mark ${textAt(launches.classes, row)}`, "aria-hidden": "true" }),
      nameElement(this.program.after?.name(number) ?? ""),
      h("span", { class: "quiet grow" }, textAt(launches.kinds, row)),
      h("span", { class: "number quiet" }, cost),
    );
  }

  /** @param {string} key */
  keys(key) {
    if (key === "ArrowDown" || key === "ArrowUp") return this.move(key === "ArrowDown" ? 1 : -1);
    if (key !== "Escape" || !this.pinned) return false;
    this.pinned = null;
    this.light(null);
    this.app.go({ select: null }, { small: true });
    return true;
  }

  /** Pins the next row of the pane that has the focus, else of the one that something is pinned in. @param {number} step */
  move(step) {
    const focused = Object.entries(this.panes).find(([, list]) => list.element.contains(document.activeElement));
    const pane = focused?.[0] ?? this.pinned?.pane ?? "lines";
    const row = this.pinned?.pane === pane ? this.pinned.row + step : 0;
    if (row < 0 || row >= this.panes[pane].count) return false;
    this.pin({ pane, row });
    this.panes[pane].reveal(row);
    return true;
  }

  /** @param {string} text */
  search(text) {
    const find = text.toLowerCase();
    const line = this.lines.findIndex((each) =>
      `${each.place} ${each.op_name} ${each.code ?? ""}`.toLowerCase().includes(find),
    );
    if (find && line >= 0) return this.pin({ pane: "lines", row: line });
    const row =
      this.launches?.instructions.findIndex((i) => this.program.after?.name(i).toLowerCase().includes(find)) ?? -1;
    if (find && row >= 0) this.pin({ pane: "after", row });
  }
}

/** The operations of the program before that are told of, in order of execution. @param {import("./model.js").ProgramModel} program */
function operationsOf(program) {
  return program.data.links?.operations ?? [];
}

/**
 * The numbers of rows by each of their keys.
 * @template T
 * @param {T[]} rows
 * @param {(row: T) => string[]} keysOf
 */
function rowsBy(rows, keysOf) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (let row = 0; row < rows.length; row += 1) {
    for (const key of keysOf(rows[row])) listed(found, key).push(row);
  }
  return found;
}
