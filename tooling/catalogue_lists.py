"""The catalogue's list pages: rows that stand once, and settings that stand where they say."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tooling.catalogue_problem import Place, Problem

Data = dict[str, Any]


def check(data: Data) -> Iterator[Problem]:
    """Yield a problem for each row or setting that does not fit its list page."""
    orders: dict[str, list[str]] = {}
    for index, page in enumerate(data["lists"]):
        rows = [row for section in page["sections"] for row in section["rows"]]
        for row in [row for row, times in Counter(rows).items() if times > 1]:
            yield Problem(
                ("lists", index, "sections"),
                f"the row {row} stands twice",
                "Keep it in the section where the page shows it",
            )
        orders[page["id"]] = rows
    for index, setting in enumerate(data["settings"]):
        if "list" not in setting:
            if setting["row"] != "none":
                yield Problem(
                    ("settings", index, "row"),
                    f"a row of {setting['row']} without a list page",
                    'Name its list and position, or say row = "none"',
                )
            continue
        yield from _position(("settings", index), setting, orders)
    yield from _menu(data)


def _menu(data: Data) -> Iterator[Problem]:
    """Rows of the menu's other pages are settings that stand in no list of ours."""
    elsewhere = {one["id"] for one in data["settings"] if "list" not in one}
    for number, page in enumerate(data["menu"]["pages"]):
        rows = [row for section in page["sections"] for row in section["rows"]]
        for row, times in Counter(rows).items():
            if row not in elsewhere or times > 1:
                yield Problem(
                    ("menu", "pages", number, "sections"),
                    f"the row {row} stands twice, or is no setting without a list page",
                    "Name each setting once, and only those that stand in no list",
                )


def _position(place: Place, setting: Data, orders: dict[str, list[str]]) -> Iterator[Problem]:
    order = orders.get(setting["list"])
    if order is None:
        yield Problem(
            (*place, "list"),
            f"there is no list page {setting['list']}",
            f"Use one of {', '.join(orders)}, or describe it under [[lists]]",
        )
    elif setting["id"] not in order:
        yield Problem(
            (*place, "list"),
            f"the list page {setting['list']} has no row {setting['id']}",
            "Add the row where the page shows it, or name the right list",
        )
    elif order.index(setting["id"]) + 1 != setting["position"]:
        yield Problem(
            (*place, "position"),
            f"position {setting['position']}, but its row is number"
            f" {order.index(setting['id']) + 1} of the list page {setting['list']}",
            "Correct the position, or the rows of the list",
        )
