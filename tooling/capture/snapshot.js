// Run by WebDriver with (quietMs, patienceMs, done): waits until the page is at rest and answers with what it
// shows, as a tree in JSON. Comments, scripts and closed shadow roots are not in it; the scrubber (scrub.py)
// decides what stays. What the DOM does not hold is written into it: native state, and what is hidden by a class.
// Calls go by the prototypes: a form field named "childNodes" shadows its form's property.
const [quietMs, patienceMs, done] = arguments;
const EVERY = 250;
const CONTROL = 'input:not([type="hidden"]),select,[role="switch"],[role="checkbox"],[role="radio"],[aria-pressed]';
const BUSY = '[aria-busy="true"],[role="progressbar"],progress';
const PREFIXES = new Map([
  ["http://www.w3.org/1999/xhtml", ""],
  ["http://www.w3.org/2000/svg", "svg:"],
]);
/** px: what templates/content/find.js takes for hidden. */
const SEEN = 10;
/** px: what templates/content/face.js takes for the drawing of a switch. */
const FACE = { width: 160, height: 80 };

const get = (prototype, name) => {
  const getter = Object.getOwnPropertyDescriptor(prototype, name).get;
  return (node) => getter.call(node);
};
const childNodesOf = get(Node.prototype, "childNodes");
const typeOf = get(Node.prototype, "nodeType");
const shadowOf = get(Element.prototype, "shadowRoot");
const nameOf = get(Element.prototype, "localName");
const namespaceOf = get(Element.prototype, "namespaceURI");
const matches = (element, selector) => Element.prototype.matches.call(element, selector);
const holdsControl = (element) => Element.prototype.querySelector.call(element, CONTROL) !== null;
const parentOf = get(Node.prototype, "parentNode");
const textOf = get(Node.prototype, "textContent");

function children(node, around) {
  return [...childNodesOf(node)].flatMap((child) => {
    if (typeOf(child) === Node.TEXT_NODE) return [child.data];
    return typeOf(child) === Node.ELEMENT_NODE ? [tree(child, around)] : [];
  });
}

function tree(element, around) {
  const style = getComputedStyle(element);
  const names = Element.prototype.getAttributeNames.call(element);
  const attributes = Object.fromEntries(names.map((name) => [name, Element.prototype.getAttribute.call(element, name)]));
  const prefix = PREFIXES.get(namespaceOf(element)) ?? "other:";
  const node = {
    tag: prefix + nameOf(element),
    attributes: Object.assign(attributes, prefix ? {} : native(element, attributes)),
    looks: prefix ? [] : looks(element, style, around),
    children: children(element, style.visibility),
  };
  const shadow = shadowOf(element);
  if (shadow) node.shadow = children(shadow, style.visibility);
  const framed = node.tag === "iframe" && documentIn(element);
  if (framed) node.frame = tree(framed.documentElement, "visible");
  return node;
}

function documentIn(frame) {
  try {
    return frame.contentDocument?.documentElement ? frame.contentDocument : null;
  } catch {
    return null;
  }
}

/** The state that attributes do not follow: the attribute says how the page began. */
function native(element, attributes) {
  const name = nameOf(element);
  const state = {};
  const set = (attribute, on) => {
    delete attributes[attribute];
    if (on) state[attribute] = "";
  };
  if (name === "input") {
    set("checked", element.checked);
    set("data-indeterminate", element.indeterminate);
  }
  if (name === "option") set("selected", element.selected);
  if (["input", "select", "button", "fieldset", "textarea", "option", "optgroup"].includes(name)) set("disabled", element.disabled);
  return state;
}

/** How the member sees it, where a class says so: words of a closed list. */
function looks(element, style, around) {
  if (style.display === "none") return ["none"];
  const found = [];
  if (style.visibility !== around) found.push(style.visibility === "visible" ? "visible" : "hidden");
  if (style.opacity === "0") found.push("clear");
  const control = matches(element, CONTROL);
  const wraps = !control && style.overflow !== "visible" && holdsControl(element);
  if (isFace(element)) found.push("box");
  if (!control && !wraps) return found;
  const { width, height, right, bottom } = Element.prototype.getBoundingClientRect.call(element);
  const view = element.ownerDocument.defaultView;
  if (right + view.scrollX <= 0 || bottom + view.scrollY <= 0) found.push("away");
  else if (width < SEEN || height < SEEN) found.push("tiny");
  else if (control && !matches(element, "input,select")) found.push("box");
  return found;
}

/** Whether it is what is drawn for a hidden input: without words, of a switch's size, beside a control. */
function isFace(element) {
  if (matches(element, CONTROL) || holdsControl(element) || textOf(element).trim()) return false;
  const { width, height } = Element.prototype.getBoundingClientRect.call(element);
  if (width < SEEN || height < SEEN || width > FACE.width || height > FACE.height) return false;
  return [...childNodesOf(parentOf(element))].some((child) => typeOf(child) === Node.ELEMENT_NODE && matches(child, CONTROL));
}

function isBusy() {
  const main = document.querySelector('main,[role="main"]') ?? document.body ?? document.documentElement;
  return main.closest('[aria-busy="true"]') !== null || [...main.querySelectorAll(BUSY)].some((element) => element.checkVisibility());
}

const began = performance.now();
let last = "";
let since = began;

function look() {
  const now = performance.now();
  let text = "";
  try {
    text = JSON.stringify(tree(document.documentElement, "visible"));
  } catch (error) {
    done({ error: String(error) });
    return;
  }
  if (text !== last || document.readyState !== "complete" || isBusy()) {
    last = text;
    since = now;
  }
  const settled = now - since >= quietMs;
  if (!settled && now - began < patienceMs) {
    setTimeout(look, EVERY);
    return;
  }
  const password = [...document.querySelectorAll('input[type="password"]')].some((element) => element.checkVisibility());
  done({ tree: text, path: location.pathname, origin: location.origin, settled, password });
}
look();
