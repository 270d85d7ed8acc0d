// Words for on and off, learnt from settings' own pages. A word belongs to one state; seen with both, it is never used
// again. So nothing is ever dropped to make room: what comes when the room is full is not learnt.

/** @typedef {import("../shared/stored.js").Words} Words */
/** @typedef {{lang: string, word: string, state: "on" | "off", setting: string}} Lesson */

const LANGUAGES = 8;
const WORDS = 50;
/** As many settings as an off asks for (templates/content/words.js). */
const SETTINGS = 2;

/**
 * @param {Words} words
 * @param {Lesson} lesson
 * @returns {Words} the same object where nothing is learnt
 */
export function learn(words, { lang, word, state, setting }) {
  const language = Object.hasOwn(words, lang) ? words[lang] : undefined;
  const known = language && Object.hasOwn(language, word) ? language[word] : undefined;
  const full = language ? Object.keys(language).length >= WORDS : Object.keys(words).length >= LANGUAGES;
  if (full && !known) return words;
  const { on, off } = known ?? { on: [], off: [] };
  const seen = state === "on" ? on : off;
  if (seen.length >= SETTINGS || seen.includes(setting)) return words;
  return { ...words, [lang]: { ...language, [word]: { on, off, [state]: [...seen, setting] } } };
}
