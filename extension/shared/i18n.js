/**
 * Texts, numbers and dates in the browser's language.
 * Every text a person reads comes from `_locales` through this module.
 */

/** Language (BCP 47) that the texts are written in: the browser's, or English where we have none. */
const language = chrome.i18n.getMessage("language") || "en";

/** The browser's own region of that language, where it has one: dates in British English, say. */
const region = chrome.i18n.getUILanguage();
const locale = sameLanguage(region, language) ? region : language;
const rules = new Intl.PluralRules(locale);
const figures = new Intl.NumberFormat(locale);

/**
 * @param {string} a
 * @param {string} b
 * @returns {boolean}
 */
function sameLanguage(a, b) {
  return a.split("-")[0] === b.split("-")[0];
}

/**
 * The message of a key; the key itself where there is none, so that a gap is seen and not silent.
 * @param {string} key
 * @param {...(string|number)} values for the message's placeholders, in their order
 * @returns {string}
 */
export function text(key, ...values) {
  return chrome.i18n.getMessage(key, values.map(show)) || key;
}

/**
 * @param {string} key
 * @returns {boolean}
 */
export function hasText(key) {
  return chrome.i18n.getMessage(key) !== "";
}

/**
 * The form of a message that fits a number: `<key>_one`, `<key>_two`, `<key>_few` as the language has
 * them, else `<key>_many`. The number is the first placeholder.
 * @param {string} key
 * @param {number} count
 * @param {...(string|number)} values
 * @returns {string}
 */
export function plural(key, count, ...values) {
  const exact = `${key}_${rules.select(count)}`;
  return text(hasText(exact) ? exact : `${key}_many`, count, ...values);
}

/**
 * The message key part of an id: message keys know no hyphens.
 * @param {string} id
 * @returns {string}
 */
export function keyOf(id) {
  return id.replaceAll("-", "_");
}

const formats = /** @type {Map<string, Intl.DateTimeFormat>} */ (new Map());

/**
 * A format is made once: making it costs many times what its use does (500 settings with their history: 12 of 15 s, Nov 2026).
 * @param {Intl.DateTimeFormatOptions} options
 */
function dated(options) {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

/**
 * @param {number} ms since 1970
 * @returns {string}
 */
export function day(ms) {
  return dated({ dateStyle: "medium" }).format(ms);
}

/**
 * Day and time of day, for what is kept.
 * @param {number} ms since 1970
 * @returns {string}
 */
export function stamp(ms) {
  return dated({ dateStyle: "medium", timeStyle: "short" }).format(ms);
}

/**
 * The time of day where it is today's, else the day.
 * @param {number} ms since 1970
 * @returns {string}
 */
export function moment(ms) {
  const today = new Date(ms).toDateString() === new Date().toDateString();
  return today ? text("today", dated({ timeStyle: "short" }).format(ms)) : day(ms);
}

/**
 * A language's name: "German".
 * @param {string} code BCP 47
 * @returns {string} the code itself, where it is none that has a name
 */
export function languageName(code) {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * LinkedIn's words within a sentence of ours, each in its own direction.
 * @param {string} words
 * @returns {string}
 */
export function isolated(words) {
  return `\u2068${words}\u2069`; // first strong isolate, pop directional isolate
}

/**
 * @param {string|number} value
 * @returns {string}
 */
function show(value) {
  return typeof value === "number" ? figures.format(value) : value;
}

/**
 * Fills `[data-i18n="key"]` (text) and `[data-i18n-attr="attribute:key,..."]`, and tells the document its language and direction. A browser whose language we lack keeps its direction for the
 * layout, while the English texts run their own way (`data-foreign`, see base.css).
 * @param {Document} page
 */
export function fill(page) {
  const root = page.documentElement;
  root.lang = language;
  root.dir = chrome.i18n.getMessage("@@bidi_dir") || "ltr";
  root.toggleAttribute("data-foreign", !sameLanguage(region, language));
  for (const node of page.querySelectorAll("[data-i18n]")) {
    node.textContent = text(node.getAttribute("data-i18n") ?? "");
  }
  for (const node of page.querySelectorAll("[data-i18n-attr]")) {
    for (const pair of (node.getAttribute("data-i18n-attr") ?? "").split(",")) {
      const [attribute = "", key = ""] = pair.split(":");
      node.setAttribute(attribute.trim(), text(key.trim()));
    }
  }
}
