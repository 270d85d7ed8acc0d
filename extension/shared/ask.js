/** What a view asks the background for; the background alone writes what is stored. */

/**
 * @param {{type: "start"|"mode", mode: string}|{type: "stop", erase: boolean}|import("../background/choices.js").Choice} message
 * @returns {Promise<boolean>} whether it was done
 */
export async function ask(message) {
  try {
    const answer = await chrome.runtime.sendMessage(message);
    return answer?.ok === true;
  } catch {
    return false; // no background to hear it: the view says that it did not work
  }
}
