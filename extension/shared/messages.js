// Every message between the parts, by direction, with its shape. What does not fit is nobody's message.
//
//   content script -> background   {type: "report", ...}   templates/content/look.js, Report; answer {ok, words?, stop?}
//                                  {type: "leave"}          a soft navigation out of the settings
//   welcome, popup, options -> background
//                                  {type: "start", mode}    consent
//                                  {type: "mode", mode}     another way of drawing
//                                  {type: "choose", ...}    badge, notify, recheckDays, region: any of them
//                                  {type: "noted", changes} the member has seen what was off before and is on now
//                                  {type: "known", settings} ... what is new in the catalogue
//                                  {type: "watch", setting, watched}, {type: "fine", setting, fine}
//                                                           what counts; what is kept as it is, on purpose
//                                  {type: "bring", record}  what was saved earlier, as record.js says
//                                  {type: "forget", account} all that is known of one account
//                                  {type: "stop", erase}    consent withdrawn, the data kept or erased
//   background -> content script   "are-you-there"          answer true
//                                  "again"                  report anew
//                                  "stop"                   disconnect and fall silent

import { catalogue } from "./catalogue.js";
import { PERIODS, REGIONS } from "./managed.js";
import { problemOf } from "./record.js";
import { UNNAMED } from "./stored.js";
import { flag, listOf, nullOr, oneOf, shape, text, time, whole } from "./shape.js";

/** @typedef {import("./shape.js").Check} Check */

const ids = new Set(catalogue.settings.map(({ id }) => id));
const listIds = new Set(catalogue.lists.map(({ id }) => id));

