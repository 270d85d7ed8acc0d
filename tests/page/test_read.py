"""The state of a setting's controls, as the page shows it now."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.support import (
    AGE,
    AI,
    BOXES,
    EDUCATION,
    SHARING,
    UNCOUNTED,
    VALUES,
    VIEWING,
    WHO,
    Page,
    box,
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

READ = """
const [as] = identified();
return parts.read(as.setting, as.controls, parts.languageOf());
"""


def control(attributes: str, tag: str = "input") -> str:
    typed = 'type="checkbox"' if tag == "input" else ""
    return f'<{tag} {typed} role="switch" {attributes}></{tag}>'


STATES: dict[str, tuple[str, str | None]] = {
    "checked": (control("checked"), "on"),
    "not checked": (control(""), "off"),
    "both say on": (control('checked aria-checked="true"'), "on"),
    "both say off": (control('aria-checked="false"'), "off"),
    "checked, aria off": (control('checked aria-checked="false"'), None),
    "not checked, aria on": (control('aria-checked="true"'), None),
    "checked, aria mixed": (control('checked aria-checked="mixed"'), None),
    "checked, aria says nothing": (control('checked aria-checked=""'), None),
    "checked, aria says what it cannot": (control('checked aria-checked="yes"'), None),
    "a button, on": (control('aria-checked="true"', "button"), "on"),
    "a button, off": (control('aria-checked="false"', "button"), "off"),
    "a div, mixed": (control('aria-checked="mixed"', "div"), "mixed"),
    "a div, in capitals": (control('aria-checked="TRUE"', "div"), "on"),
    "pressed": ('<button aria-pressed="true"></button>', "on"),
    "not pressed": ('<button aria-pressed="false"></button>', "off"),
    "pressed in part": ('<button aria-pressed="mixed"></button>', "mixed"),
    "a div that says nothing": (control("", "div"), None),
    "a div's own checked": (control("checked", "div"), None),
    "a div that says what it cannot": (control('aria-checked="1"', "div"), None),
}


def test_the_state_of_a_control(page: Page) -> None:
    page.open(AI)
    states = page.each(
        givens(STATES), "return parts.stateOf(one('[role=switch], [aria-pressed]'));"
    )
    check(states, STATES)


def test_an_aria_state_named_as_a_property_of_every_object(page: Page) -> None:
    page.open(AI, control('aria-checked="constructor"', "div"))
    assert page.run("return parts.stateOf(one('[role=switch]'))") is None


def test_the_property_and_not_the_attribute(page: Page) -> None:
    page.open(AI, switch(attributes="checked"))
    assert page.run("one('input').checked = false; return parts.stateOf(one('input'))") == "off"
    assert page.run("one('input').indeterminate = true; return parts.stateOf(one('input'))") == (
        "mixed"
    )
    said = "one('input').ariaChecked = arguments[0]; return parts.stateOf(one('input'))"
    assert page.run(said, "mixed") == "mixed"
    assert page.run(said, "false") is None


DISABLED = {
    "no": (switch(), False),
    "itself": (switch(attributes="disabled"), True),
    "a fieldset": (f"<fieldset disabled>{switch()}</fieldset>", True),
    "a fieldset that is not": (f"<fieldset>{switch()}</fieldset>", False),
    "the legend of a fieldset": (
        f"<fieldset disabled><legend>{switch()}</legend></fieldset>",
        False,
    ),
    "aria": (control('aria-checked="true" aria-disabled="true"', "div"), True),
    "aria says no": (control('aria-checked="true" aria-disabled="false"', "div"), False),
    "aria around": (f'<div aria-disabled="true">{switch()}</div>', True),
    "a button": (control('aria-checked="true" disabled', "button"), True),
}


def test_disabled(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(DISABLED), "return parts.isDisabled(one('[role=switch]'));"), DISABLED)


CONTRADICTION = {"state": "unknown", "reason": "contradiction"}


def test_a_switch(page: Page) -> None:
    mixed = control('aria-checked="mixed"', "div")
    cases: dict[str, tuple[str, Any]] = {
        "on": (switch(attributes="checked"), {"state": "on"}),
        "off": (switch(), {"state": "off"}),
        "mixed": (mixed, {"state": "partial"}),
        "a contradiction": (switch(attributes='aria-checked="true"'), CONTRADICTION),
        "locked on": (switch(attributes="checked disabled"), {"state": "locked", "value": "on"}),
        "locked off": (switch(attributes="disabled"), {"state": "locked", "value": "off"}),
        "locked and mixed": (
            f'<div aria-disabled="true">{mixed}</div>',
            {"state": "locked", "value": "on"},
        ),
        "a locked contradiction": (
            switch(attributes='disabled aria-checked="true"'),
            CONTRADICTION,
        ),
    }
    page.open(AI)
    check(page.each(givens(cases), READ), cases)


def five(*ticked: str, disabled: tuple[str, ...] = (), last: str = "") -> str:
    """Checkboxes, ticked and disabled by their first letters; more attributes of the last one."""
    return "".join(
        box(
            label[0],
            label,
            ("checked " if label[0] in ticked else "")
            + ("disabled " if label[0] in disabled else "")
            + (last if label == BOXES[-1] else ""),
        )
        for label in BOXES
    )


def test_several_controls(page: Page) -> None:
    every = tuple("SFDL")
    cases: dict[str, tuple[str, Any]] = {
        "all": (five(*every), {"state": "on", "count": 5, "of": 5}),
        "some": (five("F"), {"state": "partial", "count": 1, "of": 5}),
        "none": (five(), {"state": "off", "count": 0, "of": 5}),
        "all but one": (five("S", "F", "D"), {"state": "partial", "count": 4, "of": 5}),
        "one contradicts itself": (five(*every, last='aria-checked="false"'), CONTRADICTION),
        "some disabled": (five(*every, disabled=("S",)), {"state": "on", "count": 5, "of": 5}),
        "none ticked, some disabled": (
            five(disabled=("F", "D")),
            {"state": "off", "count": 0, "of": 5},
        ),
        "all disabled": (
            five("F", disabled=every),
            {"state": "locked", "value": "on", "count": 1, "of": 5},
        ),
        "all disabled and off": (
            five(disabled=every),
            {"state": "locked", "value": "off", "count": 0, "of": 5},
        ),
    }
    page.open(EDUCATION)
    check(page.each(givens(cases), READ), cases)
    page.each({"off": five()}, "one('input').indeterminate = true;")
    assert page.run(READ) == {"state": "partial", "count": 0, "of": 5}


def test_radios(page: Page) -> None:
    values: dict[str, Any] = {
        "the most sharing": (viewing(FIRST), {"state": "on"}),
        "the least": (viewing(THIRD), {"state": "off"}),
        "between": (viewing(SECOND), {"state": "partial", "choice": VALUES[SECOND]}),
        "in another order": (viewing(THIRD, of=[THIRD, SECOND, FIRST]), {"state": "off"}),
        "by label": (viewing(FIRST, ids=False), {"state": "on"}),
        "by label, the least": (viewing(THIRD, ids=False), {"state": "off"}),
        "by label, in another order": (
            viewing(FIRST, ids=False, of=[THIRD, SECOND, FIRST]),
            {"state": "on"},
        ),
        "none": (viewing(), {"state": "unknown", "reason": "no-choice"}),
        "two": (viewing(FIRST, SECOND), CONTRADICTION),
        "by a label nobody knows": (
            viewing(THIRD, ids=False).replace(VALUES[THIRD], "Hidden"),
            {"state": "unknown", "reason": "ambiguous"},
        ),
        "locked": (
            viewing(SECOND, attributes="disabled"),
            {"state": "locked", "value": "on", "choice": VALUES[SECOND]},
        ),
        "locked off": (
            viewing(THIRD, attributes="disabled"),
            {"state": "locked", "value": "off"},
        ),
        "drawn": (
            "".join(
                f'<div role="radio" id="discloseAsProfileViewer__{value}"'
                f' aria-checked="{str(value == THIRD).lower()}">{label}</div>'
                for value, label in VALUES.items()
            ),
            {"state": "off"},
        ),
    }
    page.open(VIEWING)
    check(page.each(givens(values), READ), values)


def test_labels_of_values_in_a_language_that_is_not_the_pages(page: Page) -> None:
    page.open(VIEWING, viewing(THIRD, ids=False), lang="de")
    assert page.run(READ) == {"state": "unknown", "reason": "ambiguous"}
    page.open(VIEWING, viewing(THIRD), lang="de")
    assert page.run(READ) == {"state": "off"}, "the id says it in every language"
    page.open(VIEWING, viewing(THIRD, ids=False), lang="")
    assert page.run(READ) == {"state": "unknown", "reason": "ambiguous"}


def test_a_value_whose_id_and_label_disagree_is_unknown(page: Page) -> None:
    page.open(VIEWING, viewing(FIRST).replace(VALUES[FIRST], VALUES[THIRD]))
    assert page.run(READ)["state"] == "unknown"
    page.open(VIEWING, viewing(THIRD).replace(VALUES[THIRD], VALUES[FIRST]))
    assert page.run(READ)["state"] == "unknown"


def test_nothing_is_off_because_it_is_not_there(page: Page) -> None:
    page.open(AI)
    for setting in ("data-for-ai-improvement", "ads-education", "profile-viewing-options"):
        assert page.run("return parts.read(arguments[0], [], 'en')", setting)["state"] == "unknown"


NEUTRAL = {"DISCLOSE_FULL": "x1", "DISCLOSE_ANONYMOUS": "x2", "HIDE": "x3"}


def plain(html: str) -> str:
    """The values without LinkedIn's names for them: the labels alone tell."""
    for name, neutral in NEUTRAL.items():
        html = html.replace(f'value="{name}"', f'value="{neutral}"')
    return html


