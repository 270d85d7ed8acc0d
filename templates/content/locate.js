// Locate: where a mark and its words may be drawn, said as data. The background builds the CSS from it.

/**
 * An element, by what is unique to it. Only while its selector matches exactly one element of the page.
 * @typedef {{tag: string, by: "aria-labelledby" | "id" | "name" | "href", value: string}
 *   | {tag: string, by: "path", value: [string, number][]}} Address a path is [tag, nth-child] from the root's child on
 */

/**
 * @typedef {object} Target
 * @property {Address} address of the control or row
 * @property {"checked" | "aria-checked" | "aria-pressed" | "always"} when the mark lives exactly as long as this is true
 * @property {{tag: string, up: number, inset: boolean}} box the nearest visible box, levels above the control;
 *   inset: an outline around it would be cut off
 */

/**
 * Where words stand: on a pseudo-element of an ancestor of every target.
 * @typedef {object} Host
 * @property {string} tag
 * @property {"before" | "after"} pseudo
 * @property {"block" | "flex" | "grid"} layout
 * @property {number[]} up levels above each target
 */

/**
 * @param {Address} address
 * @returns {string}
 */
function selectorOf(address) {
  if (address.by === "path") return ["html", ...address.value.map(([tag, n]) => `${CSS.escape(tag)}:nth-child(${n})`)].join(" > ");
  const operator = address.by === "href" ? "$=" : "=";
  return `${CSS.escape(address.tag)}[${address.by}${operator}"${CSS.escape(address.value)}"]`;
}

/** Names of elements that the background takes. Custom elements may have others: those carry no mark. */
const TAG = /^[a-z][a-z0-9-]{0,40}$/;
/** Levels: further down or up, nothing is said. */
const DEEPEST = 60;

/**
 * @param {Element} element
 * @param {Root[]} roots
 * @returns {Address | null} null where nothing unique can be said
 */
function addressOfElement(element, roots) {
  const tag = tagOf(element);
  // A frame's own stylesheet would have to be drawn in the frame: its settings stand in the popup alone.
  if (!TAG.test(tag) || element.ownerDocument !== document) return null;
  const candidates = /** @type {Address[]} */ ([]);
  if (tag === "a") candidates.push({ tag, by: "href", value: /** @type {HTMLAnchorElement} */ (element).pathname.replace(/\/$/, "") });
  else {
    for (const by of /** @type {const} */ (["aria-labelledby", "id", "name"])) {
      const value = attribute(element, by);
      if (value && value.length <= 200) candidates.push({ tag, by, value });
    }
  }
  const isUnique = (/** @type {Address} */ address) => isOnly(element, address, roots);
  // A path takes time, and is seldom needed.
  return candidates.find(isUnique) ?? pathOf(element).find(isUnique) ?? null;
}

/**
 * @param {Element} element
 * @param {Address} address
 * @param {Root[]} roots
 */
function isOnly(element, address, roots) {
  const [first, second] = roots.flatMap((root) => all(root, selectorOf(address)));
  return first === element && !second;
}

/**
 * @param {Element} element
 * @returns {Address[]} one; none in a shadow root, where a path has no anchor
 */
function pathOf(element) {
  const path = /** @type {[string, number][]} */ ([]);
  const root = rootElementOf(document);
  for (let at = element; at !== root; ) {
    const parent = parentNodeOf(at);
    if (!isElement(parent) || path.length === DEEPEST || !TAG.test(tagOf(at))) return [];
    // Not by ":scope > *", for which all that is below is looked at.
    path.unshift([tagOf(at), [...childrenOf(parent)].indexOf(at) + 1]);
    at = parent;
  }
  return [{ tag: tagOf(element), by: "path", value: path }];
}

/**
 * @param {Element} element a control, or a row's link
 * @param {Root[]} roots
 * @returns {Target | null}
 */
function targetOf(element, roots) {
  const address = addressOfElement(element, roots);
  const box = boxOf(element);
  if (!address || !box || !TAG.test(tagOf(box.element))) return null;
  const when =
    isInput(element) ? "checked"
    : attribute(element, "aria-checked") !== null ? "aria-checked"
    : attribute(element, "aria-pressed") !== null ? "aria-pressed"
    : "always";
  return { address, when, box: { tag: tagOf(box.element), up: box.up, inset: when === "always" || !hasRoom(box.element) } };
}

/** px that an outline takes around a box. */
const OUTSET = 6;

/**
 * Whether an outline around a box would be seen whole. One inside it lies under what is drawn for the control.
 * @param {Element} element
 */
function hasRoom(element) {
  const { left, top, right, bottom } = rectOf(element);
  return !climb(element, (at) => {
    if (at === element || isGround(at)) return false;
    const { overflowX, overflowY, contain } = getComputedStyle(at);
    if (overflowX === "visible" && overflowY === "visible" && !/paint|strict|content/.test(contain)) return false;
    const around = rectOf(at);
    return Math.min(left - around.left, top - around.top, around.right - right, around.bottom - bottom) < OUTSET;
  });
}

