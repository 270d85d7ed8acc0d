"""The commands: `invoke --list`. Each task calls the tooling and prints what it did."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from tooling import catalogue, paths, render, tools
from tooling.bench import BenchError
from tooling.capture.problem import CaptureError
from tooling.mutate import MutantError


@contextmanager
def _told() -> Iterator[None]:
    """End with an error's own words where they say place and remedy: no traceback adds to them."""
    try:
        yield
    except (
        render.BuildError,
        catalogue.CatalogueError,
        tools.ToolError,
        CaptureError,
        MutantError,
        BenchError,
    ) as error:
        sys.exit(f"failed\n{error}")


@task
def build(_: Context) -> None:
    """Build dist/chrome and dist/firefox, loadable as they are."""
    with _told():
        for folder in render.build():
            print(f"built {paths.shown(folder)}")


@task
def package(_: Context) -> None:
    """Write the stores' zips, the source archive, SHA256SUMS and the CycloneDX list to dist/, reproducibly."""
    from tooling import package as packing  # noqa: PLC0415  only this task needs it

    with _told():
        for archive in packing.package():
            print(f"packed {paths.shown(archive)} ({archive.stat().st_size:,} bytes)")


@task
def fixtures(_: Context) -> None:
    """Write tests/fixtures/expected/ anew from what the fixtures declare; read the difference before committing."""
    from tooling import fixtures as saved  # noqa: PLC0415  only this task needs it

    with _told():
        print(f"wrote {saved.write_expected()} files to tests/fixtures/expected/")


@task(
    name="matrix",
    help={"all": "every state in every language, in both browsers: an hour or more"},
)
def matrix(_: Context, all: bool = False) -> None:  # noqa: A002
    """Read settings in every generation and language, and write the table in docs/recognition.md."""
    from tests.matrix import measure  # noqa: PLC0415  only this task needs it

    with _told():
        sys.exit(not measure.run(everything=all))


@task
def lint(_: Context) -> None:
    """Check Python, JavaScript, CSS, types, the catalogue and the Firefox build; run no test."""
    from tooling import lint as linting  # noqa: PLC0415  only this task needs it

    with _told():
        sys.exit(not linting.lint())


@task(
    help={
        "version": "as X.Y.Z",
        "dry-run": "show what would change, and change nothing",
        "check": "print the changelog of a version that is checked out and tagged, or say what does not agree",
    },
)
def release(_: Context, version: str, dry_run: bool = False, check: bool = False) -> None:
    """Set the version, date its changelog, commit and tag; push nothing."""
    from tooling import release as releasing  # noqa: PLC0415  only this task needs it

    try:
        print(releasing.check(version) if check else releasing.release(version, dry_run=dry_run))
    except releasing.ReleaseError as error:
        sys.exit(f"no release\n{error}")


@task
def audit(_: Context) -> None:
    """Ask PyPI and the npm registry for known weaknesses of what is pinned; 2 where they do not answer."""
    from tooling import audit as auditing  # noqa: PLC0415  only this task needs it

    with _told():
        sys.exit(auditing.run())


@task(
    name="test",
    help={
        "fast": "unit tests, and tests of small pages in one browser: a minute and a half",
        "all": "the slow tests, too",
        "k": "only tests whose names match, as pytest's -k; lint is left out",
        "browser": "chromium or firefox; both where left out",
        "remote": "a WebDriver endpoint that has the browsers, as http://grid:4444",
        "here": "by what address the endpoint's machines reach this one",
    },
)
def run_tests(  # noqa: PLR0913, PLR0917 - each is an option
    _: Context,
    fast: bool = False,
    all: bool = False,  # noqa: A002
    k: str = "",
    browser: str = "",
    remote: str = "",
    here: str = "127.0.0.1",
) -> None:
    """Install what is missing, lint, build, and run the tests in Chromium and Firefox."""
    from tooling import testing  # noqa: PLC0415  needs the browsers' tooling, a build does not

    where = testing.Where(browser, remote, here)
    with _told():
        good = (
            testing.run_fast(where) if fast else testing.run(everything=all, keyword=k, where=where)
        )
        sys.exit(not good)


@task(help={"all": "the slow ones, too, and the whole numbers"})
def safety(_: Context, all: bool = False) -> None:  # noqa: A002
    """Try to find, to fool and to rob the extension; print what was tried and what came of it."""
    from tooling import testing  # noqa: PLC0415  needs the browsers' tooling, a build does not

    with _told():
        sys.exit(not testing.run_safety(everything=all))


