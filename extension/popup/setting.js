/** One setting: what it is, how it stands, when and where that was seen, and the way to its page. */

import { catalogue } from "../shared/catalogue.js";
import { element, one, replace, setAttributes } from "../shared/element.js";
import { day, isolated, keyOf, text } from "../shared/i18n.js";
import { link, linkedIn } from "../shared/links.js";
import { sign } from "../shared/sign.js";
import { linkWords, nameOf, reasonWords, seenWords, stateWords, tone } from "../shared/states.js";
import { drawMore } from "./more.js";

/** @typedef {import("../shared/states.js").Entry} Entry */
/** @typedef {import("../shared/way.js").Setting} Setting */

const settings = new Map(catalogue.settings.map((setting) => [setting.id, setting]));

/**
 * @param {Setting} setting
 * @returns {HTMLElement} empty: `markSetting` says how it stands, `drawSetting` in words
 */
export function createSetting({ id }) {
  return element("li", { class: "setting", "data-setting": id });
}

/**
 * @param {string} id
 * @returns {HTMLElement[]}
 */
function partsOf(id) {
  const part = (/** @type {string} */ name) => element("p", { "data-part": name });
  const more = element("details", { class: "more" }, element("summary", {}, text("more"), element("span", { class: "aside" }, `: ${nameOf(id)}`)));
  more.addEventListener("toggle", () => unfold(more));
  return [
    element("div", { class: "setting-sign", "data-part": "sign" }),
    element("h3", {}, nameOf(id)),
    part("state"),
    element("p", { class: "notice" }, text(`notice_${keyOf(id)}`)),
    part("reason"),
    element("div", { class: "ways" }, part("link"), more),
  ];
}

/**
 * @param {HTMLElement} node from `createSetting`
 * @param {Entry} entry
 */
export function markSetting(node, entry) {
  const { state, value, choice, watched, confirmed } = entry;
  setAttributes(node, {
    "data-state": state,
    "data-value": state === "locked" ? value : null,
    "data-choice": choice,
    "data-watched": String(watched),
    "data-confirmed": String(confirmed),
    "data-tone": tone(entry),
  });
}

/**
 * @param {HTMLElement} node from `createSetting`
 * @param {Entry} entry
 * @param {string} lang LinkedIn's language
 */
export function drawSetting(node, entry, lang) {
  const { id, state } = entry;
  if (!node.firstChild) node.append(...partsOf(id));
  const part = (/** @type {string} */ name) => one(`[data-part="${name}"]`, node);
  replace(part("sign"), sign(state));
  replace(part("state"), element("strong", {}, stateWords(entry)), ...asides(entry).flatMap((words) => [" · ", words]));
  replace(part("reason"), reasonWords(entry));
  replace(part("link"), link(linkedIn(entry.path), linkWords(entry), nameOf(id)));
  const more = one(".more", node);
  latest.set(more, { entry, lang });
  unfold(more);
}

/** What was last drawn of a setting, by what is folded away of it. */
const latest = /** @type {WeakMap<HTMLElement, {entry: Entry, lang: string}>} */ (new WeakMap());

/**
 * Only what is unfolded is made: of many settings, the rest would be most of a popup's work.
 * @param {HTMLElement} more
 */
function unfold(more) {
  if (!more.hasAttribute("open")) return;
  const { entry, lang } = latest.get(more) ?? {};
  const setting = settings.get(entry?.id ?? "");
  if (entry && lang !== undefined && setting) drawMore(more, setting, entry, lang);
}

/**
 * What follows the state, each as a piece of its own.
 * @param {Entry} entry
 * @returns {string[]}
 */
function asides(entry) {
  const { choice, stale, fine, wasOnAt, confirmed, at } = entry;
  return [
    choice && text("choice", isolated(choice)),
    fine && text("fine_kept"),
    wasOnAt !== null && confirmed && text("off_confirmed", day(at ?? wasOnAt)),
    seenWords(entry),
    stale && text("seen_stale"),
  ].flatMap((piece) => piece || []);
}
