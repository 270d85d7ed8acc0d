// A browser that can be stopped at any call: chrome.* as far as the background uses it, on a page of the extension.
// Called with (disk, steps, kill); ends with {disk, calls, killed}. What outlives the background is `disk`:
// storage, registered scripts, alarms, badge, sheets in documents.

const [disk, steps, kill, done] = arguments;
const real = chrome;
const never = new Promise(() => {});
let calls = 0;
let pending = 0;
let dead = false;

/** A task of its own; setTimeout would wait. */
const channel = new MessageChannel();
const turns = [];
channel.port1.onmessage = () => turns.shift()();
const turn = () =>
  new Promise((resolve) => {
    turns.push(resolve);
    channel.port2.postMessage(null);
  });

/** A call of the browser: it takes a turn; when the background is stopped in it, its effect may have come, and no answer does. */
const call = (effect) => async (...given) => {
  if (dead) return never;
  calls += 1;
  if (calls === kill?.at) {
    dead = true;
    if (kill.after) effect(...given);
    return never;
  }
  pending += 1;
  await turn();
  pending -= 1;
  if (dead) return never;
  const answer = effect(...given);
  return answer === undefined ? undefined : structuredClone(answer);
};

const event = () => {
  const listeners = [];
  return { addListener: (listener) => listeners.push(listener), tell: (...given) => listeners.map((listener) => listener(...given)) };
};

const area = (items, isFull = () => false) => ({
  get: call((keys) => (keys === null ? items : Object.fromEntries([keys].flat().flatMap((key) => (key in items ? [[key, items[key]]] : []))))),
  set: call((given) => {
    if (isFull()) throw new Error("QUOTA_BYTES quota exceeded");
    Object.assign(items, structuredClone(given));
  }),
  remove: call((key) => void delete items[key]),
  clear: call(() => Object.keys(items).forEach((key) => delete items[key])),
});

const sheetOf = ({ target, css }) => JSON.stringify([target, css]);
const fake = {
  i18n: real.i18n,
  runtime: { id: real.runtime.id, getURL: real.runtime.getURL.bind(real.runtime), onInstalled: event(), onStartup: event(), onMessage: event() },
  storage: { local: area(disk.local, () => disk.full), session: area(disk.session), managed: area({}), onChanged: event() },
  management: { getSelf: call(() => ({ installType: "normal" })) },
  permissions: { contains: call(() => true), onAdded: event(), onRemoved: event() },
  alarms: {
    get: call((name) => disk.alarms[name]),
    create: call((name, how) => void (disk.alarms[name] = how)),
    clear: call((name) => void delete disk.alarms[name]),
    onAlarm: event(),
  },
  tabs: {
    query: call(() => [{ id: 1 }]),
    sendMessage: call(() => true),
    create: call(() => void (disk.welcomed += 1)),
    onUpdated: event(),
    onRemoved: event(),
  },
  scripting: {
    getRegisteredContentScripts: call(() => disk.scripts),
    registerContentScripts: call((scripts) => void (disk.scripts = scripts)),
    updateContentScripts: call((scripts) => void (disk.scripts = scripts)),
    unregisterContentScripts: call(() => void (disk.scripts = [])),
    executeScript: call(() => []),
    insertCSS: call((sheet) => void (disk.sheets[sheetOf(sheet)] = COUNTS ? (disk.sheets[sheetOf(sheet)] ?? 0) + 1 : 1)),
    removeCSS: call((sheet) => {
      const left = COUNTS ? (disk.sheets[sheetOf(sheet)] ?? 0) - 1 : 0;
      if (left > 0) disk.sheets[sheetOf(sheet)] = left;
      else delete disk.sheets[sheetOf(sheet)];
    }),
  },
  action: Object.fromEntries(
    ["BadgeText", "BadgeBackgroundColor", "BadgeTextColor", "Title", "Icon"].map((part) => [`set${part}`, call((how) => void (disk.action[part] = how))]),
  ),
};
/** Chromium counts how often the same sheet went in, Firefox does not (measured). */
const COUNTS = disk.counts;


/** Until the background has nothing to do any more, or is stopped. */
async function idle() {
  for (let quiet = 0; quiet < 3 && !dead; quiet += 1) {
    await turn();
    if (pending) quiet = 0;
  }
}

const CONTENT = { id: fake.runtime.id, url: "https://www.linkedin.com/mypreferences/d/", frameId: 0, tab: { id: 1, incognito: false } };
const acts = {
  installed: () => fake.runtime.onInstalled.tell({ reason: "install" }),
  page: (message) => fake.runtime.onMessage.tell(message, { id: fake.runtime.id, url: fake.runtime.getURL("options/options.html") }, () => {}),
  content: ({ documentId, ...message }) => fake.runtime.onMessage.tell(message, { ...CONTENT, documentId }, () => {}),
};

async function play() {
  // Else Chromium puts its own interfaces into it when a permission changes, as it does soon after the start.
  window.chrome = Object.freeze(fake);
  let now = 0;
  Date.now = () => now;
  await import("/background/main.js");
  await idle();
  for (const { act, given, at } of steps) {
    if (dead) break;
    now = at;
    acts[act](given);
    await idle();
    if (!dead) disk.done += 1;
  }
  return { disk, calls, killed: dead };
}

play().then(done, (error) => done({ error: String(error.stack ?? error) }));
