/** The options: every choice acts at once, and says so. */

import { ask } from "../shared/ask.js";
import { drawAccounts } from "./accounts.js";
import { prepareBring } from "./bring.js";
import { createChoices, drawChoices, drawManaged } from "./choices.js";
import { one } from "../shared/element.js";
import { day, fill, text } from "../shared/i18n.js";
import { chooseMode, chosenMode, createModes } from "../shared/modes.js";
import { followPermission, offerPermission } from "../shared/permission.js";
import { watchManaged } from "../shared/managed.js";
import { load, watch } from "../shared/stored.js";
import { createWatched, drawWatched } from "./watched.js";

/**
 * @param {Awaited<ReturnType<typeof load>>} stored
 */
function draw(stored) {
  const { consent } = stored;
  one('[data-part="reading"]').textContent = consent ? text("options_started", day(consent.at)) : text("options_not_started");
  one('[data-part="mode"]').hidden = !consent;
  one('[data-part="choices"]').hidden = !consent;
  one('[data-part="accounts"]').hidden = !consent;
  drawChoices(stored);
  one('[data-part="watched"]').hidden = !consent;
  drawAccounts(stored);
  drawWatched(stored);
  if (consent) chooseMode(one('[data-part="modes"]'), consent.mode);
}

/**
 * Asks the background and says how it went, beside what was clicked.
 * @param {Parameters<typeof ask>[0]} message
 * @param {string} done message key
 */
async function tell(message, done) {
  const ok = await ask(message);
  one(`[data-answer="${message.type}"]`).textContent = text(ok ? done : "error_background");
  draw(await load());
}

/**
 * Erasing cannot be undone: it takes a second click, on a button that says so.
 * @param {boolean} asked
 */
function question(asked) {
  one("#question").hidden = !asked;
  one('[data-action="erase"]').setAttribute("aria-expanded", String(asked));
  one(asked ? '[data-action="erase-cancel"]' : '[data-action="erase"]').focus();
}

/**
 * @param {string} action
 * @param {() => unknown} act
 */
function on(action, act) {
  one(`[data-action="${action}"]`).addEventListener("click", act);
}

/** Fills the page, and keeps it as what is stored. */
async function open() {
  fill(document);
  const modes = one('[data-part="modes"]');
  createModes(modes, "words");
  modes.addEventListener("change", () => tell({ type: "mode", mode: chosenMode(modes) }, "options_saved"));
  createChoices();
  prepareBring();
  createWatched();
  on("stop", () => tell({ type: "stop", erase: false }, "options_stopped"));
  on("erase", () => question(one("#question").hasAttribute("hidden")));
  on("erase-cancel", () => question(false));
  on("erase-confirm", async () => {
    question(false);
    await tell({ type: "stop", erase: true }, "options_erased");
  });
  offerPermission();
  void followPermission();
  watch(draw);
  watchManaged(() => void drawManaged());
  try {
    await drawManaged();
    draw(await load());
  } catch (error) {
    one('[data-part="reading"]').textContent = text("error_storage");
    throw error; // for the browser's list of errors
  }
}

void open();
