// The overview: what was asked for, what runs, what it costs, and the facts that cost most.
import { button, h } from "./elements.js";
import { byCost } from "./model.js";
import { bytesText, countText, numberText, placeText, plural, secondsText, shareText } from "./words.js";

const MOST_PROGRAMS = 30;

/**
 * @param {import("./app.js").App} app
 * @param {import("./model.js").ProgramModel} program
 * @returns {Shown}
 */
export function overview(app, program) {
  const { data } = program;
  const element = h(
    "div",
    { class: "page" },
    h(
      "header",
      { class: "title" },
      h("h1", {}, data.name),
      h(
        "p",
        { class: "quiet" },
        [data.backend, data.path, data.complete ? "" : "incomplete: the dump was cut"].filter(Boolean).join(" · "),
      ),
    ),
    stages(data),
    figures(data),
    facts(app, data),
    others(app, program.number),
    notes(app.document, data),
  );
  return { element };
}

/** @param {ProgramDocument} data */
function stages(data) {
  const { before, unfused, after, change } = data.kernels;
  const what = data.unit === "launches" ? "compute launches" : "top-level operations";
  /** @param {string} name @param {Count | null} count @param {string} words @param {boolean} main */
  const stage = (name, count, words, main = false) =>
    h(
      "div",
      { class: main ? "stage main" : "stage", "data-stage": name },
      h("span", { class: "label" }, name),
      h("strong", {}, countText(count?.compute_launches)),
      h("span", { class: "quiet" }, words),
    );
  /** @param {string} name @param {number | undefined} number */
  const step = (name, number) =>
    h(
      "div",
      { class: "step" },
      h("span", { class: "arrow", "aria-hidden": "true" }, "→"),
      h("span", {}, name),
      h("span", { class: "number" }, signed(number)),
    );
  const other = change?.other ? h("p", { class: "quiet small" }, `and ${signed(change.other)} by other passes`) : null;
  return h(
    "section",
    { "aria-label": "launches" },
    h(
      "div",
      { class: "stages" },
      stage("before", before, "operations asked for"),
      step("simplify", change?.simplification),
      stage("unfused", unfused, "operations to run"),
      step("fuse", change?.fusion),
      stage("after", after, what, true),
    ),
    other,
    h("p", { class: "quiet small" }, judged(data)),
  );
}

/** @param {number | undefined} number */
function signed(number) {
  if (number === undefined) return "";
  return number === 0 ? "±0" : number > 0 ? `−${number}` : `+${-number}`;
}

/** @param {ProgramDocument} data */
function judged(data) {
  const { judge, disagreements } = data.kernels;
  if (judge !== "thunks")
    return "Counted by the rules of the target; the dump has no list of XLA's own to compare with.";
  return disagreements
    ? `XLA's own list of launches differs in ${plural(disagreements, "place")}.`
    : "XLA's own list of launches agrees.";
}

