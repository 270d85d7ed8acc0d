"""Whether somebody is watching: a screen, a keyboard, a window that is still open."""

from __future__ import annotations

import os
import platform
import select
import sys

from selenium.common.exceptions import WebDriverException

from tooling.browsers import Browser

EVERY = 1.0  # seconds


def there() -> bool:
    """Whether a window can be shown."""
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def stay_open(browser: Browser) -> None:
    """Returns when Enter is pressed or the browser's last window is closed."""
    try:
        while browser.driver.window_handles and not _enter_pressed():
            pass
    except WebDriverException:
        return  # the browser is gone


def _enter_pressed() -> bool:
    if os.name == "nt":  # a console cannot be waited for with a limit there
        sys.stdin.readline()
        return True
    return bool(select.select([sys.stdin], [], [], EVERY)[0])
