// One look at the page: find, identify, read, settle; what comes out is the report to the background.

/**
 * @typedef {{setting: string, via: "page" | "row", clickedAt?: number} & Raw} Reading
 * @typedef {{setting: string, state: "on" | "partial", targets: Target[], words: Host | null}} Mark
 * @typedef {{id: string, read: boolean, present: string[], missing: string[], reason?: string}} ListReading
 */

/**
 * Everything that the background learns of this page. The table of messages is in extension/shared/messages.js.
 * @typedef {object} Report
 * @property {"report"} type
 * @property {number} loadedAt when the load of this document began, ms since 1970
 * @property {string} address
 * @property {string | null} member whose page it is, as its head shows it; empty while it may still come
 * @property {Reading[]} readings
 * @property {ListReading | null} list
 * @property {Mark[]} marks
 * @property {Host | null} notice over them all; its levels are above each target of each mark, in order
 * @property {News[] | null} news null while the page is not quiet
 * @property {{kind: Page["kind"], lang: string}} page
 * @property {string | null} counts what stands there, where something that belongs there could not be read
 * @property {Lesson[]} lessons
 */

/**
 * @typedef {{track: Track, identified: Identified, elements: Element[], row: boolean, shown: string}} Followed
 * elements: the controls, or the links of the rows; shown: what the controls said at the last look
 */

/**
 * What is followed on this page.
 * @typedef {object} Following
 * @property {Page} page
 * @property {Found} found
 * @property {Map<string, Followed>} settings
 * @property {number | null} completeAt
 * @property {number} changedAt when something last changed in the areas
 * @property {Element[]} areas the cards of the controls, or the list
 * @property {Map<string, number>} clicks when the member last clicked the control of a setting, ms since 1970
 * @property {string} [counts] what stood there when first something could not be read
 */

/**
 * @param {Following} following
 * @param {number} now
 * @returns {{report: Report, next: number}} next: when to look again, by the same clock as now
 */
function look(following, now) {
  const { page, settings, found, completeAt, changedAt } = following;
  const lang = languageOf();
  const busy = isBusy(found.roots);
  const quietAt = completeAt === null || busy ? Infinity : Math.max(completeAt, changedAt) + OFF_AFTER;
  const quiet = now >= quietAt;
  const looks = [...settings].flatMap(([setting, followed]) => lookAtOne(setting, followed, following, { now, busy, quietAt, lang }) ?? []);
  const waits = looks.map(({ wait }) => wait);
  // To the end: with every row said, too.
  const list = listOf(following, now, quiet && Math.min(...waits) === Infinity);
  waits.push(...looks.map(({ wordAt }) => wordAt).filter((at) => at > now));
  if (!quiet) waits.push(quietAt);
  if (page.kind === "list" && completeAt !== null && !list) waits.push(completeAt + GIVE_UP_AFTER);
  const showsMemberAt = Math.min((completeAt ?? Infinity) + OFF_AFTER, GIVE_UP_AFTER);
  const member = memberOf() ?? (now < showsMemberAt ? "" : null);
  if (member === "") waits.push(showsMemberAt);
  const known = [...settings.values()].map(({ identified }) => identified);
  const readings = looks.flatMap(({ reading }) => reading ?? []);
  const lost = list?.reason || readings.some(({ state }) => state === "unknown");
  // Once a visit: a page that changes all the time would be told of all the time.
  if (lost) following.counts ??= countsOf(found.roots);
  return {
    next: Math.min(Infinity, ...waits),
    report: {
      type: "report",
      loadedAt: Math.round(performance.timeOrigin),
      address: location.pathname,
      member,
      page: { kind: page.kind, lang },
      readings,
      list,
      counts: lost ? (following.counts ?? null) : null,
      ...drawn(following),
      news: quiet && !isSignedOut() ? newHere(found.controls, rowsHere(page, found), known) : null,
      lessons: looks.flatMap(({ lessons }) => lessons),
    },
  };
}

/**
 * @param {string} setting
 * @param {Followed} followed its track is brought up to date
 * @param {Following} following
 * @param {{now: number, busy: boolean, quietAt: number, lang: string}} at
 * @returns {{reading: Reading | null, lessons: Lesson[], wait: number, wordAt: number} | null} null for a row that says nothing;
 *   wordAt: when the word beside it counts
 */
function lookAtOne(setting, followed, { completeAt, changedAt, clicks, found }, { now, busy, quietAt, lang }) {
  const raw = rawOf(setting, followed, lang);
  if (!raw) return null;
  const { track } = followed;
  followed.shown = followed.row ? "" : shownBy(followed.elements);
  const signature = JSON.stringify(raw) + followed.elements.map(numberOf).join();
  if (signature !== track.signature) Object.assign(track, { signature, since: now });
  // Sharing again after an off: the server refused, or the member clicked twice. The next off is on its own.
  if (isSharing(raw) && track.said && !isSharing(track.said)) track.clickedAt = null;

  const { identified } = followed;
  const verdict = judge(track, raw, {
    now,
    busy,
    completeAt,
    changedAt,
    disagrees: disagrees(followed, raw, lang, found),
    hidden: hiddenBy(followed, raw, found),
    counted: identified.controls.length > 1 && isUntold(identified),
  });
  const say = "say" in verdict ? verdict.say : null;
  if (say) Object.assign(track, { said: say, pendingSince: null });
  else track.pendingSince ??= now;
  // A word counts once it has stood as long as an off has to, beside an on, too.
  const wordAt = Math.max(quietAt, track.since + OFF_AFTER);
  const lessons = lessonsOf(setting, followed, raw, lang, say === raw && now >= wordAt);
  const wait = "wait" in verdict ? verdict.wait : Infinity;
  if (!track.said) return { reading: null, lessons, wait, wordAt };
  const clickedAt = clicks.get(setting);
  const via = /** @type {Reading["via"]} */ (followed.row ? "row" : "page");
  const reading = { setting, via, ...track.said, ...(clickedAt && { clickedAt }) };
  return { reading, lessons, wait, wordAt };
}

