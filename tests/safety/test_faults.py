"""What can go wrong around the extension while a settings page is open, and what a member sees then: docs/faults.md."""

from __future__ import annotations

import pytest

from tests.browser.support import (
    assert_untouched,
    flip,
    holds,
    kept,
    outlined,
    state_of,
    summary,
    turned,
    until,
)
from tests.safety.table import Tried
from tooling.browsers import Browser, Firefox
from tooling.server import FixtureServer

pytestmark = [pytest.mark.safety("Nothing is lost"), pytest.mark.in_turn]

AI, AGE, GENDER = "data-for-ai-improvement", "ads-by-age", "ads-by-gender"
ENABLE = """
const [id, on, done] = arguments;
chrome.management.setEnabled(id, on).then(() => done(true), (error) => done(String(error)));
"""


def enable(browser: Browser, on: bool) -> None:
    """Disables or enables the extension, as the browser's page of extensions does."""
    if isinstance(browser, Firefox):
        act = "enable" if on else "disable"
        with browser.driver.context(browser.driver.CONTEXT_CHROME):
            browser.driver.execute_async_script(
                "const done = arguments[1];"
                "ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')"
                f".AddonManager.getAddonByID(arguments[0]).then((addon) => addon.{act}())"
                ".then(() => done());",
                browser.addon_id,
            )
    else:
        driver, before = browser.driver, browser.driver.current_window_handle
        driver.switch_to.new_window("window")
        driver.get("chrome://extensions")
        name = str(browser.extension_base).removeprefix("chrome-extension://").strip("/")
        assert driver.execute_async_script(ENABLE, name, on) is True
        driver.close()
        driver.switch_to.window(before)
    if on:
        with browser.helper():  # its page went with the extension
            browser.driver.get(browser.extension_url("welcome/welcome.html"))


def test_disabled_in_mid_visit(consented: Browser, server: FixtureServer, tried: Tried) -> None:
    """The script falls silent; enabled again, it reads and marks the open page."""
    consented.open(server.use(f"{AI}.on"))
    until(lambda: outlined(consented), message="the mark")
    before = kept(consented)
    enable(consented, on=False)
    if consented.name == "firefox":
        until(lambda: not outlined(consented), message="the mark gone")
    assert turned(consented) is False
    assert turned(consented) is True
    # Chromium leaves what is drawn, which follows the control by itself.
    assert outlined(consented) is (consented.name == "chromium")
    assert_untouched(consented)
    enable(consented, on=True)
    until(lambda: kept(consented), message="it answers again")
    assert kept(consented)[AI]["history"] == before[AI]["history"]
    assert turned(consented) is False
    until(lambda: state_of(consented, AI) == "off", message="the open page is read again")
    tried("disabled and enabled with a settings page open", 1)


def test_two_windows_at_once(consented: Browser, server: FixtureServer, tried: Tried) -> None:
    """Both are read into one list, whatever happens in both at the same time."""
    driver = consented.driver
    consented.open(server.use(f"{AI}.on"))
    first = driver.current_window_handle
    driver.switch_to.new_window("window")
    second = driver.current_window_handle
    consented.open(server.use(f"{AGE}.on"))
    until(lambda: {state_of(consented, AI), state_of(consented, AGE)} == {"on"}, message="both")
    often = """
    const box = document.querySelector("input[role=switch]");
    const turn = (left) => left && (box.click(), setTimeout(turn, 30, left - 1));
    turn(arguments[0]);
    """
    for window, times in ((first, 21), (second, 20)):
        driver.switch_to.window(window)
        consented.run(often, times)
    wanted = {AI: "off", AGE: "on"}
    until(
        lambda: [state_of(consented, one) for one in wanted] == [*wanted.values()],
        message="both as their pages show them",
    )
    driver.switch_to.window(second)
    driver.close()
    driver.switch_to.window(first)
    assert summary(consented)["sharing"] == 1
    tried("two windows at once", 41)


def test_two_members_are_not_told_apart(
    consented: Browser, server: FixtureServer, tried: Tried
) -> None:
    """What the second one's page says takes the place of the first one's, and the popup says that it may."""
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="the first member's")
    consented.open(server.use(f"{AI}.off"))
    until(lambda: state_of(consented, AI) == "off", message="the second member's")
    with consented.helper("popup/popup.html"):
        consented.driver.refresh()
        said = "return document.querySelector('[data-part=account]').innerText"
        until(lambda: "mixes what it saw of them" in consented.run(said), message="said")
    tried("two members in one profile", 1)


def test_erased_while_a_page_is_open(
    consented: Browser, server: FixtureServer, tried: Tried
) -> None:
    """The open page goes on changing, and nothing of it is stored again."""
    consented.open(server.use(f"{AI}.on"))
    until(lambda: outlined(consented), message="the mark")
    with consented.helper("options/options.html"):
        consented.run("chrome.runtime.sendMessage({ type: 'stop', erase: true })")
    until(lambda: consented.storage() == {}, message="erased")
    flip(consented)
    holds(lambda: consented.storage() == {}, 3, "something was stored after erasing")
    assert not outlined(consented)
    tried("everything erased with a settings page open", 1)


def test_a_page_that_linkedin_changed_is_told(
    consented: Browser, server: FixtureServer, tried: Tried
) -> None:
    """A setting's page without its control, a list without its rows: the popup names both, and what to do."""
    ads = "/mypreferences/d/categories/ads"
    consented.open(server.use(f"{AI}.on.not-found"))
    until(lambda: state_of(consented, AI) == "unknown", timeout=20, message="given up")
    server.page(ads, "<!doctype html><html lang=en><main><h1>Advertising data</h1></main></html>")
    consented.open(ads)
    until(lambda: "ads" in consented.state()["accounts"]["unnamed"]["lists"], timeout=20)
    with consented.helper("popup/popup.html"):
        alert = "return document.querySelector(`[data-alert='page-changed']`)?.innerText ?? ''"
        said = until(lambda: consented.run(alert), message="the popup's word of it")
    assert "Advertising data" in said
    assert "generative AI" in said or "AI" in said
    tried("LinkedIn changed a page", 2)
