// Identify: which setting is it? Strongest evidence first: setting key; the address of a single-setting page
// with exactly the expected number of controls; the label in a known language together with that address.
// Two candidates, a foreign key, evidence that disagrees: a problem, never a near match. (Rows carry their href.)

/**
 * @typedef {"not-found" | "ambiguous" | "count" | "foreign-key" | "signed-out"} Problem
 * @typedef {{setting: string, controls: Control[]} | {setting: string, problem: Problem}} Identified
 */

const settingsByKey = new Map(
  Object.entries(CATALOGUE.settings).flatMap(([id, setting]) =>
    setting.controls.flatMap(({ key }) => (key ? [/** @type {[string, string]} */ ([key, id])] : [])),
  ),
);

/** Control labels of every setting in every language: a label of another setting is evidence against. */
const knownLabels = new Set(Object.values(CATALOGUE.settings).flatMap(({ controls }) => controls.flatMap(({ labels }) => Object.values(labels).flat())));

/** Where a control was last seen, and with which face: a page that changes its address before its content. */
const seenAt = /** @type {WeakMap<Element, {setting: string, face: string}>} */ (new WeakMap());

/**
 * @param {Control} control
 * @returns {string[]} the settings whose keys the control carries; a radio's id is "<key>__<VALUE>"
 */
function ownersOf(control) {
  const owners = control.keys.map((key) => settingsByKey.get(key) ?? settingsByKey.get(key.split("__")[0] ?? ""));
  return [...new Set(owners.filter((owner) => owner !== undefined))];
}

/**
 * The texts that name a control, as the page gives them: aria-labelledby before label, as browsers do.
 * @param {Control} control
 * @returns {string[]} as segments
 */
function namesOf({ element }) {
  const root = /** @type {Root} */ (element.getRootNode());
  const ids = (attribute(element, "aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const named = ids.flatMap((id) => all(root, `#${CSS.escape(id)}`));
  const around = closest(element, "label");
  const by = named.length ? named : labelled(element).concat(around ?? []).slice(0, 1);
  const texts = by.flatMap((label) => segments(label));
  return texts.length ? texts : [tidy(attribute(element, "aria-label") ?? "")].filter(Boolean);
}

/**
 * The words that name a control, as one text.
 * @param {Control} control
 */
function labelOf(control) {
  return tidy(namesOf(control).join(" "));
}

/**
 * What is on a settings page.
 * @param {Page} page
 * @param {Control[]} controls those that the member can see
 * @param {string} lang
 * @returns {Identified[]}
 */
function identify(page, controls, lang) {
  if (page.kind === "list") return [];
  const signedOut = isSignedOut();
  if (page.kind === "setting") return [signedOut ? { setting: page.id, problem: "signed-out" } : identifyOne(page.id, controls, lang)];
  if (signedOut) return [];
  const owners = new Set(controls.flatMap(ownersOf));
  return [...owners].map((setting) => byKey(setting, controls)).filter((found) => found !== null);
}

/** A login wall stands at the same address, with a box of its own ("Keep me logged in"). */
function isSignedOut() {
  return all(document, 'input[type="password"]').some((element) => isVisible(element));
}

/**
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @returns {Identified}
 */
function identifyOne(setting, controls, lang) {
  const keyed = byKey(setting, controls);
  if (keyed) return keyed;
  const foreign = (/** @type {Control} */ control) => {
    const before = seenAt.get(control.element);
    const leftBehind = before !== undefined && before.setting !== setting && before.face === faceOf(control);
    return leftBehind || ownersOf(control).length > 0 || hasForeignLabel(setting, control);
  };
  return byAddress(setting, controls, lang, foreign);
}

/**
 * By setting key. The evidence of eight keys is brave-experiments/psst-component (dom.md, section 3).
 * @param {string} setting
 * @param {Control[]} controls
 * @returns {Identified | null} null where no control carries a key of this setting
 */
function byKey(setting, controls) {
  const own = controls.filter((control) => ownersOf(control).includes(setting));
  if (!own.length) return null;
  if (own.some((control) => ownersOf(control).length > 1 || hasForeignLabel(setting, control))) return { setting, problem: "foreign-key" };
  if (own.length < expectedOf(setting)) return { setting, problem: "count" };
  const labels = own.map(labelOf);
  const double = controls.some((control) => !ownersOf(control).length && labels.includes(labelOf(control)));
  return own.length === expectedOf(setting) && !double ? { setting, controls: own } : { setting, problem: "ambiguous" };
}

/**
 * By the address and the number of controls, else by the address and the labels.
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @param {(control: Control) => boolean} foreign
 * @returns {Identified}
 */
function byAddress(setting, controls, lang, foreign) {
  const { kind, controls: entries } = entryOf(setting);
  const type = kind === "radios" ? "radio" : kind === "checkboxes" ? "checkbox" : "switch";
  const candidates = controls.filter((control) => control.type === type);
  if (candidates.some(foreign)) return { setting, problem: "foreign-key" };
  if (candidates.length && candidates.length === expectedOf(setting)) return { setting, controls: candidates };

  // "Data for AI" with a second switch beside it, a checkbox group with an unrelated box: each label once, or nothing.
  const byLabel = kind === "radios" ? [] : entries.map(({ labels }) => controls.filter((control) => [labelOf(control), ...namesOf(control)].some((name) => inLanguage(labels, lang)?.includes(name))));
  if (byLabel.length && byLabel.every((those) => those.length === 1)) {
    const own = byLabel.flat();
    if (new Set(own).size === own.length && !own.some(foreign)) return { setting, controls: own };
  }
  if (!candidates.length) return { setting, problem: "not-found" };
  return { setting, problem: candidates.length > expectedOf(setting) ? "ambiguous" : "count" };
}

/** @param {string} setting */
function entryOf(setting) {
  const entry = CATALOGUE.settings[setting];
  if (!entry) throw new TypeError(`no setting ${setting} in the catalogue`);
  return entry;
}

/**
 * The number of controls a setting's own page shows (counted on pictures, dom.md section 2).
 * @param {string} setting
 */
function expectedOf(setting) {
  const { kind, controls } = entryOf(setting);
  return kind === "radios" ? controls[0]?.values?.length ?? 0 : controls.length;
}

/**
 * Whether a control is named as one of another setting is, and not as this one is, in any language.
 * @param {string} setting
 * @param {Control} control
 */
function hasForeignLabel(setting, control) {
  const names = [labelOf(control), ...namesOf(control)];
  const own = entryOf(setting).controls.some(({ labels }) => Object.values(labels).flat().some((label) => names.includes(label)));
  return !own && names.some((name) => knownLabels.has(name));
}

/** @param {Control} control */
function faceOf(control) {
  return `${control.keys.join(" ")}\n${labelOf(control)}`;
}

/**
 * Remember at whose address each control stood.
 * @param {Identified[]} identified
 */
function remember(identified) {
  for (const found of identified) {
    if (!("controls" in found)) continue;
    for (const control of found.controls) seenAt.set(control.element, { setting: found.setting, face: faceOf(control) });
  }
}
