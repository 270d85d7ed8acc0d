// From what is stored to what is said: the counts, the sentence's ingredients, the pages to visit. Badge, icon, popup
// and side panel are all drawn from this, and from nothing else.

import { catalogue } from "./catalogue.js";
import { emptyAccount } from "./stored.js";

const DAY = 86_400_000;

/** @typedef {import("./stored.js").Stored} Stored */
/** @typedef {import("./stored.js").Kept} Kept */

/**
 * @typedef {object} SettingSummary
 * @property {string} id
 * @property {string} group
 * @property {string} kind
 * @property {boolean} watched
 * @property {import("./stored.js").State} state
 * @property {"on" | "off"} [value]
 * @property {string} [choice]
 * @property {number} [count]
 * @property {number} [of]
 * @property {string} [reason]
 * @property {boolean} confirmed
 * @property {boolean} stale read longer ago than the re-check period
 * @property {number | null} at
 * @property {string | null} via
 * @property {string | null} address where it was seen
 * @property {string} path where it can be set
 * @property {number | null} since when this state was first seen
 * @property {number | null} wasOffAt since when it was off, where it is sharing now and was off before
 * @property {number | null} onSince when it was first seen sharing after that
 * @property {number | null} wasOnAt when it was last seen sharing, where it is off now and was sharing before
 * @property {boolean} chosen to be watched, by the member or by default, kept on purpose or not
 * @property {boolean} fine kept as it is on purpose: it counts no more
 * @property {import("./stored.js").Seen[]} history every change of state, oldest first
 */

/**
 * A page that we know, and on which nothing was found.
 * @typedef {object} Unread
 * @property {"setting" | "list"} kind
 * @property {string} id
 * @property {string} path where it is
 * @property {string} address where it was looked for
 * @property {string} reason
 * @property {import("./stored.js").Lost} [lost]
 */

/**
 * @typedef {object} Summary
 * @property {boolean} started
 * @property {import("./stored.js").Mode} mode
 * @property {number} watched
 * @property {number} seen watched settings that are neither unseen nor unknown
 * @property {number} sharing
 * @property {number} unknown
 * @property {number} unseen
 * @property {number} unconfirmed
 * @property {number} stale
 * @property {boolean} clear
 * @property {number | null} clearSince
 * @property {string[]} changed ids of settings that were off before and are sharing now, unless the member has seen it; minor ones only if they are watched
 * @property {number} fine kept on purpose, and not counted
 * @property {string[]} fresh ids of watched settings that the catalogue did not have when the member last looked
 * @property {Unread[]} unread lists, then settings, whose page holds nothing that we know
 * @property {SettingSummary[]} settings
 * @property {{kind: "list" | "setting", id: string, path: string, done: boolean}[]} pages
 * @property {import("./stored.js").News[]} news
 */

/** @param {{state: string, value?: string}} setting */
export const isSharing = ({ state, value }) => state === "on" || state === "partial" || (state === "locked" && value === "on");

/** @param {{state: string, value?: string}} setting off, locked off or absent: what an all-clear is made of */
export const isSafe = ({ state, value }) => state === "off" || state === "absent" || (state === "locked" && value === "off");

/**
 * When the load began in which a list was last read to the end; 0: never. What was stored before that was kept tells of the last
 * load alone.
 * @param {import("./stored.js").KeptList | undefined} list
 */
export const lastRead = (list) => list?.readAt ?? (list?.read ? list.loadedAt : 0);

const entries = new Map(catalogue.settings.map((entry) => [entry.id, entry]));

/**
 * Whether a setting counts: by the member's choice, else by the catalogue's; never one that cannot be read, or that
 * is kept on purpose.
 * @param {Stored} stored
 * @param {string} id
 */
export function isWatched(stored, id) {
  return isChosen(stored, id) && stored.accounts[stored.account]?.fine[id] === undefined;
}

/**
 * Whether a setting is to be watched, kept on purpose or not.
 * @param {Stored} stored
 * @param {string} id
 */
export function isChosen(stored, id) {
  const entry = entries.get(id);
  return entry !== undefined && !isManual(entry.kind) && (stored.watched[id] ?? entry.watched);
}

/** @param {string} kind a list or a button: never read, never counted */
const isManual = (kind) => kind === "list" || kind === "button";

/**
 * @param {Stored} stored
 * @param {number} now ms since 1970
 * @param {boolean} [unstored] whether something was read that could not be stored: then nothing is clear
 * @returns {Summary}
 */
export function summarise(stored, now, unstored = false) {
  const account = stored.accounts[stored.account] ?? emptyAccount();
  // "Never" asks for no re-check; a clear still rests on readings of the last 90 days.
  const period = (stored.recheckDays || 90) * DAY;
  const settings = catalogue.settings.map((entry) => summariseOne(entry, account, stored, now - period));
  const watched = settings.filter((setting) => setting.watched);
  const count = (/** @type {(setting: SettingSummary) => boolean} */ is) => watched.filter(is).length;
  const unseen = count(({ state }) => state === "unseen");
  const unknown = count(({ state }) => state === "unknown");
  const started = stored.consent !== null;
  const clear = started && !unstored && watched.length > 0 && watched.every((setting) => isSafe(setting) && setting.confirmed && !setting.stale);
  return {
    started,
    mode: stored.consent?.mode ?? "words",
    watched: watched.length,
    seen: watched.length - unseen - unknown,
    sharing: count(isSharing),
    unknown,
    unseen,
    unconfirmed: count((setting) => isSafe(setting) && !setting.confirmed),
    stale: count(({ stale }) => stale),
    clear,
    clearSince: clear ? Math.max(...watched.map(({ since }) => since ?? 0)) : null,
    changed: settings.filter((one) => isTurnedOn(one) && account.noted[one.id] !== one.onSince).map(({ id }) => id),
    fine: settings.filter(({ chosen, fine }) => chosen && fine).length,
    fresh: watched.filter(({ id }) => stored.known !== null && !stored.known.includes(id)).map(({ id }) => id),
    unread: [
      ...catalogue.lists.map((list) => unreadOf("list", list, account.lists[list.id])),
      ...catalogue.settings.map((entry) => unreadOf("setting", entry, account.settings[entry.id])),
    ].flatMap((one) => one ?? []),
    settings,
    pages: pagesToVisit(settings, account, now - period),
    news: account.news,
  };
}

