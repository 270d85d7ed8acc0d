/** Every setting of the catalogue, by group, in the catalogue's order: AI training first. */

import { catalogue } from "../shared/catalogue.js";
import { element } from "../shared/element.js";
import { keyOf, plural, text } from "../shared/i18n.js";
import { isSharing } from "../shared/summary.js";
import { createSetting, drawSetting } from "./setting.js";

/** @typedef {import("../shared/states.js").Summary} Summary */

/** The elements are made once and then only changed, so that focus and unfolded parts stay. */
/** @type {Map<string, HTMLElement>} by setting id */
const drawn = new Map();

/**
 * @param {HTMLElement} place
 * @param {Summary} summary
 */
export function drawGroups(place, { settings }) {
  if (drawn.size === 0) place.append(...catalogue.groups.map(createGroup).filter((group) => group !== null));
  for (const entry of settings) {
    const node = drawn.get(entry.id);
    if (node) drawSetting(node, entry);
  }
  for (const id of catalogue.groups) {
    const counted = settings.filter((entry) => entry.group === id && entry.watched && isSharing(entry)).length;
    const count = place.querySelector(`[data-group="${id}"] .count`);
    if (count) count.textContent = counted > 0 ? plural("group_sharing", counted) : "";
  }
}

/**
 * @param {string} id
 * @returns {HTMLElement|null}
 */
function createGroup(id) {
  const settings = catalogue.settings.filter((setting) => setting.group === id);
  if (settings.length === 0) return null;
  const heading = `group-${id}`;
  for (const setting of settings) drawn.set(setting.id, createSetting(setting));
  return element(
    "section",
    { class: "group", "data-group": id, "aria-labelledby": heading },
    element("div", { class: "group-head" }, element("h2", { id: heading }, text(`group_${keyOf(id)}`)), element("span", { class: "count" })),
    element("ul", { class: "card" }, ...settings.map((setting) => drawn.get(setting.id))),
  );
}
