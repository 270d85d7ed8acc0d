// Follow: look again when something changed, when the member clicked, when a time has come; and stop for good
// when the page is left or the extension is gone.

/** `checked` changes without any DOM record. */
const TICK = 250;
/** Firefox before 147 tells of no navigation: what carries us out of the settings has to be noticed within 100 ms. */
const TICK_WITHOUT_NAVIGATION = 50;
/** Not more often than this, however often the page changes. */
const SCAN_EVERY = 100;
/** ms: the page is searched so long at a stretch, and then has its turn. */
const TURN = 5;
/** Controls that are compared with one another, each with each. */
const FEW = 100;
/** What is not found may come, and what is covered be seen, without a record that we watch. */
const LOOK_FOR_EVERY = 1000;
/** What may change a reading; not class or style, which animate. */
const WATCHED = ["checked", "disabled", "aria-checked", "aria-pressed", "aria-disabled", "aria-busy", "aria-labelledby", "role", "type", "id", "name", "href", "hidden", "lang"];

/** What matters wherever in the page it comes or goes. */
const COMING = `${CONTROLS},a[href],iframe`;

/**
 * @param {(report: Report) => Promise<void>} send
 * @param {() => boolean} isAlive whether the extension is still there
 * @param {() => void} left called once, when the page is no settings page any more or `isAlive` says no
 * @returns {{stop: () => void, resend: () => void}}
 */
function follow(send, isAlive, left) {
  const stopping = new AbortController();
  const observer = new MutationObserver(onMutations);
  const observed = /** @type {WeakSet<Node>} */ (new WeakSet());
  let following = /** @type {Following | null} */ (null);
  let href = "";
  let sent = "";
  let answered = "[[],null,{}]"; // nothing drawn, nothing learnt
  let failures = 0;
  let scannedAt = -Infinity;
  let search = /** @type {ReturnType<typeof rootsInStretches> | null} */ (null);
  let scanTimer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  let lookTimer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (globalThis));
  const ticking = setInterval(tick, navigation ? TICK : TICK_WITHOUT_NAVIGATION);

  const listen = (/** @type {EventTarget} */ target, /** @type {string} */ type, /** @type {(event: Event) => void} */ on) =>
    EventTarget.prototype.addEventListener.call(target, type, on, { capture: true, passive: true, signal: stopping.signal });
  for (const type of ["readystatechange", "visibilitychange"]) listen(document, type, rescan);
  for (const type of ["pageshow", "resize"]) listen(window, type, rescan);
  if (navigation) listen(navigation, "currententrychange", rescan);
  // Not before the caller has what we return; and the load event of a page that waits for nothing else comes first.
  scanTimer = setTimeout(rescan);
  return { stop, resend };

  function resend() {
    sent = "";
    again();
  }

  function stop() {
    stopping.abort();
    observer.disconnect();
    clearInterval(ticking);
    clearTimeout(scanTimer);
    clearTimeout(lookTimer);
  }

  /** What is followed here; begun anew after a soft navigation; null, and all stopped, when we are not to be here. */
  function arrive() {
    if (stopping.signal.aborted) return null;
    const page = isAlive() ? pageOf(location.pathname) : null;
    if (!page) {
      stop();
      left();
      return null;
    }
    const now = performance.now();
    if (!following || href !== location.href) {
      following = { page, found: { roots: [], controls: [], rows: [] }, settings: new Map(), completeAt: null, changedAt: now, areas: [], clicks: new Map() };
      href = location.href;
      scannedAt = -Infinity;
    }
    if (readyStateOf(document) === "complete") following.completeAt ??= now;
    return following;
  }

  function rescan() {
    const here = arrive();
    const now = performance.now();
    clearTimeout(scanTimer);
    if (!here) return;
    if (now < scannedAt + SCAN_EVERY) {
      scanTimer = setTimeout(rescan, scannedAt + SCAN_EVERY - now);
      return;
    }
    search ??= rootsInStretches();
    let step = search.next();
    while (!step.done && performance.now() < now + TURN) step = search.next();
    if (step.done) search = null;
    if (!step.done || !step.value) {
      scanTimer = setTimeout(rescan, step.done ? SCAN_EVERY : 0);
      return;
    }
    scannedAt = now;
    scan(here, now, step.value);
    for (const root of here.found.roots) {
      if (observed.has(root)) continue;
      observed.add(root);
      if (isDocument(root)) for (const type of ACTS) listen(root, type, onAct);
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: WATCHED });
    }
    // In a task of its own.
    lookAt(now);
  }

  function again() {
    const here = arrive();
    if (!here) return;
    const { report, next } = look(here, performance.now());
    lookAt(next);
    const json = JSON.stringify(report);
    if (json === sent) return;
    sent = json;
    send(report).then(
      () => {
        failures = 0;
        // Words that were drawn and do not fit have to go elsewhere; words that were learnt may read a row.
        const now = JSON.stringify([report.marks, report.notice, learnt.words]);
        if (now !== answered) lookAt(performance.now() + TICK);
        answered = now;
      },
      // The background was stopped in the middle, or its write failed: told again, more and more seldom.
      () => setTimeout(resend, Math.min(TICK * 2 ** (failures += 1), GIVE_UP_AFTER)),
    );
  }

  /** @param {number} at */
  function lookAt(at) {
    clearTimeout(lookTimer);
    if (at !== Infinity && !stopping.signal.aborted) lookTimer = setTimeout(again, at - performance.now() + 1);
  }

  function tick() {
    if (href !== location.href || !isAlive()) rescan();
    else if (visibilityOf(document) === "visible" && following) {
      if (performance.now() > scannedAt + LOOK_FOR_EVERY && isLooking(following)) rescan();
      else if (hasChanged(following)) again();
    }
  }

  /** @param {MutationRecord[]} records */
  function onMutations(records) {
    if (!following) return;
    const { areas } = following;
    // Each node once: a subtree that is moved again and again would be searched for every record of it.
    const targets = new Set(records.map(({ target }) => target));
    const moved = new Set(records.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]));
    const inside = [...targets].some((target) => isInside(target, areas));
    if (inside) following.changedAt = performance.now();
    if (inside || [...moved].some(isComing)) rescan();
  }

  /** @param {Event} event */
  function onAct(event) {
    if (!following) return;
    if (isMembers(event)) noteClick(event, following);
    // What the page's own listeners do to the control is read after them.
    setTimeout(again);
  }
}

