// The graph of kernels: pan, zoom, select, unfold.
import { lettersOf, Painter } from "./drawing.js";
import { button, h, refill } from "./elements.js";
import { textAt } from "./model.js";
import { sceneOf } from "./scene.js";
import { bytesText, plural } from "./words.js";

const CLOSEST = 3;
const STEP = 80;

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function graph(app, program) {
  return new GraphView(app, program);
}

class GraphView {
  /** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program */
  constructor(app, program) {
    this.app = app;
    this.program = program;
    this.module = /** @type {import("./model.js").ModuleModel} */ (program.after);
    /** @type {Set<number>} */
    this.unfolded = new Set();
    this.opened = "";
    this.canvas = h("canvas", {
      class: "graph",
      tabindex: "0",
      role: "img",
      "aria-label": "graph of kernels: what is selected is told beside it",
    });
    this.painter = new Painter(this.canvas, program);
    this.scene = sceneOf(program, this.unfolded);
    this.camera = { scale: 1, x: 0, y: 0 };
    this.unfold = button("unfold", () => this.toggle(), { disabled: true });
    this.element = h(
      "div",
      { class: "page full graph-page" },
      h(
        "div",
        { class: "tools" },
        button("fit", () => this.fit()),
        button("+", () => this.zoom(1.4), { "aria-label": "closer" }),
        button("−", () => this.zoom(1 / 1.4), { "aria-label": "further" }),
        this.unfold,
        h(
          "span",
          { class: "quiet" },
          `${plural(this.scene.instructions.length, "node")}, ${plural(this.scene.edges.length, "value")} through memory, ${bytesText(program.data.edges?.total_per_run)} of a run`,
        ),
      ),
      this.canvas,
      this.legend(),
    );
    this.listen();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.canvas);
    this.isPlaced = false;
    this.frame = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
  }

  legend() {
    const { edges } = this.program.data;
    const letters = [...lettersOf(edges)].slice(0, 8);
    if (!letters.length) return null;
    return h(
      "p",
      { class: "legend quiet small" },
      "Why a value goes through memory (inferred): ",
      ...letters.map(([rule, letter]) => h("span", {}, h("span", { class: "badge" }, letter), ` ${rule}`)),
      h("span", {}, "The width of an edge grows with the root of its bytes."),
    );
  }

  attached() {
    this.resized();
  }

  close() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  resized() {
    if (!this.isPlaced && this.canvas.clientWidth) {
      this.isPlaced = true;
      const at = String(this.app.state.now.at ?? "")
        .split(",")
        .map(Number);
      const { select } = this.app.state.now;
      if (at.length === 3 && at.every(Number.isFinite) && at[0] > 0) this.camera = { scale: at[0], x: at[1], y: at[2] };
      else if (select !== null) this.centre(select);
      else this.begin();
    }
    this.redraw();
  }

  /** At first: the top of the program, so that it can be read, or all of it where it is small. */
  begin() {
    this.fit(false);
    if (this.camera.scale >= 0.6) return;
    const scale = 0.6;
    const width = this.canvas.clientWidth / scale;
    const isWide = this.scene.width > width;
    this.camera = { scale, x: (this.scene.width - width) / 2, y: -24 };
    if (isWide && this.scene.instructions.length)
      this.camera.x = this.scene.x[0] + this.scene.widths[0] / 2 - width / 2;
  }

  fit(tell = true) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const scale = Math.min(
      1,
      (width - 48) / Math.max(1, this.scene.width),
      (height - 48) / Math.max(1, this.scene.height),
    );
    this.camera = { scale, x: (this.scene.width - width / scale) / 2, y: (this.scene.height - height / scale) / 2 };
    if (tell) this.moved();
  }

  /** @param {State} state */
  update(state) {
    const opened = String(state.open ?? "");
    if (opened !== this.opened) {
      this.opened = opened;
      this.unfolded = new Set(opened.split(".").filter(Boolean).map(Number));
      this.scene = sceneOf(this.program, this.unfolded);
    }
    const node = this.nodeOf(state.select);
    if (node !== null && this.isPlaced && !this.inSight(node)) this.centre(/** @type {number} */ (state.select));
    const launch = state.select === null ? null : this.module.launchOf(state.select);
    const isFusion = launch !== null && this.module.opcode(launch) === "fusion";
    this.unfold.toggleAttribute("disabled", !isFusion);
    refill(this.unfold, launch !== null && this.unfolded.has(launch) ? "fold" : "unfold");
    this.painter.dress();
    this.redraw();
  }

  /** @param {number | null} instruction */
  nodeOf(instruction) {
    if (instruction === null) return null;
    return this.scene.nodes.get(instruction) ?? this.scene.nodes.get(this.module.launchOf(instruction)) ?? null;
  }

  /** @param {number} node */
  inSight(node) {
    const { scale, x, y } = this.camera;
    const left = (this.scene.x[node] - x) * scale;
    const top = (this.scene.y[node] - y) * scale;
    return left > -20 && top > -20 && left < this.canvas.clientWidth - 40 && top < this.canvas.clientHeight - 20;
  }

  /** @param {number} instruction */
  centre(instruction) {
    const node = this.nodeOf(instruction);
    if (node === null) return;
    const scale = Math.max(this.camera.scale, 0.7);
    this.camera = {
      scale,
      x: this.scene.x[node] + this.scene.widths[node] / 2 - this.canvas.clientWidth / scale / 2,
      y: this.scene.y[node] + 20 - this.canvas.clientHeight / scale / 2,
    };
  }

  redraw() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  paint() {
    const begun = performance.now();
    this.painter.draw(this.scene, this.camera, this.nodeOf(this.app.state.now.select));
    this.canvas.dataset.milliseconds = String(performance.now() - begun);
  }

  /** Says in the address where the camera is, once it rests. */
  moved() {
    this.redraw();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const { scale, x, y } = this.camera;
      this.app.go({ at: `${scale.toPrecision(4)},${Math.round(x)},${Math.round(y)}` }, { small: true });
    }, 250);
  }

  /** @param {number} by @param {{x: number, y: number}} [at] */
  zoom(by, at) {
    const { scale, x, y } = this.camera;
    const point = at ?? { x: this.canvas.clientWidth / 2, y: this.canvas.clientHeight / 2 };
    const next = Math.min(CLOSEST, Math.max(0.002, scale * by));
    this.camera = { scale: next, x: x + point.x / scale - point.x / next, y: y + point.y / scale - point.y / next };
    this.moved();
  }

  /** @param {number} x @param {number} y in pixels */
  pan(x, y) {
    this.camera = {
      ...this.camera,
      x: this.camera.x - x / this.camera.scale,
      y: this.camera.y - y / this.camera.scale,
    };
    this.moved();
  }

  listen() {
    const { canvas } = this;
    /** @type {Map<number, {x: number, y: number}>} */
    const fingers = new Map();
    let travelled = 0;
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), { x: event.offsetX, y: event.offsetY });
      },
      { passive: false },
    );
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
      travelled = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const last = fingers.get(event.pointerId);
      if (!last) return;
      const now = { x: event.offsetX, y: event.offsetY };
      const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      if (others.length) this.zoom(distance(now, others[0]) / Math.max(1, distance(last, others[0])), others[0]);
      else this.pan(now.x - last.x, now.y - last.y);
      travelled += Math.abs(now.x - last.x) + Math.abs(now.y - last.y);
      fingers.set(event.pointerId, now);
    });
    canvas.addEventListener("pointerup", (event) => {
      fingers.delete(event.pointerId);
      if (travelled < 6) this.click(event.offsetX, event.offsetY);
    });
    canvas.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
    canvas.addEventListener("dblclick", () => this.toggle());
  }

  /** @param {number} x @param {number} y */
  click(x, y) {
    const { scale } = this.camera;
    const found = this.at(this.camera.x + x / scale, this.camera.y + y / scale);
    this.app.go({ select: found === null ? null : this.scene.instructions[found] });
  }

  /** The node at a point, the innermost first. @param {number} x @param {number} y */
  at(x, y) {
    const { scene } = this;
    for (let node = scene.instructions.length - 1; node >= 0; node -= 1) {
      const isInside =
        x >= scene.x[node] &&
        x <= scene.x[node] + scene.widths[node] &&
        y >= scene.y[node] &&
        y <= scene.y[node] + scene.heights[node];
      if (isInside) return node;
    }
    return null;
  }

  /** Unfolds the kernel that is selected into its operations, or folds it. */
  toggle() {
    const { select } = this.app.state.now;
    if (select === null) return;
    const launch = this.module.launchOf(select);
    if (this.module.opcode(launch) !== "fusion") return;
    const next = new Set(this.unfolded);
    if (!next.delete(launch)) next.add(launch);
    this.app.go({ open: [...next].join("."), select: launch }, { small: true });
  }

  /** @param {string} key */
  keys(key) {
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowLeft: () => this.pan(STEP, 0),
      ArrowRight: () => this.pan(-STEP, 0),
      ArrowUp: () => this.pan(0, STEP),
      ArrowDown: () => this.pan(0, -STEP),
      "+": () => this.zoom(1.4),
      "=": () => this.zoom(1.4),
      "-": () => this.zoom(1 / 1.4),
      f: () => this.fit(),
      Enter: () => this.toggle(),
    };
    const isKnown = Object.hasOwn(actions, key);
    if (isKnown) actions[key]();
    return isKnown;
  }

  /** @param {string} text */
  search(text) {
    const find = text.toLowerCase();
    const { launches } = this.program.data;
    const found = this.scene.instructions.find((i) => {
      const row = this.program.rows.get(i);
      return `${this.module.name(i)} ${row === undefined || !launches ? "" : textAt(launches.sources, row)}`
        .toLowerCase()
        .includes(find);
    });
    if (find && found !== undefined) this.app.go({ select: found }, { small: true });
  }
}

/** @param {{x: number, y: number}} one @param {{x: number, y: number}} other */
function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
