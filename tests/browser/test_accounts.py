"""Accounts: two members of one browser profile, told apart by what their pages show, which is not kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from tests.browser.support import holds, outlined, popup_states, summary, until
from tests.browser.test_views import OPTIONS, POPUP, view
from tooling.browsers import Browser
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

AI = "data-for-ai-improvement"
AGE = "ads-by-age"
HEAD = """
addEventListener("DOMContentLoaded", () => setTimeout(() => {
  const link = '<a href="/in/%s/">Profile</a>';
  document.querySelector("header").insertAdjacentHTML("beforeend", link);
}, %d));
"""
"""A head that links to the member's profile; that LinkedIn's has such a link is inferred."""


def seen(browser: Browser) -> dict[str, Any]:
    """What is stored of the account last seen."""
    state = browser.state()
    return dict(state["accounts"][state["account"]]["settings"])


def look(
    browser: Browser, server: FixtureServer, member: str, fixture: str, *, late: int = 0
) -> None:
    """A member looks at a setting's page, whose head links to the member's profile after `late` ms."""
    server.first = HEAD % (member, late) if member else ""
    browser.open(server.use(fixture))
    setting, state = fixture.split(".")[:2]
    until(lambda: seen(browser).get(setting, {}).get("state") == state, message=fixture)


def test_two_members_never_see_each_others_states(
    consented: Browser, server: FixtureServer
) -> None:
    look(consented, server, "ada-example", f"{AI}.on")
    until(lambda: consented.state()["account"] != "unnamed", message="known")
    look(consented, server, "bo-example", f"{AGE}.on")
    until(lambda: consented.badge().text == "1", message="one sharing")
    states = popup_states(consented)
    assert (states[AI]["state"], states[AGE]["state"]) == ("unseen", "on")
    with view(consented, POPUP):
        note = consented.driver.find_element(By.CSS_SELECTOR, "[data-part='account']").text
        assert "Account 2" in note
    look(consented, server, "ada-example", f"{AI}.on")
    until(lambda: popup_states(consented)[AGE]["state"] == "unseen", message="the first again")
    assert popup_states(consented)[AI]["state"] == "on"
    accounts = consented.state()["accounts"]
    assert sorted(one["number"] for one in accounts.values()) == [0, 1, 2]
    assert accounts["unnamed"]["settings"] == {}


def test_what_the_page_shows_of_the_member_is_stored_nowhere(
    consented: Browser, server: FixtureServer
) -> None:
    look(consented, server, "ada-example", f"{AI}.on")
    until(lambda: consented.state()["account"] != "unnamed", message="known")
    first = consented.state()
    kept = json.dumps([consented.storage(), consented.call("storage.session.get", None)])
    assert "ada-example" not in kept
    assert len(first["account"]) == 64
    with consented.helper(OPTIONS):
        consented.run("chrome.runtime.sendMessage({ type: 'stop', erase: true })")
    until(lambda: consented.storage() == {}, message="erased")
    consented.consent()
    look(consented, server, "ada-example", f"{AI}.on")
    until(lambda: consented.state()["account"] != "unnamed", message="known again")
    assert consented.state()["salt"] != first["salt"]
    assert consented.state()["account"] != first["account"]


def test_before_the_page_shows_whose_it_is_nothing_is_told_of_it(
    consented: Browser, server: FixtureServer
) -> None:
    """The head comes late: no account in between gets what was read."""
    look(consented, server, "ada-example", f"{AI}.on", late=1200)
    until(lambda: consented.state()["account"] != "unnamed", message="known")
    accounts = consented.state()["accounts"]
    assert accounts["unnamed"]["settings"] == {}
    assert accounts["unnamed"]["lists"] == {}
    server.first = HEAD % ("bo-example", 1500)
    consented.open(server.use(f"{AGE}.on"))
    until(lambda: outlined(consented), message="marked at once")
    assert AGE not in seen(consented)
    holds(lambda: seen(consented).keys() in ({AI}, {AGE}), 2.5, "two members' states in one")
    until(lambda: AGE in seen(consented), message="known, and stored")


def test_members_whom_no_page_shows_cannot_be_told_apart_and_that_is_said(
    consented: Browser, server: FixtureServer
) -> None:
    look(consented, server, "", f"{AI}.on")
    look(consented, server, "", f"{AGE}.off")
    assert consented.state()["account"] == "unnamed"
    assert consented.state()["salt"] is None
    with view(consented, POPUP):
        note = consented.driver.find_element(By.CSS_SELECTOR, "[data-part='account']")
        assert "cannot tell members" in note.text


def test_one_account_can_be_forgotten(consented: Browser, server: FixtureServer) -> None:
    look(consented, server, "ada-example", f"{AI}.on")
    until(lambda: consented.state()["account"] != "unnamed", message="known")
    look(consented, server, "bo-example", f"{AGE}.on")
    until(lambda: AGE in seen(consented), message="the second")
    consented.open("about:blank")
    with view(consented, OPTIONS):
        items = until(
            lambda: consented.driver.find_elements(By.CSS_SELECTOR, "[data-account]"),
            message="the accounts",
        )
        assert [item.get_attribute("data-account") for item in items] == ["1", "2"]
        assert "1 settings seen" in items[1].text
        items[1].find_element(By.CSS_SELECTOR, "[data-action='forget']").click()
        until(
            lambda: len(consented.driver.find_elements(By.CSS_SELECTOR, "[data-account]")) == 1,
            message="one less",
        )
    state = consented.state()
    assert sorted(one["number"] for one in state["accounts"].values()) == [0, 1]
    assert state["account"] == "unnamed"
    assert summary(consented)["sharing"] == 0
