"""Search and filter in popup and side panel: what is found and said, by keyboard, and that nothing else changes."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.support import READ_POPUP, state_of, until
from tests.browser.test_views import AI, PANEL, POPUP, fill, view, violations
from tooling import catalogue, render
from tooling.browsers import Availability, Browser, launch
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

SEEN = """
const rows = [...document.querySelectorAll("[data-setting]")];
return rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.setting);
"""
HEADINGS_WITHOUT = """
const seen = (one) => one.checkVisibility();
const groups = [...document.querySelectorAll(".group, [data-part='rest']")].filter(seen);
return groups.filter((group) => ![...group.querySelectorAll("[data-setting]")].some(seen)).length;
"""
MANY = """
const [all, done] = arguments;
const run = async () => {
  const { catalogue } = await import("/shared/catalogue.js");
  const known = [...catalogue.settings];
  for (let n = known.length; n < all; n++)
    catalogue.settings.push({ ...known[n % known.length], id: `many-${n}`, titles: { en: [`Made up ${n}`] } });
  const { emptyStored } = await import("/shared/stored.js");
  const { summarise } = await import("/shared/summary.js");
  const { drawGroups, prepareGroups } = await import("/popup/groups.js");
  const { prepareFind, drawFind } = await import("/popup/find.js");
  const summary = summarise({ ...emptyStored(), consent: { at: 1, mode: "words" } }, Date.now());
  const field = document.querySelector("#find");
  prepareFind();
  prepareGroups();
  drawGroups(summary, "en");
  drawFind(summary);
  document.body.getBoundingClientRect();
  const times = [];
  for (const typed of ["m", "ma", "made", "made u", "made up 3", ""]) {
    const before = performance.now();
    field.value = typed;
    field.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    times.push(performance.now() - before);
  }
  return times;
};
run().then((times) => done({ times }), (error) => done({ error: String(error.stack ?? error) }));
"""


def seen(browser: Browser) -> list[str]:
    """The settings that are drawn."""
    return list(browser.run(SEEN))


def told(browser: Browser) -> str:
    return browser.driver.find_element(By.CSS_SELECTOR, "[data-part='found']").text


def field(browser: Browser) -> Any:
    return browser.driver.find_element(By.ID, "find")


def choose(browser: Browser, state: str) -> None:
    browser.driver.find_element(By.CSS_SELECTOR, f"#find-state option[value='{state}']").click()


def search(browser: Browser, words: str) -> list[str]:
    """Types in place of what is typed; returns what is found, in the order of the page."""
    typed = field(browser)
    typed.clear()
    typed.send_keys(words)
    found = seen(browser)
    assert not words or not browser.run(HEADINGS_WITHOUT), "a heading stands over nothing"
    return found


PARTNERS = "share-data-with-select-partners"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("generative ai improvement", {AI}),
        ("  IMPROVEMENT   generative ", {AI}),
        ("Daten zur Verbesserung generativer", {AI}),
        ("amelioration de l'ia", {AI}),
        ("l\u2019amélioration", {AI}),
        ("verbundenen Unternehmen", {PARTNERS}),
        ("Beyond LinkedIn", {"ads-beyond-linkedin"}),
        ("Interaction with businesses", {"ads-interactions-with-business"}),
        ("data research", {"policy-and-academic-research"}),
    ],
)
def test_found_by_names_in_any_language_former_ones_and_plain_words(
    browser: Browser, words: str, found: set[str]
) -> None:
    with view(browser, POPUP):
        assert set(search(browser, words)) == found
        assert told(browser) == f"{len(found)} of {len(catalogue.load().settings)} settings"


def test_found_by_what_a_setting_does_also_where_it_is_folded_away(browser: Browser) -> None:
    """The notice of read receipts is about typing; it is not watched, so it stands in the folded rest."""
    with view(browser, POPUP):
        browser.driver.find_element(By.CSS_SELECTOR, "[data-part='rest']")
        assert "read-receipts" not in seen(browser)
        assert "read-receipts" in search(browser, "typing")
        search(browser, "")
        assert "read-receipts" not in seen(browser), "folded again, as it was"
        browser.driver.find_element(By.CSS_SELECTOR, "[data-part='rest'] > summary").click()
        search(browser, "typing")
        search(browser, "")
        assert "read-receipts" in seen(browser), "unfolded, as the member had it"


@pytest.mark.parametrize("path", [POPUP, PANEL])
def test_the_filter_parts_all_settings_by_state(
    consented: Browser, server: FixtureServer, path: str
) -> None:
    fill(consented, server)
    with view(consented, path):
        rows = consented.run(READ_POPUP)["settings"]
        parts: dict[str, set[str]] = {}
        for state in ("sharing", "open", "off"):
            choose(consented, state)
            parts[state] = set(seen(consented))
            assert told(consented).startswith(f"{len(parts[state])} of {len(rows)} ")
    wanted: dict[str, set[str]] = {"sharing": set(), "open": set(), "off": set()}
    for row in rows:
        state = row.get("value", row["state"])
        part = {"on": "sharing", "partial": "sharing", "off": "off", "absent": "off"}
        wanted[part.get(state, "open")].add(row["setting"])
    assert parts == wanted
    assert all(parts.values()), "each of them holds something"
    assert AI in parts["open"], "what could not be read is not off"


@pytest.mark.parametrize("path", [POPUP, PANEL])
def test_what_is_hidden_stays_and_no_count_changes(
    consented: Browser, server: FixtureServer, path: str
) -> None:
    fill(consented, server)
    with view(consented, path):
        before = consented.run(READ_POPUP)
        order = consented.run(
            "return [...document.querySelectorAll('[data-setting]')].map((one) => one.dataset.setting)"
        )
        search(consented, "generative")
        choose(consented, "open")
        assert seen(consented) == [AI]
        assert consented.run(READ_POPUP) == before
        assert order == consented.run(
            "return [...document.querySelectorAll('[data-setting]')].map((one) => one.dataset.setting)"
        )
        assert summary_text(consented) == before["summary"]["text"]


def summary_text(browser: Browser) -> str:
    return str(browser.run("return document.querySelector('[data-summary]').innerText.trim()"))


def test_nothing_found_is_said_with_a_way_back(consented: Browser, server: FixtureServer) -> None:
    fill(consented, server)
    with view(consented, POPUP):
        assert search(consented, "xylophone") == []
        assert told(consented) == f"None of {len(catalogue.load().settings)} settings"
        hint = consented.driver.find_element(By.CSS_SELECTOR, "[data-part='find-none']")
        assert "other words" in hint.text
        assert violations(consented) == []
        button = consented.driver.find_element(By.CSS_SELECTOR, "[data-action='show-all']")
        button.send_keys(Keys.ENTER)
        assert field(consented).get_property("value") == ""
        assert consented.run("return document.activeElement.id") == "find", "the focus is not lost"
        assert (told(consented), hint.is_displayed(), button.is_displayed()) == ("", False, False)
        assert AI in seen(consented)


def test_search_and_filter_by_keyboard_alone(browser: Browser) -> None:
    with view(browser, POPUP):
        for _ in range(40):
            browser.driver.switch_to.active_element.send_keys(Keys.TAB)
            if browser.run("return document.activeElement.id") == "find":
                break
        browser.driver.switch_to.active_element.send_keys("gender")
        assert "ads-by-gender" in seen(browser)
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        assert browser.run("return document.activeElement.id") == "find-state"
        choice = browser.driver.switch_to.active_element
        choice.send_keys(Keys.ARROW_DOWN)
        until(lambda: choice.get_property("value") == "sharing", message="the next choice")
        assert seen(browser) == []
        choice.send_keys(Keys.TAB)
        assert browser.run("return document.activeElement.dataset.action") == "show-all"


def test_field_choice_and_result_have_names_and_a_live_region(browser: Browser) -> None:
    with view(browser, POPUP):
        place = browser.driver.find_element(By.CSS_SELECTOR, "[role='search']")
        controls = place.find_elements(By.CSS_SELECTOR, "input, select")
        assert [one.accessible_name for one in controls] == ["Find a setting", "Show"]
        region = browser.driver.find_element(By.CSS_SELECTOR, "[data-part='found']")
        assert region.get_attribute("role") == "status"
        node = browser.run("return document.querySelector('[data-part=found]')")
        search(browser, "gender")
        assert region.text.endswith("settings")
        assert node == browser.run("return document.querySelector('[data-part=found]')"), (
            "a live region that is replaced is not heard"
        )


def test_an_open_search_follows_what_is_read(consented: Browser, server: FixtureServer) -> None:
    consented.open(server.use(f"{AI}.off"))
    with view(consented, PANEL):
        choose(consented, "sharing")
        assert seen(consented) == []
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    with consented.helper(PANEL):
        choose(consented, "sharing")
        until(functools.partial(lambda: seen(consented) == [AI]), message="found as it changes")


def test_with_500_settings_each_key_is_answered_at_once(
    where: Availability, server: FixtureServer, tmp_path: Path
) -> None:
    """With a build whose modules are not joined, so that there can be more settings, and that draws nothing itself."""
    chrome, firefox = render.build(tmp_path, joined=False)
    folder = chrome if where.name == "chromium" else firefox
    page = folder / POPUP
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace('<script type="module" src="popup.js"></script>', ""), "utf-8")
    assert page.read_text(encoding="utf-8") != html
    with launch(where, folder, server.port) as browser, browser.helper(POPUP):
        answer = browser.driver.execute_async_script(MANY, 500)
        assert "error" not in answer, answer["error"]
        assert browser.run("return document.querySelectorAll('[data-setting]').length") == 500
        # 100 ms is felt as at once; with room for a machine that does something else, too. The first key takes
        # longer: the words of every setting are put together then.
        assert sorted(answer["times"])[len(answer["times"]) // 2] < 300, answer["times"]
        assert max(answer["times"]) < 2000, answer["times"]
        typed = field(browser)
        typed.send_keys("made up 499")
        assert seen(browser) == ["many-499"]
        assert told(browser) == "1 of 500 settings"
