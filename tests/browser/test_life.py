"""The life of the parts: consent, soft navigation, clicks, a background that is stopped, silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from tests.browser.support import (
    assert_untouched,
    control,
    flip,
    follow,
    holds,
    kept,
    outlined,
    popup,
    state_of,
    until,
)
from tooling import catalogue
from tooling.browsers import Browser
from tooling.fixtures import fixture
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
AI_PATH = f"/mypreferences/d/settings/{AI}"
PRIVACY = "/mypreferences/d/categories/privacy"
ADS = "/mypreferences/d/categories/ads"
RUNNING = "scripting.getRegisteredContentScripts"

pytestmark = pytest.mark.in_turn


def test_nothing_is_registered_or_read_before_consent(
    browser: Browser, server: FixtureServer
) -> None:
    browser.open(server.use(f"{AI}.on"))
    holds(lambda: browser.storage() == {}, 1.5, "something was stored before consent")
    assert browser.call(RUNNING) == []
    assert browser.badge().text == ""
    assert popup(browser)["summary"]["clear"] == "false"
    assert not outlined(browser)


def test_consent_reads_pages_that_are_open_already(browser: Browser, server: FixtureServer) -> None:
    browser.open(server.use(f"{AI}.on"))
    browser.consent()
    until(lambda: state_of(browser, AI) == "on", message="the open page read")
    until(lambda: outlined(browser), message="the open page marked")


def test_a_page_that_never_stops_loading_is_read(consented: Browser, server: FixtureServer) -> None:
    """The page's load event comes before our first look, but only where it comes soon."""
    path, late = server.use(f"{AI}.on"), "/never.png"
    server.page(
        path, server.answer(path)[1].replace("</body>", f'<img alt="" src="{late}"></body>')
    )
    with server.holding(late):
        consented.call("tabs.create", {"url": f"{catalogue.load().origin}{path}"})
        until(lambda: state_of(consented, AI) == "on", message="read while the page loads")
        assert server.count("GET", late) == 1
    consented.close_others()


def test_a_document_that_is_not_all_there_waits(consented: Browser, server: FixtureServer) -> None:
    """The script comes at the document's start, and begins when its end is there."""
    path, late = server.use(f"{AI}.on"), "/late.js"
    script = f'<script src="{late}"></script></body>'
    server.page(path, server.answer(path)[1].replace("</body>", script))
    with server.holding(late):
        consented.call("tabs.create", {"url": f"{catalogue.load().origin}{path}"})
        until(lambda: server.count("GET", late) == 1, message="the page asks for its script")
        holds(lambda: state_of(consented, AI) == "unseen", 1.5, "read before all of it was there")
    until(lambda: state_of(consented, AI) == "on", message="read")
    consented.close_others()


def test_consent_withdrawn_silences_open_pages(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: outlined(consented), message="the mark")
    with consented.helper("options/options.html"):
        consented.run("chrome.runtime.sendMessage({ type: 'stop', erase: false })")
    until(lambda: not outlined(consented), message="the mark gone")
    until(lambda: consented.call(RUNNING) == [], message="nothing registered")
    assert consented.badge().text == ""
    flip(consented)
    holds(lambda: state_of(consented, AI) == "on", 1, "read after consent was withdrawn")


def test_stop_and_erase_leaves_nothing(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="read")
    with consented.helper("options/options.html"):
        consented.run("chrome.runtime.sendMessage({ type: 'stop', erase: true })")
    until(lambda: consented.storage() == {}, message="storage empty")
    holds(lambda: consented.storage() == {}, 1, "something was written after the erasure")


def test_soft_navigation_from_the_feed_and_back(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use("feed.plain"))
    holds(lambda: kept(consented) == {}, 0.5, "read outside the settings")
    follow(consented, PRIVACY)
    until(lambda: state_of(consented, AI) == "on", message="the list read after a soft navigation")
    until(lambda: outlined(consented), message="rows marked")
    follow(consented, "/feed/")
    until(lambda: consented.driver.find_elements(By.CSS_SELECTOR, "article"), message="the feed")
    until(lambda: drawn_sheets(consented) == 0, message="the stylesheet gone")
    assert not outlined(consented)
    follow(consented, PRIVACY)
    until(lambda: outlined(consented), message="rows marked again")
    assert server.count("GET", PRIVACY) == 0, "this was to be a soft navigation"
    assert_untouched(consented)


def drawn_sheets(browser: Browser) -> int:
    """How many stylesheets the background knows to be in documents."""
    session: dict[str, Any] = browser.call("storage.session.get", None)
    return sum(
        len(sheets)
        for key, documents in session.items()
        if key.startswith("drawn:")
        for sheets in documents.values()
    )


def test_a_click_off_is_said_at_once_and_confirmed_by_a_load(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: outlined(consented), message="the mark")
    flip(consented)
    assert not outlined(consented), "the mark is gone with the click"
    until(lambda: state_of(consented, AI) == "off", 1.5, "off is said at once")
    assert kept(consented)[AI]["confirmed"] is False
    follow(consented, PRIVACY)
    until(lambda: state_of(consented, "policy-and-academic-research") == "on", message="the list")
    assert (kept(consented)[AI]["state"], kept(consented)[AI]["confirmed"]) == ("off", False)
    consented.open(AI_PATH)
    until(lambda: kept(consented)[AI]["confirmed"], message="confirmed by a load")
    assert state_of(consented, AI) == "off"
    flip(consented)
    until(lambda: state_of(consented, AI) == "on", message="on again")
    until(lambda: outlined(consented), message="the mark is back")


