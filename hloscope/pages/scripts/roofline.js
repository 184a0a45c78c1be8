// The roofline: every kernel by its work for each byte, below what a machine may do at best.
import { frameFor, powers } from "./axes.js";
import { choice, h, press, refill, svg } from "./elements.js";
import { numberText, secondsText, shareText } from "./words.js";

const FRAME = { width: 960, height: 420, left: 76, right: 20, top: 20, bottom: 44 };
const roofFrame = () => frameFor(FRAME);

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function roofline(app, program) {
  return new RooflineView(app, program);
}

class RooflineView {
  /** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program */
  constructor(app, program) {
    this.app = app;
    this.program = program;
    this.roofs = /** @type {Roofs} */ (program.data.roofs);
    this.picker = h("select", {
      "aria-label": "machine",
      change: () => app.go({ on: this.picker.value }, { small: true }),
    });
    const names = new Set(this.roofs.roofs.map((roof) => roof.machine));
    for (const machine of app.document.machines)
      if (names.has(machine.name)) this.picker.append(h("option", { value: machine.name }, machine.title));
    this.times = choice(
      "times",
      [
        ["measured", "measured"],
        ["modelled", "modelled"],
      ],
      "measured",
      (times) => app.go({ times }, { small: true }),
    );
    this.chart = svg("svg", {
      viewBox: `0 0 ${roofFrame().width} ${roofFrame().height}`,
      class: "chart",
      role: "img",
      "aria-label": "kernels below the roof of a machine",
    });
    this.said = h("p", { class: "quiet" });
    this.hint = h("p", { class: "said small", "aria-live": "polite" }, "Point at a kernel.");
    this.element = h(
      "div",
      { class: "page" },
      h(
        "div",
        { class: "tools" },
        program.data.launches?.measured ? this.times : null,
        h("span", { class: "quiet" }, "on"),
        this.picker,
      ),
      this.said,
      h("div", {}, this.chart, this.hint),
      h("p", { class: "quiet small" }, this.remark()),
    );
  }

  remark() {
    const left = this.roofs.left_out ? ` ${this.roofs.left_out} kernels that take least are left out.` : "";
    const how = this.program.data.launches?.measured
      ? "Measured: each kernel where its measured time puts it, below the roof of the machine that is chosen; one that was not measured is not shown, and one above the roof ran from a cache, or on another machine. Modelled is where it would be at best."
      : "A model: each kernel takes as long as its bytes take to move, or its work to do, at best; none is measured.";
    return `${how} Kernels that compute nothing are not shown. Squares are bound by memory, circles by compute; the area is the share of the time.${left}`;
  }

  /** @param {State} state */
  update(state) {
    const usual = this.program.data.totals?.machine ?? "h100";
    const roof = this.roofs.roofs.find((each) => each.machine === (state.on ?? usual)) ?? this.roofs.roofs[0];
    const machine = this.app.document.machines.find((each) => each.name === roof.machine);
    if (!machine) return;
    this.picker.value = machine.name;
    this.isMeasured = Boolean(this.program.data.launches?.measured) && state.times !== "modelled";
    press(this.times, this.isMeasured ? "measured" : "modelled");
    const measured = this.program.data.measured;
    const took = this.isMeasured && measured ? `; it took ${secondsText(measured.seconds)} in launches` : "";
    refill(this.said, `A run takes ${secondsText(roof.seconds)} at best on ${machine.title}${took}.`);
    this.draw(roof, machine);
  }

  /** Where kernels are: at best, or where the bandwidth that was measured puts them. @param {Roof} roof @param {Machine} machine @returns {Point[]} */
  points(roof, machine) {
    const { rows, work, bytes } = this.roofs;
    const { runs = [], measured } = this.program.data.launches ?? {};
    return rows
      .map((row, place) => {
        const atBest = roof.launch_seconds[place] / Math.max(1, runs[row]);
        const intensity = work[place] / Math.max(1, bytes[place]);
        const isMemory = bytes[place] / machine.bytes_per_second >= atBest * 0.999;
        const rate = this.isMeasured ? intensity * (measured?.bytes_per_second[row] ?? 0) : work[place] / atBest;
        const share = this.isMeasured
          ? measured?.shares[row]
          : roof.seconds && roof.launch_seconds[place] / roof.seconds;
        return { row, seconds: work[place] / rate, intensity, rate, share: share ?? 0, isMemory };
      })
      .filter(({ rate }) => rate > 0 && Number.isFinite(rate));
  }

  /** @param {Roof} roof @param {Machine} machine */
  draw(roof, machine) {
    const points = this.points(roof, machine);
    const tops = Object.entries({
      ...(machine.vector_flops ? { "single numbers": machine.vector_flops } : {}),
      ...machine.matrix_flops,
    });
    const most = Math.max(...tops.map(([, rate]) => rate), ...points.map((point) => point.rate)) * 2;
    const least = Math.min(...points.map((point) => point.rate), machine.bytes_per_second / 10) / 2;
    const ridge = most / machine.bytes_per_second;
    const x = logScale(
      Math.min(0.02, ...points.map((point) => point.intensity)) / 1.5,
      Math.max(ridge, ...points.map((point) => point.intensity)) * 1.5,
      roofFrame().left,
      roofFrame().width - roofFrame().right,
    );
    const y = logScale(least, most, roofFrame().height - roofFrame().bottom, roofFrame().top);
    refill(
      this.chart,
      ...grid(x, y),
      ...this.roofLines(machine, tops, x, y),
      ...points.sort((one, other) => other.share - one.share).map((point) => this.point(point, x, y)),
    );
  }

