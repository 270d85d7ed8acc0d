"""Which setting is it: strongest evidence first, and never a near match."""

from __future__ import annotations

import pytest

from tests.page.support import (
    ADS,
    AGE,
    AGE_LABEL,
    AI,
    AI_LABEL,
    AI_LABEL_DE,
    BOXES,
    EDUCATION,
    GENDER_LABEL,
    PROMOTIONS,
    SHARING,
    UNCOUNTED,
    UNHEARD,
    VALUES,
    VIEWING,
    WHO,
    Page,
    box,
    boxes,
    check,
    givens,
    radio,
    select,
    switch,
    teach,
    viewing,
    who,
)

pytestmark = pytest.mark.in_turn

FIRST, SECOND, THIRD = VALUES
DEMOGRAPHICS = "/psettings/advertising/demographics"
RESEARCH = "/mypreferences/d/settings/research-invitations"
WHO_SELECT = '<select data-n="s"><option>Anyone</option><option>No one</option></select>'
WALL = '<input type="password">'
TOLD = "return identified().map(told);"
EMAILS, PROMOTED = "LinkedIn promotional emails", "Personalized promotions of LinkedIn products"

Cases = dict[str, tuple[str, str]]


def ask(page: Page, path: str, cases: Cases, lang: str = "en") -> None:
    """Each fragment at an address: what the page's own setting is found to be."""
    page.open(path, lang=lang)
    setting = page.run("return parts.pageOf(location.pathname).id")
    listed = {
        name: (html, [f"{setting}{want}" if want[0] == "?" else f"{setting}: {want}"])
        for name, (html, want) in cases.items()
    }
    check(page.each(givens(listed), TOLD), listed)


def keyed(attributes: str) -> str:
    return f'<input type="checkbox" role="switch" data-n="a" {attributes}>'


def test_by_setting_key(page: Page) -> None:
    extra = switch("z", "Show this hint")
    ask(
        page,
        AGE,
        {
            "aria-labelledby": (switch("a", AGE_LABEL, key="allowAdsByAge") + extra, "a"),
            "one of several in it": (
                keyed('aria-labelledby="q allowAdsByAge"') + extra,
                "a",
            ),
            "id": (keyed('id="allowAdsByAge"') + extra, "a"),
            "name": (keyed('name="allowAdsByAge"') + extra, "a"),
            "whatever its label": (switch("a", "Alter", key="allowAdsByAge") + extra, "a"),
            "wherever it stands": (extra + switch("a", AGE_LABEL, key="allowAdsByAge"), "a"),
            "the same key twice": (
                switch("a", AGE_LABEL, key="allowAdsByAge") + keyed('name="allowAdsByAge"'),
                "? ambiguous",
            ),
            "a double of the same label": (
                switch("a", AGE_LABEL, key="allowAdsByAge") + switch("b", AGE_LABEL),
                "? ambiguous",
            ),
            "a hidden double": (
                switch("a", AGE_LABEL, key="allowAdsByAge")
                + f'<div style="display: none">{switch("b", AGE_LABEL)}</div>',
                "a",
            ),
            "a longer key is another": (
                switch("a", "x", key="allowAdsByAges") + extra,
                "? ambiguous",
            ),
            "so is one in other letters": (
                switch("a", "x", key="allowadsbyage") + extra,
                "? ambiguous",
            ),
        },
    )


def test_a_foreign_key_is_never_the_pages_setting(page: Page) -> None:
    foreign = switch("a", "", key="allowAdsByGender")
    cases = {
        "alone": (foreign, "? foreign-key"),
        "under our label": (switch("a", AGE_LABEL, key="allowAdsByGender"), "? foreign-key"),
        "beside one without a key": (foreign + switch("b", AGE_LABEL), "? foreign-key"),
    }
    ask(page, AGE, cases)
    ask(page, AI, {"on a page whose key nobody knows": (foreign, "? foreign-key")})


