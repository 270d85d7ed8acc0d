"""Chromium with the extension, www.linkedin.com led to a local port, everything else cut off."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chromium.options import ChromiumOptions
from selenium.webdriver.support.wait import WebDriverWait

from .asked import from_netlog
from .base import Browser
from .install import Availability
from .line import DevTools
from .remote import RemoteChrome
from .tabs import HEIGHT, SECONDS, WIDTH

QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that is left would be kept, with a process of its own.
    "--disable-features=BackForwardCache",
    # What moves in the window's frame took 40 of 250 ms that a page took of the processor.
    "--animation-duration-scale=0",
    "--disable-search-engine-choice-screen",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--lang=en-US",
)


class Chromium(Browser):
    """Chromium or Chrome for Testing."""

    name = "chromium"
    driver: webdriver.Chrome

    @classmethod
    def launch(  # noqa: PLR0913 - all but the first have defaults
        cls,
        where: Availability,
        extension: Path | None = None,
        port: int | None = None,
        *,
        headless: bool = True,
        profile: Path | None = None,
        language: str = "en-US",
        size: tuple[int, int] = (WIDTH, HEIGHT),
        telling: bool = False,
        alone: bool = True,
    ) -> Chromium:
        """Starts it.

        Args:
            where: from `ensure`.
            extension: an unpacked extension.
            port: of the local server that is www.linkedin.com; every other name is then unknown.
                None: the browser has the real network.
            headless: without a window.
            profile: a folder to keep; else a new one that is thrown away.
            language: of the browser, and so of the extension's messages.
            size: of the window in px.
            telling: keep account of every request, for `asked`.
            alone: close the page that the extension opens when it is installed.
        """
        options = webdriver.ChromeOptions()
        prepare(options, where, port, headless=headless, language=language, size=size)
        # Chrome alone: Edge calls it ms:loggingPrefs.
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if profile is not None:
            options.add_argument(f"--user-data-dir={profile}")
        local = not where.endpoint
        log = Path(tempfile.mkstemp(".json", "netlog-")[1]) if telling and local else None
        if log is not None:
            options.add_argument(f"--log-net-log={log}")
        if extension is not None:
            options.add_argument(f"--load-extension={extension.resolve()}")
            options.add_argument(f"--disable-extensions-except={extension.resolve()}")
        browser = cls(_driver(where, options, language), None)
        browser._netlog = log
        browser._is_local = local
        if extension is not None:
            browser.extension_base = f"chrome-extension://{extension_id(extension)}/"
            browser.after_start(alone=alone)
        return browser

    _netlog: Path | None = None
    _is_local = True

    def line(self) -> DevTools | None:  # noqa: D102 - see Browser
        return DevTools(self.driver) if self._is_local else None

    def quit(self) -> None:  # noqa: D102 - see Browser
        super().quit()
        if self._netlog is not None:
            self.asked = from_netlog(self._netlog, str(self.extension_base))
            self._netlog.unlink()
            self._netlog = None

    def after_start(self, *, alone: bool = True) -> None:
        """Waits for the extension, and closes the page that it opens when it is installed."""
        base = str(self.extension_base)
        WebDriverWait(self.driver, SECONDS, 0.05).until(
            lambda driver: any(base in target["url"] for target in _targets(driver)),
            f"the extension {base} did not start: see chrome://extensions",
        )
        if alone:
            self.close_others()

    def stop_worker(self) -> None:  # noqa: D102 - see Browser
        with self.helper():
            self.driver.execute_cdp_cmd("ServiceWorker.enable", {})
            # Asked again and again: a worker that is just starting does not hear it.
            WebDriverWait(self.driver, SECONDS, 0.02).until(
                lambda _: self._ended(), "the worker did not stop"
            )

    def _ended(self) -> bool:
        """Asks the worker to end; whether there is none after that."""
        self.driver.execute_cdp_cmd("ServiceWorker.stopAllWorkers", {})
        return not self.worker_runs()

    def worker_runs(self) -> bool:  # noqa: D102
        return any(
            target["type"] == "service_worker"
            and target["url"].startswith(str(self.extension_base))
            for target in _targets(self.driver)
        )

    def logs(self) -> list[str]:  # noqa: D102
        entries = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [f"{one['level']} {one['source']}: {one['message']}" for one in entries]

    def ax_tree(self) -> list[dict[str, Any]]:  # noqa: D102
        self.driver.execute_cdp_cmd("Accessibility.enable", {})
        try:
            nodes = self.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        finally:
            self.driver.execute_cdp_cmd("Accessibility.disable", {})
        return list(nodes)

    def emulate(self, **features: str) -> None:
        """Media features of the tab: `emulate(prefers_color_scheme="dark")`; none resets."""
        listed = [
            {"name": key.replace("_", "-"), "value": value} for key, value in features.items()
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": listed})

    def size(self, size: tuple[int, int], scale: float) -> None:
        """The tab's viewport in px, and how many pixels of a picture each of them is."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": scale, "mobile": False},
        )

    @contextlib.contextmanager
    def popup(self) -> Iterator[Chromium]:
        """The real popup of the toolbar button over the page tab, for the length of the block."""
        url = self.driver.current_url
        with self.helper():
            tab = next(tab for tab in self.call("tabs.query", {}) if tab.get("url") == url)
            self.call("windows.update", tab["windowId"], {"focused": True})
            self.call("tabs.update", tab["id"], {"active": True})
            before = set(self.driver.window_handles)
            self.call("action.openPopup", {"windowId": tab["windowId"]})
            handle = WebDriverWait(self.driver, SECONDS, 0.05).until(
                lambda driver: next(iter(set(driver.window_handles) - before), ""), "no popup"
            )
            helper = self.driver.current_window_handle
            # Straight from the helper: another tab that gets the focus closes the popup.
            self.driver.switch_to.window(handle)
            try:
                yield self
            finally:
                with contextlib.suppress(WebDriverException):
                    self.driver.close()
                self.driver.switch_to.window(helper)


