// List pages: a row is a link with a setting's title and often its value. A row says what it says only in a
// language whose words are known; a row without a value leaves the setting as it was, and so does one with an unknown
// value, but for this: where off would have been understood, it is not off.

/**
 * The texts of a row after its title: LinkedIn's row holds title and value in elements of their own (dom.md, section 3).
 * What holds no letter or figure is an arrow.
 * @param {Row} row
 */
function valuesOf(row) {
  return segments(row.element).slice(1).filter((text) => /[\p{L}\p{N}]/u.test(text));
}

/**
 * @param {string} setting
 * @param {string[]} values texts of its row after the title
 * @param {string} lang
 * @returns {Raw | null} null where the row says nothing
 */
function rawOfRow(setting, values, lang) {
  return readRow(setting, values, lang) ?? (isNotOff(setting, values, lang) ? { state: "unknown", reason: "not-off" } : null);
}

/**
 * Whether a row says something, and it is not off: in Dutch "Uit" is known and "Aan" is not.
 * @param {string} setting
 * @param {string[]} values
 * @param {string} lang
 */
function isNotOff(setting, values, lang) {
  const { controls } = entryOf(setting);
  if (!values.length || controls.length !== 1 || controls[0]?.box) return false;
  const least = valuesFor(setting).at(-1);
  if (least) return !(inLanguage(least.labels, lang) ?? values).some((label) => values.includes(label));
  return lang ? knowsOff(lang) && !values.some((text) => wordState(text, lang) === "off") : values.some(isSomewhereOn);
}

/**
 * @param {string} setting
 * @param {string[]} values texts of its row after the title
 * @param {string} lang
 * @returns {Raw | null} null where the row says nothing that we know
 */
function readRow(setting, values, lang) {
  const said = values.at(-1);
  if (said === undefined || !entryOf(setting).controls.length) return null;
  const { controls } = entryOf(setting);
  // What a row says of a page with a choice and a switch was never seen.
  if (hasChoice(setting)) return controls.length === 1 ? readRowChoice(valuesFor(setting), said, lang) : null;
  const counted = controls.some(({ box }) => box) ? readRowCount(controls, said, lang) : null;
  if (counted) return counted;
  const states = values.map((text) => wordState(text, lang));
  if (states.includes("on") && states.includes("off")) return { state: "unknown", reason: "contradiction" };
  // "Aan Uit", of which only the second is known: an off stands alone, and so does a word that was learnt.
  const alone = !states.includes(null);
  if (states.includes("off")) return alone ? { state: "off" } : null;
  return alone || inLanguage(CATALOGUE.words, lang)?.on.includes(said) ? { state: "on" } : null;
}

/**
 * "Anyone", "No one": the values seen in English rows (labels.json, english_row_values_seen).
 * @param {{labels: Record<string, string[]>}[]} values from the most to the least sharing
 * @param {string} said
 * @param {string} lang
 */
function readRowChoice(values, said, lang) {
  const at = values.findIndex(({ labels }) => inLanguage(labels, lang)?.includes(said));
  return at < 0 ? null : together([levelAt(values, at, lang)]);
}

/**
 * "Schools & 4 more" names the first ticked box and counts the others (Nov 2025). A label alone is one box;
 * what such a row says when none is ticked was never seen.
 * @param {{labels: Record<string, string[]>}[]} boxes
 * @param {string} said
 * @param {string} lang
 * @returns {Raw | null}
 */
function readRowCount(boxes, said, lang) {
  const pattern = inLanguage(CATALOGUE.more, lang);
  const label = boxes.flatMap(({ labels }) => inLanguage(labels, lang) ?? []).find((text) => said.startsWith(text));
  if (!pattern || label === undefined) return null;
  const rest = said.slice(label.length);
  const others = rest === "" ? "0" : new RegExp(`^${pattern}$`).exec(rest)?.[1];
  const count = others === undefined ? 0 : Number(others) + 1;
  if (count < 1 || count > boxes.length) return null;
  return { state: count === boxes.length ? "on" : "partial", count, of: boxes.length };
}

