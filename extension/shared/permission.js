/** The browser's permission to read LinkedIn's pages: Firefox lets people withdraw it. */

import { one } from "./element.js";
import { text } from "./i18n.js";

const PAGES = { origins: ["https://www.linkedin.com/*"] };
/** Optional: asked for when the member wants to be notified. */
export const NOTIFICATIONS = { permissions: /** @type {["notifications"]} */ (["notifications"]) };

/**
 * @returns {Promise<boolean>}
 */
export function allowed() {
  return chrome.permissions.contains(PAGES);
}

/**
 * Asks the browser. Call it in a click's handler, before anything is awaited: browsers refuse it elsewhere.
 * @returns {Promise<boolean>}
 */
export function request() {
  return chrome.permissions.request(PAGES);
}

/**
 * Shows `[data-permission="missing"]` or `[data-permission="granted"]` as it is, now and when it changes.
 * @returns {Promise<void>}
 */
export function followPermission() {
  chrome.permissions.onAdded.addListener(show);
  chrome.permissions.onRemoved.addListener(show);
  return show();
}

/** Makes `[data-action="allow"]` ask for it. Not in the popup: the browser's question may lie behind it. */
export function offerPermission() {
  one('[data-action="allow"]').addEventListener("click", async () => {
    const granted = await request();
    one("[data-permission-answer]").textContent = granted ? "" : text("permission_refused");
    await show();
  });
}

/** Shows what is true of the permission now. */
async function show() {
  const is = (await allowed()) ? "granted" : "missing";
  for (const node of document.querySelectorAll("[data-permission]")) {
    node.toggleAttribute("hidden", node.getAttribute("data-permission") !== is);
  }
}
