"""Whole lives that generated pages brought to light (tests/generated/), made as short as they can be."""

from __future__ import annotations

import pytest

from tests.page.lapse import Act, Lapse, Life, Load
from tests.page.support import (
    ADS,
    AGE,
    AI,
    AI_LABEL,
    PROMOTIONS,
    STYLE,
    VIEWING,
    box,
    row,
    switch,
    viewing,
)

pytestmark = pytest.mark.in_turn

JOBS = "AI-powered job search"
JOB = "/mypreferences/d/settings/ads-job-information"
PROMOTED = ("Personalized promotions of LinkedIn products", "LinkedIn promotional emails")


def document(main: str, script: str = "", lang: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><style>{STYLE}</style><body><main><h2>Title</h2>{main}</main>'
        f"<script>{script}</script>"
    )


@pytest.mark.parametrize("lang", ["en", ""])
def test_another_switch_that_stands_there_first_is_not_called_off(lapse: Lapse, lang: str) -> None:
    own = switch("a", AI_LABEL, attributes="checked")
    late = f"setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforeend', `{own}`), 5000)"
    lived = lapse.visit(AI, document(switch("j", JOBS), late, lang))
    assert "off" not in lived.passed("data-for-ai-improvement")


def test_another_switch_for_good_is_unknown_and_shares_if_it_is_on(lapse: Lapse) -> None:
    off = lapse.visit(AI, document(switch("j", JOBS))).readings()
    assert off["data-for-ai-improvement"]["reason"] == "contradiction"
    on = lapse.visit(AI, document(switch("j", JOBS, attributes="checked"))).readings()
    assert on["data-for-ai-improvement"]["state"] == "on"


@pytest.mark.parametrize(("label", "lang"), [(JOBS, "en"), ("Något annat", "sv")])
def test_a_switch_in_a_late_shadow_root_beside_another_one(
    lapse: Lapse, label: str, lang: str
) -> None:
    """The element is there before; what it gets later makes no record outside its root."""
    own = switch("a", AI_LABEL, attributes="checked")
    root = "document.querySelector('#later').attachShadow({ mode: 'open' })"
    late = f"setTimeout(() => {{ {root}.innerHTML = `{own}`; }}, 12000)"
    main = f'{switch("j", label)}<div id="later"></div>'
    known = lapse.visit(AI, document(main, late, lang)).states["data-for-ai-improvement"]
    # In English its name tells which one is the setting's, in Swedish nothing does.
    assert known["state"] == {"en": "on", "sv": "unknown"}[lang]


@pytest.mark.parametrize(
    ("path", "first", "second", "other"),
    [
        (
            PROMOTIONS,
            switch("a", "Ett"),
            switch("b", "Två", attributes="checked"),
            switch("j", JOBS),
        ),
        (JOB, box("a", "Ett"), box("b", "Två", "checked"), box("j", JOBS)),
    ],
    ids=["switches", "boxes"],
)
def test_another_one_in_the_place_of_a_second_that_comes_late_is_not_called_off(
    lapse: Lapse, path: str, first: str, second: str, other: str
) -> None:
    """Swedish is a language in which we do not know how they are called: nothing but their number tells them."""
    late = f"setTimeout(() => document.querySelector('h3').insertAdjacentHTML('beforebegin', `{second}`), 9000)"
    lived = lapse.visit(path, document(f"{first}<h3>Sök</h3>{other}", late, "sv"))
    assert "off" not in lived.passed(path.rpartition("/")[2])


@pytest.mark.parametrize(
    ("path", "names", "lang", "at"),
    [
        (PROMOTIONS, ("Ett", "Två"), "sv", 10_000),
        (PROMOTIONS, PROMOTED, "en", 2000),
        (AI, ("Ett",), "sv", 2000),
    ],
    ids=["several by their number", "several by their names", "one by its number"],
)
def test_when_what_is_off_is_called_so(
    lapse: Lapse, path: str, names: tuple[str, ...], lang: str, at: int
) -> None:
    lived = lapse.visit(
        path, document("".join(switch(f"s{n}", name) for n, name in enumerate(names)), lang=lang)
    )
    (said,) = [change.at for change in lived.changes if change.state == "off"]
    assert said == pytest.approx(at, abs=500)


@pytest.mark.parametrize(
    ("path", "main", "lang"),
    [
        (AI, switch("a", AI_LABEL), "en"),
        (AI, switch("a"), "en"),
        (AI, switch("a", "Något om AI"), "sv"),
        (AI, switch("a", "Off"), "en"),
        (AGE, switch("a", "Something new", key="allowAdsByAge"), "en"),
        (VIEWING, viewing("HIDE"), "en"),
        (VIEWING, viewing("HIDE").replace("mode</span>", "mode</span><i>On</i>"), "en"),
    ],
    ids=[
        "by its name",
        "no name",
        "no name known",
        "its state word",
        "by its key",
        "by its values",
        "a word beside a value",
    ],
)
def test_a_name_that_is_not_known_otherwise_says_nothing_against_an_off(
    lapse: Lapse, path: str, main: str, lang: str
) -> None:
    (reading,) = lapse.visit(path, document(main, lang=lang)).readings().values()
    assert reading["state"] == "off"


@pytest.mark.parametrize(
    ("own", "other", "lang", "state"),
    [
        (switch("a", "Något om AI"), box("b", "Något annat", "checked"), "sv", "unknown"),
        (switch("a"), box("b", "Something else", "checked"), "en", "unknown"),
        (switch("a", "Något om AI"), box("b", "Något annat"), "sv", "off"),
        (switch("a", AI_LABEL), box("b", "Something else", "checked"), "en", "off"),
        (switch("a", "Något om AI"), "<select><option>Svenska</option></select>", "sv", "off"),
    ],
    ids=["in no known words", "no name", "all off", "by its name", "a choice"],
)
def test_a_switch_that_nothing_names_beside_another_that_is_on(
    lapse: Lapse, own: str, other: str, lang: str, state: str
) -> None:
    lived = lapse.visit(AI, document(other + own, lang=lang))
    assert lived.states["data-for-ai-improvement"]["state"] == state


