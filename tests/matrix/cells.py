"""Every setting in every generation of markup, language and state that it can have, and what must be read there."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.page.lapse import Life, Load
from tooling.fixtures import (
    GENERATIONS,
    Generation,
    Page,
    Truth,
    Variant,
    book,
    document,
    not_applicable,
)
from tooling.fixtures.expected import on_own_page
from tooling.server import FixtureServer

SETTLED = 3_500
"""Virtual ms in which everything is said that can be read: 2 s of quiet, and more."""
GIVEN_UP = 11_500
"""Virtual ms after which an unknown is said, or that several controls are off or locked: 10 s, and more."""
FRAME = "/psettings/frame/"


@dataclass(frozen=True)
class Cell:
    """One setting's own page, drawn once.

    Attributes:
        truth: what is chosen there.
        locked: whether the member cannot change it.
    """

    setting: str
    generation: Generation
    lang: str
    truth: Truth
    locked: bool

    @property
    def page(self) -> Page:
        """What is drawn."""
        return book().pages[self.setting]

    @property
    def expected(self) -> dict[str, Any] | None:
        """The reading, worked out from the truth; None where nothing may be said."""
        return on_own_page(self.page, self.truth, self._variant)

    @property
    def _variant(self) -> Variant:
        drawn = self.generation.drawn(self.page, self.lang)
        return replace(drawn, locked="disabled" if self.locked else None)

    def life(self, server: FixtureServer) -> Life:
        """One load of it. What stands in a frame is put on the server."""
        account = {self.setting: self.truth}
        path = self.generation.path(self.page)
        html = document(path, account, self._variant)
        framed = self.generation.variant.frame
        if framed:
            name = (
                f"{FRAME}{self.setting}-{self.lang}-{'-'.join(map(str, self.truth))}-{self.locked}"
            )
            server.page(name, document(f"{FRAME}{self.setting}", account, self._variant))
            html = html.replace(f"{FRAME}{self.setting}", name)
        expected = self.expected
        sharing = expected is not None and expected["state"] in ("on", "partial")
        known = expected is not None and expected["state"] != "unknown"
        soon = sharing or (known and not self.page.several)
        return Life(
            [Load(path, html, ms=SETTLED if soon else GIVEN_UP, width=self.generation.width)]
        )

    def __str__(self) -> str:
        return f"{self.setting}, {self.generation.id}, {self.lang}, {self.truth}, locked: {self.locked}"


def truths(page: Page, *, locked: bool = True) -> Iterator[tuple[Truth, bool]]:
    """What can be chosen on a page, and whether it is locked: on, off, the first alone, each value between."""
    states = ["on", "off", *(["partial"] if page.several else [])]
    chosen = [page.truth(state) for state in states]
    for at, control in enumerate(page.controls):
        chosen += [
            (*chosen[0][:at], value, *chosen[0][at + 1 :]) for value in range(2, control.size - 1)
        ]
    yield from ((truth, False) for truth in dict.fromkeys(chosen))
    if locked:
        yield from ((page.truth(state), True) for state in states)


def columns(page: Page) -> list[Generation]:
    """The generations in which a page can occur."""
    return [one for one in GENERATIONS if not not_applicable(book(), page, one)]


def cells(langs: Iterable[str], only: Generation | None = None) -> Iterator[Cell]:
    """Every page that can occur in these languages; in English locked ones, too."""
    for page, lang in itertools.product(book().pages.values(), langs):
        for one in columns(page) if page.is_read else []:
            if only in (None, one):
                for truth, locked in truths(page, locked=lang == "en"):
                    yield Cell(page.id, one, lang, truth, locked)


EACH = 11
"""In a language other than English every setting is drawn in one of so many of its generations."""


def dealt(asked: Iterable[Cell], hand: int) -> Iterator[Cell]:
    """What one browser of two reads: of each setting, generation and language every second state.

    Of other languages than English a part, so that each setting, each generation and each language meet in pairs.
    """
    languages = tuple(book().words)
    alike = itertools.groupby(asked, lambda cell: (cell.setting, cell.generation, cell.lang))
    for number, ((_, one, lang), some) in enumerate(alike):
        first = GENERATIONS.index(one) + languages.index(lang)
        if lang == "en" or (number + languages.index(lang)) % EACH == 0:
            yield from (cell for at, cell in enumerate(some, first) if at % 2 == hand)
