"""What both browsers can do for a test, in the same words."""

from __future__ import annotations

import contextlib
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from .asked import Asked
from .line import Line, LineError
from .tabs import BLANK, SECONDS, ExtensionError, Tabs

# Answers with a promise's value in both browsers; arguments: dotted name, list of arguments.
CALL = """
const [name, args, done] = arguments;
const path = name.split(".");
const last = path.pop();
const owner = path.reduce((at, key) => at?.[key], globalThis.browser ?? chrome);
const fail = (error) => done({ error: String(error) });
if (!owner?.[last]) fail("not in this browser");
else Promise.resolve(owner[last](...args)).then((value) => done({ value: value ?? null }), fail);
"""
ASK = """new Promise((done) => {{ (function () {{ {call} }})({arguments}, done); }}).then(JSON.stringify)"""
RESETS = 3
WIPE = (
    "storage.local.clear",
    "storage.session.clear",
    "scripting.unregisterContentScripts",
    "alarms.clearAll",
)


@dataclass(frozen=True)
class Badge:
    """The global badge and title of the toolbar button."""

    text: str
    title: str


class Browser(Tabs, ABC):
    """A running browser.

    Attributes:
        name: "chromium" or "firefox".
        asked: once it has ended, every request that it made, if it was launched to tell.
    """

    name: str
    asked: Sequence[Asked] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.quit()

    _line: Line | None = None

    def quit(self) -> None:
        """Ends the browser and its driver."""
        if self._line:
            self._line.close()
        self.driver.quit()

    def call(self, name: str, *arguments: Any) -> Any:
        """Calls an extension API in the helper window: `call("storage.local.get", None)`; stays in this one.

        Raises:
            ExtensionError: it was refused, or there is no such API in this browser.
        """
        answer = self._asked_directly(name, arguments)
        if answer is None:
            with self.helper():
                answer = self.driver.execute_async_script(CALL, name, list(arguments))
        if "value" not in answer:
            raise ExtensionError(f"{name}{json.dumps(arguments)}: {answer['error']}")
        return answer["value"]

    def _asked_directly(self, name: str, arguments: Sequence[Any]) -> dict[str, Any] | None:
        """The answer to a call without a change of windows; None where there is no line, or no helper window."""
        handle = self._helper
        if not handle:
            return None
        given = ", ".join(json.dumps(one) for one in (name, list(arguments)))
        try:
            self._line = self._line or self.line()
            if self._line is None:
                return None
            return dict(
                json.loads(self._line.evaluate(handle, ASK.format(call=CALL, arguments=given)))
            )
        except LineError:
            return None

    def line(self) -> Line | None:
        """A new line to this browser; None where it runs on another machine.

        Raises:
            LineError: it does not answer.
        """
        return None

    def badge(self) -> Badge:
        """The badge that stands for the whole browser."""
        return Badge(self.call("action.getBadgeText", {}), self.call("action.getTitle", {}))

    def storage(self) -> dict[str, Any]:
        """Everything in storage.local."""
        return dict(self.call("storage.local.get", None))

    def state(self) -> dict[str, Any]:
        """What the background has stored; {} before it has stored anything."""
        return dict(self.storage().get("state") or {})

    def permissions(self) -> dict[str, list[str]]:
        """The permissions and origins that the extension holds."""
        return dict(self.call("permissions.getAll"))

    def registered(self) -> list[dict[str, Any]]:
        """The content scripts that are registered at run time."""
        return list(self.call("scripting.getRegisteredContentScripts"))

    def consent(self, mode: str = "words") -> None:
        """Presses the welcome page's button: "words", "marks" or "popup" are drawn."""
        with self.helper():
            self.driver.get(self.extension_url("welcome/welcome.html"))
            for choice in self.driver.find_elements(By.CSS_SELECTOR, f"input[value='{mode}']"):
                self.driver.execute_script("arguments[0].click()", choice)
            wait = WebDriverWait(self.driver, SECONDS, 0.05)
            start = (By.CSS_SELECTOR, "[data-action='start']:not([disabled])")
            wait.until(
                lambda driver: driver.find_element(*start), "no [data-action=start] to press"
            ).click()
            self._wait_for_consent()

    def agree(self, mode: str = "words") -> None:
        """What the press comes to, without the page: for tests that are about something else."""
        self.call("runtime.sendMessage", {"type": "start", "mode": mode})
        self._wait_for_consent()

    def _wait_for_consent(self) -> None:
        wait = WebDriverWait(self.driver, SECONDS, 0.02)
        wait.until(lambda _: self.state().get("consent"), "agreed, and no consent is stored")
        wait.until(lambda _: self.registered(), "consent is stored, and no script registered")

    def reset(self) -> None:
        """The extension as just installed, in the running browser: nothing stored or registered.

        Raises:
            ExtensionError: something of before is still there.
        """
        self.close_others()
        if self.extension_base is None:
            return  # the next page is a new document all the same
        self.open(BLANK)
        # A background that was stopped first would be started by the wiping; one at work may still write, so again.
        left: tuple[object, ...] = ()
        for _ in range(RESETS):
            for wipe in WIPE:
                with contextlib.suppress(ExtensionError):  # nothing registered; no such area
                    self.call(wipe)
            self.call("action.setBadgeText", {"text": ""})
            self.stop_worker()
            left = self.storage(), self.registered(), self.badge().text
            if not any(left):
                return
        raise ExtensionError(f"after {RESETS} resets there is still {left}")

    @abstractmethod
    def stop_worker(self) -> None:
        """Ends the background as the browser does when it is idle; the next event starts it."""

    @abstractmethod
    def worker_runs(self) -> bool:
        """Whether the background is alive."""

    def screenshot(self, path: Path) -> Path:
        """Writes a PNG of the current tab's viewport."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.driver.get_screenshot_as_png())
        return path

    @abstractmethod
    def logs(self) -> list[str]:
        """Console messages and errors since the last call."""

    def ax_tree(self) -> list[dict[str, Any]]:
        """The accessibility tree of the current tab, as CDP gives it (Chromium alone)."""
        raise NotImplementedError(f"{self.name} does not tell its accessibility tree")
