/** The button that opens the same view beside the page: side panel (Chromium) or sidebar (Firefox). */

/** Firefox's own name for its interfaces, which the types of Chrome do not know. */
const { browser } = /** @type {{browser?: {sidebarAction?: {open(): Promise<void>}}}} */ (globalThis);

/** Firefox has none: taken out by name, so that its linter does not warn of what never runs there. */
const { sidePanel } = /** @type {{sidePanel?: typeof chrome.sidePanel}} */ (chrome);

/**
 * @param {HTMLElement} button
 */
export async function offerBeside(button) {
  const sidebar = browser?.sidebarAction;
  if (sidebar) {
    // Firefox opens it only in the click itself: nothing may be awaited before (measured, November 2026)
    offer(button, () => sidebar.open());
  } else if (sidePanel) {
    const { id } = await chrome.windows.getCurrent();
    if (id !== undefined) offer(button, () => sidePanel.open({ windowId: id }));
  }
}

/**
 * @param {HTMLElement} button
 * @param {() => Promise<void>} open
 */
function offer(button, open) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await open();
    window.close();
  });
}
