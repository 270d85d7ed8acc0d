"""What was measured, as data (measured.json) and as the table in docs/recognition.md."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from string import ascii_lowercase
from typing import TypedDict

from tests.matrix.cells import Cell
from tests.matrix.look import READ
from tests.matrix.rows import SOME
from tooling import paths
from tooling.fixtures import GENERATIONS, book

MEASURED = paths.ROOT / "tests" / "matrix" / "measured.json"
DOCUMENT = paths.ROOT / "docs" / "recognition.md"
BEGIN, END = "<!-- made by `invoke matrix`: do not edit -->", "<!-- end of the matrix -->"
LANGS = tuple(book().words)
NOTES = {"ambiguous": "¹", "unseen": "²"}
"""Why a page is not read in the languages that a cell does not name."""

ALL, REST = "all", "others"
ROWS = {"row": "row", "learnt": "later"}
"""The columns for a setting's row in a list, and their heads."""
FEW = 3
"""More languages than these get a letter."""
DASH = "\N{EN DASH}"
Outcomes = dict[str, list[str] | str]
"""Languages by outcome: listed, all of them, or all others than those that are listed for other outcomes."""
Table = dict[str, dict[str, Outcomes]]
"""By setting, and by generation or "row" or "learnt"."""
Found = tuple[str, str, str, str]
"""Setting, column, language, outcome."""
Counts = dict[str, int]


class Measured(TypedDict):
    """One language in one browser: what was found, each once, and what was wrong, in words.

    Attributes:
        pages: own pages that were read.
        readable: those that the rules can read.
        unread: those of them that gave nothing.
    """

    pages: int
    readable: int
    unread: int
    wrong: list[str]
    found: list[Found]


def counted(done: Iterable[Measured]) -> Counts:
    """The sums over all languages and browsers."""
    some = list(done)
    return {
        "pages": sum(one["pages"] for one in some),
        "readable": sum(one["readable"] for one in some),
        "unread": sum(one["unread"] for one in some),
    }


def said(counts: Counts) -> str:
    """The sums in words."""
    share = 100 * counts["unread"] / counts["readable"]
    return (
        f"Of {counts['pages']:,} pages {counts['readable']:,} can be read by what is known; "
        f"{counts['unread']:,} of these ({share:.2f} %) gave nothing."
    )


def gather(found: Iterable[Found]) -> Table:
    """Sorts (setting, column, language, outcome): a language is READ only if all states are."""
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for setting, column, lang, outcome in found:
        seen[setting, column, lang].add(outcome)
    table: Table = defaultdict(lambda: defaultdict(dict))
    for (setting, column, lang), outcomes in seen.items():
        listed = table[setting][column].setdefault("+".join(sorted(outcomes)), [])
        assert isinstance(listed, list)
        listed.append(lang)
    return {
        setting: {column: _packed(outcomes) for column, outcomes in by_column.items()}
        for setting, by_column in table.items()
    }


def _packed(outcomes: Outcomes) -> Outcomes:
    most = max(outcomes, key=lambda outcome: len(outcomes[outcome]))
    return {
        outcome: langs if outcome != most else ALL if len(langs) == len(LANGS) else REST
        for outcome, langs in outcomes.items()
    }


def says(table: Table, setting: str, column: str, lang: str, outcome: str) -> bool:
    """Whether the table has this outcome in a language."""
    outcomes = table[setting][column]
    listed = next((one for one, langs in outcomes.items() if lang in langs), None)
    rest = next((one for one, langs in outcomes.items() if langs in (ALL, REST)), None)
    return (listed or rest) == outcome


def expected(cells: Iterable[Cell]) -> Table:
    """What the rules say of own pages, without a browser."""
    return gather((cell.setting, cell.generation.id, cell.lang, rule(cell)) for cell in cells)


