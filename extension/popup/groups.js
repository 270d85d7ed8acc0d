/** Every setting of the catalogue, by group, in the catalogue's order: what is watched, then the rest, folded away. */

import { catalogue } from "../shared/catalogue.js";
import { element, one } from "../shared/element.js";
import { keyOf, plural, text } from "../shared/i18n.js";
import { isSharing } from "../shared/summary.js";
import { createSetting, drawSetting, markSetting } from "./setting.js";

/** @typedef {import("../shared/states.js").Summary} Summary */
/** @typedef {import("../shared/states.js").Entry} Entry */

/** Settings: more than these no window shows before it is scrolled. */
const AT_ONCE = 12;
/** ms: if the browser has not been idle by then, the words of the others are drawn all the same. */
const SOON = 100;

/** The elements are made once and then only changed, so that focus and unfolded parts stay. */
/** @type {Map<string, HTMLElement>} by setting id */
const drawn = new Map();
/** Handle of the callback that will draw the words of the others. */
let waiting = 0;

/** Lists and buttons among these cannot be watched, and are to be looked at all the same. */
const core = new Set(catalogue.settings.filter(({ relevance }) => relevance === "core").map(({ id }) => id));

/** @param {Entry} entry */
const isUpFront = ({ id, chosen, fine, state }) => (chosen && !fine) || (state === "manual" && core.has(id));

/** @param {Entry} entry */
const isKept = ({ chosen, fine }) => chosen && fine;

/** Makes what is the same for every member, and shows nothing of it: how things stand, `drawGroups` says. */
export function prepareGroups() {
  const { first, rest } = places();
  for (const setting of catalogue.settings) drawn.set(setting.id, createSetting(setting));
  first.append(...catalogue.groups.map((id) => createGroup(id, "h2", "group")));
  rest.append(...catalogue.groups.map((id) => createGroup(id, "h3", "rest")));
}

function places() {
  return { first: one('[data-part="groups"]'), rest: one('[data-part="rest-groups"]') };
}

/**
 * @param {Summary} summary
 * @param {string} lang LinkedIn's language
 */
export function drawGroups({ settings }, lang) {
  const { first, rest } = places();
  const atOnce = new Set(settings.filter(isUpFront).slice(0, AT_ONCE));
  drawWords(settings.filter((entry) => atOnce.has(entry) || drawn.get(entry.id)?.firstChild), lang);
  drawSoon(settings, lang);
  for (const entry of settings) {
    const node = drawn.get(entry.id);
    if (node) markSetting(node, entry);
  }
  for (const id of catalogue.groups) {
    const own = settings.filter((entry) => entry.group === id);
    fillGroup(one(`[data-group="${id}"]`, first), own.filter(isUpFront));
    fillGroup(one(`[data-group="${id}"]`, rest), own.filter((entry) => !isUpFront(entry) && !isKept(entry)));
  }
  const kept = settings.filter(isKept);
  fill(one('[data-part="fine-list"]'), kept);
  one('[data-part="fine"]').hidden = kept.length === 0;
  const others = settings.filter((entry) => !isUpFront(entry) && !isKept(entry)).length;
  one('[data-part="rest"]').hidden = others === 0;
  one('[data-part="rest-heading"]').textContent = plural("rest_heading", others);
}

/**
 * @param {Entry[]} entries
 * @param {string} lang
 */
function drawWords(entries, lang) {
  for (const entry of entries) {
    const node = drawn.get(entry.id);
    if (node) drawSetting(node, entry, lang);
  }
}

/**
 * What is out of sight is drawn when all that is seen has been painted, while the browser is idle: with 500 settings it is most of the work.
 * @param {Entry[]} entries
 * @param {string} lang
 */
function drawSoon(entries, lang) {
  cancelIdleCallback(waiting);
  const missing = entries.filter(({ id }) => !drawn.get(id)?.firstChild);
  const some = (/** @type {IdleDeadline} */ idle) => {
    do drawWords(missing.splice(0, AT_ONCE), lang);
    while (missing.length > 0 && (idle.didTimeout || idle.timeRemaining() > 0));
    if (missing.length > 0) soon();
  };
  const soon = () => (waiting = requestIdleCallback(some, { timeout: SOON }));
  soon();
}

/**
 * @param {string} id
 * @param {"h2" | "h3"} level
 * @param {string} part what tells the ids of its two headings apart
 * @returns {HTMLElement}
 */
function createGroup(id, level, part) {
  const heading = `${part}-${id}`;
  return element(
    "section",
    { class: "group", "data-group": id, "aria-labelledby": heading, hidden: true },
    element("div", { class: "group-head" }, element(level, { id: heading }, text(`group_${keyOf(id)}`)), element("span", { class: "count" })),
    element("ul", { class: "card" }),
  );
}

/**
 * @param {HTMLElement} group
 * @param {Entry[]} entries
 */
function fillGroup(group, entries) {
  fill(one("ul", group), entries);
  group.hidden = entries.length === 0;
  const counted = entries.filter((entry) => entry.watched && isSharing(entry)).length;
  one(".count", group).textContent = counted > 0 ? plural("group_sharing", counted) : "";
}

/**
 * @param {HTMLElement} list
 * @param {Entry[]} entries
 */
function fill(list, entries) {
  const nodes = entries.flatMap(({ id }) => drawn.get(id) ?? []);
  if (nodes.some((node, at) => list.children[at] !== node) || list.children.length !== nodes.length) list.replaceChildren(...nodes);
}
