// Text of the page, read without layout: innerText costs 40 ms where textContent costs 0.1.

const SEGMENT_LIMIT = 200;
/** Half of a character in two halves draws nothing either. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Surrogate}]/gu;

/**
 * White space folded, characters that draw nothing removed.
 * @param {string} text
 */
function tidy(text) {
  const folded = text.slice(0, 4 * SEGMENT_LIMIT).replace(INVISIBLE, "").replace(/[\s\p{Control}]+/gu, " ").trim().normalize("NFC");
  return folded.slice(0, SEGMENT_LIMIT).replace(INVISIBLE, "");
}

/**
 * The texts under an element, one for each element that holds text itself, in order.
 * Neighbouring text nodes of one parent are one text ("Schools", " & 4 more").
 * @param {Node} element
 * @param {(element: Element) => boolean} [leaveOut] subtrees not to read
 * @returns {string[]} tidy texts, none empty, 50 at most
 */
function segments(element, leaveOut = () => false) {
  const texts = /** @type {string[]} */ ([]);
  let holder = /** @type {Element | null} */ (null);
  const walker = Document.prototype.createTreeWalker.call(document, element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (!isElement(node)) return NodeFilter.FILTER_ACCEPT;
    const skip = matches(node, "script,style,svg,template,noscript,[hidden]") || leaveOut(node);
    return skip ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  for (let node = walker.nextNode(); node && texts.length < 50; node = walker.nextNode()) {
    const data = /** @type {Text} */ (node).data;
    const parent = parentOf(node);
    if (parent === holder) texts[texts.length - 1] += data;
    else if (data.trim()) {
      texts.push(data);
      holder = parent;
    }
  }
  return texts.map(tidy).filter(Boolean);
}

/** LinkedIn's <html lang> may carry legacy codes (labels.json). */
const OTHER_CODES = new Map([["in", "id"], ["iw", "he"], ["nb", "no"]]);

/** The page's language as labels.json writes it: "en", "pt-BR"; "" where the page does not say, or says what is none. */
function languageOf() {
  const lang = (attribute(rootElementOf(document), "lang") ?? "").replace("_", "-");
  const [base = "", region] = lang.split("-");
  const name = OTHER_CODES.get(base.toLowerCase()) ?? base.toLowerCase();
  const tag = region ? `${name}-${region.toUpperCase()}` : name;
  return /^[a-z]{2,3}(-[A-Z\d]{2,8})?$/.test(tag) ? tag : "";
}

/**
 * A table keyed by language: the entry of "pt-BR", else of "pt".
 * @template T
 * @param {Record<string, T>} table
 * @param {string} lang
 * @returns {T | undefined}
 */
function inLanguage(table, lang) {
  const name = [lang, lang.split("-")[0] ?? ""].find((one) => Object.hasOwn(table, one));
  return name === undefined ? undefined : table[name];
}
