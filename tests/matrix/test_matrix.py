"""Every setting in every generation of markup, language and state, in virtual time in both browsers.

`invoke matrix` measures all of it anew and writes the table in docs/recognition.md.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest

from tests.matrix import table
from tests.matrix.cells import Cell, cells
from tests.matrix.look import look
from tests.matrix.rows import rows
from tests.page.lapse import Lapse
from tooling import safety
from tooling.fixtures import GENERATIONS, Generation
from tooling.server import FixtureServer

OTHERS = tuple(lang for lang in table.LANGS if lang != "en")
SOME_OTHERS = ("nl", "iw")
"""One word known; none known, and written from right to left under a legacy code."""
EVERY = 397
"""Of the cells in other languages, one in so many: a prime, so that it falls on all settings, states, languages."""
HANDS = ("chromium", "firefox")
SHARES = 10
"""In English a browser reads one in so many settings of a generation."""


def share(asked: Iterable[Cell], lapse: Lapse, config: pytest.Config) -> Iterator[Cell]:
    """What this browser reads of each generation: every tenth setting, each browser others, in every second state.

    Another generation begins with another setting. With --all everything.
    """
    hand = HANDS.index(lapse.browser)
    alike = itertools.groupby(asked, lambda cell: (cell.setting, cell.generation))
    for number, (_, some) in enumerate(alike):
        states = list(some)
        if config.getoption(safety.WHOLE):
            yield from states
        elif (number + GENERATIONS.index(states[0].generation)) % SHARES == hand:
            yield from states[number // SHARES % 2 :: 2] or states


def check(lapse: Lapse, server: FixtureServer, asked: list[Cell]) -> None:
    """Each cell is read as its truth and the rules say, and nothing safer was said in passing."""
    assert asked
    seen = list(look(lapse, server, asked))
    assert [one.wrong for one in seen if one.wrong] == []
    unlike = [
        f"{one.cell}: {one.outcome}, not {want}"
        for one in seen
        if one.outcome != (want := table.rule(one.cell))
    ]
    assert unlike == []


@pytest.mark.parametrize("one", GENERATIONS, ids=lambda one: one.id)
def test_reads_english_as_the_rules_say(
    lapse: Lapse, server: FixtureServer, pytestconfig: pytest.Config, one: Generation
) -> None:
    check(lapse, server, list(share(cells(["en"], one), lapse, pytestconfig)))


@pytest.mark.in_turn
def test_reads_a_sample_in_every_other_language(lapse: Lapse, server: FixtureServer) -> None:
    sample = list(itertools.islice(cells(OTHERS), 0, None, EVERY))
    assert {cell.lang for cell in sample} == set(OTHERS)
    assert {cell.generation for cell in sample} == set(GENERATIONS)
    check(lapse, server, sample)


@pytest.mark.slow
@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.timeout(1800)
def test_reads_everything_in_every_other_language(
    lapse: Lapse, server: FixtureServer, lang: str
) -> None:
    check(lapse, server, list(cells([lang])))


def check_rows(lapse: Lapse, langs: tuple[str, ...]) -> None:
    """Rows say what the words allow; after own pages were seen, every row of On or Off is read."""
    found = list(rows(lapse, langs))
    assert [wrong for row in found for wrong in row.wrong] == []
    _, known = table.load()
    unlike = [
        f"{row}: the table says {known[row.setting]['learnt' if row.learnt else 'row']}"
        for row in found
        if not table.says(
            known, row.setting, "learnt" if row.learnt else "row", row.lang, row.outcome
        )
    ]
    assert unlike == []


@pytest.mark.in_turn("chromium")
def test_rows_in_some_languages(lapse: Lapse) -> None:
    check_rows(lapse, ("en", *SOME_OTHERS))


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_rows_in_every_language(lapse: Lapse) -> None:
    check_rows(lapse, table.LANGS)
