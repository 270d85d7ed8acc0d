// Badge and icon, for the whole browser, drawn from what is stored. Both have words in the title.

import { day, text } from "../shared/i18n.js";
import { nameOf } from "../shared/states.js";
import { summarise } from "../shared/summary.js";
import { isUnstored } from "../shared/unstored.js";

/** @typedef {import("../shared/summary.js").Summary} Summary */

/**
 * The icon's face: plain before consent; unknown while a watched setting is unseen, unknown, unconfirmed or stale;
 * sharing; clear only when all is clear.
 * @param {Summary} summary
 */
export function faceOf({ started, unseen, unknown, sharing, clear }) {
  if (!started) return "plain";
  if (unseen || unknown) return "unknown";
  if (sharing) return "sharing";
  return clear ? "clear" : "unknown";
}

/**
 * The number of watched settings sharing; else "?" when one is unknown; else nothing. Never a made-up number.
 * @param {Summary} summary
 */
export function badgeOf({ started, sharing, unknown }) {
  if (!started) return "";
  return sharing ? String(sharing) : unknown ? "?" : "";
}

/** More would not fit into a title; the popup tells them all. */
const TOLD = 3;

/**
 * What badge and icon say, in words: what was off before and is on now; then one line for each thing that stands
 * between the member and a clear.
 * @param {Summary} summary
 */
export function titleOf({ started, settings, changed, sharing, unseen, unknown, unconfirmed, clear, stale }) {
  if (!started) return chrome.i18n.getMessage("title_plain");
  if (clear) return chrome.i18n.getMessage("title_clear");
  const lines = /** @type {const} */ ([
    ["title_sharing", sharing],
    ["title_unknown", unseen + unknown],
    ["title_unconfirmed", unconfirmed],
    ["title_stale", stale],
  ]);
  const said = lines.filter(([, count]) => count > 0).map(([key, count]) => chrome.i18n.getMessage(key, [String(count)]));
  const turned = settings.filter(({ id }) => changed.includes(id)).slice(0, TOLD);
  const news = turned.map(({ id, wasOffAt }) => text("title_changed", nameOf(id), day(wasOffAt ?? 0)));
  return [chrome.i18n.getMessage("title_lead"), ...news, ...said].join("\n");
}

/**
 * @param {import("../shared/stored.js").Stored} stored
 * @param {number} now ms since 1970
 */
export async function drawBadge(stored, now) {
  const unstored = await isUnstored();
  const summary = summarise(stored, now, unstored);
  const face = faceOf(summary);
  // A path without its slash is resolved against this file's folder in Chromium.
  const path = Object.fromEntries([16, 32, 48, 128].map((size) => [size, `/icons/${face}-${size}.png`]));
  await Promise.all([
    chrome.action.setBadgeText({ text: stored.badge ? badgeOf(summary) || (unstored && summary.started ? "?" : "") : "" }),
    chrome.action.setBadgeBackgroundColor({ color: "#8a3b00" }),
    chrome.action.setBadgeTextColor({ color: "#ffffff" }),
    chrome.action.setTitle({ title: [titleOf(summary), unstored && chrome.i18n.getMessage("error_unstored")].filter(Boolean).join("\n") }),
    chrome.action.setIcon({ path }),
  ]);
}
