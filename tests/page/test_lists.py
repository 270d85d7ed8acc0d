"""Rows: what they say of a setting, which are missing, and whether the list is there as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.support import ADS, PRIVACY, SHARING, WHO, Page, check, givens, row, teach

pytestmark = pytest.mark.in_turn

READ = """
const [{ setting, ...own }] = rows();
return parts.readRow(setting, parts.valuesOf({ setting, ...own }), parts.languageOf());
"""
ON, OFF = {"state": "on"}, {"state": "off"}
AGE, EDUCATION, ACTIVE = (
    "settings/ads-by-age",
    "settings/ads-education",
    "settings/manage-my-active-status",
)

Rows = dict[str, tuple[str, Any]]


def ask(page: Page, cases: Rows, lang: str = "en") -> None:
    page.open(ADS, lang=lang)
    check(page.each(givens(cases), READ), cases)


def age(*values: str) -> str:
    return row(AGE, "Age range", *values)


def education(*values: str) -> str:
    return row(EDUCATION, "Education and skills", *values)


def test_state_words(page: Page) -> None:
    ask(
        page,
        {
            "on": (age("On"), ON),
            "off": (age("Off"), OFF),
            "and an arrow": (age("On", "\u2192"), ON),
            "after something else": (age("New", "On"), ON),
            "before something else": (age("On", "New"), None),
            "off after something else": (age("New", "Off"), None),
            "no value": (age(), None),
            "only an arrow": (age("\u2192"), None),
            "an empty value": (age(" "), None),
            "a word nobody knows": (age("Limited"), None),
            "another language's": (age("Ein"), None),
            "nearly a word": (age("Off."), None),
            "a title that is a word": (row(AGE, "Off"), None),
            "both": (age("On", "Off"), {"state": "unknown", "reason": "contradiction"}),
            "twice": (age("Off", "Off"), OFF),
            "in an element of its title": (
                f'<a href="/mypreferences/d/{AGE}">Age range <b>Off</b></a>',
                OFF,
            ),
            "hidden from all": (
                f'<a href="/mypreferences/d/{AGE}"><b>Age range</b><i hidden>Off</i></a>',
                None,
            ),
        },
    )


@pytest.mark.parametrize(
    ("lang", "words", "want"),
    [
        ("en-GB", ("On", "Off"), (ON, OFF)),
        ("de", ("Ein", "Aus"), (ON, OFF)),
        ("nl", ("Aan", "Uit"), (None, OFF)),
        ("sv", ("På", "Av"), (None, None)),
        ("", ("On", "Off"), (None, None)),
    ],
)
def test_words_of_the_pages_language(page: Page, lang: str, words: Any, want: Any) -> None:
    ask(page, {word: (age(word), said) for word, said in zip(words, want, strict=True)}, lang)


def test_learnt_words(page: Page) -> None:
    page.open(ADS, age("På"), lang="sv")
    page.run("parts.learnt.words = { sv: { 'På': { on: ['a'], off: [] } } }")
    assert page.run(READ) == ON
    page.run("show(arguments[0])", age("Av", "På"))
    assert page.run(READ) is None, "what else it says may be the other word"


NOT_OFF = {"state": "unknown", "reason": "not-off"}


@pytest.mark.parametrize(("word", "want"), [("Ein", NOT_OFF), ("Aus", None), ("Limited", None)])
def test_words_where_the_page_names_no_language(page: Page, word: str, want: Any) -> None:
    """What is on in any language is doubt enough; another word says nothing."""
    page.open(ADS, age(word), lang="")
    assert page.run(READ.replace("readRow", "rawOfRow")) == want


@pytest.mark.parametrize(
    ("taught_by", "want"),
    [(["a", "b"], NOT_OFF), (["a"], None)],
)
def test_another_word_than_the_learnt_off(page: Page, taught_by: list[str], want: Any) -> None:
    page.open(ADS, age("Begränsat"), lang="sv")
    page.run("parts.learnt.words = { sv: { 'Av': { on: [], off: arguments[0] } } }", taught_by)
    assert page.run(READ.replace("readRow", "rawOfRow")) == want


def test_what_a_row_may_take_an_off_away_from(page: Page) -> None:
    """One switch, where the row says anything but its word for off; of several it may say something else."""
    page.open(ADS, age("Limited"))
    raw = READ.replace("readRow", "rawOfRow")
    boxed = {**SHARING, "box": True}
    for controls, want in (
        ([SHARING], NOT_OFF),
        ([boxed], None),
        ([SHARING, SHARING], None),
        ([], None),
    ):
        teach(page, *controls)
        assert page.run(raw) == want, controls
    teach(page, SHARING)
    page.run("show(arguments[0])", age())
    assert page.run(raw) is None, "no word"


def test_a_row_that_says_off_and_something_else_takes_nothing_away(page: Page) -> None:
    page.open(ADS, age("Aan", "Uit"), lang="nl")
    assert page.run(READ.replace("readRow", "rawOfRow")) is None
    page.run("show(arguments[0])", age("Aan"))
    assert page.run(READ.replace("readRow", "rawOfRow")) == NOT_OFF


@pytest.mark.parametrize(("lang", "want"), [("en", NOT_OFF), ("de", None)])
def test_a_value_that_is_not_the_least_sharing_one(page: Page, lang: str, want: Any) -> None:
    """In German the word for off is known, and no value of this choice: it may be that one."""
    page.open(ADS, row(ACTIVE, "Aktivstatus", "Niemand"), lang=lang)
    assert page.run(READ.replace("readRow", "rawOfRow")) == want


def test_an_off_stands_alone(page: Page) -> None:
    """Dutch: only off is known, so a row that shows both words must not be read by the one."""
    ask(page, {"both words": (age("Aan", "Uit"), None), "off": (age("Uit"), OFF)}, "nl")


def counted(state: str, count: int, of: int = 5) -> dict[str, Any]:
    return {"state": state, "count": count, "of": of}


def test_ticked_boxes(page: Page) -> None:
    job = "settings/ads-job-information"
    ask(
        page,
        {
            "one": (education("Schools"), counted("partial", 1)),
            "the last one": (education("Last graduation year"), counted("partial", 1)),
            "some": (education("Field of study &amp; 2 more"), counted("partial", 3)),
            "all": (education("Schools &amp; 4 more"), counted("on", 5)),
            "in two texts": (education("Schools<!-- --> &amp; 4 more"), counted("on", 5)),
            "all of two": (
                row(job, "Job information", "Current job &amp; 1 more"),
                counted("on", 2, 2),
            ),
            "one of two": (row(job, "Job information", "Past jobs"), counted("partial", 1, 2)),
            "more than there are": (education("Schools &amp; 5 more"), None),
            "more than that": (education("Schools &amp; 40 more"), None),
            "a label nobody knows": (education("Colleges &amp; 4 more"), None),
            "a longer label": (education("Schools and courses"), None),
            "words after it": (education("Schools &amp; 4 more things"), None),
            "no value": (education(), None),
        },
    )
    ask(page, {"another language": (education("Schools & 4 more"), None)}, "de")
    ask(page, {"no language": (education("Schools"), None)}, "")


def test_ticked_boxes_of_a_language_whose_way_to_count_is_not_known(page: Page) -> None:
    """No source has German labels of these boxes; this one stands for any."""
    page.open(ADS, education("Schulen"), lang="de")
    page.run(
        "const [schools] = parts.CATALOGUE.settings['ads-education'].controls;"
        "schools.labels.de = ['Schulen']"
    )
    assert page.run(READ) is None


def test_choices(page: Page) -> None:
    def active(*values: str) -> str:
        return row(ACTIVE, "Manage active status", *values)

    ask(
        page,
        {
            "the most": (active("All LinkedIn members"), ON),
            "the least": (active("No one"), OFF),
            "between": (
                active("Your Connections only"),
                {"state": "partial", "choice": "Your Connections only"},
            ),
            "nearly": (active("No one else"), None),
            "a state word is no choice": (active("Off"), None),
            "another setting's value": (active("Nobody"), None),
            "none": (active(), None),
        },
    )
    ask(page, {"another language": (active("No one"), None)}, "de")


def test_a_row_of_a_choice_beside_a_switch_says_nothing(page: Page) -> None:
    """What LinkedIn's row says of such a page was never seen."""
    page.open(ADS, age("Anyone"))
    teach(page, WHO)
    assert page.run(READ) == ON
    teach(page, WHO, SHARING)
    assert page.run(READ) is None


