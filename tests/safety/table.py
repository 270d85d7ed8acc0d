"""The pytest plugin behind `invoke safety`: the fixtures `tried` and `amount`, and the table at the end.

A test marked `@pytest.mark.safety("Not to be found")` calls `tried("probe", times, findings)` once or
more. One that reports nothing has failed, and a failure without a bad row is a row of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence, Sized
from dataclasses import asdict
from typing import Any, Protocol

import pytest
from rich.console import Console

from tooling import catalogue, safety
from tooling.browsers import ORIGIN, Browser
from tooling.browsers.asked import Asked

PROPERTY = "safety"
ROWS = pytest.StashKey[list[safety.Row]]()
OF_RUN = pytest.StashKey[list[safety.Row]]()
KNOWN = catalogue.load()
WALKED = {f"{ORIGIN}{one.paths[0]}" for one in KNOWN.settings}
WALKED |= {f"{ORIGIN}{one.paths[0]}" for one in KNOWN.lists}
REQUESTS = "requests by the extension, over the whole run"


class Tried(Protocol):
    """The fixture `tried`."""

    def __call__(self, probe: str, times: int, findings: Sized = (), lost: Sized = ()) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(safety.WHOLE, action="store_true", help="whole numbers instead of samples")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "safety(part): a probe or fault of `invoke safety`")
    config.stash[ROWS] = []
    config.stash[OF_RUN] = []


def part_of(item: pytest.Item) -> str | None:
    """The paragraph of the table that a test belongs to; None: it is no probe."""
    marker = item.get_closest_marker("safety")
    if marker is None:
        return None
    [part] = marker.args
    assert part in safety.PARTS, f"{item.nodeid}: no part {part!r} in tooling/safety.py"
    return str(part)


@pytest.fixture
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether all is asked for (`invoke safety --all`), and not a sample."""
    return bool(pytestconfig.getoption(safety.WHOLE))


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Tried:
    """Reports a row: `tried("walk over text nodes", times=4, findings=found, lost=[])`.

    `findings` and `lost` are what was found and what is gone: the row counts them, and the test fails
    with them.
    """
    part = part_of(request.node)
    assert part, f"{request.node.nodeid} reports, and has no marker `safety`"
    callspec = getattr(request.node, "callspec", None)
    browser = str(callspec.params.get("_name", "")) if callspec else ""

    def report(probe: str, times: int, findings: Sized = (), lost: Sized = ()) -> None:
        row = safety.Row(part, probe, browser, times, len(findings), len(lost))
        put(request.node, row)
        assert times > 0, f"{probe}: never tried"
        assert not findings, f"{probe}: {findings}"
        assert not lost, f"{probe}: lost {lost}"

    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    part = part_of(item)
    if part is None:
        return report
    rows = rows_of(item)
    if call.when == "call" and report.passed and not rows:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} is marked `safety` and reported nothing by `tried`"
    if report.failed and all(row.good for row in rows):
        put(item, safety.Row(part, f"{safety.FAILED}: {item.name}", "", 1, 1))
    return report


def put(item: pytest.Item, row: safety.Row) -> None:
    """Keeps a row with its test; it comes along with the test's last report, also from another process."""
    item.user_properties.append((PROPERTY, asdict(row)))


def rows_of(test: pytest.Item | pytest.TestReport) -> list[safety.Row]:
    """The rows that a test has reported."""
    rows: list[Any] = [row for name, row in test.user_properties if name == PROPERTY]
    return [safety.Row(**row) for row in rows]


class Collector:
    """Takes the rows out of the reports of all processes."""

    def __init__(self, rows: list[safety.Row]) -> None:
        self.rows = rows

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.rows.extend(rows_of(report))


def requests_row(browser: str, asked: Sequence[Asked]) -> safety.Row:
    """The row of a whole run: what the extension asked of the network, or a page of anybody but its server.

    That the walk opens a settings page at the member's click (test_walk.py) is no request of its own; that anything
    else is opened would be.
    """
    ours = [one for one in asked if one.who == "extension"]
    ours += [one for one in asked if one.who == "opened" and one.url not in WALKED]
    ours += [one for one in asked if one.who == "page" and not one.url.startswith(f"{ORIGIN}/")]
    for one in ours:
        print(f"{browser}: asked by {one.who}: {one.url}")
    return safety.Row(safety.PARTS[2], REQUESTS, browser, len(asked), len(ours))


@pytest.fixture(scope="session")
def account_for(pytestconfig: pytest.Config) -> Callable[[Browser], None]:
    """Keeps the requests of a browser that has ended as a row of the whole run."""

    def account(browser: Browser) -> None:
        row = requests_row(browser.name, browser.asked)
        if row.times:
            pytestconfig.stash[OF_RUN].append(row)

    return account


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hands the rows of the run on, to the process that shows them; there a bad one fails the run."""
    rows = session.config.stash[OF_RUN]
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output[PROPERTY] = [asdict(row) for row in rows]
    elif not all(row.good for row in rows) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of xdist has ended: takes its rows of the run."""
    rows = getattr(node, "workeroutput", {}).get(PROPERTY, [])
    node.config.stash[OF_RUN].extend(safety.Row(**row) for row in rows)


def pytest_sessionstart(session: pytest.Session) -> None:
    # In a process of xdist there is nobody to show a table to.
    if not hasattr(session.config, "workerinput"):
        session.config.pluginmanager.register(Collector(session.config.stash[ROWS]))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if rows := config.stash[ROWS] + config.stash[OF_RUN]:
        terminalreporter.ensure_newline()
        safety.show(rows, Console(width=max(100, Console().width)))
