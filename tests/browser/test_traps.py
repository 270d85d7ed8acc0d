"""Traps that need more than one page to look at: failing clicks, walls, decoys, walks, hostile words, other views.

Those that are one page are saved pages, read by test_readings.py: groups "late", "markup", "behaviour" and "trap" of
tests/fixtures/fixtures.toml.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By

from tests.browser.support import (
    assert_untouched,
    click,
    control,
    flip,
    follow,
    holds,
    kept,
    new_here,
    outlined,
    popup,
    state_of,
    until,
)
from tooling.browsers import Browser
from tooling.fixtures import Variant, book, fixture
from tooling.server import NOT_FOUND, FixtureServer

pytestmark = pytest.mark.in_turn

AI = "data-for-ai-improvement"
AGE = "ads-by-age"
ADS = "/mypreferences/d/categories/ads"
DECOY = 92
SWITCHES = "".join(
    f'<p id="n{n}">{text} {n}</p><input type="checkbox" role="switch" aria-labelledby="n{n}"'
    ' style="width: 40px; height: 24px">'
    for n in range(40)
    for text in ("Tell me about AI models, data sharing and partners",)
)


def document(main: str, lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><title>x</title><main><h1>Title</h1>{main}</main></html>'


# ---- clicks that fail ---------------------------------------------------------------------------


def test_a_click_and_an_error_toast_are_no_confirmation(
    consented: Browser, server: FixtureServer
) -> None:
    """The switch stays off though nothing was saved: unconfirmed, and on after the next load."""
    consented.open(server.use(f"{AI}.on.toast"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    flip(consented)
    until(lambda: consented.driver.find_elements(By.CSS_SELECTOR, "[data-toast]"), message="toast")
    until(lambda: state_of(consented, AI) == "off", message="what the page shows")
    holds(lambda: kept(consented)[AI]["confirmed"] is False, 3, "confirmed without a load")
    assert popup(consented)["summary"]["clear"] == "false"
    consented.reload()
    until(lambda: state_of(consented, AI) == "on", message="on after the reload")
    assert kept(consented)[AI]["confirmed"] is True


def test_a_click_that_is_refused_with_a_toast_ends_as_on(
    consented: Browser, server: FixtureServer
) -> None:
    path = server.use(f"{AI}.on")
    server.variant(path, Variant(refuse=700, toast=True))
    consented.open(path)
    until(lambda: state_of(consented, AI) == "on", message="on")
    flip(consented)
    until(
        lambda: [seen["state"] for seen in kept(consented)[AI]["history"]] == ["on", "off", "on"],
        message="off at once, and on after the refusal",
    )


def test_a_click_on_a_decoy_is_no_click_on_the_setting(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on.decoy"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    flip(consented, DECOY)
    flip(consented, DECOY)
    holds(lambda: state_of(consented, AI) == "on", 3, "the decoy was read as the setting")
    assert len(kept(consented)[AI]["history"]) == 1
    assert "clickedAt" not in kept(consented)[AI]


def test_a_click_in_a_cookie_wall_is_no_click_on_the_setting(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on.cookies-fixed"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    wall = consented.driver.find_element(By.CSS_SELECTOR, "[aria-labelledby=cookie-choice]")
    click(consented, wall)
    click(consented, wall)
    holds(lambda: state_of(consented, AI) == "on", 3, "the wall was read as the setting")
    assert set(kept(consented)) == {AI}


# ---- other pages at the address, and the setting's words on other pages -------------------------


def test_page_not_found_says_nothing_of_what_was_known(
    consented: Browser, server: FixtureServer
) -> None:
    """A settings page that is gone leads to LinkedIn's page that says so, and so does one that never was."""
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="on")
    before = kept(consented)
    for gone in (fixture(f"{AI}.on").path, "/mypreferences/d/settings/never-heard-of"):
        server.redirect(gone, NOT_FOUND)
        consented.open(gone)
        until(lambda: consented.run("return location.pathname") == NOT_FOUND, message="redirected")
        holds(
            lambda: kept(consented) == before, 2, "something was read of a page that is not there"
        )


