// Draw: one stylesheet a document. The new sheet goes in, then the old one out, with the identical string, once for
// each time it went in. What may have gone in is written down first: the worker can be stopped at any await.

/** @typedef {Record<string, string[]>} Sheets the sheets that may be in each document of a tab */

/** Documents of a tab that are remembered: of those that are left a browser keeps 6 to 8, and gives them back with what is drawn in them. */
const REMEMBERED = 12;

const queues = /** @type {Map<number, Promise<void>>} */ (new Map());
const keyOf = (/** @type {number} */ tabId) => `drawn:${tabId}`;

/**
 * @param {number} tabId
 * @param {string | null} documentId null where the browser does not say: then the tab's top frame
 * @param {string} css empty: nothing is to be drawn
 * @returns {Promise<void>}
 */
export function draw(tabId, documentId, css) {
  return enqueue(tabId, async () => {
    const key = keyOf(tabId);
    const sheets = /** @type {Sheets} */ ((await chrome.storage.session.get(key))[key] ?? {});
    const name = documentId ?? "top";
    const before = sheets[name] ?? [];
    if (documentId && before.length === 1 && before[0] === css) return;
    if (!before.length && !css) return;
    const target = documentId ? { tabId, documentIds: [documentId] } : { tabId, frameIds: [0] };
    // Not known whether it is in (stopped in the middle, or "top" is another document by now): out with it first,
    // so that it is in exactly once.
    const uncertain = before.includes(css) && (before.length > 1 || !documentId);
    await chrome.storage.session.set({ [key]: noted(sheets, name, [...before, css].filter(Boolean)) });
    if (uncertain) await quietly(chrome.scripting.removeCSS({ target, css, origin: "USER" }));
    if (css) await quietly(chrome.scripting.insertCSS({ target, css, origin: "USER" }));
    for (const old of new Set(before)) if (old !== css) await quietly(chrome.scripting.removeCSS({ target, css: old, origin: "USER" }));
    await chrome.storage.session.set({ [key]: noted(sheets, name, css ? [css] : []) });
  });
}

/**
 * @param {Sheets} sheets
 * @param {string} name of a document, now the last
 * @param {string[]} drawn in it
 * @returns {Sheets}
 */
function noted(sheets, name, drawn) {
  const others = Object.entries(sheets).filter(([other]) => other !== name);
  return Object.fromEntries([...others, ...(drawn.length ? [[name, drawn]] : [])].slice(-REMEMBERED));
}

/**
 * A tab is closed: what was drawn in it is gone with it.
 * @param {number} tabId
 */
export function forget(tabId) {
  return enqueue(tabId, () => chrome.storage.session.remove(keyOf(tabId))).then(() => void queues.delete(tabId));
}

/** Tabs that something was drawn in. */
export async function drawnTabs() {
  const keys = Object.keys(await chrome.storage.session.get(null));
  return keys.map((key) => Number(/^drawn:(\d+)$/.exec(key)?.[1])).filter(Number.isInteger);
}

/** Takes everything out of every page, and keeps no note of it. */
export async function undrawAll() {
  for (const tabId of await drawnTabs()) {
    const key = keyOf(tabId);
    const sheets = /** @type {Sheets} */ ((await chrome.storage.session.get(key))[key] ?? {});
    for (const name of Object.keys(sheets)) await draw(tabId, name === "top" ? null : name, "");
    await forget(tabId);
  }
}

/**
 * @param {number} tabId
 * @param {() => Promise<void>} work
 */
function enqueue(tabId, work) {
  const result = (queues.get(tabId) ?? Promise.resolve()).then(work);
  queues.set(tabId, result.catch(() => undefined));
  return result;
}

/**
 * A document that is gone is no error.
 * @param {Promise<unknown>} call
 */
async function quietly(call) {
  try {
    await call;
  } catch {
    // Closed, navigated away, or out of reach: nothing is drawn there.
  }
}
