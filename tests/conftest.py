"""Browsers, server and build for all tests; what is left behind when one fails.

`browser` runs a test in Chromium and in Firefox, with the built extension as just installed.
`consented` is the same with the welcome page's button pressed. `bare` has no extension.
`@pytest.mark.only("chromium")` keeps a test to one browser.
"""

from __future__ import annotations

import os
import random
import re
import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from tests.page.lapse import Lapse
from tooling import paths, render, safety
from tooling.browsers import (
    Availability,
    Browser,
    Chromium,
    Firefox,
    Shared,
    ensure,
    launch,
)
from tooling.browsers.install import HERE
from tooling.browsers.remote import find
from tooling.server import FixtureServer

pytest_plugins = ["tests.safety.table"]

NAMES = ("chromium", "firefox")
TARGETS = {"chromium": "chrome", "firefox": "firefox"}
FAILURES = paths.ROOT / "build" / "test-failures"
SLOWEST = 10
HANDS = {"chromium": 9, "firefox": 3}
"""Groups of tests of each browser: the largest begin first, Firefox's, and small ones end at about the same time."""
SHARED = {"_running", "_without"}
"""Browsers that many tests share. A test that starts one of its own, in a profile say, does so on this machine."""
FAILED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-evidence", action="store_true", help="leave nothing in build/test-failures/"
    )
    parser.addoption("--browser", choices=NAMES, help="the tests of one browser alone")
    parser.addoption("--remote", help="address of a WebDriver endpoint that has the browsers")
    parser.addoption("--here", default=HERE, help="by what address its machines reach this one")
    parser.addoption("--pages", type=int, help="how many generated pages are drawn in each browser")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only(name): the browser that this test is for")
    config.addinivalue_line(
        "markers",
        "in_turn(name): in one of the browsers, in that one if it is named; with --whole in both",
    )
    if config.option.durations is None:
        config.option.durations = SLOWEST


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Drops the tests of a browser that they are not for, and deals the others to browsers that stay open.

    Under xdist's loadgroup a worker gets whole groups, so that none is started twice.
    """
    out = []
    whole, wanted = config.getoption(safety.WHOLE), config.getoption("--browser")
    everywhere = whole or wanted or config.getoption("--pages")
    remote = config.getoption("--remote")
    for number, item in enumerate(items):
        only = item.get_closest_marker("only")
        callspec = getattr(item, "callspec", None)
        name = callspec.params.get("_name") if callspec else None
        in_turn = None if everywhere else item.get_closest_marker("in_turn")
        if name and (
            (only and name not in only.args)
            or (in_turn and name not in (in_turn.args or (turn_of(item, name),)))
            or (wanted and name != wanted)
            or (remote and not SHARED & set(getattr(item, "fixturenames", ())))
        ):
            out.append(item)
        elif name:
            item.add_marker(pytest.mark.xdist_group(f"{name}-{number % HANDS[name]}"))
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shows what tests that pass tell of themselves by `record_property("told", ...)`, with their seed."""
    for report in terminalreporter.getreports("passed"):
        properties = dict(report.user_properties)
        if "told" in properties:
            terminalreporter.write_line(
                f"{report.nodeid}, STILL_ON_SEED={properties['seed']}: {properties['told']}"
            )


