// The background's own listeners, caught where they register, on a page of the extension: called as the browser does.
// arguments: what to do, with what.
const [name, given, done] = arguments;

/** The background as it starts, its listeners by event ("runtime.onMessage") instead of in the browser's hands. */
async function caught() {
  const listeners = {};
  for (const [area, api] of Object.entries(chrome))
    for (const key of Object.keys(api ?? {}).filter((one) => /^on[A-Z]/.test(one)))
      if (api[key]?.addListener) api[key].addListener = (listener) => (listeners[`${area}.${key}`] ??= []).push(listener);
  await import("/background/main.js");
  await settled();
  return listeners;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 100));

/** All that may change: both storages, scripts, alarms, badge, title, tabs. */
async function everything() {
  const [local, session, scripts, alarms, badge, title] = await Promise.all([
    chrome.storage.local.get(null), chrome.storage.session.get(null), chrome.scripting.getRegisteredContentScripts(),
    chrome.alarms.getAll(), chrome.action.getBadgeText({}), chrome.action.getTitle({}),
  ]);
  return JSON.stringify({ local, session, scripts, alarms: alarms.map((alarm) => alarm.name), badge, title });
}

/** The same, once nothing of what went before changes it any more. */
async function everythingAtRest() {
  let now = await everything();
  for (let last = ""; last !== now; now = await everything()) {
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return now;
}

// ---- random messages --------------------------------------------------------------------------------------------

/** @param {number} seed */
function dice(seed) {
  let a = seed >>> 0;
  const next = () => { a = (a + 0x6d2b79f5) >>> 0; let t = Math.imul(a ^ (a >>> 15), 1 | a); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32; };
  const upTo = (n) => Math.floor(next() * n);
  return { next, upTo, one: (list) => list[upTo(list.length)], some: (most, make) => Array.from({ length: upTo(most + 1) }, make), maybe: (value) => (next() < 0.5 ? value : {}) };
}

/** What a page can put into ids, names and labels. */
const NASTY = ['"', "'", "\\", "\n", "\r", "\f", "\0", "}", "{", ";", "]", "/*", "*/", "<!--", "-->", "</style>", "@import url(//x)", "\\22 ", "\\0 ", ":has(*)", ",*", "\u202e", "\u200b", "\ud800", "\udfff", "😀", "é", "x", " ", "a", "\u2028", "!important", "url(https://x)", "expression(1)", "body{display:none}", '"]{}}body{display:none}a["', "$&", "%22", "\\", "\t", "--", "0", "1"];

function makers(random, { settings, lists, origin }) {
  const { upTo, one, some, maybe } = random;
  const text = (most) => some(8, () => one(NASTY)).join("").slice(0, most);
  const path = () => `/mypreferences/d/${some(6, () => one(["settings", "/", "x", "%22", "'", ")", "}", "]", ":", ",", "é", "ads-by-age", "*/"])).join("")}`;
  const tag = () => one(["input", "div", "a", "button", "x-y", "select", "li"]);
  const time = () => 1.6e12 + upTo(1e12);
  const setting = () => one(settings);
  const address = () => one([
    () => ({ tag: tag(), by: one(["aria-labelledby", "id", "name"]), value: text(200) }),
    () => ({ tag: tag(), by: "href", value: path() }),
    () => ({ tag: tag(), by: "path", value: [[tag(), 1 + upTo(9)], ...some(5, () => [tag(), 1 + upTo(9)])] }),
  ])();
  const target = () => ({ address: address(), when: one(["checked", "aria-checked", "aria-pressed", "always"]), box: { tag: tag(), up: upTo(4), inset: one([true, false]) } });
  const host = () => ({ tag: tag(), pseudo: one(["before", "after"]), layout: one(["block", "flex", "grid"]), up: [1 + upTo(5)] });
  const mark = () => ({ setting: setting(), state: one(["on", "partial"]), targets: [target(), ...some(2, target)], words: one([null, host()]) });
  const reading = () => ({ setting: setting(), via: one(["page", "row"]), state: one(["on", "partial", "off", "locked", "unknown"]), ...maybe({ choice: text(200) }), ...maybe({ count: upTo(9), of: upTo(9) }), ...maybe({ reason: text(40) }), ...maybe({ clickedAt: time() }), ...maybe({ value: one(["on", "off"]) }) });
  const list = () => ({ id: one(lists), read: one([true, false]), present: some(3, () => text(200)), missing: some(3, setting), ...maybe({ reason: "not-found" }) });
  const lesson = () => ({ lang: one(["fr", "sv", "pt-BR"]), word: one(["toString", "constructor", "valueOf", "på", "av"]), state: one(["on", "off"]), setting: setting() });
  const report = () => ({
    type: "report", loadedAt: time(), address: path(), member: one([null, ""]), readings: some(4, reading), list: one([null, list()]), marks: some(3, mark), notice: one([null, host()]),
    page: { kind: one(["list", "setting", "other"]), lang: one(["", "sv", "pt-BR"]) }, counts: one([null, "", "3 a, 1 input[type=radio]"]),
    news: one([null, some(3, () => ({ text: text(200), address: path(), structure: one(["main > a[href]", "* >> input[type=checkbox][role=switch][id]"]) }))]), lessons: some(2, lesson),
  });
  const content = () => ({ id: chrome.runtime.id, url: origin + path(), frameId: 0, documentId: `D${upTo(99)}`, tab: { id: 9_000_000 + upTo(9), incognito: false } });
  const own = () => ({ id: chrome.runtime.id, url: chrome.runtime.getURL("popup/popup.html") });
  const iso = () => new Date(1.6e12 + upTo(1e11)).toISOString();
  const change = () => ({ state: one(["on", "partial", "off", "unknown", "absent"]), at: iso(), via: one(["page", "row", "list"]), page: path() });
  const savedSetting = (id) => ({ id, name: text(200), group: "other", watched: true, keptOnPurpose: false, confirmed: true, ...change(), history: some(3, change) });
  const savedRecord = () => ({
    format: "still-on-record", version: 1, written: iso(), catalogue: "2026-11-01", extension: "0.1.0",
    choices: { recheckDays: 30, badge: true, region: null, watched: { [setting()]: true } }, settings: [...new Set(some(3, setting))].map(savedSetting),
  });
  /** What the extension's own pages ask for, but for `choose`, of which anything may be missing. */
  const ownMessage = () => one([
    () => ({ type: one(["start", "mode"]), mode: one(["words", "marks", "popup"]) }),
    () => ({ type: "stop", erase: one([true, false]) }),
    () => ({ type: "noted", changes: some(3, () => ({ setting: setting(), at: time() })) }),
    () => ({ type: "known", settings: some(3, setting) }),
    () => ({ type: "watch", setting: setting(), watched: one([true, false]) }),
    () => ({ type: "bring", record: savedRecord() }),
    () => ({ type: "forget", account: one(["unnamed", "0f".repeat(32)]) }),
    () => ({ type: "fine", setting: setting(), fine: one([true, false]) }),
  ])();
  return { text, path, tag, target, host, mark, report, content, own, ownMessage };
}

/** Every object and array in a value, with what holds them. */
function nodes(value, found = []) {
  if (typeof value === "object" && value !== null) { found.push(value); for (const part of Object.values(value)) nodes(part, found); }
  return found;
}

const OPTIONAL = ["value", "choice", "count", "of", "reason", "clickedAt", "page"];

/** Ways to make a good message of a good sender into one that is not; each makes it bad for certain. */
function breakers(random, make, { settings }) {
  const { one, upTo } = random;
  const needed = (node) => Object.keys(node).filter((key) => !OPTIONAL.includes(key) && !settings.includes(key));
  const wrong = (value) =>
    typeof value === "string" ? one([5, null, {}, [], true, undefined, "x".repeat(5000)])
    : typeof value === "number" ? one([-1, 1.5, NaN, Infinity, -Infinity, "1", null, 2 ** 60, [], {}])
    : typeof value === "boolean" ? one([0, 1, "true", null, {}])
    : value === null ? one([5, true, {}, [5]])
    : Array.isArray(value) ? one([{}, "x", 5, Array(400).fill(value[0] ?? {}), { length: 1, 0: 1 }])
    // Of one that may hold any names, none of them is as good.
    : one([5, "x", [], true, ...(Object.keys(value).every((key) => settings.includes(key)) ? [] : [{}])]);
  const inMessage = [
    (message) => { const at = one(nodes(message).filter((node) => Object.keys(node).length)); const key = one(Object.keys(at)); at[key] = key === "counts" || key === "member" ? one([5, {}, [], "x".repeat(2000)]) : wrong(at[key]); return message; },
    (message) => { const at = one(nodes(message).filter((node) => !Array.isArray(node))); at[one(["extra", "__proto__x", "constructor", "toString", "when2"])] = 1; return message; },
    (message) => { const at = one(nodes(message).filter((node) => !Array.isArray(node))); Object.defineProperty(at, "__proto__", { value: { polluted: 1 }, enumerable: true }); return message; },
    (message) => { const at = one(nodes(message).filter((node) => !Array.isArray(node) && needed(node).length)); delete at[one(needed(at))]; return message; },
    (message) => ({ ...message, type: one(["", "Report", "reports", "__proto__", "constructor", "hasOwnProperty", "are-you-there", "again", null, 5, {}, ["report"]]) }),
    () => one([null, undefined, 5, "stop", "report", [], {}, true, [{ type: "stop", erase: true }], { type: "stop" }, { type: "start", mode: "x" }, { erase: true }]),
  ];
  const inSender = [
    (sender) => ({ ...sender, id: one(["a".repeat(32), undefined, "", "other@example"]) }),
    (sender) => ({ ...sender, url: one(["http://www.linkedin.com/mypreferences/d/", "https://www.linkedin.com.evil.example/mypreferences/d/", "https://evil.example/", "https://www.linkedin.com@evil.example/", undefined, "", "about:blank", "data:text/html,x", "blob:https://www.linkedin.com/1", `chrome-extension://${"a".repeat(32)}/popup/popup.html`, "moz-extension://11111111-1111-4111-8111-111111111111/popup/popup.html", "file:///x"]) }),
    (sender) => ({ ...sender, frameId: one([1, 7, -1, undefined, null, "0"]) }),
    (sender) => ({ ...sender, tab: one([undefined, {}, { incognito: false }]) }),
    // A message of the other kind of sender.
    () => make.own(),
  ];
  return () => {
    const page = upTo(5) === 0;
    const message = page ? make.ownMessage() : make.report();
    const sender = page ? make.own() : make.content();
    if (page && upTo(2) === 0) return [{ ...message }, make.content()];
    const broken = page || upTo(4) > 0;
    return broken ? [one(inMessage)(structuredClone(message)), sender] : [message, one(inSender)(sender)];
  };
}

// ---- what can be asked -------------------------------------------------------------------------------------------

const asked = {
  /** Random bad messages: what was taken for good, and whether anything is other than before. */
  async bad({ seed, times, ...known }) {
    const { "runtime.onMessage": [listener] } = await caught();
    const random = dice(seed);
    const next = breakers(random, makers(random, known), known);
    const before = await everythingAtRest();
    const found = [];
    for (let at = 0; at < times; at += 1) {
      const [message, sender] = next();
      const tell = (what) => found.length < 5 && found.push(`${at}: ${what}: ${JSON.stringify(message)?.slice(0, 300)} from ${JSON.stringify(sender)}`);
      try { if (listener(message, sender, () => tell("answered")) !== false) tell("taken"); } catch (error) { tell(`threw ${error}`); }
    }
    await settled();
    return { found, same: before === (await everything()) };
  },

  /** Random good messages, one after the other; what is stored after them. */
  async good({ seed, times, ...known }) {
    const { "runtime.onMessage": [listener] } = await caught();
    const random = dice(seed);
    const make = makers(random, known);
    const refused = [];
    const { receive } = await import("/shared/messages.js");
    for (let at = 0; at < times; at += 1) {
      const own = make.ownMessage();
      if (!receive(own, make.own())) refused.push(JSON.stringify(own));
      const message = random.upTo(20) ? make.report() : { type: "leave" };
      const answer = await new Promise((resolve) => { if (!listener(message, make.content(), resolve)) resolve(null); });
      if (!answer?.ok) refused.push(JSON.stringify(message).slice(0, 300));
    }
    const stored = await chrome.storage.local.get(null);
    const { understood } = await import("/shared/stored.js");
    return { refused: refused.slice(0, 3), stored, understood: understood(stored.state) !== null, polluted: ({}).polluted ?? null };
  },

  /** Good reports of pages that may not be read any more; what is answered, and what they changed. */
  async forbidden({ seed, times, ...known }) {
    const { "runtime.onMessage": [listener] } = await caught();
    const make = makers(dice(seed), known);
    const before = await everythingAtRest();
    const answers = [];
    const { contains } = chrome.permissions;
    chrome.permissions.contains = async () => false;
    for (let at = 0; at < times; at += 1) answers.push(await new Promise((resolve) => { if (!listener(make.report(), make.content(), resolve)) resolve(null); }));
    chrome.permissions.contains = contains;
    await settled();
    return { answers, same: before === (await everything()) };
  },

  /** Every listener, called as the browser calls it, with what is valid; what was called, and what that changed. */
  async listeners({ tabId, ...known }) {
    const before = await everything();
    const caughtNow = await caught();
    const make = makers(dice(1), known);
    const url = `${known.origin}/mypreferences/d/settings/data-for-ai-improvement`;
    const sender = { ...make.content(), url, tab: { id: tabId, incognito: false } };
    const calls = {
      "runtime.onInstalled": [[{ reason: "update" }]],
      "runtime.onStartup": [[]],
      "runtime.onMessage": [...Array.from({ length: 20 }, () => [make.report(), sender]), [{ type: "leave" }, sender]],
      "permissions.onAdded": [[{ origins: [`${known.origin}/*`] }]],
      "permissions.onRemoved": [[{ origins: [`${known.origin}/*`] }]],
      "alarms.onAlarm": [[{ name: "daily" }]],
      "tabs.onUpdated": [[tabId, { url }, { url }], [tabId, { status: "complete" }, { url }]],
      "tabs.onRemoved": [[tabId]],
      "storage.onChanged": [[{}, "managed"], [{ state: { newValue: { schema: 1 } } }, "local"]],
    };
    let times = 0;
    for (const [event, listeners] of Object.entries(caughtNow)) {
      if (!calls[event]) throw new Error(`a listener of ${event}: say here how it is called`);
      for (const listener of listeners)
        for (const call of calls[event]) {
          times += 1;
          const answered = new Promise((resolve) => { const later = listener(...call, resolve); if (later !== true) resolve(later); });
          await Promise.race([answered, settled()]);
        }
    }
    await settled();
    const after = await everything();
    return { events: Object.keys(caughtNow).sort(), times, found: before === after ? [] : [`${before} became ${after}`] };
  },

  /** Sheets of random marks: their rules are those of harmless ones, in the browser's own eyes; and they hit what is meant. */
  async sheets({ seed, times, naive, ...known }) {
    const [{ cssOf }, { texts }] = await Promise.all([import("/background/style.js"), import("/background/texts.js")]);
    const random = dice(seed);
    const make = makers(random, known);
    const found = [];
    for (let at = 0; at < times; at += 1) {
      const drawn = { marks: [make.mark(), ...random.some(2, make.mark)], notice: null };
      const css = naive ? plain(drawn) : cssOf(drawn, () => true, "words", texts());
      const meant = cssOf(tame(drawn), () => true, "words", texts());
      const problems = outline(css) === outline(naive ? plain(tame(drawn)) : meant) ? (naive ? [] : missed(css, drawn)) : ["other rules"];
      for (const problem of problems) if (found.length < 5) found.push(`${problem}: ${css.slice(0, 400)}`);
    }
    return found;
  },
};

/** What an author without care would write. */
const plain = ({ marks }) => `@media screen {\n${marks.flatMap(({ targets }) => targets).map(({ address }) => `input[id="${address.value}"] { outline: 1px }`).join("\n")}\n}`;

/** The same marks on elements with names that cannot do harm. */
const tame = (drawn) => JSON.parse(JSON.stringify(drawn), (key, value) => (value?.by === "href" ? { ...value, value: "/a" } : value?.by && value.by !== "path" ? { ...value, value: "a" } : value));

/** What the browser's parser makes of a sheet: conditions and declarations of every rule. */
function outline(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map(function said(rule) { return rule.media ? `@media ${rule.media.mediaText} { ${[...rule.cssRules].map(said).join(" ")} }` : rule.style ? `{ ${rule.style.cssText} }` : rule.cssText; }).join(" ");
}

/** Each mark by attribute hits the one element that was meant. */
function missed(css, { marks }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const rules = [...sheet.cssRules[0].cssRules];
  const problems = [];
  marks.flatMap(({ targets }) => targets).forEach(({ address, when, box }, at) => {
    // What cannot be written in CSS (NUL, half characters) and an empty id hit nothing.
    if (address.by === "path" || !address.value || /\0|\p{Cs}/u.test(address.value) || when !== "always") return;
    const leaf = document.createElement(address.tag);
    leaf.setAttribute(address.by, address.value);
    let top = leaf;
    for (let up = 0; up < box.up; up += 1) { const around = document.createElement(up === box.up - 1 ? box.tag : "p"); around.append(top); top = around; }
    const page = document.createElement("main");
    page.append(top, document.createElement(address.tag));
    const hit = [...page.querySelectorAll(rules[at].selectorText)];
    if (hit.length !== 1 || hit[0] !== top) problems.push(`${rules[at].selectorText} hits ${hit.length} of ${page.innerHTML}`);
  });
  return problems;
}

// As JSON: half a character does not come through the driver.
asked[name](given).then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: `${error.stack ?? error}` })));
