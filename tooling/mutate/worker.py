"""A process with one browser that runs the page tests again and again, each time with other parts.

pytest runs once. Instead of going through the tests it takes tasks from a connection; the browser and the
local server stay up between them, since they belong to the session.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tooling import paths, render, safety

from .mutant import Mutant

OPTIONS = (
    "tests/page",
    "-kchromium",
    safety.WHOLE,  # also what is dealt to another browser
    "-mnot hypothesis",  # what pages they draw is chance: it must not be chance whether a mutant is caught
    "--no-evidence",  # nearly every test that fails here is meant to
    "--override-ini=timeout=0",  # a page that hangs is the other process's affair
    "--capture=no",
    "-pno:cacheprovider",
)


@dataclass(frozen=True)
class Task:
    """What to run.

    Attributes:
        mutant: the change to make; None: none, and `first` alone is run.
        first: names of tests to begin with; those of the touched part come next, then all others.
    """

    mutant: Mutant | None
    first: tuple[str, ...]


@dataclass(frozen=True)
class Started:
    """A test begins: who waits can tell one that hangs."""

    test: str


@dataclass(frozen=True)
class Answer:
    """What came of a task.

    Attributes:
        failed: the first test that failed; None where all passed.
        sound: whether that test passes again without the change, so that it is the change that fails.
    """

    failed: str | None
    sound: bool = True


def work(connection: Connection, folder: Path) -> None:
    """Run tasks until the process is ended; what pytest prints goes to log.txt in the folder."""
    os.setsid()  # who ends this process ends its browser with it
    os.environ["TMPDIR"] = str(folder)
    log = os.open(folder / "log.txt", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(paths.ROOT)
    pytest.main(list(OPTIONS), plugins=[_Tasks(connection)])


class _Tasks:
    """The pytest plugin that runs tasks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._parts = render.content_parts()
        self._patch = pytest.MonkeyPatch()
        self._failed = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed or not session.items:
            raise session.Interrupted("the page tests cannot be collected")
        while True:
            self._connection.send(self._do(self._connection.recv(), session))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # A browser that is not there must not pass for a test that nothing broke.
        self._failed = self._failed or report.outcome != "passed"

    def _do(self, task: Task, session: pytest.Session) -> Answer:
        self._break(task.mutant)
        for item in _ordered(session.items, task):
            if not self._passes(item, session):
                self._break(None)
                return Answer(item.nodeid, self._passes(item, session))
        return Answer(None)

    def _break(self, mutant: Mutant | None) -> None:
        parts = mutant.applied(self._parts) if mutant else self._parts
        self._patch.undo()
        self._patch.setattr(render, "content_parts", lambda: parts)
        render.parts_for_tests.cache_clear()

    def _passes(self, item: pytest.Item, session: pytest.Session) -> bool:
        self._failed = False
        self._connection.send(Started(item.nodeid))
        # As if the session came next: what belongs to anything smaller is torn down.
        item.ihook.pytest_runtest_protocol(item=item, nextitem=session)
        return not self._failed


def _ordered(items: Iterable[pytest.Item], task: Task) -> list[pytest.Item]:
    first = {name: place for place, name in enumerate(task.first)}
    if task.mutant is None:
        return [item for item in items if item.nodeid in first]
    own = f"test_{task.mutant.part.removesuffix('.js')}.py"
    return sorted(
        items, key=lambda item: (first.get(item.nodeid, len(first)), item.path.name != own)
    )