def test_a_stranger_of_another_type_is_doubt_where_nothing_but_the_address_tells(
    page: Page,
) -> None:
    box = '<input type="checkbox" name="allowAdsByGender">'
    ask(
        page,
        AGE,
        {
            "beside one that nothing tells": (switch("a", "Leeftijd") + box, "? foreign-key"),
            "beside one that its name tells": (switch("a", AGE_LABEL) + box, "a"),
            "a box that is nobody's": (
                switch("a", "Leeftijd") + '<input type="checkbox" name="q">',
                "a",
            ),
        },
    )
    values = "".join(f'<input type="radio" name="q" data-n="{n}">' for n in "abc")
    cases = {"values, as many as there are, tell a choice": (values + box, "a b c")}
    ask(page, "/mypreferences/d/settings/discover-me-by-email-address", cases)


def test_a_control_with_the_keys_of_two_settings_is_neither(page: Page) -> None:
    both = keyed('id="allowAdsByAge" name="allowAdsByGender"')
    page.open(AGE, both)
    assert page.run(TOLD) != ["ads-by-age: a"]
    page.open(UNHEARD, both)
    assert page.run("return identified().filter(({ problem }) => !problem).length") == 0


def test_a_key_under_the_label_of_another_setting_is_neither(page: Page) -> None:
    page.open(AGE, switch("a", GENDER_LABEL, key="allowAdsByAge"))
    assert page.run(TOLD) != ["ads-by-age: a"]


def test_by_address_and_number(page: Page) -> None:
    checked = 'aria-checked="true" data-n="a"'
    ask(
        page,
        AI,
        {
            "the only switch": (switch("a", AI_LABEL), "a"),
            "under a label that nobody knows": (switch("a", "Improve things"), "a"),
            "a button": (f'<button role="switch" {checked}></button>', "a"),
            "a div": (f'<div role="switch" {checked}></div>', "a"),
            "a box of another kind beside": (switch("a") + box("z", "Show this hint"), "a"),
            "nothing": ("<h2>Data for Generative AI Improvement</h2>", "? not-found"),
            "a box is no switch": (box("z", "Keep me informed"), "? not-found"),
            "two": (switch("a", "x") + switch("b", "y"), "? ambiguous"),
            "a hidden copy": (switch("a") + f"<div hidden>{switch('b')}</div>", "a"),
        },
    )


def test_by_label_where_the_number_does_not_fit(page: Page) -> None:
    ours, other = switch("a", AI_LABEL), switch("b", "Show this hint")
    ask(
        page,
        AI,
        {
            "the one with the label": (other + ours, "a"),
            "of three": (other + ours + switch("c", "Something else"), "a"),
            "both with the label": (ours + switch("b", AI_LABEL), "? ambiguous"),
            "nearly the label": (switch("a", f"{AI_LABEL}s") + other, "? ambiguous"),
            "part of the label": (switch("a", AI_LABEL[:-7]) + other, "? ambiguous"),
            "in another language than the page's": (
                switch("a", AI_LABEL_DE) + other,
                "? ambiguous",
            ),
        },
    )
    ask(page, AI, {"in the page's": (switch("a", AI_LABEL_DE) + other, "a")}, lang="de")
    ask(page, AI, {"no language": (switch("a", AI_LABEL) + other, "? ambiguous")}, lang="")


def test_an_older_page_draws_the_switch_as_a_box(page: Page) -> None:
    """(dom.md, section 7): its label tells it before another switch, which fits the number."""
    box_of = f'<input type="checkbox" name="data-sharing" id="s" data-n="a"><label for="s">{AI_LABEL}</label>'
    ask(page, AI, {"beside another switch": (box_of + switch("z", "AI-powered job search"), "a")})


def test_a_foreign_label_is_evidence_against(page: Page) -> None:
    cases = {
        "alone": (switch("a", AGE_LABEL), "? foreign-key"),
        "beside ours": (switch("a", AI_LABEL) + switch("b", AGE_LABEL), "? foreign-key"),
        "a box's own": (switch("a", "x") + box("z", "Schools"), "a"),
    }
    ask(page, AI, cases)
    foreign = {"in another language": (switch("a", AI_LABEL_DE), "? foreign-key")}
    ask(page, PROMOTIONS.replace("linkedin-promotions", "ads-connections"), foreign)


def test_several_switches(page: Page) -> None:
    two = switch("a", PROMOTED) + switch("b", EMAILS)
    ask(
        page,
        PROMOTIONS,
        {
            "by number": (switch("a", "x") + switch("b", "y"), "a b"),
            "one is missing": (switch("a", PROMOTED), "? count"),
            "a third": (switch("z", "Show this hint") + two, "a b"),
            "a third, and labels nobody knows": (
                switch("a", "x") + switch("b", "y") + switch("z", "z"),
                "? ambiguous",
            ),
            "one label on two": (two + switch("z", EMAILS), "? ambiguous"),
        },
    )


