// Whether what was read last could not be stored (storage full, disk gone). Kept in memory alone, where it can be kept:
// nothing is clear while something is read that is not counted.

const KEY = "unstored";

/** @returns {Promise<boolean>} */
export async function isUnstored() {
  return (await chrome.storage.session.get(KEY))[KEY] === true;
}

/** @param {boolean} failed */
export async function noteUnstored(failed) {
  if (failed !== (await isUnstored())) await chrome.storage.session.set({ [KEY]: failed });
}

/**
 * Calls back with it, at every change.
 * @param {(unstored: boolean) => void} changed
 */
export function watchUnstored(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    const change = area === "session" ? changes[KEY] : undefined;
    if (change) changed(change.newValue === true);
  });
}
