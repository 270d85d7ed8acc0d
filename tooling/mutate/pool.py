"""Mutants run in several browsers at a time, and the judgement of what comes out."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import shutil
import signal
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from .mutant import Mutant, MutantError
from .worker import Answer, Task, work

HANGS_AFTER = 30
"""s for one test, most of which take 0.2 s."""
STARTS_WITHIN = 120
"""s for the first one: it waits for the process, the build and the browser."""
TRIED_FIRST = 6
"""Tests that caught the last mutants of the same function."""

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        mutant: which.
        caught: by which test; None: it survived.
    """

    mutant: Mutant
    caught: str | None


def run(mutants: list[Mutant], jobs: int, seconds: float = float("inf")) -> Iterator[Verdict]:
    """Run mutants and give each verdict as it comes; none is begun after so many seconds.

    Raises:
        MutantError: a test fails without any change, or the tests cannot be run.
    """
    until = time.monotonic() + seconds
    judge = _Judge(min(jobs, len(mutants)), until)
    threads = ThreadPoolExecutor(max_workers=jobs)
    try:
        futures = [threads.submit(judge.judge, mutant) for mutant in mutants]
        for future in as_completed(futures):
            if verdict := future.result():
                yield verdict
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        judge.end()


class _Judge:
    """Hands out mutants to idle browsers, each with the tests that will most likely catch it first."""

    def __init__(self, jobs: int, until: float) -> None:
        self._until = until
        self._hands = [_Hand() for _ in range(jobs)]
        self._idle: queue.SimpleQueue[_Hand] = queue.SimpleQueue()
        for hand in self._hands:
            self._idle.put(hand)
        self._caught_by: dict[tuple[str, str], list[str]] = defaultdict(list)

    def judge(self, mutant: Mutant) -> Verdict | None:
        """Run one mutant; None where there is no more time."""
        if time.monotonic() > self._until:
            return None
        hand = self._idle.get()
        try:
            return Verdict(mutant, self._catch(mutant, hand))
        finally:
            self._idle.put(hand)

    def _catch(self, mutant: Mutant, hand: _Hand) -> str | None:
        before = self._caught_by[mutant.part, mutant.function]
        answer = hand.ask(Task(mutant, tuple(before)))
        if answer.failed is None:
            return None
        before[:] = dict.fromkeys([answer.failed, *before][: TRIED_FIRST + 1])
        if answer.sound:
            return answer.failed
        # The page hangs, or the browser is gone: in a new one the same test has to pass without the change.
        said = hand.renew()
        if not answer.failed:
            msg = f"The page tests cannot be run: mend them first.\n{said}"
            raise MutantError(msg)
        if hand.ask(Task(None, (answer.failed,))).failed is not None:
            msg = f"{answer.failed} fails without any change: mend it first.\n{said}"
            raise MutantError(msg)
        return f"{answer.failed}, which broke the page"

    def end(self) -> None:
        for hand in self._hands:
            hand.end()


class _Hand:
    """One worker process with its browser; what it prints and leaves behind is in a folder of its own."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="still-on-"))
        self._patience = STARTS_WITHIN
        self._connection, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=work, args=(theirs, self._folder), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, task: Task) -> Answer:
        """Run a task; where the page hangs or the process ends, the answer is not sound."""
        test = ""
        with contextlib.suppress(EOFError, OSError):
            self._connection.send(task)
            while self._connection.poll(self._patience):
                heard = self._connection.recv()
                if isinstance(heard, Answer):
                    self._patience = HANGS_AFTER
                    return heard
                test = heard.test
        return Answer(test, sound=False)

    def renew(self) -> str:
        """Take another process; return the end of what the old one printed."""
        said = (self._folder / "log.txt").read_text(encoding="utf-8", errors="replace")
        self.end()
        self._start()
        return "\n".join(said.splitlines()[-20:])

    def end(self) -> None:
        """End the process and its browser, whatever they are at."""
        self._process.kill()
        if self._process.pid:
            with contextlib.suppress(ProcessLookupError):  # too young to have a group
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.join()
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)
