// The scene: which instructions are drawn where, loops and what is unfolded as boxes around what is in them.
import { boxed, placed } from "./layout.js";
import { listed } from "./model.js";

const NODE_WIDTH = 188;
const NODE_HEIGHT = 42;
const STACK_GAP = 24;
const MOST_READERS = 16;
const TRIVIAL = new Set(["parameter", "constant", "tuple", "get-tuple-element", "bitcast"]);

/**
 * @typedef {object} Scene
 * @property {number[]} instructions of each node
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Float64Array} widths
 * @property {Float64Array} heights
 * @property {Uint8Array} isBox
 * @property {Uint8Array} depths how many boxes each node is in
 * @property {Map<number, number>} nodes by instruction
 * @property {{from: number, to: number, edge: number}[]} edges between nodes; `edge` is that of the document, or -1
 * @property {Map<number, number>} stubs how many read a node whose edges are not drawn
 * @property {{title: string, x: number, y: number}[]} titles of computations in boxes
 * @property {number} width
 * @property {number} height
 */
/** @typedef {{computation: number, nodes: number[], edges: [number, number, number][], inner: Map<number, Part[]>, at: import("./layout.js").Placed, sizes: {widths: Float64Array, heights: Float64Array}}} Part */

/**
 * The scene of a program.
 * @param {import("./model.js").ProgramModel} program
 * @param {Set<number>} unfolded
 * @returns {Scene}
 */
export function sceneOf(program, unfolded) {
  return new SceneMaker(program, unfolded).make();
}

class SceneMaker {
  /** @param {import("./model.js").ProgramModel} program @param {Set<number>} unfolded */
  constructor(program, unfolded) {
    this.program = program;
    this.module = /** @type {import("./model.js").ModuleModel} */ (program.after);
    this.unfolded = unfolded;
    /** @type {Map<number, number>} */
    this.stubs = new Map();
    this.byComputation = this.edgesByComputation();
  }

  /** The edges of the document by the computation that both ends are in, without those of values of many readers. */
  edgesByComputation() {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    const { producers, consumers } = this.program.data.edges ?? { producers: [], consumers: [] };
    const { from } = this.program.edgeEnds();
    for (const [producer, edges] of from) if (edges.length > MOST_READERS) this.stubs.set(producer, edges.length);
    for (let edge = 0; edge < producers.length; edge += 1) {
      const home = this.module.home[producers[edge]];
      if (home === this.module.home[consumers[edge]] && !this.stubs.has(producers[edge]))
        listed(found, home).push(edge);
    }
    return found;
  }

  make() {
    /** @type {Map<number, Part>} */
    const parts = new Map();
    this.module.computations.forEach((_, computation) => {
      if (this.isShown(computation)) parts.set(computation, this.part(computation, parts));
    });
    return this.flattened(/** @type {Part} */ (parts.get(this.module.entry)));
  }

  /** Whether a computation is drawn: what runs, and the bodies of what is unfolded. @param {number} computation */
  isShown(computation) {
    const { role, caller } = this.module.computations[computation];
    return role !== "fusion" || (caller !== null && this.unfolded.has(caller));
  }

  /** @param {number} computation @param {Map<number, Part>} parts @returns {Part} */
  part(computation, parts) {
    const { start, size, role } = this.module.computations[computation];
    const isBody = role === "fusion";
    /** @type {Map<number, Part[]>} */
    const inner = new Map();
    const nodes = [];
    for (let i = start; i < start + size; i += 1) {
      const called = (this.module.called.get(i) ?? [])
        .map((each) => parts.get(each))
        .filter((each) => each !== undefined);
      if (called.length) inner.set(i, called);
      if (called.length || this.program.rows.has(i) || (isBody && !TRIVIAL.has(this.module.opcode(i)))) nodes.push(i);
    }
    const place = new Map(nodes.map((instruction, node) => [instruction, node]));
    const edges = isBody ? this.edgesIn(nodes, place) : this.edgesBetween(computation, place);
    edges.sort((one, other) => one[1] - other[1]);
    const widths = new Float64Array(nodes.length).fill(NODE_WIDTH);
    const heights = new Float64Array(nodes.length).fill(NODE_HEIGHT);
    nodes.forEach((instruction, node) => {
      const boxes = inner.get(instruction)?.map((each) => boxed(each.at));
      if (!boxes) return;
      widths[node] = Math.max(NODE_WIDTH, ...boxes.map((box) => box.width));
      heights[node] = boxes.reduce((sum, box) => sum + box.height + STACK_GAP, NODE_HEIGHT);
    });
    const at = placed({
      widths,
      heights,
      from: Int32Array.from(edges, (edge) => edge[0]),
      to: Int32Array.from(edges, (edge) => edge[1]),
    });
    return { computation, nodes, edges, inner, at, sizes: { widths, heights } };
  }

