"""`invoke screenshots`: the pictures in docs/, made with Chromium on the saved pages, and from these the stores'."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from tooling import paths, render, store
from tooling.browsers import Availability, Chromium, ensure
from tooling.member import Keyboard, Member, days_later, first_account, first_visit, later_visit
from tooling.member.album import Album
from tooling.server import FixtureServer
from tooling.visits import pages, prepare, until, visit

PICTURES = paths.ROOT / "docs" / "pictures"
PAGES = {
    "page-ai": ("/mypreferences/d/settings/data-for-ai-improvement", (1280, 560)),
    "page-ads": ("/mypreferences/d/categories/ads", (1280, 1180)),
}
POPUP = (400, 720)
WELCOME = (900, 1180)
WINDOW = (1440, 1000)
SCALE = 2  # pixels of the picture per px: sharp on every screen


def run() -> int:
    """Makes every picture. Returns the exit code."""
    console = Console()
    where = ensure(["chromium"])["chromium"]
    if not where.ok:
        console.print(where.sentence)
        return 1
    render.build()
    made = []
    with (
        FixtureServer() as server,
        Chromium.launch(where, paths.DIST / "chrome", server.port, size=(1280, 1000)) as browser,
    ):
        prepare(server)
        clean = {name: _page(browser, path, size) for name, (path, size) in PAGES.items()}
        with browser.helper("welcome/welcome.html"):
            made.append(_take(browser, "welcome", WELCOME))
        browser.consent()
        unread = [(path, left) for path, ids in pages() if (left := visit(browser, path, ids))]
        for name, (path, size) in PAGES.items():
            _page(browser, path, size)
            if not until(lambda name=name: _png(browser) != clean[name]):  # type: ignore[misc]
                unread.append((path, ["no mark was drawn"]))
            _still(browser)
            made.append(_take(browser, name, size))
        for name, scheme in (("popup", "light"), ("popup-dark", "dark")):
            with browser.helper("popup/popup.html"):
                browser.emulate(prefers_color_scheme=scheme)
                browser.reload()
                made.append(_take(browser, name, POPUP))
                browser.emulate()
        made += store.compose(browser)
    made += visits(where)
    for picture in made:
        console.print(f"wrote {paths.shown(picture)}")
    for path, left in unread:
        console.print(f"[red]not read on {path}: {', '.join(left)}[/]")
    return 1 if unread else 0


def visits(where: Availability) -> list[Path]:
    """The pictures of docs/first-visit.md: a member's first visit and the one three months later, step by step."""
    album = Album(PICTURES / "visit")
    with (
        FixtureServer() as server,
        Chromium.launch(
            where, paths.DIST / "chrome", server.port, size=WINDOW, alone=False
        ) as browser,
    ):
        first_account(server)
        member = Member(browser, server, Keyboard(), album)
        first_visit(member)
        days_later(member)
        later_visit(member)
    return album.made


def _page(browser: Chromium, path: str, size: tuple[int, int]) -> bytes:
    """Opens a page in a size, and returns its picture."""
    _size(browser, size)
    browser.open(path)
    return _png(browser)


def _size(browser: Chromium, size: tuple[int, int]) -> None:
    browser.size(size, SCALE)


def _take(browser: Chromium, name: str, size: tuple[int, int]) -> Path:
    _size(browser, size)
    _still(browser)
    return browser.screenshot(PICTURES / f"{name}.png")


def _still(browser: Chromium) -> None:
    """Waits until two pictures in a row are the same."""
    last: list[bytes] = [b""]

    def same() -> bool:
        before, last[0] = last[0], _png(browser)
        return before == last[0]

    until(same)


def _png(browser: Chromium) -> bytes:
    return browser.driver.get_screenshot_as_png()
