"""`invoke demo`: the built extension at work on the saved pages."""

from __future__ import annotations

import shutil
import sys

from rich.console import Console
from rich.table import Table

from tooling import catalogue, paths, render, screen
from tooling import live as real
from tooling.browsers import Availability, Browser, ensure, launch
from tooling.server import FixtureServer
from tooling.visits import pages, prepare, read, visit

PICTURES = paths.ROOT / "build" / "demo"
FOLDERS = {"chromium": "chrome", "firefox": "firefox"}
AI = "/mypreferences/d/settings/data-for-ai-improvement"
# From what is to be told first to what may come last.
STATES = {
    "on": "[bold red]on[/]",
    "partial": "[red]partly on[/]",
    "locked": "[red]locked[/]",
    "unknown": "[yellow]could not be read[/]",
    "unseen": "[yellow]not looked at yet[/]",
    "off": "[green]off[/]",
    "absent": "[green]not offered[/]",
    "manual": "[dim]to be looked at by hand[/]",
}
INSTALL = """
[bold]To install this build in your own browser[/]
  Chrome   chrome://extensions   switch on Developer mode, Load unpacked, choose {chrome}
  Edge     edge://extensions     switch on Developer mode, Load unpacked, choose {chrome}
  Brave    brave://extensions    switch on Developer mode, Load unpacked, choose {chrome}
  Firefox  about:debugging#/runtime/this-firefox   Load Temporary Add-on,
           choose {firefox}/manifest.json (it stays until Firefox is closed)
"""


def run(*, live: bool = False) -> int:
    """Runs the demo. Returns the exit code: 1 without a browser, a reading, or a live screen."""
    console = Console()
    for folder in render.build():
        console.print(f"built {paths.shown(folder)}")
    where = _browser(console)
    if where is None:
        return 1
    code = _live(console, where) if live else _saved(console, where)
    chrome, firefox = (paths.shown(paths.DIST / name) for name in ("chrome", "firefox"))
    console.print(INSTALL.format(chrome=chrome, firefox=firefox), highlight=False, soft_wrap=True)
    return code


def _browser(console: Console) -> Availability | None:
    """Chromium, or Firefox where there is none; a missing one is installed if that is possible."""
    sentences = []
    for name in FOLDERS:
        where = ensure([name])[name]
        sentences.append(where.sentence)
        if where.ok:
            console.print(where.sentence, soft_wrap=True)
            return where
    console.print("There is no browser to show it in.", *sentences, sep="\n", soft_wrap=True)
    return None


def _live(console: Console, where: Availability) -> int:
    return real.run(console, where, paths.DIST / FOLDERS[where.name])


def _saved(console: Console, where: Availability) -> int:
    window = screen.there() and sys.stdin.isatty()
    extension = paths.DIST / FOLDERS[where.name]
    with (
        FixtureServer() as server,
        launch(where, extension, server.port, headless=not window) as browser,
    ):
        prepare(server)
        browser.consent()
        console.print("The welcome page's button was pressed for you. Visiting the saved pages:")
        unread = _visit_all(console, browser)
        _table(console, browser)
        console.print(f"Pictures: {paths.shown(PICTURES)}")
        if window:
            browser.open(AI)
            console.print("Look around in the window and click. [bold]Press Enter here to end.[/]")
            screen.stay_open(browser)
    for path, ids in unread.items():
        console.print(f"[red]Not read within 15 s on {path}: {', '.join(ids)}[/]", soft_wrap=True)
    return 1 if unread else 0


def _visit_all(console: Console, browser: Browser) -> dict[str, list[str]]:
    """Visits every page of a full check. Returns what was not read, by path."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    unread = {}
    for path, ids in pages():
        missing = visit(browser, path, ids)
        if missing:
            unread[path] = missing
        browser.screenshot(PICTURES / f"{path.strip('/').rsplit('/', 1)[-1]}.png")
        badge = browser.badge().text or "(empty)"
        console.print(f"  {path}  [dim]badge[/] {badge}", highlight=False, soft_wrap=True)
    with browser.helper("popup/popup.html"):
        browser.screenshot(PICTURES / "popup.png")
    return unread


def _table(console: Console, browser: Browser) -> None:
    found = read(browser)
    order = list(STATES)
    rows = []
    for setting in catalogue.load().settings:
        manual = setting.kind in catalogue.MANUAL_KINDS
        state = "manual" if manual else str(found.get(setting.id, {}).get("state", "unseen"))
        texts = setting.title_texts or setting.row_texts
        title = next((text.text for text in texts if text.lang == "en"), setting.id)
        rows.append((order.index(state), STATES[state], title, setting.group))
    table = Table("state", "setting", "why it matters", title="What the extension knows now")
    for _, *cells in sorted(rows, key=lambda row: row[0]):
        table.add_row(*cells)
    console.print(table)
