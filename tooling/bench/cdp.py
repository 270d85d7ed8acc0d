"""A second connection to Chromium's debugging port: traces, and what lives beside the page."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from tooling.browsers import Browser
from tooling.browsers.line import DevTools, LineError

CATEGORIES = ("devtools.timeline", "v8")


class Cdp(DevTools):
    """A line to Chromium that records, too."""

    def __init__(self, browser: Browser) -> None:
        """Connects to a browser on this machine."""
        super().__init__(browser.driver)

    @contextlib.contextmanager
    def attached(self, url: str, kind: str = "page") -> Iterator[str]:
        """The session of a target whose address begins so."""
        targets = self.call("Target.getTargets")["targetInfos"]
        found = next(
            (one for one in targets if one["type"] == kind and one["url"].startswith(url)), None
        )
        if found is None:
            raise LineError(f"no {kind} at {url} to measure")
        session = self.attach(found["targetId"])
        try:
            yield session
        finally:
            self.call("Target.detachFromTarget", sessionId=session)

    @contextlib.contextmanager
    def traced(self, categories: Sequence[str] = CATEGORIES) -> Iterator[list[dict[str, Any]]]:
        """Records while the block runs; the list holds the trace's events after it.

        Raises:
            LineError: the record is not whole.
        """
        self.events.clear()
        recorded: list[dict[str, Any]] = []
        config = {"recordMode": "recordUntilFull", "includedCategories": list(categories)}
        self.call("Tracing.start", transferMode="ReportEvents", traceConfig=config)
        try:
            yield recorded
        finally:
            self.call("Tracing.end")
            self.wait("Tracing.tracingComplete")
            lost = False
            for event in self.events:
                if event.get("method") == "Tracing.dataCollected":
                    recorded += event["params"]["value"]
                lost = lost or bool(event.get("params", {}).get("dataLossOccurred"))
            self.events.clear()
        if lost:
            raise LineError("the record is not whole")