def test_a_select(page: Page) -> None:
    keyed = 'aria-labelledby="discloseAsProfileViewer"'
    labels = dict(VALUES)
    swapped = select(FIRST).replace(labels[FIRST], "?").replace(labels[THIRD], labels[FIRST])
    anonymous = {"state": "partial", "choice": "Private profile characteristics"}
    cases: dict[str, tuple[str, Any]] = {
        "the most sharing value": (plain(select(FIRST)), {"state": "on"}),
        "the least": (plain(select(THIRD)), {"state": "off"}),
        "one between": (plain(select(SECOND)), anonymous),
        "in another order": (plain(select(THIRD, of=reversed(VALUES))), {"state": "off"}),
        "by key and value, whatever the label": (
            select(THIRD, attributes=keyed).replace(labels[THIRD], "Verborgen"),
            {"state": "off"},
        ),
        "by a value written whole": (
            select(THIRD)
            .replace(labels[THIRD], "Verborgen")
            .replace('value="HIDE"', 'value="discloseAsProfileViewer__HIDE"'),
            {"state": "off"},
        ),
        "a value without its key says nothing": (
            select(THIRD).replace(labels[THIRD], "Verborgen"),
            {"state": "unknown", "reason": "ambiguous"},
        ),
        "value and label disagree": (
            swapped.replace('<select', f"<select {keyed}").replace(" selected", "")
            .replace('value="HIDE"', 'value="HIDE" selected'),
            {"state": "unknown", "reason": "contradiction"},
        ),
        "nothing chosen": (
            select().replace("<option", "<option disabled selected hidden>Choose</option><option", 1),
            {"state": "unknown", "reason": "no-choice"},
        ),
        "several chosen": (
            select(FIRST, THIRD, attributes="multiple"),
            {"state": "unknown", "reason": "contradiction"},
        ),
        "disabled": (
            select(THIRD, attributes="disabled"),
            {"state": "locked", "value": "off"},
        ),
    }  # fmt: skip
    page.open(VIEWING)
    check(page.each(givens(cases), READ), cases)


