"""The browser is killed (SIGKILL) in the middle of writing: what is stored is the old or the new state, never half."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from urllib3.exceptions import HTTPError

from tests.browser.support import until
from tests.safety.table import Tried
from tooling import package
from tooling.browsers import Availability, Browser, Chromium, Firefox
from tooling.server import FixtureServer

pytestmark = [
    pytest.mark.safety("Nothing is lost"),
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL and /proc are Linux's"),
]
FILLER = 200_000
WRITING = """
const { update } = await import("/background/store.js");
const filler = "x".repeat(FILLER);
for (let n = 1; ; n += 1) {
  await update((stored) => ({
    ...stored,
    recheckDays: n,
    words: { en: { [filler]: { on: [], off: [], flipped: false } } },
    watched: { [`n${n}`]: true },
  }));
}
"""
WRITING = WRITING.replace("FILLER", str(FILLER))
"""One state after another through the store's own code; its first and its last part say the same number."""


def processes_of(profile: Path) -> list[int]:
    """The processes that work in a profile: those that this test started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                said = (folder / "cmdline").read_bytes().split(b"\0")
                if any(str(profile).encode() in part for part in said) and b"driver" not in said[0]:
                    found.append(int(folder.name))
    return found


def kill(browser: Browser, profile: Path) -> None:
    for process in processes_of(profile):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    with contextlib.suppress(WebDriverException, HTTPError, OSError):
        browser.driver.quit()
    # One that is dying still holds the profile.
    until(lambda: not processes_of(profile), 60, "it is dead")


def launch(where: Availability, built: Path, port: int, profile: Path) -> Browser:
    if where.name == "chromium":
        return Chromium.launch(where, built, port, profile=profile)
    packed = profile.with_suffix(".xpi")
    if packed.exists():
        browser = Firefox.launch(where, None, port, profile=profile)
        browser.adopt(packed.with_suffix(".id").read_text())
        return browser
    package.pack(built, packed)
    with Firefox.launch(where, packed, port, profile=profile) as browser:
        packed.with_suffix(".id").write_text(str(browser.addon_id))
    # Installed some time ago, as a member's is: a browser that is killed a second after an installation may not have
    # written that down, and knows of no extension then.
    return launch(where, built, port, profile)


@pytest.fixture
def open_anew(
    where: Availability, built: dict[str, Path], server: FixtureServer, tmp_path: Path
) -> Callable[[], Browser]:
    """A browser with the extension in a profile that is kept; it is killed before the next one is opened."""
    server.reset()
    profile = tmp_path / "profile"
    profile.mkdir()
    return lambda: launch(where, built[where.name], server.port, profile)


@pytest.mark.timeout(3600)
def test_killed_while_it_writes(
    open_anew: Callable[[], Browser], tmp_path: Path, tried: Tried, whole: bool, dice: random.Random
) -> None:
    times = 100 if whole else 3
    lost = []
    for time_ in range(times + 1):
        browser = open_anew()
        try:
            if time_ and (what := amiss(browser)):
                lost.append(f"killed for the {time_}. time: {what}")
            with browser.helper("options/options.html"):
                browser.driver.execute_script(f"(async () => {{ {WRITING} }})()")
            until(partial(writes, browser), message="it writes")
            time.sleep(dice.uniform(0, 0.3))
        finally:
            kill(browser, tmp_path / "profile")
    tried("browser killed while it writes", times, lost=lost)


def writes(browser: Browser) -> bool:
    return int(browser.state().get("recheckDays", 0)) > 0


def amiss(browser: Browser) -> str:
    """What is wrong with what is stored; empty where it is whole."""
    items = browser.storage()
    state = items.get("state", {})
    with browser.helper():
        understood = "(await import('/shared/stored.js')).understood(arguments[0]) !== null"
        script = f"const done = arguments[1]; (async () => done({understood}))()"
        if not browser.driver.execute_async_script(script, state):
            return f"not understood: {str(state)[:200]}"
    if set(items) != {"state"}:
        return f"there is also {set(items)}"
    half = state["watched"] != {f"n{state['recheckDays']}": True}
    short = len(next(iter(state["words"]["en"]))) != FILLER
    return f"half: {str(state)[:200]}" if half or short else ""
