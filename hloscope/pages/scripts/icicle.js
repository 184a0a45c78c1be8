// Where the cost is: an icicle by scope or by call stack, down to the kernel; a click zooms into what it is on.
import { choice, h, press, refill } from "./elements.js";
import { textAt } from "./model.js";
import { bytesText, numberText, plural, secondsText, shareText } from "./words.js";

const ROW = 30;
const NARROWEST = 2; // pixels, below which a piece is not drawn

/** @type {[string, string][]} */
const METRICS = [
  ["measured", "measured time"],
  ["seconds", "modelled time"],
  ["bytes", "bytes"],
  ["flops", "FLOP"],
  ["counts", "launches"],
];

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function icicle(app, program) {
  return new Icicle(app, program);
}

/** Measured or modelled times; no other metric has none. @param {CostTree} tree @param {string} metric */
function columnOf(tree, metric) {
  return metric === "measured" ? tree.measured : metric === "seconds" ? tree.seconds : [];
}

class Icicle {
  /** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program */
  constructor(app, program) {
    this.app = app;
    this.program = program;
    this.trees = /** @type {{scope: CostTree, stack: CostTree}} */ (program.data.trees);
    const metrics = METRICS.filter(
      ([key]) => !["measured", "seconds"].includes(key) || columnOf(this.trees.scope, key).length,
    );
    this.first = metrics[0][0];
    this.by = choice(
      "tree",
      [
        ["scope", "by scope"],
        ["stack", "by call stack"],
      ],
      "scope",
      (by) => app.go({ by, zoom: null }),
    );
    this.metric = choice("width", metrics, this.first, (metric) => app.go({ metric }, { small: true }));
    this.colour = choice(
      "colour",
      [
        ["kind", "class"],
        ["bound", "bound"],
      ],
      "kind",
      (colour) => app.go({ colour }, { small: true }),
    );
    this.path = h("p", { class: "path small" });
    this.chart = h("div", { class: "icicle" });
    this.said = h("p", { class: "said", "aria-live": "polite" });
    const hasBounds = program.data.launches?.bounds.texts.some(Boolean);
    this.element = h(
      "div",
      { class: "page full" },
      h("div", { class: "tools" }, this.by, this.metric, hasBounds ? this.colour : null),
      this.path,
      this.said,
      this.chart,
    );
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.chart);
  }

  close() {
    this.observer.disconnect();
  }

  /** @param {State} state */
  update(state) {
    const by = state.by === "stack" ? "stack" : "scope";
    press(this.by, by);
    press(this.metric, String(state.metric ?? this.first));
    press(this.colour, String(state.colour ?? "kind"));
    this.tree = this.trees[by];
    this.values = this.valuesOf(String(state.metric ?? this.first));
    const zoom = Number(state.zoom ?? 0);
    this.zoom = Number.isInteger(zoom) && zoom >= 0 && zoom < this.tree.names.length ? zoom : 0;
    this.draw();
  }

  /** @param {string} metric */
  valuesOf(metric) {
    const tree = /** @type {CostTree} */ (this.tree);
    if (metric === "bytes") return tree.bytes;
    if (metric === "flops") return tree.flops;
    if (metric !== "counts")
      return [columnOf(tree, metric), columnOf(tree, this.first), tree.bytes].find((each) => each.length) ?? [];
    const leaves = tree.names.map((_, node) => (this.isLeaf(node) ? 1 : 0));
    for (let node = leaves.length - 1; node > 0; node -= 1) leaves[parentsOf(tree)[node]] += leaves[node];
    return leaves; // a launch that several scopes share is a piece in each of them
  }

  /** @param {number} node */
  isLeaf(node) {
    const { depths } = /** @type {CostTree} */ (this.tree);
    return node + 1 >= depths.length || depths[node + 1] <= depths[node];
  }

  draw() {
    if (!this.tree || !this.values || this.zoom === undefined) return;
    const width = this.chart.clientWidth;
    const { tree, values, zoom } = this;
    const scale = values[zoom] ? width / values[zoom] : 0;
    const lefts = new Float64Array(tree.names.length);
    const filled = new Float64Array(tree.names.length);
    const parents = parentsOf(tree);
    const pieces = [];
    /** @type {Rests} */
    const rests = new Map();
    let deepest = 0;
    for (
      let node = zoom;
      node < tree.names.length && (node === zoom || tree.depths[node] > tree.depths[zoom]);
      node += 1
    ) {
      if (node !== zoom) {
        lefts[node] = lefts[parents[node]] + filled[parents[node]];
        filled[parents[node]] += values[node] * scale;
      }
      if (values[node] * scale < NARROWEST && node !== zoom) {
        if (values[parents[node]] * scale >= NARROWEST) addTo(rests, parents[node], lefts[node], values[node] * scale);
        continue;
      }
      const depth = tree.depths[node] - tree.depths[zoom];
      deepest = Math.max(deepest, depth);
      pieces.push(this.piece(node, lefts[node], values[node] * scale, depth));
    }
    for (const [parent, rest] of rests) {
      const depth = tree.depths[parent] - tree.depths[zoom] + 1;
      deepest = Math.max(deepest, depth);
      pieces.push(restPiece(rest, depth));
    }
    this.chart.style.minHeight = `${(deepest + 1) * ROW}px`;
    refill(this.chart, ...pieces);
    refill(this.path, ...this.crumbs(parents));
    this.say(zoom);
  }

  /** @param {number} node @param {number} left @param {number} width @param {number} depth */
  piece(node, left, width, depth) {
    const tree = /** @type {CostTree} */ (this.tree);
    const launch = tree.launches[node];
    const tone = this.toneOf(node);
    const element = h(
      "button",
      {
        type: "button",
        class: width > 36 ? `piece ${tone}` : `piece bare ${tone}`,
        click: () => this.click(node),
        mouseenter: () => this.say(node),
        focus: () => this.say(node),
        "data-node": node,
      },
      width > 36
        ? h(
            "span",
            {},
            tree.names[node],
            launch === null ? null : h("span", { class: "quiet" }, ` ${shareText(this.shareOf(node))}`),
          )
        : null,
    );
    element.setAttribute("aria-label", `${tree.names[node]}, ${shareText(this.shareOf(node))}`);
    element.style.left = `${left}px`;
    element.style.width = `${Math.max(1, width - 1)}px`;
    element.style.top = `${depth * ROW}px`;
    return element;
  }

  /** @param {number} node */
  toneOf(node) {
    const { launches } = this.program.data;
    const row = this.tree?.launches[node] ?? null;
    if (!this.isLeaf(node) || !launches) return "scope";
    if (row === null) return "misc";
    if (this.app.state.now.colour === "bound") return `bound-${textAt(launches.bounds, row) || "unknown"}`;
    return textAt(launches.classes, row);
  }

  /** @param {number} node */
  click(node) {
    const row = this.tree?.launches[node] ?? null;
    if (row !== null && this.program.data.launches)
      this.app.go({ select: this.program.data.launches.instructions[row] });
    else this.app.go({ zoom: node || null });
  }

  /** @param {Int32Array} parents */
  crumbs(parents) {
    const tree = /** @type {CostTree} */ (this.tree);
    const nodes = [];
    for (let node = this.zoom ?? 0; ; node = parents[node]) {
      nodes.unshift(node);
      if (node === 0) break;
    }
    return nodes.map((node) =>
      h(
        "button",
        { type: "button", class: "link", click: () => this.app.go({ zoom: node || null }) },
        tree.names[node],
      ),
    );
  }

  /** @param {number} node */
  say(node) {
    const tree = /** @type {CostTree} */ (this.tree);
    const seconds = tree.seconds.length ? `${secondsText(tree.seconds[node])} ` : "";
    const measured = tree.measured.length
      ? `${secondsText(tree.measured[node])} measured, ${shareText(this.shareOf(node))} · `
      : "";
    const modelled = measured
      ? seconds
        ? `${seconds}at best · `
        : ""
      : `${seconds}${seconds ? "modelled, " : ""}${shareText(tree.shares[node])} · `;
    refill(
      this.said,
      h("code", {}, tree.names[node]),
      ` ${measured}${modelled}${bytesText(tree.bytes[node])} · ${numberText(tree.flops[node])} FLOP · ${plural(tree.counts[node], "launch", "launches")}`,
    );
  }

  /** The part of the measured time, else of what the command says. @param {number} node */
  shareOf(node) {
    const tree = /** @type {CostTree} */ (this.tree);
    const whole = this.program.data.measured?.seconds;
    return tree.measured.length && whole ? tree.measured[node] / whole : tree.shares[node];
  }

  /** @param {string} key */
  keys(key) {
    if (key !== "Escape" && key !== "ArrowUp") return false;
    if (!this.zoom || !this.tree || (key === "Escape" && this.app.state.now.select !== null)) return false;
    this.app.go({ zoom: parentsOf(this.tree)[this.zoom] || null });
    return true;
  }

  /** @param {string} text */
  search(text) {
    const find = text.toLowerCase();
    const found =
      this.tree?.names.findIndex((name, node) => node > 0 && !this.isLeaf(node) && name.toLowerCase().includes(find)) ??
      -1;
    this.app.go({ zoom: find && found > 0 ? found : null }, { small: true });
  }
}

