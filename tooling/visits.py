"""Visiting pages with the extension until it has read them, for demo and pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tooling.browsers import Browser
from tooling.fixtures import book, fixtures
from tooling.server import FixtureServer

READ_SECONDS = 15.0
EVERY = 0.1

# What the pictures and the demo show: a member who has switched off a little.
SWITCHED_OFF = (
    "ads-connections",
    "ads-by-age",
    "policy-and-academic-research",
    "page-visit-visibility",
)
PARTLY = ("ads-education", "linkedin-promotions")


def prepare(server: FixtureServer) -> None:
    """Lets the server stand for that member."""
    server.reset()
    for name in SWITCHED_OFF:
        server.choose(name, "off")
    for name in PARTLY:
        server.choose(name, "partial")


def pages() -> list[tuple[str, list[str]]]:
    """The path of each page of a full check with the ids to be read there: lists first."""
    where = book()
    lists: list[tuple[str, list[str]]] = []
    for name in where.lists:
        one = next(f for f in fixtures() if f.name == f"{name}.all-on")
        lists.append((one.path, list(one.expected["readings"])))
    own = [
        (page.path, [page.id])
        for page in where.pages.values()
        if page.is_read and page.row_kind == "none"
    ]
    return lists + own


def visit(browser: Browser, path: str, ids: list[str]) -> list[str]:
    """Opens a page until the settings are read. Returns those that were not after 15 s."""
    browser.open(path)

    def missing() -> list[str]:
        found = read(browser)
        return [
            name for name in ids if found.get(name, {}).get("state") in (None, "unseen", "unknown")
        ]

    until(lambda: not missing())
    return missing()


def read(browser: Browser) -> dict[str, dict[str, Any]]:
    """What the extension has stored of the account that it saw last, by setting id."""
    state = browser.state()
    account = state.get("accounts", {}).get(state.get("account"), {})
    return dict(account.get("settings", {}))


def until(check: Callable[[], object], seconds: float = READ_SECONDS) -> bool:
    """Asks until it is so, or the time is over."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            return False
        time.sleep(EVERY)
    return True
