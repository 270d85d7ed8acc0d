/** A report to the project: a text that the member reads, changes and copies. Nothing is sent. */

import { catalogue } from "../shared/catalogue.js";
import { copyText } from "../shared/copy.js";
import { element, one } from "../shared/element.js";
import { text } from "../shared/i18n.js";

/** @typedef {import("../shared/summary.js").Summary["news"][number]} News */
/** @typedef {import("../shared/summary.js").Summary["unread"][number]} Unread */

/**
 * @param {string} about for screen readers: what the report is about
 * @param {string[]} lines
 * @returns {HTMLButtonElement}
 */
export function reportButton(about, lines) {
  const button = element("button", { type: "button", "data-action": "report" }, text("report"), element("span", { class: "aside" }, `: ${about}`));
  button.addEventListener("click", () => open(lines));
  return button;
}

/**
 * @param {News} news
 * @returns {string[]}
 */
export function newsLines({ text: words, address, page, kind = "other", lang = "", structure = "" }) {
  return [
    text("report_new"),
    text("report_words", words),
    text(`report_page_${kind}`, plain(page)),
    ...(address === page ? [] : [text("report_leads_to", plain(address))]),
    ...surroundings(lang, structure),
  ];
}

/**
 * @param {Unread} unread
 * @returns {string[]}
 */
export function unreadLines({ kind, id, address, reason, lost }) {
  return [
    text("report_unread"),
    text("report_expected", id),
    text("report_reason", reason),
    text(`report_page_${kind}`, plain(address)),
    ...surroundings(lost?.lang ?? "", lost?.counts ?? ""),
  ];
}

/**
 * @param {string} lang
 * @param {string} structure
 * @returns {string[]}
 */
function surroundings(lang, structure) {
  const { version } = chrome.runtime.getManifest();
  return [
    text("report_language", lang || "?"),
    text("report_structure", structure || "?"),
    text("report_versions", version, catalogue.version, browserName()),
  ];
}

/**
 * A path without what may be somebody's: segments that are not plain words.
 * @param {string} path
 * @returns {string}
 */
function plain(path) {
  return path.split("/").map((segment) => (/^[a-z-]*$/i.test(segment) ? segment : "*")).join("/");
}

/** @returns {string} "Firefox 153"; Edge names itself beside Chrome */
function browserName() {
  const found = ["Firefox", "Edg", "Chrome"].map((name) => new RegExp(`(${name})/(\\d+)`).exec(navigator.userAgent));
  const [, name = "", version = ""] = found[1] ?? found[0] ?? found[2] ?? [];
  return `${name} ${version}`.trim() || "?";
}

/** @param {string[]} lines */
function open(lines) {
  const { dialog, area, said } = parts();
  area.value = lines.join("\n");
  said.textContent = "";
  dialog.showModal();
  area.setSelectionRange(0, 0);
  area.focus();
  area.scrollTop = 0;
}

/** Gives the buttons of the report something to do. */
export function prepareReport() {
  const { dialog, area, said } = parts();
  one('[data-action="copy"]', dialog).addEventListener("click", () => copyText(area, said));
  one('[data-action="close"]', dialog).addEventListener("click", () => dialog.close());
}

function parts() {
  const dialog = /** @type {HTMLDialogElement} */ (one('[data-part="report"]'));
  return { dialog, area: /** @type {HTMLTextAreaElement} */ (one("textarea", dialog)), said: one('[role="status"]', dialog) };
}
