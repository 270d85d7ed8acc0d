// Where we are: which page of LinkedIn's settings an address is.

/**
 * @typedef {{kind: "list", id: string} | {kind: "setting", id: string} | {kind: "other", id: string}} Page
 * `other` is a settings page that the catalogue does not know; its id is its address.
 */

/** @param {string} pathname */
function isSettingsPage(pathname) {
  return CATALOGUE.settingsPages.some((prefix) => `${pathname}/`.startsWith(prefix));
}

/**
 * A path as the catalogue keeps it: "/mypreferences/d/settings/x/" and ".../m/settings/x" are "settings/x";
 * a path outside that tree stays whole. A trailing slash is tolerated (inferred: LinkedIn serves both).
 * @param {string} pathname
 */
function addressOf(pathname) {
  return pathname.replace(/\/+$/, "").replace(/^\/mypreferences\/[dm]\//, "");
}

const settingsByPath = new Map(Object.entries(CATALOGUE.settings).flatMap(([id, { paths }]) => paths.map((path) => [path, id])));

/**
 * @param {string} pathname
 * @returns {Page | null} null outside the settings, where nothing is read
 */
function pageOf(pathname) {
  if (!isSettingsPage(pathname)) return null;
  const address = addressOf(pathname);
  const setting = settingsByPath.get(address);
  if (setting) return { kind: "setting", id: setting };
  const list = /^categories\/([\w-]+)$/.exec(address)?.[1] ?? "";
  return Object.hasOwn(CATALOGUE.lists, list) ? { kind: "list", id: list } : { kind: "other", id: address };
}
