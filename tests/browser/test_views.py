"""Popup, side panel, welcome and options as a member meets them: contract, words, keyboard, axe, permission."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.support import flip, holds, kept, outlined, popup, state_of, summary, until
from tooling import catalogue, paths
from tooling.browsers import Browser, Chromium
from tooling.fixtures import fixture
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
POPUP = "popup/popup.html"
PANEL = "popup/popup.html?view=panel"
WELCOME = "welcome/welcome.html"
OPTIONS = "options/options.html"
BEYOND = "beyond/beyond.html"
PRIVACY = "privacy/privacy.html"
AXE = paths.ROOT / "node_modules" / "axe-core" / "axe.min.js"


DRAWN = """
const summary = document.querySelector("[data-summary]");
const isDrawn = !summary || (summary.matches("[data-clear]") && !document.querySelector("[data-setting]:empty"));
return document.body?.innerText.length > 40 && isDrawn;
"""


@contextlib.contextmanager
def view(browser: Browser, path: str) -> Iterator[Browser]:
    """A page of the extension, drawn, in the helper window."""
    with browser.helper(path):
        browser.driver.refresh()
        until(lambda: browser.run(DRAWN), message=path)
        yield browser


def violations(browser: Browser) -> list[str]:
    """What axe finds in the current page, one line each."""
    browser.run(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = browser.driver.execute_async_script(
        """
        const [done] = arguments;
        const failed = (error) => ({ violations: [{ id: String(error), nodes: [] }] });
        axe.run(document).then(done, (error) => done(failed(error)));
        """
    )
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"] or [{"html": ""}]
    ]


def fill(browser: Browser, server: FixtureServer) -> None:
    """Readings of every kind: on, partly on, off, locked, unknown."""
    for name in (f"{AI}.on.aria-against", "ads.mixed", "ads-education.partial", "ads-by-age.off"):
        browser.open(server.use(name))
        until(functools.partial(is_read, browser, name), message=name)


def is_read(browser: Browser, name: str) -> bool:
    """Whether all that a saved page says is known."""
    wanted = fixture(name).expected["readings"]
    return all(state_of(browser, one) == reading["state"] for one, reading in wanted.items())


@pytest.mark.in_turn
@pytest.mark.parametrize("path", [POPUP, PANEL, WELCOME, OPTIONS, BEYOND, PRIVACY])
def test_axe_finds_nothing_before_consent(browser: Browser, path: str) -> None:
    with view(browser, path):
        assert violations(browser) == []


@pytest.mark.in_turn
def test_the_popup_lists_every_setting_of_the_catalogue(browser: Browser) -> None:
    rows = {row["setting"]: row for row in popup(browser)["settings"]}
    known = catalogue.load().settings
    assert len(rows) == len(known)
    for one in known:
        assert rows[one.id]["watched"] == str(one.watched).lower()
        assert rows[one.id]["confirmed"] == "false"
        assert rows[one.id]["state"] == ("manual" if one.kind in ("list", "button") else "unseen")
    shown = summary(browser)
    assert (shown["sharing"], shown["unknown"], shown["clear"]) == (0, 0, False)
    assert shown["unseen"] == sum(one.watched for one in known)


# A frame of its own takes no part in the window's least width.
NARROW = """
const root = document.documentElement;
root.style.inlineSize = root.style.maxInlineSize = "320px";
for (const details of document.querySelectorAll("details")) details.open = true;
const seen = [...document.body.querySelectorAll("*:not(.aside, .aside *, option, dialog *)")];
const wide = seen.filter((one) => one.getBoundingClientRect().right > 320.5 && one.getClientRects().length);
return wide.map((one) => one.outerHTML.slice(0, 80)).slice(0, 5);
"""

STANDS = """
const part = document.querySelector(`[data-part="${arguments[0]}"]`);
return [...part.querySelectorAll("[data-setting]")].map((setting) => setting.dataset.setting);
"""

EMPTY = """
const groups = [...document.querySelectorAll(".group:not([hidden])")];
return groups.some((group) => !group.querySelector("[data-setting]"));
"""


@pytest.mark.in_turn
def test_what_is_not_watched_is_folded_away_after_the_rest(browser: Browser) -> None:
    known = catalogue.load().settings
    first = [one.id for one in known if one.relevance == "core"]
    with view(browser, POPUP):
        assert browser.run(STANDS, "groups") == first
        assert browser.run(STANDS, "rest") == [one.id for one in known if one.id not in first]
        rest = browser.driver.find_element(By.CSS_SELECTOR, "[data-part='rest']")
        assert rest.text.strip() == f"Not watched: {len(known) - len(first)}"
        assert not browser.run(EMPTY)
        rest.find_element(By.TAG_NAME, "summary").click()
        assert "Focused Inbox" in rest.text


@pytest.mark.in_turn
def test_of_what_is_not_watched_nobody_is_warned(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use("focused-inbox.on"))
    until(lambda: state_of(consented, "focused-inbox") == "on", message="on")
    assert not outlined(consented)
    assert consented.badge().text == ""
    assert summary(consented)["sharing"] == 0
    with view(consented, POPUP):
        consented.run("document.querySelector('[data-part=rest]').open = true")
        row = consented.driver.find_element(By.CSS_SELECTOR, "[data-setting='focused-inbox']")
        assert row.get_attribute("data-tone") == "open"
        state, _, _ = row.find_element(By.CSS_SELECTOR, "[data-part='state']").text.partition(" · ")
        assert state == "On"
        assert row.find_element(By.TAG_NAME, "a").text.startswith("Open its page")
        assert "switch it off" not in row.text


@pytest.mark.in_turn
def test_the_popup_says_states_in_words_and_links_to_the_page(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    with view(consented, POPUP):
        row = consented.driver.find_element(By.CSS_SELECTOR, f"[data-setting='{AI}']")
        assert "Still on" in row.text
        assert "LinkedIn and its affiliates" in row.text
        links = [link.get_attribute("href") for link in row.find_elements(By.TAG_NAME, "a")]
        assert f"https://www.linkedin.com/mypreferences/d/settings/{AI}" in links


@pytest.mark.in_turn
@pytest.mark.parametrize("path", [POPUP, WELCOME, OPTIONS, BEYOND])
def test_the_privacy_policy_is_one_click_away(browser: Browser, path: str) -> None:
    with view(browser, path):
        link = browser.driver.find_element(By.CSS_SELECTOR, f"a[href$='{PRIVACY}']")
        assert link.is_displayed()
        assert link.text == "Privacy policy"
        where = str(link.get_attribute("href"))
    with view(browser, where.removeprefix(str(browser.extension_base))):
        assert browser.driver.find_element(By.TAG_NAME, "h1").text == "Privacy"
        told = " ".join(browser.driver.find_element(By.TAG_NAME, "main").text.split())
    assert "makes no request over the network" in told
    assert "*" not in told


def test_an_open_popup_follows_what_is_read(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.on"))
    with consented.helper(POPUP):
        until(
            lambda: (
                consented.run(
                    f"return document.querySelector(\"[data-setting='{AI}']\").dataset.state"
                )
                == "on"
            ),
            message="the open popup drawn anew",
        )


@pytest.mark.only("chromium")
def test_the_real_popup_opens_over_the_page(consented: Chromium, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    with consented.popup():
        until(
            lambda: (
                consented.run("return document.querySelector('[data-summary]')?.dataset.sharing")
                == "1"
            ),
            message="the real popup",
        )
        width, height = consented.run("return [innerWidth, innerHeight]")
        assert 300 <= width <= 800
        assert height <= 600
        assert not consented.run("return document.documentElement.scrollWidth > innerWidth")


def test_start_is_reached_and_pressed_by_keyboard(browser: Browser) -> None:
    with view(browser, WELCOME):
        reached = ""
        for _ in range(20):
            browser.driver.switch_to.active_element.send_keys(Keys.TAB)
            reached = browser.run("return document.activeElement.dataset.action ?? ''")
            if reached == "start":
                break
        assert reached == "start"
        browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
        until(lambda: browser.state().get("consent"), message="consent")


@pytest.mark.in_turn
def test_choosing_another_mode_acts_at_once(consented: Browser) -> None:
    with view(consented, OPTIONS):
        consented.driver.find_element(By.CSS_SELECTOR, "input[value='marks']").click()
        until(lambda: consented.state()["consent"]["mode"] == "marks", message="the mode stored")


@pytest.mark.in_turn
def test_badge_re_check_and_region_act_at_once(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: consented.badge().text == "1", message="the badge")
    with view(consented, OPTIONS):
        driver = consented.driver
        driver.find_element(By.ID, "badge").click()
        until(lambda: consented.state()["badge"] is False, message="the badge's choice stored")
        for select, value, key, stored in (
            ("recheck", "30", "recheckDays", 30),
            ("region", "ch", "region", "ch"),
            ("region", "", "region", None),
        ):
            driver.find_element(By.CSS_SELECTOR, f"#{select} option[value='{value}']").click()
            until(lambda k=key, s=stored: consented.state()[k] == s, message=f"{key} {stored}")  # type: ignore[misc]
            told = driver.find_element(By.CSS_SELECTOR, "[data-part='region-fact']").text
            assert bool(told) is (value == "ch")
        assert driver.find_element(By.CSS_SELECTOR, "[data-answer='choose']").text
    until(lambda: consented.badge().text == "", message="no number")
    until(lambda: "1" in consented.badge().title, message="the title of the badge")


@pytest.mark.in_turn
def test_the_objection_follows_the_region_and_keeps_what_was_changed(browser: Browser) -> None:
    with view(browser, BEYOND):
        driver = browser.driver
        area = driver.find_element(By.ID, "text")

        def choose(region: str, law: str) -> None:
            driver.find_element(By.CSS_SELECTOR, f"#region option[value='{region}']").click()
            said = (By.CSS_SELECTOR, "[data-part='law']")
            until(lambda: law in driver.find_element(*said).text, message=f"the law of {region}")

        choose("eu", "Article 21 of the GDPR")
        assert "article 21(1) of the GDPR" in str(area.get_property("value"))
        links = [link.get_attribute("href") for link in driver.find_elements(By.TAG_NAME, "a")]
        assert "https://eur-lex.europa.eu/eli/reg/2016/679/oj" in links
        assert "https://www.linkedin.com/help/linkedin/ask/TS-DPRO" in links
        choose("ch", "Federal Act on Data Protection")
        assert "article 30(2)(b)" in str(area.get_property("value"))
        area.send_keys("Mine.")
        changed = area.get_property("value")
        choose("us", "checked no law")
        assert area.get_property("value") == changed
        assert browser.state()["region"] == "us"


@pytest.mark.in_turn
def test_details_name_their_sources(browser: Browser) -> None:
    with view(browser, POPUP):
        row = browser.driver.find_element(By.CSS_SELECTOR, f"[data-setting='{AI}']")
        row.find_element(By.TAG_NAME, "summary").click()
        until(lambda: "private messages" in row.text, message="unfolded")
        listed = row.find_elements(By.CSS_SELECTOR, "[data-part='sources'] li")
        assert len(listed) > 3
        for one in listed:
            assert str(one.find_element(By.TAG_NAME, "a").get_attribute("href"))[:8] == "https://"
            assert "checked" in one.text


@pytest.mark.in_turn
@pytest.mark.parametrize("path", [POPUP, PANEL, WELCOME, OPTIONS, BEYOND])
def test_nothing_is_wider_than_320_px(browser: Browser, path: str) -> None:
    with view(browser, path):
        wide = browser.run(NARROW)
        assert not wide


@pytest.mark.only("firefox")
def test_a_permission_taken_back_is_said(consented: Browser, server: FixtureServer) -> None:
    """Firefox lets members withdraw the host permission; asking again takes the browser's own prompt."""
    origins = {"origins": ["https://www.linkedin.com/*"]}
    assert consented.call("permissions.remove", origins)
    try:
        for path in (WELCOME, OPTIONS):
            with view(consented, path):
                until(
                    lambda: consented.driver.find_element(
                        By.CSS_SELECTOR, "[data-action='allow']"
                    ).is_displayed(),
                    message=f"{path} asks for the permission",
                )
        with view(consented, POPUP):
            assert "linkedin.com" in consented.driver.find_element(By.TAG_NAME, "body").text
        consented.open(server.use(f"{AI}.on"))
        assert kept(consented) == {}
    finally:
        grant(consented, origins)


