// A page's whole life in a moment: the content script as it ships, in a frame of its own with a clock of its own, and
// the background's own merging and summing up behind it. tests/page/lapse.py tells what goes in and what comes out.

import { merge } from "./extension/background/merge.js";
import { receive } from "./extension/shared/messages.js";
import { emptyStored } from "./extension/shared/stored.js";
import { summarise } from "./extension/shared/summary.js";

/** Midnight of a day of 2026, and the time between two loads of one case. */
const EPOCH = 1_795_000_000_000;
const BETWEEN = 60_000;
/** ms that a message takes to the background and back; 5 to 33 were measured without a stylesheet. */
const ON_THE_WAY = 10;
/** Promises that a report goes through, and some more. */
const MICROTASKS = 12;
const SENDER = { id: "lapse", url: "https://www.linkedin.com/", frameId: 0, tab: { id: 1, incognito: false } };
/** What makes the browser lay the page out, or asks it for a style. */
const LAYOUT = {
  Element: ["clientHeight", "clientLeft", "clientTop", "clientWidth", "scrollHeight", "scrollLeft", "scrollTop", "scrollWidth", "getBoundingClientRect", "getClientRects", "checkVisibility", "scrollIntoView"],
  HTMLElement: ["offsetHeight", "offsetLeft", "offsetParent", "offsetTop", "offsetWidth", "innerText", "outerText", "focus"],
  Document: ["elementFromPoint", "elementsFromPoint", "caretPositionFromPoint", "scrollingElement"],
  Range: ["getBoundingClientRect", "getClientRects"],
};

window.chrome = { runtime: { id: "lapse", getURL: (path) => `extension://lapse/${path}` } };
const script = fetch("/lapse/content.js").then((answer) => answer.text());
const channel = new MessageChannel();
const task = () => new Promise((resolve) => {
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(0);
});

/** @returns the answer for every case, in order */
window.lapse = async (cases) => {
  const answers = [];
  for (const one of cases) answers.push(await live(one));
  return answers;
};

async function live({ loads, watched, since }) {
  let known = since?.stored ?? { ...emptyStored(), consent: { at: EPOCH, mode: "words" } };
  if (watched) known = { ...known, watched };
  const begun = since?.loads ?? 0;
  const life = { loads: [], changes: [], clear: [] };
  let states = kept(known);
  let clear = summarise(known, EPOCH).clear;
  for (const [number, load] of loads.entries()) {
    const origin = EPOCH + (begun + number) * BETWEEN;
    life.loads.push(await visit(load, origin, (message, now) => {
      if (!receive(message, SENDER)) throw new Error(`no message that the background knows: ${JSON.stringify(message).slice(0, 2000)}`);
      if (message.type === "report") known = merge(known, message, origin + now);
      const before = states;
      states = kept(known);
      for (const [setting, state] of Object.entries(states)) {
        if (JSON.stringify(before[setting]) !== JSON.stringify(state)) life.changes.push({ load: number, at: now, setting, ...state });
      }
      const is = summarise(known, origin + now).clear;
      if (is !== clear) life.clear.push({ load: number, at: now, clear: is });
      clear = is;
      return known.words;
    }));
  }
  const count = begun + loads.length;
  const { settings, ...summary } = summarise(known, EPOCH + count * BETWEEN);
  const told = settings.filter(({ state }) => state !== "manual").map((one) => [one.id, one]);
  return { ...life, since: { stored: known, loads: count }, summary, states: Object.fromEntries(told) };
}

/** What counts of what is stored of each setting. */
function kept(stored) {
  const { settings } = stored.accounts[stored.account];
  return Object.fromEntries(
    Object.entries(settings).map(([id, { state, value, choice, count, reason, via, confirmed }]) => [id, { state, value, choice, count, reason, via, confirmed }]),
  );
}

/** An empty document. Firefox lets only one that was loaded take another address; the next one loads while one lives. */
function blank() {
  const frame = document.createElement("iframe");
  frame.src = "/lapse/blank";
  document.body.append(frame);
  return new Promise((resolve) => frame.addEventListener("load", () => resolve(frame), { once: true }));
}
let next = blank();

