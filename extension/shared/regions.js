/** Where the member lives, as they told: it changes what LinkedIn offers, and what the law gives. */

import { element } from "./element.js";
import { text } from "./i18n.js";
import { REGIONS } from "./managed.js";

/** What is known of a region, as a message key; sources.toml has its sources. */
const FACT = /** @type {Record<string, string>} */ ({
  eu: "region_fact_consent",
  ch: "region_fact_consent",
  uk: "region_fact_2025",
  ca: "region_fact_2025",
  hk: "region_fact_2025",
  us: "region_fact_2024",
  other: "region_fact_2024",
});

/**
 * @param {string | null} region
 * @returns {string | null} message key
 */
export function factOf(region) {
  return FACT[region ?? ""] ?? null;
}

/** @param {HTMLSelectElement} select gets every region, and the choice to leave it open */
export function createRegions(select) {
  select.append(...["", ...REGIONS].map((id) => element("option", { value: id }, text(`region_${id || "none"}`))));
}
