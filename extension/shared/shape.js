// Shapes of what comes from outside a part: messages, what is stored. A check says whether a value fits, and never throws.

/** @typedef {(value: unknown) => boolean} Check */

/** @param {number} limit @returns {Check} */
export const text = (limit) => (value) => typeof value === "string" && value.length <= limit;
/** @param {...unknown} values @returns {Check} */
export const oneOf = (...values) => (value) => values.includes(value);
/** @param {Check} check @param {number} limit @returns {Check} */
export const listOf = (check, limit) => (value) => Array.isArray(value) && value.length <= limit && value.every(check);
/** @param {number} limit @returns {Check} */
export const whole = (limit) => (value) => Number.isInteger(value) && /** @type {number} */ (value) >= 0 && /** @type {number} */ (value) <= limit;
/** A moment that a date can hold; a clock that was set back makes moments of the future. @type {Check} */
export const time = whole(8.64e15);
/** @param {Check} check @returns {Check} */
export const nullOr = (check) => (value) => value === null || check(value);
/** @type {Check} */
export const flag = (value) => typeof value === "boolean";

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An object of any names, each with a value that fits.
 * @param {Check} check
 * @returns {Check}
 */
export const tableOf = (check) => (value) => isTable(value) && Object.values(value).every(check);

/**
 * An object with at least these properties; those in `may` may be missing, others do not count.
 * @param {Record<string, Check>} must
 * @param {Record<string, Check>} [may]
 * @returns {Check}
 */
export const holding = (must, may = {}) => (value) =>
  isTable(value) &&
  Object.entries(must).every(([name, check]) => Object.hasOwn(value, name) && check(value[name])) &&
  Object.entries(may).every(([name, check]) => !Object.hasOwn(value, name) || check(value[name]));

/**
 * An object with exactly these properties; those in `may` may be missing.
 * @param {Record<string, Check>} must
 * @param {Record<string, Check>} [may]
 * @returns {Check}
 */
export const shape = (must, may = {}) => {
  const fits = holding(must, may);
  const known = new Set([...Object.keys(must), ...Object.keys(may)]);
  return (value) => fits(value) && Object.keys(/** @type {object} */ (value)).every((name) => known.has(name));
};
