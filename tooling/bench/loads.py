"""Page load with and without: from navigation to the load event, and to the first idle moment after it."""

from __future__ import annotations

from .round import Round, until
from .sites import Site, generated, saved

TIMES = """
const [load] = performance.getEntriesByType("navigation");
return window.bench?.idle && load.loadEventEnd ? [load.loadEventEnd, window.bench.idle] : null;
"""


def measure(here: Round) -> None:
    """Opens each page in each browser in turn."""
    # Not the smallest: a saved page is as small.
    for one in [*saved(here.server), *(generated(*size) for size in here.sizes[1:])]:
        site(here, one)


def site(here: Round, one: Site) -> None:
    """Opens one page in each browser in turn."""
    path = one.serve(here.server)
    for number, counts in enumerate(here.runs(f"load, {one.name}")):
        for subject in here.in_turn(number):
            browser = subject.browser
            browser.open(path)
            loaded, idle = until(lambda run=browser.run: run(TIMES), f"the load of {one.name}")  # type: ignore[misc]
            # What goes on in a page that stays open would disturb the next one.
            browser.open("about:blank")
            if counts:
                here.add("load", one.name, subject.name, loaded)
                here.add("idle", one.name, subject.name, idle)