def test_checkboxes(page: Page) -> None:
    ask(
        page,
        EDUCATION,
        {
            "by number": ("".join(box(n, f"Box {n}") for n in "abcde"), "a b c d e"),
            "with their labels": (boxes(), "S F D S L"),
            "a switch beside": (boxes() + switch("z", "Show this hint"), "S F D S L"),
            "one more": (box("z", "Remember me") + boxes(), "S F D S L"),
            "one more, and labels nobody knows": (
                "".join(box(n, f"Box {n}") for n in "abcdef"),
                "? ambiguous",
            ),
            "not all drawn": (boxes(BOXES[:4]), "? count"),
            "none drawn": ("", "? not-found"),
        },
    )


def test_radios(page: Page) -> None:
    extra = radio("z", "Something else")
    ask(
        page,
        VIEWING,
        {
            "by key and value": (viewing(), " ".join(VALUES)),
            "others beside": (extra + viewing(), " ".join(VALUES)),
            "by name": (
                "".join(
                    f'<input type="radio" name="discloseAsProfileViewer" data-n="{n}">'
                    for n in "abc"
                ),
                "a b c",
            ),
            "by number": (viewing(ids=False), " ".join(VALUES)),
            "not all drawn": (viewing(ids=False, of=[FIRST, THIRD]), "? count"),
            "one too many": (viewing(ids=False) + extra, "? ambiguous"),
            "a switch beside": (viewing(ids=False) + switch("z"), " ".join(VALUES)),
        },
    )
    label = page.run("return parts.CATALOGUE.settings[here().id].controls[0].labels.en[0]")
    assert page.each({"its name on a switch": switch("a", label)}, TOLD) == {
        "its name on a switch": ["profile-viewing-options? not-found"]
    }
    page.each({"two of the key": viewing(of=[FIRST, SECOND])}, "return one('input');")
    assert "?" in page.run(TOLD)[0]


def test_keys_are_found_at_any_address_of_the_settings(page: Page) -> None:
    page.open(
        UNHEARD,
        switch("a", AGE_LABEL, key="allowAdsByAge")
        + switch("b", "Something new")
        + switch("c", GENDER_LABEL),
    )
    assert page.run(TOLD) == ["ads-by-age: a"]
    page.open(ADS, switch("a", AGE_LABEL, key="allowAdsByAge"))
    assert page.run(TOLD) == [], "a list page shows rows"


def test_signed_out(page: Page) -> None:
    walled = WALL + switch("a", "Keep me logged in")
    ask(
        page,
        AI,
        {
            "a wall at the same address": (walled, "? signed-out"),
            "even with our label": (WALL + switch("a", AI_LABEL), "? signed-out"),
            "a field nobody sees": (f"<div hidden>{WALL}</div>{switch('a')}", "a"),
        },
    )
    page.open(UNHEARD, WALL + switch("a", AGE_LABEL, key="allowAdsByAge"))
    assert page.run(TOLD) == []


SIGN_IN = {
    "a password": '<input type="password">',
    "a code": '<input autocomplete="one-time-code">',
    "a name": '<input autocomplete="section-a username">',
    "LinkedIn's field for it": '<input name="session_key">',
    "a checkpoint": '<form action="/checkpoint/challenge/verify">Go on</form>',
    "a form that signs in": '<form action="/uas/authenticate">Go on</form>',
    "another": '<form action="/login?session_redirect=x">Go on</form>',
}


def test_signed_out_without_a_password(page: Page) -> None:
    """A checkpoint, or a wall that asks for a name alone: its one switch is not the setting."""
    page.open(AI)
    told = page.each({name: html + switch("a") for name, html in SIGN_IN.items()}, TOLD)
    assert set(map(tuple, told.values())) == {("data-for-ai-improvement? signed-out",)}
    others = '<form action="/settings/"><input autocomplete="name" name="session">x</form>'
    assert page.each({"others": others + switch("a")}, TOLD) == {
        "others": ["data-for-ai-improvement: a"]
    }


