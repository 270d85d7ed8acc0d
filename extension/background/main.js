// The background: hears, hands on, forgets. The browser stops it at any moment; everything it knows is in storage.
// Every listener stands at the top level, and does nothing unless consent is stored.

import { catalogue } from "../shared/catalogue.js";
import { isSettingsPage } from "../shared/pages.js";
import { loadManaged, watchManaged } from "../shared/managed.js";
import { receive } from "../shared/messages.js";
import { load, UNNAMED } from "../shared/stored.js";
import { isWatched, summarise } from "../shared/summary.js";
import { whose } from "./accounts.js";
import { drawBadge } from "./badge.js";
import { CHOICES } from "./choices.js";
import { draw, drawnTabs, forget, undrawAll } from "./draw.js";
import { merge } from "./merge.js";
import { notifyIfDue } from "./notify.js";
import { inject, injectOpenTabs, register, tell, tellAll } from "./register.js";
import { erase, isFirstWake, update } from "./store.js";
import { cssOf } from "./style.js";
import { texts } from "./texts.js";

/** @typedef {import("../shared/stored.js").Stored} Stored */

const WELCOME = "welcome";
const refresh = () => register().then(injectIfStarted);

chrome.runtime.onInstalled.addListener(({ reason }) => void onInstalled(reason));
chrome.runtime.onStartup.addListener(() => void refresh());
chrome.permissions.onAdded.addListener(() => void refresh());
chrome.permissions.onRemoved.addListener(() => void onPermissionRemoved());
chrome.alarms.onAlarm.addListener(({ name }) => void (name === WELCOME ? openWelcome() : onDay()));
watchManaged(() => void onManaged());
chrome.tabs.onUpdated.addListener((tabId, { url, status }, tab) => void (tab.status === "complete" && onUpdated(tabId, url ?? (status && tab.url))));
chrome.tabs.onRemoved.addListener((tabId) => void forget(tabId));
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  const received = receive(message, sender);
  if (!received) return false;
  onMessage(received).then(answer, () => onFailure().finally(() => answer({ ok: false })));
  return true;
});
void wake();

/** Memory is empty after an install, an update, a restart, and where the extension was disabled: that alone tells no event. */
async function wake() {
  await register();
  if (await isFirstWake()) await injectOpenTabs();
}

/** @param {string} reason */
async function onInstalled(reason) {
  await refresh();
  if (reason !== "install") return;
  // Chromium brings a newly installed extension its administrator's values some seconds later (5 s, measured in November 2026).
  const { installType } = await chrome.management.getSelf();
  if (installType === "admin") await chrome.alarms.create(WELCOME, { delayInMinutes: 0.5 });
  else await openWelcome();
}

/** Unless it is not needed any more, or an administrator does not want it. */
async function openWelcome() {
  const [{ consent }, { set }] = await Promise.all([load(), loadManaged()]);
  if (!consent && set.welcomePage !== false) await chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
}

async function onDay() {
  await register();
  await notifyIfDue(Date.now());
}

/** An administrator's values have changed: badge, icon and every open page follow. */
async function onManaged() {
  await register();
  if ((await load()).consent) await tellAll("again");
}

/** Firefox lets members take the host permission back while pages are open: what runs there falls silent. */
async function onPermissionRemoved() {
  await register();
  if (!(await mayRead())) for (const tabId of await drawnTabs()) await tell(tabId, "stop");
}

async function mayRead() {
  return chrome.permissions.contains({ origins: [`${catalogue.origin}/*`] });
}

async function injectIfStarted() {
  if ((await load()).consent) await injectOpenTabs();
}

/**
 * @param {number} tabId
 * @param {string | undefined} url
 */
async function onUpdated(tabId, url) {
  if (isSettingsPage(url) && (await load()).consent) await inject(tabId);
}

/**
 * @param {import("../shared/messages.js").Received} received
 * @returns {Promise<object>} the answer
 */
async function onMessage(received) {
  if (received.from === "page") return onOwnPage(received.message);
  const { tabId, documentId, incognito, message } = received;
  const [before, may] = await Promise.all([load(), mayRead()]);
  const { consent } = before;
  if (!consent || !may) return { ok: true, stop: true };
  if (message.type === "leave") {
    await draw(tabId, documentId, "");
    return { ok: true };
  }
  const now = Date.now();
  // What cannot be stored is drawn all the same, and told as a failure.
  const known = incognito ? Promise.resolve(null) : whose(before, message.member);
  const account = await known.catch(() => null);
  const after = account ? merge(before, message, now, account.key) : { ...before, account: UNNAMED };
  /** @type {(latest: Stored) => Stored} */
  const change = (latest) => (account && latest.consent && latest.salt === account.salt ? merge(latest, message, now, account.key) : latest);
  const [stored] = await Promise.all([
    account ? update(change) : known.then(() => before),
    draw(tabId, documentId, cssOf(message, (setting) => isWatched(after, setting), consent.mode, texts(account ? turnedOn(after) : undefined))),
  ]);
  if (!incognito) await drawBadge(await load(), Date.now());
  return { ok: true, words: stored.words };
}

/**
 * Settings that were off before and are on now, with the time of the off.
 * @param {Stored} stored
 */
function turnedOn(stored) {
  const { settings, changed } = summarise(stored, Date.now());
  return new Map(settings.filter(({ id }) => changed.includes(id)).map(({ id, wasOffAt }) => [id, wasOffAt ?? 0]));
}

/** What was not stored, or could not be read, is nothing to be clear about. */
async function onFailure() {
  await drawBadge(await load(), Date.now());
}

/**
 * @param {{type: "start" | "mode", mode: import("../shared/stored.js").Mode} | {type: "stop", erase: boolean} | import("./choices.js").Choice} message
 */
async function onOwnPage(message) {
  if (message.type === "stop") {
    await (message.erase ? erase() : update((stored) => ({ ...stored, consent: null })));
    await register();
    await tellAll("stop");
    await undrawAll();
  } else if (message.type !== "start" && message.type !== "mode") {
    const choice = CHOICES[message.type];
    await update((stored) => choice(stored, message, Date.now()));
    await register();
    // What is drawn depends on what is watched, and on what the member knows.
    if (message.type !== "choose" && message.type !== "forget") await tellAll("again");
  } else {
    const { mode } = message;
    await update((stored) => {
      if (message.type === "mode" && !stored.consent) return stored;
      return { ...stored, consent: { at: stored.consent?.at ?? Date.now(), mode } };
    });
    await register();
    await tellAll("again");
    if (message.type === "start") await injectOpenTabs();
  }
  return { ok: true };
}
