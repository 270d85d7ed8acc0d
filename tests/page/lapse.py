"""A page's whole life in a moment: the content script, merge and summary together, in a real browser, in virtual time.

    lapse.visit(path, html)                      one load of 20 virtual seconds
    lapse.visit(path, html, [(5000, "click", "#a")], loads=2)
    lapse.lives([Life([Load(...), Load(...)]), ...])   many in one round trip to the browser

Each load is a document of its own in a frame. The content script in it is the one that ships
(`render.observed` tells when scan, find, identify and look run). Clock and timers are the bench's, for the
page's scripts as for ours: `setTimeout`, `setInterval`, `requestAnimationFrame`, `performance.now`,
`performance.timeOrigin`, `Date.now`, `document.readyState`, the load event. So what a page does late is a
`setTimeout` in its HTML. Time goes from one timer to the next; promises and mutation observers have their
turn between. Markup, layout, visibility, events, history and navigation are the browser's. Reports take 10
virtual ms to the background's own `receive`, `merge` and `summarise`; what is judged is what they would have
stored.

What is not as in real life: page and script share one world, so a page's script must not redefine the
browser's own functions (an isolated world is not reached by that); a frame has no zoom and no tab that is
hidden; what a page loads (`src` of a frame) comes in real time, before the first virtual moment; a click
inside a nested frame is not trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tooling import paths, render
from tooling.browsers import Browser
from tooling.server import FixtureServer

BENCH = "/lapse/"
SCRIPT = "text/javascript"
HARNESS = paths.ROOT / "tests" / "page" / "lapse.js"
BATCH = 50
"""Lives in one round trip: far from the browser's time limit for a script."""
ASK = "const [lives, done] = arguments; window.lapse(lives).then(done, (error) => done(`${error}\n${error?.stack}`));"

Act = tuple[int, str, str] | tuple[int, str, str, str]
"""Virtual ms, and what the member does: "click" a selector, "key" a selector and a key; or "run" a page's script."""


@dataclass(frozen=True)
class Load:
    """One load of a page. Selectors reach into open shadow roots and frames.

    Attributes:
        path: its address.
        html: the document, scripts included.
        acts: what happens besides, by time.
        ms: how long the member stays, virtual.
        complete: when the document is complete, virtual ms after its parsing, when the script starts.
        width: of the page in px.
        height: of the page in px.
    """

    path: str
    html: str
    acts: Sequence[Act] = ()
    ms: int = 20_000
    complete: int = 50
    width: int = 1280
    height: int = 1000


@dataclass(frozen=True)
class Life:
    """Loads one after another, a minute from each beginning to the next, with one storage behind them.

    Attributes:
        watched: the member's choices of what counts, beside the catalogue's.
        since: `Lived.since` of an earlier life that this one goes on with.
    """

    loads: Sequence[Load]
    watched: dict[str, bool] | None = None
    since: dict[str, Any] | None = None


@dataclass(frozen=True)
class Change:
    """What was stored of a setting from a moment on: load number, virtual ms, setting, and what counts of it."""

    load: int
    at: float
    setting: str
    state: str
    confirmed: bool
    via: str
    value: str | None = None
    choice: str | None = None
    count: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Lived:
    """What came out.

    Attributes:
        changes: everything that was stored, in order.
        states: at the end, by setting, as the views get it (extension/shared/summary.js, SettingSummary); no `manual`.
        summary: at the end: sharing, unknown, unseen, clear and the rest (Summary), without `settings`.
        clear: each change of the summary's `clear`: load, at, clear.
        errors: what was thrown, in the page or in the script.
        loads: of each load: `reports` (at, address, readings, list, news, lessons, marked), `counts` (scans,
            looks, reports), `layout` (questions that may cost a layout, by part and element, with their
            number), `left` (whether the script said that the settings were left), `path` at the end,
            `elements` of the document, real `ms`, `errors`.
        since: storage and number of loads, to go on from.
    """

    changes: list[Change]
    states: dict[str, dict[str, Any]]
    summary: dict[str, Any]
    clear: list[dict[str, Any]]
    loads: list[dict[str, Any]]
    since: dict[str, Any]
    errors: list[str] = field(default_factory=list)

    def readings(self) -> dict[str, dict[str, Any]]:
        """What is known at the end of every setting that was read: state, via, and further details if any."""
        names = ("state", "value", "choice", "count", "reason", "via")
        return {
            setting: {name: state[name] for name in names if state.get(name) is not None}
            for setting, state in self.states.items()
            if state["state"] != "unseen"
        }

    def passed(self, setting: str) -> list[str]:
        """The states that were stored of a setting, in order, each once for as long as it stood."""
        states = (change.state for change in self.changes if change.setting == setting)
        return [state for state, _ in itertools.groupby(states)]


class Lapse:
    """The bench in a browser without the extension."""

    def __init__(self, browser: Browser, server: FixtureServer, built: Path) -> None:
        """Prepare.

        Args:
            browser: without the extension; its page tab is used.
            server: of this browser.
            built: the built extension, whose modules merge and sum up.
        """
        self._browser = browser
        self._server = server
        self._built = built

    @property
    def browser(self) -> str:
        """The name of the browser."""
        return self._browser.name

    def open(self, script: str | None = None) -> None:
        """Load the bench; `script` is another rendering of the content script, with a rule broken, say."""
        for folder in ("background", "shared"):
            for path in (self._built / folder).glob("*.js"):
                name = path.relative_to(self._built).as_posix()
                self._server.page(f"{BENCH}extension/{name}", path.read_text("utf-8"), SCRIPT)
        self._server.page(f"{BENCH}lapse.js", HARNESS.read_text("utf-8"), SCRIPT)
        self._server.page(f"{BENCH}content.js", script or render.observed(), "text/plain")
        self._server.page(f"{BENCH}blank", "<!doctype html>")
        self._server.page(
            BENCH,
            "<!doctype html><title>lapse</title><style>body { margin: 0 } iframe { border: 0 }</style>"
            f'<body><script type="module" src="{BENCH}lapse.js"></script>',
        )
        self._browser.open(BENCH)

    def lives(self, lives: Iterable[Life]) -> list[Lived]:
        """Live through every life; each has its own storage.

        Raises:
            AssertionError: the bench itself failed.
        """
        todo, lived = list(lives), []
        for first in range(0, len(todo), BATCH):
            given = [asdict(life) for life in todo[first : first + BATCH]]
            answer = self._browser.driver.execute_async_script(ASK, given)
            assert isinstance(answer, list), answer
            lived += [_lived(one) for one in answer]
        return lived

    def visit(
        self, path: str, html: str, scenario: Sequence[Act] = (), *, loads: int = 1, **fields: Any
    ) -> Lived:
        """Load one page, once or several times.

        Args:
            path: its address.
            html: the document.
            scenario: `Load.acts`, the same in every load.
            loads: how often it is loaded.
            fields: others of `Load`.
        """
        load = Load(path, html, scenario, **fields)
        return self.lives([Life([load] * loads)])[0]


def _lived(answer: dict[str, Any]) -> Lived:
    changes = [Change(**change) for change in answer.pop("changes")]
    errors = [error for load in answer["loads"] for error in load["errors"]]
    return Lived(changes=changes, errors=errors, **answer)
