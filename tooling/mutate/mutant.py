"""One change to one part of the content script."""

from __future__ import annotations

from dataclasses import dataclass

from tooling.render import Part


class MutantError(Exception):
    """A table of this folder does not fit the parts or the document; the message says where and what to do."""


@dataclass(frozen=True)
class Mutant:
    """A text in a part and what stands there instead.

    Attributes:
        part: the file's name in templates/content/.
        function: the named function around it ("follow.arrive" for one inside another); "" for none.
        line: where the text begins, from 1.
        start: its place in the part's source, in characters.
        before: the text.
        after: what replaces it.
        rule: id of the rule that is broken; "" for a mechanical one.
    """

    part: str
    function: str
    line: int
    start: int
    before: str
    after: str
    rule: str = ""

    def applied(self, parts: list[Part]) -> list[Part]:
        """All parts, with the change made."""
        return [
            Part(part.name, self._changed(part.source)) if part.name == self.part else part
            for part in parts
        ]

    def _changed(self, source: str) -> str:
        return source[: self.start] + self.after + source[self.start + len(self.before) :]

    def __str__(self) -> str:
        where = f"templates/content/{self.part}:{self.line} {self.function}".rstrip()
        removed = "\n".join(f"  - {line}" for line in self.before.splitlines())
        added = "\n".join(f"  + {line}" for line in (self.after or "(nothing)").splitlines())
        return f"{where}\n{removed}\n{added}"
