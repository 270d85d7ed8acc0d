/** The choice between the three modes, as it stands on the welcome and the options page. */

import { element } from "./element.js";
import { text } from "./i18n.js";

/** @typedef {"words"|"marks"|"popup"} Mode */

/** @type {Mode[]} from the most to the least that is drawn in the page */
const MODES = ["words", "marks", "popup"];

/**
 * @param {HTMLElement} place a `fieldset` that has its legend
 * @param {string} chosen
 */
export function createModes(place, chosen) {
  place.append(...MODES.map((mode) => choice(mode, mode === chosen)));
  place.append(element("p", { class: "quiet", "data-managed": "mode", hidden: true }, text("managed_set")));
}

/**
 * Shows the mode that an administrator has set, which cannot be chosen; undefined: none is set.
 * @param {HTMLElement} place a `fieldset`
 * @param {Mode} [mode]
 */
export function fixMode(place, mode) {
  place.toggleAttribute("disabled", mode !== undefined);
  place.querySelector('[data-managed="mode"]')?.toggleAttribute("hidden", mode === undefined);
  if (mode) chooseMode(place, mode);
}

/**
 * @param {HTMLElement} place
 * @returns {Mode}
 */
export function chosenMode(place) {
  const value = place.querySelector("input:checked")?.getAttribute("value");
  return MODES.find((mode) => mode === value) ?? "words";
}

/**
 * @param {HTMLElement} place
 * @param {string} mode
 */
export function chooseMode(place, mode) {
  for (const input of place.querySelectorAll("input")) input.checked = input.value === mode;
}

/**
 * @param {Mode} mode
 * @param {boolean} checked
 * @returns {HTMLElement}
 */
function choice(mode, checked) {
  return element(
    "div",
    { class: "mode" },
    element("input", { type: "radio", name: "mode", value: mode, id: `mode-${mode}`, checked, "aria-describedby": `mode-${mode}-about` }),
    element("label", { for: `mode-${mode}` }, text(`mode_${mode}`)),
    element("p", { id: `mode-${mode}-about`, class: "quiet" }, text(`mode_${mode}_about`)),
  );
}
