"""One browser for many tests, and what is done when it does not last."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable

from selenium.common.exceptions import WebDriverException
from urllib3.exceptions import HTTPError

from .chromium import Chromium
from .firefox import Firefox
from .tabs import ExtensionError


class BrowserWarning(UserWarning):
    """A browser did not last; the message says which, and why."""


class Shared:
    """A browser that many tests share. Where it cannot be made as new, another takes its place, and a warning says so.

    Attributes:
        started: all of them, in order; the last one runs.
    """

    def __init__(self, start: Callable[[], Chromium | Firefox]) -> None:
        """Starts it.

        Args:
            start: launches one.
        """
        self._start = start
        self.started = [start()]

    def as_new(self) -> Chromium | Firefox:
        """Returns it as just started, with nothing in its log."""
        browser = self.started[-1]
        try:
            browser.reset()
            browser.logs()
        except (ExtensionError, WebDriverException, HTTPError) as error:
            reason = str(error).strip().partition("\n")[0]
            warnings.warn(
                f"{browser.name} was started anew: {reason}", BrowserWarning, stacklevel=2
            )
            self.end()
            self.started.append(self._start())
        return self.started[-1]

    def end(self) -> None:
        """Quits it, if it is still there."""
        with contextlib.suppress(WebDriverException, HTTPError):
            self.started[-1].quit()
