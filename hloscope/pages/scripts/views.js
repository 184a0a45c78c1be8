// The views in order: their keys, their names, what of a program they need, and what makes them.
import { changes } from "./changes.js";
import { collectives } from "./collectives.js";
import { graph } from "./graph.js";
import { icicle } from "./icicle.js";
import { kernels } from "./kernels.js";
import { memory } from "./memory.js";
import { overview } from "./overview.js";
import { passes } from "./passes.js";
import { roofline } from "./roofline.js";
import { source } from "./source.js";
import { timeline } from "./timeline.js";

/**
 * @typedef {object} View
 * @property {string} id
 * @property {string} title
 * @property {string} key
 * @property {(data: ProgramDocument, page: PageDocument) => boolean} isThere
 * @property {(app: import("./app.js").App, program: import("./model.js").ProgramModel) => Shown} make
 */

/** @type {View[]} */
export const VIEWS = [
  { id: "overview", title: "Overview", key: "1", isThere: () => true, make: overview },
  { id: "kernels", title: "Kernels", key: "2", isThere: (data) => Boolean(data.launches && data.after), make: kernels },
  {
    id: "source",
    title: "Source",
    key: "3",
    isThere: (data) => Boolean(data.lines?.length || data.links),
    make: source,
  },
  { id: "cost", title: "Cost", key: "4", isThere: (data) => Boolean(data.trees), make: icicle },
  { id: "graph", title: "Graph", key: "5", isThere: (data) => Boolean(data.launches && data.edges), make: graph },
  { id: "timeline", title: "Timeline", key: "m", isThere: (data) => Boolean(data.timeline), make: timeline },
  { id: "memory", title: "Memory", key: "6", isThere: (data) => Boolean(data.memory), make: memory },
  { id: "roofline", title: "Roofline", key: "7", isThere: (data) => Boolean(data.roofs?.rows.length), make: roofline },
  {
    id: "collectives",
    title: "Collectives",
    key: "8",
    isThere: (data) => Boolean(data.collectives?.count),
    make: collectives,
  },
  { id: "passes", title: "Passes", key: "9", isThere: (data) => Boolean(data.passes?.passes.length), make: passes },
  { id: "diff", title: "Changes", key: "0", isThere: (_, page) => Boolean(page.diff), make: changes },
];
