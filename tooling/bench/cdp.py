"""A second connection to Chromium's debugging port: traces, and what lives beside the page."""

from __future__ import annotations

import contextlib
import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import websocket

from tooling.browsers import Browser

SECONDS = 60
CATEGORIES = ("devtools.timeline", "v8")


class Cdp:
    """Chromium's debugging protocol, flat: `call` for the browser, with a session for one target of it."""

    def __init__(self, browser: Browser) -> None:
        address = browser.driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        with urllib.request.urlopen(f"http://{address}/json/version", timeout=SECONDS) as answer:
            url = json.load(answer)["webSocketDebuggerUrl"]
        # Chromium refuses a connection that names an origin.
        self._socket = websocket.create_connection(url, suppress_origin=True, timeout=SECONDS)
        self._last = 0
        self.events: list[dict[str, Any]] = []

    def close(self) -> None:
        """Ends the connection."""
        self._socket.close()

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Sends one command and returns its result; events that come meanwhile are kept.

        Raises:
            RuntimeError: Chromium refused it.
        """
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        self._socket.send(json.dumps(message | ({"sessionId": session} if session else {})))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            self.events.append(answer)

    def wait(self, method: str) -> None:
        """Waits for an event."""
        while not any(event.get("method") == method for event in self.events):
            self.events.append(json.loads(self._socket.recv()))

    @contextlib.contextmanager
    def attached(self, url: str, kind: str = "page") -> Iterator[str]:
        """The session of a target whose address begins so."""
        targets = self.call("Target.getTargets")["targetInfos"]
        found = next(
            (one for one in targets if one["type"] == kind and one["url"].startswith(url)), None
        )
        if found is None:
            raise RuntimeError(f"no {kind} at {url} to measure")
        target = found["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        try:
            yield str(session)
        finally:
            self.call("Target.detachFromTarget", sessionId=session)

    @contextlib.contextmanager
    def traced(self) -> Iterator[list[dict[str, Any]]]:
        """Records while the block runs; the list holds the trace's events after it."""
        self.events.clear()
        recorded: list[dict[str, Any]] = []
        config = {"recordMode": "recordUntilFull", "includedCategories": list(CATEGORIES)}
        self.call("Tracing.start", transferMode="ReportEvents", traceConfig=config)
        try:
            yield recorded
        finally:
            self.call("Tracing.end")
            self.wait("Tracing.tracingComplete")
            for event in self.events:
                if event.get("method") == "Tracing.dataCollected":
                    recorded += event["params"]["value"]
            self.events.clear()
