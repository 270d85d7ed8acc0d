"""What the catalogue does not know, and whose own words speak of what this is about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.support import (
    AGE_LABEL,
    AI,
    AI_LABEL,
    EDUCATION,
    PRIVACY,
    UNHEARD,
    Page,
    box,
    boxes,
    check,
    givens,
    row,
    switch,
)

NEW = "return parts.newHere(controls(), rows(), identified()).map(({ text }) => text);"

SPEAKS = {
    "AI": ("Use it for AI", True),
    "AI, in brackets": ("Use it (AI)", True),
    "AI, with a hyphen": ("AI-powered writing", True),
    "not in capitals": ("Use it, ai", False),
    "part of a word": ("Notify by MAIL and AIR", False),
    "a longer word": ("AIs", False),
    "a figure behind it": ("AI2", False),
    "KI": ("Ihre Daten für KI", True),
    "KI, in a compound": ("Daten für KI-Modelle", True),
    "KI in another word": ("KIND und KIOSK", False),
    "IA": ("Utiliser pour l'IA", True),
    "IA after a letter with an accent": ("\u00e9IA", False),
    "training": ("Improve our training data", True),
    "in capitals of any kind": ("GENERATIVE features", True),
    "inside a compound": ("Trainingsdaten verwenden", True),
    "partners": ("Share with partners", True),
    "affiliates": ("Data for our Affiliates", True),
    "models": ("Improve language models", True),
    "data sharing": ("Data sharing with others", True),
    "Microsoft": ("Connect to Microsoft 365", True),
    "something else": ("Show my birthday", False),
    "nothing": ("", False),
}


def test_words(page: Page) -> None:
    page.open(AI)
    check(page.map(givens(SPEAKS), "return parts.speaksOfData(given);"), SPEAKS)


FRESH = "Let our partners learn from your posts"

CONTROLS: dict[str, tuple[str, list[str]]] = {
    "a switch that nobody knows": (switch("a", FRESH), [FRESH]),
    "a button": (
        f'<button role="switch" aria-checked="true" aria-label="{FRESH}"></button>',
        [FRESH],
    ),
    "each text once": (switch("a", FRESH) + switch("b", FRESH), [FRESH]),
    "not of other things": (switch("a", "Show my birthday"), []),
    "not by the words around it": (f"<p>{FRESH}</p>{switch('a', 'Show it')}", []),
    "not with a known key": (switch("a", FRESH, key="allowAdsByAge"), []),
    "not what nobody sees": (f"<div hidden>{switch('a', FRESH)}</div>", []),
    "not a single value of a choice": (
        f'<input type="radio" aria-label="{FRESH}"><input type="radio" aria-label="No one">',
        [],
    ),
    "cut": (switch("a", f"{FRESH} {'x' * 300}"), [f"{FRESH} {'x' * 161}"]),
    "as text": (switch("a", f"{FRESH} &lt;b&gt;"), [f"{FRESH} <b>"]),
}


def test_controls(page: Page) -> None:
    page.open(UNHEARD)
    check(page.each(givens(CONTROLS), NEW), CONTROLS)


def test_a_checkbox_that_nobody_knows(page: Page) -> None:
    page.open(UNHEARD, box("a", FRESH))
    assert page.run(NEW) == [FRESH]


def test_beside_a_known_control(page: Page) -> None:
    fresh = switch("b", FRESH)
    page.open(AI, switch("a", AI_LABEL) + fresh)
    assert page.run(NEW) == [FRESH], "the known one is not new"
    page.run("show(arguments[0])", switch("a", "Improve things") + fresh)
    assert page.run("return identified().map(told)") == ["data-for-ai-improvement? ambiguous"]
    assert page.run(NEW) == [], "where the setting is not told apart, it may be this one"
    page.run("show(arguments[0])", switch("a", AGE_LABEL, key="allowAdsByAge") + fresh)
    assert page.run(NEW) == []


def test_beside_the_boxes_of_a_setting(page: Page) -> None:
    page.open(EDUCATION, boxes() + switch("a", FRESH))
    assert page.run(NEW) == [FRESH]
    page.open(EDUCATION, boxes() + switch("a", FRESH, key="allowAdsByAge"))
    assert page.run(NEW) == [], "its key is known"


ROWS: dict[str, tuple[str, list[str]]] = {
    "a row that nobody knows": (row("settings/learn-from-posts", FRESH, "On"), [FRESH]),
    "not its value": (row("settings/learn-from-posts", "Posts", FRESH), []),
    "not a setting": (row("settings/data-for-ai-improvement", FRESH, "On"), []),
    "not a setting that stands in no list": (
        row("connected-microsoft-accounts", "Microsoft accounts"),
        [],
    ),
    "not a row of the lists": (row("settings/detect-harmful-content", FRESH, "On"), []),
    "not a row about the account": (row("settings/download-all-data", FRESH), []),
    "not one about notifications": (row("notifications/partners", FRESH), []),
    "not of other things": (row("settings/show-birthday", "Show my birthday"), []),
    "not nobody's": ('<a href="/mypreferences/d/settings/empty"></a>', []),
    "cut": (
        row("settings/learn-from-posts", f"{FRESH} {'x' * 300}"),
        [f"{FRESH} {'x' * 161}"],
    ),
}


def test_rows(page: Page) -> None:
    page.open(PRIVACY)
    check(page.each(givens(ROWS), NEW), ROWS)


def test_where_it_stands(page: Page) -> None:
    page.open(PRIVACY, row("settings/learn-from-posts", FRESH, "On"))
    news: Any = page.run("return parts.newHere(controls(), rows(), identified())")
    assert news == [{"text": FRESH, "address": "/mypreferences/d/settings/learn-from-posts"}]
    page.open(UNHEARD, switch("a", FRESH))
    news = page.run("return parts.newHere(controls(), rows(), identified())")
    assert news == [{"text": FRESH, "address": UNHEARD}]


def test_there_is_an_end(page: Page) -> None:
    page.open(UNHEARD, "".join(switch(f"n{i}", f"{FRESH} {i}") for i in range(25)))
    assert len(page.run(NEW)) == 20


@pytest.mark.parametrize(
    "path",
    [
        "/mypreferences/d/categories/notifications",
        "/mypreferences/d/notifications/partners",
        "/mypreferences/d/categories/account",
        "/mypreferences/d/categories/sign-in-and-security",
        "/mypreferences/d/settings/sign-in-partners",
        "/mypreferences/d/account-partners",
        "/mypreferences/d/download-my-data",
        "/mypreferences/d/settings/download-my-data",
    ],
)
def test_nothing_is_new_on_pages_about_other_things(page: Page, path: str) -> None:
    page.open(path, switch("a", FRESH) + row("settings/learn-from-posts", FRESH))
    assert page.run("return controls().length") == 1
    assert page.run(NEW) == []
