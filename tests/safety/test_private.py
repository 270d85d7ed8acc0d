"""Private windows, where the member allowed them: pages are read and marked there, and nothing of it is stored."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.support import holds, outlined, state_of, turned, until
from tests.safety.table import Tried
from tooling import paths
from tooling.browsers import ORIGIN, Availability, Browser, Firefox, launch
from tooling.server import FixtureServer

pytestmark = pytest.mark.safety("Nothing leaves, nothing extra is asked")

AI = "data-for-ai-improvement"
PLAIN = json.loads(paths.MESSAGES.read_text(encoding="utf-8"))["title_plain"]["message"]
"""The button's title before consent."""
ALLOW_FIREFOX = """
const [id, done] = arguments;
const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
const granted = { permissions: ["internal:privateBrowsingAllowed"], origins: [], data_collection: [] };
const { extension } = WebExtensionPolicy.getByID(id);
ExtensionPermissions.add(id, granted, extension)
  .then(() => AddonManager.getAddonByID(id))
  .then((addon) => addon.reload())
  .then(() => done(true), (error) => done(String(error)));
"""
ALLOW_CHROMIUM = """
const [id, done] = arguments;
chrome.developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true })
  .then(() => done(true), (error) => done(String(error)));
"""


IS_ALLOWED = """
const [done] = arguments;
if (globalThis.chrome?.extension) chrome.extension.isAllowedIncognitoAccess(done);
else done(false);
"""


def allow(browser: Browser) -> None:
    """What the member switches on in the browser's page of extensions; both browsers load the extension anew for it."""
    if isinstance(browser, Firefox):
        with browser.driver.context(browser.driver.CONTEXT_CHROME):
            assert browser.driver.execute_async_script(ALLOW_FIREFOX, browser.addon_id) is True
    else:
        browser.open("chrome://extensions")
        name = str(browser.extension_base).split("/")[2]
        assert browser.driver.execute_async_script(ALLOW_CHROMIUM, name) is True

    def allowed() -> bool:
        with browser.helper():
            browser.driver.get(browser.extension_url("welcome/welcome.html"))
            return bool(browser.driver.execute_async_script(IS_ALLOWED))

    until(allowed, message="allowed")


@contextlib.contextmanager
def private_window(browser: Browser) -> Iterator[None]:
    """A tab in a private window, for the length of the block."""
    driver = browser.driver
    before = driver.current_window_handle
    known = set(driver.window_handles)
    if isinstance(browser, Firefox):
        front = "Services.wm.getMostRecentWindow('navigator:browser')"
        browser.chrome(f"{front}.OpenBrowserWindow({{ private: true }})")
    else:
        browser.call("windows.create", {"incognito": True, "url": "about:blank"})
    until(lambda: set(driver.window_handles) - known, message="the private window")
    [handle] = set(driver.window_handles) - known
    driver.switch_to.window(handle)
    yield
    driver.close()
    driver.switch_to.window(before)


def test_private_windows_are_read_marked_and_forgotten(
    where: Availability, built: dict[str, Path], server: FixtureServer, tried: Tried
) -> None:
    server.reset()
    with launch(where, built[where.name], server.port) as browser:
        allow(browser)
        browser.consent()
        # Consent is stored, and the script registered, before the badge is drawn.
        until(lambda: browser.badge().title != PLAIN, message="the button tells of the consent")
        before, badge = browser.storage(), browser.badge()
        with private_window(browser):
            for page in ("ads.all-on", f"{AI}.on"):
                browser.open(server.use(page))
                [tab] = browser.call("tabs.query", {"url": f"{ORIGIN}/*"})
                assert tab["incognito"]
                until(lambda: outlined(browser), message=f"{page} is read and marked")
            assert turned(browser) is False
            until(lambda: not outlined(browser), message="the mark follows the click")
            assert turned(browser) is True
            until(lambda: outlined(browser), message="the mark follows the second click")
            holds(lambda: browser.storage() == before, 3, "stored, once the page had settled")
            found = [] if browser.badge() == badge else [str(browser.badge())]
        # In memory, and only as long as the tab is open.
        until(lambda: browser.call("storage.session.get", None) == {}, message="notes are gone")
        found += [] if browser.storage() == before else [str(browser.storage())]
        tried("stored or counted from private windows", 4, found)
        browser.open(server.use(f"{AI}.on"))
        until(lambda: state_of(browser, AI) == "on", message="read in a window that is not private")
