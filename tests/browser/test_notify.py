"""A notification that asks for another look: only where the member switched it on, and once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.support import holds, state_of, until
from tests.browser.test_views import grant
from tooling.browsers import Browser, Chromium
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
NOTIFICATIONS = {"permissions": ["notifications"], "origins": []}


def age(browser: Browser, server: FixtureServer, days: int, **choices: Any) -> None:
    """A reading as old as that, and what the member chose; then the daily alarm."""
    browser.open(server.use(f"{AI}.off"))
    until(lambda: state_of(browser, AI) == "off", message="off")
    browser.open("about:blank")
    state: dict[str, Any] = browser.state()
    state["accounts"]["unnamed"]["settings"][AI]["at"] -= days * 86_400_000
    browser.call("storage.local.set", {"state": state | choices})
    ring(browser)


def ring(browser: Browser) -> None:
    """The daily alarm, now."""
    browser.call("action.setBadgeText", {"text": "x"})
    browser.call("alarms.create", "daily", {"when": 1})
    until(lambda: browser.badge().text != "x", message="the alarm heard")


def asked(browser: Browser) -> bool:
    """Whether another look was asked for."""
    return browser.state()["notifiedAt"] is not None


@pytest.mark.only("firefox")
def test_it_asks_once_for_another_look(consented: Browser, server: FixtureServer) -> None:
    grant(consented, NOTIFICATIONS)
    try:
        age(consented, server, 91, notify=True)
        until(lambda: asked(consented), message="asked")
        first = consented.state()["notifiedAt"]
        ring(consented)
        holds(lambda: consented.state()["notifiedAt"] == first, 1, "asked again")
    finally:
        consented.call("permissions.remove", {"permissions": ["notifications"]})


@pytest.mark.only("firefox")
@pytest.mark.parametrize(
    ("days", "choices"),
    [(91, {"notify": False}), (89, {"notify": True}), (91, {"notify": True, "recheckDays": 0})],
    ids=["not switched on", "not yet", "never"],
)
def test_it_does_not_ask_otherwise(
    consented: Browser, server: FixtureServer, days: int, choices: dict[str, Any]
) -> None:
    grant(consented, NOTIFICATIONS)
    try:
        age(consented, server, days, **choices)
        holds(lambda: not asked(consented), 1, "asked")
    finally:
        consented.call("permissions.remove", {"permissions": ["notifications"]})


@pytest.mark.only("chromium")
def test_without_the_browsers_permission_nothing_is_shown(
    consented: Chromium, server: FixtureServer
) -> None:
    assert not consented.call("permissions.contains", {"permissions": ["notifications"]})
    age(consented, server, 91, notify=True)
    holds(lambda: not asked(consented), 1, "asked")
    with consented.helper("options/options.html"):
        until(
            lambda: consented.run("return document.querySelector('#notify') !== null"),
            message="the options",
        )
        assert not consented.run("return document.querySelector('#notify').checked")