def test_a_row_of_a_setting_that_is_never_read(page: Page) -> None:
    page.open(ADS, row("data-sharing-for-permitted-services", "Permitted services", "On"))
    assert page.run("return rows()[0].setting") == "data-sharing-for-permitted-services"
    assert page.run(READ) is None


# ---- what is missing ----------------------------------------------------------------------------


def missing(page: Page, here: str, change: str) -> list[str]:
    """What is missing of a list from which `change` took something: `order` is what is present."""
    return list(
        page.run(
            """
            const sections = parts.CATALOGUE.lists[arguments[0]];
            let order = sections.flat();
            const without = (...ids) => order.filter((id) => !ids.includes(id));
            const section = (n) => sections[n];
            """
            f"{change}; return parts.missingFrom(arguments[0], order);",
            here,
        )
    )


def test_missing_rows(page: Page) -> None:
    page.open(ADS)
    assert missing(page, "ads", "") == []
    assert missing(page, "ads", "order = without('ads-by-age')") == ["ads-by-age"]
    assert missing(page, "ads", "order = without('ads-by-gender', 'ads-by-age')") == [
        "ads-by-age",
        "ads-by-gender",
    ]
    assert missing(page, "ads", "order = without(order[0])") == ["ads-connections"]
    assert missing(page, "ads", "order = without(order.at(-1))") == [
        "share-data-with-select-partners"
    ]
    assert missing(page, "ads", "order = []") == []
    assert page.run("return parts.missingFrom('no-such-list', [])") == []


