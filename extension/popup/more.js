/** Where LinkedIn has it, what off does not do, what hangs together, how long it takes, and LinkedIn's own help: folded away. */

import { element, one, replace } from "../shared/element.js";
import { cited, checkedOn } from "../shared/cited.js";
import { hasText, keyOf, text } from "../shared/i18n.js";
import { link } from "../shared/links.js";
import { facts } from "../shared/sources.js";
import { nameOf } from "../shared/states.js";
import { memoryOf } from "./memory.js";
import { waySaid, wayWords } from "./way.js";

/** @typedef {import("../shared/states.js").Entry} Entry */
/** @typedef {import("../shared/way.js").Setting} Setting */

const MINUTES = 60;

/**
 * @param {HTMLElement} more unfolded: it is made now, or drawn anew
 * @param {Setting} setting
 * @param {Entry} entry
 * @param {string} lang LinkedIn's language
 */
export function drawMore(more, setting, entry, lang) {
  if (!more.querySelector('[data-part="way"]')) more.append(...partsOf(setting));
  replace(one('[data-part="way"]', more), ...wayWords(setting, lang));
  replace(one('[data-part="memory"]', more), ...memoryOf(entry));
}

/**
 * @param {Setting} setting
 * @returns {Element[]} with places for the way and for what was seen
 */
function partsOf(setting) {
  const { id, help, doesNot, couplings, formerly, delayHours, verified } = setting;
  const effects = couplings.map((coupling) => coupling.effect);
  const known = facts[id] ?? [];
  const said = [`notice_${keyOf(id)}`, ...waySaid(setting), ...known, ...doesNot, ...effects].filter(hasText);
  const about = sentences(
    delay(delayHours),
    formerly.length > 0 && text("more_formerly", formerly.join(", ")),
    text("more_verified", checkedOn(verified)),
  );
  return [
    element("div", { "data-part": "way" }),
    ...list("more_facts", known),
    ...list("more_does_not", doesNot),
    ...list("more_coupled", effects),
    element("p", { class: "quiet" }, about),
    ...(help ? [element("p", {}, link(help, text("more_help"), nameOf(id)))] : []),
    element("div", {}, element("h4", {}, text("more_sources")), cited(said)),
    element("div", { class: "stack", "data-part": "memory" }),
  ];
}

/**
 * @param {string} heading message key
 * @param {string[]} keys message keys
 * @returns {HTMLElement[]} none without keys
 */
function list(heading, keys) {
  if (keys.length === 0) return [];
  return [element("div", {}, element("h4", {}, text(heading)), element("ul", { class: "bullets" }, ...keys.map((key) => element("li", {}, text(key)))))];
}

/**
 * @param {number|null} hours
 * @returns {string}
 */
function delay(hours) {
  if (!hours) return "";
  return hours < 1 ? text("more_delay_minutes", hours * MINUTES) : text("more_delay_hours", hours);
}

/**
 * @param {...(string|false)} parts
 * @returns {string}
 */
function sentences(...parts) {
  return parts.filter(Boolean).join(" ");
}
