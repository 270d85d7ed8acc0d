/** Which pages have still to be opened, below the summary: the first of them by name. */

import { element, replace } from "../shared/element.js";
import { plural } from "../shared/i18n.js";
import { link, linkedIn } from "../shared/links.js";
import { nameOfPage } from "../shared/states.js";

/** As many as are named: more would push the list of settings away, and the walk below goes on from there. */
const NAMED = 3;

/**
 * @param {HTMLElement} place
 * @param {import("../shared/walk.js").Step[]} steps of the walk
 */
export function drawToOpen(place, steps) {
  const pages = steps.filter(({ todo }) => todo === "look");
  place.hidden = pages.length === 0;
  place.dataset["count"] = String(pages.length);
  const words = plural(pages.length > NAMED ? "to_open_first" : "to_open", pages.length);
  const links = pages.slice(0, NAMED).map((page) => element("li", {}, link(linkedIn(page.path), nameOfPage(page))));
  replace(place, ...(links.length > 0 ? [element("p", {}, words), element("ul", {}, ...links)] : []));
}
