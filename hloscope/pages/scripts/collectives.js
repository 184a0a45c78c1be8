// Collectives: what devices tell each other, over the schedule, and in sums.
import { h, svg } from "./elements.js";
import { bytesText, countText, placeText, plural } from "./words.js";

const LANE = { width: 960, height: 96, left: 12, right: 12, middle: 40 };
const laneWidth = () => (innerWidth < 700 ? Math.max(320, innerWidth - 32) : LANE.width);

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function collectives(app, program) {
  const found = /** @type {Collectives} */ (program.data.collectives);
  const element = h(
    "div",
    { class: "page" },
    h(
      "header",
      { class: "title" },
      h("h1", {}, plural(found.count, "collective")),
      h(
        "p",
        { class: "quiet" },
        `${found.is_exact ? "" : "at least "}${countText(found.runs)} of a run · ${bytesText(found.bytes_per_run)} of payload · ${bytesText(found.wire_bytes_per_run)} on the wire, in a ring (a model)`,
      ),
    ),
    schedule(app, program, found),
    h(
      "section",
      {},
      h("h2", {}, "By kind"),
      table(
        ["Kind", "Over", "Launches", "Runs", "Bytes per run"],
        found.sums.map((sum) => [
          sum.kind,
          sum.over,
          countText(sum.count),
          countText(sum.runs),
          bytesText(sum.bytes_per_run),
        ]),
      ),
    ),
    h("section", {}, h("h2", {}, "Each"), each(app, program, found)),
  );
  return { element };
}

/** Where in the schedule collectives start, and how long others run meanwhile. @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program @param {Collectives} found */
function schedule(app, program, found) {
  const launches = program.data.launches;
  if (!launches) return null;
  const count = launches.instructions.length;
  const unit = (laneWidth() - LANE.left - LANE.right) / Math.max(1, count);
  const most = Math.max(...found.items.map((item) => item.bytes), 1);
  const marks = launches.instructions.map((_, row) =>
    svg("line", {
      class: "tick",
      x1: LANE.left + (row + 0.5) * unit,
      x2: LANE.left + (row + 0.5) * unit,
      y1: LANE.middle - 4,
      y2: LANE.middle + 4,
    }),
  );
  const bars = found.items.map((item) => {
    const number = program.find(item.start ?? item.launched) ?? program.find(item.launched);
    const row = number === null ? undefined : program.rows.get(number);
    if (row === undefined || number === null) return null;
    const length = item.between ? item.between.compute_launches : 0;
    const height = 6 + 22 * Math.sqrt(item.bytes / most);
    const words = `${item.launched}: ${item.kind}, ${bytesText(item.bytes)}${item.asynchronous ? `, while ${plural(length, "launch", "launches")} run` : ", nothing runs meanwhile"}`;
    return svg(
      "rect",
      {
        class: item.asynchronous ? "bar over" : "bar",
        x: LANE.left + row * unit,
        y: LANE.middle - height,
        width: Math.max(5, (1 + length) * unit),
        height,
        rx: 2,
        tabindex: 0,
        "data-name": item.launched,
        click: () => app.go({ select: number }),
      },
      svg("title", {}, words),
    );
  });
  const chart = svg("svg", {
    viewBox: `0 0 ${laneWidth()} ${LANE.height}`,
    class: "chart",
    role: "img",
    "aria-label": "collectives over the schedule",
  });
  chart.append(
    svg("line", { class: "grid", x1: LANE.left, x2: laneWidth() - LANE.right, y1: LANE.middle, y2: LANE.middle }),
    ...(count <= 400 ? marks : []),
  );
  for (const bar of bars) if (bar) chart.append(bar);
  chart.append(
    svg("text", { class: "mark-text", x: LANE.left, y: LANE.height - 20 }, "first launch"),
    svg(
      "text",
      { class: "mark-text", x: laneWidth() - LANE.right, y: LANE.height - 20, "text-anchor": "end" },
      `${plural(count, "launch", "launches")} in order of the text`,
    ),
  );
  return h(
    "section",
    {},
    h("h2", {}, "Over the schedule"),
    chart,
    h(
      "p",
      { class: "quiet small" },
      "As high as the root of the bytes; an outlined bar is as long as what runs while it is under way.",
    ),
  );
}

/** @param {string[]} heads @param {string[][]} rows */
function table(heads, rows) {
  const cells = (/** @type {string} */ tag, /** @type {string[]} */ texts) =>
    texts.map((text, place) => h(/** @type {"td"} */ (tag), { class: place > 1 ? "number" : "" }, text));
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: "plain-table" },
      h("thead", {}, h("tr", {}, ...cells("th", heads))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...cells("td", row)))),
    ),
  );
}

/** @param {import("./app.js").App} app @param {import("./model.js").ProgramModel} program @param {Collectives} found */
function each(app, program, found) {
  const rows = found.items.slice(0, 300).map((item) => {
    const number = program.find(item.launched);
    return h(
      "li",
      {},
      h("span", { class: "tag" }, item.kind),
      h(
        "button",
        { type: "button", class: "link grow", click: () => app.go({ select: number }) },
        h("code", {}, item.launched),
      ),
      h(
        "span",
        { class: "quiet wide" },
        [
          item.over && `over ${item.over}`,
          item.direction,
          item.runs === null ? "runs unknown" : item.runs > 1 && `${item.runs} runs`,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      h("span", { class: "quiet ellipsis owner" }, placeText(item.source)),
      h("span", { class: "number" }, bytesText(item.bytes)),
    );
  });
  return h("ul", { class: "residents" }, ...rows);
}
