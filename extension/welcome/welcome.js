/** The welcome page: what is read, where it stays, what LinkedIn's terms say, and the start. */

import { ask } from "../shared/ask.js";
import { offerBeside } from "../shared/beside.js";
import { checkedOn, cited } from "../shared/cited.js";
import { element, one, replace } from "../shared/element.js";
import { fill, text } from "../shared/i18n.js";
import { link } from "../shared/links.js";
import { loadManaged } from "../shared/managed.js";
import { chosenMode, createModes, fixMode } from "../shared/modes.js";
import { drawChecklist, pagesDone, pagesWords } from "../shared/checklist.js";
import { followPermission, offerPermission } from "../shared/permission.js";
import { createRegions, factOf } from "../shared/regions.js";
import { sources } from "../shared/sources.js";
import { load, watch } from "../shared/stored.js";
import { summarise } from "../shared/summary.js";

/** The clause is 8.2; the live text gives its sections no address of their own that we know. */
const AGREEMENT = "https://www.linkedin.com/legal/user-agreement";
const HELP = "https://www.linkedin.com/help/linkedin/answer/a1341387";

/**
 * @param {Parameters<typeof summarise>[0]} stored
 */
function draw(stored) {
  const { started, pages } = summarise(stored, Date.now());
  one('[data-part="started"]').hidden = !started;
  one('[data-part="choice"]').hidden = started;
  drawChecklist(one('[data-part="pages"]'), pages);
  const done = pages.length > 0 && pagesDone(pages) === pages.length;
  one('[data-part="progress"]').textContent = done ? text("welcome_done") : pagesWords(pages);
}

const region = () => /** @type {HTMLSelectElement} */ (one("#region"));

/** What the choice of a region tells, with its sources. */
function drawRegion() {
  const fact = factOf(region().value);
  replace(one('[data-part="region-fact"]'), ...(fact ? [element("p", {}, text(fact)), cited([fact])] : []));
}

/** The click is the consent: the background starts reading when it hears of it, and not before. */
async function start() {
  const done = await ask({ type: "start", mode: chosenMode(one('[data-part="modes"]')) });
  one('[data-part="problem"]').textContent = done ? "" : text("error_background");
  if (!done) return;
  if (region().value && !region().disabled) await ask({ type: "choose", region: region().value });
  draw(await load());
  one("#started").focus();
}

/** Fills the page, and keeps it as what is stored. */
async function open() {
  fill(document);
  createModes(one('[data-part="modes"]'), "words");
  createRegions(region());
  region().addEventListener("change", drawRegion);
  one('[data-part="sources"]').append(link(AGREEMENT, text("welcome_terms_agreement")), link(HELP, text("welcome_terms_help")), element("span", { class: "quiet" }, text("source_checked", checkedOn(sources["agreement"]?.checked ?? ""))));
  one('[data-action="start"]').addEventListener("click", start);
  void offerBeside(one('[data-action="beside"]'));
  offerPermission();
  void followPermission();
  watch(draw);
  try {
    const [{ set }, stored] = await Promise.all([loadManaged(), load()]);
    fixMode(one('[data-part="modes"]'), set.mode);
    region().disabled = set.region !== undefined;
    one('[data-managed="region"]').hidden = set.region === undefined;
    region().value = stored.region ?? "";
    drawRegion();
    draw(stored);
  } catch (error) {
    one('[data-part="problem"]').textContent = text("error_storage");
    throw error; // for the browser's list of errors
  }
}

void open();
