// Face: what the member sees of a control. An off that only a script can see is none. Drawings cannot be judged: a
// colour like that of the ground, a mask or filter, a picture of a switch beside a true one deceive the member and us alike.

/** @typedef {"not-found" | "ambiguous" | "covered"} Hidden why the member may not see an off that is read */

/** px: what is drawn for a switch (48 x 32 on pictures, dom.md section 3) is not larger. */
const FACE = { width: 160, height: 80 };
/** Below this, what is drawn is not seen. */
const TRANSPARENT = 0.1;

/**
 * Whether an element's own box is there for the member's eyes: drawn, large enough, not transparent, nor cut away by what is around it.
 * @param {Element} element
 */
function isDrawn(element) {
  if (!isVisible(element, { visibilityProperty: true })) return false;
  const box = rectOf(element);
  let seen = { left: Math.max(box.left, -scrollX), top: Math.max(box.top, -scrollY), right: box.right, bottom: box.bottom };
  let opacity = 1;
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) {
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity);
    if (style.clip !== "auto" || !/^(none|inset\(0(px|%)( round [^)]*)?\))$/.test(style.clipPath)) return false;
    const around = isGround(at) ? { left: 0, top: -Infinity, right: innerWidth, bottom: Infinity } : rectOf(at);
    // A frame scrolls, and has coordinates of its own: from here on its box is what counts.
    if (tagOf(at) === "iframe") seen = { left: around.left, top: around.top, right: around.right, bottom: around.bottom };
    if (/hidden|clip/.test(style.overflowX)) Object.assign(seen, { left: Math.max(seen.left, around.left), right: Math.min(seen.right, around.right) });
    if (/hidden|clip/.test(style.overflowY)) Object.assign(seen, { top: Math.max(seen.top, around.top), bottom: Math.min(seen.bottom, around.bottom) });
  }
  return opacity >= TRANSPARENT && seen.right - seen.left >= SEEN && seen.bottom - seen.top >= SEEN;
}

/**
 * What is drawn for a control: itself, its label, or something without words of a switch's size around, beside or in it.
 * @param {Element} element
 * @returns {Element | null}
 */
function drawnFor(element) {
  const own = [element, ...labelled(element)].find(isDrawn);
  if (own) return own;
  let at = /** @type {Element | null} */ (element);
  for (let up = 0; at && up <= 3; up += 1, at = parentOf(at)) {
    const face = [at, ...all(at, "*").slice(0, 30)].find((one) => isFace(one, element));
    if (face) return face;
  }
  return null;
}

/**
 * @param {Element} face not that of another control
 * @param {Element} element
 */
function isFace(face, element) {
  const { width, height } = rectOf(face);
  if (width > FACE.width || height > FACE.height || !isDrawn(face)) return false;
  const control = closest(face, CONTROLS) ?? element;
  if (control !== element || all(face, CONTROLS).some((other) => other !== element)) return false;
  return holds(face, element) || !segments(face).length;
}

/**
 * Why the member may not see what the controls of a setting say: one of them is not drawn, or another control or something else over it.
 * @param {Control[]} own
 * @param {Control[]} others every control of the page
 * @returns {Hidden | null}
 */
function concealed(own, others) {
  if (!own.every(({ element }) => drawnFor(element))) return "not-found";
  const rivals = others.filter((other) => !own.includes(other) && isDrawn(other.element));
  if (own.some((control) => rivals.some((rival) => overlap(control.element, rival.element)))) return "ambiguous";
  return own.some(({ element }) => isCovered(element)) ? "covered" : null;
}

/**
 * @param {Element} one
 * @param {Element} other
 */
function overlap(one, other) {
  const [a, b] = [rectOf(one), rectOf(other)];
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
}

/**
 * Whether the member can read a text of a row.
 * @param {Element} element
 * @param {string} text as segments gives it
 */
function showsText(element, text) {
  const walker = Document.prototype.createTreeWalker.call(document, element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (tidy(/** @type {Text} */ (node).data) === text && isDrawn(/** @type {Element} */ (parentOf(node)))) return true;
  }
  return false;
}
