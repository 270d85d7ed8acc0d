// Style: from marks, said as data, to the one user-origin stylesheet of a document. No CSS text and no text of the
// page comes in; what comes in is escaped. What was learnt about drawing in this way stands in design.md, section 6.

/** @typedef {import("../shared/stored.js").Mode} Mode */
/** @typedef {{tag: string, by: "aria-labelledby" | "id" | "name" | "href", value: string} | {tag: string, by: "path", value: [string, number][]}} Address */
/** @typedef {{address: Address, when: "checked" | "aria-checked" | "aria-pressed" | "always", box: {tag: string, up: number, inset: boolean}}} Target */
/** @typedef {{tag: string, pseudo: "before" | "after", layout: "block" | "flex" | "grid", up: number[]}} Host */
/** @typedef {{setting: string, state: "on" | "partial", targets: Target[], words: Host | null}} Mark */
/** @typedef {{mark: (mark: Mark, isRow: boolean) => string, notice: (count: number) => string, direction: "ltr" | "rtl"}} Texts */

const WIDTH = "3px";
const OUTLINE = `outline: ${WIDTH} solid #c2410c !important; transition: none !important;`;
/** Inside, where overflow would cut it off; else around, since what is drawn for a control lies over what is inside. */
const OFFSET = { inside: `outline-offset: -${WIDTH} !important;`, around: "outline-offset: 2px !important;" };
const WORDS = [
  "all: initial",
  "display: block",
  "box-sizing: border-box",
  "position: static",
  "flex: 0 0 100%",
  "grid-column: 1 / -1",
  "color: #431407",
  "background: #ffedd5",
  "border-inline-start: 4px solid #c2410c",
  "white-space: normal",
  "overflow-wrap: anywhere",
  "pointer-events: none",
  "transition: none",
  "animation: none",
];

/** A sentence over the whole width; a word under a row's title. */
const BANNER = ["font: 600 14px/1.4 system-ui, sans-serif", "padding: 8px 12px", "margin: 8px 0"];
// In a line of its own: the margins of a block would collapse with those of the row and its card.
const TAG = ["display: inline-block", "vertical-align: top", "font: 600 12px/1.4 system-ui, sans-serif", "padding: 1px 8px", "margin: 4px 24px 10px"];

/**
 * @param {{marks: Mark[], notice: Host | null}} drawn the notice's levels are above each target of each mark, in order
 * @param {(setting: string) => boolean} watched only what is watched is warned of
 * @param {Mode} mode
 * @param {Texts} texts
 * @returns {string} empty where nothing is to be drawn
 */
export function cssOf({ marks: all, notice }, watched, mode, texts) {
  const marks = all.filter(({ setting }) => watched(setting));
  if (mode === "popup" || !marks.length) return "";
  const rules = marks.flatMap(({ targets }) => targets.map((target) => `${ancestor(target.box.tag, [target], [target.box.up])} { ${OUTLINE} ${target.box.inset ? OFFSET.inside : OFFSET.around} }`));
  if (mode === "words") {
    for (const mark of marks) {
      const row = mark.targets.every(isRow);
      if (mark.words) rules.push(...wordRules(mark.words, mark.targets, texts.mark(mark, row), texts, row ? TAG : BANNER));
    }
    if (notice) {
      const above = all.flatMap(({ setting, targets }) => targets.map((target) => ({ setting, target }))).map((one, i) => ({ ...one, up: notice.up[i] ?? 1 }));
      const shown = above.filter(({ setting }) => watched(setting));
      const host = { ...notice, up: shown.map(({ up }) => up) };
      rules.push(...wordRules(host, shown.map(({ target }) => target), texts.notice(marks.length), texts, BANNER));
    }
  }
  return `@media screen {\n${rules.join("\n")}\n}`;
}

/** @param {Target} target */
const isRow = ({ when }) => when === "always";

/**
 * @param {Host} host
 * @param {Target[]} targets
 * @param {string} words
 * @param {Texts} texts
 * @param {string[]} look
 */
function wordRules(host, targets, words, { direction }, look) {
  // Rows stay what they are until the next reading: one of them leads to the host as well as all.
  const needed = targets.every(isRow) ? targets.slice(0, 1) : targets;
  const at = ancestor(host.tag, needed, host.up);
  const declarations = [...WORDS, ...look, `direction: ${direction}`, `content: ${string(words)}`, host.pseudo === "before" ? "order: -1" : "order: 9999"];
  const rules = [`${at}::${host.pseudo} { ${declarations.map((one) => `${one} !important;`).join(" ")} }`];
  rules.push(`@media (forced-colors: active) { ${at}::${host.pseudo} { color: CanvasText !important; background: Canvas !important; border: 2px solid Highlight !important; } }`);
  if (host.layout === "flex") rules.push(`${at} { flex-wrap: wrap !important; }`);
  return rules;
}

/**
 * The control itself, while it shares: `:has(:checked)` takes a mark away in the very task of the click.
 * @param {Target} target
 */
function leaf({ address, when }) {
  const live = { checked: ":is(:checked, :indeterminate)", "aria-checked": ':not([aria-checked="false"])', "aria-pressed": ':not([aria-pressed="false"])', always: "" }[when];
  if (address.by === "path") return (steps(address.value).at(-1) ?? ":not(*)") + live;
  return `${address.tag}[${address.by}${address.by === "href" ? "$=" : "="}${string(address.value)}]${live}`;
}

/** @param {[string, number][]} path */
function steps(path) {
  return path.map(([tag, n]) => `${tag}:nth-child(${n})`);
}

/**
 * From an ancestor so many levels up, down to the control.
 * @param {Target} target
 * @param {number} up at least 1
 */
function down(target, up) {
  const { address } = target;
  const between = address.by === "path" ? steps(address.value).slice(-up, -1) : Array(up - 1).fill("*");
  return `> ${[...between, leaf(target)].join(" > ")}`;
}

/**
 * The ancestor so many levels above each target: by the shape of what is in it, and by its own path where the
 * target is known by its path alone.
 * @param {string} tag
 * @param {Target[]} targets at least one
 * @param {number[]} up levels, for each target; 0 is the target itself
 */
function ancestor(tag, targets, up) {
  const [first] = targets;
  const [levels = 0] = up;
  if (!first) return ":not(*)";
  const { address } = first;
  const path = address.by === "path" ? ["html", ...steps(address.value).slice(0, address.value.length - Math.max(levels, 1))] : [];
  if (levels === 0) return [...path, leaf(first)].join(" > ");
  const self = address.by === "path" ? path.join(" > ") : tag;
  return `${self}:has(${targets.map((target, i) => down(target, up[i] ?? 1)).join(", ")})`;
}

/**
 * A CSS string. Everything but letters and figures of ASCII is escaped: nothing can end the string.
 * @param {string} text
 */
export function string(text) {
  return `"${[...text].map((char) => (/[A-Za-z0-9 _.,/-]/.test(char) ? char : `\\${char.codePointAt(0)?.toString(16)} `)).join("")}"`;
}
