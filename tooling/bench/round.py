"""What every measure is given, how runs are counted, and how waiting is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from selenium.webdriver.common.actions.action_builder import ActionBuilder

from tooling.browsers import Browser
from tooling.server import FixtureServer

from . import BenchError
from .figures import Figures
from .subjects import Subject

T = TypeVar("T")
TELL_EVERY = 10
"""s between two lines of progress."""


@dataclass
class Round:
    """One browser's part of a run.

    Attributes:
        name: "chromium" or "firefox".
        subjects: open browsers: without, ours, others.
        server: stands for www.linkedin.com.
        built: the folder with both builds.
        figures: takes what is measured.
        counted: runs that count.
        warm_up: runs before them that do not.
        sizes: elements and switches of the generated pages.
        console: for progress; None: nothing is told.
    """

    name: str
    subjects: list[Subject]
    server: FixtureServer
    built: Path
    figures: Figures
    counted: int
    warm_up: int
    sizes: tuple[tuple[int, int], ...]
    console: Console | None

    @property
    def ours(self) -> Subject:
        """The browser with our extension."""
        return self.subjects[1]

    def add(self, question: str, case: str, subject: str, *values: float) -> None:
        """Keeps figures of this browser."""
        self.figures.add(question, self.name, case, subject, *values)

    def runs(self, what: str, times: int = 1) -> Iterator[bool]:
        """Runs of a measure, with progress: whether each counts.

        Args:
            what: told as progress.
            times: how many times as many as others have.
        """
        whole = self.warm_up + self.counted * times
        began = told = time.monotonic()
        for number in range(whole):
            yield number >= self.warm_up
            if self.console and (now := time.monotonic()) > told + TELL_EVERY:
                told = now
                left = (now - began) / (number + 1) * (whole - number - 1)
                self.console.print(
                    f"  {what}: run {number + 1} of {whole}, about {left:.0f} s more"
                )

    def in_turn(self, number: int) -> list[Subject]:
        """All subjects, another one first each time: none profits from its place."""
        at = number % len(self.subjects)
        return self.subjects[at:] + self.subjects[:at]


def until(check: Callable[[], T], what: str, seconds: float = 15) -> T:
    """Asks every 10 ms until the answer is true, and returns it.

    Raises:
        BenchError: it was not true in time.
    """
    end = time.monotonic() + seconds
    while not (answer := check()):
        if time.monotonic() > end:
            raise BenchError(
                f"{what}: not within {seconds} s. See with `invoke test` whether the extension works here; "
                "on a machine that is busy with something else, measure again when it is idle."
            )
        time.sleep(0.01)
    return answer


def rest(seconds: float) -> None:
    """Lets a page live: what is measured happens in this time."""
    time.sleep(seconds)


def click(browser: Browser, selector: str) -> None:
    """The member's click in the middle of an element, by the mouse."""
    x, y = browser.run(
        """
        const element = document.querySelector(arguments[0]);
        const target = element.closest("label") ?? element;
        target.scrollIntoView({ block: "center" });
        const box = target.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
        """,
        selector,
    )
    actions = ActionBuilder(browser.driver)
    actions.pointer_action.move_to_location(round(x), round(y))  # type: ignore[no-untyped-call]
    actions.pointer_action.click()
    actions.perform()


def asked(browser: Browser, script: str, *arguments: Any) -> Any:
    """Runs a script in the extension's helper window."""
    with browser.helper():
        return browser.run(script, *arguments)