def test_a_select_that_changes_without_a_record(page: Page) -> None:
    page.open(VIEWING, select(FIRST))
    before = page.run("return parts.shownOf(one('select'))")
    assert page.run("one('select').selectedIndex = 2; return parts.shownOf(one('select'))") != (
        before
    )


def test_a_choice_and_a_switch(page: Page) -> None:
    page.open(AGE)
    teach(page, WHO, SHARING)
    on = switch(attributes="checked")

    def counted(state: str, count: int) -> dict[str, Any]:
        return {"state": state, "count": count, "of": 2}

    cases: dict[str, tuple[str, Any]] = {
        "both most sharing": (who("Anyone") + on, counted("on", 2)),
        "both least": (who("No one") + switch(), counted("off", 0)),
        "the choice alone": (who("Anyone") + switch(), counted("partial", 1)),
        "the switch alone": (who("No one") + on, counted("partial", 1)),
        "none chosen": (who("") + switch(), {"state": "unknown", "reason": "no-choice"}),
        "a switch that contradicts itself": (
            who("No one") + switch(attributes='aria-checked="true"'),
            CONTRADICTION,
        ),
    }
    check(page.each(givens(cases), READ), cases)


def test_a_switch_that_shares_nothing(page: Page) -> None:
    page.open(AGE)
    teach(page, WHO, UNCOUNTED)
    cases: dict[str, tuple[str, Any]] = {
        "on": (who("No one") + switch(attributes="checked"), {"state": "off"}),
        "off": (who("Anyone") + switch(), {"state": "on"}),
    }
    check(page.each(givens(cases), READ), cases)


