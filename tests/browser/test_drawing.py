"""What the member sees in the page: marks by pixels, words by the accessibility tree, gone with the click."""

from __future__ import annotations

import pytest

from tests.browser.support import (
    MARK,
    assert_untouched,
    box_of,
    changed,
    control,
    flip,
    holds,
    kept,
    outlined,
    picture,
    share_changed,
    spoken,
    state_of,
    until,
    words,
)
from tooling.browsers import Browser
from tooling.fixtures import fixtures
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
NOTICE = "LinkedIn and its affiliates may train"
HERE = "on this page"


LAYOUTS, LIST_LAYOUTS = (
    [
        pytest.param(one.name, marks=pytest.mark.in_turn)
        for one in fixtures()
        if one.group == "layout" and one.name.startswith(page)
    ]
    for page in (AI, "ads")
)
"""The plain layout is drawn in both browsers, others in turn."""


@pytest.mark.parametrize(
    "name",
    [
        *(f"{AI}.on", f"{AI}.on.visible", f"{AI}.on.button"),
        *LAYOUTS,
    ],
)
def test_the_mark_and_its_words_are_seen(
    consented: Browser, server: FixtureServer, name: str
) -> None:
    consented.open(server.use(name))
    until(lambda: outlined(consented), message="the outline")
    until(lambda: any(NOTICE in text for text in words(consented)), message="the words")
    until(lambda: any(HERE in text for text in words(consented)), message="the notice above")
    holds(lambda: any(NOTICE in text for text in words(consented)), 0.6, "the words do not stay")
    with_marks = picture(consented)
    consented_mode(consented, "popup")
    until(lambda: not outlined(consented), message="nothing drawn in popup-only mode")
    without = picture(consented)
    assert changed(without, with_marks), "nothing is seen"
    assert words(consented) == []
    assert_untouched(consented)


BARE_PAGE = """<!doctype html><html lang="en"><title>x</title><body>
  <a href="/mypreferences/d/categories/privacy">Back</a>
  <h2>Data for Generative AI Improvement</h2><p>May this be?</p><p id="opaque">Use it</p><span>On</span>
  <input type="checkbox" role="switch" aria-labelledby="opaque" checked></body></html>"""
BARE_LIST = """<!doctype html><html lang="en"><title>x</title><body><main><h2>Profile data</h2>
  <a href="/mypreferences/d/settings/ads-connections"><span>Connections</span><span>On</span></a>
  <a href="/mypreferences/d/settings/ads-companies-followed"><span>Companies you follow</span><span>Off</span></a>
  </main></body></html>"""


def test_a_page_without_any_boxes_is_marked_too(consented: Browser, server: FixtureServer) -> None:
    """No card, no row, a browser's own checkbox of 13 px: we do not know what LinkedIn wraps around a switch."""
    consented.open(server.page(f"/mypreferences/d/settings/{AI}", BARE_PAGE))
    until(lambda: state_of(consented, AI) == "on", message="on")
    until(lambda: outlined(consented), message="the outline")
    until(lambda: any(NOTICE in text for text in words(consented)), message="the words")


def test_a_list_without_any_boxes_is_marked_too(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.page("/mypreferences/d/categories/ads", BARE_LIST))
    until(lambda: state_of(consented, "ads-connections") == "on", message="on")
    until(lambda: state_of(consented, "ads-companies-followed") == "off", message="off")
    until(lambda: outlined(consented), message="the outline")
    until(lambda: any(HERE in text for text in words(consented)), message="the notice above")


def consented_mode(browser: Browser, mode: str) -> None:
    with browser.helper("options/options.html"):
        browser.run("chrome.runtime.sendMessage({ type: 'mode', mode: arguments[0] })", mode)


@pytest.mark.parametrize("name", [f"{AI}.on", *LAYOUTS])
def test_words_are_drawn_where_they_can_be_read(
    consented: Browser, server: FixtureServer, name: str
) -> None:
    """No words clipped away: the picture with words has their background where the picture with marks has none."""
    consented.open(server.use(name))
    until(lambda: any(NOTICE in text for text in words(consented)), message="the words")
    holds(lambda: any(NOTICE in text for text in words(consented)), 0.6, "the words do not stay")
    pixels = picture(consented).getcolors(1 << 24) or []
    background = sum(count for count, colour in pixels if colour == (255, 237, 213))
    assert background > 2 * 300 * 20, f"{background} pixels of words"


@pytest.mark.parametrize("name", ["ads.all-on", *LIST_LAYOUTS])
def test_every_sharing_row_is_marked(consented: Browser, server: FixtureServer, name: str) -> None:
    consented.open(server.use(name))
    until(lambda: state_of(consented, "ads-by-age") == "on", message="the list read")
    until(lambda: sum(text == "Still on" for text in words(consented)) >= 14, message="row words")
    until(lambda: any(HERE in text for text in words(consented)), message="the notice above")
    outlines = consented.run(
        """
        const links = [...document.querySelectorAll("main a")];
        return links.filter((link) => getComputedStyle(link).outlineColor === arguments[0]).length;
        """,
        MARK,
    )
    sharing = [one for one in kept(consented).values() if one["state"] in ("on", "partial")]
    assert outlines == len(sharing) == 15
    assert_untouched(consented)


