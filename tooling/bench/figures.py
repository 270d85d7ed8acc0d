"""What was measured: series of values, kept raw, written to and read from JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

WITHOUT = "without"
OURS = "Still On"
EMPTY = "an empty script"
"""The least that an extension can be in a page."""
DIGITS = 4


@dataclass
class Series:
    """The counted values of one question in one case, in the order in which they were measured.

    Attributes:
        question: an id of questions.py.
        browser: "chromium" or "firefox"; "" for what no browser is needed for.
        case: a page, or whatever else was varied.
        subject: WITHOUT, OURS, EMPTY, or the name of another extension.
        values: one for each counted run, in the question's unit.
    """

    question: str
    browser: str
    case: str
    subject: str
    values: list[float] = field(default_factory=list)


class Figures:
    """All series of a run, and what they were measured on."""

    def __init__(self, about: dict[str, Any], series: list[Series] | None = None) -> None:
        self.about = about
        self.series = series or []

    def add(self, question: str, browser: str, case: str, subject: str, *values: float) -> None:
        """Keeps values of one series, in order."""
        wanted = (question, browser, case, subject)
        found = next((one for one in self.series if _key(one) == wanted), None)
        if found is None:
            found = Series(*wanted)
            self.series.append(found)
        found.values += [round(float(value), DIGITS) for value in values]

    def of(self, question: str, **others: str) -> list[Series]:
        """The series of a question, of those others (`browser`, `case`, `subject`) that are named."""
        return [
            one
            for one in self.series
            if one.question == question
            and all(getattr(one, name) == value for name, value in others.items())
        ]

    def write(self, file: Path) -> None:
        """Writes everything as JSON: one line a series, so that a difference can be read."""
        lines = ",\n".join(f"  {json.dumps(asdict(one))}" for one in self.series)
        about = json.dumps(self.about, indent=2, ensure_ascii=False)
        file.write_text(f'{{"about": {about},\n"series": [\n{lines}\n]}}\n', encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Figures:
        """Reads what `write` wrote."""
        data = json.loads(file.read_text(encoding="utf-8"))
        return cls(data["about"], [Series(**one) for one in data["series"]])


def _key(one: Series) -> tuple[str, str, str, str]:
    return one.question, one.browser, one.case, one.subject