const numbers = /** @type {WeakMap<Element, number>} */ (new WeakMap());
let lastNumber = 0;

/**
 * A replaced node is a changed control, though it looks the same.
 * @param {Element} element
 */
function numberOf(element) {
  const number = numbers.get(element) ?? (lastNumber += 1);
  numbers.set(element, number);
  return number;
}

/**
 * @param {string} setting
 * @param {Followed} followed
 * @param {string} lang
 * @returns {Raw | null} null for a row that says nothing
 */
function rawOf(setting, { identified, elements, row }, lang) {
  if (identified.problem) return { state: "unknown", reason: identified.problem };
  if (!row) return read(setting, identified.controls, lang);
  const said = elements.map((element) => readShownRow(setting, element, lang));
  const [first = null] = said;
  // Two rows of one setting that say different things: two candidates.
  return said.every((raw) => JSON.stringify(raw) === JSON.stringify(first)) ? first : { state: "unknown", reason: "ambiguous" };
}

/**
 * @param {string} setting
 * @param {Element} element the link of its row
 * @param {string} lang
 */
function readShownRow(setting, element, lang) {
  const values = valuesOf({ element: /** @type {HTMLAnchorElement} */ (element), setting, address: "" });
  const raw = rawOfRow(setting, values, lang);
  return raw?.state === "off" && !showsText(element, values.at(-1) ?? "") ? null : raw;
}

/**
 * @param {Followed} followed
 * @param {Raw} raw
 * @param {Found} found
 */
function hiddenBy({ identified }, raw, found) {
  return saysOff(raw) ? concealed(identified.controls, found.controls) : null;
}

/**
 * Whether the words around a control speak against an off: the state word beside it, or what it is called; or what is on beside it.
 * @param {Followed} followed
 * @param {Raw} raw
 * @param {string} lang
 * @param {Found} found
 */
function disagrees({ identified }, raw, lang, found) {
  const isDoubtful = (/** @type {Control} */ control) =>
    wordDisagrees(control, "off", lang) || isNamedOtherwise(identified.setting, control, lang) || isBesideAnOn(identified.setting, control, found.controls);
  return saysOff(raw) && identified.controls.some((control) => !isChoice(control) && isDoubtful(control));
}

/**
 * @param {string} setting
 * @param {Followed} followed
 * @param {Raw} raw
 * @param {string} lang
 * @param {boolean} settled
 * @returns {Lesson[]}
 */
function lessonsOf(setting, { identified }, raw, lang, settled) {
  if (raw.state !== "on" && raw.state !== "off") return [];
  const [control, second] = identified.controls;
  return control?.type === "switch" && !second ? teach(setting, control, raw.state, lang, settled) : [];
}

/**
 * @param {Following} following
 * @param {number} now
 * @param {boolean} quiet the document complete, not busy, nothing changed for as long as an off asks for, and no row left to be said
 * @returns {ListReading | null} null while nothing can be said of the list
 */
function listOf({ page, found: { rows, unseen = [] }, completeAt }, now, quiet) {
  if (page.kind !== "list") return null;
  const own = CATALOGUE.lists[page.id]?.flat() ?? [];
  const present = rows.map(({ setting, address }) => setting ?? slugOf(address)).filter((id) => own.includes(id));
  if (!present.length) {
    const gone = completeAt !== null && now >= completeAt + GIVE_UP_AFTER;
    return gone ? { id: page.id, read: false, present: [], missing: [], reason: isSignedOut() ? "signed-out" : "not-found" } : null;
  }
  const whole = quiet && !isVirtualised(rows);
  // A row that is there and not shown is offered to this account.
  const notHidden = (/** @type {string} */ id) => !unseen.some(({ setting }) => setting === id);
  return { id: page.id, read: whole, present: [...new Set(present)], missing: whole ? missingFrom(page.id, present).filter(notHidden) : [] };
}

/**
 * Marks and the notice over them, of what was said to be sharing.
 * @param {Following} following
 * @returns {{marks: Mark[], notice: Host | null}}
 */
function drawn({ settings, found: { roots, rows } }) {
  const lang = languageOf();
  const marks = /** @type {Mark[]} */ ([]);
  const anchors = /** @type {Element[]} */ ([]);
  for (const [setting, { track, identified, elements, row }] of settings) {
    const said = track.said;
    if (!said || !(isSharing(said) || said.value === "on")) continue;
    const sharing = row ? elements.slice(0, 1) : sharingOf(setting, identified.controls, lang);
    const located = sharing.map((element) => ({ element, target: targetOf(element, roots) }));
    const targets = located.flatMap(({ target }) => target ?? []);
    if (!targets.length || targets.length < located.length) continue;
    const others = (/** @type {Element} */ at) => rows.some(({ element }) => !elements.includes(element) && holds(at, element));
    marks.push({ setting, state: said.state === "partial" ? "partial" : "on", targets, words: hostOf(elements, "after", others, sharing) });
    anchors.push(...sharing);
  }
  if (!anchors.length) return { marks, notice: null };
  // Above the list: around all its rows; above the card: around all of it.
  const within = rows.length ? rows.map(({ element }) => element) : [...new Set(anchors.map(cardOf))];
  return { marks, notice: hostOf(within, "before", () => false, anchors) };
}
