"""What is remembered: changes of a setting, what the member has seen of them, and what is kept on purpose."""

from __future__ import annotations

from typing import Any

import pytest
from selenium.webdriver.common.by import By

from tests.browser.support import kept, outlined, state_of, summary, until, words
from tests.browser.test_views import OPTIONS, POPUP, view
from tooling.browsers import Browser
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

AI = "data-for-ai-improvement"
PATH = f"/mypreferences/d/settings/{AI}"


def shown(browser: Browser, selector: str) -> str:
    """The text of what is shown in the current view; empty where it is not."""
    found = browser.driver.find_elements(By.CSS_SELECTOR, selector)
    return found[0].text if found and found[0].is_displayed() else ""


def press(browser: Browser, action: str, within: str = "body") -> None:
    """Presses a button of the current view, unfolding what it stands in."""
    browser.run(
        "for (const one of document.querySelectorAll(arguments[0])) one.open = true",
        f"{within} details",
    )
    selector = f"{within} [data-action='{action}']"
    until(
        lambda: browser.driver.find_elements(By.CSS_SELECTOR, selector),
        message=f"a button {action}",
    )
    browser.run("document.querySelector(arguments[0]).click()", selector)


def read(browser: Browser, server: FixtureServer, state: str) -> None:
    """The member looks at the AI setting, which is in a state by now."""
    server.choose(AI, state)
    browser.open(PATH)
    until(lambda: kept(browser).get(AI, {}).get("confirmed"), message="confirmed")
    until(lambda: state_of(browser, AI) == state, message=state)