def test_a_row_needs_one_before_and_one_after_it(page: Page) -> None:
    page.open(ADS)
    assert "ads-companies-followed" not in missing(page, "ads", "order = order.slice(2)")
    assert "ads-related-actions" not in missing(page, "ads", "order = order.slice(0, -2)")


def test_an_end_that_is_not_drawn_is_not_missing(page: Page) -> None:
    """The upper part came late on the capture of November 2025: not only its first row."""
    page.open(ADS)
    assert missing(page, "ads", "order = order.slice(5)") == []
    assert missing(page, "ads", "order = order.slice(0, -2)") == []


def test_a_section_that_is_not_drawn_is_not_missing(page: Page) -> None:
    """A capture of November 2025 shows a spinner where the upper part of a list will be."""
    page.open(ADS)
    assert missing(page, "ads", "order = without(...section(1))") == []
    assert missing(page, "ads", "order = without(...section(0))") == []
    assert missing(page, "ads", "order = without(...section(1).slice(-2))") == [
        "ads-by-age",
        "ads-by-gender",
    ], "one row of the section is enough to know that it is drawn"


def test_rows_that_are_no_settings_of_ours_are_never_missing(page: Page) -> None:
    page.open(PRIVACY)
    without = "order = without('search-history')"
    assert missing(page, "privacy", without) == ["search-history"]
    assert (
        missing(page, "privacy", f"delete parts.CATALOGUE.settings['search-history']; {without}")
        == []
    )


# ---- whether it is all there --------------------------------------------------------------------


def rows(*, attributes: str = "", count: int = 3, style: str = "") -> str:
    settings = ["ads-by-age", "ads-by-gender", "ads-connections"][:count]
    return "".join(
        f'<li {attributes} style="height: 50px; {style}">'
        f'<a href="/mypreferences/d/settings/{setting}"><b>Title</b><i>On</i></a></li>'
        for setting in settings
    )


def gap(height: int) -> str:
    return f'<li style="height: {height}px"></li>'