@task(
    help={
        "pages": "how many in each browser",
        "browser": "chromium or firefox; one after the other where left out",
        "seed": "what a run printed as STILL_ON_SEED, to repeat it; drawn anew where left out",
    }
)
def fuzz(_: Context, pages: int = 10_000, browser: str = "", seed: str = "") -> None:
    """Draw settings pages with a known truth and judge what is read of them; print what is wrong as HTML."""
    from tooling import testing  # noqa: PLC0415  needs the browsers' tooling, a build does not

    with _told():
        sys.exit(not testing.run_fuzz(pages, browser, seed))


@task(
    help={
        "all": "every mutant, not a sample of a minute",
        "rule": "only the ways to break one rule of docs/recognition.md, by its id",
        "part": "only what changes one file of templates/content/",
        "seed": "of the sample's order; drawn anew where none is given",
        "jobs": "browsers at a time; one for each core where none is given",
    }
)
def mutate(
    _: Context,
    all: bool = False,  # noqa: A002
    rule: str = "",
    part: str = "",
    seed: int | None = None,
    jobs: int = 0,
) -> None:
    """Break the content script in many small ways, and print what no page test misses."""
    from tooling.mutate import run  # noqa: PLC0415  needs the tests' tooling

    with _told():
        sys.exit(not run.run(everything=all, rule=rule, part=part, seed=seed, jobs=jobs))


@task(
    iterable=["only", "against"],
    help={
        "runs": "counted runs of each figure, 20 or more",
        "only": "one question, as docs/bench/figures.json names it; may be repeated",
        "browser": "chromium or firefox; both where left out",
        "against": "the folder of another unpacked extension, to measure in the same run; may be repeated",
        "million": "a page of 1,000,000 elements, too",
        "quick": "two runs on small pages: whether it works, not how fast it is",
    },
)
def bench(  # noqa: PLR0913, PLR0917 - one for each option of the command
    _: Context,
    only: list[str],
    against: list[str],
    runs: int = 20,
    browser: str = "",
    million: bool = False,
    quick: bool = False,
) -> None:
    """Measure what the extension costs, with and without it in turn; write docs/bench/ (a part: build/bench/)."""
    from tooling.bench import run as benching  # noqa: PLC0415  needs the browsers' tooling

    with _told():
        options = benching.Options(
            runs=runs,
            only=tuple(only),
            browsers=(browser,) if browser else benching.BROWSERS,
            against=tuple(Path(one) for one in against),
            million=million,
            quick=quick,
        )
        outcome = benching.run(options)
        print(f"wrote {paths.shown(outcome.folder)}")
        if outcome.failures:
            sys.exit("not measured\n" + "\n".join(outcome.failures))


@task(help={"live": "open the real LinkedIn in a fresh profile with the extension loaded"})
def demo(_: Context, live: bool = False) -> None:
    """Show the extension at work on saved pages, and how to install it."""
    from tooling import demo as showing  # noqa: PLC0415  needs the browsers' tooling

    with _told():
        sys.exit(showing.run(live=live))


@task
def screenshots(_: Context) -> None:
    """Make the pictures in docs/ anew."""
    from tooling import screenshots as pictures  # noqa: PLC0415  needs the browsers' tooling

    with _told():
        sys.exit(pictures.run())


_CAPTURE = {
    "pages": "ids of settings and lists, with commas between; all of the catalogue where left out",
    "browser": "chromium or firefox",
    "rehearse": "saved pages instead of LinkedIn: see what you would be asked, without signing in",
}


@task(help=_CAPTURE)
def capture(_: Context, pages: str = "", browser: str = "chromium", rehearse: bool = False) -> None:
    """Save the real settings pages as fixtures, without anything about you: you sign in by hand."""
    from tooling.capture import run  # noqa: PLC0415  needs the browsers' tooling

    with _told():
        sys.exit(run.run(pages, browser, rehearse=rehearse))


@task(help=_CAPTURE)
def check_live(
    _: Context, pages: str = "", browser: str = "chromium", rehearse: bool = False
) -> None:
    """Tell which catalogue entries the real LinkedIn still has, and what is new; nothing is written."""
    from tooling.capture import live  # noqa: PLC0415  needs the browsers' tooling

    with _told():
        sys.exit(live.run(pages, browser, rehearse=rehearse))
