"""docs/bench/: the table, a drawing for each question, and the raw figures, written in one go."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from tooling import paths

from . import budgets, plot
from .figures import EMPTY, OURS, WITHOUT, Figures, Series
from .questions import QUESTIONS, Question
from .statistic import ratio, spread

FOLDER = paths.ROOT / "docs" / "bench"
FIGURES = "figures.json"
TEMPLATE = Path(__file__).with_name("report.md.j2")
ORDER = ("", "chromium", "firefox")


@dataclass(frozen=True)
class Compared:
    """One line of the ratios."""

    question: Question
    series: Series
    base: str
    told: str
    interval: str


def write(figures: Figures, folder: Path = FOLDER) -> Path:
    """Writes the report; what was there before is gone.

    Returns:
        the folder.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    figures.write(folder / FIGURES)
    for question in QUESTIONS:
        if series := ordered(figures, question):
            drawing = plot.draw(question, series)
            (folder / f"{question.id}.svg").write_text(drawing, encoding="utf-8")
    (folder / "README.md").write_text(text(figures), encoding="utf-8")
    return folder


def text(figures: Figures) -> str:
    """The report's table, from the figures alone."""
    env = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  Markdown, not HTML; the values are our own figures
    )
    sections: list[tuple[Question, list[dict[str, Any]]]] = []
    for question in QUESTIONS:
        series = ordered(figures, question)
        if series:
            sections.append((question, [_line(one) for one in series]))
    return env.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        about=figures.about,
        ratios=[one for question in QUESTIONS for one in compared(figures, question)],
        budgets=budgets.held(figures),
        sections=sections,
        figures=FIGURES,
    )


def ordered(figures: Figures, question: Question) -> list[Series]:
    """A question's series, browser by browser, else as they were measured."""
    found = figures.of(question.id)
    cases = list(dict.fromkeys(one.case for one in found))
    return sorted(
        found,
        key=lambda one: (
            (ORDER.index(one.browser), cases.index(one.case)) if one.browser in ORDER else (0, 0)
        ),
    )


def compared(figures: Figures, question: Question) -> list[Compared]:
    """A question's ratios."""
    lines = []
    for one in ordered(figures, question) if question.compared else []:
        beside = figures.of(question.id, browser=one.browser, case=one.case)
        for base in _bases(one, beside):
            found = ratio(one.values, base.values)
            if found is not None:
                interval = f"{found.low:.3f} to {found.high:.3f}"
                lines.append(Compared(question, one, base.subject, f"{found.value:.3f}", interval))
    return lines


def _bases(one: Series, beside: list[Series]) -> list[Series]:
    """Compared with no extension, and with an empty script; where neither has figures, ours with each other."""
    least = [other for other in beside if other.subject in {WITHOUT, EMPTY}]
    if not least:
        return [other for other in beside if other.subject != OURS and one.subject == OURS]
    if one.subject == WITHOUT:
        return []
    return [other for other in least if other.subject == WITHOUT or one.subject != EMPTY]


def _line(one: Series) -> dict[str, Any]:
    found = spread(one.values)
    return {
        "label": plot.label(one),
        "median": plot.number_of(found.median),
        "low": plot.number_of(found.low),
        "high": plot.number_of(found.high),
        "count": found.count,
    }
