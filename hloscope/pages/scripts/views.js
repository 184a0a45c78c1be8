// The views in order: their keys, their names, what of a program they need, and what makes them.
import { kernels } from "./kernels.js";
import { overview } from "./overview.js";
import { source } from "./source.js";

/**
 * @typedef {object} View
 * @property {string} id
 * @property {string} title
 * @property {string} key
 * @property {(data: ProgramDocument) => boolean} isThere
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
];