def prepare(  # noqa: PLR0913 - all but the first three have defaults
    options: ChromiumOptions,
    where: Availability,
    port: int | None,
    *,
    headless: bool = True,
    language: str = "en-US",
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> None:
    """Sets what every browser of Chromium's kind is started with; see Chromium.launch for the arguments."""
    if where.browser:
        options.binary_location = str(where.browser)
    # The local server's certificate, never the real network.
    options.accept_insecure_certs = port is not None
    options.add_experimental_option("enableExtensionTargets", True)
    for argument in (*QUIET, f"--window-size={size[0]},{size[1]}", f"--lang={language}"):
        options.add_argument(argument)
    if headless:
        options.add_argument("--headless=new")
    if where.endpoint or (hasattr(os, "geteuid") and os.geteuid() == 0):
        options.add_argument("--no-sandbox")  # root cannot have one, nor can a container
    if port is not None:
        to = f"MAP www.linkedin.com:443 {where.here}:{port}"
        rules = f"{to}, MAP * ~NOTFOUND, EXCLUDE {where.here}"
        options.add_argument(f"--host-resolver-rules={rules}")


def extension_id(folder: Path) -> str:
    """The id that Chromium gives an unpacked extension without a key: from its path."""
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)


def _driver(
    where: Availability, options: webdriver.ChromeOptions, language: str
) -> webdriver.Chrome:
    if where.endpoint:
        return RemoteChrome(where.endpoint, options)
    service = webdriver.ChromeService(str(where.driver), env=_environment(language))
    return webdriver.Chrome(options, service)


def _targets(driver: Any) -> list[dict[str, Any]]:
    return list(driver.execute_cdp_cmd("Target.getTargets", {})["targetInfos"])


def _environment(language: str) -> dict[str, str]:
    # Chromium on Linux takes its language from the environment.
    return os.environ | {"LANGUAGE": language.replace("-", "_"), "SE_AVOID_STATS": "true"}
