"""One page tab, and a helper window on a page of the extension."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Self

from selenium.common.exceptions import NoSuchWindowException
from selenium.webdriver.remote.webdriver import WebDriver

ORIGIN = "https://www.linkedin.com"
WIDTH, HEIGHT = 1280, 1000  # px
SECONDS = 10  # for what takes some milliseconds when all is well
BLANK = "about:blank"
QUIET_PAGE = "privacy/privacy.html"
"""Of the extension, without a script: it draws nothing anew when something is stored."""


class ExtensionError(Exception):
    """The extension is not there, or a call of its API failed; the message says which."""


class Tabs:
    """The windows of a running browser.

    The helper stands in a window of its own, so that the page tab stays visible while the helper is
    asked: the extension re-reads only visible pages.

    Attributes:
        driver: Selenium's driver, on the page tab outside of `helper()`.
        extension_base: "chrome-extension://<id>/" or "moz-extension://<uuid>/"; None without one.
        origin: of the paths that `open` is given.
    """

    def __init__(self, driver: WebDriver, extension_base: str | None, origin: str = ORIGIN) -> None:
        self.driver = driver
        self.extension_base = extension_base
        self.origin = origin
        self._page_tab = driver.current_window_handle
        self._helper: str | None = None
        driver.set_script_timeout(SECONDS * 3)

    def open(self, path: str) -> None:
        """Loads a path of www.linkedin.com (or any URL) in the page tab, until its load event."""
        self.driver.get(path if "://" in path or path == BLANK else self.origin + path)

    def reload(self) -> None:
        """Loads the current document again."""
        self.driver.refresh()

    def run(self, script: str, *arguments: Any) -> Any:
        """Runs a script in the page's world and returns its value."""
        return self.driver.execute_script(script, *arguments)

    def extension_page(self, path: str) -> None:
        """Opens a page of the extension in the page tab."""
        self.driver.get(self.extension_url(path))

    def extension_url(self, path: str) -> str:
        """The URL of a file of the extension.

        Raises:
            ExtensionError: the browser was started without one.
        """
        if self.extension_base is None:
            raise ExtensionError("this browser was started without an extension")
        return self.extension_base + path

    @contextlib.contextmanager
    def helper(self, path: str | None = None) -> Iterator[Self]:
        """Works in the helper window, on `path` or where it was, and comes back."""
        before = self.driver.current_window_handle
        if self._helper not in self.driver.window_handles:
            self._helper = None
        if self._helper is None:
            self.driver.switch_to.new_window("window")
            self._helper = self.driver.current_window_handle
            path = path or QUIET_PAGE
        elif before != self._helper:
            self.driver.switch_to.window(self._helper)
        if path and self.driver.current_url != self.extension_url(path):
            self.driver.get(self.extension_url(path))
        try:
            yield self
        finally:
            if before != self._helper:
                with contextlib.suppress(NoSuchWindowException):
                    self.driver.switch_to.window(before)

    def close_others(self) -> None:
        """Closes every tab and window but the page tab and the helper."""
        if self._page_tab not in self.driver.window_handles:
            self.driver.switch_to.window(self.driver.window_handles[0])
            self.driver.switch_to.new_window("window")
            self._page_tab = self.driver.current_window_handle
        for handle in self.driver.window_handles:
            if handle not in (self._page_tab, self._helper):
                with contextlib.suppress(NoSuchWindowException):
                    self.driver.switch_to.window(handle)
                    self.driver.close()
        self.driver.switch_to.window(self._page_tab)
