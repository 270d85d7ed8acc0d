/** The sources of what is said, as links with the day on which they were last checked. */

import { element } from "./element.js";
import { day, text } from "./i18n.js";
import { link } from "./links.js";
import { sentences, sources } from "./sources.js";

/**
 * @param {string[]} keys message keys of what is said
 * @returns {HTMLUListElement} each source once
 */
export function cited(keys) {
  const ids = [...new Set(keys.flatMap((key) => sentences[key] ?? []))];
  return element("ul", { class: "bullets quiet", "data-part": "sources" }, ...ids.flatMap((id) => sources[id] ?? []).map(item));
}

/** @param {import("./sources.js").Source} source */
function item({ title, address, checked }) {
  return element("li", {}, link(address, title), `, ${text("source_checked", checkedOn(checked))}`);
}

/**
 * @param {string} date YYYY-MM-DD
 * @returns {string}
 */
export function checkedOn(date) {
  return day(Date.parse(`${date}T12:00`));
}
