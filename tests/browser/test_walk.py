"""The walk: what is next, from what is stored alone; one click of the member's opens one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.support import flip, holds, state_of, until
from tests.browser.test_views import AI, PANEL, view
from tooling import catalogue
from tooling.browsers import Browser
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

NEXT = "[data-action='next']"
RUN = """
const [[except, lists, path, days], done] = arguments;
const modules = ["/shared/walk.js", "/shared/summary.js", "/shared/stored.js", "/shared/catalogue.js"];
const run = async () => {
  const loaded = await Promise.all(modules.map((path) => import(path)));
  const { walkOf, nextStep, summarise, isWatched, emptyStored, catalogue } = Object.assign({}, ...loaded);
  const now = 3_600_000 + days * 86_400_000;
  const seen = (state) => ({ state, at: 1000, loadedAt: 900, via: "page" });
  const kept = (state, more) =>
    ({ ...seen(state), confirmed: true, address: "/", missing: [], history: [seen(state)], ...more });
  const stored = { ...emptyStored(), consent: { at: 1, mode: "words" } };
  const { settings, lists: read } = stored.accounts.unnamed;
  for (const { id } of catalogue.settings) if (isWatched(stored, id)) settings[id] = kept("off");
  for (const [id, one] of Object.entries(except))
    if (one) settings[id] = kept(one.state, one);
    else delete settings[id];
  for (const one of lists) read[one.id ?? one] = { at: 950, loadedAt: 900, read: true, ...(one.id && one) };
  const summary = summarise(stored, now);
  const walk = walkOf(stored, summary, now);
  const pages = summary.pages.map(({ id, done }) => [id, done]);
  return { ...walk, ...nextStep(walk.steps, path), sharing: summary.sharing, pages };
};
run().then((value) => done({ value }), (error) => done({ error: String(error.stack ?? error) }));
"""
LISTS = ["privacy", "ads", "profile-visibility"]
NOW = 3_600_000
OFF_LINKEDIN = "ads-beyond-linkedin"


def walk(
    browser: Browser,
    settings: dict[str, Any],
    lists: Sequence[str | dict[str, Any]] = LISTS,
    path: str | None = None,
    days: int = 0,
) -> Any:
    """The walk of a member whose watched settings were all off some days ago, but for `settings` (None: never seen)."""
    with browser.helper():
        answer = browser.driver.execute_async_script(RUN, [settings, lists, path, days])
    assert "error" not in answer, answer["error"]
    return answer["value"]


def brief(found: Any) -> list[tuple[str, str]]:
    return [(step["todo"], step["id"]) for step in found["steps"]]


def page(setting: str) -> str:
    return f"/mypreferences/d/settings/{setting}"


def test_nothing_is_left_where_everything_is_off_and_confirmed(browser: Browser) -> None:
    assert brief(walk(browser, {})) == []


def test_pages_come_first_then_what_shares_then_what_confirms(browser: Browser) -> None:
    clicked = {"confirmed": False, "clickedAt": 950}
    found = walk(
        browser,
        {AI: {"state": "on"}, "ads-by-age": {"state": "off", **clicked}},
        lists=["privacy", "profile-visibility"],
    )
    assert brief(found) == [("look", "ads"), ("switch", AI), ("confirm", "ads")]


def test_one_load_of_a_list_confirms_its_rows(browser: Browser) -> None:
    """But a row that was loaded after the click and said nothing does not: then it takes the own page."""
    ages = ("ads-by-age", "ads-by-gender")
    off = {"state": "off", "confirmed": False}
    late = walk(browser, {age: {**off, "clickedAt": 950} for age in ages})
    assert brief(late) == [("confirm", "ads")]
    early = walk(browser, {age: {**off, "clickedAt": 800} for age in ages})
    assert brief(early) == [("confirm", age) for age in ages]


def test_a_list_that_is_being_read_is_not_given_up(browser: Browser) -> None:
    """Its load began after the click, and is read to the end some seconds later; or never, as with one that scrolls."""
    off = {"ads-by-age": {"state": "off", "confirmed": False, "clickedAt": 1000}}
    started = [{"id": "ads", "loadedAt": NOW - 1000, "readAt": 900}]
    assert brief(walk(browser, off, lists=[*LISTS, *started])) == [("confirm", "ads")]
    read = [{"id": "ads", "loadedAt": NOW - 1000, "readAt": NOW - 1000}]
    assert brief(walk(browser, off, lists=[*LISTS, *read])) == [("confirm", "ads-by-age")]
    never = [{"id": "ads", "loadedAt": NOW - 30_000, "readAt": 900}]
    assert brief(walk(browser, off, lists=[*LISTS, *never])) == [("confirm", "ads-by-age")]


def test_what_could_not_be_read_is_looked_at_on_its_own_page(browser: Browser) -> None:
    found = walk(browser, {AI: {"state": "unknown", "reason": "busy"}, "ads-by-age": None})
    assert brief(found) == [("look", "ads-by-age"), ("look", AI)], "what was never read comes first"


def test_a_row_missing_once_asks_for_another_load_of_its_list(browser: Browser) -> None:
    found = walk(browser, {"ads-by-age": {"state": "unseen", "via": "list", "missing": [900]}})
    assert brief(found) == [("look", "ads")]


def test_a_row_that_said_nothing_asks_for_the_settings_own_page(browser: Browser) -> None:
    """Boxes of which none is ticked, or a word that is not known: a page to open, once the list was read."""
    groups = ("ads-education", "ads-by-age")
    unread = walk(browser, dict.fromkeys(groups), lists=["privacy", "profile-visibility"])
    assert brief(unread) == [("look", "ads")]
    assert not set(groups) & set(dict(unread["pages"]))
    found = walk(browser, dict.fromkeys(groups))
    assert brief(found) == [("look", one) for one in groups]
    assert [one for one, done in found["pages"] if not done] == list(groups)


def test_what_was_seen_too_long_ago_is_to_be_opened_again(browser: Browser) -> None:
    """The lists first, then each own page that no row tells, boxes of which none is ticked among them."""
    boxes = {"ads-education": {"state": "off", "via": "page"}}
    now = walk(browser, boxes)
    pages = [one for one, done in now["pages"] if done]
    assert now["steps"] == []
    assert pages[:3] == LISTS
    assert "ads-education" in pages
    later = walk(browser, boxes, days=91)
    assert later["pages"] == [[one, False] for one in pages]
    assert brief(later) == [("look", one) for one in pages]
    new = walk(browser, boxes | {"ads-by-age": None}, days=91)
    assert new["pages"] == later["pages"], (
        "what its list, read anew, may tell takes no page of its own"
    )


def test_a_step_can_be_left_out(browser: Browser) -> None:
    """What comes next is what comes after the page that is open, and after the last the first."""
    on = {AI: {"state": "on"}, OFF_LINKEDIN: {"state": "on"}}
    assert walk(browser, on)["next"]["id"] == AI
    at_first = walk(browser, on, path=page(AI) + "/")
    assert (at_first["here"]["id"], at_first["next"]["id"]) == (AI, OFF_LINKEDIN)
    at_last = walk(browser, on, path=page(OFF_LINKEDIN).replace("/d/", "/m/"))
    assert (at_last["here"]["id"], at_last["next"]["id"]) == (OFF_LINKEDIN, AI)
    unread = walk(browser, on, lists=LISTS[1:], path=page(AI))
    assert unread["next"]["id"] == "privacy", "pages to read come first"
    alone = walk(browser, {AI: {"state": "on"}}, path=page(AI))
    assert alone["next"] is None


def test_switched_off_counts_what_shared_before(browser: Browser) -> None:
    on, off = ({"state": s, "at": 1000, "loadedAt": 900, "via": "page"} for s in ("on", "off"))
    found = walk(browser, {AI: {"state": "off", "history": [on, off]}})
    assert found["switchedOff"] == [AI]
    assert found["sharing"] == 0


def said(browser: Browser) -> str:
    return str(browser.run("return document.querySelector('[data-part=walk]').innerText"))


def press_next(browser: Browser) -> None:
    """By the keyboard, as a member without a mouse."""
    button = browser.driver.find_element(By.CSS_SELECTOR, NEXT)
    until(button.is_displayed, message="a next page")
    button.send_keys(Keys.ENTER)


def test_the_panel_does_not_offer_itself(browser: Browser) -> None:
    with view(browser, PANEL):
        assert not browser.driver.find_element(
            By.CSS_SELECTOR, "[data-action='beside']"
        ).is_displayed()


def read_on(browser: Browser, server: FixtureServer) -> None:
    """The page of a setting that is on is open, and was read."""
    server.use(f"{AI}.on")
    browser.open(page(AI))
    until(lambda: state_of(browser, AI) == "on", message="on")


def test_each_press_opens_one_page_and_the_panel_follows(
    consented: Browser, server: FixtureServer
) -> None:
    read_on(consented, server)
    name = catalogue_name(AI)
    with view(consented, PANEL):
        until(lambda: f"Open now: {name}" in said(consented), message="the page that is open")
    flip(consented)
    with consented.helper(PANEL):
        until(lambda: f"Switched off: {name}" in said(consented), message="what was switched off")
        assert "1 of 1 switched off" in said(consented)
        opened = len(consented.driver.window_handles)
        press_next(consented)
        until(lambda: "Open now: Data privacy (list)" in said(consented), message="the next page")
        assert len(consented.driver.window_handles) == opened, "the tab of the settings goes on"
    until(lambda: consented.driver.current_url.endswith("/categories/privacy"), message="the list")


def test_between_two_pages_the_one_that_was_asked_for_counts_as_open(
    consented: Browser, server: FixtureServer
) -> None:
    """Else the walk would lead back to its first step for as long as the next page takes to come."""
    read_on(consented, server)
    path = "/mypreferences/d/categories/privacy"
    with view(consented, PANEL), server.holding(path):
        press_next(consented)
        until(lambda: "Open now: Data privacy (list)" in said(consented), message="said at once")
        until(lambda: server.count("GET", path), message="asked for")
        holds(lambda: "Open now: Data privacy (list)" in said(consented), 0.6, "not said any more")
        assert "Next: Data privacy" not in said(consented)


@pytest.mark.usefixtures("server")
def test_the_first_page_opens_in_a_tab_of_its_own(consented: Browser) -> None:
    before = consented.driver.window_handles
    with view(consented, PANEL):
        press_next(consented)
        until(lambda: len(consented.driver.window_handles) == len(before) + 1, message="a tab")
    consented.close_others()


CLOSE_AND_PRESS = """
const [next, path] = arguments;
chrome.tabs.query({ url: `https://www.linkedin.com${path}` }).then(([{ id }]) => {
  void chrome.tabs.remove(id);
  document.querySelector(next).click();
});
"""


def test_a_tab_that_is_closed_as_the_button_is_pressed_does_not_stop_the_walk(
    consented: Browser, server: FixtureServer
) -> None:
    """The press went to a tab that is no more: nothing is open then, and the next press opens another one."""
    read_on(consented, server)
    consented.open("/feed/")
    consented.call("tabs.create", {"url": f"{catalogue.load().origin}{page(AI)}"})
    name = catalogue_name(AI)
    with view(consented, PANEL):
        until(lambda: f"Open now: {name}" in said(consented), message="the page that is open")
        consented.run(CLOSE_AND_PRESS, NEXT, page(AI))
        until(lambda: "Open now" not in said(consented), message="nothing open any more")
        before = len(consented.driver.window_handles)
        press_next(consented)
        until(lambda: len(consented.driver.window_handles) > before, message="a tab of its own")
        until(
            lambda: "Open now: Data privacy (list)" in said(consented),
            message="and the walk goes on",
        )
    consented.close_others()


def catalogue_name(setting: str) -> str:
    return next(one for one in catalogue.load().settings if one.id == setting).title_texts[0].text