  /** @param {number} computation @param {Map<number, number>} place @returns {[number, number, number][]} */
  edgesBetween(computation, place) {
    const { producers, consumers } = this.program.data.edges ?? { producers: [], consumers: [] };
    /** @type {[number, number, number][]} */
    const found = [];
    for (const edge of this.byComputation.get(computation) ?? []) {
      const from = place.get(producers[edge]);
      const to = place.get(consumers[edge]);
      if (from !== undefined && to !== undefined && from < to) found.push([from, to, edge]);
    }
    return found;
  }

  /** Edges between the operations of a fusion. @param {number[]} nodes @param {Map<number, number>} place @returns {[number, number, number][]} */
  edgesIn(nodes, place) {
    /** @type {[number, number, number][]} */
    const found = [];
    nodes.forEach((instruction, to) => {
      for (const operand of this.module.operands(instruction)) {
        const from = place.get(this.behind(operand));
        if (from !== undefined && from < to) found.push([from, to, -1]);
      }
    });
    return found;
  }

  /** What makes a value, behind what only renames it. @param {number} instruction */
  behind(instruction) {
    let found = instruction;
    for (let step = 0; step < 64; step += 1) {
      const opcode = this.module.opcode(found);
      const [operand] = opcode === "bitcast" || opcode === "get-tuple-element" ? this.module.operands(found) : [];
      if (operand === undefined) break;
      found = operand;
    }
    return found;
  }

  /** All parts in one plane. @param {Part} entry @returns {Scene} */
  flattened(entry) {
    /** @type {{part: Part, x: number, y: number, depth: number}[]} */
    const waiting = [{ part: entry, x: 0, y: 0, depth: 0 }];
    /** @type {{instruction: number, x: number, y: number, width: number, height: number, box: number, depth: number}[]} */
    const boxes = [];
    /** @type {Scene["titles"]} */
    const titles = [];
    /** @type {Scene["edges"]} */
    const edges = [];
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      const { part, x, y, depth } = item;
      const first = boxes.length;
      part.nodes.forEach((instruction, node) => {
        const inner = part.inner.get(instruction);
        const left = x + part.at.x[node];
        const top = y + part.at.y[node];
        boxes.push({
          instruction,
          x: left,
          y: top,
          width: part.sizes.widths[node],
          height: part.sizes.heights[node],
          box: inner ? 1 : 0,
          depth,
        });
        let below = top + NODE_HEIGHT;
        for (const each of inner ?? []) {
          const box = boxed(each.at);
          titles.push({ title: this.title(each.computation), x: left + box.x, y: below });
          waiting.push({ part: each, x: left + box.x, y: below + box.y, depth: Math.min(depth + 1, 255) });
          below += box.height + STACK_GAP;
        }
      });
      for (const [from, to, edge] of part.edges) edges.push({ from: first + from, to: first + to, edge });
    }
    return {
      instructions: boxes.map((box) => box.instruction),
      x: Float64Array.from(boxes, (box) => box.x),
      y: Float64Array.from(boxes, (box) => box.y),
      widths: Float64Array.from(boxes, (box) => box.width),
      heights: Float64Array.from(boxes, (box) => box.height),
      isBox: Uint8Array.from(boxes, (box) => box.box),
      depths: Uint8Array.from(boxes, (box) => box.depth),
      nodes: new Map(boxes.map((box, node) => [box.instruction, node])),
      edges,
      stubs: this.stubs,
      titles,
      width: entry.at.width,
      height: entry.at.height,
    };
  }

  /** @param {number} computation */
  title(computation) {
    const { role, name } = this.module.computations[computation];
    return `${role === "fusion" ? "operations" : role} · ${name}`;
  }
}
