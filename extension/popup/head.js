/** The summary: one sentence, and what stands between it and all clear. */

import { element, one, replace, setAttributes } from "../shared/element.js";
import { day, plural, text } from "../shared/i18n.js";
import { sign } from "../shared/sign.js";

/** @typedef {import("../shared/states.js").Summary} Summary */

/**
 * @param {Summary} summary
 * @param {number} recheckDays after how many days a reading counts no more
 */
export function drawSummary(summary, recheckDays) {
  const { sharing, unknown, unseen, clear, started } = summary;
  setAttributes(one("[data-summary]"), {
    "data-sharing": sharing,
    "data-unknown": unknown,
    "data-unseen": unseen,
    "data-clear": String(clear),
  });
  one('[data-part="start"]').hidden = started;
  replace(
    one('[data-part="summary"]'),
    element("p", { class: "sentence" }, sign(signOf(summary)), element("strong", {}, sentence(summary))),
    element("ul", { class: "quiet" }, ...(started ? asides(summary, recheckDays) : []).map((words) => element("li", {}, words))),
  );
}

/**
 * @param {Summary} summary
 * @returns {string}
 */
function signOf({ started, clear, sharing, seen, unknown }) {
  if (!started || seen + unknown === 0) return "unseen";
  if (clear) return "clear";
  return sharing > 0 ? "on" : "unknown";
}

/**
 * "All clear" is said for `clear` alone, and never worked out here.
 * @param {Summary} summary
 * @returns {string}
 */
function sentence(summary) {
  const { started, clear, sharing, seen, unknown } = summary;
  if (!started) return text(seen + unknown === 0 ? "summary_not_started" : "summary_stopped");
  if (clear) return text("summary_clear");
  if (sharing > 0) return plural("summary_sharing", sharing);
  if (seen + unknown === 0) return text("summary_never");
  const lost = lostOf(summary);
  return lost > 0 ? plural("summary_changed", lost) : text("summary_open");
}

/**
 * Pages on which nothing is found any more: lists, and those of watched settings.
 * @param {Summary} summary
 * @returns {number}
 */
function lostOf({ unread, settings }) {
  const watched = new Set(settings.filter((setting) => setting.watched).map(({ id }) => id));
  return unread.filter(({ kind, id }) => kind === "list" || watched.has(id)).length;
}

/**
 * @param {Summary} summary
 * @param {number} recheckDays
 * @returns {string[]}
 */
function asides(summary, recheckDays) {
  const { clear, clearSince, sharing, seen, watched, unseen, unknown, unconfirmed, stale, fine } = summary;
  const kept = fine > 0 && plural("summary_fine", fine);
  if (clear) return [clearSince !== null && text("summary_clear_since", day(clearSince)), kept].filter((words) => words !== false);
  const days = recheckDays || 90; // "never" asks for no other look, yet clears for 90 days (design.md, section 5)
  const lost = lostOf(summary);
  return [
    sharing > 0 && lost > 0 && plural("summary_changed", lost),
    unseen > 0 && seen > 0 && text("summary_seen", seen, watched),
    unseen > 0 && seen === 0 && text("summary_never_next"),
    unknown > 0 && plural("summary_unknown", unknown),
    unconfirmed > 0 && plural("summary_unconfirmed", unconfirmed),
    stale > 0 && plural("summary_stale", stale, days),
    kept,
  ].filter((words) => words !== false);
}
