/** The pages to open for a full check, as a list that ticks itself. */

import { element, replace } from "./element.js";
import { plural, text } from "./i18n.js";
import { link, linkedIn } from "./links.js";
import { nameOfPage } from "./states.js";

/** @typedef {import("./states.js").Summary["pages"]} Pages */

/**
 * @param {HTMLElement} list a `ul`
 * @param {Pages} pages
 */
export function drawChecklist(list, pages) {
  replace(list, ...pages.map(item));
}

/**
 * @param {Pages} pages
 * @returns {number}
 */
export function pagesDone(pages) {
  return pages.filter((page) => page.done).length;
}

/**
 * How many of the pages are done, in words.
 * @param {Pages} pages
 * @returns {string}
 */
export function pagesWords(pages) {
  return plural("pages_heading", pages.length, pagesDone(pages));
}

/**
 * @param {Pages[number]} page
 * @returns {HTMLLIElement}
 */
function item({ kind, id, path, done }) {
  return element(
    "li",
    { class: "page", "data-page": id, "data-done": String(done) },
    element("span", { class: "tick", "aria-hidden": "true" }),
    element("p", {}, link(linkedIn(path), nameOfPage({ kind, id })), " ", element("span", { class: "quiet" }, text(done ? "page_done" : "page_todo"))),
  );
}
