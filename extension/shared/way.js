/**
 * Where a setting stands in LinkedIn's own menu, made from facts of the catalogue: menu, list page, section, row.
 * LinkedIn's language is the account's, so each name is in that one where it is known, else in English.
 */

import { catalogue } from "./catalogue.js";

/** @typedef {typeof import("./catalogue.js").catalogue.settings[number]} Setting */
/** @typedef {{words: string, lang: string}} Step a name of LinkedIn's, and the language that it is in */

const ENGLISH = "en";

/**
 * @param {Setting} setting
 * @param {string} lang LinkedIn's language, as BCP 47 has it
 * @returns {Step[]} from the menu to the row; empty where no way is known
 */
export function wayTo({ id, titles }, lang) {
  const { menu, lists } = catalogue;
  const page = [...lists, ...menu.pages].find(({ sections }) => sections.some(({ rows }) => rows.includes(id)));
  if (!page) return [];
  const section = page.sections.find(({ rows }) => rows.includes(id));
  const row = Object.fromEntries(Object.entries(titles).flatMap(([name, [first]]) => (first ? [[name, first]] : [])));
  return [menu.title, page.title, section?.title ?? {}, row].flatMap((names) => nameIn(names, lang) ?? []);
}

/**
 * @param {Record<string, string>} names by language
 * @param {string} lang
 * @returns {Step | null} null where it has no name
 */
function nameIn(names, lang) {
  const known = [lang, baseOf(lang), ENGLISH].find((one) => Object.hasOwn(names, one));
  return known === undefined ? null : { words: names[known] ?? "", lang: known };
}

/**
 * Whether a name is in English only because it is not known in LinkedIn's language.
 * @param {Step[]} steps
 * @param {string} lang
 */
export function isMixed(steps, lang) {
  return baseOf(lang) !== ENGLISH && steps.some((step) => step.lang === ENGLISH);
}

/** @param {string} lang */
function baseOf(lang) {
  return lang.split("-")[0] ?? "";
}
