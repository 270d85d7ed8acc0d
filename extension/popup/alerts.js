/** What comes before the list: what changed, where LinkedIn changed its pages, and what is new there. */

import { catalogue } from "../shared/catalogue.js";
import { ask } from "../shared/ask.js";
import { element, one, replace } from "../shared/element.js";
import { day, isolated, plural, text } from "../shared/i18n.js";
import { link, linkedIn } from "../shared/links.js";
import { listName, nameOf, nameOfPage } from "../shared/states.js";
import { newsLines, reportButton, unreadLines } from "./report.js";

/** @typedef {import("../shared/states.js").Summary} Summary */
/** @typedef {import("../shared/states.js").Entry} Entry */

/** Lines: more than these would push the list out of sight, and with hundreds take most of a popup's time. */
const AT_ONCE = 12;

/**
 * What was off before and is on now: said first, until the member has seen it.
 * @param {HTMLElement} place
 * @param {Summary} summary
 */
export function drawChanged(place, { settings, changed }) {
  const entries = settings.filter((entry) => changed.includes(entry.id));
  const changes = entries.map(({ id, onSince }) => ({ setting: id, at: onSince ?? 0 }));
  const box = alert("changed", "changed_heading", null, entries, changedItem);
  box?.append(element("p", {}, element("button", { type: "button", "data-action": "noted" }, text("changed_noted"))));
  replace(place, box);
  if (box) one('[data-action="noted"]', place).onclick = () => void noted({ type: "noted", changes });
}

/**
 * Asks for it to be noted; the button is gone then, and the focus goes on to the summary.
 * @param {Parameters<typeof ask>[0]} message
 */
async function noted(message) {
  if (await ask(message)) one("[data-summary]").focus();
}

/**
 * @param {HTMLElement} place
 * @param {Summary} summary
 */
export function drawAlerts(place, { settings, fresh, unread, news }) {
  const added = alert("fresh", "fresh_heading", "fresh_about", settings.filter(({ id }) => fresh.includes(id)), settingItem);
  added?.append(element("p", {}, element("button", { type: "button", "data-action": "known" }, text("fresh_known"))));
  replace(
    place,
    added,
    alert("page-changed", "page_changed_heading", "page_changed_todo", unread, unreadItem),
    alert("news", "news_heading", "news_about", news, newsItem),
  );
  if (added) one('[data-action="known"]', place).onclick = () => void noted({ type: "known", settings: fresh });
}

/**
 * @template Told
 * @param {string} name
 * @param {string} heading message key
 * @param {string|null} about message key
 * @param {Told[]} told
 * @param {(one: Told) => HTMLLIElement} item
 * @returns {HTMLElement|null}
 */
function alert(name, heading, about, told, item) {
  if (told.length === 0) return null;
  const id = `alert-${name}`;
  return element(
    "section",
    { class: "card stack alert", "data-alert": name, "aria-labelledby": id },
    element("h2", { id }, text(heading)),
    about && element("p", { class: "quiet" }, text(about)),
    element("ul", {}, ...told.slice(0, AT_ONCE).map(item)),
    folded(name, () => told.slice(AT_ONCE).map(item), told.length - AT_ONCE),
  );
}

/** What makes the lines that are folded away, by alert, as drawn last. */
const rest = /** @type {Map<string, () => HTMLLIElement[]>} */ (new Map());

/**
 * @param {string} name
 * @param {() => HTMLLIElement[]} items made only when they are unfolded
 * @param {number} count
 * @returns {HTMLElement|null} unfolded where the member had it so
 */
function folded(name, items, count) {
  rest.set(name, items);
  if (count <= 0) return null;
  const open = document.querySelector(`[data-rest="${name}"][open]`) !== null;
  const list = element("ul", {}, ...(open ? items() : []));
  const box = element("details", { "data-rest": name, open }, element("summary", {}, plural("alert_rest", count)), list);
  box.addEventListener("toggle", () => replace(list, ...((box.open && rest.get(name)?.()) || [])));
  return box;
}

/**
 * @param {Entry} entry
 * @returns {HTMLLIElement}
 */
function settingItem({ id, path }) {
  return element("li", {}, link(linkedIn(path), nameOf(id)));
}

/**
 * A page on which nothing was found, and what a member can do about it.
 * @param {Summary["unread"][number]} unread
 * @returns {HTMLLIElement}
 */
function unreadItem(unread) {
  const { id, path } = unread;
  const name = nameOfPage(unread);
  return element("li", { "data-unread": id, class: "buttons" }, link(linkedIn(path), name), reportButton(name, unreadLines(unread)));
}

/**
 * Dates, and no word of who did it: that is not known.
 * @param {Entry} entry
 * @returns {HTMLLIElement}
 */
function changedItem(entry) {
  const on = day(entry.onSince ?? Date.now());
  const words = text("changed_item", day(entry.wasOffAt ?? 0), on);
  const item = settingItem(entry);
  item.append(" ", element("span", { class: "quiet" }, words));
  return item;
}

/**
 * The page's own words, as text and in their own direction.
 * @param {Summary["news"][number]} news
 * @returns {HTMLLIElement}
 */
function newsItem(news) {
  const { text: words, address, page, at } = news;
  return element(
    "li",
    { "data-new": true },
    element("bdi", {}, words),
    element("span", { class: "quiet" }, text("news_where", isolated(placeOf(page)), day(at))),
    element("span", { class: "buttons" }, link(linkedIn(address), text("open_page"), words), reportButton(words, newsLines(news))),
  );
}

/**
 * What a page is called: the list's or the setting's name, else its address.
 * @param {string} page
 * @returns {string}
 */
function placeOf(page) {
  const list = catalogue.lists.find(({ path }) => path === page);
  const setting = catalogue.settings.find(({ paths }) => paths.includes(page));
  return list ? listName(list.id) : setting ? nameOf(setting.id) : page;
}
