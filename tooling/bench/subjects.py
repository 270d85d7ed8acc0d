"""The browsers of a run, all open at once: one without an extension, one with ours, one for each other extension."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from selenium.common.exceptions import WebDriverException

from tooling import render
from tooling.browsers import Availability, Chromium, Firefox, launch

from . import BenchError
from .cdp import Cdp
from .figures import OURS, WITHOUT

TARGETS = {"chromium": "chrome", "firefox": "firefox"}


@dataclass
class Subject:
    """One browser, and what is in it.

    Attributes:
        name: WITHOUT, OURS, or the other extension's name and version.
        browser: running; consent is given where it is ours.
        cdp: of Chromium.
    """

    name: str
    browser: Chromium | Firefox
    cdp: Cdp | None

    @property
    def base(self) -> str | None:
        """How addresses of the extension's files begin."""
        return self.browser.extension_base

    @property
    def scripts(self) -> str | None:
        """How addresses of its scripts in pages begin: of ours the one alone, since our own pages are open, too."""
        return f"{self.base}content.js" if self.name == OURS else self.base

    @property
    def debugger(self) -> Cdp:
        """The second connection to Chromium.

        Raises:
            BenchError: this browser is another one.
        """
        if self.cdp is None:
            raise BenchError(
                f"{self.browser.name} has no debugging protocol. Measure it with its own."
            )
        return self.cdp


@contextlib.contextmanager
def opened(
    where: Availability, port: int, built: Path, against: Sequence[Path]
) -> Iterator[list[Subject]]:
    """Starts a browser for each subject; the one without first, ours second.

    Raises:
        BenchError: another extension cannot be loaded.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bare = launch(where, None, port)
        stack.callback(bare.quit)
        ours = launch(where, built / TARGETS[where.name], port)
        stack.callback(ours.quit)
        ours.consent()
        found = [_subject(WITHOUT, bare), _subject(OURS, ours)]
        for number, other in enumerate(against):
            copy, name = _copied(other, folder / str(number), where.name)
            try:
                browser = launch(where, copy, port)
            except WebDriverException as error:
                reason = (error.msg or "no reason given").splitlines()[0]
                raise BenchError(
                    f"--against {other}: {where.name} does not start it ({reason}). It has to be unpacked, "
                    f"of Manifest V3 for Chromium, and with a background; or measure in one browser: --browser."
                ) from error
            stack.callback(browser.quit)
            time.sleep(1)  # it sets itself up; nothing tells when it has done so
            browser.close_others()
            found.append(_subject(name, browser))
        for one in found:
            if one.cdp is not None:
                stack.callback(one.cdp.close)
        yield found


def _subject(name: str, browser: Chromium | Firefox) -> Subject:
    if isinstance(browser, Firefox):
        # Else its clocks go in steps of 1 ms.
        browser.chrome("Services.prefs.setBoolPref('privacy.reduceTimerPrecision', false)")
        return Subject(name, browser, None)
    return Subject(name, browser, Cdp(browser))


def _copied(other: Path, copy: Path, kind: str) -> tuple[Path, str]:
    """A copy of another extension whose id is that of its folder; and its name.

    Raises:
        BenchError: it is no unpacked extension of this kind.
    """
    file = other / "manifest.json"
    if not file.is_file():
        raise BenchError(
            f"--against {other}: there is no manifest.json. Name the folder of an unpacked extension."
        )
    manifest = json.loads(file.read_text(encoding="utf-8-sig"))
    if kind == "chromium" and manifest.get("manifest_version") != 3:  # noqa: PLR2004 - Manifest V3
        raise BenchError(
            f"--against {other}: Chromium takes Manifest V3 alone. Measure it with --browser firefox."
        )
    shutil.copytree(other, copy)
    manifest.pop("key", None)  # its id would be made of that
    if kind == "firefox" and "browser_specific_settings" not in manifest:
        manifest["browser_specific_settings"] = manifest.get("applications") or {
            "gecko": {"id": f"{copy.name}@bench.example"}
        }
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    named = str(manifest.get("name", other.name))
    name = other.name if named.startswith("__MSG_") else named
    return copy, f"{name} {manifest.get('version', '')}".strip()


def build(folder: Path) -> Path:
    """Builds what is measured, where nobody else builds to."""
    render.build(folder)
    return folder


def packages(built: Path) -> dict[str, Path]:
    """The built folders by browser."""
    return {name: built / target for name, target in TARGETS.items()}
