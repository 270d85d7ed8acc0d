// Identify: which setting is it? Strongest evidence first: setting key; the label in a known language together with
// the address of a single-setting page; that address with exactly the expected number of controls.
// Two candidates, a foreign key, evidence that disagrees: a problem, never a near match. (Rows carry their href.)

/**
 * @typedef {"not-found" | "ambiguous" | "count" | "foreign-key" | "signed-out"} Problem
 * @typedef {{setting: string, controls: Control[], problem?: Problem}} Identified no controls where there is a problem
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
  const root = rootOf(element);
  const ids = (attribute(element, "aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const named = ids.flatMap((id) => all(root, `#${CSS.escape(id)}`));
  const around = closest(element, "label");
  const by = named.length ? named : labelled(element).concat(around ?? []).slice(0, 1);
  // A label around a select holds its options, too.
  const texts = by.flatMap((label) => segments(label, (at) => tagOf(at) === "select"));
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
 * What a control may be called: its label as a whole, or a segment of it.
 * @param {Control} control
 */
function callsOf(control) {
  return [labelOf(control), ...namesOf(control)];
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
  if (page.kind === "setting") {
    const one = identifyOne(page.id, controls, lang);
    return !one ? [] : signedOut ? [refused(page.id, "signed-out")] : [one];
  }
  if (signedOut) return [];
  const legacy = Object.hasOwn(CATALOGUE.legacy, page.id) ? CATALOGUE.legacy[page.id] : undefined;
  // At an older address of some settings the key of another one is foreign.
  const owners = [...new Set(controls.flatMap(ownersOf))].filter((setting) => legacy?.includes(setting) ?? true);
  const named = (legacy ?? []).filter((setting) => !owners.includes(setting)).flatMap((setting) => byLabels(setting, controls, lang) ?? []);
  return [...owners.map((setting) => byKey(setting, controls)), ...named.filter((one) => !one.problem && !named.some((other) => isPartOf(one, other)))];
}

/**
 * One switch of a setting may be called as the only one of another: "Use your gender for ads".
 * @param {Identified} one
 * @param {Identified} other
 */
function isPartOf(one, other) {
  return one.controls.length < other.controls.length && one.controls.every((control) => other.controls.includes(control));
}

/**
 * @param {string} setting
 * @param {Problem} problem
 * @returns {Identified}
 */
function refused(setting, problem) {
  return { setting, controls: [], problem };
}

/** What only somebody who is not signed in is shown: a password, a code, a name to sign in by, or a form that leads there. */
const SIGN_IN =
  "input[type=password],input[autocomplete~=one-time-code],input[autocomplete~=username],input[name=session_key]," +
  'form[action*="/checkpoint/"],form[action*="/uas/"],form[action*="/login"]';

/** A login wall stands at the same address, with a box of its own ("Keep me logged in"). */
function isSignedOut() {
  return all(document, SIGN_IN).some((element) => isVisible(element));
}

/**
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @returns {Identified | null} null for a setting that is never read
 */
function identifyOne(setting, controls, lang) {
  if (!entryOf(setting).controls.length) return null;
  const keyed = byKey(setting, controls);
  // None carries its keys, or some do: the address may tell the rest.
  return keyed.problem !== "count" ? keyed : byAddress(setting, controls, lang);
}

/**
 * Whether a control is another setting's: by its key, by its label, or because it stood at another address.
 * @param {string} setting
 * @param {Control} control
 */
function isForeign(setting, control) {
  const before = seenAt.get(control.element);
  const leftBehind = before !== undefined && before.setting !== setting && before.face === faceOf(control);
  return leftBehind || hasForeignKey(setting, control) || hasForeignLabel(setting, control);
}

/**
 * @param {string} setting
 * @param {Control} control
 */
function hasForeignKey(setting, control) {
  return ownersOf(control).some((owner) => owner !== setting);
}

/**
 * By setting key. The evidence of eight keys is brave-experiments/psst-component (dom.md, section 3).
 * @param {string} setting
 * @param {Control[]} controls
 * @returns {Identified}
 */
function byKey(setting, controls) {
  const own = controls.filter((control) => ownersOf(control).includes(setting));
  if (own.some((control) => ownersOf(control).length > 1 || hasForeignLabel(setting, control))) return refused(setting, "foreign-key");
  const expected = expectedOf(setting, own);
  if (own.length < expected || hasChoice(setting) !== own.some(isChoice)) return refused(setting, "count");
  const labels = own.map(labelOf).filter(Boolean);
  const double = controls.some((control) => !ownersOf(control).length && labels.includes(labelOf(control)));
  return own.length === expected && !double ? { setting, controls: countedOf(setting, own) } : refused(setting, "ambiguous");
}

/**
 * By the address and the labels, else by the address and the number of controls.
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @returns {Identified}
 */
function byAddress(setting, controls, lang) {
  const types = /** @type {string[]} */ (entryOf(setting).controls.map(typeOf));
  const candidates = controls.filter((control) => types.includes(isChoice(control) ? "choice" : control.type));
  // Where nothing but the address tells, a strange key on any type may be on the setting's own in another form.
  const strange = isUntold({ setting, controls: candidates }) && controls.some((control) => hasForeignKey(setting, control));
  if (strange || candidates.some((control) => isForeign(setting, control))) return refused(setting, "foreign-key");
  // Before the number: an older page draws the setting's switch as a box, and another switch may stand beside it.
  const named = byLabels(setting, controls, lang);
  if (named) return named;
  if (isWhole(setting, candidates)) return { setting, controls: countedOf(setting, candidates) };
  if (!candidates.length) return refused(setting, "not-found");
  return refused(setting, candidates.length > expectedOf(setting, candidates) ? "ambiguous" : "count");
}