def test_signed_out_and_in_again(consented: Browser, server: FixtureServer) -> None:
    path = server.use(f"{AI}.on.checkpoint")
    consented.open(path)
    until(
        lambda: kept(consented).get(AI, {}).get("reason") == "signed-out", 15, "told as signed out"
    )
    assert not outlined(consented)
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="read after signing in")


@pytest.mark.parametrize(
    "path",
    [
        "/mypreferences/d/notification-categories/jobs",
        "/mypreferences/d/categories/notifications",
        "/mypreferences/d/download-my-data",
    ],
)
def test_pages_full_of_other_controls_are_none_of_our_business(
    consented: Browser, server: FixtureServer, path: str
) -> None:
    consented.open(server.page(path, document(SWITCHES)))
    holds(lambda: kept(consented) == {}, 3, "a notification was read as a setting")
    assert new_here(consented) == []
    assert not outlined(consented)
    assert consented.badge().text == ""


def test_a_decoy_on_a_page_of_its_own(consented: Browser, server: FixtureServer) -> None:
    """It is new here at most, and so is the setting's own label at an address that is not its."""
    label = book().pages[AI].controls[0].labels["en"]
    switch = SWITCHES[: SWITCHES.index("</p>")].replace(
        "Tell me about AI models, data sharing and partners 0", "{}"
    )
    control_of = '</p><input type="checkbox" role="switch" aria-labelledby="n0" style="width: 40px; height: 24px">'
    for text in ("AI-powered job search", label):
        page = document(switch.format(text) + control_of)
        consented.open(server.page("/mypreferences/d/settings/ai-powered-job-search", page))
        until(functools.partial(is_new, consented, text), message=text)
        assert kept(consented) == {}


def is_new(browser: Browser, text: str) -> bool:
    return any(text in one for one in new_here(browser))


# ---- lists --------------------------------------------------------------------------------------


def rows(browser: Browser) -> dict[str, str]:
    return {name: str(one["state"]) for name, one in kept(browser).items()}


def test_a_virtualised_list_is_read_as_it_is_scrolled_and_lacks_nothing(
    consented: Browser, server: FixtureServer
) -> None:
    path = server.use("ads.all-off.virtual")
    whole = {
        name: one["state"] for name, one in fixture("ads.all-off").expected["readings"].items()
    }
    drawn = fixture("ads.all-off.virtual").expected["readings"]
    for _ in range(2):
        consented.open(path)
        until(lambda: rows(consented).keys() >= drawn.keys(), message="the rows that are drawn")
        holds(lambda: "absent" not in rows(consented).values(), 3, "not drawn is not absent")
    assert len(drawn) < len(whole)
    for top in range(0, consented.run("return document.body.scrollHeight"), 160):
        consented.run("scrollTo(0, arguments[0])", top)
        until(
            lambda: rows(consented).keys() >= here(consented) & whole.keys(), message=f"at {top} px"
        )
    assert rows(consented) == whole
    assert_untouched(consented)


def here(browser: Browser) -> set[str]:
    """The settings whose rows are drawn now."""
    links = "return [...document.querySelectorAll('main li a')].map(({ pathname }) => pathname)"
    return {str(path).rsplit("/", 1)[-1] for path in browser.run(links)}


def test_view_transitions_from_page_to_page(consented: Browser, server: FixtureServer) -> None:
    """The old page stands as a picture for a while; what is read is the new one."""
    server.variant(None, Variant(transition=True))
    server.choose(AI, "off")
    consented.open(book().pages[AI].path)
    until(lambda: state_of(consented, AI) == "off", message="the first page")
    consented.run("history.pushState({}, '', arguments[0])", ADS)
    consented.run("dispatchEvent(new PopStateEvent('popstate'))")
    until(lambda: state_of(consented, AGE) == "on", message="the list")
    follow(consented, book().pages[AGE].path)
    until(lambda: kept(consented)[AGE]["via"] == "page", message="the second page")
    assert (state_of(consented, AI), state_of(consented, AGE)) == ("off", "on")
    until(lambda: outlined(consented), message="marked")