REMEMBERED: dict[str, tuple[str, str]] = {
    "the same control with the same face": ("", "research-invitations? foreign-key"),
    "under a new label": ("one('p').textContent = 'Another';", "research-invitations: a"),
    "another control": (
        "one('main').innerHTML = one('main').innerHTML;",
        "research-invitations: a",
    ),
}


@pytest.mark.parametrize("case", REMEMBERED)
def test_a_page_that_changes_its_address_before_its_content(page: Page, case: str) -> None:
    change, want = REMEMBERED[case]
    page.open(AI, switch("a", "Use this"))
    found = page.run("parts.remember(identified()); return identified().map(told)")
    assert found == ["data-for-ai-improvement: a"], "its own control is no stranger to it"
    page.run("history.pushState(null, '', arguments[0])", RESEARCH)
    assert page.run(f"{change} {TOLD}") == [want]


LABELS = {
    "aria-labelledby": (
        '<p id="k">Use it</p><input type="checkbox" aria-labelledby="k">',
        "Use it",
    ),
    "two of them": (
        '<p id="k">Use</p><p id="l">it</p><input type="checkbox" aria-labelledby="k l">',
        "Use it",
    ),
    "a label for it": ('<label for="i">Use it</label><input type="checkbox" id="i">', "Use it"),
    "a label around it": ('<label><input type="checkbox"> Use <b>it</b></label>', "Use it"),
    "a label around a div": ('<label>Use it<div role="switch"></div></label>', "Use it"),
    "aria-label": ('<input type="checkbox" aria-label="Use it">', "Use it"),
    "a name that is not there": (
        '<input type="checkbox" aria-labelledby="gone" aria-label="Use it">',
        "Use it",
    ),
    "in a shadow root": (
        (
            '<div><template shadowrootmode="open"><p id="k">Use it</p>'
            '<input type="checkbox" aria-labelledby="k"></template></div><p id="k">No</p>'
        ),
        "Use it",
    ),
    "none": ('<p>Use it</p><input type="checkbox">', ""),
}


def test_the_words_that_name_a_control(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(LABELS), "return parts.labelOf(controls()[0]);"), LABELS)


@pytest.mark.parametrize(
    "html",
    [
        '<label id="k" for="i">{}</label>' + keyed('id="i" aria-labelledby="k"'),
        '<label><p id="k">{}</p>' + keyed('aria-labelledby="k"') + "</label>",
    ],
    ids=["for it", "around it"],
)
def test_a_label_that_names_twice_says_its_words_once(page: Page, html: str) -> None:
    page.open(AI, html.format(AGE_LABEL))
    assert page.run("return parts.labelOf(controls()[0])") == AGE_LABEL
    assert page.run(TOLD) == ["data-for-ai-improvement? foreign-key"]


def test_a_choice_is_radios_or_one_select_with_as_many_values(page: Page) -> None:
    fewer, more = [FIRST, THIRD], "<option>Nobody at all</option></select>"
    ask(
        page,
        VIEWING,
        {
            "a select": (select(FIRST), "s"),
            "with a place-holder that cannot be chosen": (
                select(FIRST).replace("<option", "<option disabled>Choose</option><option", 1),
                "s",
            ),
            "with fewer values": (select(FIRST, of=fewer), "? count"),
            "with one more": (select(FIRST).replace("</select>", more), "? count"),
            "two selects": (select(FIRST) + select(FIRST, n="t"), "? ambiguous"),
            "a select beside the radios": (
                select(FIRST) + viewing(FIRST, ids=False),
                "? ambiguous",
            ),
            "a select of something else": ("<select><option>English</option></select>", "? count"),
        },
    )
    ask(page, AI, {"a select is no switch": (select(FIRST), "? not-found")})


def test_keys_on_some_of_the_controls(page: Page) -> None:
    two = [FIRST, SECOND]
    ask(
        page,
        VIEWING,
        {
            "the address tells the rest": (
                viewing(FIRST, of=two) + viewing(ids=False, of=[THIRD]),
                f"{FIRST} {SECOND} {THIRD}",
            ),
            "and not if one is missing": (viewing(FIRST, of=two), "? count"),
            "a switch with the key of a choice": (
                switch("a", key="discloseAsProfileViewer"),
                "? not-found",
            ),
            "as many switches as values": (
                "".join(keyed('name="discloseAsProfileViewer"') for _ in VALUES),
                "? not-found",
            ),
        },
    )
    radio_keyed = '<input type="radio" name="allowAdsByAge">'
    ask(page, AGE, {"a radio with the key of a switch": (radio_keyed, "? not-found")})


