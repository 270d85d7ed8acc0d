// Which addresses are settings pages. Nothing else is read.

import { catalogue } from "./catalogue.js";

/** Match patterns for registered scripts and tab queries. */
export const SETTINGS_PAGES = catalogue.settingsPages.map((prefix) => `${catalogue.origin}${prefix}*`);

/** @param {string | undefined} url */
export function isSettingsPage(url) {
  return catalogue.settingsPages.some((prefix) => url?.startsWith(catalogue.origin + prefix));
}
