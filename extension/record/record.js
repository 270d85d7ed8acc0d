/** The record as a page: to read, to print, and to save as a table or as data. Nothing is sent. */

import { catalogue } from "../shared/catalogue.js";
import { element, one, replace } from "../shared/element.js";
import { fill, isolated, keyOf, stamp, text } from "../shared/i18n.js";
import { listName, nameOf, stateWords } from "../shared/states.js";
import { load, watch } from "../shared/stored.js";
import { summarise } from "../shared/summary.js";
import { csvOf, recordOf } from "./write.js";

/** @typedef {import("../shared/states.js").Entry} Entry */
/** @typedef {Awaited<ReturnType<typeof load>>} Stored */

const name = () => /** @type {HTMLInputElement} */ (one("#name"));

/** @param {Stored} stored */
function draw(stored) {
  const { settings } = summarise(stored, Date.now());
  one('[data-part="when"]').textContent = text("record_when", stamp(Date.now()));
  one('[data-part="versions"]').textContent = text("record_versions", catalogue.version, chrome.runtime.getManifest().version);
  const groups = catalogue.groups.map((id) => groupOf(id, settings.filter((entry) => entry.group === id)));
  replace(one('[data-part="groups"]'), ...groups);
}

/**
 * @param {string} id
 * @param {Entry[]} entries
 * @returns {HTMLElement | null}
 */
function groupOf(id, entries) {
  if (entries.length === 0) return null;
  const heading = `group-${id}`;
  return element("section", { "aria-labelledby": heading }, element("h2", { id: heading }, text(`group_${keyOf(id)}`)), ...entries.map(entryOf));
}

/**
 * @param {Entry} entry
 * @returns {HTMLElement}
 */
function entryOf(entry) {
  const { id, choice, fine, at, address, history } = entry;
  const now = [
    stateWords({ ...entry, watched: false }),
    choice && text("choice", isolated(choice)),
    fine && text("fine_kept"),
    at !== null && address !== null && text("record_seen", stamp(at), placeOf(address)),
  ];
  const changes = history.toReversed().map((seen) => {
    const words = stateWords({ ...entry, ...seen, value: seen.value, confirmed: true, watched: false, count: undefined });
    const where = seen.address ? text("record_seen", stamp(seen.at), placeOf(seen.address)) : stamp(seen.at);
    return element("li", {}, `${words} · ${where}`);
  });
  return element(
    "div",
    { class: "entry", "data-record": id },
    element("h3", {}, nameOf(id)),
    element("p", {}, now.filter(Boolean).join(" · ")),
    changes.length > 1 && element("ul", { class: "quiet" }, ...changes),
  );
}

/**
 * @param {string} address
 * @returns {string} a list's name; else the address
 */
function placeOf(address) {
  const list = catalogue.lists.find(({ path }) => path === address);
  return list ? text("pages_list", listName(list.id)) : isolated(address);
}

/**
 * Saves a file, as a click on a link to it would.
 * @param {string} content
 * @param {string} type
 * @param {string} ending of its name
 */
function save(content, type, ending) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  const day = new Date().toISOString().slice(0, 10);
  element("a", { href, download: `still-on-${day}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

async function current() {
  const stored = await load();
  return recordOf(stored, summarise(stored, Date.now()), Date.now(), name().value.trim());
}

/** Fills the page, and keeps it as what is stored. */
async function open() {
  fill(document);
  one('[data-action="print"]').addEventListener("click", () => print());
  one('[data-action="csv"]').addEventListener("click", async () => save(csvOf(await current()), "text/csv;charset=utf-8", "csv"));
  one('[data-action="json"]').addEventListener("click", async () => save(`${JSON.stringify(await current(), null, 2)}\n`, "application/json", "json"));
  name().addEventListener("input", () => {
    const typed = name().value.trim();
    one('[data-part="name"]').hidden = !typed;
    one('[data-part="name"]').textContent = typed && text("record_of", isolated(typed));
  });
  watch(draw);
  try {
    draw(await load());
  } catch (error) {
    one('[data-part="groups"]').textContent = text("error_storage");
    throw error; // for the browser's list of errors
  }
}

void open();