def test_a_refused_click_ends_as_on(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.on.refused"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    flip(consented)
    # The off lasts 700 ms: it is asked of the history, which keeps what a click made.
    until(
        lambda: [seen["state"] for seen in kept(consented)[AI]["history"]] == ["on", "off", "on"],
        message="off at once, and on after the refusal",
    )
    assert state_of(consented, AI) == "on"
    until(lambda: outlined(consented), message="marked again")
    assert popup(consented)["summary"]["clear"] == "false"


def test_an_optimistic_click_is_undone_by_the_next_load(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on.optimistic"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    flip(consented)
    until(lambda: state_of(consented, AI) == "off", message="off at once")
    assert kept(consented)[AI]["confirmed"] is False
    consented.reload()
    until(lambda: state_of(consented, AI) == "on", message="on after the reload")
    assert kept(consented)[AI]["confirmed"] is True


def test_the_page_left_behind_is_not_read_as_the_next(
    consented: Browser, server: FixtureServer
) -> None:
    """The address changes first: for a while the next setting's page shows the last one's switch."""
    server.use("research-invitations.on")
    consented.open(server.use(f"{AI}.off.stale"))
    until(lambda: state_of(consented, AI) == "off", message="off")
    consented.run("history.pushState({}, '', '/mypreferences/d/settings/research-invitations')")
    holds(
        lambda: state_of(consented, "research-invitations") in ("unseen", "unknown"),
        4,
        "the page left behind was read as another setting",
    )


def test_what_a_page_does_to_the_switch_is_no_click_of_the_members(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    consented.run("arguments[0].click()", control(consented))
    holds(lambda: state_of(consented, AI) == "on", 1.2, "off was said at once without a click")
    until(lambda: state_of(consented, AI) == "off", message="off when it has settled")


def visit(browser: Browser, server: FixtureServer, pause: Callable[[], None]) -> dict[str, Any]:
    """A short visit; `pause` stands between all of its steps."""
    browser.consent()
    pause()
    browser.open(server.use("ads.mixed"))
    until(lambda: state_of(browser, "ads-by-age") == "off", message="the list read")
    pause()
    browser.open(server.use(f"{AI}.on"))
    until(lambda: state_of(browser, AI) == "on", message="the page read")
    until(lambda: outlined(browser), message="the page marked")
    pause()
    flip(browser)
    until(lambda: state_of(browser, AI) == "off", message="the click read")
    pause()
    follow(browser, PRIVACY)
    until(lambda: state_of(browser, "policy-and-academic-research") == "on", message="the list")
    until(lambda: outlined(browser), message="the rows marked")
    pause()
    shown = popup(browser)
    badge = browser.badge()
    return {
        "settings": shown["settings"],
        "summary": {key: value for key, value in shown["summary"].items() if key != "text"},
        "badge": (badge.text, badge.title),
    }


def test_a_stopped_background_changes_nothing(browser: Browser, server: FixtureServer) -> None:
    calm = visit(browser, server, lambda: None)
    server.reset()
    browser.reset()
    assert visit(browser, server, browser.stop_worker) == calm


def test_a_background_stopped_while_it_works_ends_where_it_would_have(
    consented: Browser, server: FixtureServer
) -> None:
    """Stopped again and again while reports come in: what was lost is told again."""
    consented.open(server.use(f"{AI}.on"))
    for _ in range(6):
        consented.stop_worker()
    until(lambda: state_of(consented, AI) == "on", message="told again")
    consented.open(server.use("ads.mixed"))
    for _ in range(6):
        consented.stop_worker()
    sharing = str(1 + sum(row["state"] in ("on", "partial") for row in watched_of_ads()))
    until(lambda: consented.badge().text == sharing, message=f"{sharing} sharing")
    until(lambda: outlined(consented), message="the page marked")
    expected = fixture("ads.mixed").expected["readings"]
    until(
        lambda: (
            [kept(consented).get(one, {}).get("state") for one in expected]
            == [reading["state"] for reading in expected.values()]
        ),
        message="every row read",
    )


def watched_of_ads() -> list[dict[str, Any]]:
    watched = {one.id for one in catalogue.load().settings if one.watched}
    readings = fixture("ads.mixed").expected["readings"]
    return [reading for setting, reading in readings.items() if setting in watched]


@pytest.mark.parametrize("tree", ["d", "m"])
def test_both_trees_of_addresses_are_read(
    consented: Browser, server: FixtureServer, tree: str
) -> None:
    server.use(f"{AI}.off")
    consented.open(f"/mypreferences/{tree}/settings/{AI}/?trk=x")
    until(lambda: state_of(consented, AI) == "off", message="off")


def test_a_click_beside_the_switch_of_an_older_page_says_nothing(
    consented: Browser, server: FixtureServer
) -> None:
    """Where nothing but the address tells a switch: the click may have turned it, and a newer load knows better."""
    body = """<!doctype html><html lang="sv"><body><main><section><h2>Data</h2><p id="k">Något</p>
      <input type="checkbox" role="switch" aria-labelledby="k" style="width:48px;height:32px"{}>
      <p id="beside">x</p></section></main></html>"""
    consented.open(server.page(AI_PATH, body.format("")))
    until(lambda: state_of(consented, AI) == "off", message="off")
    older = consented.driver.current_window_handle
    consented.driver.switch_to.new_window("window")
    consented.open(server.page(AI_PATH, body.format(" checked")))
    until(lambda: state_of(consented, AI) == "on", message="on in a newer load")
    newer = consented.driver.current_window_handle
    consented.driver.switch_to.window(older)
    consented.driver.find_element(By.ID, "beside").click()
    holds(lambda: state_of(consented, AI) == "on", 4, "an older page took the on away")
    consented.driver.switch_to.window(newer)
    consented.driver.close()
    consented.driver.switch_to.window(older)
