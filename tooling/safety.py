"""`invoke safety`: the tests marked `safety`, and their figures as one table.

A row is one probe (a way to find, to fool or to rob the extension) or one fault (a way to lose what it
knows), summed over tests and browsers. tests/safety/table.py collects the rows; how a test reports them
stands in docs/testing.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

PARTS = (
    "Not to be found",
    "Not to be fooled",
    "Nothing leaves, nothing extra is asked",
    "Nothing is lost",
    "For administrators",
    "Packages",
)
"""The paragraphs of the table, in its order: the argument of the marker `safety`."""
FAILED = "its test failed"
WHOLE = "--whole"
"""pytest's option for the whole numbers instead of samples."""
NUMBERS = ("tried", "findings", "lost")


@dataclass(frozen=True)
class Row:
    """What one test says of one probe or fault.

    Attributes:
        part: one of PARTS.
        probe: what was tried, in a few words.
        browser: "chromium", "firefox"; "" where none was needed.
        times: how often it was tried; 0 is a finding, too.
        findings: how often it found something, or fooled the extension.
        lost: how often something that was stored is gone or half.
    """

    part: str
    probe: str
    browser: str
    times: int
    findings: int = 0
    lost: int = 0

    @property
    def good(self) -> bool:
        """Whether it was tried and nothing came out."""
        return self.times > 0 and not self.findings and not self.lost


def summed(rows: Iterable[Row]) -> list[Row]:
    """Adds up the rows of one probe; its browsers are joined. Sorted by part, in the order they came."""
    together: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = row.part, row.probe
        before = together.get(key, Row(row.part, row.probe, "", 0))
        names = sorted({*before.browser.split(", "), row.browser} - {""})
        together[key] = Row(
            *key,
            ", ".join(names),
            before.times + row.times,
            # A test that tried nothing must not hide behind another that did.
            before.findings + row.findings + (row.times == 0),
            before.lost + row.lost,
        )
    return sorted(together.values(), key=lambda row: PARTS.index(row.part))


def show(rows: Iterable[Row], console: Console | None = None) -> bool:
    """Prints the table; returns whether every row is good."""
    table = Table("probe or fault", "browsers", *NUMBERS, title="Safety")
    for column in table.columns[-len(NUMBERS) :]:
        column.justify = "right"
    lines = summed(rows)
    part = ""
    for row in lines:
        if row.part != part:
            part = row.part
            table.add_section()
            table.add_row(f"[bold]{part}[/]")
        figures = [f"{number:,}" for number in (row.times, row.findings, row.lost)]
        table.add_row(row.probe, row.browser, *figures, style=None if row.good else "bold red")
    (console or Console()).print(table)
    return all(row.good for row in lines)
