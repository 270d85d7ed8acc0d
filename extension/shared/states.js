/** The words for a setting's state, and where and when it was seen. */

import { catalogue } from "./catalogue.js";
import { hasText, keyOf, moment, text } from "./i18n.js";
import { isSafe, isSharing } from "./summary.js";

/** @typedef {import("./summary.js").Summary} Summary */
/** @typedef {import("./summary.js").SettingSummary} Entry */

/** Kinds with a choice between several values: not on or off, so they have words of their own. */
const CHOICES = ["radios", "select", "mixed"];

/**
 * @param {Entry} entry
 * @returns {string}
 */
export function stateWords({ kind, state, value, confirmed, count, of, watched }) {
  if (state === "partial" && count && of) return text("state_partial_count", count, of);
  if (state === "locked" && value) return text(`state_locked_${value}`);
  const open = !confirmed && (state === "off" || state === "absent") ? "_unconfirmed" : "";
  const choice = `state_choice_${state}${open}`;
  if (CHOICES.includes(kind) && hasText(choice)) return text(choice);
  return state === "on" && !watched ? text("state_on_unwatched") : text(`state_${state}${open}`);
}

/**
 * How much attention it asks for: sharing; not read; settled (nothing is left to do); or open (to be looked at).
 * What is not watched is never warned of.
 * @param {Entry} entry
 * @returns {"sharing"|"unknown"|"settled"|"open"}
 */
export function tone(entry) {
  if (!entry.watched && isSharing(entry)) return "open";
  if (isSharing(entry)) return "sharing";
  if (entry.state === "unknown") return "unknown";
  return isSafe(entry) && entry.confirmed && !entry.stale ? "settled" : "open";
}

/**
 * Why it could not be read, and what to do.
 * @param {Entry} entry
 * @returns {string}
 */
export function reasonWords({ state, reason }) {
  if (state !== "unknown") return "";
  const key = `reason_${keyOf(reason ?? "other")}`;
  return text(hasText(key) ? key : "reason_other");
}

/**
 * "seen in the list Data privacy, Nov 22, 2026, 10:14 AM"
 * @param {Entry} entry
 * @returns {string}
 */
export function seenWords({ id, at, via }) {
  if (!at) return "";
  const list = catalogue.settings.find((setting) => setting.id === id)?.list;
  if (via === "page") return text("seen_page", moment(at));
  if (!list) return text("seen_other", moment(at));
  return text(via === "list" ? "seen_missing" : "seen_list", listName(list), moment(at));
}

/**
 * What the link to the setting's page is for now.
 * @param {Entry} entry
 * @returns {string}
 */
export function linkWords(entry) {
  const { kind, state, confirmed, stale, watched } = entry;
  if (state === "locked" || (isSharing(entry) && !watched)) return text("link_plain");
  if (isSharing(entry)) return text(CHOICES.includes(kind) ? "link_change" : "link_switch_off");
  if (stale || state === "unseen" || state === "unknown" || state === "manual") return text("link_look");
  return text(state === "off" && !confirmed ? "link_confirm" : "link_plain");
}

/**
 * The name of a setting.
 * @param {string} id
 * @returns {string}
 */
export function nameOf(id) {
  return text(`name_${keyOf(id)}`);
}

/**
 * The name of a page to open: a list's, or a setting's own.
 * @param {{kind: "list" | "setting", id: string}} page
 * @returns {string}
 */
export function nameOfPage({ kind, id }) {
  return kind === "list" ? text("pages_list", listName(id)) : nameOf(id);
}

/**
 * "Account 2": who that is, is not kept.
 * @param {import("./stored.js").Account | undefined} account
 * @returns {string}
 */
export function accountName(account) {
  return account?.number ? text("account_name", account.number) : text("account_name_unnamed");
}

/**
 * The name of one of LinkedIn's lists.
 * @param {string} id
 * @returns {string}
 */
export function listName(id) {
  return text(`list_${keyOf(id)}`);
}
