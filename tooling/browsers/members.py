"""The browsers that members have: Chrome, Edge and Firefox as they are installed, driven as they allow it.

Branded Chrome and Edge ignore --load-extension: there the extension is installed by WebDriver BiDi.
With that, a stopped background never starts again, so these serve for short visits alone.
"""

from __future__ import annotations

import os
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.selenium_manager import SeleniumManager

from .chromium import Chromium, prepare
from .firefox import Firefox
from .install import Availability, ensure

# What Selenium Manager calls them; it finds what is installed, and fetches what is not.
MANAGED = {
    "chrome": ["--browser", "chrome"],
    "edge": ["--browser", "edge"],
    "firefox-esr": ["--browser", "firefox", "--browser-version", "esr"],
}


def find(name: str) -> Availability:
    """Finds one of MANAGED, "chromium" or "firefox"; never raises."""
    if name not in MANAGED:
        return ensure([name])[name]
    os.environ.setdefault("SE_AVOID_STATS", "true")
    try:
        found = SeleniumManager().binary_paths(MANAGED[name])
    except WebDriverException as error:
        reason = (error.msg or "no reason given").strip().splitlines()[0]
        return Availability(name, None, None, f"{name}: Selenium Manager: {reason}")
    browser, driver = Path(found["browser_path"]), Path(found["driver_path"])
    return Availability(name, browser, driver, f"{name}: {browser}, driven by {driver}.")


def launch(where: Availability, extension: Path, port: int) -> Chromium | Firefox:
    """Starts it with the extension installed; www.linkedin.com is the local port."""
    if where.name.startswith("firefox"):
        return Firefox.launch(where, extension, port)
    options = webdriver.EdgeOptions() if where.name == "edge" else webdriver.ChromeOptions()
    prepare(options, where, port)
    options.enable_bidi = True
    options.enable_webextensions = True
    driver: webdriver.Chrome | webdriver.Edge
    if isinstance(options, webdriver.EdgeOptions):
        driver = webdriver.Edge(options, webdriver.EdgeService(str(where.driver)))
    else:
        driver = webdriver.Chrome(options, webdriver.ChromeService(str(where.driver)))
    browser = Chromium(driver, None)
    installed = driver.webextension.install(path=str(extension.resolve()))
    browser.extension_base = f"chrome-extension://{installed['extension']}/"
    browser.after_start()
    return browser
