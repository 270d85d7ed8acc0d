/** "Where do I find this?": the way through LinkedIn's own menu, on its website and in its app. */

import { element } from "../shared/element.js";
import { languageName, text } from "../shared/i18n.js";
import { isMixed, wayTo } from "../shared/way.js";

/** @typedef {import("../shared/way.js").Setting} Setting */

/**
 * @param {Setting} setting
 * @param {string} lang LinkedIn's language
 * @returns {HTMLElement[]}
 */
export function wayWords(setting, lang) {
  const steps = wayTo(setting, lang);
  const heading = element("h4", {}, text("way_heading"));
  if (steps.length === 0) return [heading, element("p", {}, text("way_none"))];
  const names = steps.map((step) => element("li", {}, element("bdi", { lang: step.lang }, step.words)));
  return [
    heading,
    element("p", {}, text("fact_way_website")),
    element("ol", { class: "way" }, element("li", {}, text("way_picture")), ...names),
    element("p", {}, text(setting.app ? "fact_way_app" : "way_app_unknown")),
    ...(isMixed(steps, lang) ? [element("p", { class: "quiet" }, text("way_mixed", languageName(lang)))] : []),
  ];
}

/**
 * The message keys of what is said of the way, for its sources.
 * @param {Setting} setting
 * @returns {string[]}
 */
export function waySaid(setting) {
  if (wayTo(setting, "").length === 0) return [];
  return setting.app ? ["fact_way_website", "fact_way_app"] : ["fact_way_website"];
}
