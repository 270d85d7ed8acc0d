/** Links to LinkedIn's pages: ordinary links, opened by the member's own click. */

import { catalogue } from "./catalogue.js";
import { element } from "./element.js";
import { text } from "./i18n.js";

/**
 * The address of one of LinkedIn's pages. A path that would lead elsewhere (a stored one is the page's
 * word) leads to LinkedIn's front page instead.
 * @param {string} path
 * @returns {string}
 */
export function linkedIn(path) {
  const address = URL.canParse(path, catalogue.origin) ? new URL(path, catalogue.origin).href : "";
  // Not by its origin: that of "blob:https://www.linkedin.com/..." is LinkedIn's, too.
  return address.startsWith(`${catalogue.origin}/`) ? address : catalogue.origin;
}

/**
 * A link that opens in a new tab and says so to screen readers.
 * @param {string} href
 * @param {string} words
 * @param {string} [about] for screen readers: what it is about, where the words alone do not say it
 * @returns {HTMLAnchorElement}
 */
export function link(href, words, about = "") {
  const aside = [about && `: ${about}`, text("new_tab")].filter(Boolean).join(" ");
  return element("a", { href, target: "_blank", rel: "noreferrer" }, words, element("span", { class: "aside" }, ` ${aside}`));
}
