"""What is new on LinkedIn's pages, and pages that are not read any more: what is kept, shown, and reported."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.modules import AGE, AI, ask, reading, report
from tests.browser.support import state_of, until
from tests.browser.test_views import PANEL, POPUP, view, violations
from tooling import catalogue, paths, render
from tooling.browsers import Browser, Chromium
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

STORED = paths.ROOT / "tests" / "fixtures" / "stored" / "earlier" / "1-first.json"
"""What the first version stored: news without structure, words with `flipped`."""
PAGE = "/mypreferences/d/settings/never-heard-of"
WORDS = "Use my posts <b>for AI</b> & more"
SAVED = {
    "text": WORDS,
    "address": PAGE,
    "structure": "main > div > input[role=switch][type=checkbox]",
}


# ---- what the background keeps ------------------------------------------------------------------


def told(*news: dict[str, Any], address: str = PAGE, **more: Any) -> dict[str, Any]:
    page = {"kind": "other", "lang": "sv"}
    return report(at=100) | {"address": address, "page": page, "news": list(news), **more}


def account(browser: Browser, *reports: dict[str, Any]) -> Any:
    return ask(
        browser,
        """
        const merge = (stored, report, i) => parts.merge(stored, report, 1000 + i);
        return args.reduce(merge, parts.emptyStored()).accounts.unnamed;
        """,
        *reports,
    )


def test_news_are_kept_with_where_they_stood(browser: Browser) -> None:
    (kept,) = account(browser, told(SAVED), told(SAVED))["news"]
    assert kept == SAVED | {"page": PAGE, "at": 1000, "kind": "other", "lang": "sv"}, (
        "at first sight"
    )


def test_news_go_when_their_page_does_not_show_them_any_more(browser: Browser) -> None:
    elsewhere = told(address=f"/mypreferences/d/settings/{AGE}")
    not_settled = told() | {"news": None}
    assert len(account(browser, told(SAVED), elsewhere, not_settled)["news"]) == 1
    assert account(browser, told(SAVED), told())["news"] == []


def test_what_stood_on_a_page_is_kept_while_it_cannot_be_read(browser: Browser) -> None:
    gone = report(reading("unknown", AGE, reason="not-found"), at=100) | {"counts": "1 h1, 2 a"}
    assert account(browser, gone)["settings"][AGE]["lost"] == {"lang": "en", "counts": "1 h1, 2 a"}
    assert "lost" not in account(browser, gone, report(reading("on", AGE), at=200))["settings"][AGE]
    lost = {"id": "ads", "read": False, "present": [], "missing": [], "reason": "not-found"}
    listed = report(at=100, listed=lost) | {"counts": "3 a"}
    assert account(browser, listed)["lists"]["ads"]["lost"] == {"lang": "en", "counts": "3 a"}
    assert (
        "lost"
        not in account(browser, listed, report(at=200, listed=lost | {"reason": "signed-out"}))[
            "lists"
        ]["ads"]
    )


HOSTILE: dict[str, dict[str, Any]] = {
    "plain": {},
    "a long text": {"news": [SAVED | {"text": "x" * 201}]},
    "a script as address": {"news": [SAVED | {"address": "javascript:alert(1)"}]},
    "more than there is": {"news": [SAVED | {"html": "<b>"}]},
    "too many": {"news": [SAVED] * 21},
    "no kind of page": {"page": {"kind": "profile", "lang": "sv"}},
    "no language": {"page": {"kind": "other", "lang": "<b>"}},
    "no page": {"page": None},
    "counts of nothing": {"counts": "many a"},
    "counts with a text": {"counts": "1 a, 1 Ann"},
    "long counts": {"counts": ", ".join(["100000 a[role=link]"] * 60)},
}
STRUCTURES = {
    "main > div": True,
    "*": True,
    "my-card >> h2[id]": True,
    "input[type=checkbox][role=switch][aria-labelledby]": True,
    "": False,
    "main > ": False,
    "Ann": False,
    "x-1234": False,
    "main > div Ann": False,
    "div[id=ann]": False,
    "div[role=ann]": False,
    "div[role=switch=on]": False,
    "div[data-x=switch]": False,
    "div[data-1]": False,
    "div[a b]": False,
    'div[title="Ann"]': False,
    "div.ann": False,
    "div#ann": False,
    "div[a": False,
    "<b>": False,
    "i" + "[a]" * 9: False,
    " > ".join(["main"] * 80): False,
}


def test_reports_that_do_not_fit_are_nobodys(browser: Browser) -> None:
    good = told(SAVED, counts="3 a, 1 input[type=checkbox]")
    cases = {name: good | change for name, change in HOSTILE.items()}
    cases |= {one: good | {"news": [SAVED | {"structure": one}]} for one in STRUCTURES}
    fits = ask(
        browser,
        """
        const url = "https://www.linkedin.com/mypreferences/d/settings/x";
        const sender = { id: chrome.runtime.id, url, frameId: 0, tab: { id: 1, incognito: false } };
        const [cases] = args;
        return Object.keys(cases).filter((name) => parts.receive(cases[name], sender) !== null);
        """,
        cases,
    )
    assert set(fits) == {"plain"} | {one for one, fine in STRUCTURES.items() if fine}


def test_what_the_first_version_stored_is_understood(browser: Browser) -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    summary = ask(
        browser,
        """
        const [stored, report] = args;
        const now = 1795000500000;
        const { settings, news, unread } = parts.summarise(parts.merge(parts.understood(stored), report, now), now);
        const seen = settings.filter(({ state }) => !["unseen", "manual"].includes(state));
        const states = Object.fromEntries(seen.map(({ id, state }) => [id, state]));
        return { states, news: news.map(({ text }) => text), unread: unread.map(({ id }) => id) };
        """,
        stored,
        report(reading("on", "ads-by-gender"), at=1795000450000),
    )
    assert summary == {
        "states": {AI: "off", AGE: "unknown", "ads-by-gender": "on"},
        "news": ["Use my private messages to train AI models"],
        "unread": ["ads", AGE],
    }


# ---- what the member sees, and may report -------------------------------------------------------


def new_page(server: FixtureServer) -> str:
    label = WORDS.replace("&", "&amp;").replace("<", "&lt;")
    return server.page(
        PAGE,
        f"""<!doctype html><html lang="sv"><title>x</title><main><h1>Nytt</h1>
        <div class="ann-example"><p id="ann-4711">{label}</p>
        <input type="checkbox" role="switch" aria-labelledby="ann-4711" style="width:40px;height:24px">
        </div></main></html>""",
    )


@pytest.fixture
def seen(consented: Browser, server: FixtureServer) -> Browser:
    """A setting that nobody knows was seen."""
    consented.open(new_page(server))
    until(lambda: consented.state()["accounts"]["unnamed"]["news"], message="what is new")
    return consented


def find(browser: Browser, selector: str) -> Any:
    found = browser.driver.find_elements
    return until(lambda: found(By.CSS_SELECTOR, selector), message=selector)[0]


def value(browser: Browser) -> str:
    return str(browser.run("return document.querySelector('dialog textarea').value"))


def test_what_is_new_is_shown_as_text_with_its_place_and_a_link(seen: Browser) -> None:
    with view(seen, POPUP):
        item = find(seen, "[data-new]")
        assert item.find_element(By.TAG_NAME, "bdi").text == WORDS
        assert PAGE in item.text
        link = item.find_element(By.TAG_NAME, "a")
        assert link.get_attribute("href") == f"https://www.linkedin.com{PAGE}"


@pytest.mark.parametrize("path", [POPUP, PANEL])
def test_a_report_is_read_changed_and_copied_by_keyboard(seen: Browser, path: str) -> None:
    with view(seen, path):
        button = find(seen, "[data-new] [data-action='report']")
        seen.run("arguments[0].focus()", button)
        button.send_keys(Keys.ENTER)
        until(
            lambda: seen.run("return document.activeElement.id") == "report-text",
            message="the text",
        )
        text = value(seen)
        versions = f"Still On {render.version()}, catalogue {catalogue.load().version}"
        name = "Chrome" if isinstance(seen, Chromium) else "Firefox"
        assert text.splitlines()[:-1] == [
            "Something is missing: a setting that Still On does not know",
            f"LinkedIn's words: {WORDS}",
            f"Page: {PAGE} (not known to Still On)",
            "Language of the page: sv",
            "Structure: main > div > input[aria-labelledby][role=switch][type=checkbox]",
        ]
        assert text.splitlines()[-1].startswith(f"{versions}, {name} 1")
        assert "ann" not in text.replace("language", "")

        area = seen.driver.switch_to.active_element
        area.send_keys("Hello. ")
        area.send_keys(Keys.TAB, Keys.NULL)
        copy = seen.driver.switch_to.active_element
        assert copy.get_attribute("data-action") == "copy"
        copy.send_keys(Keys.ENTER)
        said = find(seen, "dialog [role='status']")
        until(lambda: said.text.startswith("Copied"), message="that it was copied")
        area.clear()
        area.send_keys(Keys.CONTROL, "v")
        until(lambda: value(seen) == f"Hello. {text}", message="what was copied")

        area.send_keys(Keys.NULL)
        seen.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
        until(
            lambda: not seen.run("return document.querySelector('dialog').open"), message="closed"
        )
        assert seen.run("return document.activeElement.dataset.action") == "report"


def test_a_browser_that_refuses_the_clipboard_is_said(seen: Browser) -> None:
    with view(seen, POPUP):
        find(seen, "[data-new] [data-action='report']").click()
        seen.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
        find(seen, "[data-action='copy']").click()
        said = find(seen, "dialog [role='status']")
        until(lambda: "copy it yourself" in said.text, message="what to do")
        area = "const { selectionStart, selectionEnd, value } = document.querySelector('dialog textarea');"
        assert seen.run(f"{area} return [selectionStart, value.length - selectionEnd]") == [0, 0]


def test_a_page_on_which_nothing_was_found_can_be_reported(
    consented: Browser, server: FixtureServer
) -> None:
    page = f"/mypreferences/d/settings/{AGE}"
    html = """<!doctype html><html lang="de"><title>x</title><main><h1>Alter</h1>
      <button id="ann">Ann</button><div role="radio" class="ann"></div><div role="radio"></div></main></html>"""
    consented.open(server.page(page, html))
    until(lambda: state_of(consented, AGE) == "unknown", timeout=20, message="not found")
    with view(consented, POPUP):
        find(consented, f"[data-unread='{AGE}'] [data-action='report']").click()
        assert value(consented).splitlines()[:-1] == [
            "A page is not read",
            f"Not found there: {AGE}",
            "Reason: not-found",
            f"Page: {page} (of a setting that Still On knows)",
            "Language of the page: de",
            "Structure: 2 div[role=radio], 1 h1, 1 button",
        ]


def test_an_address_is_reported_without_what_may_be_somebodys(consented: Browser) -> None:
    stored = consented.state()
    page = "/mypreferences/d/members/ann-4711/x%20y/settings"
    stored["accounts"]["unnamed"]["news"] = [SAVED | {"address": page, "page": page, "at": 1}]
    consented.call("storage.local.set", {"state": stored})
    with view(consented, POPUP):
        find(consented, "[data-new] [data-action='report']").click()
        assert "Page: /mypreferences/d/members/*/*/settings " in value(consented)


@pytest.mark.parametrize("path", [POPUP, PANEL])
def test_axe_finds_nothing_in_a_report(seen: Browser, path: str) -> None:
    with view(seen, path):
        assert violations(seen) == []
        find(seen, "[data-new] [data-action='report']").click()
        find(seen, "[data-action='copy']").click()
        until(lambda: find(seen, "dialog [role='status']").text, message="an answer")
        assert violations(seen) == []


@pytest.fixture
def other_colours(request: pytest.FixtureRequest) -> Iterator[Callable[..., None]]:
    browser: Chromium = request.getfixturevalue("seen")
    yield browser.emulate
    browser.emulate()


@pytest.mark.only("chromium")
@pytest.mark.parametrize("feature", [{"prefers_color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_in_a_report_in_other_colours(
    seen: Browser, other_colours: Callable[..., None], feature: dict[str, str]
) -> None:
    with view(seen, POPUP):
        other_colours(**feature)
        find(seen, "[data-new] [data-action='report']").click()
        assert violations(seen) == []


@pytest.mark.only("chromium")
@pytest.mark.parametrize(("width", "font"), [(320, "100%"), (640, "200%"), (320, "200%")])
def test_a_report_fits_narrow_panels_and_large_text(seen: Chromium, width: int, font: str) -> None:
    with view(seen, PANEL):
        seen.size((width, 600), 1)
        try:
            seen.run("document.documentElement.style.fontSize = arguments[0]", font)
            find(seen, "[data-new] [data-action='report']").click()
            wide = """
            const dialog = document.querySelector("dialog");
            const { left, right } = dialog.getBoundingClientRect();
            const scrolls = [document.documentElement, dialog].some((at) => at.scrollWidth > at.clientWidth);
            return [scrolls, left >= 0, right <= innerWidth];
            """
            assert seen.run(wide) == [False, True, True]
        finally:
            seen.size((0, 0), 0)