def test_only_marks_are_drawn_without_words(browser: Browser, server: FixtureServer) -> None:
    browser.consent("marks")
    browser.open(server.use(f"{AI}.on"))
    until(lambda: outlined(browser), message="the outline")
    holds(lambda: words(browser) == [], 0.5, "words in marks-only mode")
    pixels = picture(browser).getcolors(1 << 24) or []
    outline = sum(count for count, colour in pixels if colour == (194, 65, 12))
    assert outline > 400, "the outline lies under what is drawn for the switch"


def test_popup_only_draws_nothing(browser: Browser, server: FixtureServer) -> None:
    browser.consent("popup")
    browser.open(server.use(f"{AI}.on"))
    before = picture(browser)
    until(lambda: state_of(browser, AI) == "on", message="on")
    holds(lambda: not outlined(browser), 0.5, "a mark in popup-only mode")
    assert share_changed(before, picture(browser), box_of(browser, "main")) == 0


@pytest.mark.only("chromium")
def test_words_stand_in_the_accessibility_tree_and_in_no_name(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: any(NOTICE in text for text in spoken(consented)), message="the words spoken")
    names = [
        node["name"]["value"]
        for node in consented.ax_tree()
        if node.get("role", {}).get("value") == "switch"
    ]
    assert names == ["Use my data for training content creation AI models"]


@pytest.mark.only("chromium")
def test_row_words_stand_in_no_links_name(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use("ads.all-on"))
    until(lambda: "Still on" in spoken(consented), message="row words spoken")
    links = [
        node.get("name", {}).get("value", "")
        for node in consented.ax_tree()
        if node.get("role", {}).get("value") == "link"
    ]
    assert [name for name in links if "Still" in name] == []


def test_the_mark_goes_in_the_task_of_the_click(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.on"))
    until(lambda: any(NOTICE in text for text in words(consented)), message="the words")
    consented.run(
        """
        const drawn = () => [...document.querySelectorAll("main *")].some((element) =>
          getComputedStyle(element).outlineColor === "rgb(194, 65, 12)" ||
          ["::before", "::after"].some((at) => getComputedStyle(element, at).backgroundColor === "rgb(255, 237, 213)"));
        window.__before = drawn();
        arguments[0].addEventListener("input", () => { window.__during = drawn(); });
        """,
        control(consented),
    )
    flip(consented)
    assert consented.run("return [window.__before, window.__during]") == [True, False]


def test_marks_follow_a_replaced_node(consented: Browser, server: FixtureServer) -> None:
    """Replaced here and not by the page's own clock, which runs on while a slow machine draws the first outline."""
    consented.open(server.use(f"{AI}.on"))
    until(lambda: outlined(consented), message="the outline")
    consented.run(
        "const copy = arguments[0].cloneNode(true); arguments[0].replaceWith(copy);",
        control(consented),
    )
    until(lambda: outlined(consented), message="the new node outlined")


def test_marks_stay_right_when_the_window_changes(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use("ads.all-on"))
    until(lambda: any(HERE in text for text in words(consented)), message="the words")
    consented.driver.set_window_size(480, 800)
    until(lambda: consented.run("return innerWidth") < 700, message="the narrow window")
    holds(lambda: any(HERE in text for text in words(consented)), 0.6, "the words do not stay")
    consented.driver.set_window_size(1280, 1000)


def test_documents_that_are_long_gone_are_forgotten(
    consented: Browser, server: FixtureServer
) -> None:
    """What was drawn in them would fill the session's storage, load by load, until nothing more can be drawn."""
    for _ in range(14):
        consented.open(server.use("data-for-ai-improvement.on"))
        until(lambda: outlined(consented), message="the mark")
    kept = consented.call("storage.session.get", None)
    [sheets] = [value for key, value in kept.items() if key.startswith("drawn:")]
    assert len(sheets) == 12


def test_unwatched_settings_are_not_marked(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use("connections-visibility.on"))
    until(lambda: state_of(consented, "connections-visibility") == "on", message="read")
    holds(lambda: not outlined(consented), 0.6, "an unwatched setting was marked")


STYLED_ANEW = """
const root = document.querySelector("[data-shadow]").shadowRoot;
for (const element of root.querySelectorAll("*")) element.style.color = "black";
"""


def test_a_mark_in_a_shadow_root_is_there_as_soon_as_it_is_styled_anew(
    consented: Browser, server: FixtureServer
) -> None:
    """Chromium draws late in shadow roots that were there before; what is said is right until then."""
    consented.open(server.use(f"{AI}.on.shadow"))
    until(lambda: state_of(consented, AI) == "on", message="the popup's state")
    until(lambda: consented.badge().text == "1", message="the badge")
    until(lambda: any(consented.call("storage.session.get", None).values()), message="the sheet")
    if consented.name == "firefox":
        until(lambda: outlined(consented), message="the mark, at once")
    consented.run(STYLED_ANEW)
    until(lambda: outlined(consented), message="the mark")
    flip(consented)
    until(lambda: not outlined(consented), message="the mark gone with the click")
