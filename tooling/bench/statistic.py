"""Medians, spread, and how sure a ratio of two medians is."""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 2000
SEED = 20261127
"""Fixed: the same figures give the same interval, on every machine and at every time."""
SURE = 0.95


@dataclass(frozen=True)
class Spread:
    """Median and quartiles of a series."""

    low: float
    median: float
    high: float
    count: int


@dataclass(frozen=True)
class Ratio:
    """The ratio of two medians, with the interval in which it is with a certainty of 95 %."""

    low: float
    value: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """Median and quartiles, between values where need be (as numpy's and spreadsheets' default).

    Raises:
        ValueError: there is no value.
    """
    if not values:
        raise ValueError("no value: nothing was measured")
    if len(values) == 1:
        return Spread(values[0], values[0], values[0], 1)
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(low, median, high, len(values))


def ratio(values: Sequence[float], base: Sequence[float]) -> Ratio | None:
    """How many times the median of `base` the median of `values` is.

    The interval is a percentile bootstrap: both series are drawn anew, with replacement, each on its own.

    Returns:
        None where the median of `base` is 0.
    """
    below = statistics.median(base)
    if below == 0:
        return None
    dice = random.Random(SEED)  # noqa: S311 - no secret
    drawn = []
    for _ in range(RESAMPLES):
        under = statistics.median(dice.choices(base, k=len(base)))
        if under:
            drawn.append(statistics.median(dice.choices(values, k=len(values))) / under)
    drawn.sort()
    cut = round(len(drawn) * (1 - SURE) / 2)
    return Ratio(drawn[cut], statistics.median(values) / below, drawn[-1 - cut])
