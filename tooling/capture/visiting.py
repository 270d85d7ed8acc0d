"""Going to a page of the settings, waiting until it is at rest, and taking what it shows."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from selenium.common.exceptions import (
    InvalidSessionIdException,
    JavascriptException,
    NoSuchWindowException,
    WebDriverException,
)

from tooling import browsers, catalogue, render, shipped
from tooling.browsers import Browser

from .known import is_language
from .problem import CaptureError
from .tree import Element, parsed

SNAPSHOT = Path(__file__).with_name("snapshot.js")
READING = Path(__file__).with_name("reading.js")
QUIET, PATIENCE = 2000, 15_000
"""ms: a page is at rest when nothing changes for so long; it is taken as it is after so long."""
READ_PATIENCE = 13_000
"""ms: the extension gives up what it does not find after 10 s."""
WALLS = ("/login", "/uas/", "/authwall", "/checkpoint", "/signup", "/m/login")


@dataclass(frozen=True)
class Place:
    """A page of the catalogue; `paths` are all spellings of its address, the usual one first."""

    id: str
    kind: Literal["list", "setting"]
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """What a visit gave.

    Attributes:
        problem: why there is nothing to be had, with what to do; "" where all is well.
        page: what stands there.
        lang: of `<html>`, as fixtures are named by it; "unknown" without one.
        settled: whether it came to rest.
    """

    place: Place
    problem: str
    page: Element
    lang: str
    settled: bool


def places(chosen: str = "") -> list[Place]:
    """The lists, then every setting's own page.

    Args:
        chosen: ids with commas between; all where empty.

    Raises:
        CatalogueError: the catalogue was refused.
        CaptureError: an id is not in the catalogue.
    """
    known = catalogue.load()
    every = [Place(one.id, "list", one.paths) for one in known.lists]
    every += [Place(one.id, "setting", one.paths) for one in known.settings]
    by_id = {place.id: place for place in every}
    ids = [part.strip() for part in chosen.split(",") if part.strip()]
    for name in ids:
        if name not in by_id:
            near = difflib.get_close_matches(name, by_id, 3)
            raise CaptureError(
                f"--pages: the catalogue has no {name!r}."
                f" {'Near it: ' + ', '.join(near) + '. ' if near else ''}"
                f"Take ids of extension/catalogue/linkedin.toml, with commas between."
            )
    return [by_id[name] for name in ids] or every


@contextlib.contextmanager
def driven() -> Iterator[None]:
    """Says what went wrong with the browser in words for a contributor.

    Raises:
        CaptureError: instead of the driver's own.
    """
    try:
        yield
    except (NoSuchWindowException, InvalidSessionIdException) as error:
        msg = "The browser's window was closed: begin anew with --pages, and leave it open."
        raise CaptureError(msg) from error
    except WebDriverException as error:
        said = (error.msg or "no reason given").splitlines()[0]
        msg = f"The browser could not open the page ({said}): see whether it has a connection, and begin anew."
        raise CaptureError(msg) from error


def visit(browser: Browser, place: Place) -> Visit:
    """Opens a page and waits until it is at rest.

    Raises:
        CaptureError: the browser is gone, or cannot open the page.
    """
    with driven():
        browser.open(place.paths[0])
        answer = _ask(browser, SNAPSHOT.read_text(encoding="utf-8"), QUIET, PATIENCE)
    if "error" in answer:
        raise CaptureError(f"{place.paths[0]}: the page could not be taken: {answer['error']}")
    page = parsed(answer["tree"])
    lang = page.attributes.get("lang", "").replace("_", "-")
    return Visit(
        place=place,
        problem=_problem(place, answer),
        page=page,
        lang=lang if is_language(lang) else "unknown",
        settled=answer["settled"],
    )


def read(browser: Browser) -> dict[str, Any]:
    """What the extension would say of the page that is open: {readings, list, news}.

    Its content parts run in the page; no extension is needed, and nothing is stored.

    Raises:
        CaptureError: the browser is gone.
    """
    script = render.parts_for_tests() + READING.read_text(encoding="utf-8")
    with driven():
        return dict(
            _ask(browser, script, READ_PATIENCE) or {"readings": [], "list": None, "news": []}
        )


def _ask(browser: Browser, script: str, *arguments: int) -> Any:
    """Runs a script that answers later; once more where the page moved on under it."""
    try:
        return browser.driver.execute_async_script(script, *arguments)
    except JavascriptException:
        return browser.driver.execute_async_script(script, *arguments)


def _problem(place: Place, answer: dict[str, Any]) -> str:
    path = str(answer["path"])
    if answer["password"] or path.startswith(WALLS):
        return "LinkedIn asks you to sign in: do so in the window, and capture this page again"
    if path.rstrip("/").endswith("/page-not-found"):
        return "LinkedIn has no such page any more, or not for you: correct paths in the catalogue"
    here = {shipped.bare(one) for one in place.paths}
    if answer["origin"] != browsers.ORIGIN or shipped.bare(path) not in here:
        return "LinkedIn led to another page: look at the address in the window"
    return ""
