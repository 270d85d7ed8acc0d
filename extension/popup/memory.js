/** What was seen of a setting, and what the member chose for it: watched, or kept as it is. */

import { ask } from "../shared/ask.js";
import { element } from "../shared/element.js";
import { text } from "../shared/i18n.js";
import { nameOf, seenWords, stateWords } from "../shared/states.js";
import { isSharing } from "../shared/summary.js";

/** @typedef {import("../shared/states.js").Entry} Entry */

/**
 * @param {Entry} entry
 * @returns {(HTMLElement | null)[]}
 */
export function memoryOf(entry) {
  return [historyOf(entry), entry.kind === "list" || entry.kind === "button" ? null : choicesOf(entry)];
}

/**
 * Every change, the newest first.
 * @param {Entry} entry
 * @returns {HTMLElement | null}
 */
function historyOf(entry) {
  if (entry.history.length === 0) return null;
  const plain = { ...entry, confirmed: true, watched: false, count: undefined, of: undefined };
  const items = entry.history.toReversed().map(({ state, value, at, via }) => {
    const words = [stateWords({ ...plain, state, value }), seenWords({ ...entry, at, via })];
    return element("li", { "data-seen": state }, words.join(" · "));
  });
  return element("div", { "data-part": "history" }, element("h4", {}, text("history_heading")), element("ul", { class: "bullets" }, ...items));
}

/**
 * @param {Entry} entry
 * @returns {HTMLElement}
 */
function choicesOf({ id, chosen, fine, ...entry }) {
  const about = element("span", { class: "aside" }, `: ${nameOf(id)}`);
  const watch = button(chosen ? "watch_stop" : "watch_start", about, () => ask({ type: "watch", setting: id, watched: !chosen }));
  const keep = chosen && (fine || isSharing(entry));
  const fineWith = keep && button(fine ? "fine_undo" : "fine", about.cloneNode(true), () => ask({ type: "fine", setting: id, fine: !fine }));
  return element("p", { class: "buttons" }, fineWith, fine ? null : watch);
}

/**
 * @param {string} key message key, and what the button does
 * @param {Node} about for screen readers: which setting
 * @param {() => void} act
 */
function button(key, about, act) {
  const node = element("button", { type: "button", "data-action": key }, text(key), about);
  node.addEventListener("click", act);
  return node;
}
