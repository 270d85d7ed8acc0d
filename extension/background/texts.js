// The words that are drawn into the page, in the browser's language.

import { day } from "../shared/i18n.js";

/** @typedef {import("./style.js").Mark} Mark */

const RIGHT_TO_LEFT = ["ar", "fa", "he"];

/**
 * @param {string} id of a setting
 * @returns {string} its part of a message key
 */
export const keyOf = (id) => id.replaceAll("-", "_");

/**
 * @param {Map<string, number>} changed settings that were off before and are on now: since when they were off
 * @returns {import("./style.js").Texts}
 */
export function texts(changed = new Map()) {
  return {
    mark: (mark, isRow) => wordsOf(mark, isRow, changed.get(mark.setting)),
    notice: (count) => chrome.i18n.getMessage(count === 1 ? "page_notice_one" : "page_notice_many", [String(count)]),
    // The texts' own direction: an English text in an Arabic browser runs from left to right.
    direction: RIGHT_TO_LEFT.includes(chrome.i18n.getMessage("language")) ? "rtl" : "ltr",
  };
}

/**
 * A row has room for a word; a setting's own page says what on lets LinkedIn do.
 * @param {Mark} mark
 * @param {boolean} isRow
 * @param {number | undefined} wasOffAt
 */
function wordsOf({ setting, state }, isRow, wasOffAt) {
  const [plain, changed] = state === "on" ? ["row_notice", "row_notice_changed"] : ["row_notice_partial", "row_notice_partial_changed"];
  const state_ = wasOffAt === undefined ? chrome.i18n.getMessage(plain) : chrome.i18n.getMessage(changed, [day(wasOffAt)]);
  if (isRow) return state_;
  return chrome.i18n.getMessage("mark_words", [state_, chrome.i18n.getMessage(`notice_${keyOf(setting)}`)]);
}
