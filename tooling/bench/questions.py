"""What is asked, in which unit, and how it is measured: questions.toml, which the report quotes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("questions.toml")


@dataclass(frozen=True)
class Question:
    """One question of the bench.

    Attributes:
        id: as --only and figures.json name it.
        group: the measure that answers it: some questions are answered together.
        title: as the report says it.
        unit: of its values.
        how: how it is measured.
        compared: whether subjects are compared by ratios.
    """

    id: str
    group: str
    title: str
    unit: str
    how: str
    compared: bool = False


def _read() -> tuple[Question, ...]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Question(**{**one, "how": one["how"].replace("{thread}", data["thread"])})
        for one in data["question"]
    )


QUESTIONS = _read()
BY_ID = {one.id: one for one in QUESTIONS}
