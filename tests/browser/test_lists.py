"""The three list pages: enough to know every setting whose row shows a value; absent after two loads, and only then."""

from __future__ import annotations

import functools

import pytest

from tests.browser.support import holds, kept, popup, state_of, summary, until
from tooling import catalogue
from tooling.browsers import Browser
from tooling.fixtures import Variant, fixture
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

LISTS = ("privacy", "ads", "profile-visibility")
PARTNERS = "share-data-with-select-partners"


def read_list(browser: Browser, name: str) -> bool:
    lists = browser.state()["accounts"]["unnamed"]["lists"]
    return bool(lists.get(name, {}).get("read"))


def is_in(browser: Browser, setting: str, state: str) -> bool:
    return state_of(browser, setting) == state


def visit_again(browser: Browser, path: str, name: str) -> None:
    """Loads a list page and waits until this load of it was read to the end."""
    browser.open(path)
    began = browser.run("return Math.round(performance.timeOrigin)")
    until(
        lambda: (
            browser.state()["accounts"]["unnamed"]["lists"].get(name, {}).get("loadedAt") == began
            and read_list(browser, name)
        ),
        message=f"{name} read",
    )


def test_three_list_pages_tell_every_setting_whose_row_shows_a_value(
    consented: Browser, server: FixtureServer
) -> None:
    for name in LISTS:
        visit_again(consented, server.use(f"{name}.mixed"), name)
    shown = {row["setting"]: row for row in popup(consented)["settings"]}
    for one in catalogue.load().settings:
        state = shown[one.id]["state"]
        if one.kind in ("list", "button"):
            assert state == "manual"
        elif one.row == "none" or one.list is None:
            assert state == "unseen", f"{one.id}: its row shows nothing"
    expected = {
        setting: reading["state"]
        for name in LISTS
        for setting, reading in fixture(f"{name}.mixed").expected["readings"].items()
    }
    assert {setting: shown[setting]["state"] for setting in expected} == expected
    assert len(expected) > 25
    assert summary(consented)["clear"] is False


@pytest.mark.parametrize(
    "name",
    [
        f"ads.all-on.without-{PARTNERS}",
        "ads.all-on.without-ads-by-age",
        "privacy.all-on.without-data-for-ai-improvement",
    ],
)
def test_a_setting_that_its_list_does_not_hold_is_absent_after_the_second_load(
    consented: Browser, server: FixtureServer, name: str
) -> None:
    page, missing = name.split(".", maxsplit=1)[0], name.partition(".without-")[2]
    path = server.use(name)
    visit_again(consented, path, page)
    assert state_of(consented, missing) == "unseen"
    consented.run("history.replaceState({}, '', location.href + '?again')")
    holds(lambda: state_of(consented, missing) == "unseen", 1, "absent after one load")
    visit_again(consented, path, page)
    until(lambda: state_of(consented, missing) == "absent", message="absent after the second load")
    assert kept(consented)[missing]["confirmed"] is True
    others = {setting for setting, one in kept(consented).items() if one["state"] == "absent"}
    assert others == {missing}


def test_a_setting_that_comes_back_is_not_absent(consented: Browser, server: FixtureServer) -> None:
    path = server.use(f"ads.all-on.without-{PARTNERS}")
    for _ in range(2):
        visit_again(consented, path, "ads")
    until(lambda: state_of(consented, PARTNERS) == "absent", message="absent")
    consented.open(server.use("ads.all-on"))
    until(lambda: state_of(consented, PARTNERS) == "on", message="on, now that it is offered")


@pytest.mark.parametrize("name", ["privacy.all-on.pieces-6s"])
def test_rows_that_are_late_are_not_absent(
    consented: Browser, server: FixtureServer, name: str
) -> None:
    path = server.use(name)
    for _ in range(2):
        consented.open(path)
        holds(
            lambda: all(one["state"] != "absent" for one in kept(consented).values()),
            5,
            "a row that is late was called absent",
        )
    until(
        lambda: state_of(consented, "use-linkedin-data-in-microsoft-word") == "on", message="read"
    )


