"""Words of ours for texts that may not stay: nothing of them but a rough length.

The same text gets the same filler all over a session, since two controls of one name are another
page than two of different names. Not so where it is very short: a name whose letters stand in
elements of their own would be a cipher that anybody can solve.
"""

from __future__ import annotations

LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowels: what they spell is no word that a rule could know."""

CIPHER = 3
"""Texts of at most so many letters get new filler each time."""

# Longest text of a class, and what stands for it; the mark makes different texts different.
FORMS = (
    (12, "Filler {}"),
    (40, "Filler of a label {}"),
    (160, "Filler of a sentence that was longer than a label {}"),
    (
        10**9,
        "Filler of a paragraph that was longer than a sentence, which is all that is told of it {}",
    ),
)


def mark(number: int) -> str:
    """The letters for 0, 1, 2 ...: "b", "c", ... "bb", "bc" ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


class Filler:
    """Hands out filler, and neutral names for ids."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._number = 0

    def text(self, text: str) -> str:
        """What stands for a text."""
        form = next(form for longest, form in FORMS if len(text) <= longest)
        if text in self._texts:
            return self._texts[text]
        filler = form.format(mark(self._number))
        self._number += 1
        if len(text) > CIPHER:
            self._texts[text] = filler
        return filler

    def name(self, name: str) -> str:
        """What stands for an id or name."""
        return self._names.setdefault(name, f"n-{mark(len(self._names))}")
