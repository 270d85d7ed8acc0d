// What is kept in this browser: one key of storage.local, so that a write is whole or not at all.
// Views read and watch it; the background alone writes (background/store.js).

import { loadManaged, under, watchManaged } from "./managed.js";
import { flag, holding, isTable, listOf, nullOr, oneOf, tableOf, text, time, whole } from "./shape.js";

export const KEY = "state";
export const SCHEMA = 1;

/**
 * @typedef {"words" | "marks" | "popup"} Mode marks with words; marks only; nothing drawn in the page
 * @typedef {"on" | "partial" | "off" | "locked" | "unknown" | "absent" | "unseen" | "manual"} State
 * @typedef {{state: State, value?: "on" | "off", at: number, loadedAt: number, via: string}} Seen
 */

/**
 * What is known of one setting of one account. Times in ms since 1970.
 * @typedef {object} Kept
 * @property {State} state
 * @property {"on" | "off"} [value] of a locked setting
 * @property {string} [choice] of a choice between the most and the least sharing one
 * @property {number} [count] controls that share ...
 * @property {number} [of] ... of this many
 * @property {string} [reason] of an unknown
 * @property {"page" | "row" | "list"} via the setting's own page, its row in a list, or the list that does not hold it
 * @property {number} at when it was last read
 * @property {boolean} confirmed a page load that began after the last click showed this state
 * @property {string} address the path of the page it was read on
 * @property {number} loadedAt when the load of that page began
 * @property {number} [clickedAt] when the member last clicked it
 * @property {number[]} missing loads of its list in which it was not there
 * @property {Seen[]} history every change of state, oldest first, 50 at most
 * @property {Lost} [lost] of an unknown: the page as it was
 */

/**
 * A page that could not be read, for a report: what stood there is told by names of elements, types, roles and numbers.
 * @typedef {{lang: string, counts: string}} Lost
 */

/**
 * LinkedIn's words, where they lead, where they stood, and what is around them; the last three are missing in
 * what the first version stored.
 * @typedef {{text: string, address: string, page: string, at: number, kind?: "list" | "setting" | "other", lang?: string, structure?: string}} News
 */

/**
 * @typedef {{at: number, loadedAt: number, read: boolean, reason?: string, lost?: Lost}} KeptList
 * @typedef {{settings: Record<string, Kept>, lists: Record<string, KeptList>, news: News[]}} Account
 * @typedef {Record<string, Record<string, {on: string[], off: string[]}>>} Words learnt, by language and word: settings that showed it
 */

/**
 * @typedef {object} Stored
 * @property {number} schema
 * @property {{at: number, mode: Mode} | null} consent null: nothing is registered or read
 * @property {number} recheckDays 0: never
 * @property {boolean} badge whether the toolbar button shows a number
 * @property {string | null} region where the member lives, as they told; null: not told
 * @property {Record<string, boolean>} watched the member's own choices; the catalogue's default for the rest
 * @property {string} account the account last seen
 * @property {Record<string, Account>} accounts
 * @property {Words} words
 */

/** @returns {Account} */
export const emptyAccount = () => ({ settings: {}, lists: {}, news: [] });

/** @returns {Stored} */
export const emptyStored = () => ({
  schema: SCHEMA,
  consent: null,
  recheckDays: 90,
  badge: true,
  region: null,
  watched: {},
  account: "unnamed",
  accounts: { unnamed: emptyAccount() },
  words: {},
});

/**
 * From each schema to the next: the first makes what schema 1 wrote into schema 2. Pure functions, for good: a member may come
 * from any version. A state as each schema wrote it is kept in tests/fixtures/stored/.
 */
const MIGRATIONS = /** @type {((older: any) => Record<string, unknown>)[]} */ ([]);

/**
 * @param {unknown} raw
 * @param {((older: any) => unknown)[]} steps
 * @returns {unknown} as this version writes it, where an older one wrote it
 */
export function migrated(raw, steps = MIGRATIONS) {
  const { schema } = isTable(raw) ? raw : { schema: undefined };
  if (typeof schema !== "number" || !Number.isInteger(schema) || schema < 1) return raw;
  return steps.slice(schema - 1).reduce((older, step, n) => ({ .../** @type {object} */ (step(older)), schema: schema + n + 1 }), raw);
}

const state = oneOf("on", "partial", "off", "locked", "unknown", "absent", "unseen", "manual");
const value = oneOf("on", "off");
const amount = whole(1000);
const words = text(1000);
const seen = holding({ state, at: time, loadedAt: time, via: words }, { value });
const lost = holding({ lang: words, counts: words });
const kept = holding(
  { state, via: oneOf("page", "row", "list"), at: time, confirmed: flag, address: words, loadedAt: time, missing: listOf(time, 10), history: listOf(seen, 1000) },
  { value, choice: words, count: amount, of: amount, reason: words, clickedAt: time, lost },
);
const account = holding({
  settings: tableOf(kept),
  lists: tableOf(holding({ at: time, loadedAt: time, read: flag }, { reason: words, lost })),
  news: listOf(holding({ text: words, address: words, page: words, at: time }, { kind: oneOf("list", "setting", "other"), lang: words, structure: words }), 1000),
});
const ids = listOf(words, 10_000);
const isStored = holding(
  {
    schema: oneOf(SCHEMA),
    consent: nullOr(holding({ at: time, mode: oneOf("words", "marks", "popup") })),
    recheckDays: whole(100_000),
    watched: tableOf(flag),
    account: words,
    accounts: tableOf(account),
    words: tableOf(tableOf(holding({ on: ids, off: ids }))),
  },
  // Added later: a state without them is as good, and gets what `emptyStored` has.
  { badge: flag, region: nullOr(words) },
);

/**
 * @param {unknown} raw what storage holds
 * @returns {Stored | null} null for what this version cannot read: newer, or broken
 */
export function understood(raw) {
  if (raw === undefined) return emptyStored();
  const now = migrated(raw);
  return isStored(now) ? { ...emptyStored(), .../** @type {Stored} */ (now) } : null;
}

/**
 * @returns {Promise<Stored>} as it counts, an administrator's values over the member's; the empty one where nothing, or
 *   nothing readable, is stored
 */
export async function load() {
  const [local, { set }] = await Promise.all([chrome.storage.local.get(KEY), loadManaged()]);
  return under(understood(local[KEY]) ?? emptyStored(), set);
}

/**
 * Calls back with what is stored, as `load` gives it, at every change.
 * @param {(stored: Stored) => void} changed
 */
export function watch(changed) {
  const again = () => void load().then(changed);
  watchManaged(again);
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes[KEY]) again();
  });
}