VIRTUAL = {
    "plain": (f"<section><h2>Ads</h2><ul>{rows()}</ul></section>", False),
    "a row is higher than the space below": (f"<ul>{rows()}{gap(20)}</ul>", False),
    "says that it has as many": (f"<ul>{rows(attributes='aria-setsize=3')}</ul>", False),
    "says that it has more": (f"<ul>{rows(attributes='aria-setsize=4')}</ul>", True),
    "does not know how many": (f"<ul>{rows(attributes='aria-setsize=-1')}</ul>", True),
    "says so as a grid": (f'<ul aria-rowcount="16">{rows()}</ul>', True),
    "places its rows": (
        f'<ul style="position: relative">{rows(style="position: absolute")}</ul>',
        True,
    ),
    "room after the rows": (f"<ul>{rows()}{gap(400)}</ul>", True),
    "room before the rows": (f"<ul>{gap(400)}{rows()}</ul>", True),
    "room for the lowest of its rows": (
        (
            '<ul><li><a href="/mypreferences/d/settings/ads-connections" style="display: block; height: 300px">'
            f"<b>Title</b><i>On</i></a></li>{rows(count=2)}{gap(60)}</ul>"
        ),
        True,
    ),
    "room further out": (
        f"<section><ul>{rows()}</ul><div style='height: 400px'></div></section>",
        True,
    ),
    "scrolls inside": (
        f'<ul style="height: 100px; overflow-y: auto">{rows()}</ul>',
        True,
    ),
    "could scroll and need not": (
        f'<ul style="height: 400px; overflow-y: auto">{rows()}</ul>',
        False,
    ),
    "scrolls by no more than a rounding": (
        f'<ul style="height: 149px; overflow-y: auto">{rows()}</ul>',
        False,
    ),
    "says nothing of how many": (f"<ul>{rows(attributes='aria-setsize')}</ul>", False),
    "room for one row": (f"<ul>{rows()}{gap(40)}</ul>", True),
    "not quite room for one": (f"<ul>{rows()}{gap(39)}</ul>", False),
    "room in the link itself": (
        rows(count=2).replace("<i>", "<s style='display: block; height: 200px'></s><i>"),
        False,
    ),
    "an area to click over each row": (
        rows().replace("<i>", "<s style='position: absolute; inset: 0'></s><i>")
        + "<style>li, a { position: relative; display: block } a { height: 50px }</style>",
        False,
    ),
    "words as high as three rows": (
        f"<ul>{rows()}{gap(120).replace('></li>', '>And more</li>')}</ul>",
        True,
    ),
    "words not quite so high": (
        f"<ul>{rows()}{gap(119).replace('></li>', '>And more</li>')}</ul>",
        False,
    ),
    "a wide padding": (f'<ul style="padding-bottom: 121px">{rows()}</ul>', True),
    "not quite so wide": (f'<ul style="padding-bottom: 120px">{rows()}</ul>', False),
    "a picture": (f'{rows()}<canvas style="display: block; height: 400px"></canvas>', False),
    "what holds a picture": (f'{rows()}<div style="height: 400px"><canvas></canvas></div>', False),
    "an application that stands absolutely": (
        f'<div style="position: absolute">{rows()}</div>',
        False,
    ),
    "one that is moved": (f'<div style="transform: translateY(9px)">{rows()}</div>', False),
    "rows moved to the side": (f"<ul>{rows(style='transform: translateX(9px)')}</ul>", False),
    "in a shadow root": (
        f'<div><template shadowrootmode="open"><ul>{rows()}</ul></template></div>',
        False,
    ),
    "cuts off": (f'<ul style="height: 140px; overflow-y: hidden">{rows()}</ul>', False),
}


def test_virtualised_lists(page: Page) -> None:
    page.open(ADS)
    check(page.each(givens(VIRTUAL), "return parts.isVirtualised(rows());"), VIRTUAL)


# Of every box what stands in it is asked with this selector.
ASKED = """
const { querySelectorAll } = Element.prototype;
let asked = 0;
Element.prototype.querySelectorAll = function (selector) {
  if (selector === ":scope > *") asked += 1;
  return querySelectorAll.call(this, selector);
};
parts.isVirtualised(rows());
Element.prototype.querySelectorAll = querySelectorAll;
return asked;
"""


def test_a_box_around_many_rows_is_looked_at_once(page: Page) -> None:
    """Once for each of its rows took 200 ms at a stretch in Firefox."""
    page.open(ADS, f"<section><ul>{rows() * 10}</ul></section>")
    items, around = 30, 3
    assert page.run(ASKED) == items + around


def test_a_page_that_scrolls_in_main_is_not_virtualised(page: Page) -> None:
    page.open(ADS, f"<ul>{rows()}</ul>")
    page.run("Object.assign(one('main').style, { height: '100px', overflowY: 'auto' })")
    assert page.run("return parts.isVirtualised(rows())") is False


@pytest.mark.parametrize(
    "html",
    [
        f"<section><ul>{rows()}</ul></section><div style='height: 4000px'></div>",
        f"<ul>{gap(400).replace('></li>', '>And 12 items before</li>')}{rows()}</ul>",
        f"<ul style='padding-top: 4000px'>{rows()}</ul>",
        f"<ul style='height: 4000px'>{rows(style='transform: translateY(900px)')}</ul>",
    ],
    ids=["beside the rows in main", "with words in it", "as padding", "as height"],
)
def test_room_kept_in_other_ways(page: Page, html: str) -> None:
    page.open(ADS, html)
    assert page.run("return parts.isVirtualised(rows())") is True


@pytest.mark.parametrize(
    "name", ["ads.all-on", "privacy.all-on", "ads.all-on.grid", "ads.mixed.sv"]
)
def test_the_plain_list_is_not_virtualised(page: Page, name: str) -> None:
    page.use(name)
    assert page.run("return rows().length") > 10
    assert page.run("return parts.isVirtualised(rows())") is False
