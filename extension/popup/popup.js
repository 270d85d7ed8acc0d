/**
 * The popup and the side panel: one page, drawn from what is stored and from nothing else.
 * `?view=panel` is the side panel: as wide as the browser gives it.
 */

import { offerBeside } from "../shared/beside.js";
import { one } from "../shared/element.js";
import { fill, text } from "../shared/i18n.js";
import { followPermission } from "../shared/permission.js";
import { accountName } from "../shared/states.js";
import { load, UNNAMED, watch } from "../shared/stored.js";
import { summarise } from "../shared/summary.js";
import { isUnstored, watchUnstored } from "../shared/unstored.js";
import { walkOf } from "../shared/walk.js";
import { drawAlerts, drawChanged } from "./alerts.js";
import { drawFind, prepareFind } from "./find.js";
import { drawFullCheck } from "./full-check.js";
import { drawGroups, prepareGroups } from "./groups.js";
import { prepareReport } from "./report.js";
import { sayChanges } from "./says.js";
import { drawSummary } from "./head.js";
import { drawToOpen } from "./to-open.js";
import { drawWalk, prepareWalk } from "./walk.js";

/** @typedef {import("../shared/states.js").Summary} Summary */
/** @typedef {Parameters<typeof summarise>[0]} Stored */

let unstored = false;

/**
 * @param {Stored} stored
 */
function draw(stored) {
  const summary = summarise(stored, Date.now(), unstored);
  one('[data-part="unstored"]').hidden = !unstored;
  drawChanged(one('[data-part="changed"]'), summary);
  const walk = walkOf(stored, summary, Date.now());
  drawSummary(summary, stored.recheckDays);
  drawToOpen(one('[data-part="to-open"]'), summary.started ? walk.steps : []);
  drawAlerts(one('[data-part="alerts"]'), summary);
  drawWalk(walk, summary);
  drawFullCheck(summary);
  // Before a page of LinkedIn's was read, the browser's language is the best guess.
  drawGroups(summary, stored.accounts[stored.account]?.lang ?? chrome.i18n.getUILanguage());
  drawFind(summary);
  drawAccount(stored, summary);
  sayChanges(one('[data-part="says"]'), summary);
}

/**
 * Whose list it is, where there are several; or that members cannot be told apart.
 * @param {Stored} stored
 * @param {Summary} summary
 */
function drawAccount({ account, accounts }, { started, seen }) {
  const named = Object.keys(accounts).length > 1;
  const place = one('[data-part="account"]');
  place.hidden = !started || (account === UNNAMED ? seen === 0 : !named);
  place.textContent = account === UNNAMED ? text("account_unnamed") : text("account_shown", accountName(accounts[account]));
}

/** Without readings there is nothing to draw, and that is said: an empty popup would look like all clear. */
function drawError() {
  one('[data-part="summary"]').textContent = text("error_storage");
}

/** Draws what is stored, and draws again whenever it changes. */
async function start() {
  const panel = new URLSearchParams(location.search).get("view") === "panel";
  document.documentElement.dataset["view"] = panel ? "panel" : "popup";
  const again = () => void load().then(draw);
  // What is stored is on its way while all that does not depend on it is made.
  const read = Promise.all([load(), isUnstored(), prepareWalk(again)]);
  fill(document);
  if (!panel) void offerBeside(one('[data-action="beside"]'), () => window.close());
  prepareReport();
  prepareFind();
  prepareGroups();
  void followPermission();
  watch(draw);
  watchUnstored((now) => {
    unstored = now;
    again();
  });
  try {
    const [stored, isNot] = await read;
    unstored = isNot;
    draw(stored);
  } catch (error) {
    drawError();
    throw error; // for the browser's list of errors
  }
}

void start();
