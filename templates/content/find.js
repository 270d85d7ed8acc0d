// Find: every control and row of the page, by role, type and structure, never by class name.

/** The fewer to compare each element with, the better: all that have no role are out at once. */
const CONTROLS = "input:is([type=checkbox],[type=radio]),select,[role]:is([role=switch],[role=checkbox],[role=radio]),[aria-pressed]";
/** Shell and layers over the page: a cookie wall's switches, the navigation, a dialog are not settings. */
const NOT_SETTINGS =
  "dialog,nav,footer,body > header,[aria-modal=true]," +
  "[role]:is([role=dialog],[role=alertdialog],[role=navigation],[role=contentinfo],[role=banner],[role=search])";

/** Where a page has one, its settings stand in it: beside it stand walls, banners and bars, with a role or without. */
const MAIN = "main,[role=main]";

/**
 * @typedef {object} Control
 * @property {Element} element
 * @property {"switch" | "checkbox" | "radio" | "select"} type
 * @property {string[]} keys what may be a setting key: the tokens of aria-labelledby, id and name
 */

/** @typedef {{element: HTMLAnchorElement, setting: string | null, address: string}} Row */

/** @typedef {{roots: Root[], controls: Control[], rows: Row[], unseen?: Row[]}} Found unseen: rows that the member cannot see */

/** More than any page of settings has: a page that has more is none that we know, and nothing in it is looked at. */
const CROWD = 1000;
/** Elements that are walked at a stretch: some ms. */
const STRETCH = 5000;

/**
 * The document, every frame of the same origin that is shown (dom.md, section 6), and every open shadow root in them.
 * In stretches, so that a page of any size stays responsive.
 * @yields {void} after each of them
 * @returns {Generator<void, Root[] | null>} null where the page took away what was just walked, and with it the way on
 */
function* rootsInStretches() {
  const roots = /** @type {Root[]} */ ([document]);
  for (const root of roots) {
    const shadows = yield* shadowsIn(root);
    if (!shadows) return null;
    roots.push(...shadows);
    for (const frame of all(root, "iframe")) {
      const framed = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
      if (framed && isVisible(frame, { visibilityProperty: true })) roots.push(framed);
    }
  }
  return roots;
}

/** @returns {Root[]} all of them, at once */
function rootsOf() {
  const search = rootsInStretches();
  let step = search.next();
  while (!step.done) step = search.next();
  return step.value ?? [];
}

/**
 * The open shadow roots in one root. Walked, since a list of all its elements is what costs: 10 of 12 ms in Chromium,
 * 50 of 70 in Firefox (100,000 elements, Nov 2026).
 * @param {Root} root
 * @returns {Generator<void, ShadowRoot[] | null>} null where the way on is lost
 */
function* shadowsIn(root) {
  const shadows = [];
  const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_ELEMENT);
  let walked = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const shadow = shadowOf(node);
    if (shadow) shadows.push(shadow);
    if ((walked += 1) % STRETCH) continue;
    yield;
    if (rootOf(node) !== root) return null;
  }
  return shadows;
}

/**
 * One scan. No layout is asked for.
 * @param {Page} page
 * @param {Root[]} roots
 * @returns {Found}
 */
function find(page, roots = rootsOf()) {
  const elements = candidatesIn(roots, CONTROLS);
  const inMain = elements.filter((element) => closest(element, MAIN));
  // The whole page is searched for one only where nothing stands in it.
  const hasMain = inMain[0] ?? firstOf(document, MAIN);
  return {
    roots,
    controls: (hasMain ? inMain : elements).map(controlOf),
    rows: page.kind === "list" ? rowsIn(roots) : [],
  };
}

/**
 * @param {Root[]} roots
 * @param {string} selector
 * @returns {Element[]} none of a crowd, which is counted and not looked at
 */
function candidatesIn(roots, selector) {
  const lists = roots.map((root) => (isDocument(root) ? Document : DocumentFragment).prototype.querySelectorAll.call(root, selector));
  return lists.reduce((sum, { length }) => sum + length, 0) > CROWD ? [] : lists.flatMap((list) => [...list]).filter(isInSettings);
}

