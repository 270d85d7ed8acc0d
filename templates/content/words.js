// Words for on and off: those that labels.json knows well enough (H or M), and those learnt from the settings'
// own pages, where the word stands beside a switch whose state is native.

/**
 * What the background has learnt: by language and word, the settings that showed it with each state.
 * @typedef {Record<string, Record<string, {on: string[], off: string[]}>>} Learnt
 */

/** Ancestors that are looked at, as a page may nest without end; and how near a word stands that is learnt. */
const [LEVELS, NEAR] = [8, 4];

const learnt = { words: /** @type {Learnt} */ ({}) };

/**
 * @param {string} text
 * @param {string} lang
 * @returns {"on" | "off" | null}
 */
function wordState(text, lang) {
  const known = inLanguage(CATALOGUE.words, lang);
  if (known?.on.includes(text)) return "on";
  if (known?.off.includes(text)) return "off";
  const state = learntState(text, lang);
  return state && mayMean(text, state, lang) ? state : null;
}

/** @param {string} lang */
function learntIn(lang) {
  return new Map(Object.entries(learnt.words)).get(lang) ?? {};
}

/**
 * A word is usable for one state when it was never seen with the other. A wrong off is the worse error: it takes
 * two settings.
 * @param {string} text
 * @param {string} lang
 * @returns {"on" | "off" | null}
 */
function learntState(text, lang) {
  const seen = Object.entries(learntIn(lang)).flatMap(([word, by]) => (isSameWord(word, text) ? by : []));
  const on = seen.some((by) => by.on.length > 0);
  const off = new Set(seen.flatMap((by) => by.off));
  if (on) return off.size ? null : "on";
  return off.size > 1 ? "off" : null;
}

/**
 * Whether a word may be learnt for a state: that of no state whose word is known in this language, and known for the
 * other state in none: a page may call itself Swedish and be English.
 * @param {string} text
 * @param {"on" | "off"} state
 * @param {string} lang
 */
function mayMean(text, state, lang) {
  const other = otherThan(state);
  const against = Object.values(CATALOGUE.words).flatMap((known) => known[other]);
  return !inLanguage(CATALOGUE.words, lang)?.[state].length && !against.some((word) => isSameWord(word, text));
}

/**
 * Whether a word for off is known or learnt in a language.
 * @param {string} lang
 */
function knowsOff(lang) {
  return Boolean(inLanguage(CATALOGUE.words, lang)?.off.length) || Object.keys(learntIn(lang)).some((word) => wordState(word, lang) === "off");
}

/**
 * Whether a text is the word for on in any language.
 * @param {string} text
 */
function isSomewhereOn(text) {
  return Object.keys(CATALOGUE.words).some((lang) => wordState(text, lang) === "on");
}

/** @param {"on" | "off"} state */
function otherThan(state) {
  return state === "on" ? "off" : "on";
}

/**
 * @param {string} one
 * @param {string} other
 */
function isSameWord(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * The words beside a control, out of its own row: nearest ancestor that holds words besides the control's name,
 * and no other control.
 * @param {Control} control
 * @returns {string[]}
 */
function wordsBeside(control) {
  const around = textsAround(control).slice(0, NEAR);
  return around.find((words) => words.length > 0) ?? [];
}

/**
 * The texts around a control besides its name, for each ancestor in its card that holds no other control.
 * @param {Control} control
 * @returns {string[][]} from the nearest ancestor on
 */
function textsAround(control) {
  const label = labelOf(control);
  const card = cardOf(control.element);
  const around = [];
  for (let at = parentOf(control.element); at && around.length < LEVELS; at = at === card ? null : parentOf(at)) {
    if (all(at, CONTROLS).some((element) => element !== control.element && isShown({ element }))) break;
    around.push(segments(at).filter((text) => text !== label));
  }
  return around;
}

/**
 * Whether a word around the control says the other state than its switch: drawn off, not yet hydrated, "On" beside it.
 * Where the page names no language, a word of any language is doubt enough.
 * @param {Control} control
 * @param {"on" | "off"} state
 * @param {string} lang
 */
function wordDisagrees(control, state, lang) {
  const languages = lang ? [lang] : Object.keys(CATALOGUE.words);
  return textsAround(control).flat().some((text) => languages.some((name) => (wordState(text, name) ?? state) !== state));
}

/** @typedef {{lang: string, word: string, state: "on" | "off", setting: string}} Lesson */

/**
 * What this document has shown and taught. After an act of the member's on a control, a word may lag behind its
 * state for any time, also on the next page of the same document: then nothing more is taught.
 */
const school = {
  over: false,
  /** The language in which it began. */
  lang: "",
  /** By setting: the word for each state, and whether they were ever muddled. */
  shown: /** @type {Map<string, {on: string, off: string, muddled: boolean}>} */ (new Map()),
  /** By setting and word. */
  taught: /** @type {Map<string, Lesson>} */ (new Map()),
};

/** Letters, and what stands between words: no figure, no "On/Off", no tick. */
const WORD = /^[\p{L}\p{M} '’-]{1,20}$/u;

/**
 * What a single switch teaches. Not settled, it teaches nothing, but its words are watched: one that stands beside
 * both states, or a second one beside the same state, is no word for a state; then what was taught is taken back.
 * @param {string} setting
 * @param {Control} control
 * @param {"on" | "off"} state
 * @param {string} lang
 * @param {boolean} settled
 * @returns {Lesson[]}
 */
function teach(setting, control, state, lang, settled) {
  if (school.over || !lang) return [];
  school.lang ||= lang;
  if (school.lang !== lang) return [...school.taught.values()].map(takenBack);
  const beside = [...new Set(wordsBeside(control))];
  const word = beside.length === 1 && WORD.test(beside[0] ?? "") ? (beside[0] ?? "") : "";
  const shown = school.shown.get(setting) ?? { on: "", off: "", muddled: false };
  school.shown.set(setting, shown);
  if (word) {
    const before = shown[state] || word;
    shown.muddled ||= !isSameWord(before, word) || isSameWord(shown[otherThan(state)], word);
    shown[state] = before;
    if (settled && !shown.muddled && mayMean(word, state, lang)) school.taught.set(`${setting} ${word}`, { lang, word, state, setting });
  }
  const lessons = [...school.taught.values()].filter((lesson) => lesson.setting === setting);
  return shown.muddled ? lessons.map(takenBack) : lessons;
}

/**
 * A word that is said to stand beside both states is forgotten for good.
 * @param {Lesson} lesson
 * @returns {Lesson}
 */
function takenBack(lesson) {
  return { ...lesson, state: otherThan(lesson.state) };
}
