/** What comes before the list: what changed, where LinkedIn changed its pages, and what is new there. */

import { catalogue } from "../shared/catalogue.js";
import { element, replace } from "../shared/element.js";
import { day, text } from "../shared/i18n.js";
import { link, linkedIn } from "../shared/links.js";
import { listName, nameOf } from "../shared/states.js";

/** @typedef {import("../shared/states.js").Summary} Summary */
/** @typedef {import("../shared/states.js").Entry} Entry */

/**
 * @param {HTMLElement} place
 * @param {Summary} summary
 */
export function drawAlerts(place, { settings, changed, pageChanged, news }) {
  const entries = (/** @type {string[]} */ ids) => settings.filter((entry) => ids.includes(entry.id));
  replace(
    place,
    alert("changed", "changed_heading", null, entries(changed).map(changedItem)),
    alert("page-changed", "page_changed_heading", "page_changed_todo", [
      ...catalogue.lists.filter(({ id }) => pageChanged.includes(id)).map(listItem),
      ...entries(pageChanged).map(settingItem),
    ]),
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
 * @param {typeof catalogue.lists[number]} list
 * @returns {HTMLLIElement}
 */
function listItem({ id, path }) {
  return element("li", {}, link(linkedIn(path), text("pages_list", listName(id))));
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
function newsItem({ text: words, address, at }) {
  return element(
    "li",
    { "data-new": true },
    element("bdi", {}, words),
    " ",
    link(linkedIn(address), text("open_page"), words),
    element("span", { class: "quiet" }, ` ${text("seen_other", day(at))}`),
  );
}
