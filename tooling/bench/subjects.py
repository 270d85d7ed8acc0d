"""The browsers of a run, all open at once: one without an extension, one with ours, one for each other extension."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from selenium.common.exceptions import WebDriverException

from tooling import render
from tooling.browsers import Availability, Chromium, Firefox, launch

from . import BenchError
from .cdp import Cdp
from .figures import OURS, WITHOUT
from .others import Other

TARGETS = {"chromium": "chrome", "firefox": "firefox"}


@dataclass
class Subject:
    """One browser, and what is in it.

    Attributes:
        name: WITHOUT, OURS, EMPTY, or the other extension's name and version.
        browser: running; consent is given where it is ours.
        cdp: of Chromium.
    """

    name: str
    browser: Chromium | Firefox
    cdp: Cdp | None

    @property
    def base(self) -> str | None:
        """How addresses of the extension's files begin."""
        return self.browser.extension_base

    @property
    def scripts(self) -> str | None:
        """How addresses of its scripts in pages begin: of ours the one alone, since our own pages are open, too."""
        return f"{self.base}content.js" if self.name == OURS else self.base

    @property
    def debugger(self) -> Cdp:
        """The second connection to Chromium.

        Raises:
            BenchError: this browser is another one.
        """
        if self.cdp is None:
            raise BenchError(
                f"{self.browser.name} has no debugging protocol. Measure it with its own."
            )
        return self.cdp


@contextlib.contextmanager
def opened(
    where: Availability, port: int, built: Path, against: Sequence[Other]
) -> Iterator[list[Subject]]:
    """Starts a browser for each subject; the one without first, ours second.

    Args:
        where: the browser.
        port: of the server.
        built: the folder with both builds.
        against: what is made for this browser.

    Raises:
        BenchError: another extension cannot be loaded.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bare = launch(where, None, port)
        stack.callback(bare.quit)
        ours = launch(where, built / TARGETS[where.name], port)
        stack.callback(ours.quit)
        ours.consent()
        found = [_subject(WITHOUT, bare), _subject(OURS, ours)]
        for number, other in enumerate(against):
            copy = folder / str(number)
            other.copied(copy, where.name)
            try:
                browser = launch(where, copy, port)
            except WebDriverException as error:
                reason = (error.msg or "no reason given").splitlines()[0]
                raise BenchError(
                    f"--against {other.folder}: {where.name} does not start it ({reason}). Load it there by hand, "
                    "to see what is wrong with it, or leave it out."
                ) from error
            stack.callback(browser.quit)
            time.sleep(1)  # it sets itself up; nothing tells when it has done so
            browser.close_others()
            found.append(_subject(other.name, browser))
        for one in found:
            if one.cdp is not None:
                stack.callback(one.cdp.close)
        yield found


def _subject(name: str, browser: Chromium | Firefox) -> Subject:
    if isinstance(browser, Firefox):
        # Else its clocks go in steps of 1 ms.
        browser.chrome("Services.prefs.setBoolPref('privacy.reduceTimerPrecision', false)")
        return Subject(name, browser, None)
    return Subject(name, browser, Cdp(browser))


def build(folder: Path) -> Path:
    """Builds what is measured, where nobody else builds to."""
    render.build(folder)
    return folder


def packages(built: Path) -> dict[str, Path]:
    """The built folders by browser."""
    return {name: built / target for name, target in TARGETS.items()}
