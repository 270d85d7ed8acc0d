"""A page that the browser kept whole while another one was open, and shows again: nothing of it is loaded anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.support import flip, holds, kept, outlined, state_of, until
from tooling.browsers import Availability, Browser, chromium, launch
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
PATH = f"/mypreferences/d/settings/{AI}"
KEPT = "addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });"


def leave_and_come_back(browser: Browser) -> None:
    """To a page outside the settings, and back with the browser's button."""
    browser.run(KEPT)
    browser.open("/feed/")
    browser.driver.back()
    until(lambda: browser.run("return window.persisted"), message="the page, as it was")


@pytest.fixture
def keeping(
    where: Availability,
    built: dict[str, Path],
    server: FixtureServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Browser]:
    """A browser of its own that keeps pages: in Chromium the tests' others do not."""
    server.reset()
    quiet = [one for one in chromium.QUIET if "BackForwardCache" not in one]
    assert len(quiet) < len(chromium.QUIET)
    monkeypatch.setattr(chromium, "QUIET", quiet)
    with launch(where, built[where.name], server.port) as browser:
        browser.consent()
        yield browser


def test_a_page_that_comes_back_is_marked_and_followed(
    keeping: Browser, server: FixtureServer
) -> None:
    keeping.open(server.use(f"{AI}.on"))
    until(lambda: outlined(keeping), message="the mark")
    loads = server.count("GET", PATH)
    leave_and_come_back(keeping)
    assert server.count("GET", PATH) == loads, "this was to be no load"
    until(lambda: outlined(keeping), message="the mark again")
    flip(keeping)
    assert not outlined(keeping), "the mark is gone with the click"
    until(lambda: state_of(keeping, AI) == "off", 1.5, "off is said at once")
    assert kept(keeping)[AI]["confirmed"] is False


def test_what_a_page_showed_before_it_was_left_is_not_what_is_true_now(
    keeping: Browser, server: FixtureServer
) -> None:
    """Switched on elsewhere in the meantime: the page that comes back still shows off, and is older than that."""
    keeping.open(server.use(f"{AI}.off"))
    until(lambda: kept(keeping).get(AI, {}).get("confirmed"), message="off, confirmed")
    first = keeping.driver.current_window_handle
    keeping.driver.switch_to.new_window("tab")
    server.choose(AI, "on")
    keeping.open(PATH)
    until(lambda: state_of(keeping, AI) == "on", message="on, in another tab")
    keeping.driver.close()
    keeping.driver.switch_to.window(first)
    leave_and_come_back(keeping)
    holds(lambda: state_of(keeping, AI) == "on", 3, "called off by a page from before")
