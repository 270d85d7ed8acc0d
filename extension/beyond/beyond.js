/** Beyond the switch: a text for LinkedIn's objection form, and settings at other companies. Nothing is sent. */

import { ask } from "../shared/ask.js";
import { checkedOn, cited } from "../shared/cited.js";
import { copyText } from "../shared/copy.js";
import { element, one, replace } from "../shared/element.js";
import { fill, text } from "../shared/i18n.js";
import { link } from "../shared/links.js";
import { loadManaged } from "../shared/managed.js";
import { createRegions } from "../shared/regions.js";
import { elsewhere, sources } from "../shared/sources.js";
import { load, watch } from "../shared/stored.js";

/** Regions whose law was checked; the others get a text without one. */
const LAWS = ["eu", "uk", "ch", "ca"];

const area = () => /** @type {HTMLTextAreaElement} */ (one("#text"));
const region = () => /** @type {HTMLSelectElement} */ (one("#region"));
/** What was written last: a text that the member has changed stays. */
let written = "";

/** @param {import("../shared/stored.js").Stored} stored */
function draw(stored) {
  const chosen = stored.region ?? "";
  const law = LAWS.includes(chosen) ? chosen : "other";
  region().value = chosen;
  replace(one('[data-part="law"]'), text(`law_${law}`));
  replace(one('[data-part="law-sources"]'), cited([`law_${law}`]));
  if (area().value !== written) return;
  written = [text("objection_text"), text(`objection_law_${law}`), text("objection_ask")].join("\n\n");
  area().value = written;
}

/**
 * @param {import("../shared/sources.js").Elsewhere} entry
 * @returns {HTMLLIElement}
 */
function item({ company, product, address, where, label, checked }) {
  const name = `${company}: ${product}`;
  return element(
    "li",
    {},
    element("p", {}, address ? link(address, name) : element("strong", {}, name)),
    element(
      "p",
      { class: "quiet" },
      [label ?? (address || where ? "" : text("elsewhere_none")), where, checked ? text("source_checked", checkedOn(checked)) : text("elsewhere_unchecked")]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}

/** Fills the page, and keeps it as what is stored. */
async function open() {
  fill(document);
  createRegions(region());
  region().addEventListener("change", () => void ask({ type: "choose", region: region().value || null }));
  one('[data-action="copy"]').addEventListener("click", () => copyText(area(), one('[data-part="copied"]')));
  one('[data-part="form"]').append(link(sources["help-objection"]?.address ?? "", text("objection_form")));
  one('[data-part="elsewhere"]').append(...elsewhere.map(item));
  const fixed = (await loadManaged()).set.region !== undefined;
  region().disabled = fixed;
  one('[data-managed="region"]').hidden = !fixed;
  watch(draw);
  draw(await load());
}

void open();