def turn_of(item: pytest.Item, name: str) -> str:
    """The browser of a test that runs in one of them: by its name, so always the same; Firefox takes longer."""
    return NAMES[zlib.crc32(item.nodeid.replace(name, "").encode()) % 4 == 0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when in ("setup", "call") and report.failed:
        item.stash[FAILED] = not item.config.option.no_evidence
    return report


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> Iterator[FixtureServer]:
    """www.linkedin.com."""
    with FixtureServer(pytestconfig.getoption("--here")) as running:
        yield running


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The extension as it ships, built once per run in a folder that nobody else builds to."""
    folder = tmp_path_factory.mktemp("dist")
    render.build(folder)
    return {name: folder / target for name, target in TARGETS.items()}


@pytest.fixture(scope="session", params=NAMES)
def _name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def where(_name: str, pytestconfig: pytest.Config) -> Availability:
    """The browser of this round. A missing one is a skip, and with CI=true a failure."""
    remote, here = pytestconfig.getoption("--remote"), pytestconfig.getoption("--here")
    found = find(_name, remote, here) if remote else ensure([_name])[_name]
    if not found.ok:
        if os.environ.get("CI") == "true":
            pytest.fail(found.sentence, pytrace=False)
        pytest.skip(found.sentence)
    return found


@pytest.fixture(scope="session")
def _running(
    where: Availability,
    built: dict[str, Path],
    server: FixtureServer,
    account_for: Callable[[Browser], None],
) -> Iterator[Shared]:
    shared = Shared(lambda: launch(where, built[where.name], server.port, telling=True))
    yield shared
    shared.end()
    for one in shared.started:
        account_for(one)


@pytest.fixture(scope="session")
def _without(where: Availability, server: FixtureServer) -> Iterator[Shared]:
    shared = Shared(lambda: launch(where, None, server.port))
    yield shared
    shared.end()


@pytest.fixture
def browser(
    _running: Shared, server: FixtureServer, request: pytest.FixtureRequest
) -> Iterator[Chromium | Firefox]:
    """The browser of this round with the extension as just installed."""
    server.reset()
    running = _running.as_new()
    yield running
    if request.node.stash.get(FAILED, False):
        leave_evidence(running, request.node.nodeid)
    assert not server.errors, server.errors[0]


@pytest.fixture
def consented(browser: Chromium | Firefox) -> Chromium | Firefox:
    """The browser after the member has agreed."""
    browser.agree()
    return browser


@pytest.fixture
def bare(
    _without: Shared, server: FixtureServer, request: pytest.FixtureRequest
) -> Iterator[Chromium | Firefox]:
    """The browser of this round without any extension."""
    server.reset()
    running = _without.as_new()
    yield running
    if request.node.stash.get(FAILED, False):
        leave_evidence(running, request.node.nodeid)
    assert not server.errors, server.errors[0]


@pytest.fixture
def lapse(bare: Chromium | Firefox, server: FixtureServer, built: dict[str, Path]) -> Lapse:
    """Whole lives of pages in virtual time (tests/page/lapse.py)."""
    bench = Lapse(bare, server, built[bare.name])
    bench.open()
    return bench


@pytest.fixture
def dice(record_property: Callable[[str, object], None]) -> random.Random:
    """What a test draws anew each time. STILL_ON_SEED repeats a run; pytest shows the seed when a test fails."""
    seed = int(os.environ.get("STILL_ON_SEED") or random.randrange(10**9))
    print(f"STILL_ON_SEED={seed}")
    record_property("seed", seed)
    return random.Random(seed)


def leave_evidence(browser: Browser, test: str) -> None:
    """Saves picture, DOM, log, badge and storage to build/test-failures/<test>/."""
    folder = FAILURES / re.sub(r"[^\w.-]+", "-", test.removeprefix("tests/")).strip("-")
    folder.mkdir(parents=True, exist_ok=True)
    driver = browser.driver
    saves: dict[str, Callable[[], bytes]] = {
        "page.png": driver.get_screenshot_as_png,
        "page.html": lambda: bytes(f"<!-- {driver.current_url} -->\n{driver.page_source}", "utf-8"),
        "browser.log": lambda: bytes("\n".join(browser.logs()), "utf-8"),
    }
    if browser.extension_base:
        saves["badge.txt"] = lambda: repr(browser.badge()).encode()
        saves["storage.txt"] = lambda: repr(browser.storage()).encode()
    for name, save in saves.items():
        try:
            (folder / name).write_bytes(save())
        except Exception as error:  # noqa: BLE001 - the test's own failure is what counts
            (folder / f"{name}.missing").write_text(f"{error}\n")
    print(f"left in {paths.shown(folder)}")