def test_words_learnt_from_own_pages_read_the_lists(
    consented: Browser, server: FixtureServer
) -> None:
    """Swedish: no word is known. One page teaches on; off takes two pages, since a wrong off is the worse error."""
    path = server.use("ads.mixed.sv")
    expected = fixture("ads.mixed").expected["readings"]
    words = {one for one in expected if catalogue_row(one) == "state"}
    on = {one for one in words if expected[one]["state"] == "on"}
    visit_again(consented, path, "ads")
    assert on_list(consented) == {}

    own = Variant(lang="sv")
    for setting, state in (("research-invitations", "on"), ("page-visit-visibility", "off")):
        server.choose(setting, state)
        server.variant(f"/mypreferences/d/settings/{setting}", own)
        consented.open(f"/mypreferences/d/settings/{setting}")
        until(functools.partial(has_taught, consented, setting, state), message=setting)
    visit_again(consented, path, "ads")
    until(lambda: set(on_list(consented)) == on, message="what is on, read by a learnt word")

    server.choose("connections-visibility", "off")
    server.variant("/mypreferences/d/settings/connections-visibility", own)
    consented.open("/mypreferences/d/settings/connections-visibility")
    until(functools.partial(has_taught, consented, "connections-visibility", "off"), message="off")
    visit_again(consented, path, "ads")
    until(
        lambda: on_list(consented) == {one: expected[one]["state"] for one in words},
        message="what is off, read after the second page that taught it",
    )


def has_taught(browser: Browser, setting: str, state: str) -> bool:
    words = browser.state()["words"].get("sv", {})
    return any(setting in seen[state] for seen in words.values())


def catalogue_row(setting: str) -> str:
    return next(one.row for one in catalogue.load().settings if one.id == setting)


def on_list(browser: Browser) -> dict[str, str]:
    """States that came from rows."""
    return {name: str(one["state"]) for name, one in kept(browser).items() if one["via"] == "row"}


def test_all_clear_only_when_everything_was_read_and_confirmed(
    consented: Browser, server: FixtureServer
) -> None:
    """All off: still no clear until the settings whose rows show nothing were seen, too."""
    off = [one.id for one in catalogue.load().settings if one.watched]
    for setting in off:
        server.choose(setting, "off")
    for name in LISTS:
        visit_again(consented, f"/mypreferences/d/categories/{name}", name)
    assert summary(consented)["clear"] is False
    silent = [
        one
        for one in catalogue.load().settings
        if one.watched and state_of(consented, one.id) == "unseen"
    ]
    assert {one.id for one in silent if one.row == "none"} >= {
        "interest-categories",
        "member-cookies",
    }
    for number, one in enumerate(silent, 1):
        consented.open(one.paths[0])
        until(functools.partial(is_in, consented, one.id, "off"), message=one.id)
        assert summary(consented)["clear"] is (number == len(silent))
    until(lambda: consented.badge().text == "", message="no number on the badge")
    until(lambda: "clear" in consented.badge().title, message="the title of the badge")

    server.choose("ads-by-age", "on")
    consented.open("/mypreferences/d/settings/ads-by-age")
    until(lambda: consented.badge().text == "1", message="the badge counts it")
    shown = summary(consented)
    assert (shown["clear"], shown["sharing"]) == (False, 1)


def test_new_here_is_shown_in_linkedins_words_and_never_as_known(
    consented: Browser, server: FixtureServer
) -> None:
    page = """<!doctype html><html lang="en"><title>x</title><main><h1>Network</h1><div>
      <p id="k1">Use my private messages to train AI models</p>
      <input type="checkbox" role="switch" aria-labelledby="k1" checked style="width:40px;height:24px">
      <p id="k2">Show dates in my network</p>
      <input type="checkbox" role="switch" aria-labelledby="k2" checked style="width:40px;height:24px">
      </div></main></html>"""
    consented.open(server.page("/mypreferences/d/settings/never-heard-of", page))
    until(lambda: popup(consented)["fresh"], message="what is new")
    (fresh,) = popup(consented)["fresh"]
    assert "Use my private messages to train AI models" in fresh
    assert kept(consented) == {}
    assert consented.badge().text == ""
