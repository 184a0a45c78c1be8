// Memory: what is live over the schedule, as areas by owner, and what is there at the peak.
import { frameFor, roundMarks } from "./axes.js";
import { h, refill, svg } from "./elements.js";
import { bytesText, countText, placeText, plural, shareText } from "./words.js";

const BOX = { width: 960, height: 340, left: 72, right: 16, top: 16, bottom: 28 };
const areaFrame = () => frameFor(BOX);
const PATTERNS = 4;

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function memory(app, program) {
  const { data } = program;
  const use = /** @type {Memory} */ (data.memory);
  const over = data.memory_over_time;
  const element = h(
    "div",
    { class: "page" },
    h(
      "header",
      { class: "title" },
      h("h1", {}, bytesText(use.peak_bytes)),
      h("p", { class: "quiet" }, peakWords(use, data.memory_capacity)),
    ),
    sums(use),
  );
  if (over && over.steps.length > 1) element.append(new Areas(over, use, data.memory_capacity).element);
  element.append(residents(app, program, use));
  return { element };
}

/** @param {Memory} use @param {number | null} capacity */
function peakWords(use, capacity) {
  const where = use.peak_instruction ? ` at ${use.peak_instruction}` : "";
  const exact = use.is_peak_exact ? "at the peak" : "at the peak at most: the dump has no live ranges";
  const of = capacity ? `, ${shareText(use.peak_bytes / capacity)} of the ${bytesText(capacity)} of the target` : "";
  return `${exact}${where}${of}`;
}

/** @param {Memory} use */
function sums(use) {
  /** @type {[string, number][]} */
  const found = [
    ["Arguments", use.argument_bytes],
    ["Results", use.output_bytes],
    ["Arguments reused", use.alias_bytes],
    ["Constants", use.constant_bytes],
    ["Temporary", use.temp_bytes],
    ["Saved by sharing", use.saved_bytes],
  ];
  return h(
    "dl",
    { class: "figures" },
    ...found.map(([name, bytes]) =>
      h("div", { "data-figure": name }, h("dt", {}, name), h("dd", {}, bytesText(bytes))),
    ),
  );
}

class Areas {
  /** @param {MemoryOverTime} over @param {Memory} use @param {number | null} capacity */
  constructor(over, use, capacity) {
    this.over = over;
    this.most = Math.max(use.peak_bytes, capacity && capacity < use.peak_bytes * 1.6 ? capacity : 0) * 1.04;
    this.capacity = capacity && capacity <= this.most ? capacity : null;
    this.peak = over.totals.indexOf(Math.max(...over.totals));
    this.cursor = svg("line", {
      class: "cursor",
      y1: areaFrame().top,
      y2: areaFrame().height - areaFrame().bottom,
      x1: -9,
      x2: -9,
    });
    this.said = h("p", { class: "said small", "aria-live": "polite" });
    this.key = h("ol", { class: "key" });
    const chart = svg("svg", {
      viewBox: `0 0 ${areaFrame().width} ${areaFrame().height}`,
      class: "chart",
      role: "img",
      "aria-label": "memory over the schedule",
      tabindex: 0,
    });
    chart.append(...this.axes(), ...this.areas(), ...this.lines(), this.cursor);
    chart.addEventListener("pointermove", (event) => this.point(chart, /** @type {PointerEvent} */ (event)));
    chart.addEventListener("click", (event) => this.point(chart, /** @type {PointerEvent} */ (event)));
    this.element = h("section", { class: "areas" }, h("h2", {}, "Over the schedule"), chart, this.said, this.key);
    this.show(this.peak);
  }

  /** @param {number} step */
  x(step) {
    return (
      areaFrame().left +
      ((areaFrame().width - areaFrame().left - areaFrame().right) * step) / Math.max(1, this.over.step_count)
    );
  }

  /** @param {number} bytes */
  y(bytes) {
    return (
      areaFrame().height -
      areaFrame().bottom -
      ((areaFrame().height - areaFrame().top - areaFrame().bottom) * bytes) / this.most
    );
  }

  axes() {
    const marks = roundMarks(this.most, 5);
    return [
      ...marks.flatMap((mark) => [
        svg("line", {
          class: "grid",
          x1: areaFrame().left,
          x2: areaFrame().width - areaFrame().right,
          y1: this.y(mark),
          y2: this.y(mark),
        }),
        svg(
          "text",
          { class: "mark-text", x: areaFrame().left - 8, y: this.y(mark) + 4, "text-anchor": "end" },
          bytesText(mark),
        ),
      ]),
      svg("text", { class: "mark-text", x: areaFrame().left, y: areaFrame().height - 8 }, "start"),
      svg(
        "text",
        {
          class: "mark-text",
          x: areaFrame().width - areaFrame().right,
          y: areaFrame().height - 8,
          "text-anchor": "end",
        },
        `${plural(this.over.step_count, "step")} of the schedule`,
      ),
    ];
  }

