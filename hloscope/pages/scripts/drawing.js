// Drawing: what of a scene is in sight, on a canvas, as finely as the scale lets it be seen.
import { listed, textAt } from "./model.js";
import { bytesText, secondsText } from "./words.js";

const MOST_EDGES = 2000;
const TEXT_FROM = 0.42;
const BOXES_FROM = 0.2;
const WIDEST = 14;

/** @typedef {{scale: number, x: number, y: number}} Camera */

/** Draws a scene. */
export class Painter {
  /** @param {HTMLCanvasElement} canvas @param {import("./model.js").ProgramModel} program */
  constructor(canvas, program) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.program = program;
    this.module = /** @type {import("./model.js").ModuleModel} */ (program.after);
    this.letters = lettersOf(program.data.edges);
    const bytes = program.data.edges?.bytes_per_run ?? [];
    this.most = bytes.reduce((most, each) => Math.max(most, each), 1);
  }

  /** Takes the colours of the page, which may be light or dark. */
  dress() {
    const style = getComputedStyle(this.canvas);
    /** @param {string} name */
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    this.colours = {
      ground: colour("ground"),
      raised: colour("raised"),
      line: colour("line"),
      strong: colour("strong-line"),
      text: colour("text"),
      quiet: colour("quiet"),
      accent: colour("accent"),
      soft: colour("accent-soft"),
    };
    /** @type {Record<string, string>} */
    this.classes = Object.fromEntries(
      ["kernel", "library", "copy", "collective", "misc"].map((name) => [name, colour(name)]),
    );
    this.mono = colour("mono") || "monospace";
    this.sans = colour("sans") || "sans-serif";
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {Camera} camera
   * @param {number | null} selected a node
   */
  draw(scene, camera, selected) {
    if (!this.colours) this.dress();
    const ratio = devicePixelRatio || 1;
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (this.canvas.width !== Math.round(width * ratio)) this.canvas.width = Math.round(width * ratio);
    if (this.canvas.height !== Math.round(height * ratio)) this.canvas.height = Math.round(height * ratio);
    const { context } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(
      ratio * camera.scale,
      0,
      0,
      ratio * camera.scale,
      -camera.x * camera.scale * ratio,
      -camera.y * camera.scale * ratio,
    );
    const seen = {
      left: camera.x,
      top: camera.y,
      right: camera.x + width / camera.scale,
      bottom: camera.y + height / camera.scale,
    };
    const shown = this.shownEdges(scene, seen);
    const deepest = scene.depths.at(-1) ?? 0;
    for (let depth = 0; depth <= deepest; depth += 1) {
      const here = shown.filter((each) => scene.depths[each.from] === depth);
      this.edges(scene, here, camera.scale, selected);
      this.boxes(scene, seen, camera.scale, depth);
      if (camera.scale >= TEXT_FROM) this.badges(scene, here);
    }
    if (camera.scale >= TEXT_FROM) this.texts(scene, seen);
    if (selected !== null) this.select(scene, selected, camera.scale);
  }

  /** @param {import("./scene.js").Scene} scene @param {{left: number, top: number, right: number, bottom: number}} seen @param {number} node */
  isSeen(scene, seen, node) {
    return (
      scene.x[node] < seen.right &&
      scene.y[node] < seen.bottom &&
      scene.x[node] + scene.widths[node] > seen.left &&
      scene.y[node] + scene.heights[node] > seen.top
    );
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {{left: number, top: number, right: number, bottom: number}} seen
   * @param {number} scale
   * @param {number} depth
   */
  boxes(scene, seen, scale, depth) {
    const { context, colours } = this;
    if (!colours) return;
    const isFine = scale >= BOXES_FROM;
    context.lineWidth = Math.max(1, 0.8 / scale);
    for (let node = 0; node < scene.instructions.length; node += 1) {
      if (scene.depths[node] !== depth || !this.isSeen(scene, seen, node)) continue;
      const tone = this.tone(scene.instructions[node]);
      if (scene.isBox[node]) {
        context.fillStyle = colours.raised;
        context.strokeStyle = colours.strong;
        context.beginPath();
        context.roundRect(scene.x[node], scene.y[node], scene.widths[node], scene.heights[node], 8);
        context.fill();
        context.stroke();
      } else if (!isFine) {
        context.fillStyle = tone;
        context.fillRect(scene.x[node], scene.y[node], scene.widths[node], scene.heights[node]);
      } else {
        context.fillStyle = colours.ground;
        context.strokeStyle = colours.strong;
        context.beginPath();
        context.roundRect(scene.x[node], scene.y[node], scene.widths[node], scene.heights[node], 6);
        context.fill();
        context.stroke();
        context.fillStyle = tone;
        context.fillRect(scene.x[node], scene.y[node] + 6, 4, scene.heights[node] - 12);
      }
    }
  }

  /** The colour of an instruction's class. @param {number} instruction */
  tone(instruction) {
    const row = this.program.rows.get(instruction);
    const name =
      row === undefined || !this.program.data.launches ? "misc" : textAt(this.program.data.launches.classes, row);
    return this.classes?.[name] ?? this.classes?.misc ?? "gray";
  }

  /** @param {import("./scene.js").Scene} scene @param {{left: number, top: number, right: number, bottom: number}} seen */
  texts(scene, seen) {
    const { context, colours } = this;
    if (!colours) return;
    context.textBaseline = "middle";
    for (let node = 0; node < scene.instructions.length; node += 1) {
      if (!this.isSeen(scene, seen, node)) continue;
      const instruction = scene.instructions[node];
      const x = scene.x[node] + 14;
      const y = scene.y[node];
      context.fillStyle = colours.text;
      context.font = `12px ${this.mono}`;
      context.fillText(fitted(this.module.name(instruction), 23), x, y + 15);
      context.fillStyle = colours.quiet;
      context.font = `11px ${this.sans}`;
      context.fillText(fitted(this.remark(instruction), 29), x, y + 30);
      const readers = scene.stubs.get(instruction);
      if (readers) this.stub(scene, node, `read by ${readers}`);
    }
    context.font = `11px ${this.sans}`;
    context.fillStyle = colours.quiet;
    for (const title of scene.titles) {
      if (title.y < seen.bottom && title.y + 30 > seen.top && title.x < seen.right)
        context.fillText(title.title, title.x, title.y + 14);
    }
  }

  /** @param {number} instruction */
  remark(instruction) {
    const { launches } = this.program.data;
    const row = this.program.rows.get(instruction);
    if (row === undefined || !launches) return `${this.module.opcode(instruction)}  ${this.module.shape(instruction)}`;
    const seconds = launches.seconds[row];
    const cost = seconds === null ? bytesText(launches.bytes_per_run[row]) : secondsText(seconds);
    return `${textAt(launches.kinds, row)} · ${cost}`;
  }

  /** A value that too many read for edges. @param {import("./scene.js").Scene} scene @param {number} node @param {string} text */
  stub(scene, node, text) {
    const { context, colours } = this;
    if (!colours) return;
    const x = scene.x[node] + scene.widths[node] / 2;
    const y = scene.y[node] + scene.heights[node];
    context.strokeStyle = colours.strong;
    context.lineWidth = 3;
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x, y + 14);
    context.stroke();
    context.setLineDash([]);
    context.fillText(text, x + 8, y + 10);
  }

  /**
   * The edges in sight; of very many, those that move most.
   * @param {import("./scene.js").Scene} scene
   * @param {{left: number, top: number, right: number, bottom: number}} seen
   */
  shownEdges(scene, seen) {
    const bytes = this.program.data.edges?.bytes_per_run ?? [];
    const shown = [];
    for (const each of scene.edges) {
      const top = scene.y[each.from] + scene.heights[each.from];
      const bottom = scene.y[each.to];
      const left = Math.min(scene.x[each.from], scene.x[each.to]);
      const right = Math.max(scene.x[each.from] + scene.widths[each.from], scene.x[each.to] + scene.widths[each.to]);
      if (top < seen.bottom && bottom > seen.top && left < seen.right && right > seen.left) shown.push(each);
    }
    if (shown.length <= MOST_EDGES) return shown;
    return shown.sort((one, other) => (bytes[other.edge] ?? 0) - (bytes[one.edge] ?? 0)).slice(0, MOST_EDGES);
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {import("./scene.js").Scene["edges"]} shown
   * @param {number} scale
   * @param {number | null} selected
   */
  edges(scene, shown, scale, selected) {
    const { context, colours } = this;
    if (!colours) return;
    const bytes = this.program.data.edges?.bytes_per_run ?? [];
    /** @type {Map<number, import("./scene.js").Scene["edges"]>} */
    const strokes = new Map(); // by width, for one stroke of many curves takes a tenth of the time
    for (const each of shown) {
      const isLit = each.from === selected || each.to === selected;
      const width = each.edge < 0 ? 1.2 : WIDEST * Math.sqrt((bytes[each.edge] ?? 0) / this.most);
      listed(strokes, (isLit ? -1 : 1) * (Math.round(2 * Math.max(1.2, width, 0.6 / scale)) / 2)).push(each);
    }
    for (const [width, edges] of strokes) {
      context.strokeStyle = width < 0 ? colours.accent : colours.strong;
      context.globalAlpha = width < 0 ? 0.9 : 0.65;
      context.lineWidth = Math.abs(width);
      context.beginPath();
      for (const each of edges) this.curve(scene, each.from, each.to);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** @param {import("./scene.js").Scene} scene @param {import("./scene.js").Scene["edges"]} shown */
  badges(scene, shown) {
    for (const each of shown) if (each.edge >= 0) this.badge(scene, each.from, each.to, each.edge);
  }

  /** @param {import("./scene.js").Scene} scene @param {number} from @param {number} to */
  curve(scene, from, to) {
    const x0 = scene.x[from] + scene.widths[from] / 2;
    const y0 = scene.y[from] + scene.heights[from];
    const x1 = scene.x[to] + scene.widths[to] / 2;
    const y1 = scene.y[to];
    const bend = Math.min(60, (y1 - y0) / 2);
    this.context.moveTo(x0, y0);
    this.context.bezierCurveTo(x0, y0 + bend, x1, y1 - bend, x1, y1);
  }

  /** The letter of the reason why a value goes through memory, near what reads it. @param {import("./scene.js").Scene} scene @param {number} from @param {number} to @param {number} edge */
  badge(scene, from, to, edge) {
    const { context, colours } = this;
    const { edges } = this.program.data;
    if (!colours || !edges) return;
    const toward = Math.sign(scene.x[from] - scene.x[to]);
    const x = scene.x[to] + scene.widths[to] / 2 + toward * 16;
    const y = scene.y[to] - 13;
    context.fillStyle = colours.ground;
    context.strokeStyle = colours.strong;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(x, y, 8, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    context.fillStyle = colours.quiet;
    context.font = `600 10px ${this.sans}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(this.letters.get(textAt(edges.rules, edge)) ?? "", x, y + 0.5);
    context.textAlign = "left";
  }

  /** @param {import("./scene.js").Scene} scene @param {number} node @param {number} scale */
  select(scene, node, scale) {
    const { context, colours } = this;
    if (!colours) return;
    context.strokeStyle = colours.accent;
    context.lineWidth = Math.max(2, 2 / scale);
    context.beginPath();
    context.roundRect(scene.x[node] - 2, scene.y[node] - 2, scene.widths[node] + 4, scene.heights[node] + 4, 8);
    context.stroke();
  }
}

/** A letter for each rule, of those that bring most edges first. @param {Edges | null} edges @returns {Map<string, string>} */
export function lettersOf(edges) {
  const counts = new Map();
  for (const at of edges?.rules.at ?? []) counts.set(at, (counts.get(at) ?? 0) + 1);
  const rules = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
  return new Map(rules.map((at, place) => [edges?.rules.texts[at] ?? "", String.fromCharCode(65 + (place % 26))]));
}

/** A text cut in its middle: ends of names are what they differ by. @param {string} text @param {number} most */
function fitted(text, most) {
  const tail = Math.min(7, most >> 1);
  return text.length <= most ? text : `${text.slice(0, most - 1 - tail)}…${text.slice(-tail)}`;
}
