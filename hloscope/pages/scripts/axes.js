// Axes: round numbers for the marks of a chart, and how large it is.

/** @typedef {{width: number, height: number, left: number, right: number, top: number, bottom: number}} Frame */

/** A chart that is as wide as the window allows: its text is not to shrink on a narrow one. @param {Frame} wide @returns {Frame} */
export function frameFor(wide) {
  if (innerWidth >= 700) return wide;
  return {
    ...wide,
    width: Math.max(320, innerWidth - 32),
    left: Math.min(wide.left, 62),
    right: Math.min(wide.right, 10),
  };
}

/**
 * Some round numbers from 0 to about the most.
 * @param {number} most
 * @param {number} count
 */
export function roundMarks(most, count) {
  if (!(most > 0)) return [0];
  const raw = most / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= raw) ?? raw;
  const marks = [];
  for (let mark = 0; mark <= most; mark += step) marks.push(mark);
  return marks;
}

/** The powers of ten between two numbers. @param {number} least @param {number} most */
export function powers(least, most) {
  const found = [];
  for (let power = Math.ceil(Math.log10(least)); power <= Math.floor(Math.log10(most)); power += 1)
    found.push(10 ** power);
  return found;
}
