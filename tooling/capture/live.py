"""`invoke check-live`: the same visit, writing nothing: does the catalogue still fit LinkedIn?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from tooling import browsers, catalogue, shipped
from tooling.browsers import Browser

from .candidates import candidates
from .known import known
from .person import Person, Terminal
from .run import PACE, said, signed_in
from .tree import Element
from .visiting import Place, Visit, places, read, visit

FOUND, MISSING = "found", "NOT FOUND"


@dataclass(frozen=True)
class Line:
    """One entry of the catalogue on one page."""

    page: str
    entry: str
    found: bool
    remark: str


def run(chosen: str = "", name: str = "chromium", *, rehearse: bool = False) -> int:
    """Checks with the person at this terminal; arguments and errors as of `run.run`."""
    person = Terminal()
    where = places(chosen)
    with signed_in(name, person, rehearse=rehearse) as browser:
        return check(browser, person, where, pace=0 if rehearse else PACE)


def check(browser: Browser, person: Person, where: list[Place], *, pace: float) -> int:
    """Visits pages and tells what fits. Returns 1 where something expected was not found.

    Raises:
        CaptureError: the browser is gone.
    """
    lines: list[Line] = []
    news: list[str] = []
    for number, place in enumerate(where, 1):
        if number > 1:
            time.sleep(pace)
        person.tell(f"[{number}/{len(where)}] {place.paths[0]}")
        seen = visit(browser, place)
        if seen.problem:
            lines.append(Line(place.id, place.id, found=False, remark=seen.problem))
            continue
        report = read(browser)
        lines += _listed(seen, report) if place.kind == "list" else [_own(place, report)]
        news += [one for one in _news(seen, report) if one not in news]
    person.tell(_table(lines))
    for one in news:
        person.tell(f"new: {one}")
    if news:
        person.tell("New texts may be about you: leave those out before you show this to anybody.")
    missing = sum(not line.found for line in lines)
    person.tell(
        f"{len(lines) - missing} found, {missing} not found, {len(news)} new."
        + (" See docs/adding-a-setting.md." if missing or news else "")
    )
    return 1 if missing else 0


def _own(place: Place, report: dict[str, Any]) -> Line:
    """A setting on its own page: found if its state can be read."""
    setting = next(one for one in catalogue.load().settings if one.id == place.id)
    if setting.kind in catalogue.MANUAL_KINDS:
        return Line(place.id, place.id, found=True, remark="the page is there; it is not read")
    reading = next((one for one in report["readings"] if one["setting"] == place.id), None)
    if reading is None:
        return Line(place.id, place.id, found=False, remark="nothing was said of it within 13 s")
    return Line(place.id, place.id, reading["state"] != "unknown", said(reading))


def _listed(seen: Visit, report: dict[str, Any]) -> Iterator[Line]:
    """The rows of a list: those of the catalogue have to be there."""
    known, place = catalogue.load(), seen.place
    page = next(one for one in known.lists if one.id == place.id)
    settings = {one.id: one for one in known.settings}
    present = set((report["list"] or {}).get("present", []))
    # What is to be looked at by hand may stand outside the settings, where no row is read.
    present |= {
        one.id
        for one in known.settings
        if one.kind in catalogue.MANUAL_KINDS and _links(seen.page, one.paths)
    }
    readings = {one["setting"]: one for one in report["readings"]}
    for row in page.order:
        if row not in settings:
            continue
        if row not in present:
            remark = "no row: not offered to this account, or its address changed"
        elif row in readings:
            remark = said(readings[row])
        else:
            remark = "its row says no state that we know"
        yield Line(place.id, row, row in present, remark)


def _links(page: Element, addresses: tuple[str, ...]) -> bool:
    wanted = {shipped.bare(path) for path in addresses}
    hrefs = (one.attributes.get("href", "") for one in page if one.tag == "a")
    return any(shipped.bare(href.removeprefix(browsers.ORIGIN)) in wanted for href in hrefs)


def _news(seen: Visit, report: dict[str, Any]) -> Iterator[str]:
    for one in report["news"]:
        yield f"speaks of data: {one['text']!r} ({seen.place.id})"
    for candidate in candidates(seen.page, known()):
        yield f"{candidate.place}: {candidate.value!r} ({seen.place.id})"


def _table(lines: list[Line]) -> Table:
    table = Table(title="The catalogue and LinkedIn")
    for head in ("page", "entry", "", "what it says"):
        table.add_column(head, overflow="fold")
    for line in lines:
        table.add_row(line.page, line.entry, FOUND if line.found else MISSING, line.remark)
    return table
