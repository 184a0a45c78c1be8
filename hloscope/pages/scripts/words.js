// Words: numbers as the tables of the command line show them (hloscope/words/).

const UNITS = ["B", "kB", "MB", "GB", "TB"];
const POWERS = ["", "k", "M", "G", "T", "P", "E"];

/**
 * @param {number} number
 * @param {number} units
 * @returns {[number, number]}
 */
function scaled(number, units) {
  let value = number;
  let unit = 0;
  while (value >= 999.5 && unit + 1 < units) {
    value /= 1000;
    unit += 1;
  }
  return [value, unit];
}

/** @param {number} value */
function threeDigits(value) {
  return String(Number(value.toPrecision(3)));
}

/**
 * A size with three digits, in powers of 1000: `12.3 kB`.
 * @param {number | null | undefined} size
 */
export function bytesText(size) {
  if (size === null || size === undefined) return "–";
  const [value, unit] = scaled(size, UNITS.length);
  return unit === 0 ? `${size} B` : `${threeDigits(value)} ${UNITS[unit]}`;
}

/**
 * A large number with three digits, in powers of 1000: `12.3 G`.
 * @param {number | null | undefined} number
 */
export function numberText(number) {
  if (number === null || number === undefined) return "–";
  const [value, unit] = scaled(number, POWERS.length);
  return unit === 0 ? threeDigits(number) : `${threeDigits(value)} ${POWERS[unit]}`;
}

/**
 * A number with its digits in groups of three.
 * @param {number | null | undefined} count
 */
export function countText(count) {
  return count === null || count === undefined ? "–" : count.toLocaleString("en-US").replaceAll(",", "\u202f");
}

/**
 * A time with three digits: `12.3 us`.
 * @param {number | null | undefined} seconds
 */
export function secondsText(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  for (const [unit, size] of /** @type {[string, number][]} */ ([
    ["s", 1],
    ["ms", 1e-3],
    ["us", 1e-6],
  ])) {
    if (seconds >= 0.9995 * size) return `${threeDigits(seconds / size)} ${unit}`;
  }
  return `${threeDigits(seconds * 1e9)} ns`;
}

/**
 * @param {number | null | undefined} share
 */
export function shareText(share) {
  if (share === null || share === undefined) return "–";
  return share > 0 && share < 0.001 ? "<0.1%" : `${(share * 100).toFixed(1)}%`;
}

/**
 * A place as `file.py:12`, without folders; anything else as it is.
 * @param {string} source
 */
export function placeText(source) {
  return /:\d+$/.test(source) ? source.slice(source.lastIndexOf("/") + 1) : source;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many) {
  return `${countText(count)} ${count === 1 ? one : (many ?? `${one}s`)}`;
}
