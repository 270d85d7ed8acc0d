// What an administrator sets for an organisation's members (managed.json, docs/enterprise.md): read and checked, never
// written. A good value wins over the member's choice; a bad one is ignored, and the options page says so.

import { catalogue } from "./catalogue.js";
import { flag, listOf, oneOf, text } from "./shape.js";

/** Days after which a reading is old; 0 is never. */
export const PERIODS = [30, 60, 90, 0];
export const REGIONS = ["eu", "ch", "uk", "ca", "hk", "us", "other"];

/** @typedef {import("./stored.js").Stored} Stored */

/**
 * @typedef {object} Managed what is set; the rest is the member's
 * @property {import("./stored.js").Mode} [mode]
 * @property {boolean} [badge]
 * @property {boolean} [welcomePage] false: it does not open after installation
 * @property {number} [recheckDays] one of PERIODS
 * @property {string[]} [notWatched] ids of settings
 * @property {string} [region] one of REGIONS
 */

/** @typedef {{set: Managed, wrong: string[]}} Read `wrong`: names of values that are ignored */

/** @type {Record<string, import("./shape.js").Check>} */
const GOOD = {
  mode: oneOf("words", "marks", "popup"),
  badge: flag,
  welcomePage: flag,
  recheckDays: oneOf(...PERIODS),
  notWatched: listOf(text(100), 1000),
  region: oneOf(...REGIONS),
};
const ids = new Set(catalogue.settings.map(({ id }) => id));

/**
 * @param {Record<string, unknown>} raw
 * @returns {Read}
 */
export function checked(raw) {
  const good = Object.entries(raw).filter(([name, value]) => Object.hasOwn(GOOD, name) && GOOD[name]?.(value));
  const set = /** @type {Managed} */ (Object.fromEntries(good));
  const wrong = Object.keys(raw).filter((name) => !Object.hasOwn(set, name));
  const strangers = (set.notWatched ?? []).filter((id) => !ids.has(id));
  return { set, wrong: [...wrong, ...strangers.map((id) => `notWatched: ${id}`)] };
}

/** @returns {Promise<Read>} nothing where there is no policy */
export async function loadManaged() {
  try {
    return checked(await chrome.storage.managed.get(null));
  } catch {
    return { set: {}, wrong: [] }; // Firefox refuses where no policy names the extension
  }
}

/**
 * What is stored as it counts under an administrator's values. Consent stays the member's own.
 * @param {Stored} stored
 * @param {Managed} set
 * @returns {Stored}
 */
export function under(stored, { mode, badge, recheckDays, notWatched = [], region }) {
  return {
    ...stored,
    consent: stored.consent && { ...stored.consent, mode: mode ?? stored.consent.mode },
    recheckDays: recheckDays ?? stored.recheckDays,
    badge: badge ?? stored.badge,
    region: region ?? stored.region,
    watched: { ...stored.watched, ...Object.fromEntries(notWatched.map((id) => [id, false])) },
  };
}

/**
 * Calls back when an administrator's values change.
 * @param {() => void} changed
 */
export function watchManaged(changed) {
  chrome.storage.onChanged.addListener((_, area) => {
    if (area === "managed") changed();
  });
}
