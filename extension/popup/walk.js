/** The walk in the popup and the side panel: what is next, one click of the member's for each page. */

import { element, one, replace, setAttributes } from "../shared/element.js";
import { plural, text } from "../shared/i18n.js";
import { linkedIn } from "../shared/links.js";
import { isSettingsPage, SETTINGS_PAGES } from "../shared/pages.js";
import { nameOf, nameOfPage } from "../shared/states.js";
import { pagesDone } from "../shared/checklist.js";
import { isAt, nextStep } from "../shared/walk.js";

/** @typedef {import("../shared/walk.js").Step} Step */

/** @type {chrome.tabs.Tab | null} the tab with LinkedIn's settings that the walk goes on in; null: a new one */
let tab = null;
/**
 * The page that the member's last click opens, until it is loaded: meanwhile its tab has no address, or still the old one.
 * @type {{id: number | undefined, path: string} | null} `id`: of its tab; undefined: a new one
 */
let going = null;
/** @type {Step | null} where the button leads */
let goal = null;

/**
 * @param {import("../shared/walk.js").Walk} walk
 * @param {import("../shared/states.js").Summary} summary
 */
export function drawWalk({ steps, switchedOff }, summary) {
  const path = openPath();
  const { here, next } = nextStep(steps, path);
  const off = summary.settings.find(({ id, path: own }) => path && switchedOff.includes(id) && isAt({ kind: "setting", id, path: own }, path));
  // On the last page that is left, what helps is to load it again; a switch that is on is the member's to click.
  goal = next ?? (here?.todo === "switch" ? null : here);
  const box = one('[data-part="walk"]');
  box.hidden = !summary.started || steps.length === 0;
  const count = (/** @type {Step["todo"]} */ todo) => steps.filter((step) => step.todo === todo).length;
  replace(
    one('[data-part="walk-progress"]'),
    ...[
      count("look") > 0 && (pagesLeft(summary) ? plural("walk_look", summary.pages.length, pagesDone(summary.pages)) : plural("walk_look_again", count("look"))),
      count("switch") + switchedOff.length > 0 && plural("walk_switch", count("switch") + switchedOff.length, switchedOff.length),
      count("confirm") > 0 && plural("walk_confirm", count("confirm")),
    ].flatMap((words) => (words ? [element("li", {}, words)] : [])),
  );
  const place = one('[data-part="walk-here"]');
  setAttributes(place, { "data-here": here?.id, "data-todo": here?.todo, "data-off": off?.id });
  replace(place, off ? text("walk_here_off", nameOf(off.id)) : here && text(`walk_here_${here.todo}`, nameOfPage(here)));
  const button = one('[data-action="next"]');
  button.hidden = goal === null;
  setAttributes(button, { "data-next": goal?.id, "data-todo": goal?.todo });
  replace(button, goal && text(goal === here ? "walk_reload" : "walk_next", nameOfPage(goal)));
}

/** @returns {string | null} of the page that is open, or will be in a moment */
function openPath() {
  return going?.path ?? (tab?.url ? new URL(tab.url).pathname : null);
}

/** @param {import("../shared/states.js").Summary} summary */
function pagesLeft({ pages }) {
  return pagesDone(pages) < pages.length;
}

/**
 * Gives the button something to do, and calls back when another page is open: the tab is looked up anew each time.
 * @param {() => unknown} changed
 */
export async function prepareWalk(changed) {
  const look = async () => {
    tab = await settingsTab();
    changed();
  };
  const arrived = (/** @type {number} */ id) => {
    if (id === (going?.id ?? id)) going = null;
  };
  const stay = () => {
    going = null; // its tab was closed in this moment, say
  };
  one('[data-action="next"]').addEventListener("click", () => void go().catch(stay).then(look));
  chrome.tabs.onUpdated.addListener((id, { url, status }) => {
    if (status === "complete") arrived(id);
    if (url || status === "complete") void look();
  });
  chrome.tabs.onActivated.addListener(() => void look());
  chrome.tabs.onRemoved.addListener((id) => {
    arrived(id);
    void look();
  });
  tab = await settingsTab();
}

/** @returns {Promise<chrome.tabs.Tab | null>} in this window before others, the one in front before those behind */
async function settingsTab() {
  const [tabs, own] = await Promise.all([chrome.tabs.query({ url: SETTINGS_PAGES }), chrome.tabs.query({ active: true, currentWindow: true })]);
  const here = (/** @type {chrome.tabs.Tab} */ { windowId }) => Number(windowId === own[0]?.windowId);
  const last = tabs.filter(({ url, incognito }) => isSettingsPage(url) && incognito === (own[0]?.incognito ?? false));
  last.sort((a, b) => here(b) - here(a) || Number(b.active) - Number(a.active) || (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return last[0] ?? null;
}

/** Opens the page in the tab that has LinkedIn's settings, or in a new one. */
async function go() {
  if (!goal) return;
  const { path } = goal;
  const url = linkedIn(path);
  const id = going?.id ?? tab?.id;
  going = { id, path };
  if (id === undefined) await chrome.tabs.create({ url });
  else await (tab?.url === url ? chrome.tabs.reload(id) : chrome.tabs.update(id, { url, active: true }));
}
