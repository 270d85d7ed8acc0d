"""`invoke capture`: visits the settings pages with a contributor, and saves them as fixtures."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException

from tooling import paths, screen, visits
from tooling.browsers import Availability, Browser, ensure, launch
from tooling.fixtures import CAPTURED
from tooling.profile import fresh_profile
from tooling.server import FixtureServer

from .candidates import Candidate, candidates, kept
from .filler import Filler
from .known import known
from .person import Person, Terminal
from .problem import CaptureError
from .visiting import Place, driven, places, read, visit
from .write import Draft, draft, remains, save

PACE = 4.0
"""Seconds between two pages: a member's pace, not a machine's."""
REHEARSAL = paths.ROOT / "build" / "rehearsal"
NO_SCREEN = (
    "This opens the real LinkedIn in a window where you sign in: it needs a screen, and there is"
    " none here (DISPLAY and WAYLAND_DISPLAY are unset). Run it on a desktop; --rehearse goes"
    " through the same steps on saved pages, and needs none."
)
SIGN_IN = (
    "Sign in in the browser's window, as you always do. Its profile is new, and is deleted at the"
    " end. When you see your settings, press Enter here."
)


@dataclass
class Session:
    """What is remembered from page to page: answers, so that nothing is asked twice."""

    person: Person
    agreed: list[Candidate] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    filler: Filler = field(default_factory=Filler)


def run(chosen: str = "", name: str = "chromium", *, rehearse: bool = False) -> int:
    """Captures with the person at this terminal. Returns the exit code.

    Args:
        chosen: ids of pages with commas between; all where empty.
        name: the browser.
        rehearse: the saved pages instead of LinkedIn, into build/rehearsal.

    Raises:
        CaptureError, ToolError: it cannot begin, go on or clean up; says what to do.
        CatalogueError: the catalogue was refused.
    """
    person = Terminal()
    where = places(chosen)
    with signed_in(name, person, rehearse=rehearse) as browser:
        folder = REHEARSAL if rehearse else CAPTURED
        return capture(browser, person, where, folder, pace=0 if rehearse else PACE)


@contextlib.contextmanager
def signed_in(name: str, person: Person, *, rehearse: bool) -> Iterator[Browser]:
    """A browser in which the person has signed in; for a rehearsal one before saved pages.

    Raises:
        CaptureError: there is no such browser, no screen, or nobody at the keyboard.
    """
    where = browser_named(name)
    if rehearse:
        with FixtureServer() as server:
            visits.prepare(server)
            with opened(where, server.port, headless=not screen.there()) as browser:
                yield browser
        return
    if not screen.there():
        raise CaptureError(NO_SCREEN)
    with opened(where) as browser:
        with driven():
            browser.open("/mypreferences/d/categories/privacy")
        person.wait(SIGN_IN)
        yield browser


@contextlib.contextmanager
def opened(
    where: Availability, port: int | None = None, *, headless: bool = False
) -> Iterator[Browser]:
    """A browser without the extension, with a profile that is gone afterwards; see `launch`."""
    with fresh_profile() as profile:
        browser = launch(where, None, port, headless=headless, profile=profile)
        try:
            yield browser
        finally:
            with contextlib.suppress(WebDriverException):  # it may be gone already
                browser.quit()


def browser_named(name: str) -> Availability:
    """Where that browser is.

    Raises:
        CaptureError: there is none.
    """
    if name not in ("chromium", "firefox"):
        raise CaptureError(f"--browser: there is no {name!r} here: take chromium or firefox.")
    where = ensure([name])[name]
    if not where.ok:
        raise CaptureError(where.sentence)
    return where


def capture(
    browser: Browser, person: Person, where: list[Place], folder: Path, *, pace: float
) -> int:
    """Visits pages, asks, and writes what the person agrees to. Returns the exit code.

    Args:
        browser: signed in.
        person: who is asked.
        where: the pages.
        folder: where fixtures are written.
        pace: seconds between two pages.

    Raises:
        CaptureError: the browser is gone.
    """
    session = Session(person)
    saved: list[Path] = []
    failed: list[str] = []
    for number, place in enumerate(where, 1):
        if number > 1:
            time.sleep(pace)
        person.tell(f"\n[{number}/{len(where)}] {place.paths[0]}")
        try:
            one = _draft(browser, session, place)
            if page := _offer(session, one, folder):
                saved.append(page)
        except _NotSavedError as error:
            failed.append(f"{place.id}: {error}")
            person.tell(f"  not saved: {error}")
    person.tell(f"\nSaved: {', '.join(map(paths.shown, saved)) or 'nothing'}.")
    if saved:
        person.tell("Read each file before you commit it (git diff).")
    for line in failed:
        person.tell(f"Not saved: {line}")
    return 1 if failed else 0


class _NotSavedError(Exception):
    """A page that is told and not saved; the message says why and what to do."""


def _draft(browser: Browser, session: Session, place: Place) -> Draft:
    seen = visit(browser, place)
    if seen.problem:
        raise _NotSavedError(seen.problem)
    if not seen.settled:
        session.person.tell("  The page did not come to rest; it is taken as it is.")
    report = read(browser)
    for one in candidates(seen.page, known()):
        if one.value not in session.asked:
            session.asked.add(one.value)
            if session.person.agrees(f"  Unknown, {one.place}: {one.value!r}. Keep?"):
                session.agreed.append(one)
    by = f"{browser.name} {browser.driver.capabilities['browserVersion']}"
    return draft(seen, report, by, kept(session.agreed), session.filler)


def _offer(session: Session, one: Draft, folder: Path) -> Path | None:
    """Shows what stays, asks for the truth and for leave to write."""
    person = session.person
    if one.problems:
        for problem in one.problems:
            person.tell(f"  left over: {problem}")
        raise _NotSavedError(
            "the check for leftovers found something (above). Answer N to what is about you; else"
            " the scrubber is wrong: tell us the page in an issue, not the text"
        )
    person.tell("  What stays of the page:")
    for line in remains(one.html):
        person.tell(f"    {line}")
    confirmed = _confirmed(person, one)
    file = folder / f"{one.name}.html"
    if not person.agrees(f"  Write {paths.shown(file)}?"):
        return None
    return save(one, folder, confirmed=confirmed)


def _confirmed(person: Person, one: Draft) -> bool:
    """Whether the person sees in the window what the extension read."""
    if not one.readings:
        person.tell("  Still On reads nothing on this page: it is saved as unconfirmed.")
        return False
    person.tell("  What Still On reads there:")
    for setting, reading in one.readings.items():
        person.tell(f"    {setting}: {said(reading)}")
    if not one.readable:
        person.tell("  Something was not read: it is saved as unconfirmed. Please tell us.")
        return False
    return person.agrees("  Is that what the window shows?")


def said(reading: dict[str, Any]) -> str:
    """A reading in a few words: "partial (2)", "locked off", "unknown: not-found"."""
    words = str(reading["state"])
    if "value" in reading:
        words += f" {reading['value']}"
    for key in ("choice", "count"):
        if key in reading:
            words += f" ({reading[key]})"
    return words + (f": {reading['reason']}" if "reason" in reading else "")
