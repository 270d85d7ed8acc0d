/** What comes before the list: what changed, where LinkedIn changed its pages, and what is new there. */

import { catalogue } from "../shared/catalogue.js";
import { element, replace } from "../shared/element.js";
import { day, isolated, text } from "../shared/i18n.js";
import { link, linkedIn } from "../shared/links.js";
import { listName, nameOf } from "../shared/states.js";
import { newsLines, reportButton, unreadLines } from "./report.js";

/** @typedef {import("../shared/states.js").Summary} Summary */
/** @typedef {import("../shared/states.js").Entry} Entry */

/**
 * @param {HTMLElement} place
 * @param {Summary} summary
 */
export function drawAlerts(place, { settings, changed, unread, news }) {
  const entries = settings.filter((entry) => changed.includes(entry.id));
  replace(
    place,
    alert("changed", "changed_heading", null, entries.map(changedItem)),
    alert("page-changed", "page_changed_heading", "page_changed_todo", unread.map(unreadItem)),
    alert("news", "news_heading", "news_about", news.map(newsItem)),
  );
}

/**
 * @param {string} name
 * @param {string} heading message key
 * @param {string|null} about message key
 * @param {HTMLLIElement[]} items
 * @returns {HTMLElement|null}
 */
function alert(name, heading, about, items) {
  if (items.length === 0) return null;
  const id = `alert-${name}`;
  return element(
    "section",
    { class: "card stack alert", "data-alert": name, "aria-labelledby": id },
    element("h2", { id }, text(heading)),
    about && element("p", { class: "quiet" }, text(about)),
    element("ul", {}, ...items),
  );
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
  const { kind, id, path } = unread;
  const name = kind === "list" ? text("pages_list", listName(id)) : nameOf(id);
  return element("li", { "data-unread": id, class: "buttons" }, link(linkedIn(path), name), reportButton(name, unreadLines(unread)));
}

/**
 * Dates, and no word of who did it: that is not known.
 * @param {Entry} entry
 * @returns {HTMLLIElement}
 */
function changedItem(entry) {
  const on = day(entry.at ?? Date.now());
  const words = entry.wasOffAt ? text("changed_item", day(entry.wasOffAt), on) : text("changed_item_undated", on);
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
