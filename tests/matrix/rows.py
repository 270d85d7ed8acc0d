"""What the rows of the lists say in each language: at first, and after it was learnt from own pages."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.matrix.cells import SETTLED
from tests.matrix.look import READ, is_safe
from tests.page.lapse import Lapse, Life, Lived, Load
from tooling.fixtures import Account, Page, Variant, book, document
from tooling.fixtures.listing import account_of

LESSONS = {"interest-categories": "on", "read-receipts": "off", "member-cookies": "off"}
"""Own pages that teach both words, one sight of on and two of off: of settings whose row shows nothing."""
SOME = "some"


@dataclass(frozen=True)
class Row:
    """One setting's row in one language: READ in every state that it can have, SOME, or "unseen".

    Attributes:
        learnt: whether own pages were visited before.
        wrong: what was said that is not so.
    """

    setting: str
    lang: str
    learnt: bool
    outcome: str
    wrong: tuple[str, ...] = ()


def rows(lapse: Lapse, langs: Iterable[str]) -> Iterator[Row]:
    """Read every list in every state, with and without lessons."""
    for lang, learnt in itertools.product(langs, (False, True)):
        asked = list(itertools.product(book().lists, ("on", "off", "partial")))
        accounts = [account_of(book(), name, state) for name, state in asked]
        lived = lapse.lives(
            Life([*(_lessons(lang) if learnt else ()), _list(name, account, lang)])
            for (name, _), account in zip(asked, accounts, strict=True)
        )
        for page in shown():
            seen = [
                (account, one)
                for (name, _), account, one in zip(asked, accounts, lived, strict=True)
                if page.list == name
            ]
            yield _row(page, lang, learnt, seen)


def shown() -> list[Page]:
    """Settings whose row shows a value."""
    return [
        page
        for page in book().pages.values()
        if page.is_read and page.list and page.row_kind != "none"
    ]


def _lessons(lang: str) -> list[Load]:
    pages = [(book().pages[name], state) for name, state in LESSONS.items()]
    return [
        Load(
            page.path,
            document(page.path, {page.id: page.truth(state)}, Variant(lang=lang)),
            ms=SETTLED,
        )
        for page, state in pages
    ]


def _list(name: str, account: Account, lang: str) -> Load:
    path = book().list_path(name)
    return Load(path, document(path, account, Variant(lang=lang)), ms=SETTLED)


def _row(page: Page, lang: str, learnt: bool, seen: list[tuple[Account, Lived]]) -> Row:
    right, wrong = [], []
    for account, lived in seen:
        truth = page.state(account[page.id])
        said = lived.states[page.id]
        passed = {change.state for change in lived.changes if change.setting == page.id}
        if lived.errors or any(is_safe(one) for one in passed) > (truth == "off"):
            wrong.append(f"{page.id}, {lang}: said {passed} of {truth} {lived.errors[:1]}")
        elif said["state"] == truth:
            right.append(truth)
        elif said["state"] != "unseen":
            wrong.append(f"{page.id}, {lang}: said {said['state']} of {truth}")
    outcome = READ if len(right) == len(seen) else SOME if right else "unseen"
    return Row(page.id, lang, learnt, outcome, tuple(wrong))
