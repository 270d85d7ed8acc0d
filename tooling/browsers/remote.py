"""Browsers behind a WebDriver endpoint that somebody else runs: a driver on another port, or a Selenium Grid.

Chromium loads the unpacked extension from the path that it has here, so the endpoint's machine has to see that
folder; Firefox gets it over the wire. What only the machine at hand tells (the browser's log, its requests) is
not told.
"""

from __future__ import annotations

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.remote_connection import ChromeRemoteConnection
from selenium.webdriver.firefox.remote_connection import FirefoxRemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from urllib3.exceptions import HTTPError

from .install import HERE, Availability


class RemoteChrome(webdriver.Chrome):
    """Chromium at an endpoint; starts no driver here."""

    def __init__(self, endpoint: str, options: webdriver.ChromeOptions) -> None:
        WebDriver.__init__(self, ChromeRemoteConnection(endpoint), options=options)


class RemoteFirefox(webdriver.Firefox):
    """Firefox at an endpoint; starts no driver here."""

    def __init__(self, endpoint: str, options: webdriver.FirefoxOptions) -> None:
        WebDriver.__init__(self, FirefoxRemoteConnection(endpoint), options=options)


def find(name: str, endpoint: str, here: str = HERE) -> Availability:
    """Asks an endpoint for a browser, by starting one; never raises.

    Args:
        name: "chromium" or "firefox".
        endpoint: address of a WebDriver endpoint, "http://grid:4444".
        here: by what address its machines reach this one.
    """
    options: webdriver.ChromeOptions | webdriver.FirefoxOptions
    try:
        if name == "chromium":
            options = webdriver.ChromeOptions()
            for argument in ("--headless=new", "--no-sandbox"):
                options.add_argument(argument)
            driver: WebDriver = RemoteChrome(endpoint, options)
        else:
            options = webdriver.FirefoxOptions()
            options.add_argument("-headless")
            driver = RemoteFirefox(endpoint, options)
        version = driver.capabilities["browserVersion"]
        driver.quit()
    except (WebDriverException, HTTPError) as error:
        reason = (getattr(error, "msg", "") or str(error)).strip().splitlines()[0]
        sentence = f"{name}: {endpoint} has none ({reason}). Start its driver there, or a Grid that has it."
        return Availability(name, None, None, sentence)
    return Availability(name, None, None, f"{name}: {version} at {endpoint}.", endpoint, here)