  /** @param {Machine} machine @param {[string, number][]} tops @param {Scale} x @param {Scale} y */
  roofLines(machine, tops, x, y) {
    const speed = machine.bytes_per_second;
    const highest = Math.max(...tops.map(([, rate]) => rate), y.least);
    const lines = [
      svg("path", {
        class: "roof",
        d: `M${x.at(Math.max(x.least, y.least / speed))},${y.at(Math.max(x.least * speed, y.least))} L${x.at(highest / speed)},${y.at(highest)}`,
      }),
    ];
    let last = -99;
    for (const [name, rate] of tops.sort((one, other) => other[1] - one[1])) {
      lines.push(
        svg("path", {
          class: "roof",
          d: `M${x.at(Math.max(x.least, rate / speed))},${y.at(rate)} L${x.at(x.most)},${y.at(rate)}`,
        }),
      );
      if (Math.abs(y.at(rate) - last) > 12)
        lines.push(
          svg(
            "text",
            { class: "mark-text", x: x.at(x.most), y: y.at(rate) - 5, "text-anchor": "end" },
            `${name}, ${numberText(rate)} FLOP/s`,
          ),
        );
      last = y.at(rate);
    }
    return lines;
  }

  /** @param {Point} point @param {Scale} x @param {Scale} y */
  point({ row, seconds, intensity, rate, share, isMemory }, x, y) {
    const number = /** @type {Launches} */ (this.program.data.launches).instructions[row];
    const name = this.program.after?.name(number) ?? "";
    const size = 3.5 + 16 * Math.sqrt(share);
    const words = `${name}: ${secondsText(seconds)} a run of it, ${shareText(share)} of the time, ${numberText(Number(intensity.toPrecision(3)))} FLOP a byte, ${this.isMeasured ? "would be" : "is"} bound by ${isMemory ? "memory" : "compute"}`;
    const place = isMemory
      ? { x: x.at(intensity) - size, y: y.at(rate) - size, width: 2 * size, height: 2 * size, rx: 2 }
      : { cx: x.at(intensity), cy: y.at(rate), r: size };
    const selected = number === this.app.state.now.select ? " chosen" : "";
    return svg(
      isMemory ? "rect" : "circle",
      {
        class: `point ${isMemory ? "memory" : "compute"}${selected}`,
        ...place,
        tabindex: 0,
        "data-name": name,
        click: () => this.app.go({ select: number }),
        mouseenter: () => refill(this.hint, words),
        focus: () => refill(this.hint, words),
      },
      svg("title", {}, words),
    );
  }
}

/** @typedef {{row: number, seconds: number, intensity: number, rate: number, share: number, isMemory: boolean}} Point */
/** @typedef {{least: number, most: number, at: (value: number) => number}} Scale */

/** @param {number} least @param {number} most @param {number} from @param {number} to @returns {Scale} */
function logScale(least, most, from, to) {
  const low = Math.log10(least);
  const high = Math.log10(most);
  return {
    least,
    most,
    at: (value) => Number((from + ((Math.log10(value) - low) / (high - low)) * (to - from)).toFixed(1)),
  };
}

/** @param {Scale} x @param {Scale} y */
function grid(x, y) {
  const across = powers(x.least, x.most);
  const isCrowded = (roofFrame().width - roofFrame().left) / across.length < 44;
  const marks = across.flatMap((value, place) => [
    svg("line", {
      class: "grid",
      x1: x.at(value),
      x2: x.at(value),
      y1: roofFrame().top,
      y2: roofFrame().height - roofFrame().bottom,
    }),
    svg(
      "text",
      { class: "mark-text", x: x.at(value), y: roofFrame().height - roofFrame().bottom + 16, "text-anchor": "middle" },
      isCrowded && place % 2 ? "" : value < 1 ? String(Number(value.toPrecision(1))) : numberText(value),
    ),
  ]);
  for (const value of powers(y.least, y.most)) {
    marks.push(
      svg("line", {
        class: "grid",
        x1: roofFrame().left,
        x2: roofFrame().width - roofFrame().right,
        y1: y.at(value),
        y2: y.at(value),
      }),
      svg(
        "text",
        { class: "mark-text", x: roofFrame().left - 8, y: y.at(value) + 4, "text-anchor": "end" },
        numberText(value),
      ),
    );
  }
  marks.push(
    svg(
      "text",
      { class: "mark-text", x: roofFrame().width / 2, y: roofFrame().height - 6, "text-anchor": "middle" },
      "FLOP for each byte that is moved",
    ),
    svg("text", { class: "mark-text", x: 4, y: 12 }, "FLOP/s"),
  );
  return marks;
}
