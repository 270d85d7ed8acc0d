"""Every view for everyone: narrow, with large text, in dark and forced colours, by keyboard, without motion.

Narrow is 320 px, as a page is at 400 % on a screen of 1280, and 360 px, as Firefox for Android is on most phones.
Text at 200 % has twice that room, since the layout is not zoomed then; the popup is as wide as it makes itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.support import picture, until
from tests.browser.test_views import (
    AXE,
    BEYOND,
    OPTIONS,
    PANEL,
    POPUP,
    PRIVACY,
    WELCOME,
    fill,
    view,
)
from tooling import paths
from tooling.browsers import Browser, Chromium, Firefox
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

RECORD = "record/record.html"
VIEWS = (POPUP, PANEL, WELCOME, OPTIONS, BEYOND, RECORD, PRIVACY)
HEIGHT = 900

CUT = """
for (const details of document.querySelectorAll("details")) details.open = true;
const told = [];
const tell = (why, one) => told.push(`${why}: ${(one.outerHTML ?? one.data).slice(0, 100)}`);
const root = document.scrollingElement;
if (root.scrollWidth > root.clientWidth) told.push(`${root.scrollWidth} px wide in ${root.clientWidth}`);
const seen = (one) => one.checkVisibility() && !one.closest(".aside, option, dialog");
const clips = (one) => getComputedStyle(one).overflowX !== "visible" && !one.matches("html, body, textarea");
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const holder = node.parentElement;
  if (!node.data.trim() || !seen(holder)) continue;
  range.selectNodeContents(node);
  for (const { left, right, top, bottom } of range.getClientRects()) {
    if (left < -0.5 || right > root.clientWidth + 0.5) tell("beside the page", node);
    for (let box = holder; box; box = box.parentElement) {
      const edge = box.getBoundingClientRect();
      const outside = left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 1 || bottom > edge.bottom + 1;
      if (outside && (clips(box) || box.matches("button, .button, .card"))) tell("cut or spilt", node);
    }
  }
}
for (const select of document.querySelectorAll("select")) {
  if (!seen(select)) continue;
  const whole = select.cloneNode(true);
  whole.style.cssText = "position: absolute; visibility: hidden; inline-size: auto; max-inline-size: none";
  select.after(whole);
  if (whole.getBoundingClientRect().width > select.getBoundingClientRect().width + 1) tell("cut", select);
  whole.remove();
}
return [...new Set(told)].slice(0, 8);
"""

STOPS = """
const controls = document.querySelectorAll("a[href], button, input, select, textarea, summary");
const all = [...controls].filter((one) => one.checkVisibility() && !one.disabled);
const others = (one) => all.filter(({ type, name }) => type === "radio" && name === one.name);
const none = (radios) => !radios.some(({ checked }) => checked);
const isStop = (one) => one.type !== "radio" || one.checked || (others(one)[0] === one && none(others(one)));
window.stops = all.filter(isStop);
window.getSelection().removeAllRanges();
document.activeElement?.blur();
scrollTo(0, 0);
return window.stops.map((one) => one.outerHTML.slice(0, 100));
"""

STOP = """
const at = document.activeElement;
const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
const { top, bottom } = at.getBoundingClientRect();
const [first = { top, bottom }] = at.getClientRects();
return {
  stop: window.stops.indexOf(at),
  ring: at.matches(":focus-visible") && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor,
  inView: first.bottom > 0 && first.top < innerHeight,
};
"""

MOVING = """
const parts = [undefined, "::before", "::after"];
const moves = ({ transitionDuration, animationName, scrollBehavior }) =>
  !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
