"""The bench itself, without the extension: where these fail, no other test says anything."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from tests.browser.support import (
    assert_untouched,
    box_of,
    changed,
    control,
    flip,
    follow,
    picture,
    records,
    until,
)
from tooling.browsers import Availability, Browser, BrowserWarning, Shared, launch
from tooling.fixtures import Variant, fixture
from tooling.server import FixtureServer

AI = "/mypreferences/d/settings/data-for-ai-improvement"
PRIVACY = "/mypreferences/d/categories/privacy"


def row_text(browser: Browser, path: str) -> str:
    return str(
        browser.run(
            "return document.querySelector(`a[href='${arguments[0]}']`)?.innerText ?? ''", path
        )
    )


def is_on(browser: Browser) -> bool:
    return bool(browser.run("return arguments[0].checked", control(browser)))


def test_pages_are_served_at_their_real_address(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.use("data-for-ai-improvement.on"))
    assert bare.run("return location.href") == f"https://www.linkedin.com{AI}"
    assert is_on(bare)
    assert server.count("GET", AI) == 1


def test_nothing_but_the_local_server_is_reached(bare: Browser, server: FixtureServer) -> None:
    """Chromium knows no other name; Firefox is led to the local server for every name."""
    if bare.name == "chromium":
        with pytest.raises(WebDriverException, match="ERR_NAME_NOT_RESOLVED"):
            bare.open("https://example.org/")
    else:
        bare.open("https://example.org/elsewhere")
        assert [r.host for r in server.requests if r.path == "/elsewhere"] == ["example.org"]


def test_a_list_row_reads_like_linkedins(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.use("privacy.all-on"))
    assert row_text(bare, AI).split("\n") == ["Data for Generative AI Improvement", "On"]
    assert row_text(bare, "/mypreferences/d/search-history") == "Search history"
    assert (
        bare.run("return document.querySelectorAll('main input, main [role=switch]').length") == 0
    )


def test_a_click_is_kept_and_shows_in_the_list(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.use("data-for-ai-improvement.on"))
    flip(bare)
    until(lambda: server.account["data-for-ai-improvement"] == (False,), message="the click stored")
    follow(bare, PRIVACY)
    until(lambda: row_text(bare, AI).endswith("Off"), message="the row says Off")
    bare.run("history.back()")
    until(lambda: bare.run("return location.pathname") == AI, message="back")
    assert not is_on(bare)
    assert server.count("GET", AI) == 1, "soft navigation must not load the document again"
    bare.reload()
    assert not is_on(bare)
    assert_untouched(bare)


def test_the_settings_are_reached_from_the_feed_without_a_load(
    bare: Browser, server: FixtureServer
) -> None:
    bare.open(server.use("feed.plain"))
    follow(bare, PRIVACY)
    until(lambda: row_text(bare, AI), message="the list")
    assert server.count("GET", PRIVACY) == 0
    follow(bare, "/feed/")
    until(lambda: bare.driver.find_elements(By.CSS_SELECTOR, "article"), message="the feed")
    assert_untouched(bare)


def test_a_refused_click_flips_back(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.use("data-for-ai-improvement.on.refused"))
    flip(bare)
    assert not is_on(bare)
    until(lambda: is_on(bare), message="the refusal")
    assert server.account["data-for-ai-improvement"] == (True,)


def test_an_optimistic_click_is_gone_after_a_load(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.use("data-for-ai-improvement.on.optimistic"))
    flip(bare)
    until(lambda: server.count("POST") == 1, message="the click sent")
    bare.reload()
    assert is_on(bare)


@pytest.mark.parametrize("kind", ["appears", "drawn-off"])
def test_a_late_page_is_late(bare: Browser, server: FixtureServer, kind: str) -> None:
    bare.open(server.use(f"data-for-ai-improvement.on.{kind}-1s"))
    early = bare.run(
        "return [...document.querySelectorAll('main input')].map((input) => input.checked)"
    )
    assert early == ([] if kind == "appears" else [False])
    until(lambda: is_on(bare), message="hydration")
    assert_untouched(bare)


@pytest.mark.parametrize("tag", ["button", "div"])
def test_other_markup_can_be_switched(bare: Browser, server: FixtureServer, tag: str) -> None:
    bare.open(server.use(f"data-for-ai-improvement.on.{tag}"))
    flip(bare)
    until(lambda: server.account["data-for-ai-improvement"] == (False,), message="the click stored")
    assert control(bare).get_attribute("aria-checked") == "false"


@pytest.mark.parametrize("tag", ["shadow", "visible", "replaced"])
def test_a_switch_works_wherever_it_stands(bare: Browser, server: FixtureServer, tag: str) -> None:
    bare.open(server.use(f"data-for-ai-improvement.on.{tag}"))
    if tag == "replaced":
        first = control(bare)
        until(lambda: control(bare) != first, message="a new node")
    flip(bare)
    until(lambda: server.account["data-for-ai-improvement"] == (False,), message="the click stored")
    assert_untouched(bare)


def test_checkboxes_and_radios_are_kept(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.use("ads-education.on"))
    flip(bare, 4)
    until(
        lambda: server.account["ads-education"] == (True,) * 4 + (False,), message="the box stored"
    )
    bare.open(server.use("profile-viewing-options.on"))
    flip(bare, 2)
    until(lambda: server.account["profile-viewing-options"] == (2,), message="the choice stored")


def test_a_choice_can_be_drawn_as_a_select(bare: Browser, server: FixtureServer) -> None:
    path = server.use("profile-viewing-options.on")
    server.variant(path, Variant(markup="select"))
    bare.open(path)
    assert not bare.driver.find_elements(By.CSS_SELECTOR, "main input")
    Select(bare.driver.find_element(By.CSS_SELECTOR, "main select")).select_by_value("HIDE")
    until(lambda: server.account["profile-viewing-options"] == (2,), message="the choice stored")


@pytest.mark.usefixtures("server")
def test_old_and_wrong_addresses(bare: Browser) -> None:
    bare.open("/psettings/advertising/education")
    assert bare.run("return location.pathname") == "/mypreferences/d/settings/ads-education"
    bare.open("/mypreferences/d/settings/data-for-generative-ai")
    assert bare.run("return location.pathname") == "/mypreferences/page-not-found"


def test_a_planted_mutation_is_seen(bare: Browser, server: FixtureServer) -> None:
    """The control of every later "no record": the same page, clean first, then touched."""
    bare.open(server.use("ads.all-on"))
    assert_untouched(bare)
    for plant in (
        "document.body.append(document.createElement('i'))",
        "document.querySelector('main a').classList.add('x')",
        "document.querySelector('main span').firstChild.data = 'x'",
        "document.querySelector('main a').style.outline = '1px solid red'",
    ):
        before = len(records(bare)["foreign"])
        bare.run(plant)
        assert len(records(bare)["foreign"]) > before, plant


def test_the_parser_alone_has_made_the_document(bare: Browser, server: FixtureServer) -> None:
    """As many elements at DOMContentLoaded as the server sent: nothing came in between."""
    bare.open(server.use("privacy.all-on"))
    sent = fixture("privacy.all-on").html
    count = bare.run(
        "const parsed = new DOMParser().parseFromString(arguments[0], 'text/html');"
        "return parsed.querySelectorAll('*').length",
        sent,
    )
    assert records(bare)["elements"] == count


def test_pixels_show_what_no_record_shows(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.use("ads.all-on"))
    row = f"a[href='{fixture('ads-connections.on').path}']"
    clean = picture(bare)
    assert changed(clean, picture(bare)) is None, "two pictures of the same page differ"
    bare.run("document.querySelector(arguments[0]).style.background = 'red'", row)
    seen, there = changed(clean, picture(bare)), box_of(bare, row)
    assert seen is not None
    assert max(abs(a - b) for a, b in zip(seen, there, strict=True)) <= 1, (seen, there)


def said_of(browser: Browser) -> str:
    """What the driver says of a browser that is killed."""

    def ask() -> None:
        while True:
            browser.run("return 0")

    with pytest.raises(WebDriverException) as gone:
        ask()
    return str(gone.value)


def test_a_browser_that_ended_is_replaced(
    where: Availability,
    built: dict[str, Path],
    server: FixtureServer,
    pytestconfig: pytest.Config,
) -> None:
    shared = Shared(lambda: launch(where, built[where.name], server.port))
    try:
        browser = shared.as_new()
        told = browser.driver.capabilities
        os.kill(told.get("goog:processID") or told["moz:processID"], signal.SIGKILL)
        heard = [said_of(browser), said_of(browser)]
        # A test in which one of them is heard is run once more.
        patterns = pytestconfig.getini("only_rerun")
        assert [one for one in heard if not any(re.search(each, one) for each in patterns)] == []
        with pytest.warns(BrowserWarning, match=f"{where.name} was started anew: "):
            other = shared.as_new()
        assert other is not browser
        assert other.storage() == {}
        assert shared.as_new() is other
    finally:
        shared.end()