async function visit({ path, html, acts, ms, complete, width, height }, origin, hear) {
  const began = performance.now();
  const frame = await next;
  next = blank();
  Object.assign(frame, { width, height });
  const place = frame.contentWindow;
  const page = frame.contentDocument;
  const result = { errors: [], reports: [], counts: { scans: 0, looks: 0, reports: 0 }, layout: {}, left: false };
  const { counts, errors, layout } = result;
  const fail = (error) => errors.push(`${error}\n${error?.stack ?? ""}`);

  page.open();
  place.addEventListener("error", ({ error, message }) => fail(error ?? message));
  place.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
  const clock = clockOf(place, origin, fail);
  const member = memberIn(place);
  let phase = "";
  countLayout(place, (name, element) => {
    if (!phase) return;
    const asked = `${phase}: ${name} of ${element?.localName ?? "?"}${element?.type ? `[type=${element.type}]` : ""}`;
    layout[asked] = (layout[asked] ?? 0) + 1;
  });
  let ready = "loading";
  const { get } = Object.getOwnPropertyDescriptor(place.Document.prototype, "readyState");
  Object.defineProperty(place.Document.prototype, "readyState", {
    get() {
      return this === page ? ready : get.call(this);
    },
  });
  place.history.replaceState(null, "", path);
  page.write(html);
  ready = "interactive";
  Document.prototype.close.call(page);
  const isLoading = ({ src, contentDocument: inner }) => src && inner && (inner.URL === "about:blank" || inner.readyState !== "complete");
  while (get.call(page) !== "complete" || all(page, "iframe").some(isLoading)) await task();

  const listeners = new Set();
  place.chrome = {
    runtime: {
      id: "lapse",
      onMessage: { addListener: (listener) => listeners.add(listener), removeListener: (listener) => listeners.delete(listener) },
      async sendMessage(message) {
        const sent = JSON.parse(JSON.stringify(message));
        await clock.wait(ON_THE_WAY);
        if (sent.type === "leave") result.left = true;
        else {
          counts.reports += 1;
          const { readings, list, news, lessons, marks } = sent;
          result.reports.push({ at: clock.now(), address: sent.address, readings, list, news, lessons, marked: marks.map(({ setting }) => setting) });
        }
        try {
          return { ok: true, words: hear(sent, clock.now()) };
        } catch (error) {
          fail(error);
          return { ok: false };
        }
      },
    },
  };
  // templates/content/: what the test's rendering tells of the parts at work.
  place.lapse = {
    during(name, part) {
      return (...given) => {
        if (`${name}s` in counts) counts[`${name}s`] += 1;
        const before = phase;
        phase = name;
        try {
          return part(...given);
        } finally {
          phase = before;
        }
      };
    },
  };
  const source = await script;
  clock.at(0, () => place.eval(source));
  clock.at(complete, () => {
    ready = "complete";
    EventTarget.prototype.dispatchEvent.call(page, new place.Event("readystatechange"));
    // The frame's own came before the first virtual moment.
    EventTarget.prototype.dispatchEvent.call(place, new place.Event("load"));
  });
  for (const [at, name, ...given] of acts) clock.at(at, () => member[name](...given));
  await clock.run(ms);
  for (const listener of listeners) listener("stop", { id: "lapse" }, () => undefined);
  await task();
  result.elements = everywhere(page, "*").length;
  result.path = place.location.pathname;
  result.ms = performance.now() - began;
  frame.remove();
  return result;
}

