"""What of a Chromium trace is an extension's: the time of its scripts on a page's main thread.

Times are those of the thread (`tdur`): what other programs take of the machine does not count. Everything that
a call of the extension's script does is in it: compiling, its DOM calls, and the layout that it forces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MS = 1000
"""A trace counts in µs."""
ONE_TASK = 100
"""µs: calls that are no further apart count as one stretch; tasks of their own are further apart."""
Event = dict[str, Any]


@dataclass(frozen=True)
class Share:
    """What the scripts of an extension cost while a page was traced.

    Attributes:
        script: ms, all in all.
        longest: ms of the longest stretch of them.
        layouts: how often they had layout made before they went on.
    """

    script: float = 0
    longest: float = 0
    layouts: int = 0


def share(events: Iterable[Event], scripts: str | None) -> Share:
    """Reads a trace.

    Args:
        events: as `Cdp.traced` gives them.
        scripts: how the addresses of the extension's scripts in pages begin; None: of no extension.
    """
    known = list(events)
    mains = {
        _thread(one)
        for one in known
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    whole = sorted(
        (one for one in known if one.get("ph") == "X" and "tdur" in one and _thread(one) in mains),
        key=lambda one: (one["ts"], -one["dur"]),
    )
    ours = _outermost(one for one in whole if scripts and scripts in json.dumps(one.get("args")))
    layouts = [one for one in whole if one["name"] == "Layout" and _within(one, ours)]
    return Share(
        script=sum(one["tdur"] for one in ours) / MS,
        longest=max((sum(one["tdur"] for one in part) for part in _stretches(ours)), default=0)
        / MS,
        layouts=len(layouts),
    )


def _thread(event: Event) -> tuple[int, int]:
    return event["pid"], event["tid"]


def _outermost(events: Iterable[Event]) -> list[Event]:
    """Those that lie in no other, by thread; the events come by their beginning, the longer first."""
    found: list[Event] = []
    ends: dict[tuple[int, int], int] = {}
    for one in events:
        if one["ts"] >= ends.get(_thread(one), 0):
            found.append(one)
            ends[_thread(one)] = one["ts"] + one["dur"]
    return found


def _stretches(ours: Sequence[Event]) -> list[list[Event]]:
    stretches: list[list[Event]] = []
    for one in ours:
        last = stretches[-1][-1] if stretches else None
        if last and one["ts"] - last["ts"] - last["dur"] <= ONE_TASK:
            stretches[-1].append(one)
        else:
            stretches.append([one])
    return stretches


def _within(event: Event, around: Sequence[Event]) -> bool:
    return any(
        _thread(one) == _thread(event)
        and one["ts"] <= event["ts"]
        and event["ts"] + event["dur"] <= one["ts"] + one["dur"]
        for one in around
    )
