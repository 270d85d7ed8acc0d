// Register: makes registered scripts, alarms, badge and icon what storage says they should be. Idempotent: runs on
// install, update, start-up, permission change and every start of the background, since an update takes registered
// scripts away, and a restart badge and alarms (measured in November 2026).

import { SETTINGS_PAGES } from "../shared/pages.js";
import { load } from "../shared/stored.js";
import { drawBadge } from "./badge.js";

const SCRIPT = "settings-pages";
export const DAILY = "daily";

let queue = /** @type {Promise<unknown>} */ (Promise.resolve());

/** @returns {Promise<void>} */
export function register() {
  const result = queue.then(async () => {
    const stored = await load();
    await (stored.consent ? scriptsIn() : scriptsOut());
    await (stored.consent ? alarmIn() : chrome.alarms.clear(DAILY));
    await drawBadge(stored, Date.now());
  });
  queue = result.catch(() => undefined);
  return result;
}

/**
 * At the document's start, though the script begins after its end: with any that comes at the end, an empty one too,
 * Chromium 156 draws a frame before the load event, which comes a sixth later on a page of 100,000 elements (Nov 2026).
 */
async function scriptsIn() {
  const [known] = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  const script = { id: SCRIPT, matches: SETTINGS_PAGES, js: ["content.js"], runAt: /** @type {const} */ ("document_start"), persistAcrossSessions: true };
  await (known ? chrome.scripting.updateContentScripts([script]) : chrome.scripting.registerContentScripts([script]));
}

async function scriptsOut() {
  const known = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (known.length) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
}

/** Readings grow old without any event: once a day badge and title are drawn anew. */
async function alarmIn() {
  if (!(await chrome.alarms.get(DAILY))) await chrome.alarms.create(DAILY, { periodInMinutes: 24 * 60 });
}

/** Settings pages that are open already get the script: after consent, after an update, when the host is permitted. */
export async function injectOpenTabs() {
  const tabs = await chrome.tabs.query({ url: SETTINGS_PAGES });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : inject(id))));
}

/**
 * Brings the script into a tab where it is not. A soft navigation from elsewhere in LinkedIn loads nothing.
 * @param {number} tabId
 */
export async function inject(tabId) {
  if (await tell(tabId, "are-you-there")) return;
  try {
    await chrome.scripting.executeScript({ target: { tabId }, files: ["content.js"] });
  } catch {
    // Gone, or the host is not permitted: the popup says so.
  }
}

/**
 * @param {number} tabId
 * @param {"are-you-there" | "again" | "stop"} message
 * @returns {Promise<unknown>} the answer; undefined where nobody listens
 */
export async function tell(tabId, message) {
  try {
    return await chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
  } catch {
    return undefined;
  }
}

/** @param {"again" | "stop"} message to the script in every open settings page */
export async function tellAll(message) {
  const tabs = await chrome.tabs.query({ url: SETTINGS_PAGES });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : tell(id, message))));
}
