/**
 * The sign of a state: a shape of its own for each, so that nobody has to tell colors apart.
 * Switches for what a switch can show; other shapes for what was not read.
 */

const SVG = "http://www.w3.org/2000/svg";

/** A shape is a list of [tag, attributes]; the box is 28 x 18. */
/** @type {Record<string, [string, Record<string, string|number>][]>} */
const SHAPES = {
  on: [
    ["rect", { x: 1, y: 2, width: 26, height: 14, rx: 7, class: "solid" }],
    ["circle", { cx: 20, cy: 9, r: 4.5, class: "gap" }],
  ],
  partial: [
    ["path", { d: "M8 2h7v14H8A7 7 0 0 1 8 2z", class: "solid" }],
    ["rect", { x: 1.75, y: 2.75, width: 24.5, height: 12.5, rx: 6.25, class: "line" }],
    ["circle", { cx: 14.5, cy: 9, r: 4.5, class: "gap ring" }],
  ],
  off: [
    ["rect", { x: 1.75, y: 2.75, width: 24.5, height: 12.5, rx: 6.25, class: "line" }],
    ["circle", { cx: 8, cy: 9, r: 3.5, class: "solid" }],
  ],
  locked: [
    ["rect", { x: 8, y: 8, width: 12, height: 9, rx: 2, class: "solid" }],
    ["path", { d: "M10.5 8V5.5a3.5 3.5 0 0 1 7 0V8", class: "line" }],
  ],
  unknown: [
    ["path", { d: "M14 1.5 21.5 9 14 16.5 6.5 9z", class: "line" }],
    ["path", { d: "M12 7.6a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1", class: "line thin" }],
    ["circle", { cx: 14, cy: 12.6, r: 0.9, class: "solid" }],
  ],
  absent: [["path", { d: "M8 9h12", class: "line" }]],
  unseen: [["circle", { cx: 14, cy: 9, r: 6, class: "line dotted" }]],
  manual: [
    ["path", { d: "M4 9c3-4.5 6.5-6 10-6s7 1.5 10 6c-3 4.5-6.5 6-10 6S7 13.5 4 9z", class: "line" }],
    ["circle", { cx: 14, cy: 9, r: 2.5, class: "solid" }],
  ],
  clear: [["path", { d: "M7 9.5l4.5 4.5L21 4.5", class: "line thick" }]],
};

/**
 * @param {string} state a state of a setting, or "clear"
 * @returns {SVGElement} hidden from screen readers: the words beside it say the same
 */
export function sign(state) {
  const picture = svg("svg", { viewBox: "0 0 28 18", class: "sign", "aria-hidden": "true", "data-sign": state });
  const shapes = SHAPES[state] ?? SHAPES["unknown"] ?? [];
  picture.append(...shapes.map(([tag, attributes]) => svg(tag, attributes)));
  return picture;
}

/**
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 * @returns {SVGElement}
 */
function svg(tag, attributes) {
  const node = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}
