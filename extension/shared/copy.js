/** Copies a text that the member has read and changed; nothing is sent. */

import { text } from "./i18n.js";

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} said a live region
 */
export async function copyText(area, said) {
  // A live region speaks when its text changes: said again, it has to be said anew.
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(area.value);
    said.textContent = text("report_copied");
  } catch {
    area.select();
    said.textContent = text("report_not_copied");
  }
}
