/** Tells screen readers which settings changed while the view is open. */

import { text } from "../shared/i18n.js";
import { nameOf, stateWords } from "../shared/states.js";

/** @type {Map<string, string>|null} what was drawn last, by setting id; null before the first drawing */
let said = null;

/**
 * @param {HTMLElement} place a live region
 * @param {import("../shared/states.js").Summary} summary
 */
export function sayChanges(place, { settings }) {
  const now = new Map(settings.map((entry) => [entry.id, stateWords(entry)]));
  const before = said;
  said = now;
  if (!before) return;
  const changes = [...now].filter(([id, words]) => before.get(id) !== words);
  if (changes.length > 0) place.textContent = changes.map(([id, words]) => text("says_now", nameOf(id), words)).join(". ");
}