/** @param {ProgramDocument} data */
function figures(data) {
  const { totals, memory, collectives, measured } = data;
  const after = data.kernels.after;
  /** @type {[string, string, string][]} */
  const found = [];
  if (after) {
    const range = after.launches_range;
    const perRun = after.launches_per_run ?? (range ? `${countText(range[0])} to ${countText(range[1])}` : "unknown");
    found.push([
      "Launches per run",
      typeof perRun === "number" ? countText(perRun) : perRun,
      after.inferred ? "trip counts inferred" : "",
    ]);
    if (after.library) found.push(["Library calls", countText(after.library), "among the launches"]);
    found.push(["Copies", countText(after.copies), "beside the launches"]);
  }
  if (measured?.run_seconds) {
    const { median, min, max } = measured.run_seconds;
    found.push([
      "Measured run",
      secondsText(median),
      `${secondsText(min)} to ${secondsText(max)}, ${plural(measured.runs, "run")}, ${shareText(measured.gap_share)} gaps`,
    ]);
  }
  if (totals) {
    const { per_run: run } = totals;
    found.push([
      "Bytes per run",
      bytesText(run.bytes_accessed),
      `${bytesText(run.bytes_read)} read, ${bytesText(run.bytes_written)} written`,
    ]);
    found.push([
      "FLOP per run",
      numberText(run.flops),
      run.unknown ? `${plural(run.unknown, "call")} not counted` : "",
    ]);
    if (totals.seconds !== null) {
      const bound = totals.memory_share === null ? "" : `, ${shareText(totals.memory_share)} bound by memory`;
      found.push(["Modelled time", secondsText(totals.seconds), `at best on ${totals.machine}${bound}`]);
    }
  }
  if (memory)
    found.push(["Memory at the peak", bytesText(memory.peak_bytes), memory.is_peak_exact ? "" : "an upper bound"]);
  if (collectives?.count)
    found.push(["Collectives", countText(collectives.count), `${bytesText(collectives.bytes_per_run)} per run`]);
  return h(
    "dl",
    { class: "figures" },
    ...found.map(([name, value, remark]) =>
      h(
        "div",
        { "data-figure": name },
        h("dt", {}, name),
        h("dd", {}, value),
        h("dd", { class: "quiet small" }, remark),
      ),
    ),
  );
}

/**
 * @param {import("./app.js").App} app
 * @param {ProgramDocument} data
 */
function facts(app, data) {
  if (!data.facts.length) return null;
  const rows = data.facts.map((fact) =>
    h(
      "li",
      {},
      button(
        h(
          "span",
          { class: "fact" },
          h("span", { class: "tag" }, fact.kind),
          h("code", {}, fact.title),
          h("span", { class: "what" }, fact.text),
          h("span", { class: "quiet place" }, placeText(fact.place)),
        ),
        () => app.go({ view: fact.view, select: fact.select }),
      ),
    ),
  );
  return h("section", {}, h("h2", {}, "What costs most"), h("ol", { class: "facts" }, ...rows));
}

/** The programs of the report, what costs most first. @param {import("./app.js").App} app @param {number} current */
function others(app, current) {
  const { programs } = app.document;
  if (programs.length < 2) return null;
  const order = byCost(programs);
  const rows = order.slice(0, MOST_PROGRAMS).map((number) => {
    const { name, path, backend, kernels, totals, measured } = programs[number];
    const seconds = measured?.run_seconds?.median ?? totals?.seconds ?? null;
    const how = seconds === null ? "" : measured ? "measured" : "at best";
    return h(
      "li",
      { "aria-current": number === current ? "true" : false },
      button(h("code", {}, name), () => app.go({ program: number, select: null }), { class: "link grow ellipsis" }),
      h("span", { class: "quiet wide ellipsis owner" }, [backend, path].filter(Boolean).join(" · ")),
      h("span", { class: "quiet wide" }, plural(kernels.after?.compute_launches ?? 0, "launch", "launches")),
      h(
        "span",
        { class: "number" },
        seconds === null ? bytesText(totals?.per_run.bytes_accessed) : secondsText(seconds),
      ),
      h("span", { class: "quiet how" }, how),
    );
  });
  const left = programs.length - rows.length;
  const more = left > 0 ? h("p", { class: "quiet small" }, `and ${countText(left)} that cost less`) : null;
  return h(
    "section",
    {},
    h("h2", {}, "Programs, what costs most first"),
    h("ul", { class: "residents programs" }, ...rows),
    more,
  );
}

/**
 * @param {PageDocument} page
 * @param {ProgramDocument} data
 */
function notes(page, data) {
  const said = [...page.folded, ...page.errors.map((error) => `${error.file}: ${error.message}`)];
  if (data.evidence === "match")
    said.push(
      "Where operations went is inferred from the modules before and after; snapshots of passes would tell exactly (hloscope run --passes).",
    );
  if (!said.length) return null;
  return h("section", {}, h("h2", {}, "Notes"), h("ul", { class: "notes" }, ...said.map((text) => h("li", {}, text))));
}
