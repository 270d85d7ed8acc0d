"""`invoke demo --live`: the real LinkedIn in a fresh profile with the built extension."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from rich.console import Console

from tooling import screen
from tooling.browsers import ORIGIN, Availability, Firefox
from tooling.profile import fresh_profile

PAGE = "/mypreferences/d/categories/privacy"
WELCOME = "welcome/welcome.html"
NO_SCREEN = (
    "`invoke demo --live` opens the real LinkedIn in a window where you sign in: it needs a screen,"
    " and there is none here (DISPLAY and WAYLAND_DISPLAY are unset). `invoke demo` needs none."
)
WHAT_TO_DO = (
    "The real LinkedIn in a new profile, with the extension loaded. Agree on its welcome page,"
    " sign in, and open the settings. Nothing is switched by itself. The profile is thrown away."
)


def run(console: Console, where: Availability, extension: Path) -> int:
    """Shows it until the window is closed. Returns the exit code."""
    if not screen.there():
        console.print(NO_SCREEN)
        return 1
    console.print(WHAT_TO_DO)
    with fresh_profile() as profile:
        if where.name == "chromium":
            _chromium(console, where, extension, profile)
        else:
            _firefox(console, where, extension, profile)
    return 0


def _chromium(console: Console, where: Availability, extension: Path, profile: Path) -> None:
    """Without a driver: nothing needs one, and sign-in pages distrust browsers that have one."""
    console.print("[bold]Close the window to end.[/]")
    command = [
        str(where.browser),
        f"--user-data-dir={profile}",
        f"--load-extension={extension}",
        "--no-first-run",
        *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        ORIGIN + PAGE,
    ]  # the extension opens its welcome page by itself
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)


def _firefox(console: Console, where: Availability, extension: Path, profile: Path) -> None:
    """By the driver: Firefox takes an add-on that is not signed in no other way."""
    with Firefox.launch(where, extension, None, headless=False, profile=profile) as browser:
        browser.extension_page(WELCOME)
        browser.driver.switch_to.new_window("tab")
        browser.open(PAGE)
        console.print("[bold]Press Enter here, or close the window, to end.[/]")
        screen.stay_open(browser)
