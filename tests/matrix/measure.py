"""`invoke matrix`: settings x generations x languages, read in both browsers and compared with what the rules say.

The states of a setting are dealt to the two browsers; of other languages than English a part is read there, and the
lists in one of the two. `--all` reads everything in both. A language of a browser that is done is kept below
build/matrix/ until pages or extension change, so that a run that was ended goes on where it was.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.matrix import table
from tests.matrix.cells import Cell, cells, dealt
from tests.matrix.look import READ, look
from tests.matrix.rows import rows
from tests.page.lapse import HARNESS, Lapse
from tooling import browsers, paths, render
from tooling.server import FixtureServer

BROWSERS = {"chromium": "chrome", "firefox": "firefox"}
"""And what is built for them."""
KEPT = paths.ROOT / "build" / "matrix"
MADE_FROM = ("tooling/fixtures/**/*", "tests/fixtures/**/*", "tests/matrix/[clr]*.py")


def run(*, everything: bool = False) -> bool:
    """Measure, tell what is wrong, and write data and table if nothing is.

    Args:
        everything: every state in every language, in both browsers; else what `dealt` chooses.

    Returns:
        whether nothing was wrong, or not as the rules say.
    """
    done: list[table.Measured] = []
    asked = list(itertools.product(table.LANGS, BROWSERS))
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as hands:
        built = Path(folder)
        render.build(built)
        kept = KEPT / f"{_fingerprint(built)}{'-all' if everything else ''}"
        kept.mkdir(parents=True, exist_ok=True)
        told = hands.map(partial(_language, built, kept, everything), *zip(*asked, strict=True))
        for (lang, browser), one in zip(asked, told, strict=True):
            print(
                f"{lang}, {browser}: {one['pages']:,} pages, {len(one['wrong'])} wrong", flush=True
            )
            done.append(one)
    wrong = [wrong for one in done for wrong in one["wrong"]]
    counts = table.counted(done)
    print(*wrong, f"{table.said(counts)} Wrong answers: {len(wrong)}.", sep="\n")
    if not wrong:
        own = (
            (cell.setting, cell.generation.id, cell.lang, table.rule(cell))
            for cell in cells(table.LANGS)
        )
        listed = [found for one in done for found in one["found"] if found[1] in table.ROWS]
        table.save(counts, table.gather([*own, *listed]))
        print(f"wrote {paths.shown(table.MEASURED)} and {paths.shown(table.DOCUMENT)}")
    return not wrong


def _fingerprint(built: Path) -> str:
    """Of everything that the outcome comes from."""
    files = [HARNESS, *built.rglob("*.js")]
    files += itertools.chain.from_iterable(paths.ROOT.glob(pattern) for pattern in MADE_FROM)
    made = hashlib.sha256()
    for file in sorted(files):
        if file.is_file() and file.suffix != ".pyc":
            made.update(file.read_bytes())
    return made.hexdigest()[:16]


def _language(built: Path, kept: Path, everything: bool, lang: str, name: str) -> table.Measured:
    """Everything in one language, in a browser of its own."""
    file = kept / f"{lang}.{name}.json"
    if not file.exists():
        found = browsers.ensure([name])[name]
        with FixtureServer() as server, browsers.launch(found, None, server.port) as browser:
            lapse = Lapse(browser, server, built / BROWSERS[name])
            lapse.open()
            asked = cells([lang])
            hand = tuple(BROWSERS).index(name)
            turn = everything or lang == "en" or table.LANGS.index(lang) % len(BROWSERS) == hand
            chosen = asked if everything else dealt(asked, hand)
            told = list(_outcomes(lapse, server, lang, chosen, [lang] if turn else []))
        one: table.Measured = {
            "pages": sum(one.page for one in told),
            "readable": sum(one.readable for one in told),
            "unread": sum(one.readable and one.found[3] != READ for one in told),
            "wrong": [one.wrong for one in told if one.wrong],
            "found": list(dict.fromkeys(one.found for one in told)),
        }
        file.write_text(json.dumps(one), encoding="utf-8")
    kept_one: table.Measured = json.loads(file.read_text(encoding="utf-8"))
    return kept_one


@dataclass(frozen=True)
class Told:
    """One page or row: what was found, whether it is a page, and one that the rules can read; what is wrong."""

    found: table.Found
    page: bool
    readable: bool
    wrong: str


def _outcomes(
    lapse: Lapse, server: FixtureServer, lang: str, asked: Iterable[Cell], lists: list[str]
) -> Iterator[Told]:
    for seen in look(lapse, server, asked):
        cell, want = seen.cell, table.rule(seen.cell)
        found = (cell.setting, cell.generation.id, lang, seen.outcome)
        unlike = "" if seen.outcome == want else f"{cell}: {seen.outcome}, not {want}"
        yield Told(found, True, want == READ, seen.wrong or unlike)
    for row in rows(lapse, lists):
        found = (row.setting, "learnt" if row.learnt else "row", lang, row.outcome)
        yield Told(found, False, False, "; ".join(row.wrong))
