"""Other extensions to compare with: which browser each is made for, its name, and a copy that can be loaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import BenchError
from .figures import EMPTY

LEAST = Path(__file__).with_name("least")
"""An extension that does nothing but have a script on LinkedIn: what any costs, in every run."""
MANIFEST = "manifest.json"
V3 = 3


@dataclass(frozen=True)
class Other:
    """An unpacked extension.

    Attributes:
        folder: where it is.
        manifest: what stands in its manifest.json.
    """

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Other:
        """Reads its manifest.

        Raises:
            BenchError: it is no unpacked extension.
        """
        try:
            text = (folder / MANIFEST).read_text(encoding="utf-8-sig")
            manifest = json.loads(text)
        except (OSError, ValueError) as error:
            raise BenchError(
                f"--against {folder}: there is no {MANIFEST} that can be read. "
                "Name the folder of an unpacked extension."
            ) from error
        return cls(folder, manifest)

    @property
    def name(self) -> str:
        """How the report calls it: by its own name and version; by its folder where it has a name for each language."""
        if self.folder == LEAST:
            return EMPTY
        named = str(self.manifest.get("name", self.folder.name))
        name = self.folder.name if named.startswith("__MSG_") else named
        return f"{name} {self.manifest.get('version', '')}".strip()

    def fits(self, browser: str) -> bool:
        """Whether it is made for a browser: Chromium takes Manifest V3 with a worker, Firefox V2, or V3 without.

        Args:
            browser: "chromium" or "firefox".
        """
        background = self.manifest.get("background", {})
        third = self.manifest.get("manifest_version") == V3
        if browser == "chromium":
            return third and "service_worker" in background
        return not third or "service_worker" not in background or "scripts" in background

    def copied(self, to: Path, browser: str) -> None:
        """Copies it to a folder that its id is made of."""
        shutil.copytree(self.folder, to)
        manifest = {name: value for name, value in self.manifest.items() if name != "key"}
        if browser == "firefox" and "browser_specific_settings" not in manifest:
            manifest["browser_specific_settings"] = manifest.get("applications") or {
                "gecko": {"id": f"{to.name}@bench.example"}
            }
        (to / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def read(folders: Sequence[Path], browsers: Sequence[str]) -> list[Other]:
    """The one that is always compared with, and those that were asked for.

    Args:
        folders: of unpacked extensions.
        browsers: that are measured.

    Raises:
        BenchError: one of them can be loaded in none of the browsers.
    """
    asked = [Other.read(folder) for folder in folders]
    for one in asked:
        if not any(one.fits(browser) for browser in browsers):
            raise BenchError(
                f"--against {one.folder}: {' and '.join(browsers)} cannot load it. Chromium takes Manifest V3 "
                "with a service worker, Firefox V2, or V3 with background scripts: "
                "name the build for the browser that you measure."
            )
    return [Other.read(LEAST), *asked]
