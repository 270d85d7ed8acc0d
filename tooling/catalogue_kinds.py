"""The kinds of settings: what the page and the row of each kind can hold."""

import re
from collections.abc import Iterator
from typing import Any

from tooling.catalogue_problem import Place, Problem

Data = dict[str, Any]

# What the page of each kind of setting holds, as its controls' kinds in a row.
CONTROLS: dict[str, tuple[str, str]] = {
    "switch": (r"switch", "one switch"),
    "switches": (r"switch( switch)+", "two switches or more"),
    "checkboxes": (r"checkbox( checkbox)+", "two checkboxes or more"),
    "radios": (r"radio", "one control of kind radio"),
    "select": (r"select", "one control of kind select"),
    "mixed": (
        r"(radio|select)( switch| checkbox)+",
        "one control of kind radio or select, then switches or checkboxes",
    ),
    "list": (r"", "none, for it is never read"),
    "button": (r"", "none, for it is never read"),
}
ROWS: dict[str, set[str]] = {
    "switch": {"state", "none"},
    "switches": {"state", "none"},
    "checkboxes": {"count", "none"},
    "radios": {"choice", "none"},
    "select": {"choice", "none"},
    "mixed": {"none"},
    "list": {"none"},
    "button": {"none"},
}
SHARES = {"switch": "on", "checkbox": "checked"}
CHOICES = ("radio", "select")
TWO = 2


def check(data: Data) -> Iterator[Problem]:
    """Yield a problem for each setting whose controls, row or default contradict its kind."""
    for index, setting in enumerate(data["settings"]):
        place: Place = ("settings", index)
        yield from _kind(place, setting)
        for number, control in enumerate(setting.get("controls", [])):
            yield from _control((*place, "controls", number), control, setting)


def _kind(place: Place, setting: Data) -> Iterator[Problem]:
    kind, controls = setting["kind"], setting.get("controls", [])
    kinds = [control["kind"] for control in controls]
    pattern, needs = CONTROLS[kind]
    if not re.fullmatch(pattern, " ".join(kinds)):
        yield Problem(
            (*place, "kind"),
            f"{kind} with these controls: {', '.join(kinds) or 'none'}",
            f"Correct the kind or the controls: {kind} has {needs}",
        )
    if setting["row"] not in ROWS[kind]:
        yield Problem(
            (*place, "row"),
            f"{kind} with a row that shows a {setting['row']}",
            f"Use one of {', '.join(sorted(ROWS[kind]))}",
        )
    if setting["row"] != "none" and not setting["row_texts"]:
        yield Problem(
            (*place, "row_texts"),
            "a row that shows a value, without its title",
            'Add the row\'s text, or say row = "none"',
        )
    if (setting["default"] == "manual") != (pattern == ""):
        yield Problem(
            (*place, "default"),
            f"{kind} with the default {setting['default']}",
            "Use manual for a list or a button, and for nothing else",
        )


def _control(place: Place, control: Data, setting: Data) -> Iterator[Problem]:
    kind = control["kind"]
    same = [other for other in setting["controls"] if other["kind"] == kind]
    uncounted = kind in SHARES and control.get("shares") == "none"
    if uncounted and (len(same) > 1 or len(setting["controls"]) == 1):
        yield Problem(
            (*place, "shares"),
            f"a {kind} that is no part of the state, and cannot be told from what is",
            "Use none only beside a control of another kind, and for one control of its kind",
        )
    if not uncounted and control.get("shares") != SHARES.get(kind):
        remedy = f'Say shares = "{SHARES[kind]}"' if kind in SHARES else "Remove shares"
        yield Problem(
            (*place, "shares"),
            f"a {kind} that shares when {control.get('shares', 'unsaid')}",
            f"{remedy}: for radio and select the order of values tells",
        )
    yield from _values(place, control)
    if ("values" in control) != (kind in CHOICES):
        remedy = "Remove values" if kind in SHARES else "Add values, from most to least sharing"
        yield Problem((*place, "values"), f"a {kind} with the wrong values", remedy)
    doubted = {doubt["field"] for doubt in setting["doubts"]}
    if not control["labels"] and "controls.labels" not in doubted:
        yield Problem(
            (*place, "labels"),
            "a control without a label",
            "Add its label, or say under doubts (field controls.labels) why there is none",
        )


def _values(place: Place, control: Data) -> Iterator[Problem]:
    by_position = "labelled_by" in control
    for number, value in enumerate(control.get("values", [])):
        if by_position != ("what" in value) or by_position == bool(value["labels"]):
            remedy = (
                "Say in our own words what it is (what), and leave its labels empty"
                if by_position
                else "Give its labels; for the member's own data say labelled_by and what"
            )
            yield Problem((*place, "values", number), "a value that nothing tells", remedy)
    if by_position and len(control.get("values", [])) != TWO:
        yield Problem(
            (*place, "labelled_by"),
            f"{len(control.get('values', []))} values told by position",
            "Use it for two values, of which the shorter is the less sharing one",
        )
