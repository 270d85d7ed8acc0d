// Cover: what lies over a control, where the member looks now. Their click would not reach it, and what they see is not
// what it says. What lets clicks through (`pointer-events: none`) is not found so: it is a drawing, which cannot be judged.

/** Along the middle of what is drawn: a cover may have a hole. */
const PLACES = [0.25, 0.5, 0.75];
/** A ground through which what is below is seen. */
const SEE_THROUGH = /^rgba\(.*, 0(\.0\d*)?\)$|\/ 0(\.0\d*)?\)$/;
const PICTURES = "img,svg,canvas,video,iframe,object,embed";
const PSEUDO = ["::before", "::after"];

/**
 * Whether something hides what is drawn for a control. Of what is not scrolled to nothing is said.
 * @param {Element} element
 */
function isCovered(element) {
  const face = drawnFor(element);
  if (!face) return false;
  const { left, top, width, height } = rectOf(face);
  return PLACES.some((place) => isHidden(element, face, left + width * place, top + height / 2));
}

/**
 * @param {Element} element
 * @param {Element} at what is to be seen: its face, or the host or frame around that
 * @param {number} x px, in the viewport of the document of `at`
 * @param {number} y
 * @returns {boolean}
 */
function isHidden(element, at, x, y) {
  if (climb(at, (box) => rootOf(box) === rootOf(at) && isScrolledOut(box, x, y))) return false;
  const root = rootOf(at);
  const stack = elementsAt(root, x, y);
  const own = [at, element, ...labelled(element)];
  const reached = stack.findIndex((one) => own.some((part) => holds(part, one)));
  // What takes no click is not among them: what holds it is next.
  const over = stack.slice(0, Math.max(0, reached < 0 ? stack.findIndex((one) => holds(one, at)) : reached));
  if (over.some((one) => hides(one, element, holds(one, at)))) return true;
  const holder = holderOf(at);
  if (!holder) return false;
  if (!isDocument(root)) return isHidden(element, holder, x, y);
  const { left, top } = rectOf(holder);
  return isHidden(element, holder, x + left + holder.clientLeft, y + top + holder.clientTop);
}

/**
 * @param {Root} root
 * @param {number} x
 * @param {number} y
 * @returns {Element[]} what a click would meet there, uppermost first
 */
function elementsAt(root, x, y) {
  return (isDocument(root) ? Document : ShadowRoot).prototype.elementsFromPoint.call(root, x, y);
}

/**
 * Whether a place in a box that scrolls is out of sight.
 * @param {Element} box
 * @param {number} x
 * @param {number} y
 */
function isScrolledOut(box, x, y) {
  const { left, top, right, bottom } = rectOf(box);
  return getComputedStyle(box).overflow !== "visible" && (x < left || x >= right || y < top || y >= bottom);
}

/**
 * Whether an element, or what is drawn before or after its content, is in the way of the eye.
 * @param {Element} over
 * @param {Element} element the control
 * @param {boolean} isAround only what is drawn before or after its content can be over the control
 */
function hides(over, element, isAround) {
  // Parts of a drawn switch lie over one another; over a control that is itself drawn none is needed.
  if (!isAround && !isDrawn(element) && isFace(over, element)) return false;
  if (opacityOf(over) < TRANSPARENT) return false;
  if (!isAround && (matches(over, PICTURES) || isPainted(getComputedStyle(over)))) return true;
  return PSEUDO.map((name) => getComputedStyle(over, name)).some((style) => style.content !== "none" && isPainted(style));
}

/** @param {CSSStyleDeclaration} style */
function isPainted({ backgroundColor, backgroundImage }) {
  return backgroundImage !== "none" || !SEE_THROUGH.test(backgroundColor);
}

/**
 * @param {Element} element
 * @returns {number} of all opacities together
 */
function opacityOf(element) {
  const around = parentOf(element);
  return Number(getComputedStyle(element).opacity) * (around ? opacityOf(around) : 1);
}
