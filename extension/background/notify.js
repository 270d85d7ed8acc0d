// A notification that asks for another look: where the member switched it on, once, until they have looked again.

import { text } from "../shared/i18n.js";
import { NOTIFICATIONS } from "../shared/permission.js";
import { load } from "../shared/stored.js";
import { summarise } from "../shared/summary.js";
import { update } from "./store.js";

/** @param {number} now ms since 1970 */
export async function notifyIfDue(now) {
  const stored = await load();
  if (!stored.consent || !stored.notify || !stored.recheckDays || !(await chrome.permissions.contains(NOTIFICATIONS))) return;
  const { settings, stale } = summarise(stored, now);
  const lookedAt = Math.max(...settings.map(({ at }) => at ?? 0));
  if (stale === 0 || (stored.notifiedAt ?? 0) > lookedAt) return;
  await update((latest) => ({ ...latest, notifiedAt: now }));
  const iconUrl = chrome.runtime.getURL("icons/unknown-128.png");
  await chrome.notifications.create("look-again", { type: "basic", iconUrl, title: text("extension_short_name"), message: text("notification_stale", stale) });
}