def test_an_older_address_tells_nothing_without_key_or_label(page: Page) -> None:
    page.open(DEMOGRAPHICS)
    cases: dict[str, tuple[str, list[str]]] = {
        "a switch that nothing names": (switch("a", "Demographics"), []),
        "a box under our label": (box("a", AGE_LABEL), ["ads-by-age: a"]),
        "both": (box("a", AGE_LABEL) + box("b", GENDER_LABEL), ["ads-by-age: a", "ads-by-gender: b"]),
        "both of one setting": (box("a", "Use your age for ads") + box("b", GENDER_LABEL), ["ads-demographics: a b"]),
        "one beside both of another": (
            box("a", "Use your age for ads") + box("b", GENDER_LABEL) + box("c", AGE_LABEL),
            ["ads-demographics: a b", "ads-by-age: c"],
        ),
        "the same label twice": (box("a", AGE_LABEL) + box("b", AGE_LABEL), []),
        "our key": (switch("a", "x", key="allowAdsByAge"), ["ads-by-age: a"]),
        "our label and a foreign key": (switch("a", AGE_LABEL, key="allowLinkedInAudienceNetwork"), []),
        "a foreign key": (switch("a", key="allowLinkedInAudienceNetwork"), []),
        "a label that belongs elsewhere": (box("a", AI_LABEL), []),
    }  # fmt: skip
    check(page.each(givens(cases), TOLD), cases)
    page.open(UNHEARD, box("a", AGE_LABEL))
    assert page.run(TOLD) == []


def test_a_setting_that_the_member_has_to_look_at_is_never_read(page: Page) -> None:
    page.open("/mypreferences/d/data-sharing-for-permitted-services", switch("a", AGE_LABEL))
    assert page.run("return here().id") == "data-sharing-for-permitted-services"
    assert page.run(TOLD) == []
    page.each({"a wall": WALL}, "return null;")
    assert page.run(TOLD) == []


def test_a_page_of_several_kinds(page: Page) -> None:
    page.open(AGE)
    teach(page, WHO, SHARING)
    cases: dict[str, tuple[str, list[str]]] = {
        "a choice and a switch": (who() + switch(), ["ads-by-age: A N a"]),
        "in another order": (switch() + who(), ["ads-by-age: a A N"]),
        "as a select": (WHO_SELECT + switch(), ["ads-by-age: s a"]),
        "no switch": (who(), ["ads-by-age? count"]),
        "no choice": (switch(), ["ads-by-age? count"]),
        "a box is no switch": (who() + box("b", "Box"), ["ads-by-age? count"]),
        "one value as a switch": (radio("A", "Anyone") + switch() + switch("b"), ["ads-by-age? count"]),
        "a second switch": (who() + switch() + switch("b"), ["ads-by-age? ambiguous"]),
        "a second value": (who() + radio("x", "All") + switch(), ["ads-by-age? ambiguous"]),
        "one value for the switch": (who() + radio("x", "All"), ["ads-by-age? count"]),
        "nothing": ("", ["ads-by-age? not-found"]),
    }  # fmt: skip
    check(page.each(givens(cases), TOLD), cases)


def test_a_switch_that_belongs_to_the_page_is_no_control_of_the_setting(page: Page) -> None:
    page.open(AGE)
    teach(page, WHO, UNCOUNTED)
    cases: dict[str, tuple[str, list[str]]] = {
        "beside the choice": (who() + switch(), ["ads-by-age: A N"]),
        "not there": (who(), ["ads-by-age? count"]),
    }
    check(page.each(givens(cases), TOLD), cases)


def test_switches_and_boxes_on_one_page(page: Page) -> None:
    page.open(AGE)
    teach(page, SHARING, {"labels": {}, "box": True})
    cases: dict[str, tuple[str, list[str]]] = {
        "one of each": (switch() + box("b", "Box"), ["ads-by-age: a b"]),
        "two switches": (switch() + switch("c"), ["ads-by-age? count"]),
        "two boxes": (box("b", "Box") + box("c", "Box"), ["ads-by-age? count"]),
    }
    check(page.each(givens(cases), TOLD), cases)