def test_off_before_on_now_is_said_first_everywhere_until_it_is_seen(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.off")
    read(consented, server, "off")
    assert "Off before" not in consented.badge().title
    read(consented, server, "on")
    until(lambda: consented.badge().text == "1", message="the badge")
    second = consented.badge().title.splitlines()[1]
    assert "off on" in second
    assert second.endswith("on now")
    until(lambda: any("Off on" in said for said in words(consented)), message="in the page")
    with view(consented, POPUP):
        first = consented.run("return document.querySelector('main').innerText.trim()")
        assert first.startswith("Off before, on now")
        assert "LinkedIn switched" not in first
        press(consented, "noted")
        until(lambda: not shown(consented, "[data-alert='changed']"), message="seen, and gone")
    assert summary(consented)["sharing"] == 1
    until(lambda: "off on" not in consented.badge().title, message="gone from the title")
    until(
        lambda: words(consented) and not any("Off on" in said for said in words(consented)),
        message="plain words in the page again",
    )
    consented.open(PATH)
    until(lambda: outlined(consented), message="read again")
    with view(consented, POPUP):
        assert not shown(consented, "[data-alert='changed']"), "told again"


def test_it_is_not_said_any_more_when_it_is_off_again(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.off")
    for state in ("off", "on", "off"):
        read(consented, server, state)
    with view(consented, POPUP):
        assert not shown(consented, "[data-alert='changed']")


def test_the_history_of_a_setting_stands_in_its_details(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.on")
    for state in ("on", "off", "on"):
        read(consented, server, state)
    assert [seen["address"] for seen in kept(consented)[AI]["history"]] == [PATH] * 3
    with view(consented, POPUP):
        consented.run(f"document.querySelector(\"[data-setting='{AI}'] .more\").open = true")
        items = until(
            lambda: consented.driver.find_elements(
                By.CSS_SELECTOR, f"[data-setting='{AI}'] [data-part='history'] li"
            ),
            message="unfolded",
        )
        assert [item.get_attribute("data-seen") for item in items] == ["on", "off", "on"]
        assert [item.text.split(" · ")[0] for item in items] == ["On", "Off", "On"]
        assert all("own page" in item.text for item in items)


def test_off_is_called_confirmed_only_by_a_later_load(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.on")
    read(consented, server, "on")
    state = f"[data-setting='{AI}'] [data-part='state']"
    switch = consented.driver.find_element(By.CSS_SELECTOR, "[data-i='0']")
    consented.driver.execute_script("arguments[0].click()", switch)
    until(lambda: state_of(consented, AI) == "off", message="off")
    with view(consented, POPUP):
        assert "to be confirmed" in shown(consented, state)
        assert "off, confirmed on" not in shown(consented, state)
    consented.open(PATH)
    until(lambda: kept(consented)[AI]["confirmed"], message="confirmed")
    with view(consented, POPUP):
        assert "on before; off, confirmed on" in shown(consented, state)


def test_what_is_kept_on_purpose_counts_no_more_and_stands_apart(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.on")
    read(consented, server, "on")
    until(lambda: outlined(consented), message="marked")
    row = f"[data-setting='{AI}']"
    with view(consented, POPUP):
        press(consented, "fine", row)
        until(lambda: shown(consented, "[data-part='fine'] h2"), message="listed apart")
        assert consented.driver.find_elements(By.CSS_SELECTOR, f"[data-part='fine'] {row}")
        assert "kept on purpose" in shown(consented, f"{row} [data-part='state']")
    until(lambda: consented.badge().text == "", message="not counted")
    until(lambda: not outlined(consented), message="not marked")
    said = summary(consented)
    assert (said["sharing"], said["clear"]) == (0, False)
    assert "1 is kept on purpose" in said["text"]
    with view(consented, POPUP):
        press(consented, "fine_undo", row)
        until(lambda: not shown(consented, "[data-part='fine']"), message="back in its group")
    until(lambda: consented.badge().text == "1", message="counted again")
    until(lambda: outlined(consented), message="marked again")


def test_what_was_kept_on_purpose_and_is_off_by_now_is_told_when_it_is_on_again(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.on")
    read(consented, server, "on")
    with view(consented, POPUP):
        press(consented, "fine", f"[data-setting='{AI}']")
    until(lambda: consented.state()["accounts"]["unnamed"]["fine"], message="stored")
    read(consented, server, "off")
    until(lambda: not consented.state()["accounts"]["unnamed"]["fine"], message="over")
    read(consented, server, "on")
    until(lambda: consented.badge().text == "1", message="counted")
    with view(consented, POPUP):
        assert shown(consented, "[data-alert='changed']")


def test_only_what_shares_can_be_kept_on_purpose(consented: Browser) -> None:
    with view(consented, OPTIONS):
        assert consented.run(
            "return chrome.runtime.sendMessage({ type: 'fine', setting: arguments[0], fine: true })",
            AI,
        )
    assert consented.state()["accounts"]["unnamed"]["fine"] == {}


def test_the_member_chooses_what_is_watched(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use("focused-inbox.on"))
    until(lambda: state_of(consented, "focused-inbox") == "on", message="on")
    row = "[data-setting='focused-inbox']"
    with view(consented, POPUP):
        press(consented, "watch_start", row)
        until(lambda: consented.badge().text == "1", message="counted")
        until(
            lambda: consented.driver.find_elements(By.CSS_SELECTOR, f"[data-part='groups'] {row}"),
            message="in its group",
        )
        press(consented, "watch_stop", row)
        until(lambda: consented.badge().text == "", message="not counted")
    assert consented.state()["watched"] == {"focused-inbox": False}


def test_what_an_update_of_the_catalogue_brings_is_told_once(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.off")
    read(consented, server, "off")
    state: dict[str, Any] = consented.state()
    assert AI in state["known"]
    with view(consented, POPUP):
        assert not shown(consented, "[data-alert='fresh']")
    state["known"].remove(AI)
    consented.call("storage.local.set", {"state": state})
    with view(consented, POPUP):
        assert "New to watch" in shown(consented, "[data-alert='fresh']")
        assert shown(consented, "[data-alert='fresh'] li").startswith("Data for")
        press(consented, "known")
        until(lambda: not shown(consented, "[data-alert='fresh']"), message="seen")
    assert AI in consented.state()["known"]


def test_a_long_list_at_the_top_is_folded_and_stays_as_the_member_has_it(
    consented: Browser, server: FixtureServer
) -> None:
    server.use(f"{AI}.off")
    read(consented, server, "off")
    state: dict[str, Any] = consented.state()
    known = state["known"]
    lines = "return document.querySelectorAll('[data-alert=fresh] li').length"
    with view(consented, POPUP):
        consented.call("storage.local.set", {"state": {**state, "known": []}})
        until(lambda: "New to watch" in shown(consented, "[data-alert='fresh']"), message="new")
        assert consented.run(lines) == 12
        more = consented.driver.find_element(By.CSS_SELECTOR, "[data-rest='fresh'] summary")
        rest = int(more.text.removesuffix(" more"))
        more.click()
        until(lambda: consented.run(lines) == 12 + rest, message="all of them")
        # One less, and drawn anew while it is unfolded.
        consented.call("storage.local.set", {"state": {**state, "known": known[:1]}})
        until(lambda: consented.run(lines) == 11 + rest, message="one less, still unfolded")
        listed = shown(consented, "[data-alert='fresh']")
        assert f"{rest - 1} more" in listed
        consented.driver.find_element(By.CSS_SELECTOR, "[data-rest='fresh'] summary").click()
        until(lambda: consented.run(lines) == 12, message="folded")
        consented.call("storage.local.set", {"state": {**state, "known": known[:-12]}})
        until(lambda: consented.run(lines) <= 12, message="a short list")
        assert "more" not in shown(consented, "[data-alert='fresh']")


@pytest.mark.parametrize(
    ("days", "age", "is_stale"), [(30, 31, True), (30, 29, False), (60, 59, False), (60, 61, True)]
)
def test_a_reading_counts_for_as_long_as_the_member_chose(
    consented: Browser, server: FixtureServer, days: int, age: int, is_stale: bool
) -> None:
    server.use(f"{AI}.off")
    read(consented, server, "off")
    consented.open("about:blank")
    state: dict[str, Any] = consented.state()
    state["recheckDays"] = days
    state["accounts"]["unnamed"]["settings"][AI]["at"] -= age * 86_400_000
    consented.call("storage.local.set", {"state": state})
    with view(consented, POPUP):
        text = shown(consented, f"[data-setting='{AI}'] [data-part='state']")
        assert ("too long ago" in text) is is_stale
        assert (f"more than {days} days" in shown(consented, "[data-summary]")) is is_stale