# ---- words that are taught wrongly --------------------------------------------------------------


def test_a_page_whose_words_lie_teaches_nothing_wrong(
    consented: Browser, server: FixtureServer
) -> None:
    """Swedish, where no word is known: one page says on for off. Later pages are right; no row is read as off by it."""
    lying, honest = Variant(lang="sv", word="against"), Variant(lang="sv")
    visits = [
        ("interest-categories", "off", lying),
        ("interest-categories", "on", lying),
        ("read-receipts", "off", honest),
        ("member-cookies", "on", honest),
        ("research-invitations", "off", honest),
    ]
    for setting, state, variant in visits:
        path = book().pages[setting].path
        server.choose(setting, state)
        server.variant(path, variant)
        consented.open(path)
        until(functools.partial(is_in, consented, setting, state), message=f"{setting} {state}")
    # All is on, but for what was visited; then some of each.
    server.variant(ADS, honest)
    for path in (ADS, server.use("ads.mixed.sv")):
        consented.open(path)
        holds(lambda: no_row_is_wrong(consented, server), 4, "a row was read by a wrong word")
    assert any(one["via"] == "row" for one in kept(consented).values()), "no row was read at all"


def is_in(browser: Browser, setting: str, state: str) -> bool:
    return state_of(browser, setting) == state


def no_row_is_wrong(browser: Browser, server: FixtureServer) -> bool:
    """Whether no row of the list says anything else than the account."""
    pages = [book().pages[name] for name in kept(browser)]
    return all(
        page.list != "ads"
        or kept(browser)[page.id]["state"]
        == page.state(server.account.get(page.id, page.truth("on")))
        for page in pages
    )


# ---- other views of the same page ---------------------------------------------------------------


@pytest.fixture
def zoomed(consented: Browser) -> Iterator[Browser]:
    def zoom(factor: float) -> None:
        (tab,) = [
            tab["id"]
            for tab in consented.call("tabs.query", {})
            if str(tab.get("url", "")).startswith(consented.origin)
        ]
        consented.call("tabs.setZoom", tab, factor)

    consented.open("/feed/")
    zoom(2)
    yield consented
    zoom(1)


def test_zoom_200_percent(zoomed: Browser, server: FixtureServer) -> None:
    zoomed.open(server.use(f"{AI}.on"))
    assert zoomed.run("return devicePixelRatio") == pytest.approx(2, abs=0.1)
    until(lambda: state_of(zoomed, AI) == "on", message="on")
    until(lambda: outlined(zoomed), message="marked")
    zoomed.open(server.use("ads.mixed"))
    expected = {
        name: one["state"] for name, one in fixture("ads.mixed").expected["readings"].items()
    }
    until(
        lambda: {name: rows(zoomed).get(name) for name in expected} == expected, message="every row"
    )
    assert_untouched(zoomed)


@pytest.fixture
def phone(consented: Browser) -> Iterator[Browser]:
    """As narrow as a browser without a window becomes: Firefox 450 px."""
    size = consented.driver.get_window_size()
    consented.driver.set_window_size(412, 915)
    yield consented
    consented.driver.set_window_size(size["width"], size["height"])


def test_a_phones_viewport(phone: Browser, server: FixtureServer) -> None:
    phone.open(server.use(f"{AI}.on.mobile"))
    assert phone.run("return innerWidth") <= 500
    until(lambda: state_of(phone, AI) == "on", message="on")
    until(lambda: outlined(phone), message="marked")
    flip(phone)
    until(lambda: state_of(phone, AI) == "off", message="off")
    assert control(phone) is not None
    phone.open(server.use("privacy.mixed.mobile"))
    expected = fixture("privacy.mixed.mobile").expected["readings"]
    until(lambda: rows(phone).keys() >= expected.keys(), message="every row")
    assert_untouched(phone)
