"""The answer to where LinkedIn itself has a setting: its own menu, in the language of the member's LinkedIn."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By

from tests.browser.support import state_of, until
from tests.browser.test_views import AI, PANEL, POPUP, view
from tooling import catalogue
from tooling.browsers import Browser
from tooling.fixtures import Variant
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

ENGLISH = [
    "Your profile picture",
    "Settings & Privacy",
    "Data privacy",
    "How LinkedIn uses your data",
    "Data for Generative AI Improvement",
]
SAME_IN_APP = "In LinkedIn's app the way is the same"
APP_UNKNOWN = "Where LinkedIn's app has it is not known"
STEPS = """
const way = document.querySelector(`[data-setting="${arguments[0]}"] [data-part="way"]`);
return [...way.querySelectorAll("li")].map((step) => [step.textContent, step.querySelector("[lang]")?.lang ?? ""]);
"""


def unfold(browser: Browser, setting: str) -> None:
    more = f"[data-setting='{setting}'] .more"
    browser.run("document.querySelector(arguments[0]).open = true", more)
    until(
        lambda: browser.driver.find_elements(By.CSS_SELECTOR, f"{more} [data-part='way'] *"),
        message="unfolded",
    )


def way(browser: Browser, setting: str) -> list[str]:
    unfold(browser, setting)
    return [words for words, _ in browser.run(STEPS, setting)]


def said(browser: Browser, setting: str) -> str:
    unfold(browser, setting)
    script = 'return document.querySelector(`[data-setting="${arguments[0]}"] [data-part="way"]`).textContent'
    return str(browser.run(script, setting))


def read_in(browser: Browser, server: FixtureServer, lang: str) -> None:
    """The member's LinkedIn is in a language: that of the page which is read."""
    path = f"/mypreferences/d/settings/{AI}"
    server.choose(AI, "on")
    server.variant(path, Variant(lang=lang))
    browser.open(path)
    until(
        lambda: browser.state()["accounts"]["unnamed"].get("lang") == lang,
        message=f"read in {lang}",
    )
    assert state_of(browser, AI) == "on"


@pytest.mark.parametrize("path", [POPUP, PANEL])
def test_the_way_is_told_step_by_step_for_website_and_app(browser: Browser, path: str) -> None:
    with view(browser, path):
        row = browser.driver.find_element(By.CSS_SELECTOR, f"[data-setting='{AI}']")
        assert "Where do I find this?" not in row.text, "folded away"
        row.find_element(By.TAG_NAME, "summary").click()
        until(lambda: "Where do I find this?" in row.text, message="unfolded")
        assert way(browser, AI) == ENGLISH
        assert SAME_IN_APP in row.text
        sources = row.find_elements(By.CSS_SELECTOR, "[data-part='sources'] a")
        assert any("techcratic.com" in str(one.get_attribute("href")) for one in sources)


def test_the_app_is_named_only_where_somebody_said_so(browser: Browser) -> None:
    known = {one.id for one in catalogue.load().settings if one.app}
    assert known == {AI}
    with view(browser, POPUP):
        for one in catalogue.load().settings:
            told = said(browser, one.id)
            assert (SAME_IN_APP in told) is (one.id in known), one.id
            if one.id not in known and way(browser, one.id):
                assert APP_UNKNOWN in told, one.id


def test_every_row_of_a_list_has_its_way_and_ends_with_its_name(browser: Browser) -> None:
    known = catalogue.load()
    with view(browser, POPUP):
        for one in known.settings:
            steps = way(browser, one.id)
            if one.list is None:
                continue
            (page,) = (page for page in known.lists if page.id == one.list)
            (section,) = (section for section in page.sections if one.id in section.rows)
            names = [texts[0].text for texts in (page.titles, section.titles, one.row_texts)]
            assert steps == [*ENGLISH[:2], *names], one.id


def test_what_stands_in_no_list_is_found_in_the_menu_or_by_the_link_alone(browser: Browser) -> None:
    with view(browser, POPUP):
        account = [*ENGLISH[:2], "Account preferences"]
        microsoft = [*account, "Partners & services", "Microsoft"]
        assert way(browser, "connected-microsoft-accounts") == microsoft
        assert way(browser, "preferred-view") == [*account, "Preferred feed view"]
        for setting in ("member-cookies", "ads-demographics"):
            assert way(browser, setting) == []
            assert "The link above leads to it" in said(browser, setting)


def test_the_names_are_in_the_language_of_the_members_linkedin(
    consented: Browser, server: FixtureServer
) -> None:
    """German, in a browser in English: what is known in German, the rest in English, and that is said."""
    read_in(consented, server, "de")
    with view(consented, POPUP):
        unfold(consented, AI)
        assert consented.run(STEPS, AI) == [
            ["Your profile picture", ""],
            ["Settings & Privacy", "en"],
            ["Datenschutz", "de"],
            ["So verwendet LinkedIn Ihre Daten", "de"],
            ["Daten zur Verbesserung generativer KI", "de"],
        ]
        assert "does not know in German stand in English" in said(consented, AI)


def test_a_language_of_which_no_name_is_known_is_english(
    consented: Browser, server: FixtureServer
) -> None:
    read_in(consented, server, "de")
    read_in(consented, server, "sv")
    with view(consented, POPUP):
        assert way(consented, AI) == ENGLISH
        assert "does not know in Swedish stand in English" in said(consented, AI)
    read_in(consented, server, "en")
    with view(consented, POPUP):
        assert "stand in English" not in said(consented, AI)


def test_a_page_that_names_no_language_changes_nothing(
    consented: Browser, server: FixtureServer
) -> None:
    read_in(consented, server, "fr")
    path = server.use("ads-by-age.on")
    server.variant(path, Variant(lang=None))
    consented.open(path)
    until(lambda: state_of(consented, "ads-by-age") == "on", message="on")
    with view(consented, POPUP):
        assert way(consented, AI)[1:4] == [
            "Préférences et confidentialité",
            "Confidentialité des données",
            "Comment LinkedIn utilise vos données",
        ]
