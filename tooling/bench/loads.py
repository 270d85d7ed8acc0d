"""Page load with and without: from navigation to the load event, and to the first idle moment after it."""

from __future__ import annotations

from .round import Round, until
from .sites import Site, generated, saved

TIMES = """
const [load] = performance.getEntriesByType("navigation");
return window.bench?.idle && load.loadEventEnd ? [load.loadEventEnd, window.bench.idle] : null;
"""
OFTEN = 5
"""Times as many loads of pages that take 30 ms: by 20 of them a ratio is known to a fifth."""


def measure(here: Round) -> None:
    """Opens each page in each browser in turn."""
    for one in saved(here.server):
        site(here, one, OFTEN)
    # Not the smallest: a saved page is as small.
    for size in here.sizes[1:]:
        site(here, generated(*size))


def site(here: Round, one: Site, times: int = 1) -> None:
    """Opens one page in each browser in turn, so many times as often as the run counts."""
    path = one.serve(here.server)
    for number, counts in enumerate(here.runs(f"load, {one.name}", times)):
        for subject in here.in_turn(number):
            browser = subject.browser
            browser.open(path)
            loaded, idle = until(lambda run=browser.run: run(TIMES), f"the load of {one.name}")  # type: ignore[misc]
            # What goes on in a page that stays open would disturb the next one.
            browser.open("about:blank")
            if counts:
                here.add("load", one.name, subject.name, loaded)
                here.add("idle", one.name, subject.name, idle)
