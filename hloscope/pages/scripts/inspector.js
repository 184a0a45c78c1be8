// The inspector: all that is known of the instruction that is selected, beside every view.
import { button, h, refill } from "./elements.js";
import { textAt } from "./model.js";
import { bytesText, countText, numberText, placeText, plural, secondsText, shareText } from "./words.js";

const MOST = 12;

/** The panel beside the views. */
export class Inspector {
  /** @param {import("./app.js").App} app */
  constructor(app) {
    this.app = app;
    this.element = h("aside", { class: "inspector", "aria-label": "what is selected", hidden: true });
  }

  /** @param {import("./model.js").ProgramModel | null} program @param {State} state */
  update(program, state) {
    const module = program?.after;
    const isShown = program && module && state.select !== null && state.select >= 0 && state.select < module.size;
    this.element.hidden = !isShown;
    if (isShown) this.fill(program, module, /** @type {number} */ (state.select));
  }

  /**
   * @param {import("./model.js").ProgramModel} program
   * @param {import("./model.js").ModuleModel} module
   * @param {number} i
   */
  fill(program, module, i) {
    const launch = module.launchOf(i);
    const row = program.rows.get(launch);
    refill(
      this.element,
      h(
        "header",
        {},
        h("code", { class: "name" }, module.name(i)),
        button("×", () => this.app.go({ select: null }), { "aria-label": "close", class: "quiet" }),
      ),
      h("p", { class: "quiet shape" }, `${module.opcode(i)}  ${module.shape(i)}`),
      launch === i ? null : h("p", {}, "in ", this.link(module, launch)),
      row === undefined ? null : this.costs(program, row),
      this.lines(program, module, i, row),
      this.operations(module, launch),
      this.edges(program, module, launch, "to"),
      this.edges(program, module, launch, "from"),
      this.askedFor(program, launch),
      h(
        "p",
        { class: "actions" },
        ...["kernels", "source", "graph"].map((view) => button(`in ${view}`, () => this.app.go({ view }))),
      ),
    );
  }

  /** @param {import("./model.js").ModuleModel} module @param {number} i */
  link(module, i) {
    return button(h("code", {}, module.name(i)), () => this.app.go({ select: i }), { class: "link" });
  }

