"""The tests: unit tests on all cores, page and browser tests in four browsers, then what is timed, alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tooling import browsers, lint, paths, render, safety, tools
from tooling.browsers import remote
from tooling.browsers.install import HERE

UNIT = "tests/unit"
PAGE = "tests/page"
BUDGET = "tests/budget"
GENERATED = "tests/generated"
BROWSERS = ("chromium", "firefox")
MAY_END = ["--reruns", "1"]
"""Where the browser itself has ended. Not for unit tests: to ask whether one has run before takes 40 ms."""
IN_TURNS = ["--numprocesses", "4", "--dist", "loadgroup", *MAY_END]
NO_TESTS = 5  # pytest's exit code where nothing was collected, as with -k


@dataclass(frozen=True)
class Where:
    """Which browsers run the tests.

    Attributes:
        browser: "chromium" or "firefox"; "" for both.
        remote: address of a WebDriver endpoint that has them; "" for this machine's.
        here: by what address the endpoint's machines reach this one.
    """

    browser: str = ""
    remote: str = ""
    here: str = HERE

    @property
    def options(self) -> list[str]:
        """As pytest takes them."""
        named = {"--browser": self.browser, "--remote": self.remote, "--here": self.here}
        return [part for name, value in named.items() if value for part in (name, value)]

    def ensure(self) -> list[browsers.Availability]:
        """Find the browsers, and install those that are missing on this machine.

        Raises:
            ToolError: there is no such browser.
        """
        names = named(self.browser)
        if self.remote:
            return [remote.find(name, self.remote, self.here) for name in names]
        return list(browsers.ensure(names).values())


def named(browser: str) -> list[str]:
    """Return the browser of that name, both for none.

    Raises:
        ToolError: there is no such browser.
    """
    if browser not in ("", *BROWSERS):
        msg = f"--browser: there is no {browser!r} here: take {' or '.join(BROWSERS)}."
        raise tools.ToolError(msg)
    return [browser] if browser else list(BROWSERS)


def run(*, everything: bool = False, keyword: str = "", where: Where | None = None) -> bool:
    """Lint, build and run the tests; say which browser was skipped; return whether all is well.

    Args:
        everything: the tests marked slow, too, and the whole numbers of the safety tests.
        keyword: only tests whose name matches (pytest -k); then lint is left out.
        where: other browsers than the two of this machine.

    Raises:
        BuildError, CatalogueError: the extension cannot be built.
        ToolError: a tool cannot be had.
    """
    where = where or Where()
    tools.ensure_lint_extra()
    tools.ensure_npm_packages()
    found = where.ensure()
    clean = True if keyword else lint.lint()
    render.build()
    chosen = [*where.options, *(["-k", keyword] if keyword else [])]
    slow, whole = ("", [safety.WHOLE]) if everything else (" and not slow", [])
    codes = [
        _pytest(UNIT, "--numprocesses", "auto", *chosen),
        _pytest("tests", "--ignore", UNIT, *IN_TURNS, "-m", f"not timed{slow}", *whole, *chosen),
        # Times mean something only with the machine to themselves.
        _pytest(BUDGET, *MAY_END, "-m", f"timed{slow}", *whole, *chosen),
    ]
    skipped = _say_skipped(found)
    good = set(codes) <= ({0, NO_TESTS} if keyword else {0}) and set(codes) != {NO_TESTS}
    # Where nobody looks at the output, a browser that was left out must not pass for tested.
    complete = not (skipped and os.environ.get("CI") == "true")
    return clean and good and complete


def run_fast(where: Where) -> bool:
    """Run the unit tests, and the tests of small pages in one browser: the first look at a change.

    Args:
        where: Chromium, where it names no browser.

    Raises:
        BuildError, CatalogueError, ToolError: as for `run`.
    """
    where = replace(where, browser=where.browser or BROWSERS[0])
    tools.ensure_lint_extra()
    tools.ensure_npm_packages()
    skipped = _say_skipped(where.ensure())
    render.build()
    codes = [
        _pytest(UNIT, "--numprocesses", "auto"),
        _pytest(PAGE, *IN_TURNS, "-m", "not slow", "-k", "not saved_pages", *where.options),
    ]
    return not any(codes) and not skipped


def _say_skipped(found: Iterable[browsers.Availability]) -> bool:
    skipped = [one for one in found if not one.ok]
    for one in skipped:
        print(f"SKIPPED: {one.sentence}")
    return bool(skipped)


def run_safety(*, everything: bool = False) -> bool:
    """Run the tests marked safety, which end with their table; return whether every finding is 0.

    Args:
        everything: the slow ones, too, and the whole numbers; else the sample that `run` takes.
    """
    found = Where().ensure()
    chosen = [safety.WHOLE, "-m", "safety"] if everything else ["-m", "safety and not slow"]
    code = _pytest("tests", *IN_TURNS, *chosen)
    return not _say_skipped(found) and code == 0


def run_fuzz(pages: int, browser: str, seed: str = "") -> bool:
    """Judge generated settings pages, with progress; return whether nothing was found.

    Args:
        pages: how many in each browser.
        browser: "chromium" or "firefox"; "" for one after the other.
        seed: what a run said that is to be repeated; "" draws one.

    Raises:
        ToolError: there is no such browser.
    """
    where = Where(browser)
    skipped = _say_skipped(where.ensure())
    chosen = ["-k", "nothing_safer", "--pages", str(pages), *where.options]
    code = _pytest(GENERATED, *MAY_END, "-s", *chosen, seed=seed)
    return code == 0 and not skipped


def _pytest(*arguments: str, seed: str = "") -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    environment = {**os.environ, "STILL_ON_SEED": seed} if seed else None
    return subprocess.run(command, cwd=paths.ROOT, check=False, env=environment).returncode
