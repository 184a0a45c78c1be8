// Help: what keys do, in a dialog.
import { button, h } from "./elements.js";

/** @type {[string, string][]} */
const KEYS = [
  ["1 … 9, 0", "the views, in order; m the time line of a profile"],
  ["/", "search in this view"],
  ["j, k", "next and previous program"],
  ["← ↑ ↓ →", "move in the view: rows, the graph, the passes, the time line"],
  ["+ −", "zoom"],
  ["f", "fit the graph"],
  ["Enter", "unfold what is selected in the graph, zoom into it in the icicle"],
  ["n, p", "next and previous change of a diff"],
  ["t", "dark or light"],
  ["Escape", "let go of what is selected"],
  ["?", "this help"],
];

export function helpDialog() {
  const dialog = h(
    "dialog",
    { class: "help", "aria-label": "keys" },
    h("h2", {}, "Keys"),
    h("dl", { class: "pairs" }, ...KEYS.flatMap(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, text)])),
    h(
      "p",
      { class: "quiet small" },
      "The address holds what you see: send it with the file. Everything that hloscope infers says so.",
    ),
    button("Close", () => dialog.close()),
  );
  return dialog;
}