def rule(cell: Cell) -> str:
    """What the rules say of one page: READ, the reason of an unknown, or "unseen"."""
    reading = cell.expected or {"state": "unseen"}
    unread = {"unseen": "unseen", "unknown": str(reading.get("reason"))}
    return unread.get(reading["state"], READ)


def load() -> tuple[Counts, Table]:
    """The data on disk."""
    kept = json.loads(MEASURED.read_text(encoding="utf-8"))
    return kept["counts"], kept["settings"]


def save(counts: Counts, table: Table) -> None:
    """Writes the data, a line for each setting and column, and the table in the document."""
    lines = [
        f"  {json.dumps(setting)}: {{\n"
        + ",\n".join(f"   {json.dumps(name)}: {json.dumps(seen)}" for name, seen in of.items())
        + "\n  }"
        for setting, of in table.items()
    ]
    settings = ",\n".join(lines)
    MEASURED.write_text(
        f'{{\n "counts": {json.dumps(counts)},\n "settings": {{\n{settings}\n }}\n}}\n',
        encoding="utf-8",
    )
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    DOCUMENT.write_text(f"{before}{written(counts, table)}{after}", encoding="utf-8")


def in_document() -> str:
    """The part of the document that the command has written."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return text[text.index(BEGIN) : text.index(END) + len(END)]


def written(counts: Counts, table: Table) -> str:
    """The part of the document with its markers: columns that are equal are one, and so are rows."""
    sets: dict[str, str] = {}
    cells = {
        (setting, name): _cell(of.get(name), sets)
        for setting, of in table.items()
        for name in (*(one.id for one in GENERATIONS), *ROWS)
    }
    numbers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(GENERATIONS, 1):
        numbers[tuple(cells[setting, one.id] for setting in table)].append(number)
    columns = [*numbers, *(tuple(cells[setting, row] for setting in table) for row in ROWS)]
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for setting, *line in zip(table, *columns, strict=True):
        alike[tuple(line)].append(setting)
    head = ["settings", *map(_spans, numbers.values()), *ROWS.values()]
    return "\n".join(
        [
            BEGIN,
            said(counts),
            "",
            "Generations:",
            "",
            *(
                f"{number}. {one.title} ({one.evidence})"
                for number, one in enumerate(GENERATIONS, 1)
            ),
            "",
            f"| {' | '.join(head)} |",
            f"| --- |{' :-: |' * (len(head) - 1)}",
            *(
                f"| {', '.join(settings)} | {' | '.join(line)} |"
                for line, settings in alike.items()
            ),
            "",
            *(f"- {letter}: {langs}" for langs, letter in sets.items()),
            END,
        ]
    )


def _spans(numbers: list[int]) -> str:
    """Numbers in order, of those that follow each other the first and the last."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(
        str(span[0]) if len(span) == 1 else f"{span[0]}{DASH}{span[-1]}" for span in spans
    )


def _cell(outcomes: Outcomes | None, sets: dict[str, str]) -> str:
    """One cell; `sets` gets the languages for which a letter stands."""
    if outcomes is None:
        return DASH
    texts = []
    for outcome in (READ, SOME):
        if langs := outcomes.get(outcome):
            listed = ["●"] if langs == ALL else _langs(outcomes, outcome)
            text = " ".join(listed)
            if len(listed) > FEW:
                text = sets.setdefault(text, f"**{ascii_lowercase[len(sets)]}**")
            texts.append(text if outcome == READ else f"({text})")
    notes = [NOTES.get(one, f" {one}") for one in outcomes if one not in (READ, SOME)]
    return " ".join(texts or ["○"]) + "".join(notes)


def _langs(outcomes: Outcomes, outcome: str) -> list[str]:
    """The languages with an outcome, in order."""
    langs = outcomes[outcome]
    if not isinstance(langs, str):
        return langs
    others = {lang for listed in outcomes.values() if listed != REST for lang in listed}
    return [lang for lang in LANGS if lang not in others]