def test_a_switch_with_a_key_beside_another_that_is_on(lapse: Lapse) -> None:
    main = box("b", "Något annat", "checked") + switch("a", "Något", key="allowAdsByAge")
    assert lapse.visit(AGE, document(main, lang="sv")).states["ads-by-age"]["state"] == "off"


@pytest.mark.parametrize(
    "act",
    [
        (25_000, "click", "#c"),
        (5_000, "click", "#c"),
        (25_000, "click", "#text"),
        (5_000, "click", "#text"),
        (25_000, "run", "document.querySelector('#c').checked = false"),
    ],
    ids=["after 10 s", "before", "on a text beside it", "on a text before", "no click is seen"],
)
def test_another_switch_beside_is_clicked_off(lapse: Lapse, act: Act) -> None:
    """That other one may be the setting's own, and LinkedIn may not have kept the click: no off is confirmed by it."""
    main = (
        '<input type="checkbox" id="c" name="data-sharing" aria-label="Något" checked>'
        f'<section><h3>Sök</h3>{switch("j", JOBS)}</section><p id="text">x</p>'
    )
    flips = "document.querySelector('#text').onclick = () => { document.querySelector('#c').checked = false; };"
    load = Load(AI, document(main, flips, "sv"), acts=(act,), ms=act[0] + 15_000)
    (lived,) = lapse.lives([Life([load])])
    assert not [change for change in lived.changes if change.state == "off" and change.confirmed]
    assert not lived.summary["clear"]


def test_what_is_part_of_a_setting_that_cannot_be_told_is_no_other_settings(lapse: Lapse) -> None:
    """At an older address: the second switch of ads-demographics is called like the only one of ads-by-gender."""
    parts = switch("allowIpToPersonalizeAds", "Use your age for ads", attributes="checked")
    parts += switch("g", "Use your gender for ads", attributes="checked")
    lived = lapse.visit("/psettings/advertising/demographics", document(parts))
    assert lived.readings() == {}


ROW = "settings/ads-by-age"


def lives_of_rows(lapse: Lapse, lang: str, *said: str) -> list[str]:
    """What was stored of a setting whose row says one word after another, each in a load of its own."""
    loads = [Load(ADS, document(row(ROW, "Alter", word), lang=lang)) for word in said]
    (lived,) = lapse.lives([Life(loads)])
    return lived.passed("ads-by-age")


def test_a_row_that_no_longer_says_off_takes_the_off_away(lapse: Lapse) -> None:
    assert lives_of_rows(lapse, "nl", "Uit", "Aan") == ["off", "unknown"]
    assert lives_of_rows(lapse, "nl", "Uit", "Uit") == ["off"]
    assert lives_of_rows(lapse, "nl", "Aan", "Aan") == []
    assert lives_of_rows(lapse, "en", "On", "Paused") == ["on"]
    assert lives_of_rows(lapse, "en", "Off", "Paused", "Off") == ["off", "unknown", "off"]


def test_a_row_in_a_language_whose_off_is_not_known_takes_nothing_away(lapse: Lapse) -> None:
    own = Load(AGE, document(switch("allowAdsByAge", key="allowAdsByAge"), lang="sv"))
    lists = [Load(ADS, document(row(ROW, "Ålder", word), lang="sv")) for word in ("Av", "På")]
    (lived,) = lapse.lives([Life([own, *lists])])
    assert lived.passed("ads-by-age") == ["off"]
    nowhere = Load(ADS, document(row(ROW, "Age range", "On"), lang=""))
    (lived,) = lapse.lives([Life([own, nowhere])])
    assert lived.passed("ads-by-age") == ["off", "unknown"]


def test_a_list_is_read_to_the_end_only_with_every_row_said(lapse: Lapse) -> None:
    """The language comes back, which is no change in the list: its off has stood as long as it has to only later."""
    turns = "setTimeout(() => { document.documentElement.lang = '%s'; }, %d);"
    change = "setTimeout(() => document.querySelector('li a').append(' '), 1000);"
    document_ = document(
        row(ROW, "Age range", "Off"), turns % ("de", 500) + change + turns % ("en", 1500)
    )
    reports = lapse.visit(ADS, document_).loads[0]["reports"]
    [said] = [one["at"] for one in reports if one["readings"]][:1]
    [whole] = [one["at"] for one in reports if one["list"] and one["list"]["read"]][:1]
    assert whole >= said


def test_a_choice_whose_row_says_something_else_than_the_least(lapse: Lapse) -> None:
    own = Load(VIEWING, document(viewing("HIDE")))
    address = VIEWING.removeprefix("/mypreferences/d/")
    path = "/mypreferences/d/categories/profile-visibility"
    for said, states in (("Private mode", ["off"]), ("Only friends", ["off", "unknown"])):
        listed = Load(path, document(row(address, "Profile viewing options", said)))
        (lived,) = lapse.lives([Life([own, listed])])
        assert lived.passed("profile-viewing-options") == states


def test_a_key_without_a_name_and_another_control_without_one(lapse: Lapse) -> None:
    main = (
        switch("a", key="allowAdsByAge", attributes="checked")
        + "<select><option>Newest</option></select>"
    )
    assert lapse.visit(AGE, document(main)).readings()["ads-by-age"]["state"] == "on"
