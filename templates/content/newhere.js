// New here: a control or row that the catalogue does not know, and whose own words speak of AI, training, models,
// data sharing, partners, affiliates or Microsoft. Shown as LinkedIn's words; never marked as known.

/** Not on notification, sign-in, account or download pages: full of controls that are none of our business. */
const NOT_NEW = /(^|\/)(notification|sign-in|categories\/(account|notifications)|account|close-accounts|hibernate|change-password|download|premium|language|dark-mode)/;

/**
 * Whether words speak of what the product is about. Short all-capital words ("AI", "KI") count as whole words only.
 * @param {string} text
 */
function speaksOfData(text) {
  return Object.values(CATALOGUE.newHere).flat().some((word) =>
    /^\p{Lu}{1,3}$/u.test(word)
      ? new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u").test(text)
      : text.toLowerCase().includes(word.toLowerCase()),
  );
}

/**
 * @param {Control[]} controls those that the member can see
 * @param {Row[]} rows
 * @param {Identified[]} identified
 * @returns {{text: string, address: string}[]} 20 at most, each text once
 */
function newHere(controls, rows, identified) {
  if (NOT_NEW.test(addressOf(location.pathname))) return [];
  const known = new Set(identified.flatMap(({ controls: those }) => those.map(({ element }) => element)));
  const listed = new Set(Object.values(CATALOGUE.lists).flat(2));
  const texts = new Map();
  // On the page of a setting that could not be told apart, an unknown control may be the setting itself.
  if (identified.every(({ problem }) => !problem)) {
    for (const control of controls) {
      const text = labelOf(control);
      if (control.type !== "radio" && !known.has(control.element) && !ownersOf(control).length && speaksOfData(text)) {
        texts.set(text, location.pathname);
      }
    }
  }
  for (const { element, setting, address } of rows) {
    const [title = ""] = segments(element);
    if (setting || listed.has(slugOf(address)) || NOT_NEW.test(address)) continue;
    if (speaksOfData(title)) texts.set(title, element.pathname);
  }
  return [...texts].slice(0, 20).map(([text, address]) => ({ text, address }));
}

/** @param {string} address */
function slugOf(address) {
  return address.split("/").at(-1) ?? address;
}
