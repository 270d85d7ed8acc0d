/**
 * Search and filter. What does not fit is hidden and stays where it is: nothing of a setting changes, and no count of the
 * summary.
 */

import { catalogue } from "../shared/catalogue.js";
import { element, one } from "../shared/element.js";
import { plural, text } from "../shared/i18n.js";
import { isFound, STATES, wordsOf } from "./match.js";

/** @typedef {import("../shared/states.js").Summary} Summary */

const ALL = "all";

/** @type {Map<string, string>} by setting id, made when first searched */
const words = new Map();
/** @type {Summary["settings"]} as drawn last */
let entries = [];
/** @type {boolean|null} whether the member had the rest unfolded before they searched; null: nothing is searched */
let wasOpen = null;

/** Gives field, choice and button something to do. */
export function prepareFind() {
  const { field, choice } = parts();
  choice.append(...[ALL, ...Object.keys(STATES)].map((value) => element("option", { value }, text(`find_${value}`))));
  for (const event of ["input", "change"]) field.addEventListener(event, find);
  choice.addEventListener("change", find);
  one('[data-action="show-all"]').addEventListener("click", () => {
    field.value = "";
    choice.value = ALL;
    find();
    field.focus();
  });
}

/**
 * @param {Summary} summary after the settings were drawn
 */
export function drawFind({ settings }) {
  entries = settings;
  find();
}

/** Shows what fits, and says how many that are. */
function find() {
  const { field, choice, said } = parts();
  const isSearching = field.value.trim() !== "" || choice.value !== ALL;
  const nodes = new Map(all("[data-setting]").map((node) => [node.dataset["setting"], node]));
  let found = 0;
  for (const entry of entries) {
    const node = nodes.get(entry.id);
    const fits = !isSearching || (isFound(wordsFor(entry.id), field.value) && (STATES[choice.value]?.(entry) ?? true));
    if (node) node.hidden = !fits;
    found += Number(fits);
  }
  for (const part of all('.group, [data-part="rest"]')) part.hidden = !part.querySelector("[data-setting]:not([hidden])");
  unfold(isSearching);
  const told = isSearching ? (found > 0 ? plural("find_found", found, entries.length) : text("find_found_none", entries.length)) : "";
  if (said.textContent !== told) said.textContent = told;
  one('[data-part="find-none"]').hidden = found > 0 || !isSearching;
  one('[data-part="find-reset"]').hidden = !isSearching;
}

/**
 * What is found in the folded rest has to be seen; afterwards it is as the member had it.
 * @param {boolean} isSearching
 */
function unfold(isSearching) {
  if (isSearching === (wasOpen !== null)) return;
  const rest = /** @type {HTMLDetailsElement} */ (one('[data-part="rest"]'));
  const own = rest.open;
  rest.open = isSearching || wasOpen === true;
  wasOpen = isSearching ? own : null;
}

/**
 * @param {string} id
 * @returns {string}
 */
function wordsFor(id) {
  if (words.size === 0) for (const setting of catalogue.settings) words.set(setting.id, wordsOf(setting));
  return words.get(id) ?? "";
}

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function all(selector) {
  return [...document.querySelectorAll(selector)].filter((node) => node instanceof HTMLElement);
}

function parts() {
  return {
    field: /** @type {HTMLInputElement} */ (one("#find")),
    choice: /** @type {HTMLSelectElement} */ (one("#find-state")),
    said: one('[data-part="found"]'),
  };
}