/** What a member does to a control; a div with the role of a switch is turned by keys without a click. */
const ACTS = ["click", "change", "keydown"];

/**
 * Only the member's own act: a page can click, too, and the change that follows its click is trusted.
 * @param {Event} event
 */
function isMembers(event) {
  const { key } = /** @type {KeyboardEvent} */ (event);
  return event.isTrusted && (event.type === "click" || (event.type === "keydown" && (key === " " || key === "Enter")));
}

/**
 * @param {Event} event
 * @param {Following} following
 */
function noteClick(event, following) {
  const path = event.composedPath();
  const at = /** @type {Node} */ (path[0]);
  const element = isElement(at) ? at : parentOf(at);
  // Links only lead away.
  const mayTurn = element && !closest(element, "a");
  if (mayTurn && mayChange(element, following)) school.over = true;
  const isHit = (/** @type {Element} */ one) => [one, ...labelled(one)].some((part) => path.includes(part));
  for (const [setting, { identified, elements, row, track }] of following.settings) {
    const isOwn = !row && elements.some(isHit);
    if (isOwn) {
      track.clickedAt = performance.now();
      following.clicks.set(setting, Date.now());
    } else if (mayTurn && isUntold(identified) && !following.clicks.has(setting)) {
      // It may have turned the setting's own, where nothing but the address tells: this load confirms nothing.
      following.clicks.set(setting, Math.round(performance.timeOrigin));
    }
  }
}

/**
 * Whether an act on an element may change a control: in its card, also beside it.
 * @param {Element} element
 * @param {Following} following
 */
