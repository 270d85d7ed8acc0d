"""Cells read in a browser, and how what was said compares with the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.matrix.cells import Cell
from tests.page.lapse import Lapse, Lived
from tooling.fixtures.expected import told
from tooling.server import FixtureServer

READ = "read"
AT_ONCE = 20
"""Cells in one round trip: far from the time limit of a script, also on a busy machine."""


@dataclass(frozen=True)
class Seen:
    """What came out of one cell: READ, the reason of an unknown, "unseen", or what is wrong."""

    cell: Cell
    outcome: str
    wrong: str = ""


def look(lapse: Lapse, server: FixtureServer, cells: Iterable[Cell]) -> Iterator[Seen]:
    """Read each cell."""
    todo = list(cells)
    for first in range(0, len(todo), AT_ONCE):
        some = todo[first : first + AT_ONCE]
        lives = lapse.lives([cell.life(server) for cell in some])
        yield from (_seen(cell, lived) for cell, lived in zip(some, lives, strict=True))


def _seen(cell: Cell, lived: Lived) -> Seen:
    readings = lived.readings()
    got = readings.get(cell.setting, {"state": "unseen"})
    want = told(cell.page, cell.truth, locked=cell.locked)
    unread = {"unseen": "unseen", "unknown": got.get("reason")}.get(got["state"])
    safer = {change.state for change in lived.changes if is_safe(change.state, change.value)}
    wrong = (
        (lived.errors, f"threw {lived.errors[:1]}"),
        (set(readings) - {cell.setting}, f"read {sorted(readings)}"),
        (safer and cell.page.state(cell.truth) != "off", f"said {safer} in passing"),
        (not unread and not want.items() <= got.items(), f"said {got} and not {want}"),
    )
    found = next((f"{cell}: {what}" for holds, what in wrong if holds), "")
    return Seen(cell, "wrong" if found else unread or READ, found)


def is_safe(state: str, value: str | None = None) -> bool:
    """Whether it says that nothing is shared."""
    return state in ("off", "absent") or (state, value) == ("locked", "off")
