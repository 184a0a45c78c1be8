// Layout: places boxes in layers, in the order of the program, in time that is linear in nodes and edges.

const GAP_X = 18;
const GAP_Y = 46;
const PADDING = 16;
const HEADER = 30;
const SWEEPS = 4;

/**
 * What is to be placed: sizes by node, edges from earlier nodes to later ones.
 * @typedef {{widths: Float64Array, heights: Float64Array, from: Int32Array, to: Int32Array}} Layered
 * @typedef {{x: Float64Array, y: Float64Array, width: number, height: number}} Placed
 */

/** Places nodes below all that they read. @param {Layered} graph @returns {Placed} */
export function placed(graph) {
  const count = graph.widths.length;
  const neighbours = neighboursOf(graph, count);
  const layers = split(layersOf(graph, count), Math.max(6, Math.ceil(Math.sqrt(count) / 2)));
  const x = new Float64Array(count);
  for (const layer of layers) pack(layer, graph.widths, x, null);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const down = sweep % 2 === 0;
    for (const layer of down ? layers : layers.toReversed())
      pack(layer, graph.widths, x, down ? neighbours.above : neighbours.below);
  }
  return settled(graph, layers, x);
}

/** The nodes of each layer: a node's is one more than the largest of those that it reads. @param {Layered} graph @param {number} count */
function layersOf({ from, to }, count) {
  const layer = new Int32Array(count);
  for (let edge = 0; edge < from.length; edge += 1) layer[to[edge]] = Math.max(layer[to[edge]], layer[from[edge]] + 1);
  /** @type {number[][]} */
  const layers = [];
  for (let node = 0; node < count; node += 1) {
    while (layers.length <= layer[node]) layers.push([]);
    layers[layer[node]].push(node);
  }
  return layers;
}

/** Layers of many nodes as several. @param {number[][]} layers @param {number} most */
function split(layers, most) {
  return layers.flatMap((layer) => {
    const rows = [];
    for (let start = 0; start < layer.length; start += most) rows.push(layer.slice(start, start + most));
    return rows;
  });
}

/** @param {Layered} graph @param {number} count */
function neighboursOf({ from, to }, count) {
  return { above: sorted(to, from, count), below: sorted(from, to, count) };
}

/** The other ends of the edges at each node. @param {Int32Array} keys @param {Int32Array} values @param {number} count */
function sorted(keys, values, count) {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1] += 1;
  for (let node = 0; node < count; node += 1) starts[node + 1] += starts[node];
  const next = starts.slice();
  const ends = new Int32Array(values.length);
  for (let edge = 0; edge < values.length; edge += 1) ends[next[keys[edge]]++] = values[edge];
  return { starts, ends };
}

/**
 * Puts the nodes of a layer beside each other, each as near as can be to the middle of its neighbours.
 * @param {number[]} layer
 * @param {Float64Array} widths
 * @param {Float64Array} x the middles of all nodes
 * @param {{starts: Int32Array, ends: Int32Array} | null} neighbours
 */
function pack(layer, widths, x, neighbours) {
  if (layer.length === 1) {
    if (neighbours) x[layer[0]] = middle(layer[0], x, neighbours);
    return;
  }
  const wanted = new Map(layer.map((node) => [node, neighbours ? middle(node, x, neighbours) : 0]));
  if (neighbours)
    layer.sort(
      (one, other) =>
        /** @type {number} */ (wanted.get(one)) - /** @type {number} */ (wanted.get(other)) || one - other,
    );
  let right = Number.NEGATIVE_INFINITY;
  let shift = 0;
  for (const node of layer) {
    const want = wanted.get(node) ?? 0;
    x[node] = Math.max(want, right + GAP_X + widths[node] / 2);
    shift += want - x[node];
    right = x[node] + widths[node] / 2;
  }
  for (const node of layer) x[node] += shift / layer.length;
}

/** @param {number} node @param {Float64Array} x @param {{starts: Int32Array, ends: Int32Array}} neighbours */
function middle(node, x, { starts, ends }) {
  let sum = 0;
  for (let place = starts[node]; place < starts[node + 1]; place += 1) sum += x[ends[place]];
  const count = starts[node + 1] - starts[node];
  return count ? sum / count : x[node];
}

/** Upper left corners, from 0 on. @param {Layered} graph @param {number[][]} layers @param {Float64Array} middles @returns {Placed} */
function settled({ widths, heights }, layers, middles) {
  const x = new Float64Array(widths.length);
  const y = new Float64Array(widths.length);
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = 0;
  for (const layer of layers) {
    let height = 0;
    for (const node of layer) {
      x[node] = middles[node] - widths[node] / 2;
      y[node] = top;
      height = Math.max(height, heights[node]);
      left = Math.min(left, x[node]);
      right = Math.max(right, x[node] + widths[node]);
    }
    top += height + GAP_Y;
  }
  for (let node = 0; node < x.length; node += 1) x[node] -= left;
  return { x, y, width: Math.max(0, right - left), height: Math.max(0, top - GAP_Y) };
}

/** The size of a box around what is placed, and where that begins in it. @param {Placed} inner */
export function boxed(inner) {
  return { width: inner.width + 2 * PADDING, height: inner.height + HEADER + PADDING, x: PADDING, y: HEADER };
}
