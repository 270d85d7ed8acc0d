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
  return matches(element, ":disabled") || climb(element, (at) => attribute(at, "aria-disabled") === "true") !== null;
}

/**
 * @param {string} setting
 * @param {Control[]} controls exactly those of the setting, in page order
 * @param {string} lang
 * @returns {Raw}
 */
function read(setting, controls, lang) {
  const states = controls.map(({ element }) => stateOf(element));
  if (!states.length || states.includes(null)) return { state: "unknown", reason: "contradiction" };
  const raw = entryOf(setting).kind === "radios" ? readChoice(setting, controls, lang) : readAll(states);
  if (raw.state === "unknown" || !controls.every(({ element }) => isDisabled(element))) return raw;
  return { ...raw, state: "locked", value: raw.state === "off" ? "off" : "on" };
}

/**
 * All sharing is on, some partial, none off; `mixed` is partial.
 * @param {("on" | "off" | "mixed" | null)[]} states at least one
 * @returns {Raw}
 */
function readAll(states) {
  const count = states.filter((state) => state === "on").length;
  const amount = states.length > 1 ? { count, of: states.length } : {};
  if (count === states.length) return { state: "on", ...amount };
  return count || states.includes("mixed") ? { state: "partial", ...amount } : { state: "off", ...amount };
}

/**
 * The most sharing value is on, the least off, the others partial with the choice.
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @returns {Raw}
 */
function readChoice(setting, controls, lang) {
  const chosen = controls.filter(({ element }) => stateOf(element) === "on");
  if (chosen.length !== 1) return { state: "unknown", reason: chosen.length ? "contradiction" : "no-choice" };
  const values = entryOf(setting).controls[0]?.values ?? [];
  const [control] = chosen;
  if (!control) return { state: "unknown", reason: "no-choice" };
  const byId = values.findIndex(({ id }) => id && control.keys.includes(id));
  const byLabel = values.findIndex(({ labels }) => inLanguage(labels, lang)?.includes(labelOf(control)));
  if (byId >= 0 && byLabel >= 0 && byId !== byLabel) return { state: "unknown", reason: "contradiction" };
  const at = Math.max(byId, byLabel);
  return at < 0 ? { state: "unknown", reason: "ambiguous" } : choiceAt(values, at, lang);
}

/**
 * @param {{labels: Record<string, string[]>}[]} values from the most to the least sharing
 * @param {number} at
 * @param {string} lang
 * @returns {Raw}
 */
function choiceAt(values, at, lang) {
  if (at === 0) return { state: "on" };
  if (at === values.length - 1) return { state: "off" };
  const labels = values[at]?.labels ?? {};
  return { state: "partial", choice: (inLanguage(labels, lang) ?? Object.values(labels)[0])?.[0] ?? "" };
}
