/** The record as data and as a table, from what is stored. */

import { catalogue } from "../shared/catalogue.js";
import { defined, iso, VERSION } from "../shared/record.js";
import { nameOf } from "../shared/states.js";

/** @typedef {import("../shared/record.js").SavedRecord} SavedRecord */
/** @typedef {import("../shared/stored.js").Stored} Stored */
/** @typedef {import("../shared/summary.js").Summary} Summary */

/**
 * @param {Stored} stored
 * @param {Summary} summary of it
 * @param {number} now
 * @param {string} name empty: none
 * @returns {SavedRecord}
 */
export function recordOf({ recheckDays, badge, region, watched }, { settings }, now, name) {
  return {
    format: "still-on-record",
    version: VERSION,
    written: iso(now),
    catalogue: catalogue.version,
    extension: chrome.runtime.getManifest().version,
    ...(name && { name }),
    choices: { recheckDays, badge, region, watched },
    settings: settings.map(({ id, group, state, value, choice, count, of, reason, confirmed, at, via, address, fine, history, ...entry }) => ({
      ...defined({ id, name: nameOf(id), group, watched: entry.watched, keptOnPurpose: fine, state, value, choice, count, of, reason, confirmed }),
      ...(at !== null && defined({ at: iso(at), page: address, via })),
      history: history.map((seen) => defined({ state: seen.state, value: seen.value, at: iso(seen.at), page: seen.address, via: seen.via })),
    })),
  };
}

const COLUMNS = ["id", "name", "group", "watched", "keptOnPurpose", "row", "state", "value", "choice", "confirmed", "at", "page", "via"];

/**
 * The record as a table (RFC 4180): of each setting a row for its state now, and one for every change.
 * @param {SavedRecord} record
 * @returns {string}
 */
export function csvOf({ settings, written, catalogue: facts, name = "" }) {
  const rows = settings.flatMap(({ history, ...now }) => {
    const { id: which, name: called, group, watched, keptOnPurpose } = now;
    const own = { id: which, name: called, group, watched, keptOnPurpose };
    return [{ ...now, row: "now" }, ...history.map((seen) => ({ ...own, ...seen, row: "change" }))];
  });
  const lines = rows.map((row) => [...COLUMNS.map((column) => /** @type {Record<string, unknown>} */ (row)[column]), facts, written, name]);
  return [[...COLUMNS, "catalogue", "written", "member"], ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

/**
 * A cell; what a spreadsheet would take for a formula is made text.
 * @param {unknown} value
 */
function cell(value = "") {
  const plain = String(value).replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
