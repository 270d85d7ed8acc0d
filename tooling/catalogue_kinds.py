"""The kinds of settings: what the page and the row of each kind can hold."""

from collections.abc import Iterator
from typing import Any

from tooling.catalogue_problem import Place, Problem

Data = dict[str, Any]

# What the page of each kind of setting holds: the kind of its controls, at least and at most.
CONTROLS: dict[str, tuple[str, int, int]] = {
    "switch": ("switch", 1, 1),
    "switches": ("switch", 2, 99),
    "checkboxes": ("checkbox", 2, 99),
    "radios": ("radio", 1, 1),
    "select": ("select", 1, 1),
    "list": ("none", 0, 0),
    "button": ("none", 0, 0),
}
ROWS: dict[str, set[str]] = {
    "switch": {"state", "none"},
    "switches": {"state", "none"},
    "checkboxes": {"count", "none"},
    "radios": {"choice", "none"},
    "select": {"choice", "none"},
    "list": {"none"},
    "button": {"none"},
}
SHARES = {"switch": "on", "checkbox": "checked"}


def check(data: Data) -> Iterator[Problem]:
    """Yield a problem for each setting whose controls, row or default contradict its kind."""
    for index, setting in enumerate(data["settings"]):
        place: Place = ("settings", index)
        yield from _kind(place, setting)
        for number, control in enumerate(setting.get("controls", [])):
            yield from _control((*place, "controls", number), control, setting)


def _kind(place: Place, setting: Data) -> Iterator[Problem]:
    kind, controls = setting["kind"], setting.get("controls", [])
    want, least, most = CONTROLS[kind]
    right = [control for control in controls if control["kind"] == want]
    if len(right) != len(controls) or not least <= len(controls) <= most:
        amount = f"{least}" if least == most else f"{least} or more"
        needs = f"{amount} of kind {want}" if most else "none, for it is never read"
        has = ", ".join(control["kind"] for control in controls) or "none"
        yield Problem(
            (*place, "kind"),
            f"{kind} with these controls: {has}",
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
    if (setting["default"] == "manual") != (most == 0):
        yield Problem(
            (*place, "default"),
            f"{kind} with the default {setting['default']}",
            "Use manual for a list or a button, and for nothing else",
        )


def _control(place: Place, control: Data, setting: Data) -> Iterator[Problem]:
    kind = control["kind"]
    if control.get("shares") != SHARES.get(kind):
        remedy = f'Say shares = "{SHARES[kind]}"' if kind in SHARES else "Remove shares"
        yield Problem(
            (*place, "shares"),
            f"a {kind} that shares when {control.get('shares', 'unsaid')}",
            f"{remedy}: for radio and select the order of values tells",
        )
    if ("values" in control) != (kind not in SHARES):
        remedy = "Remove values" if kind in SHARES else "Add values, from most to least sharing"
        yield Problem((*place, "values"), f"a {kind} with the wrong values", remedy)
    doubted = {doubt["field"] for doubt in setting["doubts"]}
    if not control["labels"] and "controls.labels" not in doubted:
        yield Problem(
            (*place, "labels"),
            "a control without a label",
            "Add its label, or say under doubts (field controls.labels) why there is none",
        )