/** @param {SettingSummary} setting off before, on now; a minor one is told only if the member watches it */
const isTurnedOn = ({ id, wasOffAt, watched, fine }) => wasOffAt !== null && !fine && (watched || entries.get(id)?.relevance !== "minor");

/**
 * @param {(typeof catalogue.settings)[number]} entry
 * @param {import("./stored.js").Account} account
 * @param {Stored} stored
 * @param {number} freshFrom a reading older than this is stale, ms since 1970
 * @returns {SettingSummary}
 */
function summariseOne(entry, account, stored, freshFrom) {
  const { id, group, kind, path } = entry;
  const kept = account.settings[id];
  const manual = isManual(kind);
  const watched = isWatched(stored, id);
  const own = { id, group, kind, path, watched, chosen: isChosen(stored, id), fine: account.fine[id] !== undefined, history: kept?.history ?? [] };
  if (manual || !kept || kept.state === "unseen") {
    const state = manual ? "manual" : "unseen";
    return { ...own, state, confirmed: false, stale: false, at: null, via: null, address: null, since: null, wasOffAt: null, onSince: null, wasOnAt: null };
  }
  const { state, value, choice, count, of, reason, confirmed, at, via, address, history } = kept;
  return {
    ...own,
    state,
    ...(value && { value }),
    ...(choice !== undefined && { choice }),
    ...(count !== undefined && { count }),
    ...(of !== undefined && { of }),
    ...(reason !== undefined && { reason }),
    confirmed,
    stale: at < freshFrom,
    at,
    via,
    address,
    since: history.at(-1)?.at ?? at,
    ...(isSharing(kept) ? offBefore(kept) : { wasOffAt: null, onSince: null }),
    wasOnAt: isSafe(kept) && state !== "absent" ? (history.filter(isSharing).at(-1)?.at ?? null) : null,
  };
}

/**
 * @param {"setting" | "list"} kind
 * @param {{id: string, path: string}} entry
 * @param {{reason?: string, address?: string, lost?: import("./stored.js").Lost} | undefined} kept
 * @returns {Unread | null}
 */
function unreadOf(kind, { id, path }, kept) {
  if (kept?.reason !== "not-found") return null;
  return { kind, id, path, address: kept.address ?? path, reason: kept.reason, ...(kept.lost && { lost: kept.lost }) };
}

/**
 * That it was off before, unless the member's own click came after; what was shared more or less since, or could not
 * be read in between, changes nothing of it.
 * @param {Kept} kept a sharing setting
 * @returns {{wasOffAt: number | null, onSince: number | null}}
 */
function offBefore({ history, clickedAt }) {
  const told = history.filter((seen) => isSafe(seen) || isSharing(seen));
  const off = told.findLastIndex(isSafe);
  const [before, after] = [told[off], told[off + 1]];
  const isTold = before && after && before.state !== "absent" && (clickedAt ?? 0) < before.at;
  return isTold ? { wasOffAt: before.at, onSince: after.at } : { wasOffAt: null, onSince: null };
}

/**
 * The three lists, then the own pages of watched settings whose row shows no value, or that stand in no list. What was
 * seen longer ago than the re-check period is to be opened again.
 * @param {SettingSummary[]} settings
 * @param {import("./stored.js").Account} account
 * @param {number} freshFrom ms since 1970
 * @returns {Summary["pages"]}
 */
function pagesToVisit(settings, account, freshFrom) {
  const isRead = (/** @type {string} */ id) => account.lists[id]?.read === true && lastRead(account.lists[id]) >= freshFrom;
  const lists = catalogue.lists.map(({ id, path }) => ({ kind: /** @type {const} */ ("list"), id, path, done: isRead(id) }));
  const own = settings.flatMap((setting) => {
    const { id, path, watched, stale } = setting;
    if (!watched || !asksForItsPage(setting, account, isRead)) return [];
    return [{ kind: /** @type {const} */ ("setting"), id, path, done: !stale && (isSharing(setting) || isSafe(setting)) }];
  });
  return [...lists, ...own];
}

/**
 * Whether only its own page tells how a setting stands: no row does; or its list was read, and its row said nothing (a
 * group of boxes of which none is ticked, a word that is not known).
 * @param {SettingSummary} setting
 * @param {import("./stored.js").Account} account
 * @param {(list: string) => boolean} isRead
 */
function asksForItsPage(setting, account, isRead) {
  const { id, state, via } = setting;
  const { list, row } = entries.get(id) ?? {};
  if (row === "none") return true;
  if (row === "count" && via === "page" && isSafe(setting)) return true;
  return state === "unseen" && isRead(list ?? "") && !account.settings[id]?.missing.length;
}
