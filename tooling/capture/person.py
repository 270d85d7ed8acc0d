"""Whom the capture asks: a person at a terminal, or a test."""

from __future__ import annotations

import sys
from typing import Protocol

from rich.console import Console
from rich.table import Table

from .problem import CaptureError


class Person(Protocol):
    """Somebody who is told, waited for and asked."""

    def tell(self, what: str | Table) -> None:
        """Shows a line or a table."""

    def wait(self, what: str) -> None:
        """Waits until the person is ready."""

    def agrees(self, question: str) -> bool:
        """Asks; no answer is a no."""


class Terminal:
    """The contributor's terminal."""

    def __init__(self) -> None:
        self._console = Console()

    def tell(self, what: str | Table) -> None:
        """Shows a line or a table; words of a page are never taken for commands of the terminal."""
        shown = _printable(what) if isinstance(what, str) else what
        self._console.print(shown, markup=False, highlight=False, soft_wrap=True)

    def wait(self, what: str) -> None:
        """Waits for Enter.

        Raises:
            CaptureError: nobody can press it.
        """
        if not sys.stdin.isatty():
            raise CaptureError(
                "Nobody is at the keyboard to sign in: run this in a terminal of your own."
            )
        self.tell(what)
        sys.stdin.readline()

    def agrees(self, question: str) -> bool:
        """Asks with "no" as the default, which is also the answer where nobody is there."""
        self.tell(f"{question} [y/N]")
        return sys.stdin.isatty() and sys.stdin.readline().strip().lower() in ("y", "yes")


def _printable(text: str) -> str:
    return "".join(
        one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in text
    )