const all = [...document.querySelectorAll("*")];
const moving = all.filter((one) => parts.some((part) => moves(getComputedStyle(one, part))));
return moving.map((one) => one.outerHTML.slice(0, 80)).slice(0, 5);
"""


FILLED: dict[str, Any] = {}


@pytest.fixture
def known(consented: Browser, server: FixtureServer) -> Browser:
    """A member of whom a little of everything is known: read once in each browser, then put in its place."""
    if consented.name not in FILLED:
        fill(consented, server)
        FILLED[consented.name] = consented.state()
    consented.call("storage.local.set", {"state": FILLED[consented.name]})
    return consented


@contextlib.contextmanager
def sized(browser: Browser, width: int, text: int = 100) -> Iterator[None]:
    """The helper window's page as wide as `width`, its text at `text` %.

    Firefox has a least width for windows: there the page is zoomed until so many px are left, as WCAG 1.4.10 says.
    """
    if isinstance(browser, Firefox):
        zoom = "gBrowser.selectedBrowser[arguments[0]] = arguments[1]"
        browser.chrome(zoom, "fullZoom", 1)
        whole = browser.run("return innerWidth")
        browser.chrome(zoom, "fullZoom", whole / width)
        browser.chrome(zoom, "textZoom", text / 100)
        # Zoom has steps: a device pixel is a whole number of the 60 parts that Firefox measures a px in.
        near = range(round(width * 0.98), round(width * 1.02))
        until(lambda: browser.run("return innerWidth") in near, message=f"{width} px wide")
        try:
            yield
        finally:
            browser.chrome(zoom, "textZoom", 1)
            browser.chrome(zoom, "fullZoom", 1)
        return
    assert isinstance(browser, Chromium)
    browser.size((width, HEIGHT), 1)
    browser.run("document.documentElement.style.fontSize = arguments[0]", f"{text}%")
    try:
        yield
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@contextlib.contextmanager
def colours(browser: Browser, scheme: str = "light", forced: bool = False) -> Iterator[None]:
    """The page in light or dark, or in forced colours; asserts that the page sees it."""
    preferences = {
        "layout.css.prefers-color-scheme.content-override": int(scheme != "dark"),
        "browser.display.document_color_use": 2 if forced else 0,
    }
    if isinstance(browser, Firefox):
        for name, value in preferences.items():
            browser.chrome("Services.prefs.setIntPref(arguments[0], arguments[1])", name, value)
    else:
        assert isinstance(browser, Chromium)
        active = "active" if forced else "none"
        browser.emulate(prefers_color_scheme=scheme, forced_colors=active)
    try:
        # Forced colours bring their own scheme.
        asked = "(forced-colors: active)" if forced else f"(prefers-color-scheme: {scheme})"
        until(lambda: browser.run("return matchMedia(arguments[0]).matches", asked), message=asked)
        yield
    finally:
        if isinstance(browser, Firefox):
            for name in preferences:
                browser.chrome("Services.prefs.clearUserPref(arguments[0])", name)
        else:
            browser.emulate()


def violations(browser: Browser) -> list[str]:
    """What axe finds, the size of targets (WCAG 2.2, 24 px or room around) included."""
    browser.run(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = browser.driver.execute_async_script(
        """
        const [done] = arguments;
        const failed = (error) => ({ violations: [{ id: String(error), nodes: [] }] });
        axe.run(document, { rules: { "target-size": { enabled: true } } }).then(done, (error) => done(failed(error)));
        """
    )
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"] or [{"html": ""}]
    ]


WAYS = ((320, 100, "ltr"), (360, 100, "ltr"), (640, 200, "ltr"), (320, 100, "rtl"))
"""Width in px, text in %, direction."""


@pytest.mark.parametrize("path", VIEWS)
def test_nothing_is_cut(known: Browser, path: str) -> None:
    with view(known, path):
        for way in WAYS:
            width, text, direction = way
            room = 800 if path == POPUP and text > 100 else width
            with sized(known, room, text):
                known.run("document.documentElement.dir = arguments[0]", direction)
                assert known.run(CUT) == [], way


def test_text_that_is_cut_is_found(consented: Browser) -> None:
    """Planted, so that the silence of the tests above says something."""
    with view(consented, OPTIONS), sized(consented, 320):
        assert consented.run(CUT) == []
        consented.run(
            """
            document.querySelector("h1").style.cssText = "white-space: nowrap; font-size: 4rem";
            document.querySelector("#recheck").style.inlineSize = "3rem";
            document.querySelector("main p").style.cssText = "block-size: 0.5rem; overflow: hidden";
            """
        )
        told = consented.run(CUT)
        for why in ("px wide in", "beside the page", "cut or spilt", "cut: <select"):
            assert any(why in one for one in told), (why, told)


@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_nothing_in_any_colours(known: Browser, path: str) -> None:
    with view(known, path):
        for colour in ("light", "dark", "forced"):
            scheme = "dark" if colour == "dark" else "light"
            with colours(known, scheme, forced=colour == "forced"):
                assert violations(known) == [], colour


@pytest.mark.parametrize("path", VIEWS)
def test_every_control_is_reached_by_tab_in_order_and_seen_in_focus(
    known: Browser, path: str
) -> None:
    with view(known, path):
        stops = known.run(STOPS)
        reached = []
        for _ in range(len(stops) + 2):
            ActionChains(known.driver).send_keys(Keys.TAB).perform()
            at = known.run(STOP)
            if at["stop"] < 0:
                break
            assert at["ring"], f"no ring around {stops[at['stop']]}"
            # Firefox scrolls to it a little later.
            until(lambda: known.run(STOP)["inView"], timeout=3, message=stops[at["stop"]])
            reached.append(at["stop"])
            if at["stop"] == len(stops) - 1:
                break
        assert reached == list(range(len(stops))), [
            stop for number, stop in enumerate(stops) if number not in reached
        ]
        assert stops or path == PRIVACY


def ground(browser: Browser) -> int:
    """How light the page's ground is drawn, 0 to 255."""
    return int(picture(browser).convert("L").crop((5, 5, 6, 6)).getextrema()[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("path", VIEWS)
def test_it_is_dark_before_its_styles_have_come(browser: Browser, path: str) -> None:
    """Else a white page flashes up in the dark: the page itself says which schemes it has."""
    with view(browser, path), colours(browser, "dark"):
        browser.run(
            """
            for (const sheet of document.querySelectorAll("link[rel='stylesheet']")) sheet.remove();
            document.body.hidden = true;
            """
        )
        until(lambda: ground(browser) < 80, message="a dark ground")


def test_every_page_says_its_schemes_before_its_styles() -> None:
    pages = [*paths.EXTENSION.rglob("*.html"), *paths.TEMPLATES.glob("*.html.j2")]
    assert len(pages) >= 6
    for page in pages:
        text = page.read_text(encoding="utf-8")
        said = text.index('<meta name="color-scheme" content="light dark">')
        assert said < text.index('rel="stylesheet"'), page.name


@pytest.mark.parametrize("path", VIEWS)
def test_nothing_moves(browser: Browser, path: str) -> None:
    """Not for those who want less motion alone: for anybody."""
    with view(browser, path):
        assert browser.run(MOVING) == []
        browser.run("document.body.style.transition = 'color 1s'")
        assert len(browser.run(MOVING)) == 1, "planted, and found"
