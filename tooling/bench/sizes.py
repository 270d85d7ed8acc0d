"""Bytes: what comes into a page of each kind, and what the store's package holds. Counted once: they do not vary."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tooling.browsers import ORIGIN

from .figures import EMPTY, OURS, Figures
from .round import Round, rest
from .sites import saved
from .subjects import Subject, packages

SETTLED = 2.0
SHEETS = """
const done = arguments[0];
(globalThis.browser ?? chrome).storage.session.get(null).then((all) => {
  const tabs = Object.entries(all).filter(([key]) => key.startsWith("drawn:"));
  // The last document of a tab is the one that is there; what is noted of others is gone with them.
  const drawn = tabs.flatMap(([, sheets]) => Object.values(sheets).flat().at(-1) ?? []);
  done(drawn.reduce((sum, css) => sum + new TextEncoder().encode(css).length, 0));
});
"""


def measure(here: Round) -> None:
    """What each kind of page gets."""
    for site in saved(here.server):
        path = site.serve(here.server)
        for subject in here.subjects[1:]:
            if subject.name == EMPTY:
                continue
            scripts = (
                parsed(subject, path) if subject.cdp else registered(subject, path, here.built)
            )
            if scripts is None:
                continue
            here.add("bytes", f"{site.name}: script", subject.name, scripts)
            if subject.name == OURS and site.settings:
                here.add("bytes", f"{site.name}: stylesheet", subject.name, sheet(subject))


def parsed(subject: Subject, path: str) -> int:
    """Characters of an extension's scripts that Chromium parsed for a page; nearly all are one byte."""
    debugger = subject.debugger
    subject.browser.open("/feed/")
    with debugger.attached(ORIGIN) as session:
        debugger.events.clear()
        debugger.call("Debugger.enable", session)
        subject.browser.open(path)
        rest(SETTLED)
        debugger.call("Debugger.disable", session)
        told: list[dict[str, Any]] = debugger.events
        scripts = {
            event["params"]["scriptId"]: event["params"]["length"]
            for event in told
            if event.get("method") == "Debugger.scriptParsed"
            and event["params"]["url"].startswith(str(subject.base))
        }
    return sum(scripts.values())


def registered(subject: Subject, path: str, built: Path) -> int | None:
    """Bytes of the files that are registered for a page's address in Firefox; None where they are not ours."""
    if subject.name != OURS:
        return None
    subject.browser.open(path)
    rest(SETTLED)
    folder = packages(built)[subject.browser.name]
    matching = [
        file
        for script in subject.browser.registered()
        if any(f"{ORIGIN}{path}".startswith(match.removesuffix("*")) for match in script["matches"])
        for file in script["js"]
    ]
    return sum(int((folder / str(file).lstrip("/")).stat().st_size) for file in matching)


def sheet(subject: Subject) -> int:
    """Bytes of the stylesheets that are in pages now."""
    with subject.browser.helper():
        return int(subject.browser.driver.execute_async_script(SHEETS))


def zipped(files: Iterable[Path]) -> int:
    """Bytes of a zip with these files, as a store packs it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for file in files:
            bundle.write(file)
    return len(archive.getvalue())


def measure_packages(figures: Figures, built: Path) -> None:
    """Both packages, and the content script in them."""
    for name, folder in packages(built).items():
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        content = (folder / "content.js").read_bytes()
        figures.add("package", name, "zipped", OURS, zipped(files))
        figures.add("package", name, "content.js", OURS, len(content))
        figures.add("package", name, "content.js, gzip", OURS, len(gzip.compress(content, 9)))
