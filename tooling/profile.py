"""A fresh browser profile that is gone afterwards, whatever happens."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from tooling.tools import ToolError

PREFIX = "still-on-profile-"
SECONDS = 10
"""For a browser that ends to let go of its profile."""


@contextlib.contextmanager
def fresh_profile() -> Iterator[Path]:
    """An empty folder for the length of the block, in which somebody may sign in.

    Raises:
        ToolError: it could not be deleted.
    """
    profile = Path(tempfile.mkdtemp(prefix=PREFIX))
    with _ended_by_signals():
        try:
            yield profile
        finally:
            _delete(profile)


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A terminal that is closed, and a `kill`, run what is to be done at the end, too."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []
    before = {name: signal.signal(getattr(signal, name), _end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def _delete(profile: Path) -> None:
    """A browser still writes for a moment after it has ended."""
    end = time.monotonic() + SECONDS
    while profile.exists():
        shutil.rmtree(profile, ignore_errors=True)
        if time.monotonic() > end:
            raise ToolError(
                f"The profile {profile} could not be deleted, and it may be signed in: delete"
                " it, and end that session in LinkedIn's settings, Sign in & security."
            )
        time.sleep(0.05)
