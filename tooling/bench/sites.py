"""The pages that are measured: saved ones, and generated ones of any size; nothing is left to draw at the request."""

from __future__ import annotations

from dataclasses import dataclass

from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
SIZES = ((1_000, 10), (10_000, 100), (100_000, 1_000))
"""Elements and switches among them."""
CROWDED = (100_000, 10_000)
MILLION = (1_000_000, 10_000)
FILLING = "<div><p><span>a</span></p><ul><li><a>b</a></li></ul></div>"
IN_FILLING = 6
LABEL = "Use my data for training content creation AI models"
# Runs at the start of each page: when the browser is idle for the first time after the load.
IDLE = """
window.bench = {};
addEventListener("load", () => requestIdleCallback(() => { window.bench.idle = performance.now(); }));
"""


@dataclass(frozen=True)
class Site:
    """A page at its address.

    Attributes:
        name: as the report calls it.
        path: its address.
        html: all of it.
        settings: whether it is a settings page; elsewhere nothing of ours may run.
    """

    name: str
    path: str
    html: str
    settings: bool = True

    def serve(self, server: FixtureServer) -> str:
        """Puts it where it belongs; returns its path."""
        server.first = IDLE
        return server.page(self.path, self.html)


def saved(server: FixtureServer) -> list[Site]:
    """A setting's own page, a list, and a page that is none of our business."""
    kinds = (
        ("own page", f"{AI}.on", True),
        ("list", "ads.all-on", True),
        ("elsewhere", "feed.plain", False),
    )
    sites = []
    for name, fixture, settings in kinds:
        server.reset()
        path = server.use(fixture)
        sites.append(Site(name, path, server.answer(path)[1], settings))
    return sites


def generated(elements: int, switches: int) -> Site:
    """A settings page of a size, where the AI setting is: none of its switches is that, so it is looked for."""
    path = f"/mypreferences/d/settings/{AI}"
    return Site(named(elements, switches), path, document(elements, switches))


def named(elements: int, switches: int) -> str:
    """How a size is called: "100,000 elements, 1,000 switches"."""
    return f"{elements:,} elements, {switches:,} switches"


def document(elements: int, switches: int) -> str:
    """A page of about so many elements."""
    parts = max(0, round((elements / switches - 3) / IN_FILLING))
    sections = "".join(
        f'<section><h3 id="k{i}">{LABEL} {i}</h3>'
        f'<input type="checkbox" role="switch" aria-labelledby="k{i}">{FILLING * parts}</section>'
        for i in range(switches)
    )
    head = '<!doctype html><html lang="en"><head><title>Settings</title></head>'
    return f"{head}<body><main>{sections}</main></body></html>"
