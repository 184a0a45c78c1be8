// Changes: what is different between two dumps, both sides of it, one change after another.
import { button, h, refill } from "./elements.js";
import { bytesText, countText, numberText, placeText, secondsText } from "./words.js";

const SIGNS = /** @type {Record<string, string>} */ ({
  split: "⋔",
  merged: "⋎",
  lost: "−",
  removed: "−",
  gained: "+",
  added: "+",
  grown: "▲",
  shrunk: "▼",
  regrouped: "⇄",
  changed: "~",
});
const WORSE = new Set(["split", "lost", "added", "grown"]);
const BETTER = new Set(["merged", "gained", "removed", "shrunk"]);
const IN_BYTES = /bytes$/;

/**
 * @param {import("./app.js").App} app
 * @returns {Shown}
 */
export function changes(app) {
  return new Changes(app);
}

class Changes {
  /** @param {import("./app.js").App} app */
  constructor(app) {
    this.app = app;
    this.diff = /** @type {Diff} */ (app.document.diff);
    /** @type {HTMLElement[]} */
    this.items = [];
    this.count = h("span", { class: "quiet" });
    this.element = h(
      "div",
      { class: "page" },
      this.head(),
      ...this.diff.programs.map((program, number) => this.program(program, number)),
      this.alone("Only in the old dump", this.diff.only_old),
      this.alone("Only in the new dump", this.diff.only_new),
    );
  }

  head() {
    const said = this.diff.regressions.map((each) =>
      h("li", {}, h("span", { class: "tag" }, each.rule), ` ${each.program}: ${each.message}`),
    );
    return h(
      "header",
      { class: "title" },
      h("h1", {}, this.diff.is_same ? "Nothing changed" : this.diff.verdict),
      said.length ? h("ul", { class: "notes" }, ...said) : null,
      h(
        "p",
        { class: "tools" },
        button("previous (p)", () => this.step(-1)),
        button("next (n)", () => this.step(1)),
        this.count,
      ),
    );
  }

  /** @param {DiffProgram} program @param {number} number */
  program(program, number) {
    const title =
      program.old.name === program.new.name ? program.new.name : `${program.old.name} → ${program.new.name}`;
    const found = program.changes.map((change) => this.change(change, number));
    return h(
      "section",
      {},
      h("h2", {}, title, h("span", { class: "quiet" }, ` ${program.new.backend}`)),
      this.numbers(program),
      found.length
        ? h("ol", { class: "changes" }, ...found)
        : h("p", { class: "quiet" }, "Every launch has its equal."),
    );
  }

  /** @param {DiffProgram} program */
  numbers(program) {
    const rows = Object.entries(program.numbers)
      .filter(([, [old, now]]) => (old !== null || now !== null) && (old || now))
      .map(([key, [old, now]]) =>
        this.figure(
          this.diff.labels[key] ?? key,
          old,
          now,
          IN_BYTES.test(key) ? bytesText : key === "flops" ? numberText : countText,
        ),
      );
    const [old, now] = program.modelled.seconds;
    if (old !== null && now !== null) rows.push(this.figure("modelled time", old, now, secondsText));
    const heads = ["", "old", "new", "change"].map((text, place) => h("th", { class: place ? "number" : "" }, text));
    return h(
      "div",
      { class: "scroll" },
      h("table", { class: "plain-table numbers" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows)),
    );
  }

  /** @param {string} name @param {number | null} old @param {number | null} now @param {(value: number | null) => string} words */
  figure(name, old, now, words) {
    const growth = old === null || now === null ? 0 : now - old;
    const sign = growth > 0 ? "+" : "−";
    const text = growth === 0 ? "" : `${growth > 0 ? "▲" : "▼"} ${sign}${words(Math.abs(growth))}`;
    return h(
      "tr",
      { "data-number": name },
      h("td", {}, name),
      h("td", { class: "number" }, words(old)),
      h("td", { class: "number" }, words(now)),
      h("td", { class: `number ${growth > 0 ? "worse" : "better"}` }, text),
    );
  }

  /** @param {Change} change @param {number} program */
  change(change, program) {
    const tone = WORSE.has(change.what) ? "worse" : BETTER.has(change.what) ? "better" : "other";
    const place = this.items.length;
    const item = h(
      "li",
      { class: `change ${tone}`, tabindex: "-1", click: () => this.app.go({ change: place }, { small: true }) },
      h(
        "p",
        { class: "what" },
        h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[change.what] ?? "~"),
        h("strong", {}, change.what),
        change.times > 1 ? h("span", { class: "quiet" }, ` ${change.times} times`) : null,
        change.inferred ? h("span", { class: "sure" }, "inferred") : null,
      ),
      h("div", { class: "sides" }, this.side(change.old, "old", program), this.side(change.new, "new", program)),
      ...change.details.map((detail) => h("p", { class: "quiet small" }, detail)),
    );
    this.items.push(item);
    return item;
  }

  /** @param {ChangedLaunch[]} launches @param {"old" | "new"} side @param {number} program */
  side(launches, side, program) {
    if (!launches.length) return h("div", { class: "side quiet" }, "—");
    const rows = launches.map((launch) =>
      h(
        "li",
        {},
        h(
          "p",
          {},
          button(h("code", {}, launch.name), () => this.look(launch.name, side, program), { class: "link" }),
          h("span", { class: "quiet number" }, ` ${bytesText(launch.bytes * launch.runs)}`),
        ),
        h(
          "p",
          { class: "quiet small break" },
          [launch.kind, launch.operations.slice(0, 8).join(" "), placeText(launch.source)].filter(Boolean).join(" · "),
        ),
      ),
    );
    return h("ul", { class: "side" }, ...rows);
  }

  /** Shows a launch in the graph of its side, if the page has that. @param {string} name @param {"old" | "new"} side @param {number} program */
  look(name, side, program) {
    const wanted = this.diff.programs[program][side].name;
    const numbers = this.app.document.sides?.[side] ?? [];
    for (const number of numbers) {
      const found = this.app.programs[number];
      const select = found?.data.name === wanted ? found.find(name) : null;
      if (select !== null && select !== undefined) {
        this.app.go({ program: number, view: "graph", select });
        return;
      }
    }
  }

  /** @param {string} title @param {{name: string}[]} programs */
  alone(title, programs) {
    return programs.length
      ? h(
          "section",
          {},
          h("h2", {}, title),
          h("ul", {}, ...programs.map((program) => h("li", {}, h("code", {}, program.name)))),
        )
      : null;
  }

  /** @param {State} state */
  update(state) {
    const place = Number(state.change ?? -1);
    this.items.forEach((item, number) => {
      item.classList.toggle("current", number === place);
    });
    this.items[place]?.scrollIntoView({ block: "nearest" });
    refill(
      this.count,
      this.items.length
        ? `${place >= 0 ? `${place + 1} of ` : ""}${this.items.length} changes`
        : "no change of launches",
    );
  }

  /** @param {number} by */
  step(by) {
    const now = Number(this.app.state.now.change ?? (by > 0 ? -1 : this.items.length));
    const next = Math.min(Math.max(0, now + by), this.items.length - 1);
    if (this.items.length) this.app.go({ change: next }, { small: true });
  }

  /** @param {string} key */
  keys(key) {
    const by = { n: 1, ArrowDown: 1, p: -1, ArrowUp: -1 }[key];
    if (by) this.step(by);
    return Boolean(by);
  }
}