/**
 * By its labels alone, each of them once: "Data for AI" with a second switch beside it, a checkbox group with an unrelated box.
 * @param {string} setting
 * @param {Control[]} controls
 * @param {string} lang
 * @returns {Identified | null}
 */
function byLabels(setting, controls, lang) {
  if (hasChoice(setting)) return null;
  const own = entryOf(setting).controls.map(({ labels }) => {
    const named = controls.filter((control) => callsOf(control).some((name) => inLanguage(labels, lang)?.includes(name)));
    return named.length === 1 ? named[0] : undefined;
  });
  const found = own.filter((control) => control !== undefined);
  if (new Set(found).size !== own.length) return null;
  // Nothing is said of it; but it stands here, and what is part of it is no other setting's.
  return found.some((control) => isForeign(setting, control)) ? { setting, controls: found, problem: "foreign-key" } : { setting, controls: found };
}

/** @param {string} setting */
function entryOf(setting) {
  const entry = CATALOGUE.settings[setting];
  if (!entry) throw new TypeError(`no setting ${setting} in the catalogue`);
  return entry;
}

/**
 * @param {KnownControl} known
 * @returns {"switch" | "checkbox" | "choice"}
 */
function typeOf({ values, box }) {
  return values ? "choice" : box ? "checkbox" : "switch";
}

/**
 * A choice is drawn as radios or as one select.
 * @param {Control} control
 */
function isChoice({ type }) {
  return type === "radio" || type === "select";
}

/** @param {string} setting */
function hasChoice(setting) {
  return entryOf(setting).controls.some(({ values }) => values);
}

/**
 * The values of a setting's choice, from the most to the least sharing one; it has one choice at most.
 * @param {string} setting
 */
function valuesFor(setting) {
  return entryOf(setting).controls.find(({ values }) => values)?.values ?? [];
}

/**
 * The number of controls that a setting's own page shows (counted on pictures, dom.md section 2).
 * @param {string} setting
 * @param {Control[]} own of which a select stands for all values
 */
function expectedOf(setting, own) {
  const others = entryOf(setting).controls.filter(({ values }) => !values).length;
  return others + (own.some(({ type }) => type === "select") ? 1 : valuesFor(setting).length);
}

/**
 * Whether these are exactly the controls of the setting's own page: so many switches, boxes, values.
 * @param {string} setting
 * @param {Control[]} own
 */
function isWhole(setting, own) {
  const select = own.find(({ type }) => type === "select");
  const values = valuesFor(setting).length;
  const expected = entryOf(setting).controls.map(typeOf).flatMap((type) => (type === "choice" && !select ? Array(values).fill(type) : type));
  const types = own.map((control) => (isChoice(control) ? "choice" : control.type));
  return types.sort().join() === expected.sort().join() && (!select || optionsOf(select).length === values);
}

/**
 * Without what belongs to the page and is no part of the setting's state: "Make follow primary" beside "Who can follow you".
 * It is the only one of its type there (the catalogue is checked for that).
 * @param {string} setting
 * @param {Control[]} own
 */
function countedOf(setting, own) {
  const uncounted = /** @type {string[]} */ (entryOf(setting).controls.filter(({ counts }) => counts === false).map(typeOf));
  return own.filter(({ type }) => !uncounted.includes(type));
}

/**
 * Whether a control is named as one of another setting is, and not as this one is, in any language.
 * @param {string} setting
 * @param {Control} control
 */
function hasForeignLabel(setting, control) {
  return !isNamedRightly(setting, control) && callsOf(control).some((name) => knownLabels.has(name));
}

/**
 * Whether a control is named as one of this setting is, in any language.
 * @param {string} setting
 * @param {Control} control
 */
function isNamedRightly(setting, control) {
  const names = callsOf(control);
  return entryOf(setting).controls.some(({ labels }) => Object.values(labels).flat().some((label) => names.includes(label)));
}

/**
 * Whether more than address and number tells that a control is this setting's.
 * @param {string} setting
 * @param {Control} control
 */
function isTold(setting, control) {
  return ownersOf(control).length > 0 || isNamedRightly(setting, control);
}

/**
 * Whether nothing but the address tells a switch.
 * @param {Identified} identified
 */
function isUntold({ setting, controls }) {
  return controls.some((control) => !isChoice(control) && !isTold(setting, control));
}

/**
 * Whether a control that no key tells is called otherwise than the setting's controls are, where we know how they are
 * called: the only switch of a page may be another one that was there before the right one. Where the page names no
 * language, every known label counts.
 * @param {string} setting
 * @param {Control} control
 * @param {string} lang
 */
function isNamedOtherwise(setting, control, lang) {
  // The label of an artdeco toggle holds its state word (dom.md, section 7).
  const isWord = (/** @type {string} */ text) => [lang, ...Object.keys(CATALOGUE.words)].some((name) => wordState(text, name) !== null);
  const names = callsOf(control).filter((text) => text && !isWord(text));
  const own = entryOf(setting).controls.map(({ labels }) => labels);
  const known = own.some((labels) => (lang ? inLanguage(labels, lang) : Object.values(labels))?.length);
  return known && names.length > 0 && !isTold(setting, control);
}

/**
 * Whether a control that is off, and that neither key nor name tells, stands beside another switch or box that is not, which may
 * be the setting's own in a form that we do not expect.
 * @param {string} setting
 * @param {Control} control
 * @param {Control[]} controls all that the member can see
 */
function isBesideAnOn(setting, control, controls) {
  return !isTold(setting, control) && controls.some((other) => !isChoice(other) && stateOf(other.element) !== "off");
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
    for (const control of found.controls) seenAt.set(control.element, { setting: found.setting, face: faceOf(control) });
  }
}
