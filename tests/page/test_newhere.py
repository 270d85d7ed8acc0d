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
    radio,
    row,
    switch,
)

pytestmark = pytest.mark.in_turn

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
    "in Japanese, without spaces": (
        "\u30b3\u30f3\u30c6\u30f3\u30c4\u4f5c\u6210AI\u30e2\u30c7\u30eb",
        True,
    ),
    "in Korean": ("\uc0dd\uc131 AI \uac1c\uc120\uc744 \uc704\ud55c \ub370\uc774\ud130", True),
    "in Chinese": ("\u751f\u6210\u5f0f\u6539\u8fdb", True),
    "in Arabic": (
        "\u0627\u0644\u0630\u0643\u0627\u0621 \u0627\u0644\u0627\u0635\u0637\u0646\u0627\u0639\u064a",
        True,
    ),
    "to train": ("Train models with it", True),
    "not the end of a word": ("No constraints and no strain", False),
    "the end of a compound": ("F\u00fcr unsere Sprachmodelle", True),
    "to share a profile": ("Partager mon profil", False),
    "to share data": ("Partager mes donn\u00e9es", True),
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
    "a value of a choice": (
        f'<input type="radio" aria-label="{FRESH}"><input type="radio" aria-label="No one">',
        [FRESH],
    ),
    "a choice, once": (
        f"<fieldset><legend>{FRESH}</legend>{radio('a', 'AI and partners')}{radio('b', 'No one')}</fieldset>",
        [FRESH],
    ),
    "a choice with a role": (
        (
            f'<p id="g">{FRESH}</p><div role="radiogroup" aria-labelledby="g">'
            f"{radio('a', 'All')}{radio('b', 'None')}</div>"
        ),
        [FRESH],
    ),
    "a choice in a card": (
        f"<section><h2>{FRESH}</h2>{radio('a', 'All')}{radio('b', 'None')}</section>",
        [FRESH],
    ),
    "not a choice of other things": (
        f"<section><h2>Birthday</h2>{radio('a', 'All')}{radio('b', 'None')}</section>",
        [],
    ),
    "a select": (f'<label for="s">{FRESH}</label><select id="s"><option>All</select>', [FRESH]),
    "a select in its label": (
        f"<label>{FRESH} <select><option>All<option>No one</select></label>",
        [FRESH],
    ),
    "a select in a card": (
        f"<section><h2>{FRESH}</h2><select><option>All</select></section>",
        [FRESH],
    ),
    "a select with a name, in a card": (
        f"<section><h2>{FRESH}</h2><label>Who? <select><option>All</select></label></section>",
        [FRESH],
    ),
    "not a switch with a name, by its card": (
        f"<section><h2>{FRESH}</h2>{switch('a', 'Show my birthday')}</section>",
        [],
    ),
    "not by its options": (
        "<label>Your job <select><option>AI engineer<option>Partner</select></label>",
        [],
    ),
    "a switch without a name": (
        f'<section><h2>{FRESH}</h2><button role="switch" aria-checked="true"></button></section>',
        [FRESH],
    ),
    "cut": (switch("a", f"{FRESH} {'x' * 300}"), [f"{FRESH} {'x' * 161}"]),
    "not cut in the middle of a character": (
        switch("a", f"{FRESH} {'x' * 160}\U0001f600"),
        [f"{FRESH} {'x' * 160}"],
    ),
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
    "not a row of the lists, at another address": (
        row("suggest-replies", FRESH),
        [],
    ),
    "not a row about the account": (row("settings/download-all-data", FRESH), []),
    "not one below a page where the member has to look": (
        row("connected-microsoft-accounts/1234", FRESH),
        [],
    ),
    "not one that is known and in no list": (row("settings/ads-demographics", FRESH), []),
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


CATEGORY = "/mypreferences/d/categories/ai-and-you"


def test_rows_of_a_list_that_nobody_knows(page: Page) -> None:
    """Nothing else is read there."""
    page.open(
        CATEGORY,
        row("settings/learn-from-posts", FRESH, "On") + row("settings/ads-by-age", "AI", "On"),
    )
    asked = """
    const found = parts.find(here());
    return [found.rows.length, parts.newHere([], parts.rowsHere(here(), found), []).map(({ text }) => text)];
    """
    assert page.run(asked) == [0, [FRESH]]
    page.run("history.replaceState(null, '', arguments[0])", UNHEARD)
    assert page.run(asked) == [0, []], "links of a page that is no list"


