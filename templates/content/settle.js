// Settle: when to believe what is read. LinkedIn draws late and in pieces, and a switch that is not hydrated
// reads off (dom.md, section 4): `on` is said soon, `off` only when nothing speaks against it.

const ON_AFTER = 300;
const OFF_AFTER = 2000;
const GIVE_UP_AFTER = 10_000;

/**
 * What is followed of one setting on this page. Times in ms of `performance.now()`.
 * @typedef {object} Track
 * @property {string} signature the raw reading and the identity of its elements
 * @property {number} since when the signature last changed
 * @property {number | null} clickedAt when the member last clicked this control, until it is seen sharing again after an off
 * @property {Raw | null} said what was last said
 * @property {number | null} pendingSince since when there is something that could not be said yet
 */

/**
 * The page around a setting.
 * @typedef {object} Surroundings
 * @property {number} now
 * @property {number | null} completeAt when the document was complete, or the later soft navigation here
 * @property {boolean} busy a spinner or aria-busy in `main`
 * @property {number} changedAt when something last changed in the control's card or list
 * @property {boolean} disagrees words around the control say otherwise
 * @property {Hidden | null} hidden why the member may not see an off that is read
 * @property {boolean} counted nothing but their number tells several controls
 */

/** @param {Raw} raw */
function isSharing(raw) {
  return raw.state === "on" || raw.state === "partial";
}

/** @param {Raw} raw */
function saysOff(raw) {
  return raw.state === "off" || raw.value === "off";
}

/**
 * @param {Track} track
 * @param {Raw} raw
 * @param {Surroundings} around
 * @returns {{say: Raw} | {wait: number}} wait: until when to look again, without saying anything new
 */
function judge(track, raw, around) {
  const { now, completeAt } = around;
  if (isSharing(raw)) {
    // What is replaced again and again is never without change, and on all the same.
    const at = track.said && !isSharing(track.said) ? now : Math.min(track.since + ON_AFTER, (track.pendingSince ?? now) + GIVE_UP_AFTER);
    return now >= at ? { say: raw } : { wait: at };
  }
  if (raw.state === "off" && track.clickedAt !== null && !around.hidden && now < track.clickedAt + GIVE_UP_AFTER) return { say: raw };
  if (completeAt === null) return { wait: Infinity };

  const quietAt = quietFrom(track, around, completeAt);
  const giveUpAt = Math.max(completeAt, track.pendingSince ?? now) + patience(track, around);
  // What is not there, or not all of it, gets the whole time: nothing is off because it is not there.
  // A foreign key is for a while what the last page left behind.
  const late = ["not-found", "count", "no-choice", "foreign-key"].includes(raw.reason ?? "");
  const doubt = doubtOf(around);
  const doubtful = late || doubt !== null;
  if (!doubtful && now >= quietAt) return { say: raw };
  if (now < giveUpAt) return { wait: doubtful ? giveUpAt : Math.min(quietAt, giveUpAt) };
  if (raw.state === "unknown") return { say: raw };
  return { say: { state: "unknown", reason: doubt ?? "busy" } };
}

/**
 * From when on all has been quiet for long enough. Where nothing but their number tells several controls, another one
 * may stand in the place of one that is still to come: what is not there gets the whole time.
 * @param {Track} track
 * @param {Surroundings} around
 * @param {number} completeAt
 */
function quietFrom(track, { changedAt, counted }, completeAt) {
  const whole = counted ? GIVE_UP_AFTER : OFF_AFTER;
  return Math.max(completeAt + whole, track.since + OFF_AFTER, changedAt + OFF_AFTER);
}

/**
 * How long something better is waited for. An off that was said and is spoken against is taken back soon.
 * @param {Track} track
 * @param {Surroundings} around
 * @returns {number} ms
 */
function patience(track, around) {
  return around.disagrees && track.said && saysOff(track.said) ? ON_AFTER : GIVE_UP_AFTER;
}

/**
 * What around a control speaks against an off.
 * @param {Surroundings} around
 */
function doubtOf(around) {
  if (around.hidden) return around.hidden;
  if (around.disagrees) return "contradiction";
  return around.busy ? "busy" : null;
}

/**
 * Whether `main`, or what is drawn in a shadow root or frame, still says that it is at work: spinner, progress bar or
 * aria-busy that the member can see.
 * @param {Root[]} roots
 */
function isBusy(roots) {
  const main = mainOf();
  const within = [main, ...roots.filter((root) => root !== document)].flatMap((root) => all(root, "[aria-busy=true],[role=progressbar],progress"));
  return closest(main, "[aria-busy=true]") !== null || within.some((element) => isVisible(element));
}

const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";

/**
 * The card of a control: the nearest ancestor that also holds a heading, else `main`.
 * @param {Element} element
 * @returns {Element}
 */
function cardOf(element) {
  const main = mainOf();
  return climb(element, (at) => at === main || Boolean(firstOf(at, HEADINGS))) ?? main;
}
