"""One drawing for each question: a row for each series, with its values, quartiles and median."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import jinja2

from .figures import OURS, WITHOUT, Series
from .questions import Question
from .statistic import spread

TEMPLATE = Path(__file__).with_name("plot.svg.j2")
WIDTH, ROW, TOP, FOOT = 860, 22, 58, 30
LEFT, RIGHT = 400, 770
"""px: between them values are drawn; right of them stands the median."""
FAR_APART = 40
"""Where medians are further apart than that, the axis is logarithmic."""
STEPS = 5


@dataclass(frozen=True)
class Row:
    """One series as it is drawn; places in px."""

    y: float
    label: str
    kind: str
    dots: list[float]
    low: float
    high: float
    median: float
    told: str


def draw(question: Question, series: list[Series]) -> str:
    """Draws a question's series, in their order."""
    spreads = [spread(one.values) for one in series]
    whole = [value for one in series for value in one.values]
    axis = _Axis(whole, [one.median for one in spreads])
    rows = [
        Row(
            y=TOP + ROW * number + ROW / 2,
            label=label(one),
            kind={WITHOUT: "without", OURS: "ours"}.get(one.subject, "other"),
            dots=[axis.at(value) for value in one.values],
            low=axis.at(spreads[number].low),
            high=axis.at(spreads[number].high),
            median=axis.at(spreads[number].median),
            told=number_of(spreads[number].median),
        )
        for number, one in enumerate(series)
    ]
    env = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True, trim_blocks=True)
    return env.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        question=question,
        rows=rows,
        ticks=[(round(axis.at(value), 1), number_of(value)) for value in axis.ticks],
        logarithmic=axis.logarithmic,
        width=WIDTH,
        height=TOP + ROW * len(rows) + FOOT,
        top=TOP,
        bottom=TOP + ROW * len(rows),
        left=LEFT,
    )


def label(one: Series) -> str:
    """What a row is of: "Chromium, list, Still On"."""
    return ", ".join(part for part in (one.browser.capitalize(), one.case, one.subject) if part)


def number_of(value: float) -> str:
    """A number as the report writes it: three figures, thousands apart."""
    if value == 0:
        return "0"
    if abs(value) >= 100:  # noqa: PLR2004 - three figures are before the point
        return f"{value:,.0f}"
    digits = 2 - math.floor(math.log10(abs(value)))
    text = f"{value:.{min(digits, 3)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Axis:
    """From values to px; from 0 on, or logarithmic."""

    def __init__(self, values: list[float], medians: list[float]) -> None:
        above = [value for value in medians if value > 0]
        self.logarithmic = len(above) == len(medians) and max(above) > FAR_APART * min(above)
        # The slowest few of hundreds of values would press all others together: they stand at the edge.
        ordered = sorted(values)
        top = max(ordered[math.ceil(len(ordered) * 0.97) - 1], *medians) or 1
        if self.logarithmic:
            lowest = math.floor(math.log10(max(ordered[0], min(above) / 10)))
            highest = math.ceil(math.log10(top))
            self.ticks = [10.0**power for power in range(lowest, highest + 1)]
            self._low, self._high = float(lowest), float(highest)
        else:
            step = _round(top / STEPS)
            count = math.ceil(top / step - 1e-9)
            self.ticks = [round(step * number, 6) for number in range(count + 1)]
            self._low, self._high = 0.0, self.ticks[-1]

    def at(self, value: float) -> float:
        """The place of a value; of one outside, the edge."""
        if self.logarithmic:
            value = math.log10(value) if value > 0 else self._low
        share = (value - self._low) / (self._high - self._low)
        return round(LEFT + (RIGHT - LEFT) * min(1, max(0, share)), 1)


def _round(step: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10 ** math.floor(math.log10(step))
    return float(
        next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= step * (1 - 1e-9))
    )