def test_the_page_of_a_setting_is_not_named_by_its_heading(page: Page) -> None:
    """What has no name there would be called what the setting is called."""
    page.open(AI, f"<h1>{FRESH}</h1>{switch('a', AI_LABEL)}<select><option>All</select>")
    assert page.run("return identified().map(told)") == ["data-for-ai-improvement: a"]
    assert page.run(NEW) == []


def test_an_address_that_is_too_long_is_left_out(page: Page) -> None:
    """The background would refuse all of the report."""
    longest = "x" * (300 - len("/mypreferences/d/settings/"))
    rows = row(f"settings/{longest}x", f"{FRESH}, 301") + row(
        f"settings/{longest}", f"{FRESH}, 300"
    )
    page.open(PRIVACY, rows)
    assert page.run(NEW) == [f"{FRESH}, 300"]


def test_where_it_stands(page: Page) -> None:
    page.open(PRIVACY, row("settings/learn-from-posts", FRESH, "On"))
    news: Any = page.run("return parts.newHere(controls(), rows(), identified())")
    address = "/mypreferences/d/settings/learn-from-posts"
    assert news == [{"text": FRESH, "address": address, "structure": "main > li > a[data-n][href]"}]
    page.open(UNHEARD, switch("a", FRESH))
    news = page.run("return parts.newHere(controls(), rows(), identified())")
    control = "input[aria-labelledby][data-n][role=switch][type=checkbox]"
    assert news == [{"text": FRESH, "address": UNHEARD, "structure": f"main > div > {control}"}]


MANUAL = ("data-sharing-for-permitted-services", "connected-microsoft-accounts", "demographic-info")


@pytest.mark.parametrize("setting", MANUAL)
@pytest.mark.parametrize("below", ["", "/", "/1234"])
def test_nothing_is_new_where_the_member_has_to_look(page: Page, setting: str, below: str) -> None:
    """A switch there is called what a service of the member's is called."""
    path = f"/mypreferences/d/{setting}{below}"
    page.open(path, switch("a", "AI Partner Ltd") + row("settings/ai-partner", "AI Partner Ltd"))
    assert page.run("return controls().length") == 1
    assert page.run(NEW) == []


def test_an_address_that_only_begins_like_such_a_page(page: Page) -> None:
    page.open("/mypreferences/d/demographic-info-sharing", switch("a", FRESH))
    assert page.run(NEW) == [FRESH]


def test_each_text_stands_where_it_came_first(page: Page) -> None:
    other = f'<section><button role="switch" aria-checked="true" aria-label="{FRESH}"></button></section>'
    page.open(UNHEARD, switch("a", FRESH) + other)
    news: Any = page.run("return parts.newHere(controls(), rows(), identified())")
    control = "input[aria-labelledby][data-n][role=switch][type=checkbox]"
    assert [one["structure"] for one in news] == [f"main > div > {control}"]
    page.open(PRIVACY, row("settings/learn", FRESH) + row("settings/learn-too", FRESH))
    news = page.run("return parts.newHere(controls(), rows(), identified())")
    assert [one["address"] for one in news] == ["/mypreferences/d/settings/learn"]


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
        "/mypreferences/d/notification-categories/ai-powered-job-search",
        "/mypreferences/d/settings/notify-partners",
        "/mypreferences/d/job-alerts",
        "/mypreferences/d/settings/learning-reminders",
        "/psettings/two-step-verification",
        "/psettings/select-language",
        "/psettings/manage-premium",
        "/psettings/member-data",
        "/psettings/privacy/email",
        "/psettings/phone/add",
        "/mypreferences/page-not-found",
    ],
)
def test_nothing_is_new_on_pages_about_other_things(page: Page, path: str) -> None:
    page.open(path, switch("a", FRESH) + row("settings/learn-from-posts", FRESH))
    assert page.run("return controls().length") == 1
    assert page.run(NEW) == []
