"""What the figures were measured on."""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path
from typing import Any

from tooling import render
from tooling.browsers import Browser


def about(runs: int) -> dict[str, Any]:
    """Machine, cores, versions and date; the browsers' versions are added by `versions`."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "version": render.version(),
        "runs": runs,
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "browsers": {},
    }


def version_of(browser: Browser) -> str:
    """Name and version, as the browser says them."""
    said = browser.driver.capabilities
    return f"{browser.name.capitalize()} {said['browserVersion']}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or "unknown processor"