  areas() {
    const below = new Float64Array(this.over.steps.length);
    return this.over.layers.map((layer, number) => {
      const lower = [...below];
      layer.bytes.forEach((bytes, place) => {
        below[place] += bytes;
      });
      return svg(
        "path",
        { class: `area tone-${number % 12} pattern-${number % PATTERNS}`, d: this.outline(lower, [...below]) },
        svg("title", {}, ownerText(layer)),
      );
    });
  }

  /** @param {number[]} lower @param {number[]} upper */
  outline(lower, upper) {
    const { steps, step_count: count } = this.over;
    /** @param {number} place */
    const end = (place) => this.x(steps[place + 1] ?? count);
    const there = upper.map(
      (bytes, place) =>
        `${this.x(steps[place]).toFixed(1)},${this.y(bytes).toFixed(1)} ${end(place).toFixed(1)},${this.y(bytes).toFixed(1)}`,
    );
    const back = lower
      .map(
        (bytes, place) =>
          `${end(place).toFixed(1)},${this.y(bytes).toFixed(1)} ${this.x(steps[place]).toFixed(1)},${this.y(bytes).toFixed(1)}`,
      )
      .reverse();
    return `M${there.join(" L")} L${back.join(" L")} Z`;
  }

  lines() {
    const found = [
      svg("circle", {
        class: "peak",
        cx: this.x(this.over.steps[this.peak]),
        cy: this.y(this.over.totals[this.peak]),
        r: 4,
      }),
    ];
    if (this.capacity) {
      const y = this.y(this.capacity);
      found.push(
        svg("line", {
          class: "capacity",
          x1: areaFrame().left,
          x2: areaFrame().width - areaFrame().right,
          y1: y,
          y2: y,
        }),
        svg(
          "text",
          { class: "mark-text", x: areaFrame().width - areaFrame().right, y: y - 5, "text-anchor": "end" },
          `memory of the target, ${bytesText(this.capacity)}`,
        ),
      );
    }
    return found;
  }

  /** @param {Element} chart @param {PointerEvent} event */
  point(chart, event) {
    const box = chart.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * areaFrame().width;
    const step =
      ((x - areaFrame().left) / (areaFrame().width - areaFrame().left - areaFrame().right)) * this.over.step_count;
    let place = 0;
    while (place + 1 < this.over.steps.length && this.over.steps[place + 1] <= step) place += 1;
    this.show(place);
  }

  /** @param {number} place */
  show(place) {
    const x = this.x(this.over.steps[place]);
    this.cursor.setAttribute("x1", String(x));
    this.cursor.setAttribute("x2", String(x));
    const name = this.over.names[place] || "the end";
    refill(
      this.said,
      h("strong", {}, bytesText(this.over.totals[place])),
      ` at step ${countText(this.over.steps[place])}, `,
      h("code", {}, name),
      place === this.peak ? " — the peak" : "",
    );
    const layers = this.over.layers
      .map((layer, number) => ({ layer, number, bytes: layer.bytes[place] }))
      .filter((each) => each.bytes > 0)
      .sort((one, other) => other.bytes - one.bytes);
    refill(
      this.key,
      ...layers.map(({ layer, number, bytes }) =>
        h(
          "li",
          {},
          h("span", { class: `swatch tone-${number % 12} pattern-${number % PATTERNS}` }),
          h("span", { class: "grow ellipsis", title: ownerText(layer) }, ownerText(layer)),
          h("span", { class: "number" }, bytesText(bytes)),
        ),
      ),
    );
  }
}

/** @param {Layer} layer */
function ownerText(layer) {
  return [layer.owner, placeText(layer.source)].filter(Boolean).join(" · ") || "computed";
}

/** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program @param {Memory} use */
function residents(app, program, use) {
  const rows = use.residents.slice(0, 100).map((resident) => {
    const number = program.find(resident.name);
    return h(
      "li",
      {},
      h("span", { class: "tag" }, resident.kind),
      number === null
        ? h("code", { class: "grow" }, resident.name)
        : h(
            "button",
            { type: "button", class: "link grow", click: () => app.go({ select: number }) },
            h("code", {}, resident.name),
          ),
      h("span", { class: "quiet wide ellipsis" }, resident.shape),
      h("span", { class: "quiet ellipsis owner" }, resident.owner || placeText(resident.source)),
      h("span", { class: "number" }, bytesText(resident.bytes)),
    );
  });
  const more =
    use.residents.length > 100
      ? h("p", { class: "quiet small" }, `and ${countText(use.residents.length - 100)} smaller ones`)
      : null;
  return h("section", {}, h("h2", {}, "At the peak"), h("ul", { class: "residents" }, ...rows), more);
}