def test_a_choice_told_by_position(page: Page) -> None:
    def named(*texts: str, chosen: int) -> str:
        return "".join(
            radio(f"r{at}", text, attributes="checked" if at == chosen else "")
            for at, text in enumerate(texts)
        )

    page.open(AGE)
    teach(page, {"labels": {}, "byPosition": True, "values": [{"labels": {}}, {"labels": {}}]})
    unknown = {"state": "unknown", "reason": "ambiguous"}
    cases: dict[str, tuple[str, Any]] = {
        "the whole name": (named("Ada Lovelace", "Ada L.", chosen=0), {"state": "on"}),
        "the shorter one": (named("Ada Lovelace", "Ada L.", chosen=1), {"state": "off"}),
        "in another order": (named("Ada L.", "Ada Lovelace", chosen=0), unknown),
        "as long as each other": (named("Ada", "Bob", chosen=1), unknown),
        "without a text": (named("Ada", "", chosen=1), unknown),
        "without any": (named("", "", chosen=0), unknown),
        "none": (named("Ada Lovelace", "Ada L.", chosen=9), {"state": "unknown", "reason": "no-choice"}),
        "as a select": (
            "<select><option>Ada Lovelace</option><option selected>Ada L.</option></select>",
            {"state": "off"},
        ),
    }  # fmt: skip
    check(page.each(givens(cases), READ), cases)


def test_values_that_contradict_themselves(page: Page) -> None:
    drawn = viewing(THIRD).replace(' checked">', ">")
    cases: dict[str, tuple[str, Any]] = {
        "the chosen one": (viewing(THIRD, attributes='aria-checked="false"'), CONTRADICTION),
        "another one": (drawn.replace(f'data-n="{FIRST}"', 'data-n="x" aria-checked="true"'), CONTRADICTION),
    }  # fmt: skip
    page.open(VIEWING)
    check(page.each(givens(cases), READ), cases)


def test_options_that_cannot_be_chosen(page: Page) -> None:
    """Also where LinkedIn marks one of them as selected: a place-holder."""
    hidden = select(THIRD).replace("<option", "<option hidden>Choose</option><option", 1)
    page.open(VIEWING)
    assert page.each({"hidden": plain(hidden)}, READ) == {"hidden": {"state": "off"}}


def test_which_controls_share(page: Page) -> None:
    sharing = """
    const [as] = identified();
    return parts.sharingOf(as.setting, as.controls, "en").map(called);
    """
    page.open(AGE)
    teach(page, WHO, SHARING)
    on = switch(attributes="checked")
    cases: dict[str, tuple[str, list[str]]] = {
        "both": (who("Anyone") + on, ["A", "a"]),
        "the switch": (who("No one") + on, ["a"]),
        "the choice": (who("Anyone") + switch(), ["A"]),
        "none": (who("No one") + switch(), []),
        "what cannot be told": (who("") + switch(), ["A"]),
        "nor here": (who("No one") + switch(attributes='aria-checked="true"'), ["a"]),
        "a select": ('<select data-n="s"><option>Anyone<option>No one</select>' + switch(), ["s"]),
    }
    check(page.each(givens(cases), sharing), cases)
