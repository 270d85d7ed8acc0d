"""`invoke bench`: opens the browsers, asks every question, and writes the report."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from selenium.common.exceptions import WebDriverException

from tooling import paths
from tooling.browsers import Availability, ensure
from tooling.browsers.line import LineError
from tooling.server import FixtureServer

from . import (
    BenchError,
    bursts,
    loads,
    machine,
    marks,
    others,
    popups,
    report,
    scans,
    sites,
    sizes,
    visits,
)
from .figures import Figures
from .questions import BY_ID
from .round import Round
from .subjects import build, opened

BROWSERS = ("chromium", "firefox")
MEASURES = {
    "load": loads.measure,
    "visit": visits.measure,
    "scan": scans.measure,
    "mark": marks.measure,
    "wake": marks.measure_wake,
    "mutations": bursts.measure,
    "bytes": sizes.measure,
}
PARTIAL = paths.ROOT / "build" / "bench"
"""Where a run that does not ask everything writes: docs/bench/ holds whole runs alone."""
LEAST = 20
WARM_UP = 1
QUICK_SIZES = sites.SIZES[:2]


@dataclass(frozen=True)
class Options:
    """What the command was asked for.

    Attributes:
        runs: counted runs of each figure.
        only: ids of questions; none: all.
        browsers: one of BROWSERS; none: both.
        against: folders of other unpacked extensions.
        million: also a page of 1,000,000 elements.
        quick: two runs on small pages: whether it works, not how fast it is.
    """

    runs: int = LEAST
    only: tuple[str, ...] = ()
    browsers: tuple[str, ...] = BROWSERS
    against: tuple[Path, ...] = ()
    million: bool = False
    quick: bool = False
    to: Path | None = None

    def check(self) -> None:
        """Refuses what cannot be measured.

        Raises:
            BenchError: says what, and what there is instead.
        """
        for name in self.only:
            if name not in BY_ID:
                raise BenchError(f"--only: there is no question {name!r}. Take {', '.join(BY_ID)}.")
        for name in self.browsers:
            if name not in BROWSERS:
                raise BenchError(
                    f"--browser: there is no {name!r} here. Take {' or '.join(BROWSERS)}."
                )
        if self.runs < LEAST and not self.quick:
            raise BenchError(
                f"--runs: {self.runs} are too few to tell of a spread. Take {LEAST} or more, or --quick to try it out."
            )
        others.read(self.against, self.browsers)

    @property
    def groups(self) -> list[str]:
        """The measures that are wanted, in their order."""
        wanted = self.only or tuple(BY_ID)
        return list(dict.fromkeys(BY_ID[name].group for name in BY_ID if name in wanted))

    @property
    def folder(self) -> Path:
        """Where the report goes."""
        whole = not self.only and self.browsers == BROWSERS and not self.quick
        return self.to or (report.FOLDER if whole else PARTIAL)


@dataclass
class Outcome:
    """What became of a run: where its report is, and what could not be measured."""

    folder: Path
    failures: list[str] = field(default_factory=list)


def run(options: Options, console: Console | None = None) -> Outcome:
    """Measures, and writes the report.

    Raises:
        BenchError: the options cannot be met; says what to do.
    """
    options.check()
    console = console or Console()
    began = time.monotonic()
    counted, warm_up = (2, 1) if options.quick else (options.runs, WARM_UP)
    beside = others.read(options.against, options.browsers)
    figures = Figures(
        machine.about(counted)
        | {
            "warm_up": warm_up,
            "against": [one.name for one in beside if one.folder != others.LEAST],
        }
    )
    outcome = Outcome(options.folder)
    page_sizes = QUICK_SIZES if options.quick else sites.SIZES
    if options.million:
        page_sizes = (*page_sizes, sites.MILLION)
    with tempfile.TemporaryDirectory() as folder, FixtureServer() as server:
        built = build(Path(folder))
        if "package" in options.groups:
            sizes.measure_packages(figures, built)
        for name, where in ensure(options.browsers).items():
            if not where.ok:
                outcome.failures.append(where.sentence)
                continue
            fitting = [one for one in beside if one.fits(name)]
            with opened(where, server.port, built, fitting) as subjects:
                here = Round(
                    name, subjects, server, built, figures, counted, warm_up, page_sizes, console
                )
                figures.about["browsers"][name] = machine.version_of(subjects[0].browser)
                outcome.failures += _measured(options, here, where, console)
    if not figures.series:
        raise BenchError("nothing was measured: " + " ".join(outcome.failures))
    if options.only:
        figures.series = [one for one in figures.series if one.question in options.only]
    if outcome.failures and outcome.folder == report.FOLDER:
        outcome.folder = PARTIAL
    report.write(figures, outcome.folder)
    console.print(f"{time.monotonic() - began:.0f} s")
    return outcome


def _measured(options: Options, here: Round, where: Availability, console: Console) -> list[str]:
    """Asks one browser everything; what fails is left out. Returns what failed, with the remedy."""
    failures = []
    measures: Sequence[str] = [name for name in options.groups if name != "package"]
    for number, name in enumerate(measures):
        console.print(f"{here.name}: {name} ({number + 1} of {len(measures)})")
        here.server.reset()
        for subject in here.subjects:
            # A page that the last one left would work beside it.
            subject.browser.open("about:blank")
        try:
            if name == "popup":
                popups.measure(here, where)
            else:
                MEASURES[name](here)
        except (BenchError, LineError, WebDriverException, RuntimeError, OSError) as error:
            reason = error.msg if isinstance(error, WebDriverException) else str(error)
            asked = next(one.id for one in BY_ID.values() if one.group == name)
            failures.append(
                f"{here.name}, {name}: {(reason or type(error).__name__).strip().splitlines()[0]} Try it alone: "
                f"invoke bench --only {asked} --browser {here.name}"
            )
            console.print(f"  failed: {failures[-1]}", markup=False)
    return failures
