// The few DOM calls that the other parts make, taken from the prototypes: a form control named
// "parentNode", or an image named "querySelectorAll", shadows the property of its form or document
// even in a content script's own world. A frame's elements are of other classes than ours: kinds are told by
// nodeType and name, not by instanceof.

const nodeTypeOf = getterOf(Node.prototype, "nodeType");
const parentNodeOf = getterOf(Node.prototype, "parentNode");
const childrenOf = getterOf(Element.prototype, "children");
const tagOf = getterOf(Element.prototype, "localName");
const shadowOf = getterOf(Element.prototype, "shadowRoot");
const rootElementOf = getterOf(Document.prototype, "documentElement");
const bodyOf = getterOf(Document.prototype, "body");
const windowOf = getterOf(Document.prototype, "defaultView");
const readyStateOf = getterOf(Document.prototype, "readyState");
const visibilityOf = getterOf(Document.prototype, "visibilityState");

/**
 * @param {object} prototype
 * @param {string} name
 * @returns {(owner: unknown) => any}
 */
function getterOf(prototype, name) {
  const getter = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!getter) throw new TypeError(`no getter ${name}`);
  return getter.call.bind(getter);
}

/** Of a value of an attribute that is longer than any that we know, this much is looked at: more takes time. */
const LONG = 1000;

/** @typedef {Document | ShadowRoot} Root */

/**
 * @param {unknown} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node !== null && nodeTypeOf(node) === Node.ELEMENT_NODE;
}

/**
 * @param {Node} node
 * @returns {node is Document}
 */
function isDocument(node) {
  return nodeTypeOf(node) === Node.DOCUMENT_NODE;
}

/**
 * @param {Node} element
 * @returns {element is HTMLInputElement}
 */
function isInput(element) {
  return isElement(element) && tagOf(element) === "input";
}

/**
 * @param {Node} node
 * @returns {Root}
 */
function rootOf(node) {
  return /** @type {Root} */ (Node.prototype.getRootNode.call(node));
}

/** @param {Element} element */
function rectOf(element) {
  return Element.prototype.getBoundingClientRect.call(element);
}

/**
 * @param {Element} element
 * @param {CheckVisibilityOptions} [options]
 */
function isVisible(element, options) {
  return Element.prototype.checkVisibility.call(element, options);
}

/**
 * Every element of one root that matches, in document order.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Element[]}
 */
function all(root, selector) {
  const prototype =
    isDocument(root) ? Document.prototype
    : isElement(root) ? Element.prototype
    : DocumentFragment.prototype;
  return [...prototype.querySelectorAll.call(root, selector)];
}

/**
 * The first of them: a large page is searched no further.
 * @param {Document | Element} root
 * @param {string} selector
 * @returns {Element | null}
 */
function firstOf(root, selector) {
  return (isElement(root) ? Element : Document).prototype.querySelector.call(root, selector);
}

/**
 * @param {Element} element
 * @param {string} name
 * @returns {string | null}
 */
function attribute(element, name) {
  return Element.prototype.getAttribute.call(element, name)?.slice(0, LONG) ?? null;
}

/**
 * @param {Element} element
 * @param {string} selector
 */
function matches(element, selector) {
  return Element.prototype.matches.call(element, selector);
}

/**
 * The parent element; of a shadow root's child, the host; of a frame's root, the frame.
 * @param {Node} node
 * @returns {Element | null}
 */
function parentOf(node) {
  const parent = parentNodeOf(node);
  return !parent || isElement(parent) ? parent : holderOf(parent);
}

/**
 * What a node's tree stands in: the host of its shadow root, or the frame that shows its document.
 * @param {Node} node
 * @returns {Element | null} null in the page's own document, and where a tree stands nowhere
 */
function holderOf(node) {
  const root = rootOf(node);
  if (isDocument(root)) return root === document ? null : (windowOf(root)?.frameElement ?? null);
  return isElement(root) ? null : root.host;
}

/**
 * Whether `outer` is `inner` or one of its ancestors, shadow hosts included.
 * @param {Element} outer
 * @param {Node | null} inner
 */
function holds(outer, inner) {
  for (let node = inner; node; node = holderOf(node)) if (Node.prototype.contains.call(outer, node)) return true;
  return false;
}

/**
 * The first of the element and its ancestors that passes, nearest first.
 * @param {Element} element
 * @param {(element: Element) => boolean} passes
 * @returns {Element | null}
 */
function climb(element, passes) {
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) if (passes(at)) return at;
  return null;
}

/**
 * Element.closest, through shadow roots.
 * @param {Element} element
 * @param {string} selector
 * @returns {Element | null}
 */
function closest(element, selector) {
  const found = Element.prototype.closest.call(element, selector);
  const host = found ? null : holderOf(element);
  return host ? closest(host, selector) : found;
}

/** The part of the page that is not shell: `main`, else the body, else the root element. */
function mainOf() {
  return firstOf(document, MAIN) ?? bodyOf(document) ?? rootElementOf(document);
}
