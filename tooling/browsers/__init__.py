"""Real browsers for tests, demo and pictures.

where = ensure(["chromium"])["chromium"]
with launch(where, extension=Path("dist/chrome"), port=server.port) as browser:
    browser.consent()
    browser.open("/mypreferences/d/categories/ads")
    browser.badge().text
"""

from typing import Any

from .base import Badge, Browser
from .chromium import Chromium, extension_id
from .firefox import Firefox, addon_id
from .install import Availability, ensure
from .shared import BrowserWarning, Shared
from .tabs import ORIGIN, ExtensionError

__all__ = [
    "ORIGIN",
    "Availability",
    "Badge",
    "Browser",
    "BrowserWarning",
    "Chromium",
    "ExtensionError",
    "Firefox",
    "Shared",
    "addon_id",
    "ensure",
    "extension_id",
    "launch",
]

KINDS: dict[str, type[Chromium | Firefox]] = {"chromium": Chromium, "firefox": Firefox}


def launch(where: Availability, *arguments: Any, **named: Any) -> Chromium | Firefox:
    """Starts the browser that `ensure` found; see Chromium.launch for the arguments."""
    return KINDS[where.name].launch(where, *arguments, **named)
