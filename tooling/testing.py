"""The tests: unit tests on all cores, page and browser tests in four browsers, then what is timed, alone."""

import os
import subprocess
import sys

from tooling import browsers, lint, paths, render, safety, tools

UNIT = "tests/unit"
BUDGET = "tests/budget"
GENERATED = "tests/generated"
BROWSERS = ("chromium", "firefox")
IN_TURNS = ["--numprocesses", "4", "--dist", "loadgroup"]
NO_TESTS = 5  # pytest's exit code where nothing was collected, as with -k


def run(*, fast: bool = False, everything: bool = False, keyword: str = "") -> bool:
    """Lint, build and run the tests; say which browser was skipped; return whether all is well.

    Args:
        fast: lint and unit tests alone.
        everything: the tests marked slow, too, and the whole numbers of the safety tests.
        keyword: only tests whose name matches (pytest -k); then lint is left out.

    Raises:
        BuildError, CatalogueError: the extension cannot be built.
        ToolError: a tool cannot be had.
    """
    tools.ensure_lint_extra()
    tools.ensure_npm_packages()
    found = {} if fast else browsers.ensure()
    clean = True if keyword else lint.lint()
    render.build()
    chosen = ["-k", keyword] if keyword else []
    codes = [_pytest(UNIT, "--numprocesses", "auto", *chosen)]
    if not fast:
        marks = [safety.WHOLE] if everything else ["-m", "not slow"]
        codes.append(
            _pytest("tests", "--ignore", UNIT, "--ignore", BUDGET, *IN_TURNS, *marks, *chosen)
        )
        # Times mean something only with the machine to themselves.
        codes.append(_pytest(BUDGET, *marks, *chosen))
    skipped = [one for one in found.values() if not one.ok]
    for one in skipped:
        print(f"SKIPPED: {one.sentence}")
    good = set(codes) <= ({0, NO_TESTS} if keyword else {0}) and set(codes) != {NO_TESTS}
    # Where nobody looks at the output, a browser that was left out must not pass for tested.
    complete = not (skipped and os.environ.get("CI") == "true")
    return clean and good and complete


def run_safety(*, everything: bool = False) -> bool:
    """Run the tests marked safety, which end with their table; return whether every finding is 0.

    Args:
        everything: the slow ones, too, and the whole numbers; else the sample that `run` takes.
    """
    found = browsers.ensure()
    chosen = [safety.WHOLE, "-m", "safety"] if everything else ["-m", "safety and not slow"]
    code = _pytest("tests", *IN_TURNS, *chosen)
    skipped = [one for one in found.values() if not one.ok]
    for one in skipped:
        print(f"SKIPPED: {one.sentence}")
    return code == 0 and not skipped


def run_fuzz(pages: int, browser: str, seed: str = "") -> bool:
    """Judge generated settings pages, with progress; return whether nothing was found.

    Args:
        pages: how many in each browser.
        browser: "chromium" or "firefox"; "" for one after the other.
        seed: what a run said that is to be repeated; "" draws one.

    Raises:
        ToolError: there is no such browser.
    """
    if browser not in ("", *BROWSERS):
        msg = f"--browser: there is no {browser!r} here: take {' or '.join(BROWSERS)}."
        raise tools.ToolError(msg)
    names = [browser] if browser else list(BROWSERS)
    found = browsers.ensure(names)
    for one in found.values():
        if not one.ok:
            print(f"SKIPPED: {one.sentence}")
    chosen = ["-k", f"nothing_safer and ({' or '.join(names)})", "--pages", str(pages)]
    code = _pytest(GENERATED, "-s", *chosen, seed=seed)
    return code == 0 and all(one.ok for one in found.values())


def _pytest(*arguments: str, seed: str = "") -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    environment = {**os.environ, "STILL_ON_SEED": seed} if seed else None
    return subprocess.run(command, cwd=paths.ROOT, check=False, env=environment).returncode
