"""A line of its own to a running browser: its pages are asked without a driver that switches windows for it.

A driver that goes to the helper window and back makes the browser draw both; a test that waits asks twenty times a
second. Chromium speaks its debugging protocol, Firefox WebDriver BiDi; both send and get JSON by a WebSocket.
"""

from __future__ import annotations

import json
import urllib.request
import weakref
from abc import ABC, abstractmethod
from typing import Any

import websocket
from selenium.webdriver.remote.webdriver import WebDriver

SECONDS = 60


class LineError(Exception):
    """The browser refused, or is not to be reached; the message says what."""


class Line(ABC):
    """A connection.

    Attributes:
        events: what the browser told unasked, in order.
    """

    def __init__(self, url: str) -> None:
        """Connects.

        Raises:
            LineError: nobody answers there.
        """
        try:
            # Chromium refuses a connection that names an origin.
            self._socket = websocket.create_connection(url, suppress_origin=True, timeout=SECONDS)
        except (OSError, websocket.WebSocketException) as error:
            raise LineError(f"{url}: {error}") from error
        # Also where nobody closes it: a browser that was killed.
        self._end = weakref.finalize(self, self._socket.close)
        self._last = 0
        self.events: list[dict[str, Any]] = []

    def close(self) -> None:
        """Ends the connection."""
        self._end()

    def send(self, method: str, parameters: dict[str, Any], **more: str) -> dict[str, Any]:
        """Sends a command and returns its result; events that come meanwhile are kept.

        Raises:
            LineError: the browser refused it, or is gone.
        """
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters, **more}
        try:
            self._socket.send(json.dumps(message))
            while (answer := json.loads(self._socket.recv())).get("id") != self._last:
                self.events.append(answer)
        except (OSError, ValueError, websocket.WebSocketException) as error:
            raise LineError(f"{method}: {error}") from error
        if "error" in answer:
            raise LineError(f"{method}: {answer['error']} {answer.get('message', '')}")
        return dict(answer["result"])

    def wait(self, method: str) -> None:
        """Waits for an event."""
        while not any(event.get("method") == method for event in self.events):
            self.events.append(json.loads(self._socket.recv()))

    @abstractmethod
    def evaluate(self, handle: str, expression: str) -> str:
        """The string that a promise in a window's page is fulfilled with.

        Args:
            handle: the driver's name of the window.
            expression: JavaScript.

        Raises:
            LineError: there is no such window, or the script failed.
        """


class DevTools(Line):
    """Chromium's debugging protocol, flat: a session for each target."""

    def __init__(self, driver: WebDriver) -> None:
        """Connects to the browser of a driver on this machine."""
        of_edge = driver.capabilities.get("ms:edgeOptions", {})
        address = driver.capabilities.get("goog:chromeOptions", of_edge).get("debuggerAddress")
        try:
            with urllib.request.urlopen(f"http://{address}/json/version", timeout=SECONDS) as said:
                url = json.load(said)["webSocketDebuggerUrl"]
        except OSError as error:
            raise LineError(f"{address}: {error}") from error
        super().__init__(url)
        self._sessions: dict[str, str] = {}

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Sends a command to the browser, or to a session."""
        return self.send(method, parameters, **({"sessionId": session} if session else {}))

    def attach(self, target: str) -> str:
        """Begins a session with a target; its id."""
        return str(self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def evaluate(self, handle: str, expression: str) -> str:  # noqa: D102 - see Line
        if handle not in self._sessions:
            self._sessions[handle] = self.attach(handle)
        try:
            answer = self.call(
                "Runtime.evaluate",
                self._sessions[handle],
                expression=expression,
                awaitPromise=True,
                returnByValue=True,
            )
        except LineError:
            del self._sessions[handle]
            raise
        if "exceptionDetails" in answer:
            raise LineError(str(answer["exceptionDetails"]))
        return str(answer["result"]["value"])


class BiDi(Line):
    """WebDriver BiDi, in the driver's own session."""

    def __init__(self, driver: WebDriver) -> None:
        """Connects to the browser of a driver that was started with the capability webSocketUrl."""
        super().__init__(driver.capabilities["webSocketUrl"])

    def evaluate(self, handle: str, expression: str) -> str:  # noqa: D102 - see Line
        answer = self.send(
            "script.evaluate",
            {"expression": expression, "target": {"context": handle}, "awaitPromise": True},
        )
        if answer["type"] != "success":
            raise LineError(str(answer["exceptionDetails"]))
        return str(answer["result"]["value"])
