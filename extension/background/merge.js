// Merge: what a report changes in what is known. Pure functions; the safer of two stories has to prove itself.

import { catalogue } from "../shared/catalogue.js";
import { emptyAccount, UNNAMED } from "../shared/stored.js";
import { isSafe, isSharing, lastRead } from "../shared/summary.js";
import { learn } from "./learn.js";

/** @typedef {import("../shared/stored.js").Stored} Stored */
/** @typedef {import("../shared/stored.js").Account} Account */
/** @typedef {import("../shared/stored.js").Kept} Kept */
/**
 * @typedef {object} Reading
 * @property {string} setting
 * @property {"page" | "row"} via
 * @property {"on" | "partial" | "off" | "locked" | "unknown"} state
 * @property {"on" | "off"} [value]
 * @property {string} [choice]
 * @property {number} [count]
 * @property {number} [of]
 * @property {string} [reason]
 * @property {number} [clickedAt]
 */
/**
 * @typedef {object} Report as templates/content/look.js says
 * @property {number} loadedAt
 * @property {string} address
 * @property {Reading[]} readings
 * @property {{id: string, read: boolean, present: string[], missing: string[], reason?: string} | null} list
 * @property {{kind: "list" | "setting" | "other", lang: string}} page
 * @property {string | null} counts
 * @property {{text: string, address: string, structure: string}[] | null} news
 * @property {import("./learn.js").Lesson[]} lessons
 */

const ACCOUNTS = 8;
const HISTORY = 50;
const NEWS = 50;
const manual = new Set(catalogue.settings.filter(({ kind }) => kind === "list" || kind === "button").map(({ id }) => id));
/** Settings whose rows show a state or a choice: on other rows any text may be anything. */
const told = new Set(catalogue.settings.filter(({ row }) => row === "state" || row === "choice").map(({ id }) => id));

/**
 * @param {Stored} stored
 * @param {Report} report
 * @param {number} now ms since 1970
 * @param {string} [key] of the account whose page it is
 * @returns {Stored}
 */
export function merge(stored, report, now, key = UNNAMED) {
  const account = stored.accounts[key] ?? { ...emptyAccount(), number: nextNumber(stored) };
  const settings = { ...account.settings };
  for (const reading of report.readings) {
    if (manual.has(reading.setting) || addsNothing(settings[reading.setting], reading)) continue;
    const merged = mergeReading(settings[reading.setting], reading, report, now);
    if (merged) settings[reading.setting] = merged;
  }
  const lists = { ...account.lists };
  if (report.list) {
    mergeList(settings, report.list, report, now);
    const { id, read, reason } = report.list;
    const known = lists[id];
    // A list that was read once in this load stays read while it scrolls or changes.
    const wasRead = known?.loadedAt === report.loadedAt && known.read;
    const readAt = read ? report.loadedAt : lastRead(known);
    lists[id] = {
      at: now,
      loadedAt: report.loadedAt,
      read: read || wasRead || (known?.read === true && !reason),
      ...(readAt && { readAt }),
      ...(reason && { reason, ...lostOf(report) }),
    };
  }
  const news = report.news ? mergeNews(account.news, report.news, report, now) : account.news;
  // What is off by now is not kept on purpose any more: should it be on again, that is told.
  const fine = Object.fromEntries(Object.entries(account.fine).filter(([id]) => !settings[id]?.confirmed || !isSafe(settings[id])));
  return {
    ...stored,
    account: key,
    accounts: { ...othersThan(stored, key, report.loadedAt), [key]: { ...account, ...languageOf(report), seenAt: now, settings, lists, news, fine } },
    known: stored.known ?? catalogue.settings.map(({ id }) => id),
    words: report.lessons.reduce(learn, stored.words),
  };
}

/**
 * LinkedIn's language is the account's; a page that could not be read may be a login wall's.
 * @param {Report} report
 * @returns {{lang?: string}}
 */
function languageOf({ page: { lang }, list, readings }) {
  const isRead = list?.read || readings.some(({ state }) => state !== "unknown");
  return lang && isRead ? { lang } : {};
}

/** @param {Stored} stored */
function nextNumber({ accounts }) {
  return 1 + Math.max(0, ...Object.values(accounts).map(({ number }) => number));
}

/**
 * The other accounts, as many as are kept: those seen last. The unnamed one without what it got from this very page
 * before it was known whose page it is.
 * @param {Stored} stored
 * @param {string} key
 * @param {number} loadedAt
 * @returns {Stored["accounts"]}
 */
function othersThan({ accounts }, key, loadedAt) {
  const { [UNNAMED]: unnamed = emptyAccount(), ...named } = accounts;
  if (key === UNNAMED) return accounts;
  const others = Object.entries(named).filter(([name]) => name !== key);
  const kept = others.sort(([, a], [, b]) => b.seenAt - a.seenAt).slice(0, ACCOUNTS - 1);
  return { [UNNAMED]: withoutLoad(unnamed, loadedAt), ...Object.fromEntries(kept) };
}

/**
 * @param {Account} account
 * @param {number} loadedAt
 * @returns {Account}
 */
function withoutLoad(account, loadedAt) {
  /** @type {<T extends {loadedAt: number}>(table: Record<string, T>) => Record<string, T>} */
  const without = (table) => Object.fromEntries(Object.entries(table).filter(([, kept]) => kept.loadedAt !== loadedAt));
  return { ...account, settings: without(account.settings), lists: without(account.lists) };
}

/**
 * A row that says something else than off takes an off away, and adds nothing to what is not off.
 * @param {Kept | undefined} kept
 * @param {Reading} reading
 */
