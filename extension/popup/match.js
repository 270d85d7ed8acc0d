/** Whether a setting is what the member looks for: by its words, and by its state. */

import { hasText, keyOf, text } from "../shared/i18n.js";
import { nameOf } from "../shared/states.js";
import { isSafe, isSharing } from "../shared/summary.js";

/** @typedef {import("../shared/states.js").Entry} Entry */

/**
 * Which settings each choice of the filter shows: every setting fits one of them, and only one. What is neither known to
 * share nor known to be off is with what was not seen.
 * @type {Record<string, (entry: Entry) => boolean>}
 */
export const STATES = {
  sharing: isSharing,
  open: (entry) => !isSharing(entry) && !isSafe(entry),
  off: isSafe,
};

/**
 * All the words by which a setting can be found: LinkedIn's names in every language that is known, former ones, our own.
 * @param {import("../shared/way.js").Setting} setting
 * @returns {string}
 */
export function wordsOf({ id, group, titles, formerly }) {
  const notice = `notice_${keyOf(id)}`;
  const ours = [nameOf(id), hasText(notice) ? text(notice) : "", text(`group_${keyOf(group)}`)];
  return folded([...ours, ...Object.values(titles).flat(), ...formerly].join("\n"));
}

/**
 * @param {string} words from `wordsOf`
 * @param {string} query what was typed: each word of it has to be there, in any order
 */
export function isFound(words, query) {
  return folded(query).split(/\s+/).every((word) => words.includes(word));
}

/**
 * Without case and accents, and with one kind of apostrophe: "amelioration" finds "l’Amélioration".
 * @param {string} words
 * @returns {string}
 */
function folded(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019]/g, "'").toLowerCase().trim();
}
