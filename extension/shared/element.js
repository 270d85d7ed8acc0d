/** Elements made by hand: text goes in as text, never as markup. */

/**
 * @typedef {string|number|boolean|null|undefined} AttributeValue null, undefined and false leave the attribute out
 * @typedef {Node|string|null|undefined|false} Child empty ones are left out
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, AttributeValue>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  node.append(...filled(children));
  return node;
}

/**
 * @param {Element} node
 * @param {Record<string, AttributeValue>} attributes
 */
export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * Puts children in place of the present ones, unless they would look the same: a live region then stays
 * silent, and the focus stays where it is.
 * @param {Element} parent
 * @param {...Child} children
 */
export function replace(parent, ...children) {
  const next = document.createDocumentFragment();
  next.append(...filled(children));
  const [now, then] = [parent.childNodes, next.childNodes];
  const same = now.length === then.length && [...now].every((node, i) => node.isEqualNode(then[i] ?? null));
  if (!same) parent.replaceChildren(next);
}

/**
 * The element of our own page that a selector names.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 * @throws {Error} when it is not there: page and script do not belong together
 */
export function one(selector, within = document) {
  const node = within.querySelector(selector);
  if (!(node instanceof HTMLElement)) throw new Error(`no element ${selector}`);
  return node;
}

/**
 * @param {Child[]} children
 * @returns {(Node|string)[]}
 */
function filled(children) {
  return children.flatMap((child) => child || []);
}