/** The clock of one page: nothing in it waits. */
function clockOf(place, origin, fail) {
  const timers = new Map();
  let now = 0;
  let last = 0;
  let pending = 0;
  const add = (at, call, every) => {
    last += 1;
    timers.set(last, { at, call, every });
    return last;
  };
  const later = (call, ms = 0, every = false, given = []) => {
    const after = Math.max(1, Number(ms) || 0);
    return add(now + after, () => call(...given), every ? after : 0);
  };
  place.setTimeout = (call, ms, ...given) => later(call, ms, false, given);
  place.setInterval = (call, ms, ...given) => later(call, ms, true, given);
  place.requestAnimationFrame = (call) => later(() => call(now), 16);
  for (const clear of ["clearTimeout", "clearInterval", "cancelAnimationFrame"]) place[clear] = (id) => void timers.delete(id);
  place.Date.now = () => origin + now;
  place.performance.now = () => now;
  Object.defineProperty(place.performance, "timeOrigin", { value: origin });
  // A fixture's application asks the server, which no clock of ours can hurry: the page's own waits.
  place.fetch = async (...given) => {
    pending += 1;
    try {
      const answer = await fetch(...given);
      const text = await answer.text();
      return { ok: answer.ok, status: answer.status, text: async () => text, json: async () => JSON.parse(text) };
    } finally {
      pending -= 1;
    }
  };

  async function settle() {
    for (let i = 0; i < MICROTASKS; i += 1) await null;
    while (pending) {
      await task();
      for (let i = 0; i < MICROTASKS; i += 1) await null;
    }
  }

  function next() {
    let first;
    for (const [id, { at }] of timers) if (!first || at < first.at) first = { id, at };
    return first;
  }

  return {
    now: () => now,
    at: (at, call) => add(at, call, 0),
    wait: (ms) => new Promise((resolve) => add(now + ms, resolve, 0)),
    async run(until) {
      for (let due = next(); due && due.at <= until; due = next()) {
        const timer = timers.get(due.id);
        now = Math.max(now, due.at);
        if (timer.every) timer.at = now + timer.every;
        else timers.delete(due.id);
        try {
          timer.call();
        } catch (error) {
          fail(error);
        }
        await settle();
      }
      now = until;
    },
  };
}

/** The member's hands: what they do is trusted, as no script's act is. */
function memberIn(place) {
  let acting = false;
  const { addEventListener } = place.EventTarget.prototype;
  place.EventTarget.prototype.addEventListener = function (type, listener, options) {
    const heard = typeof listener === "function" ? (event) => listener.call(this, acting ? trusted(event) : event) : listener;
    return addEventListener.call(this, type, heard, options);
  };
  const trusted = (event) =>
    new Proxy(event, {
      get(target, name) {
        const value = name === "isTrusted" ? true : Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  const act = (selector, how) => {
    const element = everywhere(place.document, selector)[0];
    if (!element) throw new Error(`the member finds no ${selector}`);
    acting = true;
    try {
      how(element);
    } finally {
      acting = false;
    }
  };
  return {
    click: (selector) => act(selector, (element) => element.click()),
    key: (selector, key) => act(selector, (element) => element.dispatchEvent(new place.KeyboardEvent("keydown", { key, bubbles: true, composed: true }))),
    run: (script) => place.eval(script),
  };
}

/** What matches in a document, its open shadow roots and its frames. */
function everywhere(root, selector) {
  const shadowOf = Object.getOwnPropertyDescriptor(Element.prototype, "shadowRoot").get;
  const inner = all(root, "*").flatMap((element) => [shadowOf.call(element), element.localName === "iframe" && element.contentDocument].filter(Boolean));
  return [...all(root, selector), ...inner.flatMap((one) => everywhere(one, selector))];
}

/** A page may have elements of any name, and they shadow the document's own functions. */
function all(root, selector) {
  const { get } = Object.getOwnPropertyDescriptor(Node.prototype, "nodeType");
  const { prototype } = get.call(root) === Node.DOCUMENT_NODE ? Document : DocumentFragment;
  return [...prototype.querySelectorAll.call(root, selector)];
}

/** Tells of every question that may make the browser lay the page out. */
function countLayout(place, tell) {
  for (const [name, properties] of Object.entries(LAYOUT)) {
    for (const property of properties) {
      const { prototype } = place[name];
      const described = Object.getOwnPropertyDescriptor(prototype, property);
      if (!described) continue;
      const told = (real) => real && function (...given) {
        tell(property, this);
        return real.apply(this, given);
      };
      const { value, get, ...rest } = described;
      Object.defineProperty(prototype, property, value ? { ...rest, value: told(value) } : { ...rest, get: told(get) });
    }
  }
  const { getComputedStyle } = place;
  place.getComputedStyle = (element, pseudo) => {
    tell("getComputedStyle", element);
    return getComputedStyle.call(place, element, pseudo);
  };
}
