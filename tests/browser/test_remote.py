"""Browsers at a WebDriver endpoint: a driver that was started by hand, as a Grid starts it."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.support import until
from tooling.browsers import Availability, launch
from tooling.browsers.remote import find
from tooling.server import FixtureServer


@pytest.fixture
def endpoint(where: Availability) -> Iterator[str]:
    """The address of the browser's own driver."""
    with socket.socket() as free:
        free.bind((where.here, 0))
        port = free.getsockname()[1]
    assert where.driver, "no driver to start"
    driver = subprocess.Popen([where.driver, f"--port={port}"], stdout=subprocess.DEVNULL)

    def listens() -> bool:
        with socket.socket() as asking:
            return asking.connect_ex((where.here, port)) == 0

    until(listens, message="the driver listens")
    yield f"http://{where.here}:{port}"
    driver.terminate()
    driver.wait()


@pytest.mark.in_turn
def test_extension_at_an_endpoint(
    endpoint: str, where: Availability, built: dict[str, Path], server: FixtureServer
) -> None:
    server.reset()
    there = find(where.name, endpoint)
    assert there.ok, there.sentence
    with launch(there, built[where.name], server.port) as browser:
        browser.consent()
        browser.open(server.use("data-for-ai-improvement.on"))
        until(lambda: browser.badge().text == "1", message="the badge")
        assert browser.logs() == []


def test_an_endpoint_without_the_browser(endpoint: str, where: Availability) -> None:
    other = {"chromium": "firefox", "firefox": "chromium"}[where.name]
    there = find(other, endpoint)
    assert not there.ok
    assert there.sentence.startswith(f"{other}: {endpoint} has none (")


def test_no_endpoint(where: Availability) -> None:
    there = find(where.name, "http://127.0.0.1:9")
    assert not there.ok
    assert "127.0.0.1:9 has none" in there.sentence
