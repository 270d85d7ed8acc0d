/** The choices of badge, re-check and region; what an administrator has set is shown, and cannot be chosen. */

import { ask } from "../shared/ask.js";
import { element, one } from "../shared/element.js";
import { text } from "../shared/i18n.js";
import { loadManaged, PERIODS } from "../shared/managed.js";
import { fixMode } from "../shared/modes.js";
import { load } from "../shared/stored.js";
import { NOTIFICATIONS } from "../shared/permission.js";
import { createRegions, factOf } from "../shared/regions.js";
import { nameOf } from "../shared/states.js";
import { fixWatched } from "./watched.js";

const badge = () => /** @type {HTMLInputElement} */ (one('[data-choice="badge"]'));
const notify = () => /** @type {HTMLInputElement} */ (one('[data-choice="notify"]'));
const recheck = () => /** @type {HTMLSelectElement} */ (one('[data-choice="recheckDays"]'));
const region = () => /** @type {HTMLSelectElement} */ (one('[data-choice="region"]'));

/** Fills the controls, and makes each act at once. */
export function createChoices() {
  recheck().append(...PERIODS.map((days) => element("option", { value: days }, text(`recheck_${days}`))));
  createRegions(region());
  badge().addEventListener("change", () => choose({ badge: badge().checked }));
  notify().addEventListener("change", chooseNotify);
  recheck().addEventListener("change", () => choose({ recheckDays: Number(recheck().value) }));
  region().addEventListener("change", () => choose({ region: region().value || null }));
}

/** Asks the browser first, in the click itself; switched off, the permission is given back. */
async function chooseNotify() {
  const wanted = notify().checked;
  const granted = wanted ? await chrome.permissions.request(NOTIFICATIONS) : !(await chrome.permissions.remove(NOTIFICATIONS));
  if (wanted === granted) await choose({ notify: wanted });
  else one('[data-answer="choose"]').textContent = text("permission_refused");
  void load().then(drawChoices);
}

/** @param {{badge?: boolean, notify?: boolean, recheckDays?: number, region?: string | null}} choice */
async function choose(choice) {
  const ok = await ask({ type: "choose", ...choice });
  one('[data-answer="choose"]').textContent = text(ok ? "options_saved" : "error_background");
}

/** @param {import("../shared/stored.js").Stored} stored as it counts */
export function drawChoices(stored) {
  badge().checked = stored.badge;
  void chrome.permissions.contains(NOTIFICATIONS).then((may) => {
    notify().checked = stored.notify && may;
  });
  recheck().value = String(stored.recheckDays);
  region().value = stored.region ?? "";
  const fact = factOf(stored.region);
  one('[data-part="region-fact"]').textContent = fact ? text(fact) : "";
}

/** Shows what an administrator has set, and what of it is ignored. */
export async function drawManaged() {
  const { set, wrong } = await loadManaged();
  fixMode(one('[data-part="modes"]'), set.mode);
  for (const [name, control] of Object.entries({ badge: badge(), recheckDays: recheck(), region: region() })) {
    const fixed = Object.hasOwn(set, name);
    control.disabled = fixed;
    one(`[data-managed="${name}"]`).hidden = !fixed;
  }
  fixWatched(set.notWatched ?? []);
  const unwatched = (set.notWatched ?? []).map(nameOf);
  one('[data-managed="notWatched"]').textContent = unwatched.length ? text("managed_not_watched", unwatched.join(", ")) : "";
  one("[data-managed-wrong]").textContent = wrong.length ? text("managed_wrong", wrong.join(", ")) : "";
  one('[data-part="managed"]').hidden = !unwatched.length && !wrong.length;
}
