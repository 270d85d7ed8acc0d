// A generated page's own application: what it does late, and what it does on a click. It calls the browser's functions by their
// prototypes, since a page may have elements of any name.
const typeOf = Object.getOwnPropertyDescriptor(Node.prototype, "nodeType").get;
const all = (root, selector) => {
  const { prototype } = { 1: Element, 9: Document, 11: DocumentFragment }[typeOf.call(root)];
  return [...prototype.querySelectorAll.call(root, selector)];
};
const everywhere = (selector, root = document) => {
  const inner = all(root, "[data-how]").map((at) => at.shadowRoot ?? all(at, "iframe")[0]?.contentDocument).filter(Boolean);
  return [...all(root, selector), ...inner.flatMap((one) => everywhere(selector, one))];
};
const at = (ms, call) => setTimeout(call, ms);

/** Draws a part of the page; `how` it stands there is told by the slot. */
function fill(slot, html) {
  for (const place of all(document, `[data-slot="${slot}"]`)) {
    const { how } = place.dataset;
    if (how === "shadow") {
      const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
      root.innerHTML = `<style>${all(document, "style")[0].textContent}</style>${html}`;
      root.addEventListener("change", changed);
    } else if (how === "frame") {
      const frame = document.createElement("iframe");
      Object.assign(frame, { width: 600, height: 600 });
      place.replaceChildren(frame);
      const inner = frame.contentDocument;
      inner.open();
      inner.write(`<!doctype html><style>${all(document, "style")[0].textContent}</style><main>${html}</main>`);
      inner.close();
    } else place.innerHTML = html;
  }
}

const isOn = (control) => (control.localName === "input" ? control.checked : [control.getAttribute("aria-checked"), control.getAttribute("aria-pressed")].includes("true"));

/** Makes control `n` show a state; `word` is what stands beside it, nothing for what is there. */
function turn(n, on, word) {
  for (const control of everywhere(`[data-c="${n}"]`)) {
    if (control.localName === "option") control.selected = on;
    else if (control.localName === "input") control.checked = on;
    if (control.closest("[role=radiogroup]")) {
      choose(control);
      continue;
    }
    for (const name of ["aria-checked", "aria-pressed"]) if (control.hasAttribute(name)) control.setAttribute(name, String(on));
  }
  if (word) say(n, word);
}

/** Of a group of radios one is chosen. */
function choose(control) {
  for (const other of all(control.closest("[role=radiogroup]"), "[aria-checked]")) other.setAttribute("aria-checked", String(other === control));
}

function say(n, word) {
  for (const place of everywhere(`[data-w="${n}"]`)) place.textContent = word;
}

function remove(selector) {
  for (const element of everywhere(selector)) element.remove();
}

/** Other nodes that look the same. */
function replace(selector) {
  for (const element of everywhere(selector)) {
    const copy = element.cloneNode(true);
    if (element.localName === "input") copy.checked = element.checked;
    if (element.localName === "option") copy.selected = element.selected;
    element.replaceWith(copy);
  }
}

/** Makes a part of the page what `html` says while its nodes stay: as an application does that draws by difference. */
function patch(slot, html) {
  const [place] = all(document, `[data-slot="${slot}"]`);
  const template = document.createElement("template");
  template.innerHTML = html;
  same(place, template.content);
}

function same(old, wanted) {
  const [before, after] = [[...old.childNodes], [...wanted.childNodes]];
  if (before.length !== after.length || before.some((node, i) => node.nodeName !== after[i].nodeName)) {
    old.replaceChildren(...after);
    return;
  }
  before.forEach((node, i) => {
    const other = after[i];
    if (node.nodeType !== 1) {
      if (node.data !== other.data) node.data = other.data;
      return;
    }
    for (const name of node.getAttributeNames()) if (!other.hasAttribute(name)) node.removeAttribute(name);
    for (const name of other.getAttributeNames()) node.setAttribute(name, other.getAttribute(name));
    if (node.localName === "input") node.checked = other.checked;
    same(node, other);
  });
}

/** Change of a text again and again, for a time in ms. */
function tick(selector, ms, until = Infinity) {
  let count = 0;
  const ticking = setInterval(() => {
    count += 1;
    if (count * ms > until) clearInterval(ticking);
    for (const place of everywhere(selector)) place.textContent = `${count}`;
  }, ms);
}

/** A part stands in a shadow root or frame from now on. */
function how(slot, kind) {
  for (const place of all(document, `[data-slot="${slot}"]`)) {
    place.replaceChildren();
    place.dataset.how = kind;
  }
}

function idle(slot) {
  for (const place of all(document, `[data-slot="${slot}"]`)) place.removeAttribute("aria-busy");
}

/** ms after which the server takes a change back; 0 where it keeps it. */
let refuses = 0;
const WORDS = { on: "", off: "" };

function saved(control) {
  const [n, on] = [control.dataset.c, isOn(control)];
  if (control.closest("[role=radiogroup]")) {
    choose(control);
    return;
  }
  turn(n, on, on ? WORDS.on : WORDS.off);
  if (refuses) at(refuses, () => {
    turn(n, !on, on ? WORDS.off : WORDS.on);
    for (const place of all(document, "[data-toast]")) place.textContent = "Something went wrong. Please try again.";
  });
}

function changed(event) {
  const control = event.composedPath()[0];
  if (control.dataset?.c !== undefined && control.localName === "input") saved(control);
}

function clicked(event) {
  const control = event.composedPath().find((node) => node.nodeType === 1 && node.dataset?.c !== undefined);
  if (!control || control.localName === "input" || control.localName === "option" || control.matches(":disabled,[aria-disabled=true]")) return;
  if (control.getAttribute("role") !== "radio") turn(control.dataset.c, !isOn(control));
  saved(control);
}

document.addEventListener("change", changed);
document.addEventListener("click", clicked);
