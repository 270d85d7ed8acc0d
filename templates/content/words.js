// Words for on and off: those that labels.json knows well enough (H or M), and those learnt from the settings'
// own pages, where the word stands beside a switch whose state is native.

/**
 * What the background has learnt, by language and word. A word is usable for one state when it was never seen
 * with the other. "off" needs more than one sight: two settings, or one switch seen with both words.
 * @typedef {Record<string, Record<string, {on: string[], off: string[], flipped: boolean}>>} Learnt
 */

const learnt = { words: /** @type {Learnt} */ ({}) };

/**
 * @param {string} text
 * @param {string} lang
 * @returns {"on" | "off" | null}
 */
function wordState(text, lang) {
  if (!lang) return null;
  const known = inLanguage(CATALOGUE.words, lang);
  if (known?.on.includes(text)) return "on";
  if (known?.off.includes(text)) return "off";
  const words = Object.hasOwn(learnt.words, lang) ? (learnt.words[lang] ?? {}) : {};
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  if (!word || (word.on.length && word.off.length)) return null;
  if (word.on.length) return "on";
  return word.off.length > 1 || word.flipped ? "off" : null;
}

/**
 * The words beside a control, out of its own row: nearest ancestor that holds words besides the control's name,
 * and no other control.
 * @param {Control} control
 * @returns {string[]}
 */
function wordsBeside(control) {
  const label = labelOf(control);
  for (let at = parentOf(control.element), up = 0; at && up < 4; at = parentOf(at), up += 1) {
    if (all(at, CONTROLS).some((element) => element !== control.element && isShown({ element }))) return [];
    const words = segments(at).filter((text) => text !== label);
    if (words.length) return words;
  }
  return [];
}

/**
 * Whether a word beside the control says the other state than its switch: drawn off, not yet hydrated, "On" beside it.
 * Where the page names no language, a word of any language is doubt enough.
 * @param {Control} control
 * @param {"on" | "off"} state
 * @param {string} lang
 */
function wordDisagrees(control, state, lang) {
  const languages = lang ? [lang] : Object.keys(CATALOGUE.words);
  return wordsBeside(control).some((text) => languages.some((name) => (wordState(text, name) ?? state) !== state));
}

/** @typedef {{lang: string, word: string, state: "on" | "off", setting: string, flipped: boolean}} Lesson */

/** The word last taught from each control, to see it change with the state. */
const taught = /** @type {WeakMap<Element, {word: string, state: string, flipped: boolean}>} */ (new WeakMap());

/**
 * What a settled single switch teaches: the one short word beside it.
 * @param {string} setting
 * @param {Control} control
 * @param {"on" | "off"} state
 * @param {string} lang
 * @returns {Lesson[]}
 */
function teach(setting, control, state, lang) {
  const beside = [...new Set(wordsBeside(control))];
  const [word] = beside;
  const known = inLanguage(CATALOGUE.words, lang);
  if (!lang || !word || beside.length > 1 || word.length > 20 || /\d/.test(word)) return [];
  if (known?.on.length && known.off.length) return [];
  const before = taught.get(control.element);
  const flipped = before !== undefined && (before.flipped || (before.state !== state && before.word !== word));
  taught.set(control.element, { word, state, flipped });
  return [{ lang, word, state, setting, flipped }];
}
