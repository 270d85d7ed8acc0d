// The record: what was on and off, when, on which page, as a file that the member keeps. Its JSON form is described by
// record/record.schema.json, and can be read in again; what comes from a file is to be confirmed by a page.

import { catalogue } from "./catalogue.js";
import { PERIODS, REGIONS } from "./managed.js";
import { flag, isTable, listOf, nullOr, oneOf, shape, tableOf, text, whole } from "./shape.js";
import { emptyAccount } from "./stored.js";

/** @typedef {import("./shape.js").Check} Check */
/** @typedef {import("./stored.js").Stored} Stored */
/** @typedef {{state: import("./stored.js").State, value?: "on" | "off", at: string, page?: string, via: "page" | "row" | "list"}} RecordSeen at: as Date.toISOString writes it */

/**
 * @typedef {object} RecordSetting those that were never seen have no `at`, `page`, `via`
 * @property {string} id
 * @property {string} name
 * @property {string} group
 * @property {boolean} watched
 * @property {boolean} keptOnPurpose
 * @property {import("./stored.js").State} state
 * @property {"on" | "off"} [value] of a locked setting
 * @property {string} [choice]
 * @property {number} [count]
 * @property {number} [of]
 * @property {string} [reason]
 * @property {boolean} confirmed
 * @property {string} [at]
 * @property {string} [page]
 * @property {"page" | "row" | "list"} [via]
 * @property {RecordSeen[]} history
 */

/**
 * @typedef {object} SavedRecord
 * @property {"still-on-record"} format
 * @property {1} version
 * @property {string} written
 * @property {string} catalogue day of its facts
 * @property {string} extension version of Still On
 * @property {string} [name] if the member typed one
 * @property {{recheckDays: number, badge: boolean, region: string | null, watched: Record<string, boolean>}} choices
 * @property {RecordSetting[]} settings
 */

export const VERSION = 1;
/** Characters of a file that is looked at. */
const LONGEST = 4_000_000;
const AHEAD = 86_400_000;

/** @param {number} ms since 1970 */
export const iso = (ms) => new Date(ms).toISOString();

/**
 * @param {Record<string, unknown>} table
 * @returns {any} without what is undefined
 */
export function defined(table) {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined));
}

/** @type {Check} */
const isTime = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && Date.parse(value) >= 0 && iso(Date.parse(value)) === value;
/** @type {Check} */
const page = (value) => text(300)(value) && /^\/[^\s<>"\\]*$/.test(String(value));
const via = oneOf("page", "row", "list");
const id = (/** @type {unknown} */ value) => text(100)(value) && /^[a-z\d-]+$/.test(String(value));
const told = oneOf("on", "partial", "off", "locked", "unknown", "absent");
const mayHave = { value: oneOf("on", "off"), choice: text(200), count: whole(100), of: whole(100), reason: text(40) };
/** A locked one has its value, others have none. @type {Check} */
const valued = (seen) => isTable(seen) && (seen["state"] === "locked") === Object.hasOwn(seen, "value");
const past = shape({ state: told, at: isTime, via }, { value: oneOf("on", "off"), page });
const of = { id, name: text(200), group: text(40), watched: flag, keptOnPurpose: flag, confirmed: flag, history: listOf((seen) => past(seen) && valued(seen), 50) };
const seenNow = shape({ ...of, state: told, at: isTime, page, via }, mayHave);
const neverSeen = shape({ ...of, state: oneOf("unseen", "manual") });
/** @type {Check} */
const setting = (value) => neverSeen(value) || (seenNow(value) && valued(value));
const choices = shape({ recheckDays: oneOf(...PERIODS), badge: flag, region: nullOr(oneOf(...REGIONS)), watched: tableOf(flag) });
const isRecord = shape(
  { format: oneOf("still-on-record"), version: oneOf(VERSION), written: isTime, catalogue: text(40), extension: text(40), choices, settings: listOf(setting, 300) },
  { name: text(200) },
);

/**
 * What is wrong with a record, or with what calls itself one.
 * @param {unknown} value
 * @param {number} now
 * @returns {"foreign" | "newer" | "broken" | "future" | null} null: nothing
 */
export function problemOf(value, now) {
  if (!isTable(value) || value["format"] !== "still-on-record") return "foreign";
  if (whole(1e6)(value["version"]) && Number(value["version"]) > VERSION) return "newer";
  if (!isRecord(value)) return "broken";
  const { written, settings } = /** @type {SavedRecord} */ (/** @type {unknown} */ (value));
  const ids = settings.map((one) => one.id);
  if (new Set(ids).size < ids.length) return "broken";
  const times = [written, ...settings.flatMap(({ at, history }) => [at ?? written, ...history.map((seen) => seen.at)])];
  return times.some((time) => Date.parse(time) > now + AHEAD) ? "future" : null;
}

/**
 * @param {string} file its text
 * @param {number} now
 * @returns {{record: SavedRecord} | {problem: string}}
 */
export function readRecord(file, now) {
  if (file.length > LONGEST) return { problem: "broken" };
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(file);
  } catch {
    return { problem: "foreign" };
  }
  const problem = problemOf(value, now);
  return problem ? { problem } : { record: /** @type {SavedRecord} */ (value) };
}

/**
 * What is stored with what a record says of the account last seen, and its choices. What was seen later stays; nothing
 * that comes from a file is confirmed.
 * @param {Stored} stored
 * @param {SavedRecord} record without a problem
 * @returns {Stored}
 */
export function withRecord(stored, record) {
  const known = new Set(catalogue.settings.map((entry) => entry.id));
  const account = stored.accounts[stored.account] ?? emptyAccount();
  const settings = { ...account.settings };
  const fine = { ...account.fine };
  for (const one of record.settings) {
    const kept = keptOf(one);
    if (!kept || !known.has(one.id) || (settings[one.id]?.at ?? -1) >= kept.at) continue;
    settings[one.id] = kept;
    if (one.keptOnPurpose) fine[one.id] = kept.at;
  }
  const { recheckDays, badge, region, watched } = record.choices;
  const chosen = Object.fromEntries(Object.entries(watched).filter(([name]) => known.has(name)));
  return { ...stored, recheckDays, badge, region, watched: chosen, accounts: { ...stored.accounts, [stored.account]: { ...account, settings, fine } } };
}

/**
 * @param {RecordSetting} setting
 * @returns {import("./stored.js").Kept | null} null where it was never seen
 */
function keptOf({ state, value, choice, count, of: all, reason, at, page: address, via: how, history }) {
  if (at === undefined || address === undefined || how === undefined) return null;
  const seenAt = Date.parse(at);
  return {
    ...defined({ state, value, choice, count, of: all, reason }),
    via: how,
    at: seenAt,
    confirmed: false,
    address,
    loadedAt: seenAt,
    missing: [],
    history: history.map((seen) => defined({ state: seen.state, value: seen.value, at: Date.parse(seen.at), loadedAt: Date.parse(seen.at), via: seen.via, address: seen.page })),
  };
}
