"""The budgets as a run of the bench finds them: medians, told in the report."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from .figures import EMPTY, OURS, WITHOUT, Figures, Series
from .plot import number_of
from .scans import LARGE, SMALL
from .sites import named

SETTLE = 300
"""ms that an on has to be stable for (settle.js, ON_AFTER)."""
FRAME = 1000 / 60
MARK = SETTLE + 2 * FRAME


@dataclass(frozen=True)
class Limit:
    """A budget of one question.

    Attributes:
        question: its id.
        what: as the report says it.
        most: the highest median that is allowed.
        unit: as the report writes it behind numbers.
        applies: which series it is for.
    """

    question: str
    what: str
    most: float
    unit: str
    applies: Callable[[Series], bool] = lambda _: True


@dataclass(frozen=True)
class Held:
    """A budget in one browser and case."""

    what: str
    where: str
    limit: str
    measured: str
    held: bool


LIMITS = (
    Limit("script", "script time elsewhere", 0, "ms", lambda one: one.case == "elsewhere"),
    Limit("bytes", "bytes elsewhere", 0, "bytes", lambda one: one.case.startswith("elsewhere")),
    Limit("longest", "longest stretch of our script", 50, "ms"),
    Limit(
        "scan",
        "one scan",
        30,
        "ms",
        lambda one: one.case == named(*LARGE) and one.browser == "chromium",
    ),
    Limit(
        "scan",
        "one scan",
        120,
        "ms",
        lambda one: one.case == named(*LARGE) and one.browser == "firefox",
    ),
    Limit("mark", "control stable to mark drawn", round(MARK, 1), "ms"),
    Limit("gone", "click to mark gone", 0, "frames"),
    Limit("reading", "click to reading", 100, "ms"),
    Limit("popup", "popup open to drawn", 100, "ms"),
)
LOAD = 1.02
GROWTH = 120


def held(figures: Figures) -> list[Held]:
    """Every budget that the figures can tell of."""
    found = [
        _limit(limit, one)
        for limit in LIMITS
        for one in figures.of(limit.question, subject=OURS)
        if limit.applies(one)
    ]
    return found + _loads(figures) + _growth(figures) + _scripts(figures)


def _limit(limit: Limit, one: Series) -> Held:
    median = statistics.median(one.values)
    return Held(
        limit.what,
        _where(one),
        f"{number_of(limit.most)} {limit.unit}",
        f"{number_of(median)} {limit.unit}",
        median <= limit.most,
    )


def _loads(figures: Figures) -> list[Held]:
    return [
        _times("page load with and without", one, base, LOAD)
        for one in figures.of("load", subject=OURS)
        for base in figures.of("load", subject=WITHOUT, browser=one.browser, case=one.case)
    ] + [
        _times("page load with it and with an empty script", one, base, LOAD)
        for one in figures.of("load", subject=OURS)
        for base in figures.of("load", subject=EMPTY, browser=one.browser, case=one.case)
    ]


def _growth(figures: Figures) -> list[Held]:
    return [
        _times("growth of a scan from 1,000 to 100,000 elements", one, base, GROWTH)
        for one in figures.of("scan", case=named(*LARGE))
        for base in figures.of("scan", case=named(*SMALL), browser=one.browser)
    ]


def _scripts(figures: Figures) -> list[Held]:
    """On settings pages not more script than any other extension of the run."""
    return [
        _times(f"script time beside {base.subject}", one, base, 1)
        for one in figures.of("script", subject=OURS)
        if one.case in ("own page", "list")
        for base in figures.of("script", browser=one.browser, case=one.case)
        if base.subject != OURS
    ]


def _times(what: str, one: Series, base: Series, most: float) -> Held:
    below = statistics.median(base.values)
    value = statistics.median(one.values) / below if below else float("inf")
    return Held(what, _where(one), f"{most} times", f"{value:.3g} times", value <= most)


def _where(one: Series) -> str:
    return f"{one.browser.capitalize()}, {one.case}"