/**
 * The settings that belong in this list and are not in it. That alone is not "absent": the background concludes it
 * from two loads. The rows that belong before and after must be there, one of the same section among them, since
 * lists were seen with the upper part still missing (capture of 2025-11-19).
 * @param {string} list
 * @param {string[]} present addresses of the rows, as the catalogue's order names them
 * @returns {string[]} setting ids
 */
function missingFrom(list, present) {
  const sections = CATALOGUE.lists[list] ?? [];
  const order = sections.flat();
  const there = order.map((id) => present.includes(id));
  return order.filter((id, at) => {
    if (there[at] || !Object.hasOwn(CATALOGUE.settings, id)) return false;
    // At an end nothing stands beyond: there the neighbour has to be the very next row.
    const before = at === 0 ? there[1] : there.slice(0, at).includes(true);
    const after = at === order.length - 1 ? there[at - 1] : there.slice(at + 1).includes(true);
    const section = sections.find((rows) => rows.includes(id)) ?? [];
    return before && after && section.some((other) => present.includes(other));
  });
}

/** What a page has beside its rows without keeping room for any: shell, headings, links, pictures. */
const FURNITURE = "nav,aside,header,footer,h1,h2,h3,h4,h5,h6,[role],a[href],button,input,img,svg,picture,canvas,video,iframe";
/** More room than this many rows take, without a row in it, is kept for rows that are not drawn. */
const ROOM = 3;

/**
 * Whether a list draws only what is scrolled to: it says that it has more rows, places its rows itself, keeps
 * room for those it has not drawn, or scrolls inside the page. Asks for layout: only when all else is settled.
 * @param {Row[]} rows
 */
function isVirtualised(rows) {
  const main = mainOf();
  const sized = all(main, "[aria-setsize],[aria-rowcount]").map((at) => Number(attribute(at, "aria-setsize") ?? attribute(at, "aria-rowcount")));
  if (sized.some((size) => size < 0 || size > rows.length)) return true;
  // Each box around rows once, with the height of the lowest row in it: rows have most of them in common.
  const boxes = /** @type {Map<Element, number>} */ (new Map());
  for (const { element } of rows) {
    const height = Math.max(40, rectOf(element).height);
    climb(element, (at) => {
      boxes.set(at, Math.min(height, boxes.get(at) ?? height));
      return at === main;
    });
  }
  return [...boxes].some(([at, height]) => placesRows(at, main, height, rows) || (!rows.some(({ element }) => element === at) && keepsRoom(at, height, rows)));
}

/**
 * @param {Element} element a row or what is around it
 * @param {Element} main which may scroll as a whole
 * @param {number} height of a row, in px
 * @param {Row[]} rows
 */
function placesRows(element, main, height, rows) {
  const { position, transform, overflowY, paddingTop, paddingBottom } = getComputedStyle(element);
  if (Math.max(parseFloat(paddingTop), parseFloat(paddingBottom)) > ROOM * height) return true;
  if (element === main) return false;
  if (/auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1) return true;
  // An application may stand absolutely as a whole; a single row does so where each is put in its place.
  const isPlaced = position === "absolute" || new DOMMatrixReadOnly(transform).m42 !== 0;
  return isPlaced && rows.filter((row) => holds(element, row.element)).length === 1;
}

/**
 * @param {Element} element around rows
 * @param {number} height of a row, in px
 * @param {Row[]} rows
 */
function keepsRoom(element, height, rows) {
  return all(element, ":scope > *").some((child) => {
    if (rows.some((row) => holds(child, row.element)) || matches(child, FURNITURE) || firstOf(child, FURNITURE)) return false;
    return rectOf(child).height >= (segments(child).length ? ROOM * height : height);
  });
}