@pytest.mark.only("firefox")
def test_an_open_page_falls_silent_without_the_permission(
    consented: Browser, server: FixtureServer
) -> None:
    origins = {"origins": ["https://www.linkedin.com/*"]}
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    assert consented.call("permissions.remove", origins)
    try:
        flip(consented)
        holds(lambda: state_of(consented, AI) == "on", 1.5, "read without the permission")
    finally:
        grant(consented, origins)
    until(lambda: state_of(consented, AI) == "off", message="read again with the permission")


def grant(browser: Any, permissions: dict[str, list[str]]) -> None:
    """Gives a permission back with the browser's own rights: its prompt is out of a test's reach."""
    with browser.driver.context(browser.driver.CONTEXT_CHROME):
        browser.driver.execute_async_script(
            """
            const [id, permissions, done] = arguments;
            const module = "resource://gre/modules/ExtensionPermissions.sys.mjs";
            const { ExtensionPermissions } = ChromeUtils.importESModule(module);
            const { extension } = WebExtensionPolicy.getByID(id);
            const granted = { permissions: [], data_collection: [], ...permissions };
            ExtensionPermissions.add(id, granted, extension).then(done, done);
            """,
            browser.addon_id,
            permissions,
        )


@pytest.mark.in_turn
def test_the_region_is_chosen_at_the_start_and_kept_with_consent(browser: Browser) -> None:
    with view(browser, WELCOME):
        driver = browser.driver
        driver.find_element(By.CSS_SELECTOR, "#region option[value='ch']").click()
        told = (By.CSS_SELECTOR, "[data-part='region-fact']")
        until(
            lambda: "checked" in driver.find_element(*told).text, message="the fact, with sources"
        )
        assert browser.state().get("region") is None, "nothing is kept before the start"
        driver.find_element(By.CSS_SELECTOR, "[data-action='start']").click()
        until(lambda: browser.state().get("region") == "ch", message="the region")
        assert browser.state()["consent"]
