"""The rules of the grammar by name, and the dice that draw them.

A rule that makes a page doubtful, so that `unknown` is a right answer, is in DOUBTS: nothing has to be read for
certain on such a page, and still it must never be called off.

What is not generated, since nothing on the page would tell: a switch that is drawn off for more than 2 s and turns
on later, without word, spinner, `aria-busy` or change (docs/recognition.md, "What stays possible").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tests.generated.facts import ENGLISH, LANGUAGES, Language
from tests.generated.markup import GENERATIONS

T = TypeVar("T")

CLICKS = ("click", "click-refused", "click-forgotten", "changed-by-page")
WALLS = ("login-wall", "checkpoint", "page-not-found")
SAFE_ONLY = ("mutating-inside", "spinner-forever", "word-against")
"""Doubts about an off alone: what shares is read all the same."""
DOUBTS = (
    *WALLS,
    *("never", "never-hydrated", "second-candidate", "faint-twin"),
    *("foreign-key", "foreign-beside", "aria-against"),
)
EVERYWHERE = (
    *LANGUAGES,
    *("mobile-tree", "narrow", "late-complete", "second-load", "changed-elsewhere"),
    *("cookie-wall", "hostile-names", "mutating-outside"),
)
OWN = (
    *EVERYWHERE,
    *("shadow", "frame"),
    *("several", "boxes", "choice", "keyed", "select", "legacy-address"),
    *("word", "hidden-input", "aria-beside", "wrappers"),
    *("label-nested", "label-invisible", "label-huge", "label-missing"),
    *("appears", "drawn-off", "drawn-on", "too-late", "pieces", "soft", "soft-patched", "stale"),
    *("signal-word", "signal-spinner", "signal-busy", "signal-changes", "shortly-silent"),
    *("drawn-locked", "hydrated-anew", "replaced"),
    *("disabled", "fieldset", "aria-disabled"),
    *CLICKS,
    *("shell-switch", "extra-box", "extra-switch", "extra-select", "notification-boxes"),
    *("hidden-twin", "hidden-spinner"),
    *SAFE_ONLY,
    *DOUBTS,
)
LIST_GENERATIONS = ("list-plain", "list-react", "list-virtual")
LISTED = (
    *EVERYWHERE,
    *("list-all-off", "list-late", "list-pieces", "list-joined", "spinner-forever", "login-wall"),
    *("rows-not-offered", "rows-unknown", "rows-twice", "rows-drawn-off", "rows-value-late"),
    *("rows-badge", "rows-subtitle", "rows-strange-word", "rows-whole-address"),
)
OTHERS = (*EVERYWHERE, "other-keyed", "other-switches", "other-near-keys")
FAMILIES: dict[str, tuple[str, ...]] = (
    dict.fromkeys(GENERATIONS, OWN) | dict.fromkeys(LIST_GENERATIONS, LISTED) | {"other": OTHERS}
)
"""What a page is drawn as, and the rules that may apply to it."""
RULES = tuple(dict.fromkeys([*FAMILIES, *(rule for rules in FAMILIES.values() for rule in rules)]))
NEEDS = {
    "changed-elsewhere": ("second-load",),
    "pieces": ("several",),
    "select": ("choice",),
    "stale": ("soft",),
    "signal-word": ("drawn-off", "word"),
    "signal-changes": ("drawn-off",),
    "signal-spinner": ("drawn-off",),
    "signal-busy": ("drawn-off",),
    "shortly-silent": ("drawn-off",),
    "drawn-locked": ("drawn-off",),
    "hydrated-anew": ("drawn-off",),
    "word-against": ("word",),
}
"""Rules without which a rule does not apply."""
OUT_OF_REACH = ("frame", "never", "never-hydrated", "disabled", "fieldset", "aria-disabled", *WALLS)
BARS = {
    **dict.fromkeys(CLICKS, (*OUT_OF_REACH, "choice")),
    "drawn-locked": ("disabled", "fieldset", "aria-disabled"),
    "soft-patched": ("frame", "shadow"),
}
"""Rules beside which a rule seldom or never applies."""
LENGTH = 240
"""Bytes that a case is drawn from: more than any needs."""


class Dice:
    """Draws by rules and remembers which applied; a forced rule applies wherever it may.

    All comes from one row of bytes, a byte for a number: hypothesis makes it evenly, and shrinks it to zeros. Of
    strategies of its own, one for each number, it would copy numbers from one into another, and rules would seldom
    meet.
    """

    def __init__(self, drawn: bytes, family: str, forced: Sequence[str]) -> None:
        self._left = iter(drawn)
        self._forced = forced
        self._barred = {barred for rule in forced for barred in BARS.get(rule, ())}
        self.rules = {family}

    def maybe(self, rule: str, percent: int, *, may: bool = True) -> bool:
        """Draw whether a rule applies."""
        if not may or rule in self._barred:
            return False
        applies = self.number(0, 99) >= 100 - percent or rule in self._forced
        return self._note(rule) if applies else False

    def one(self, percents: dict[str, int]) -> str:
        """Draw one of several rules, or none of them: an empty string."""
        number, left = self.number(0, 99), 100 - sum(percents.values())
        chosen = ""
        for rule, percent in percents.items():
            if left <= number < left + percent:
                chosen = rule
            left += percent
        chosen = next((rule for rule in self._forced if rule in percents), chosen)
        if not chosen or chosen in self._barred:
            return ""
        self._note(chosen)
        return chosen

    def _note(self, rule: str) -> bool:
        assert rule in RULES, f"{rule} is no rule: add it to RULES"
        self.rules.add(rule)
        return True

    def number(self, low: int, high: int) -> int:
        """Draw a whole number, in 256 steps at most; the simplest is the lowest."""
        return low + next(self._left, 0) * (high - low + 1) // 256

    def of(self, options: Sequence[T]) -> T:
        """Draw one; the simplest is the first."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """Draw up to so many, one at least."""
        return [self.of(options) for _ in range(self.number(1, most))]

    def language(self) -> Language:
        """Draw the page's language."""
        rule = self.one(dict.fromkeys(LANGUAGES, 10))
        return self.of(LANGUAGES[rule]) if rule else ENGLISH