function addsNothing(kept, { reason, setting }) {
  return reason === "not-off" && !(kept && isSafe(kept) && told.has(setting));
}

/**
 * @param {Kept | undefined} kept
 * @param {Reading} reading
 * @param {Report} report
 * @param {number} now
 * @returns {Kept | null} null where what is known stays
 */
function mergeReading(kept, reading, report, now) {
  const { loadedAt, address } = report;
  // A reading of the future: the clock was set back, and its order says nothing any more.
  if (kept && kept.at <= now && !supersedes(kept, reading, loadedAt)) return null;
  const { state, value, via } = reading;
  // No more sharing in the same load, or no more at odds with what is around it, and no click seen (a click on the row's
  // text, say): an off that follows, now or after an unknown, is to be confirmed, too.
  const turned = kept && kept.loadedAt === loadedAt && (isSharing(kept) || kept.reason === "contradiction") && !isSharing(reading) ? now : 0;
  const clickedAt = Math.max(kept?.clickedAt ?? 0, reading.clickedAt ?? turned);
  const seen = { state, ...(value && { value }), at: now, loadedAt, via, address };
  return {
    ...detailsOf(reading),
    state,
    via,
    at: now,
    confirmed: state !== "unknown" && loadedAt > clickedAt,
    address,
    loadedAt,
    ...(clickedAt && { clickedAt }),
    missing: state === "unknown" ? (kept?.missing ?? []) : [],
    history: remember(kept, seen, clickedAt),
    ...(state === "unknown" && lostOf(report)),
  };
}

/**
 * @param {Report} report
 * @returns {{lost?: import("../shared/stored.js").Lost}}
 */
function lostOf({ page, counts }) {
  return counts === null ? {} : { lost: { lang: page.lang, counts } };
}

/**
 * What a reading says besides its state, without what it does not say.
 * @param {Reading} reading
 * @returns {Pick<Kept, "value" | "choice" | "count" | "of" | "reason">}
 */
function detailsOf({ value, choice, count, of, reason }) {
  return Object.fromEntries(Object.entries({ value, choice, count, of, reason }).filter(([, said]) => said !== undefined));
}

/**
 * Whether a reading takes the place of what is known.
 * @param {Kept} kept
 * @param {Reading} reading
 * @param {number} loadedAt
 */
function supersedes(kept, reading, loadedAt) {
  if (kept.state === "unseen") return true;
  // A login wall says nothing about the setting.
  if (reading.reason === "signed-out") return false;
  // Whether a row is fresh after Back without a load is not known (dom.md, section 4): the own page's word stands
  // until a load that began after it, and after the last click.
  if (reading.via === "row" && kept.via === "page" && kept.state !== "unknown") {
    return loadedAt > Math.max(kept.loadedAt, kept.clickedAt ?? 0);
  }
  // An older page, still open: it may bring bad news, and what the member clicks there, but no all-clear.
  if (loadedAt < kept.loadedAt && !isSharing(reading)) return (reading.clickedAt ?? 0) > kept.at;
  return true;
}

/**
 * @param {Kept | undefined} kept
 * @param {import("../shared/stored.js").Seen} seen
 * @param {number} clickedAt
 */
function remember(kept, seen, clickedAt) {
  const history = kept?.history ?? [];
  const last = history.at(-1);
  if (last && last.state === seen.state && last.value === seen.value) return history;
  // Drawn off before it was hydrated: an off that the same load takes back, with no click between, never was.
  const passing = last && isSafe(last) && isSharing(seen) && last.loadedAt === seen.loadedAt && clickedAt < seen.loadedAt;
  const before = passing ? history.slice(0, -1) : history;
  const same = before.at(-1)?.state === seen.state && before.at(-1)?.value === seen.value;
  return (same ? before : [...before, seen]).slice(-HISTORY);
}

/**
 * Absent is a conclusion: missing from its own list, read to the end, on two loads. What a list holds is offered.
 * @param {Record<string, Kept>} settings changed in place
 * @param {NonNullable<Report["list"]>} list
 * @param {Report} report
 * @param {number} now
 */
function mergeList(settings, list, { loadedAt, address }, now) {
  for (const id of list.present) {
    const kept = settings[id];
    if (!kept?.missing.length && kept?.state !== "absent") continue;
    settings[id] = { ...kept, missing: [], ...(kept.state === "absent" && { state: "unseen", confirmed: false }) };
  }
  if (!list.read) return;
  for (const id of list.missing) {
    if (manual.has(id)) continue;
    const kept = settings[id];
    const missing = [...new Set([...(kept?.missing ?? []), loadedAt])].slice(-2);
    const fresh = { at: now, confirmed: false, address, loadedAt, via: /** @type {const} */ ("list"), history: kept?.history ?? [] };
    if (missing.length < 2) settings[id] = kept ? { ...kept, missing } : { state: "unseen", ...fresh, missing };
    else {
      const seen = /** @type {const} */ ({ state: "absent", at: now, loadedAt, via: "list", address });
      settings[id] = { state: "absent", ...fresh, confirmed: true, missing, history: remember(kept, seen, 0) };
    }
  }
}

/**
 * What is new here: the page's own list of it, and what other pages said.
 * @param {Account["news"]} known
 * @param {NonNullable<Report["news"]>} found
 * @param {Report} report
 * @param {number} now
 */
function mergeNews(known, found, { address, page: { kind, lang } }, now) {
  const elsewhere = known.filter((news) => news.page !== address && !found.some(({ text }) => text === news.text));
  const first = (/** @type {string} */ text) => known.find((news) => news.text === text)?.at ?? now;
  return [...elsewhere, ...found.map((news) => ({ ...news, page: address, kind, lang, at: first(news.text) }))].slice(-NEWS);
}
