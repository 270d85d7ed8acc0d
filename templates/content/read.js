// Read: the state of the controls of one setting, as the page shows it now. Whether to believe it is settle.js's affair.

/**
 * What the page shows now.
 * @typedef {object} Raw
 * @property {"on" | "partial" | "off" | "locked" | "unknown"} state
 * @property {"on" | "off"} [value] of a locked setting
 * @property {string} [choice] the value of a choice between the most and the least sharing one, in LinkedIn's words
 * @property {number} [count] controls that share ...
 * @property {number} [of] ... of this many
 * @property {string} [reason] of an unknown
 */

const SAID = /** @type {Map<string, "on" | "off" | "mixed">} */ (new Map([["true", "on"], ["false", "off"], ["mixed", "mixed"]]));

/**
 * Native `checked` for inputs, aria-checked or aria-pressed for others; both present and different is a contradiction.
 * @param {Element} element
 * @returns {"on" | "off" | "mixed" | null} null where the element contradicts itself or says nothing
 */
function stateOf(element) {
  const aria = attribute(element, "aria-checked") ?? attribute(element, "aria-pressed");
  const said = SAID.get(aria?.toLowerCase() ?? "");
  if (!isInput(element)) return said ?? null;
  const native = element.indeterminate ? "mixed" : element.checked ? "on" : "off";
  return aria === null || said === native ? native : null;
}

/** @param {Element} element */
function isDisabled(element) {
  return matches(element, ":disabled") || closest(element, "[aria-disabled=true]") !== null;
}

/**
 * How much one switch, one checkbox or one choice shares; choice: the value between, in LinkedIn's words.
 * @typedef {{level?: "most" | "between" | "least", choice?: string}} Level
 */

/** @typedef {{element: Element, doubt?: string} & Level} Share element: the control, of radios the chosen one; doubt: why it has no level */

/**
 * @param {string} setting
 * @param {Control[]} controls exactly those of the setting, in page order
 * @param {string} lang
 * @returns {Raw}
 */
function read(setting, controls, lang) {
  const shares = sharesOf(setting, controls, lang);
  const [doubt] = shares.flatMap((share) => share.doubt ?? []);
  if (doubt !== undefined || !shares.length) return { state: "unknown", reason: doubt ?? "contradiction" };
  const raw = together(shares);
  if (!controls.every(({ element }) => isDisabled(element))) return raw;
  return { ...raw, state: "locked", value: raw.state === "off" ? "off" : "on" };
}

/**
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @returns {Share[]}
 */
function sharesOf(setting, controls, lang) {
  const values = controls.filter(isChoice);
  const others = controls.filter((control) => !isChoice(control));
  return [...(values.length ? [shareOfChoice(setting, values, lang)] : []), ...others.map(shareOf)];
}

/**
 * The controls that share now, or of which it cannot be told.
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @returns {Element[]}
 */
function sharingOf(setting, controls, lang) {
  return sharesOf(setting, controls, lang).flatMap(({ level, element }) => (level === "least" ? [] : element));
}

/**
 * @param {Control} control
 * @returns {Share}
 */
function shareOf({ element }) {
  const state = stateOf(element);
  if (state === null) return { element, doubt: "contradiction" };
  return { element, level: state === "on" ? "most" : state === "off" ? "least" : "between" };
}

/**
 * All sharing is on, none off, else partial: with how many of several share all, and the choice.
 * @param {Level[]} levels at least one
 * @returns {Raw}
 */
function together(levels) {
  const count = levels.filter(({ level }) => level === "most").length;
  const state = count === levels.length ? "on" : levels.every(({ level }) => level === "least") ? "off" : "partial";
  const choice = levels.find((one) => one.choice !== undefined)?.choice;
  return { state, ...(choice !== undefined && { choice }), ...(levels.length > 1 && { count, of: levels.length }) };
}

/**
 * One of several values: its id or its label tells which one is chosen.
 * @param {string} setting
 * @param {Control[]} controls its radios, or its select
 * @param {string} lang
 * @returns {Share}
 */
function shareOfChoice(setting, controls, lang) {
  const options = controls.flatMap((control) => (control.type === "select" ? optionsOf(control) : radioOf(control)));
  const element = (options.find(({ chosen }) => chosen) ?? options[0] ?? /** @type {Control} */ (controls[0])).element;
  if (options.some(({ chosen }) => chosen === null)) return { element, doubt: "contradiction" };
  const [option, second] = options.filter(({ chosen }) => chosen);
  if (!option) return { element, doubt: "no-choice" };
  if (second) return { element, doubt: "contradiction" };
  const values = valuesFor(setting);
  if (entryOf(setting).controls.some(({ byPosition }) => byPosition)) {
    return isShortening(options) ? { element, ...levelAt(values, options.indexOf(option), lang) } : { element, doubt: "ambiguous" };
  }
  const byId = values.findIndex(({ key }) => option.ids.some((one) => one === key));
  const byLabel = values.findIndex(({ labels }) => inLanguage(labels, lang)?.includes(option.text));
  if (byId >= 0 && byLabel >= 0 && byId !== byLabel) return { element, doubt: "contradiction" };
  const value = Math.max(byId, byLabel);
  return value < 0 ? { element, doubt: "ambiguous" } : { element, ...levelAt(values, value, lang) };
}

/** @typedef {{element: Element, text: string, ids: string[], chosen: boolean | null}} Option chosen: null where it contradicts itself */

/**
 * @param {Control} control a radio
 * @returns {Option}
 */
function radioOf(control) {
  const state = stateOf(control.element);
  return { element: control.element, text: labelOf(control), ids: control.keys, chosen: state && state === "on" };
}

/**
 * The options of a select that can be chosen; a value may be written whole ("<key>__<VALUE>") or without its key.
 * @param {Control} control a select
 * @returns {Option[]}
 */
function optionsOf({ element, keys }) {
  const options = /** @type {HTMLOptionElement[]} */ (all(element, "option")).filter((option) => !option.disabled && !option.hidden);
  return options.map((option) => ({
    element,
    text: tidy(option.text),
    ids: [option.value, ...keys.map((key) => `${key}__${option.value}`)],
    chosen: option.selected,
  }));
}

/**
 * Labels that are the member's own data (the full name, then with an initial) say nothing but this: in the expected
 * order each is shorter than the one before.
 * @param {Option[]} options
 */
function isShortening(options) {
  return options.every(({ text }, i) => text !== "" && (i === 0 || text.length < (options[i - 1]?.text.length ?? 0)));
}

/**
 * The most sharing value is on, the least off, the others partial with the choice.
 * @param {KnownValue[]} values from the most to the least sharing
 * @param {number} at
 * @param {string} lang
 * @returns {Level}
 */
function levelAt(values, at, lang) {
  if (at === 0) return { level: "most" };
  if (at === values.length - 1) return { level: "least" };
  const labels = values[at]?.labels ?? {};
  return { level: "between", choice: (inLanguage(labels, lang) ?? Object.values(labels)[0])?.[0] ?? "" };
}

/**
 * What a control shows, to see that it changed.
 * @param {Element} element
 */
function shownOf(element) {
  const chosen = tagOf(element) === "select" ? /** @type {HTMLSelectElement} */ (element).selectedIndex : stateOf(element);
  return `${chosen} ${isDisabled(element)}`;
}
