// Passes: a slider over those that changed something; every operation keeps its place from the first to the last.
import { button, h, refill } from "./elements.js";
import { countText, plural } from "./words.js";

const LARGEST = 18;
const SMALLEST = 7;
const SCREEN = 90_000; // square pixels that all places may take, before they are as small as can be
const MARKS = { came: "+", went: "×" };

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function passes(app, program) {
  return new PassesView(app, program);
}

class PassesView {
  /** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program */
  constructor(app, program) {
    this.app = app;
    this.states = /** @type {PassStates} */ (program.data.passes);
    this.lives = livesOf(this.states);
    const fitting = Math.floor(Math.sqrt(SCREEN / Math.max(1, this.states.names.length)));
    this.cell = Math.min(LARGEST, Math.max(SMALLEST, fitting));
    this.slider = h("input", {
      type: "range",
      min: 0,
      max: this.states.passes.length,
      value: 0,
      "aria-label": "pass",
      input: () => app.go({ pass: this.slider.value }, { small: true }),
    });
    this.title = h("h1", {});
    this.heading = h("h2", {});
    this.said = h("p", { class: "quiet" });
    this.counts = h("p", { class: "tools" });
    this.canvas = h("canvas", { class: "places", role: "img", "aria-label": "operations, each in its place" });
    this.pointed = h("p", { class: "said small", "aria-live": "polite" }, "Point at a place to see its operation.");
    this.changes = h("ul", { class: "residents" });
    this.canvas.addEventListener("pointermove", (event) => this.point(event.offsetX, event.offsetY));
    this.element = h(
      "div",
      { class: "page" },
      h(
        "div",
        { class: "slider" },
        button("‹", () => this.step(-1), { "aria-label": "pass before", class: "icon" }),
        this.slider,
        button("›", () => this.step(1), { "aria-label": "next pass", class: "icon" }),
      ),
      h("header", { class: "title" }, this.title, this.said),
      h(
        "section",
        {},
        this.canvas,
        this.pointed,
        h(
          "p",
          { class: "quiet small legend" },
          h("span", {}, "▪ there"),
          h("span", {}, "▪ outlined: changed by this pass"),
          h("span", {}, "+ new with it"),
          h("span", {}, "× gone with it"),
          h("span", {}, "· not there"),
        ),
      ),
      h("section", {}, this.heading, this.counts, this.changes),
    );
    this.now = 0;
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.canvas);
  }

  close() {
    this.observer.disconnect();
  }

  /** @param {State} state */
  update(state) {
    const wanted = Number(state.pass ?? 0);
    this.now = Number.isInteger(wanted) ? Math.min(Math.max(0, wanted), this.states.passes.length) : 0;
    this.slider.value = String(this.now);
    const pass = this.states.passes[this.now - 1];
    refill(this.title, pass ? pass.name : "before optimization");
    const time = pass?.microseconds ? ` · ${countText(Math.round(pass.microseconds))} us` : "";
    refill(
      this.said,
      pass
        ? `${this.now} of ${this.states.passes.length} that changed something · ${pass.pipeline} · ${pass.optimization} · ${plural(pass.operations, "operation")} after it, ${plural(pass.fusions, "fusion")}${time}`
        : `${plural(this.states.first, "operation")} asked for; move the slider, or press →`,
    );
    this.changes.className = pass ? "residents" : "residents pass-list";
    refill(this.heading, pass ? "What it changed" : "What changed something");
    refill(
      this.counts,
      ...Object.entries(pass?.counts ?? {}).map(([kind, count]) => h("span", { class: "tag" }, `${kind} ${count}`)),
    );
    if (!pass) refill(this.changes, ...this.states.passes.map((each, place) => this.passRow(each, place)));
    else
      refill(
        this.changes,
        ...(pass?.changes ?? []).map(([kind, name, opcode, into, sure]) =>
          h(
            "li",
            {},
            h("span", { class: "tag" }, kind),
            h("code", { class: "grow" }, name, h("span", { class: "quiet" }, ` ${opcode}`)),
            h("span", { class: "quiet ellipsis owner" }, into ? `→ ${into}` : ""),
            h("span", { class: "sure" }, sure),
          ),
        ),
      );
    if (pass && pass.change_count > pass.changes.length)
      this.changes.append(
        h("li", { class: "quiet" }, `and ${countText(pass.change_count - pass.changes.length)} more`),
      );
    this.draw();
  }

  /** @param {PassState} pass @param {number} place */
  passRow(pass, place) {
    const kinds = Object.entries(pass.counts).map(([kind, count]) => `${kind} ${countText(count)}`);
    return h(
      "li",
      {},
      button(h("code", {}, pass.name), () => this.app.go({ pass: place + 1 }), { class: "link grow ellipsis" }),
      h("span", { class: "quiet wide ellipsis owner" }, pass.pipeline),
      h("span", { class: "quiet ellipsis" }, kinds.join(", ")),
      h("span", { class: "quiet wide" }, plural(pass.operations, "operation")),
    );
  }

  /** @param {number} by */
  step(by) {
    this.app.go({ pass: Math.min(Math.max(0, this.now + by), this.states.passes.length) || null }, { small: true });
  }

  columns() {
    return Math.max(1, Math.floor(this.canvas.clientWidth / this.cell));
  }

  draw() {
    const ratio = devicePixelRatio || 1;
    const columns = this.columns();
    const { cell } = this;
    const count = this.states.names.length;
    const height = Math.ceil(count / columns) * cell;
    this.canvas.style.height = `${height}px`;
    this.canvas.width = Math.round(this.canvas.clientWidth * ratio);
    this.canvas.height = Math.round(height * ratio);
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    const style = getComputedStyle(this.canvas);
    /** @param {string} name */
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const tones = {
      line: colour("line"),
      kernel: colour("kernel"),
      accent: colour("accent"),
      bad: colour("bad"),
      good: colour("good"),
      soft: colour("strong-line"),
    };
    const pass = this.states.passes[this.now - 1];
    const came = new Set(pass?.came ?? []);
    const went = new Set(pass?.went ?? []);
    const touched = new Set((pass?.touched ?? []).map(([place]) => place));
    context.scale(ratio, ratio);
    context.font = `700 ${cell}px ${colour("mono") || "monospace"}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (let place = 0; place < count; place += 1) {
      const x = (place % columns) * cell;
      const y = Math.floor(place / columns) * cell;
      const isThere = this.lives.from[place] <= this.now && this.now < this.lives.to[place];
      if (came.has(place) || went.has(place)) {
        context.fillStyle = came.has(place) ? tones.good : tones.bad;
        context.fillText(came.has(place) ? MARKS.came : MARKS.went, x + cell / 2, y + cell / 2);
      } else if (isThere) {
        context.fillStyle = touched.has(place) ? tones.accent : tones.soft;
        context.fillRect(x + 2, y + 2, cell - 4, cell - 4);
        if (touched.has(place)) {
          context.strokeStyle = tones.accent;
          context.strokeRect(x + 0.5, y + 0.5, cell - 1, cell - 1);
        }
      } else {
        context.fillStyle = tones.line;
        context.fillRect(x + cell / 2 - 1, y + cell / 2 - 1, 2, 2);
      }
    }
  }

  /** @param {number} x @param {number} y */
  point(x, y) {
    const place = Math.floor(y / this.cell) * this.columns() + Math.floor(x / this.cell);
    if (place < 0 || place >= this.states.names.length) return;
    const { from, to } = this.lives;
    const begun = from[place] === 0 ? "asked for" : `made by ${this.states.passes[from[place] - 1].name}`;
    const ended =
      to[place] > this.states.passes.length
        ? "there to the end"
        : `gone with ${this.states.passes[to[place] - 1].name}`;
    refill(
      this.pointed,
      h("code", {}, this.states.names[place]),
      ` ${this.states.opcodes[place]} · ${begun} · ${ended}`,
    );
  }

  /** @param {string} key */
  keys(key) {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
    this.step(key === "ArrowRight" ? 1 : -1);
    return true;
  }
}

/** From which pass on each operation is there, and with which it goes. @param {PassStates} states */
function livesOf(states) {
  const from = new Int32Array(states.names.length);
  const to = new Int32Array(states.names.length).fill(states.passes.length + 1);
  states.passes.forEach((pass, number) => {
    for (const place of pass.came) from[place] = number + 1;
    for (const place of pass.went) to[place] = number + 1;
  });
  return { from, to };
}
