// What is kept in this browser: one key of storage.local, so that a write is whole or not at all.
// Views read and watch it; the background alone writes (background/store.js).

import { loadManaged, under, watchManaged } from "./managed.js";
import { flag, holding, isTable, listOf, nullOr, oneOf, tableOf, text, time, whole } from "./shape.js";

export const KEY = "state";
export const SCHEMA = 2;
/** The account of pages that do not show whose they are. */
export const UNNAMED = "unnamed";

/**
 * @typedef {"words" | "marks" | "popup"} Mode marks with words; marks only; nothing drawn in the page
 * @typedef {"on" | "partial" | "off" | "locked" | "unknown" | "absent" | "unseen" | "manual"} State
 * @typedef {{state: State, value?: "on" | "off", at: number, loadedAt: number, via: string, address?: string}} Seen
 * address: the path of the page; missing in what schema 1 wrote
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
 * @typedef {{at: number, loadedAt: number, read: boolean, readAt?: number, reason?: string, lost?: Lost}} KeptList `readAt`: when the load began in which it was last read to the end
 * @typedef {Record<string, Record<string, {on: string[], off: string[]}>>} Words learnt, by language and word: settings that showed it
 */

/**
 * @typedef {object} Stored
 * @property {number} schema
 * @property {{at: number, mode: Mode} | null} consent null: nothing is registered or read
 * @property {number} recheckDays 0: never
 * @property {boolean} badge whether the toolbar button shows a number
 * @property {string | null} region where the member lives, as they told; null: not told
 * @property {boolean} notify whether a notification asks for another look, too
 * @property {number | null} notifiedAt when it last did
 * @property {Record<string, boolean>} watched the member's own choices; the catalogue's default for the rest
 * @property {string[] | null} known ids that the catalogue had when the member last looked at it; null: before the first report
 * @property {string | null} salt what accounts are hashed with, hexadecimal; null before one was
 * @property {string} account the account last seen
 * @property {Record<string, Account>} accounts by their hash; and `unnamed`
 * @property {Words} words
 */

/**
 * @typedef {object} Account
 * @property {number} number by which the member tells it from others, from 1; 0: the unnamed one
 * @property {number} seenAt when a page of it was last read; 0: never
 * @property {string} [lang] LinkedIn's language, as the page last read named it: it is the account's, not the browser's
 * @property {Record<string, Kept>} settings
 * @property {Record<string, KeptList>} lists
 * @property {News[]} news
 * @property {Record<string, number>} fine settings that the member keeps as they are, on purpose, since when
 * @property {Record<string, number>} noted changes that the member has seen: by setting, when the present state was first seen
 */

/** @returns {Account} */
export const emptyAccount = () => ({ number: 0, seenAt: 0, settings: {}, lists: {}, news: [], fine: {}, noted: {} });

/** @returns {Stored} */
export const emptyStored = () => ({
  schema: SCHEMA,
  consent: null,
  recheckDays: 90,
  badge: true,
  region: null,
  notify: false,
  notifiedAt: null,
  watched: {},
  known: null,
  salt: null,
  account: UNNAMED,
  accounts: { [UNNAMED]: emptyAccount() },
  words: {},
});

/**
 * From each schema to the next: the first makes what schema 1 wrote into schema 2. Pure functions, for good: a member may come
 * from any version. A state as each schema wrote it is kept in tests/fixtures/stored/.
 */
const MIGRATIONS = /** @type {((older: any) => Record<string, unknown>)[]} */ ([
  // 1: one account, without what the member keeps on purpose and has seen.
  (one) => ({
    ...one,
    ...{ notify: false, notifiedAt: null, known: null, salt: null },
    accounts: mapped(one.accounts, (account) => ({ ...emptyAccount(), seenAt: latest(account), ...account })),
  }),
]);

/**
 * @param {unknown} table
 * @param {(value: Record<string, unknown>) => unknown} change
 * @returns {unknown} what is no table stays as it is, and is refused later
 */
function mapped(table, change) {
  if (!isTable(table)) return table;
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, isTable(value) ? change(value) : value]));
}

/**
 * @param {Record<string, unknown>} account
 * @returns {number} when something of it was last read; 0: never
 */
function latest({ settings }) {
  const times = isTable(settings) ? Object.values(settings).map((kept) => (isTable(kept) ? Number(kept["at"]) : 0)) : [];
  return Math.max(0, ...times.filter(time));
}

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
const seen = holding({ state, at: time, loadedAt: time, via: words }, { value, address: words });
const lost = holding({ lang: words, counts: words });
const kept = holding(
  { state, via: oneOf("page", "row", "list"), at: time, confirmed: flag, address: words, loadedAt: time, missing: listOf(time, 10), history: listOf(seen, 1000) },
  { value, choice: words, count: amount, of: amount, reason: words, clickedAt: time, lost },
);
const account = holding(
  {
    number: whole(1_000_000),
    seenAt: time,
    fine: tableOf(time),
    noted: tableOf(time),
    settings: tableOf(kept),
    lists: tableOf(holding({ at: time, loadedAt: time, read: flag }, { readAt: time, reason: words, lost })),
    news: listOf(holding({ text: words, address: words, page: words, at: time }, { kind: oneOf("list", "setting", "other"), lang: words, structure: words }), 1000),
  },
  { lang: words },
);
const ids = listOf(words, 10_000);
const isStored = holding(
  {
    schema: oneOf(SCHEMA),
    consent: nullOr(holding({ at: time, mode: oneOf("words", "marks", "popup") })),
    recheckDays: whole(100_000),
    notify: flag,
    notifiedAt: nullOr(time),
    watched: tableOf(flag),
    known: nullOr(ids),
    salt: nullOr(words),
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
