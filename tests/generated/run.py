"""A run over generated pages: each is drawn, lived through and judged; what is found is shrunk and told as HTML."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st

from tests.generated.case import Case, dangers, faults, misses
from tests.generated.listed import list_page
from tests.generated.others import other_page
from tests.generated.own import own_page
from tests.generated.rules import FAMILIES, LENGTH, LIST_GENERATIONS, NEEDS, RULES, Dice
from tests.page.lapse import Lapse

SHARE = 0.05
"""Every rule makes at least so many of the pages."""
UNKNOWN = 0.01
"""And of the settings that can be read fewer than this are not."""
BATCH = 5
"""Pages that are drawn for the same rules: after these it is asked anew which are rare."""
FORCED = 3
"""Rules that are forced beside the rarest."""
ENOUGH = 400
"""Of so many settings that can be read, those that are not make a share."""
MOST = 3
"""Times as many pages as are asked for are drawn until no rule is rare."""
STEP = 500
"""Progress is printed every so many pages."""
PAGE = {"other": other_page} | dict.fromkeys(LIST_GENERATIONS, list_page)
"""Who draws a family; all others are a setting's own page."""


class FoundError(AssertionError):
    """A page on which the extension did what it never may."""

    def __init__(self, case: Case, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.case = case
        self.problems = problems


@dataclass
class Tally:
    """What was drawn and read: pages, pages by rule, dangerous answers, settings that could be read and were not."""

    pages: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    dangerous: int = 0
    readable: int = 0
    missed: list[tuple[Case, list[str]]] = field(default_factory=list)

    def __str__(self) -> str:
        share = min(self.rules[rule] for rule in RULES) / self.pages
        return (
            f"{self.pages} pages by {len(RULES)} rules, each in {share:.1%} of them or more;"
            f" {self.dangerous} dangerous answers; {self.readable} settings could be read, {self.misses} were not"
            f" ({self.unknown:.2%})"
        )

    @property
    def rare(self) -> list[str]:
        """The rules that make too few of the pages."""
        return [rule for rule in RULES if self.rules[rule] < SHARE * self.pages]

    @property
    def misses(self) -> int:
        """How many settings that could be read were not."""
        return sum(len(problems) for _, problems in self.missed)

    @property
    def unknown(self) -> float:
        """Their share."""
        return self.misses / max(1, self.readable)

    def add(self, case: Case, dangerous: list[str], missed: list[str]) -> None:
        """Count a page, and print progress."""
        self.pages += 1
        self.dangerous += len(dangerous)
        self.rules.update(case.rules)
        self.readable += len(case.expected)
        if missed:
            self.missed.append((case, missed))
        if self.pages % STEP == 0:
            print(self, flush=True)

    def wanted(self, dice: random.Random) -> tuple[str, list[str]]:
        """Return a family and those of its rules that are rarest so far, rarest first, with what they need."""

        def rarest(rules: Iterable[str]) -> list[str]:
            return sorted(rules, key=lambda rule: (self.rules[rule], dice.random()))

        first, *_ = rarest(RULES)
        family, *_ = rarest(name for name, rules in FAMILIES.items() if first in (name, *rules))
        forced = [first, *rarest(FAMILIES[family])[:FORCED]]
        return family, [rule for one in forced for rule in (one, *NEEDS.get(one, ()))]


def run(lapse: Lapse, pages: int, dice: random.Random, *, shrink: bool = True) -> Tally:
    """Draw so many pages or a few more, and judge each.

    Args:
        lapse: the bench.
        pages: how many at least.
        dice: draws families and rules, and the seed of every batch.
        shrink: make the page on which something is found as simple as it can be.

    Raises:
        AssertionError: a dangerous answer or a fault, with the page; too much unknown; a rule that is too rare.
    """
    tally = Tally()
    # One setting that is not read, of a hundred, is no share yet.
    while tally.pages < pages or tally.rare or (tally.misses and tally.readable < ENOUGH):
        assert tally.pages < MOST * pages or not tally.rare, (
            f"rules that make too few pages: {tally.rare}"
        )
        _explore(lapse, tally, tally.wanted(dice), seed=dice.random(), shrink=shrink)
    for case, problems in tally.missed:
        show(case, problems)
    assert tally.unknown < UNKNOWN, f"too much is unknown: {tally}"
    return tally


def _explore(
    lapse: Lapse, tally: Tally, wanted: tuple[str, list[str]], *, seed: float, shrink: bool
) -> None:
    family, forced = wanted
    shrinking = False

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        phases=(Phase.generate, *((Phase.shrink,) if shrink else ())),
        suppress_health_check=tuple(HealthCheck),
        verbosity=hypothesis.Verbosity.quiet,
        report_multiple_bugs=False,
        print_blob=False,
    )
    @hypothesis.given(st.binary(min_size=LENGTH, max_size=LENGTH))
    def judge(drawn: bytes) -> None:
        nonlocal shrinking
        # Every batch would begin with the plainest page.
        hypothesis.assume(shrinking or any(drawn))
        case = PAGE.get(family, own_page)(Dice(drawn, family, forced), family)
        [lived] = lapse.lives([case.life])
        dangerous = dangers(case, lived)
        if not shrinking:
            tally.add(case, dangerous, misses(case, lived))
        if problems := dangerous + faults(case, lived):
            shrinking = True
            raise FoundError(case, problems)

    try:
        judge()
    except FoundError as found:
        show(found.case, found.problems)
        raise AssertionError(f"on the page above: {found}") from None


def show(case: Case, problems: list[str]) -> None:
    """Print what is wrong with a page, how it came to be, and its HTML, ready to become a fixture."""
    print("\n".join(problems), f"rules: {', '.join(sorted(case.rules))}", "", sep="\n")
    for number, load in enumerate(case.life.loads):
        print(
            f"<!-- Reconstructed: generated (tests/generated/). Load {number} of {load.path}, {load.width} px wide,"
            f" complete after {load.complete} ms. The member's acts: {list(load.acts)}. -->"
        )
        print(load.html, end="\n\n", flush=True)