/** @type {Check} */
const setting = (value) => typeof value === "string" && ids.has(value);
/** @type {Check} */
const tag = (value) => typeof value === "string" && /^[a-z][a-z0-9-]{0,40}$/.test(value);
/** A language as <html lang> names it. @type {Check} */
const lang = (value) => typeof value === "string" && /^[a-z]{2,3}(-[A-Z\d]{2,8})?$/.test(value);
/** A word for a state: letters, and what stands between words. @type {Check} */
const word = (value) => text(20)(value) && /^[\p{L}\p{M} '’-]+$/u.test(/** @type {string} */ (value));
/** @type {Check} */
const path = (value) => text(300)(value) && /^\/[^\s<>"\\]*$/.test(/** @type {string} */ (value));

/** @type {Check} */
const step = (value) => Array.isArray(value) && value.length === 2 && tag(value[0]) && whole(1e9)(value[1]) && value[1] > 0;
/** @type {Check} */
const address = (value) =>
  shape({ tag, by: oneOf("aria-labelledby", "id", "name"), value: text(200) })(value) ||
  shape({ tag, by: oneOf("href"), value: path })(value) ||
  shape({ tag, by: oneOf("path"), value: listOf(step, 60) })(value);
const target = shape({
  address,
  when: oneOf("checked", "aria-checked", "aria-pressed", "always"),
  box: shape({ tag, up: whole(10), inset: flag }),
});
const targets = listOf(target, 100);
const host = shape({ tag, pseudo: oneOf("before", "after"), layout: oneOf("block", "flex", "grid"), up: listOf(whole(60), 100) });

const raw = { state: oneOf("on", "partial", "off", "locked", "unknown") };
const rawMay = { value: oneOf("on", "off"), choice: text(200), count: whole(100), of: whole(100), reason: text(40) };

const TYPES = "button,checkbox,hidden,number,password,radio,range,search,submit,text".split(",");
const ROLES = (
  "button,checkbox,combobox,dialog,form,grid,group,heading,link,list,listbox,listitem,main,menuitemcheckbox,none,option,presentation," +
  "progressbar,radio,radiogroup,region,row,status,switch,tab,tabpanel"
).split(",");
const NAME = /^(?=.{1,30}$)([a-z]+(-[a-z]+)*|h[1-6])$/;
/** "input[type=checkbox][role=switch][id]", as templates/content/structure.js writes it. @type {Check} */
const element = (value) => {
  const [, tagName = "", rest = ""] = /^([^[\]]+)((?:\[[^[\]]+\])*)$/.exec(String(value)) ?? [];
  const attributes = rest.split(/[[\]]+/).filter(Boolean);
  return (tagName === "*" || NAME.test(tagName)) && attributes.length <= 8 && attributes.every(attribute);
};
/** @param {string} written */
const attribute = (written) => {
  const [name = "", value, more] = written.split("=");
  if (value === undefined) return NAME.test(name);
  return more === undefined && ((name === "type" && TYPES.includes(value)) || (name === "role" && ROLES.includes(value)));
};
/** @type {Check} */
const structure = (value) => text(400)(value) && /** @type {string} */ (value).split(/ >>? /).every(element);
/** "12 a, 2 input[type=radio]"; "" where nothing stands. @type {Check} */
const counts = (value) =>
  value === "" ||
  (text(1000)(value) &&
    /** @type {string} */ (value).split(", ").every((part) => /^\d{1,6} /.test(part) && element(part.slice(part.indexOf(" ") + 1))));

/** @type {Record<string, Check>} */
const CONTENT = {
  report: shape({
    type: oneOf("report"),
    loadedAt: time,
    address: path,
    member: nullOr(text(100)),
    readings: listOf(shape({ setting, via: oneOf("page", "row"), ...raw }, { ...rawMay, clickedAt: time }), 200),
    list: nullOr(
      shape(
        { id: (value) => typeof value === "string" && listIds.has(value), read: flag, present: listOf(text(200), 300), missing: listOf(setting, 300) },
        { reason: text(40) },
      ),
    ),
    marks: listOf(shape({ setting, state: oneOf("on", "partial"), targets, words: nullOr(host) }), 200),
    notice: nullOr(host),
    page: shape({ kind: oneOf("list", "setting", "other"), lang: (value) => value === "" || lang(value) }),
    counts: nullOr(counts),
    news: nullOr(listOf(shape({ text: text(200), address: path, structure }), 20)),
    lessons: listOf(shape({ lang, word, state: oneOf("on", "off"), setting }), 20),
  }),
  leave: shape({ type: oneOf("leave") }),
};

const mode = oneOf("words", "marks", "popup");

/** @type {Record<string, Check>} */
const PAGES = {
  start: shape({ type: oneOf("start"), mode }),
  mode: shape({ type: oneOf("mode"), mode }),
  choose: shape({ type: oneOf("choose") }, { badge: flag, notify: flag, recheckDays: oneOf(...PERIODS), region: nullOr(oneOf(...REGIONS)) }),
  noted: shape({ type: oneOf("noted"), changes: listOf(shape({ setting, at: time }), 300) }),
  known: shape({ type: oneOf("known"), settings: listOf(setting, 300) }),
  watch: shape({ type: oneOf("watch"), setting, watched: flag }),
  fine: shape({ type: oneOf("fine"), setting, fine: flag }),
  bring: shape({ type: oneOf("bring"), record: (value) => problemOf(value, Date.now()) === null }),
  forget: shape({ type: oneOf("forget"), account: (value) => value === UNNAMED || /^[\da-f]{64}$/.test(String(value)) }),
  stop: shape({ type: oneOf("stop"), erase: flag }),
};

/**
 * @typedef {{from: "content", tabId: number, documentId: string | null, incognito: boolean, message: any}
 *   | {from: "page", message: any}} Received
 */

/**
 * What a message is, by its sender and shape.
 * @param {unknown} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Received | null} null for what is not one of ours
 */
export function receive(message, sender) {
  if (sender.id !== chrome.runtime.id || typeof message !== "object" || message === null || !("type" in message)) return null;
  const { type } = message;
  if (typeof type !== "string") return null;
  const fits = (/** @type {Record<string, Check>} */ table) => Object.hasOwn(table, type) && table[type]?.(message) === true;
  const url = sender.url ?? "";
  if (url.startsWith(chrome.runtime.getURL(""))) return fits(PAGES) ? { from: "page", message } : null;
  if (!url.startsWith(`${catalogue.origin}/`) || sender.frameId !== 0 || sender.tab?.id === undefined || !fits(CONTENT)) return null;
  return { from: "content", tabId: sender.tab.id, documentId: sender.documentId ?? null, incognito: sender.tab.incognito, message };
}
