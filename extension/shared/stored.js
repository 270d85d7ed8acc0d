// What is kept in this browser: one key of storage.local, so that a write is whole or not at all.
// Views read and watch it; the background alone writes (background/store.js).

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
 */

/**
 * @typedef {{at: number, loadedAt: number, read: boolean, reason?: string}} KeptList
 * @typedef {{text: string, address: string, page: string, at: number}} News LinkedIn's words, where they lead, where they stood
 * @typedef {{settings: Record<string, Kept>, lists: Record<string, KeptList>, news: News[]}} Account
 * @typedef {Record<string, Record<string, {on: string[], off: string[]}>>} Words learnt, by language and word: settings that showed it
 */

/**
 * @typedef {object} Stored
 * @property {number} schema
 * @property {{at: number, mode: Mode} | null} consent null: nothing is registered or read
 * @property {number} recheckDays
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
  watched: {},
  account: "unnamed",
  accounts: { unnamed: emptyAccount() },
  words: {},
});

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} raw what storage holds
 * @returns {Stored | null} null for what this version cannot read: newer, or broken
 */
export function understood(raw) {
  if (raw === undefined) return emptyStored();
  if (!isTable(raw) || raw["schema"] !== SCHEMA) return null;
  const { consent, recheckDays, watched, account, accounts, words } = { ...emptyStored(), ...raw };
  const whole =
    (consent === null || (isTable(consent) && ["words", "marks", "popup"].includes(consent.mode))) &&
    Number.isFinite(recheckDays) &&
    [watched, accounts, words].every(isTable) &&
    typeof account === "string" &&
    Object.values(accounts).every(isAccount);
  return whole ? { schema: SCHEMA, consent, recheckDays, watched, account, accounts, words } : null;
}

/** @param {unknown} account */
function isAccount(account) {
  if (!isTable(account)) return false;
  const { settings, lists, news } = account;
  return isTable(settings) && isTable(lists) && Array.isArray(news) && Object.values(settings).every(isKept);
}

/** @param {unknown} kept */
function isKept(kept) {
  return isTable(kept) && typeof kept["state"] === "string" && Array.isArray(kept["history"]) && Array.isArray(kept["missing"]);
}

/**
 * @returns {Promise<Stored>} the empty one where nothing, or nothing readable, is stored
 */
export async function load() {
  return understood((await chrome.storage.local.get(KEY))[KEY]) ?? emptyStored();
}

/**
 * Calls back with what is stored, at every change.
 * @param {(stored: Stored) => void} changed
 */
export function watch(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    const change = area === "local" ? changes[KEY] : undefined;
    if (change) changed(understood(change.newValue) ?? emptyStored());
  });
}
