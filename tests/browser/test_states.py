"""What the summary says in each of its states, and which pages it asks to open."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.browser.support import state_of, turned, until
from tests.browser.test_views import AI, PANEL, POPUP, view, violations
from tooling import catalogue
from tooling.browsers import Browser
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

LISTS = ("privacy", "ads", "profile-visibility")
BOXES = "ads-education"
WATCHED = [one.id for one in catalogue.load().settings if one.watched]
LONE = [one.id for one in catalogue.load().settings if one.watched and one.row == "none"]
"""Watched settings of which only their own page tells."""
GROUPS = [one.id for one in catalogue.load().settings if one.watched and one.row == "count"]
"""Watched groups of boxes, whose row tells nothing while none is ticked."""
DAY = 86_400_000
READ = """
const text = (selector) => document.querySelector(selector)?.innerText.trim() ?? "";
const open = document.querySelector("[data-part='to-open']");
return {
  sentence: text("[data-part='summary'] .sentence"),
  asides: [...document.querySelectorAll("[data-part='summary'] li")].map((one) => one.innerText),
  sign: document.querySelector("[data-part='summary'] .sign")?.dataset.sign,
  left: Number(open.dataset.count),
  toOpen: open.checkVisibility() ? open.innerText.trim() : "",
  links: [...open.querySelectorAll("a[target]")].map((one) => new URL(one.href).pathname.split("/").at(-1)),
  pages: [...document.querySelectorAll("[data-page]")].map(({ dataset }) => [dataset.page, dataset.done === "true"]),
};
"""


def seed(
    browser: Browser, different: dict[str, dict[str, Any] | None], lists: tuple[str, ...] = LISTS
) -> None:
    """A member whose watched settings are all off and confirmed, but for `different` (None: never seen)."""
    now = int(time.time() * 1000) - 60_000
    state = browser.state()
    account = state["accounts"]["unnamed"]
    for name in WATCHED:
        if (change := different.get(name, {})) is None:
            continue
        via = "page" if name in (*LONE, *GROUPS) else "row"
        seen = {"state": "off", "at": now, "loadedAt": now - 100, "via": via, "address": "/"}
        seen |= {key: value for key, value in change.items() if key in seen}
        history = [{key: seen[key] for key in ("state", "at", "loadedAt", "via")}]
        account["settings"][name] = (
            seen | {"confirmed": True, "missing": [], "history": history} | change
        )
    for name in lists:
        account["lists"][name] = {"at": now, "loadedAt": now - 100, "read": True}
    browser.call("storage.local.set", {"state": state})


def read(browser: Browser, path: str = POPUP) -> dict[str, Any]:
    with view(browser, path):
        assert violations(browser) == []
        return dict(browser.run(READ))


def test_not_started(browser: Browser) -> None:
    shown = read(browser)
    assert shown["sentence"].startswith("Still On has not started")
    assert (shown["sign"], shown["toOpen"]) == ("unseen", "")


@pytest.mark.parametrize("path", [POPUP, PANEL])
def test_never_looked(consented: Browser, path: str) -> None:
    with view(consented, path):
        shown = consented.run(READ)
        assert shown["sentence"] == "Nothing looked at yet."
        assert shown["left"] == len(LISTS) + len(LONE)
        assert shown["toOpen"].startswith(f"{shown['left']} pages are left to open, first these:")
        assert shown["links"] == list(LISTS)
        assert [page for page, _ in shown["pages"]] == [*LISTS, *LONE]


@pytest.mark.parametrize("path", [POPUP, PANEL])
def test_partly_looked_names_the_pages_that_are_left(consented: Browser, path: str) -> None:
    seed(consented, dict.fromkeys(LONE[:2]))
    shown = read(consented, path)
    assert shown["sentence"] == "Nothing seen is on, but it is not all clear yet."
    assert f"{len(WATCHED) - 2} of {len(WATCHED)} watched settings seen." in shown["asides"]
    assert shown["toOpen"].startswith("Open these 2 pages:")
    assert shown["links"] == LONE[:2]
    assert shown["sign"] == "unknown"


def test_one_page_left_is_one_page(consented: Browser) -> None:
    seed(consented, {LONE[0]: {"state": "unknown", "reason": "busy"}})
    shown = read(consented)
    assert shown["toOpen"].startswith("Open this page:")
    assert shown["links"] == LONE[:1]


def test_still_on_comes_first_and_what_is_left_is_said_all_the_same(consented: Browser) -> None:
    seed(consented, {AI: {"state": "on"}, LONE[0]: None})
    shown = read(consented)
    assert (shown["sentence"], shown["sign"]) == ("1 setting is still on.", "on")
    assert shown["links"] == LONE[:1]


def test_all_clear_and_since_when(consented: Browser) -> None:
    seed(consented, {})
    shown = read(consented)
    assert shown["sentence"].startswith("All clear")
    assert shown["asides"][0].startswith("So since ")
    assert (shown["sign"], shown["left"], shown["toOpen"]) == ("clear", 0, "")


def test_linkedin_changed_is_said_in_the_summary(consented: Browser) -> None:
    gone = {"state": "unknown", "reason": "not-found"}
    seed(consented, {"ads-by-age": gone})
    shown = read(consented)
    assert shown["sentence"].startswith("LinkedIn may have changed a page")
    assert shown["sign"] == "unknown"
    seed(consented, {"ads-by-age": gone, AI: {"state": "on"}})
    shown = read(consented)
    assert shown["sentence"] == "1 setting is still on."
    assert any(words.startswith("LinkedIn may have changed a page") for words in shown["asides"])


def test_a_page_that_is_not_watched_changes_no_sentence(consented: Browser) -> None:
    gone = {"state": "unknown", "reason": "not-found", "confirmed": False}
    seed(consented, {AI: None})
    state = consented.state()
    settings = state["accounts"]["unnamed"]["settings"]
    settings["focused-inbox"] = {**settings["ads-by-age"], **gone}
    consented.call("storage.local.set", {"state": state})
    assert read(consented)["sentence"].startswith("Nothing seen is on")


def test_what_is_old_is_to_be_looked_at_again(consented: Browser) -> None:
    old = int(time.time() * 1000) - 100 * DAY
    seed(consented, {name: {"at": old, "loadedAt": old - 100} for name in WATCHED})
    state = consented.state()
    for one in state["accounts"]["unnamed"]["lists"].values():
        one |= {"at": old, "loadedAt": old - 100}
    consented.call("storage.local.set", {"state": state})
    shown = read(consented)
    assert not shown["sentence"].startswith("All clear")
    assert shown["left"] == len(LISTS) + len(LONE) + len(GROUPS)


# ---- rows that say nothing ------------------------------------------------------------------------


def test_a_group_of_boxes_of_which_none_is_ticked_is_a_page_to_open(consented: Browser) -> None:
    """Its row then shows no value: the list was read, and only its own page tells."""
    seed(consented, {BOXES: None})
    shown = read(consented)
    assert [BOXES, False] in shown["pages"]
    assert shown["links"] == [BOXES]
    seed(consented, {BOXES: {"state": "off", "via": "page"}})
    shown = read(consented)
    assert [BOXES, True] in shown["pages"], "it ticks itself, and stays in the list"
    assert shown["left"] == 0


def test_a_row_that_told_its_state_is_no_page_to_open(consented: Browser) -> None:
    seed(consented, {BOXES: {"state": "partial", "via": "row"}})
    assert BOXES not in dict(read(consented)["pages"])


def test_before_its_list_was_read_a_row_is_no_page_to_open(consented: Browser) -> None:
    seed(consented, {BOXES: None}, lists=("privacy", "profile-visibility"))
    shown = read(consented)
    assert BOXES not in dict(shown["pages"])
    assert shown["links"] == ["ads"]


def test_a_row_that_is_missing_asks_for_its_list_again(consented: Browser) -> None:
    now = int(time.time() * 1000)
    missing = {"state": "unseen", "via": "list", "missing": [now - 1000], "history": []}
    seed(consented, {"ads-by-age": missing | {"confirmed": False}})
    shown = read(consented)
    assert "ads-by-age" not in dict(shown["pages"])
    assert shown["links"] == ["ads"]


def open_ads(browser: Browser) -> None:
    """Opens the list of ads, until it is read to the end."""
    browser.open("/mypreferences/d/categories/ads")
    until(
        lambda: browser.state()["accounts"]["unnamed"]["lists"].get("ads", {}).get("read"),
        message="the list",
    )


def test_boxes_that_are_all_empty_are_known_by_list_and_own_page(
    consented: Browser, server: FixtureServer
) -> None:
    """On LinkedIn's pages as they are saved: the list asks for the own page, and the own page ticks it."""
    server.use("ads.all-off")
    open_ads(consented)
    with view(consented, POPUP):
        until(lambda: [BOXES, False] in consented.run(READ)["pages"], message="a page to open")
    consented.open(f"/mypreferences/d/settings/{BOXES}")
    until(lambda: state_of(consented, BOXES) == "off", message="off")
    with view(consented, POPUP):
        assert [BOXES, True] in consented.run(READ)["pages"]


def test_what_was_read_by_a_row_stays_no_page_to_open_when_it_is_switched_off(
    consented: Browser, server: FixtureServer
) -> None:
    """The pages to open are those of a full check: switching off makes them no more."""
    server.use("ads.all-on")
    open_ads(consented)
    with view(consented, POPUP):
        before = dict(consented.run(READ)["pages"])
    consented.open("/mypreferences/d/settings/ads-by-age")
    assert turned(consented) is False
    until(lambda: state_of(consented, "ads-by-age") == "off", message="off")
    with view(consented, POPUP):
        assert dict(consented.run(READ)["pages"]) == before
