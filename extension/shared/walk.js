/**
 * The walk: which page is next, worked out from what is stored and from nothing else, so that it outlives the
 * background and the view. Nothing of it is kept: to stop is not to go on.
 */

import { catalogue } from "./catalogue.js";
import { emptyAccount } from "./stored.js";
import { isSafe, isSharing, lastRead } from "./summary.js";

/** @typedef {import("./stored.js").Stored} Stored */
/** @typedef {import("./summary.js").Summary} Summary */
/** @typedef {import("./summary.js").SettingSummary} Entry */

/**
 * A page to go to: to be read, to switch something off, or to be loaded again so that an off is confirmed.
 * @typedef {{todo: "look" | "switch" | "confirm", kind: "list" | "setting", id: string, path: string}} Step
 */

/**
 * @typedef {object} Walk
 * @property {Step[]} steps what is left, in the order to go
 * @property {string[]} switchedOff ids of watched settings that stopped sharing within the last day
 */

const DAY = 86_400_000;
/** What a list page gets to be read to the end: 10 s in which content may be late (settle.js), and some for the network. */
const PATIENCE = 20_000;

const entries = new Map(catalogue.settings.map((entry) => [entry.id, entry]));
const lists = new Map(catalogue.lists.map((list) => [list.id, list]));

/**
 * Pages to read come first, in the order of the full check; then what shares, AI training first; then the loads that confirm.
 * @param {Stored} stored
 * @param {Summary} summary
 * @param {number} now ms since 1970
 * @returns {Walk}
 */
export function walkOf(stored, summary, now) {
  const account = stored.accounts[stored.account] ?? emptyAccount();
  const watched = summary.settings.filter((setting) => setting.watched);
  const open = summary.pages.filter(({ done }) => !done).map(({ kind, id, path }) => /** @type {Step} */ ({ todo: "look", kind, id, path }));
  const rest = watched.filter((entry) => entry.state === "unseen" || entry.state === "unknown" || entry.stale);
  const unconfirmed = watched.filter((entry) => isSafe(entry) && !entry.confirmed && !entry.stale);
  const steps = [
    ...open,
    ...rest.filter(({ id }) => !open.some((step) => shows(step, id))).map((entry) => lookAgain(entry, account, now)),
    ...watched.filter(isSharing).map((entry) => ownPage("switch", entry)),
    ...unconfirmed.map((entry) => listPage("confirm", entry, account, account.settings[entry.id]?.clickedAt ?? 0, now) ?? ownPage("confirm", entry)),
  ];
  const shared = (/** @type {Entry} */ { id }) => isSharing(account.settings[id]?.history.at(-2) ?? { state: "unseen" });
  const stopped = watched.filter((entry) => isSafe(entry) && shared(entry) && (entry.since ?? 0) > now - DAY);
  return { steps: each(steps), switchedOff: stopped.map(({ id }) => id) };
}

/**
 * Whether a page may show a setting's state: its own page, or a list whose row for it says anything.
 * @param {Step} step
 * @param {string} id
 */
function shows(step, id) {
  const { list, row } = entries.get(id) ?? {};
  return step.id === id || (step.id === list && row !== "none");
}

/**
 * @param {Entry} entry unseen though its list was read, unknown, or read too long ago
 * @param {import("./stored.js").Account} account
 * @param {number} now
 * @returns {Step}
 */
function lookAgain(entry, account, now) {
  const { id, state, at } = entry;
  const list = lists.get(entries.get(id)?.list ?? "");
  // Missing from its list once: a second load of the list says whether it is offered at all.
  if (list && state === "unseen" && account.settings[id]?.missing.length === 1) return { todo: "look", kind: "list", id: list.id, path: list.path };
  return (state !== "unknown" && listPage("look", entry, account, at ?? 0, now)) || ownPage("look", entry);
}

/**
 * @param {Step["todo"]} todo
 * @param {Entry} entry
 * @returns {Step}
 */
function ownPage(todo, { id, path }) {
  return { todo, kind: "setting", id, path };
}

/**
 * One load of a list reads every row in it that shows a state.
 * @param {Step["todo"]} todo
 * @param {Entry} entry
 * @param {import("./stored.js").Account} account
 * @param {number} since a list that was loaded after this, and read to the end, did not help; nor did one that never is
 * @param {number} now
 * @returns {Step | null}
 */
function listPage(todo, { id }, account, since, now) {
  const { list, row } = entries.get(id) ?? {};
  const page = lists.get(list ?? "");
  const { loadedAt = 0 } = account.lists[page?.id ?? ""] ?? {};
  const isOver = lastRead(account.lists[page?.id ?? ""]) > since || (loadedAt > since && now > loadedAt + PATIENCE);
  if (!page || row !== "state" || isOver) return null;
  return { todo, kind: "list", id: page.id, path: page.path };
}

/**
 * Each page once for each thing to do there.
 * @param {Step[]} steps
 * @returns {Step[]}
 */
function each(steps) {
  return steps.filter(({ todo, path }, at) => steps.findIndex((step) => step.todo === todo && step.path === path) === at);
}

/**
 * What is next for a member who is on a page: the first step; where that page is the present stage, the step after it, so that
 * one can be left out.
 * @param {Step[]} steps
 * @param {string | null} path of the page that is open
 * @returns {{here: Step | null, next: Step | null}} next is null where nothing else is left
 */
export function nextStep(steps, path) {
  const at = steps.findIndex((step) => path !== null && isAt(step, path));
  const here = steps[at] ?? null;
  const elsewhere = (/** @type {Step} */ step) => step.path !== here?.path;
  const first = steps.find(elsewhere) ?? null;
  const after = here?.todo === first?.todo ? steps.slice(at + 1).find(elsewhere) : null;
  return { here, next: after ?? first };
}

/**
 * Whether a path is that of a page, in any of its spellings.
 * @param {{kind: "list" | "setting", id: string, path: string}} page
 * @param {string} path
 */
export function isAt({ kind, id, path: own }, path) {
  const plain = (/** @type {string} */ one) => one.replace(/^\/mypreferences\/m\//, "/mypreferences/d/").replace(/\/$/, "");
  const paths = kind === "setting" ? (entries.get(id)?.paths ?? []) : [];
  return [own, ...paths].some((one) => plain(one) === plain(path));
}
