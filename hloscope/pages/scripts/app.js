// The page: its head, the view that the state names, and the inspector; keys lead to all of them.
import { button, h, refill } from "./elements.js";
import { helpDialog } from "./help.js";
import { Inspector } from "./inspector.js";
import { byCost, ProgramModel } from "./model.js";
import { PageState } from "./state.js";
import { VIEWS } from "./views.js";

/** What an address without a hash shows: the changes of a diff, else the program that costs most. @param {PageDocument} page @returns {State} */
function startOf(page) {
  const [most] = byCost(page.programs);
  return { view: page.view || (page.diff ? "diff" : "overview"), program: page.diff ? 0 : (most ?? 0), select: null };
}

export class App {
  /** @param {PageDocument} page */
  constructor(page) {
    this.document = page;
    this.programs = page.programs.map((data, number) => new ProgramModel(data, number));
    /** @type {Shown | null} */
    this.shown = null;
    this.shownAs = "";
    this.state = new PageState(startOf(page), (state) => this.draw(state));
    this.inspector = new Inspector(this);
    this.help = helpDialog();
    this.search = h("input", {
      type: "search",
      placeholder: "Search  /",
      "aria-label": "search",
      input: () => this.shown?.search?.(this.search.value),
    });
    this.tabs = h("nav", { class: "tabs", "aria-label": "views" });
    this.main = h("main", { tabindex: "-1" });
    this.element = h(
      "div",
      { class: "frame" },
      this.head(),
      this.tabs,
      h("div", { class: "body" }, this.main, this.inspector.element),
      this.help,
    );
    document.addEventListener("keydown", (event) => this.key(event));
    document.title = `${page.title} · hloscope`;
  }

  head() {
    const { programs } = this.document;
    this.picker = h("select", {
      "aria-label": "program",
      change: () => this.go({ program: Number(this.picker?.value), select: null }),
    });
    const names = programs.map((program) => [program.name, program.path, program.backend].filter(Boolean).join(" · "));
    this.picker.append(...names.map((name, number) => h("option", { value: number }, name)));
    return h(
      "header",
      { class: "topbar" },
      h("span", { class: "wordmark" }, "hloscope"),
      programs.length > 1
        ? this.picker
        : h("span", { class: "quiet grow ellipsis" }, programs[0]?.name ?? this.document.title),
      h("span", { class: "spacer" }),
      this.search,
      button("◐", () => this.toggleTheme(), {
        class: "icon",
        "aria-label": "dark or light",
        title: "dark or light (t)",
      }),
      button("?", () => this.help.showModal(), { class: "icon", "aria-label": "keys", title: "keys (?)" }),
    );
  }

  toggleTheme() {
    const root = document.documentElement;
    const isDark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    this.shownAs = "";
    this.draw(this.state.now);
  }

  /** @param {Partial<State>} patch @param {{small?: boolean}} options */
  go(patch, options = {}) {
    this.state.set(patch, options);
  }

  /** @param {State} state */
  programOf(state) {
    return this.programs[Math.min(Math.max(0, state.program), this.programs.length - 1)] ?? null;
  }

  /** The views that there is something to show in. @param {ProgramModel | null} program */
  views(program) {
    return program ? VIEWS.filter((view) => view.isThere(program.data, this.document)) : [];
  }

  /** @param {State} state */
  draw(state) {
    const program = this.programOf(state);
    const size = program?.after?.size ?? 0;
    if (state.select !== null && !(state.select >= 0 && state.select < size)) state.select = null; // a wrong address
    const views = this.views(program);
    const view = views.find((each) => each.id === state.view) ?? views[0];
    if (!program || !view) {
      refill(this.main, this.nothing());
      return;
    }
    const name = `${view.id} ${program.number}`;
    if (name !== this.shownAs) {
      this.shownAs = name;
      this.shown?.close?.();
      this.shown = view.make(this, program);
      refill(this.main, this.shown.element);
      this.main.scrollTop = 0;
      this.search.value = String(state.find ?? "");
      this.search.hidden = !this.shown.search;
      this.shown.attached?.();
      this.drawTabs(views, view.id);
      if (this.picker) this.picker.value = String(program.number);
    }
    this.shown?.update?.(state);
    this.inspector.update(program, state);
  }

  /** @param {import("./views.js").View[]} views @param {string} current */
  drawTabs(views, current) {
    refill(
      this.tabs,
      ...views.map((view) =>
        button(
          h("span", {}, view.title, h("kbd", { "aria-hidden": "true" }, view.key)),
          () => this.go({ view: view.id }),
          {
            "aria-current": view.id === current ? "page" : false,
            "data-view": view.id,
          },
        ),
      ),
    );
    this.tabs.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  nothing() {
    const errors = this.document.errors.map((error) => h("li", {}, `${error.file}: ${error.message}`));
    return h(
      "div",
      { class: "page" },
      h("h1", {}, "No program is in this report."),
      h("ul", { class: "notes" }, ...errors),
    );
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || this.help.open) return;
    if (target === this.search && event.key === "Escape") this.search.blur();
    if (
      target.matches("input, select, textarea") &&
      !(target.matches("input[type=range]") && event.key !== "ArrowLeft" && event.key !== "ArrowRight")
    )
      return;
    if (event.key === "Enter" && event.target instanceof SVGElement) {
      event.target.dispatchEvent(new MouseEvent("click", { bubbles: true })); // as a button does by itself
      return;
    }
    if (this.shown?.keys?.(event.key, event) || this.pressed(event)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event @returns {boolean} */
  pressed({ key }) {
    const view = this.views(this.programOf(this.state.now)).find((each) => each.key === key);
    if (view) this.go({ view: view.id });
    else if (key === "/" && this.shown?.search) this.search.focus();
    else if (key === "?") this.help.showModal();
    else if (key === "t") this.toggleTheme();
    else if (key === "Escape") this.go({ select: null });
    else if (key === "j" || key === "k") this.turn(key === "j" ? 1 : -1);
    else return false;
    return true;
  }

  /** @param {number} step */
  turn(step) {
    const next = this.state.now.program + step;
    if (next >= 0 && next < this.programs.length) this.go({ program: next, select: null });
  }
}