  /** @param {import("./model.js").ProgramModel} program @param {number} row */
  costs(program, row) {
    const launches = /** @type {Launches} */ (program.data.launches);
    /** @type {[string, string][]} */
    const pairs = [
      ["class", textAt(launches.classes, row)],
      ["kind", textAt(launches.kinds, row)],
      ["runs", countText(launches.runs[row])],
      ["reads", bytesText(launches.bytes_read[row])],
      ["writes", bytesText(launches.bytes_written[row])],
      ["FLOP", numberText(launches.flops[row])],
    ];
    const measured = launches.measured;
    if (measured && measured.seconds[row] !== null) {
      pairs.push(["measured", `${secondsText(measured.seconds[row])}, ${shareText(measured.shares[row])}`]);
      pairs.push(["half of runs", `${secondsText(measured.lower[row])} to ${secondsText(measured.upper[row])}`]);
      if (measured.bytes_per_second[row] !== null)
        pairs.push(["bandwidth", `${bytesText(Math.round(Number(measured.bytes_per_second[row])))}/s`]);
      if (measured.roofline_shares[row] !== null) pairs.push(["of the roof", shareText(measured.roofline_shares[row])]);
    }
    if (launches.seconds[row] !== null) {
      pairs.push([
        measured ? "at best" : "time",
        `${secondsText(launches.seconds[row])}, ${shareText(launches.shares[row])}`,
      ]);
      pairs.push(["bound by", textAt(launches.bounds, row)]);
    }
    return h("dl", { class: "pairs" }, ...pairs.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  }

  /**
   * @param {import("./model.js").ProgramModel} program
   * @param {import("./model.js").ModuleModel} module
   * @param {number} i
   * @param {number | undefined} row
   */
  lines(program, module, i, row) {
    const launches = program.data.launches;
    const place = row === undefined || !launches ? module.source(i) : textAt(launches.sources, row);
    const isInferred = row !== undefined && launches?.inferred[row];
    const opName = module.opName(i);
    if (!place && !opName) return null;
    return h(
      "section",
      {},
      h("h3", {}, "Source"),
      place
        ? h(
            "p",
            { title: place },
            h("code", {}, placeText(place)),
            isInferred ? h("em", { class: "quiet" }, " inferred") : null,
          )
        : null,
      opName ? h("p", { class: "quiet small break" }, opName) : null,
    );
  }

  /** @param {import("./model.js").ModuleModel} module @param {number} launch */
  operations(module, launch) {
    const [called] = module.called.get(launch) ?? [];
    if (called === undefined || module.opcode(launch) !== "fusion") return null;
    const { start, size } = module.computations[called];
    const shown = [];
    for (let i = start; i < start + size && shown.length < MOST; i += 1) {
      if (module.opcode(i) !== "parameter" && module.opcode(i) !== "constant")
        shown.push(h("li", {}, h("code", {}, module.opcode(i)), h("span", { class: "quiet" }, ` ${module.shape(i)}`)));
    }
    return h(
      "section",
      {},
      h("h3", {}, "Operations in it"),
      h("ul", { class: "plain" }, ...shown, shown.length === MOST ? h("li", { class: "quiet" }, "…") : null),
    );
  }

  /**
   * @param {import("./model.js").ProgramModel} program
   * @param {import("./model.js").ModuleModel} module
   * @param {number} launch
   * @param {"from" | "to"} side
   */
  edges(program, module, launch, side) {
    const edges = program.data.edges;
    const found = program.edgeEnds()[side].get(launch) ?? [];
    if (!edges || !found.length) return null;
    const ends = side === "to" ? edges.producers : edges.consumers;
    const title = side === "to" ? "Reads through memory" : "Is read through memory by";
    const rows = found
      .slice(0, MOST)
      .map((edge) =>
        h(
          "li",
          {},
          h(
            "p",
            {},
            this.link(module, ends[edge]),
            h("span", { class: "number" }, bytesText(edges.bytes_per_run[edge])),
          ),
          h(
            "p",
            { class: "small" },
            h("strong", {}, textAt(edges.rules, edge)),
            h("span", { class: "quiet" }, `: ${textAt(edges.reasons, edge)} (inferred)`),
          ),
          textAt(edges.xla, edge)
            ? h("p", { class: "small" }, h("span", { class: "tag" }, "XLA"), ` ${textAt(edges.xla, edge)}`)
            : null,
        ),
      );
    const more = found.length > MOST ? h("li", { class: "quiet" }, `and ${found.length - MOST} more`) : null;
    return h("section", {}, h("h3", {}, title), h("ul", { class: "plain edges" }, ...rows, more));
  }

  /** @param {import("./model.js").ProgramModel} program @param {number} launch */
  askedFor(program, launch) {
    const { into, of } = program.links();
    const operations = into.get(launch) ?? [];
    const { before } = program;
    if (!before || !operations.length) return null;
    const rows = operations.slice(0, MOST).map((operation) => {
      const link = of.get(operation)?.link ?? 0;
      const exact = program.data.links?.exact[link];
      return h(
        "li",
        {},
        h("code", {}, before.name(operation)),
        h("span", { class: "quiet" }, ` ${before.opcode(operation)}`),
        h("span", { class: "sure" }, exact ? "exact" : "inferred"),
      );
    });
    const more = operations.length > MOST ? h("li", { class: "quiet" }, `and ${operations.length - MOST} more`) : null;
    return h(
      "section",
      {},
      h("h3", {}, `Asked for as ${plural(operations.length, "operation")}`),
      h("ul", { class: "plain" }, ...rows, more),
    );
  }
}