/** @param {Element} element */
function isInSettings(element) {
  return !closest(element, NOT_SETTINGS);
}

/** @param {Root[]} roots */
function rowsIn(roots) {
  return candidatesIn(roots, "a[href]").flatMap(rowOf);
}

/**
 * @param {Element} element
 * @returns {Control}
 */
function controlOf(element) {
  const role = attribute(element, "role");
  const type =
    role === "switch" || role === "checkbox" || role === "radio" ? role
    : matches(element, "input") ? (matches(element, "[type=radio]") ? "radio" : "checkbox")
    : tagOf(element) === "select" ? "select"
    : "switch";
  const named = ["aria-labelledby", "id", "name"].map((name) => attribute(element, name) ?? "");
  return { element, type, keys: named.join(" ").split(/\s+/).filter(Boolean) };
}

/**
 * @param {Element} element
 * @returns {Row[]} none for a link that does not lead to a setting
 */
function rowOf(element) {
  // A link in a drawing has no origin.
  const link = /** @type {HTMLAnchorElement} */ (element);
  if (link.origin !== location.origin || !isSettingsPage(link.pathname)) return [];
  const address = addressOf(link.pathname);
  if (address.startsWith("categories/")) return [];
  return [{ element: link, address, setting: settingsByPath.get(address) ?? null }];
}

/** px: a browser's own checkbox has 13, an input that is hidden beside a drawn switch 1. */
const SEEN = 10;

/**
 * The nearest box that the member can see: the control, or what is drawn for it (dom.md section 3: the real
 * input may be 1 px or transparent, under a pill). Asks for layout: only for candidates, after the scan.
 * @param {Element} element
 * @returns {{element: Element, up: number} | null} null where nothing is seen; up: levels above the control
 */
function boxOf(element) {
  let at = /** @type {Element | null} */ (element);
  for (let up = 0; at && up < 5; up += 1, at = parentOf(at)) {
    const { width, height, right, bottom } = rectOf(at);
    const visible = isVisible(at, { opacityProperty: true, visibilityProperty: true });
    const onPage = right + scrollX > 0 && bottom + scrollY > 0;
    const isLarge = width >= SEEN && height >= SEEN;
    if (visible && onPage && isLarge) return isClipped(at) ? null : { element: at, up };
    // A box that is itself taken out of the page, or drawn beside it, hides all that is in it. Inputs are put there under a pill.
    if (isLarge && !onPage && !isInput(at)) return null;
    // So does one that is transparent: what else is large and on the page was found.
    if (isLarge && up > 0) return null;
    if (up > 0 && !isVisible(at, { visibilityProperty: true })) return null;
  }
  return null;
}

/**
 * Whether a box stands in one that is next to nothing and shows no more than itself: a copy for screen readers.
 * @param {Element} box
 */
function isClipped(box) {
  for (let at = parentOf(box), more = 4; at && more > 0; at = parentOf(at), more -= 1) {
    if (isGround(at)) continue;
    const { width, height } = rectOf(at);
    if ((width < SEEN || height < SEEN) && getComputedStyle(at).overflow !== "visible") return true;
  }
  return false;
}

/**
 * Whether an element is its document's ground: what it does not show for its own size, the window does. A body under a
 * root element that has an overflow of its own is none.
 * @param {Element} element
 */
function isGround(element) {
  const tag = tagOf(element);
  return tag === "html" || (tag === "body" && getComputedStyle(/** @type {Element} */ (parentOf(element))).overflow === "visible");
}

/**
 * Whether the member can see it: `display: none` copies for another screen size are not there.
 * @param {{element: Element}} candidate
 */
function isShown({ element }) {
  const shown = isVisible(element, { visibilityProperty: true }) || labelled(element).some((label) => isVisible(label));
  return shown && boxOf(element) !== null;
}

/**
 * The `label` elements of an input or select.
 * @param {Element} element
 * @returns {Element[]}
 */
function labelled(element) {
  const { labels } = /** @type {HTMLInputElement | HTMLSelectElement} */ (element);
  return matches(element, "input,select") ? [...(labels ?? [])] : [];
}
