// Start once, answer the background, fall silent when it is gone.

/** A name that no element of the page can take: ids become properties of the global object. */
const RUNNING = Symbol.for("still-on");
const place = /** @type {Record<symbol, (() => boolean) | undefined>} */ (/** @type {unknown} */ (globalThis));

if (!place[RUNNING]?.()) begin();

function begin() {
  let running = true;
  const isAlive = () => {
    try {
      return running && Boolean(chrome.runtime?.id);
    } catch {
      // Firefox: a dead object once the extension is gone.
      return false;
    }
  };
  place[RUNNING] = isAlive;

  /** @param {unknown} message @param {chrome.runtime.MessageSender} sender @param {(answer: unknown) => void} answer */
  const onMessage = (message, sender, answer) => {
    if (sender.id !== chrome.runtime.id || sender.tab) return;
    if (message === "are-you-there") answer(true);
    if (message === "again") following.resend();
    if (message === "stop") end();
  };
  chrome.runtime.onMessage.addListener(onMessage);

  const following = follow(
    async (report) => {
      const answer = isAlive() ? await chrome.runtime.sendMessage(report) : { ok: true, stop: true };
      if (!answer?.ok) throw new Error("not stored");
      if (answer.stop) end();
      if (answer.words) learnt.words = answer.words;
    },
    isAlive,
    () => {
      const alive = isAlive();
      end();
      if (alive) void chrome.runtime.sendMessage({ type: "leave" }).catch(() => undefined);
    },
  );

  function end() {
    if (!running) return;
    running = false;
    following.stop();
    try {
      chrome.runtime.onMessage.removeListener(onMessage);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  }
}
