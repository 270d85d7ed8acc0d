// The one writer of storage. Writes stand in a queue, each from what the one before it left.

import { emptyStored, KEY, understood } from "../shared/stored.js";
import { noteUnstored } from "../shared/unstored.js";

/** @typedef {import("../shared/stored.js").Stored} Stored */

/** Where a state goes that this version cannot read (newer, or broken) before a fresh one takes its place. */
const KEPT = "state-not-understood";

let queue = /** @type {Promise<unknown>} */ (Promise.resolve());

/**
 * @param {(stored: Stored) => Stored} change a pure function; what it was given, unchanged, means: nothing to write
 * @returns {Promise<Stored>} what is stored after it
 */
export function update(change) {
  const result = queue.then(async () => {
    const { [KEY]: raw } = await chrome.storage.local.get(KEY);
    const before = understood(raw);
    const after = change(before ?? emptyStored());
    if (before !== null && after === before) return after;
    /** @type {Record<string, unknown>} */
    const items = before === null ? { [KEY]: after, [KEPT]: raw } : { [KEY]: after };
    await write(items);
    return after;
  });
  queue = result.catch(() => undefined);
  return result;
}

/**
 * Whole or not at all; a write that fails is noted, for badge and views, until one succeeds.
 * @param {Record<string, unknown>} items
 */
async function write(items) {
  try {
    await chrome.storage.local.set(items);
  } catch (error) {
    await noteUnstored(true);
    throw error;
  }
  await noteUnstored(false);
}

/**
 * Whether the member has started, and nobody asked before since the browser (or the extension) began. In the queue:
 * an erase that comes in between leaves nothing.
 * @returns {Promise<boolean>}
 */
export function isFirstWake() {
  const result = queue.then(async () => {
    const { [KEY]: raw } = await chrome.storage.local.get(KEY);
    if (!understood(raw)?.consent) return false;
    const { awake } = await chrome.storage.session.get("awake");
    if (!awake) await chrome.storage.session.set({ awake: true });
    return !awake;
  });
  queue = result.catch(() => undefined);
  return result;
}

/**
 * Erases everything, really.
 * @returns {Promise<Stored>} the empty one
 */
export function erase() {
  const result = queue.then(async () => {
    await Promise.all([chrome.storage.local.clear(), chrome.storage.session.remove("awake")]);
    return emptyStored();
  });
  queue = result.catch(() => undefined);
  return result;
}