/** Roles and elements whose name comes from their content: words in them would become part of that name. */
const NAMED_BY_CONTENT =
  "a,button,label,summary,legend,option,h1,h2,h3,h4,h5,h6,td,th,tr,caption,figcaption," +
  "[role=link],[role=button],[role=switch],[role=checkbox],[role=radio],[role=heading],[role=row],[role=cell]," +
  "[role=gridcell],[role=tab],[role=option],[role=menuitem],[role=treeitem],[role=tooltip]";

/** Which pseudo-elements our words and notices took, by the one they asked for first: what is computed there is ours. */
const chosen = /** @type {WeakMap<Element, {before?: Host["pseudo"], after?: Host["pseudo"]}>} */ (new WeakMap());
/** Elements in which words were cut off once. */
const cut = /** @type {WeakSet<Element>} */ (new WeakSet());

/**
 * The nearest ancestor of all elements on which words can stand: block before flex row and grid, which have to wrap for it.
 * @param {Element[]} elements at least one
 * @param {"before" | "after"} first the pseudo-element to take where both are free; also tells words from notices
 * @param {(element: Element) => boolean} tooWide an element that is not theirs alone
 * @param {Element[]} anchors the targets' elements, from which the background finds the host
 * @returns {Host | null} null: popup only
 */
function hostOf(elements, first, tooWide, anchors) {
  const start = elements[0] && parentOf(elements[0]);
  if (!start) return null;
  let named = outermostNamed(start);
  let best = /** @type {{element: Element, layout: Host["layout"], pseudo: Host["pseudo"]} | null} */ (null);
  for (let at = /** @type {Element | null} */ (start); at && tagOf(at) !== "html" && !tooWide(at); at = parentOf(at)) {
    if (named) {
      if (at === named) named = null;
      continue;
    }
    if (!TAG.test(tagOf(at)) || !elements.every((element) => holds(/** @type {Element} */ (at), element)) || isCut(at)) continue;
    const layout = layoutOf(at);
    const pseudo = layout && freePseudo(at, first);
    if (!layout || !pseudo) continue;
    if (!best || layout === "block") best = { element: at, layout, pseudo };
    if (layout === "block") break;
  }
  if (!best) return null;
  const { element, layout, pseudo } = best;
  const up = anchors.map((anchor) => levelsBetween(element, anchor));
  if (Math.max(...up) > DEEPEST) return null;
  chosen.set(element, { ...chosen.get(element), [first]: pseudo });
  return { tag: tagOf(element), pseudo, layout, up };
}

/**
 * Whether an element names a control, or is named by its content.
 * @param {Element} element
 */
function namesSomething(element) {
  if (matches(element, NAMED_BY_CONTENT)) return true;
  const id = CSS.escape(attribute(element, "id") ?? "");
  return id !== "" && all(rootOf(element), `[aria-labelledby~="${id}"],[aria-describedby~="${id}"]`).length > 0;
}

/**
 * @param {Element} element
 * @returns {Element | null}
 */
function outermostNamed(element) {
  let outermost = /** @type {Element | null} */ (null);
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) if (namesSomething(at)) outermost = at;
  return outermost;
}

/**
 * Whether the element, or what is around it, cuts off what does not fit in, and something does not: also our own
 * words, drawn there a moment ago.
 * @param {Element} element
 */
function isCut(element) {
  return climb(element, (at) => {
    if (cut.has(at)) return true;
    if (isGround(at) || at.scrollHeight <= at.clientHeight + 1) return false;
    const { overflowY, contain } = getComputedStyle(at);
    if (overflowY !== "hidden" && overflowY !== "clip" && !/paint|strict|content/.test(contain)) return false;
    cut.add(at);
    return true;
  }) !== null;
}

/**
 * @param {Element} element
 * @returns {Host["layout"] | null}
 */
function layoutOf(element) {
  const { display, flexDirection } = getComputedStyle(element);
  if (rectOf(element).width < 160) return null;
  if (display === "block" || display === "flow-root" || display === "list-item") return "block";
  if (display === "flex") return flexDirection.startsWith("column") ? "block" : "flex";
  return display === "grid" ? "grid" : null;
}

/**
 * @param {Element} element
 * @param {"before" | "after"} first
 * @returns {"before" | "after" | null}
 */
function freePseudo(element, first) {
  const mine = chosen.get(element) ?? {};
  const kept = mine[first];
  if (kept) return kept;
  const order = first === "after" ? /** @type {const} */ (["after", "before"]) : /** @type {const} */ (["before", "after"]);
  const taken = Object.values(mine);
  return order.find((pseudo) => !taken.includes(pseudo) && /^(none|normal|)$/.test(getComputedStyle(element, `::${pseudo}`).content)) ?? null;
}

/**
 * @param {Element} outer
 * @param {Element} inner
 */
function levelsBetween(outer, inner) {
  let levels = 0;
  for (let at = /** @type {Element | null} */ (inner); at && at !== outer; at = parentOf(at)) levels += 1;
  return levels;
}
