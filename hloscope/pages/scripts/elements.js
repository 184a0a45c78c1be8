// Elements: makes those of the page. Text is always text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {string | number | Node | null | undefined | false} Child */

/**
 * Adds children, of which strings and numbers become text.
 * @template {Element} T
 * @param {T} element
 * @param {Child[]} children
 * @returns {T}
 */
function filled(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(typeof child === "number" ? String(child) : child);
  }
  return element;
}

/**
 * An element of HTML with attributes; those that are functions listen, those that are false are left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return filled(dressed(document.createElement(tag), attributes), children);
}

/**
 * An element of SVG, likewise.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  return filled(dressed(element, attributes), children);
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {Record<string, unknown>} attributes
 * @returns {T}
 */
function dressed(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, /** @type {EventListener} */ (value));
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  return element;
}

/**
 * Puts children in the place of all that an element has.
 * @param {Element} element
 * @param {...Child} children
 */
export function refill(element, ...children) {
  element.replaceChildren();
  filled(element, children);
}

/** A name that is cut before its end where it is too long: ends are what names differ by. @param {string} name */
export function nameElement(name) {
  const tail = name.length > 14 ? 7 : 0;
  return h(
    "code",
    { class: "name-cut", title: tail ? name : false },
    tail ? h("span", { class: "name-head" }, name.slice(0, -tail)) : name,
    tail ? h("span", {}, name.slice(-tail)) : null,
  );
}

/**
 * A button that says what it does.
 * @param {Child} label
 * @param {() => void} action
 * @param {Record<string, unknown>} attributes
 */
export function button(label, action, attributes = {}) {
  return h("button", { type: "button", click: action, ...attributes }, label);
}

/**
 * A choice of a few, as buttons of which one is pressed.
 * @param {string} label
 * @param {[string, string][]} choices
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
export function choice(label, choices, chosen, choose) {
  const group = h("div", { class: "choice", role: "group", "aria-label": label });
  for (const [value, text] of choices) {
    group.append(button(text, () => choose(value), { "aria-pressed": String(value === chosen), "data-value": value }));
  }
  return group;
}

/**
 * Shows which of a choice is taken.
 * @param {Element} group
 * @param {string} chosen
 */
export function press(group, chosen) {
  for (const each of group.querySelectorAll("button")) {
    each.setAttribute("aria-pressed", String(each.dataset.value === chosen));
  }
}