/** What is too narrow to be drawn by itself, by what it is in. @typedef {Map<number, {left: number, width: number, count: number}>} Rests */

/** @param {Rests} rests @param {number} parent @param {number} left @param {number} width */
function addTo(rests, parent, left, width) {
  const rest = rests.get(parent);
  if (!rest) rests.set(parent, { left, width, count: 1 });
  else {
    rest.width += width;
    rest.count += 1;
  }
}

/** @param {{left: number, width: number, count: number}} rest @param {number} depth */
function restPiece(rest, depth) {
  const words = plural(rest.count, "smaller one");
  const element = h(
    "div",
    { class: rest.width > 90 ? "piece rest" : "piece rest bare", title: words },
    rest.width > 90 ? h("span", {}, words) : null,
  );
  element.style.left = `${rest.left}px`;
  element.style.width = `${Math.max(1, rest.width - 1)}px`;
  element.style.top = `${depth * ROW}px`;
  return element;
}

/** @type {WeakMap<CostTree, Int32Array>} */
const PARENTS = new WeakMap();

/** The node that each node is in. @param {CostTree} tree */
function parentsOf(tree) {
  let parents = PARENTS.get(tree);
  if (!parents) {
    parents = new Int32Array(tree.names.length);
    const open = [0];
    for (let node = 1; node < parents.length; node += 1) {
      open.length = tree.depths[node];
      parents[node] = open[open.length - 1] ?? 0;
      open.push(node);
    }
    PARENTS.set(tree, parents);
  }
  return parents;
}
