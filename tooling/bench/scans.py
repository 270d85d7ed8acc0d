"""One scan of a page: how long, and how it grows. On parts of the content script, in a page without the extension."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tooling import render

from .round import Round
from .sites import AI, CROWDED, named

FILL = """
window.fill = (elements, switches) => {
  const filling = "<div><p><span>a</span></p><ul><li><a>b</a></li></ul></div>";
  const parts = Math.max(0, Math.round((elements / switches - 3) / 6));
  const section = (_, i) =>
    `<section><h3 id="k${i}">Label ${i}</h3><input type="checkbox" role="switch" aria-labelledby="k${i}">` +
    filling.repeat(parts) + "</section>";
  document.querySelector("main").innerHTML = Array.from({ length: switches }, section).join("");
};
"""
SCANS = """
const [elements, switches, runs, scans] = arguments;
const page = parts.pageOf(location.pathname);
// Drawn anew for each: elements that were scanned before are at hand for the script, and cheaper.
const once = () => {
  fill(elements, switches);
  document.body.getBoundingClientRect();
  const start = performance.now();
  parts.find(page).controls.filter(parts.isShown);
  return performance.now() - start;
};
const mean = () => Array.from({ length: scans }, once).reduce((a, b) => a + b) / scans;
return Array.from({ length: runs }, mean);
"""
AS_MANY = 100_000
"""Elements in every figure: the clock is coarse, and the garbage collector comes by the amount of work."""
SMALL, LARGE = (1_000, 10), (100_000, 1_000)


def scans(
    run: Callable[..., Any], elements: int, switches: int, counted: int, warm_up: int = 1
) -> list[float]:
    """Ms of scans, shadow walk and visibility of candidates included.

    Args:
        run: runs a script in a page that holds the parts and FILL.
        elements: how many there are.
        switches: how many of them.
        counted: how many figures come back.
        warm_up: how many are made before.
    """
    each = max(1, AS_MANY // elements)
    # One by one: a script that runs for long is taken for one that hangs.
    times = [run(SCANS, elements, switches, 1, each)[0] for _ in range(warm_up + counted)]
    return [float(one) for one in times[warm_up:]]


def measure(here: Round) -> None:
    """Scans a page of each size."""
    browser = here.subjects[0].browser
    path = f"/mypreferences/d/settings/{AI}"
    here.server.first = ""
    here.server.page(path, '<!doctype html><html lang="en"><body><main></main></body></html>')
    browser.driver.set_script_timeout(120)
    # With --quick not the largest.
    crowded = [CROWDED] if LARGE in here.sizes else []
    for elements, switches in [*here.sizes, *crowded]:
        browser.open(path)
        browser.run(render.parts_for_tests() + FILL + "window.parts = parts;")
        case = named(elements, switches)
        for counts in here.runs(f"scan, {case}"):
            (value,) = scans(browser.run, elements, switches, 1, 0)
            if counts:
                here.add("scan", case, "Still On", value)
