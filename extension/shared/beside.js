/** The button that opens the popup's view beside the page: side panel (Chromium) or sidebar (Firefox). */

/** Firefox's own name for its interfaces, which the types of Chrome do not know. */
const { browser } = /** @type {{browser?: {sidebarAction?: {open(): Promise<void>}}}} */ (globalThis);

/** Firefox has none: taken out by name, so that its linter does not warn of what never runs there. */
const { sidePanel } = /** @type {{sidePanel?: typeof chrome.sidePanel}} */ (chrome);

/**
 * @param {HTMLElement} button
 * @param {() => void} [opened]
 */
export async function offerBeside(button, opened = () => {}) {
  const sidebar = browser?.sidebarAction;
  if (sidebar) {
    // Firefox opens it only in the click itself: nothing may be awaited before (measured, November 2026)
    offer(button, () => sidebar.open(), opened);
  } else if (sidePanel) {
    const { id } = await chrome.windows.getCurrent();
    if (id !== undefined) offer(button, () => sidePanel.open({ windowId: id }), opened);
  }
}

/**
 * @param {HTMLElement} button
 * @param {() => Promise<void>} open
 * @param {() => void} opened
 */
function offer(button, open, opened) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await open();
    opened();
  });
}
