// The time line: one measured run, launch by launch, and the gaps in which nothing is launched.
import { button, h, refill } from "./elements.js";
import { textAt } from "./model.js";
import { countText, plural, secondsText, shareText } from "./words.js";

const LANE_HEIGHT = 26;
const PICOSECOND = 1e-12;
const LEAST_WIDTH = 2; // pixels, below which pieces are drawn as one
const GAPS_SHOWN = 12;

/** @typedef {{from: number, to: number}} Span */

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function timeline(app, program) {
  return new TimelineView(app, program);
}

class TimelineView {
  /** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program */
  constructor(app, program) {
    this.app = app;
    this.program = program;
    this.run = /** @type {Timeline} */ (program.data.timeline);
    this.lanes = this.run.lanes.reduce((most, lane) => Math.max(most, lane), 0) + 1;
    this.find = "";
    this.chart = h("div", { class: "icicle timeline", tabindex: 0, "aria-label": "a run, launch by launch" });
    this.chart.addEventListener("wheel", (event) => this.wheel(/** @type {WheelEvent} */ (event)), { passive: false });
    this.marks = h("div", { class: "time-marks", "aria-hidden": "true" });
    this.said = h("p", { class: "said", "aria-live": "polite" });
    this.element = h(
      "div",
      { class: "page" },
      this.title(),
      h(
        "section",
        { class: "time-run" },
        h(
          "div",
          { class: "tools" },
          button("+", () => this.zoomBy(0.5), { title: "zoom in (+)" }),
          button("−", () => this.zoomBy(2), { title: "zoom out (−)" }),
          button("whole run", () => this.look({ from: 0, to: this.run.duration })),
          this.said,
        ),
        this.marks,
        this.chart,
        h("p", { class: "quiet small" }, this.remark()),
      ),
      this.gaps(),
    );
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.chart);
  }

  close() {
    this.observer.disconnect();
  }

  title() {
    const { measured } = this.program.data;
    const spread = measured?.run_seconds;
    const words = [
      spread &&
        `the median of ${plural(measured.runs, "run")}, ${secondsText(spread.min)} to ${secondsText(spread.max)}`,
      measured && `${shareText(measured.gap_share)} of all runs passes while no launch runs`,
      measured?.is_launch_bound && "launch-bound: fewer launches make it faster, faster kernels do not",
    ];
    return h(
      "header",
      { class: "title" },
      h("h1", {}, secondsText(spread?.median ?? this.run.duration * PICOSECOND)),
      h("p", { class: "quiet" }, words.filter(Boolean).join(" · ")),
    );
  }

  remark() {
    const left = this.run.left_out ? ` ${countText(this.run.left_out)} shorter events are left out.` : "";
    return `One run as long as most, ${secondsText(this.run.duration * PICOSECOND)} on ${this.run.device}. A row is a thread or a stream; what runs around others is above them. Hatched: no launch runs.${left}`;
  }

  gaps() {
    const { gaps, duration } = this.run;
    if (!gaps.count) return null;
    const rows = gaps.starts.slice(0, GAPS_SHOWN).map((start, gap) => {
      const after = textAt(gaps.after, gap);
      const before = textAt(gaps.before, gap);
      const long = gaps.durations[gap];
      return h(
        "li",
        {},
        button(
          h(
            "span",
            {},
            after ? h("code", {}, after) : h("em", {}, "the start"),
            " → ",
            before ? h("code", {}, before) : h("em", {}, "the end"),
          ),
          () => this.look({ from: start - 2 * long, to: start + 3 * long }),
          { class: "link grow ellipsis" },
        ),
        h("span", { class: "quiet wide" }, `${shareText(long / duration)} of the run`),
        h("span", { class: "number" }, secondsText(long * PICOSECOND)),
      );
    });
    const words = `${plural(gaps.count, "gap")}, ${secondsText(gaps.total * PICOSECOND)} in all, ${shareText(gaps.total / duration)} of this run`;
    const more = gaps.count > GAPS_SHOWN ? h("p", { class: "quiet small" }, "The longest are here.") : null;
    return h(
      "section",
      {},
      h("h2", {}, "Gaps"),
      h("p", { class: "quiet" }, words),
      h("ul", { class: "residents gaps" }, ...rows),
      more,
    );
  }

  /** @param {State} state */
  update(state) {
    const from = Number(state.from ?? 0);
    const to = Number(state.to ?? this.run.duration);
    const isSpan = Number.isFinite(from) && Number.isFinite(to) && to > from;
    this.span = isSpan ? { from, to } : { from: 0, to: this.run.duration };
    this.draw();
  }

  /** @param {Span} span */
  look({ from, to }) {
    const { duration } = this.run;
    const least = Math.min(duration, 1000);
    const long = Math.min(duration, Math.max(least, to - from));
    const start = Math.round(Math.min(Math.max(0, (from + to - long) / 2), duration - long));
    const isWhole = long >= duration;
    this.app.go({ from: isWhole ? null : start, to: isWhole ? null : Math.round(start + long) }, { small: true });
  }

  /** Zooms around a place, 0 to 1 of what is seen. @param {number} times @param {number} place */
  zoomBy(times, place = 0.5) {
    const { from, to } = this.span ?? { from: 0, to: this.run.duration };
    const at = from + (to - from) * place;
    this.look({ from: at - (at - from) * times, to: at + (to - at) * times });
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    if (!event.ctrlKey && Math.abs(event.deltaX) < Math.abs(event.deltaY)) return; // the page scrolls
    event.preventDefault();
    const box = this.chart.getBoundingClientRect();
    if (event.ctrlKey) this.zoomBy(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - box.left) / box.width);
    else this.move(event.deltaX / box.width);
  }

  /** @param {number} share */
  move(share) {
    const { from, to } = this.span ?? { from: 0, to: this.run.duration };
    const step = (to - from) * share;
    this.look({ from: from + step, to: to + step });
  }

  draw() {
    const span = this.span;
    const width = this.chart.clientWidth;
    if (!span || !width) return;
    const scale = width / (span.to - span.from);
    this.chart.style.minHeight = `${this.lanes * LANE_HEIGHT}px`;
    refill(this.chart, ...this.gapPieces(span, scale), ...this.pieces(span, scale));
    refill(this.marks, ...marks(span, scale, width));
  }

  /** @param {Span} span @param {number} scale */
  gapPieces(span, scale) {
    const { starts, durations } = this.run.gaps;
    return starts.flatMap((start, gap) => {
      const left = Math.max(0, (start - span.from) * scale);
      const right = (start + durations[gap] - span.from) * scale;
      if (right - left < LEAST_WIDTH || left > this.chart.clientWidth) return [];
      const element = h("div", { class: "time-gap", title: `nothing, ${secondsText(durations[gap] * PICOSECOND)}` });
      element.style.left = `${left}px`;
      element.style.width = `${right - left}px`;
      return [element];
    });
  }

  /** What is in sight; in a row, what is too narrow is drawn as one with what follows. @param {Span} span @param {number} scale */
  pieces(span, scale) {
    const { starts, durations, lanes } = this.run;
    /** @type {{left: number, right: number, count: number, lane: number}[]} */
    const rests = [];
    /** @type {(typeof rests[0] | undefined)[]} */
    const open = [];
    const found = [];
    for (let event = 0; event < starts.length && starts[event] < span.to; event += 1) {
      if (starts[event] + durations[event] <= span.from) continue;
      const left = (starts[event] - span.from) * scale;
      const right = left + durations[event] * scale;
      if (right - left >= LEAST_WIDTH) found.push(this.piece(event, Math.max(0, left), right));
      else {
        const rest = open[lanes[event]];
        if (rest && left - rest.right < LEAST_WIDTH) {
          rest.right = right;
          rest.count += 1;
        } else {
          open[lanes[event]] = { left, right, count: 1, lane: lanes[event] };
          rests.push(/** @type {typeof rests[0]} */ (open[lanes[event]]));
        }
      }
    }
    return [...found, ...rests.map(restOf)];
  }

  /** @param {number} event @param {number} left @param {number} right */
  piece(event, left, right) {
    const name = textAt(this.run.names, event);
    const number = this.program.find(name);
    const row = number === null ? undefined : this.program.rows.get(number);
    const { launches } = this.program.data;
    const tone = row === undefined || !launches ? "scope" : textAt(launches.classes, row);
    const width = Math.min(right, this.chart.clientWidth) - left;
    const classes = ["piece", tone, width > 36 ? "" : "bare"];
    if (number !== null && number === this.app.state.now.select) classes.push("chosen");
    if (this.find && name.toLowerCase().includes(this.find)) classes.push("found");
    const words = `${name}: ${secondsText(this.run.durations[event] * PICOSECOND)}, ${secondsText(this.run.starts[event] * PICOSECOND)} after the start`;
    const element = h(
      "button",
      {
        type: "button",
        class: classes.filter(Boolean).join(" "),
        click: () => this.app.go({ select: number }),
        mouseenter: () => refill(this.said, words),
        focus: () => refill(this.said, words),
        "aria-label": words,
        "data-name": name,
      },
      width > 36 ? h("span", {}, name) : null,
    );
    element.style.left = `${left}px`;
    element.style.width = `${Math.max(1, width - 1)}px`;
    element.style.top = `${this.run.lanes[event] * LANE_HEIGHT}px`;
    return element;
  }

  /** @param {string} key */
  keys(key) {
    if (key === "+" || key === "=") this.zoomBy(0.5);
    else if (key === "-") this.zoomBy(2);
    else if (key === "ArrowLeft" || key === "ArrowRight") this.move(key === "ArrowLeft" ? -0.2 : 0.2);
    else return false;
    return true;
  }

  /** @param {string} text */
  search(text) {
    this.find = text.toLowerCase();
    this.draw();
  }
}

/** @param {{left: number, right: number, count: number, lane: number}} rest */
function restOf({ left, right, count, lane }) {
  const element = h("div", { class: "piece rest bare", title: plural(count, "short launch", "short launches") });
  element.style.left = `${left}px`;
  element.style.width = `${Math.max(1, right - left)}px`;
  element.style.top = `${lane * LANE_HEIGHT}px`;
  return element;
}

/** Times at round places. @param {Span} span @param {number} scale @param {number} width */
function marks(span, scale, width) {
  const raw = (span.to - span.from) / Math.max(2, Math.floor(width / 130));
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= raw) ?? raw;
  const found = [];
  for (let at = Math.ceil(span.from / step) * step; at <= span.to; at += step) {
    const left = (at - span.from) * scale;
    if (left > width - 56) break;
    const mark = h("span", {}, at === 0 ? "0" : secondsText(at * PICOSECOND));
    mark.style.left = `${left}px`;
    found.push(mark);
  }
  return found;
}
