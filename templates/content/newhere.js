// New here: a control or row that the catalogue does not know, and whose own words speak of AI, training, models,
// data sharing, partners, affiliates or Microsoft. Shown as LinkedIn's words; never marked as known.

/** Not on pages about other things: full of controls that are none of our business. */
const NOT_NEW = new RegExp(
  "(^|/)(notif|sign-in|two-|pass(word|key)|change-password|categories/(account|notif)|account|close-accounts|hibernate|download|" +
    "member-data|premium|manage-premium|(select-)?language|dark-mode|learning|job-alerts|job-search|phone|emails?(/|$)|page-not-found)",
);

/**
 * Short words in capitals ("AI", "KI") stand for themselves; other scripts write no space around them. Words of five
 * Latin letters or less begin a word ("train", not "constraint"), longer ones stand anywhere ("Sprachmodelle").
 */
const EDGE = "[\\p{Script=Latin}\\p{N}]";
const { capitals, begins, within } = CATALOGUE.newHere;
const SPEAKS = {
  short: new RegExp(`(?<!${EDGE})(${capitals})(?!${EDGE})`, "u"),
  lower: new RegExp(`(?<!\\p{L})(${begins})|${within}`, "u"),
};

/**
 * Whether words speak of what the product is about.
 * @param {string} text
 */
function speaksOfData(text) {
  return SPEAKS.short.test(text) || SPEAKS.lower.test(text.toLowerCase());
}

/**
 * Whether an address is the page of a setting that the member has to look at, or below it. What is listed there are
 * names of services, accounts and people.
 * @param {string} address
 */
function isForTheMember(address) {
  const setting = [...settingsByPath].find(([path]) => `${address}/`.startsWith(`${path}/`))?.[1];
  return setting !== undefined && !entryOf(setting).controls.length;
}

/** @typedef {{text: string, address: string, structure: string}} News LinkedIn's words, where they lead, what is around them */

/**
 * @param {Control[]} controls those that the member can see
 * @param {Row[]} rows
 * @param {Identified[]} identified
 * @returns {News[]} 20 at most, each text once
 */
function newHere(controls, rows, identified) {
  const here = addressOf(location.pathname);
  if (NOT_NEW.test(here) || isForTheMember(here)) return [];
  const news = /** @type {Map<string, {element: Element, address: string}>} */ (new Map());
  // On the page of a setting that could not be told apart, an unknown control may be the setting itself.
  const strange = identified.every(({ problem }) => !problem) ? strangersIn(controls, identified) : [];
  for (const { element, words } of strange) {
    const text = words.find(speaksOfData);
    if (text && !news.has(text)) news.set(text, { element, address: location.pathname });
  }
  const listed = new Set(Object.values(CATALOGUE.lists).flat(2));
  for (const { element, setting, address } of rows) {
    const [title = ""] = segments(element);
    if (setting || listed.has(slugOf(address)) || NOT_NEW.test(address) || isForTheMember(address) || news.has(title) || element.pathname.length > 300) continue;
    if (speaksOfData(title)) news.set(title, { element, address: element.pathname });
  }
  return [...news].slice(0, 20).map(([text, { element, address }]) => ({ text, address, structure: structureOf(element) }));
}

/**
 * The controls that the catalogue does not know, with the words that are their own; radios by group.
 * @param {Control[]} controls
 * @param {Identified[]} identified
 * @returns {{element: Element, words: string[]}[]}
 */
function strangersIn(controls, identified) {
  const known = new Set(identified.flatMap(({ controls: those }) => those.map(({ element }) => element)));
  const strangers = controls.filter((control) => !known.has(control.element) && !ownersOf(control).length);
  const groups = Map.groupBy(strangers, ({ element, type }) => (type === "radio" ? groupOf(element) : element));
  return [...groups].map(([element, those]) => {
    const own = those.map(labelOf);
    // What a choice is about, its group or the heading of its card says; so it is with a control without a name.
    const [first] = those;
    const around = first?.type === "radio" ? [nameOfGroup(element), headingOf(element)] : first?.type === "select" || !own[0] ? [headingOf(element)] : [];
    return { element: first?.element ?? element, words: [...around, ...own] };
  });
}

/**
 * @param {Element} radio
 * @returns {Element}
 */
function groupOf(radio) {
  return closest(radio, "fieldset,[role=radiogroup]") ?? cardOf(radio);
}

/** @param {Element} group */
function nameOfGroup(group) {
  const [legend] = all(group, ":scope > legend");
  return legend ? tidy(segments(legend).join(" ")) : labelOf({ element: group, type: "radio", keys: [] });
}

/**
 * @param {Element} element
 * @returns {string} "" on the page of a setting, whose heading is about that one
 */
function headingOf(element) {
  if (pageOf(location.pathname)?.kind === "setting") return "";
  const heading = firstOf(cardOf(element), HEADINGS);
  return heading ? tidy(segments(heading).join(" ")) : "";
}

/**
 * The rows of a list; also of one that the catalogue does not know, where nothing else reads them.
 * @param {Page} page
 * @param {Found} found
 */
function rowsHere(page, { rows, roots }) {
  return page.id.startsWith("categories/") ? rowsIn(roots).filter(isShown) : rows;
}

/** @param {string} address */
function slugOf(address) {
  return address.split("/").at(-1) ?? address;
}