function mayChange(element, { page, areas }) {
  return page.kind !== "list" && areas.some((area) => holds(area, element));
}

/**
 * Whether something that belongs on this page is not found yet, cannot be seen, or may not be what is found. What a class
 * alone shows, what is scrolled into sight, and a shadow root that an old element gets, make no record.
 * @param {Following} following
 */
function isLooking({ page, settings }) {
  return (page.kind === "list" && !settings.size) || [...settings.values()].some(isUnsure);
}

/**
 * Nothing but the address tells a switch, and it does not share: the right one may come yet.
 * @param {Followed} followed
 */
function isUnsure({ identified, track: { said } }) {
  return Boolean(identified.problem) || said?.reason === "covered" || (!(said && isSharing(said)) && isUntold(identified));
}

/**
 * Whether a control shows another state than when it was last looked at.
 * @param {Following} following
 */
function hasChanged({ settings }) {
  return [...settings.values()].some(({ elements, row, shown }) => !row && shown !== shownBy(elements));
}

/** @param {Element[]} elements */
function shownBy(elements) {
  return elements.map(shownOf).join();
}

/**
 * Whether a change is in the card or list around what is read.
 * @param {Node} target
 * @param {Element[]} areas
 */
function isInside(target, areas) {
  const element = isElement(target) ? target : parentOf(target);
  return !element || areas.some((area) => holds(area, element));
}

/**
 * Whether a node that comes or goes is, or holds, what could be read.
 * @param {Node} node
 */
function isComing(node) {
  return isElement(node) && (matches(node, COMING) || all(node, COMING).length > 0 || Boolean(shadowOf(node)));
}

/**
 * Find and identify anew, keeping what is known of a setting's past on this page.
 * @param {Following} following
 * @param {number} now
 * @param {Root[]} roots
 */
function scan(following, now, roots) {
  const { page } = following;
  const found = find(page, roots);
  // Nor has it so many of its own.
  found.controls = found.controls.length > FEW ? [] : found.controls.filter(isShown);
  const seen = Map.groupBy(found.rows, isShown);
  found.rows = seen.get(true) ?? [];
  found.unseen = seen.get(false);
  const present = elementsOf(found);
  const known = elementsOf(following.found);
  if (present.length !== known.length || present.some((element, i) => element !== known[i])) following.changedAt = now;
  following.found = found;
  const identified = identify(page, found.controls, languageOf());
  remember(identified);
  const rows = Map.groupBy(found.rows.filter(({ setting }) => setting !== null), ({ setting }) => setting ?? "");
  const before = following.settings;
  following.settings = new Map();
  const keep = (/** @type {string} */ setting, /** @type {Identified} */ as, /** @type {Element[]} */ elements, /** @type {boolean} */ row) => {
    const track = before.get(setting)?.track ?? { signature: "", since: now, clickedAt: null, said: null, pendingSince: null };
    following.settings.set(setting, { track, identified: as, elements, row, shown: shownBy(row ? [] : elements) });
  };
  for (const as of identified) keep(as.setting, as, as.controls.map(({ element }) => element), false);
  for (const [setting, those] of rows) keep(setting, { setting, controls: [] }, those.map(({ element }) => element), true);
  following.areas = areasOf(page, following);
}

/** @param {Found} found */
function elementsOf({ controls, rows }) {
  return [...controls, ...rows].map(({ element }) => element);
}

/**
 * Where a change means that something is not settled yet: the cards of the controls, the list, else all of `main`.
 * @param {Page} page
 * @param {Following} following
 * @returns {Element[]}
 */
function areasOf(page, { settings, found: { rows } }) {
  const [row] = rows;
  if (page.kind === "list") return [(row && climb(row.element, (at) => rows.every(({ element }) => holds(at, element)))) ?? mainOf()];
  const cards = [...settings.values()].flatMap(({ elements }) => elements).map(cardOf);
  return cards.length ? [...new Set(cards)] : [mainOf()];
}
