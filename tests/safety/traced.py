"""Chromium's own account of what ran on a page's main thread: how long a task of the extension's script took.

Times are those of the thread: what other programs take of the machine does not count. What a call of the script makes
the browser do at once (its DOM calls, the layout that they ask for) is in them.
"""

from __future__ import annotations

import bisect
import contextlib
import json
from collections.abc import Iterator
from typing import Any

from tooling.bench.cdp import Cdp
from tooling.browsers import Browser

CATEGORIES = ["devtools.timeline", "toplevel"]
TASK = "ThreadControllerImpl::RunTask"
CALLS = ("FunctionCall", "EvaluateScript", "v8.run")

Event = dict[str, Any]


@contextlib.contextmanager
def traced(browser: Browser) -> Iterator[list[Event]]:
    """Records while the block runs; the list holds what was recorded after it."""
    with contextlib.closing(Cdp(browser)) as line, line.traced(CATEGORIES) as events:
        yield events


def tasks_of(events: list[Event], script: str) -> list[float]:
    """How long each task was at work for a script, in ms, the longest first.

    Args:
        events: of `traced`.
        script: its address.
    """
    whole = [one for one in events if one.get("ph") == "X" and "tdur" in one]
    calls = [one for one in whole if one["name"] in CALLS and script in json.dumps(one["args"])]
    threads = {thread_of(one) for one in calls}
    tasks = [one for one in whole if one["name"] == TASK and thread_of(one) in threads]
    outer = outermost(tasks)
    starts = [began(task) for task in outer]
    spent: dict[int, float] = {}
    for call in outermost(calls):
        # A call that was begun outside of any task counts as one.
        task = bisect.bisect_right(starts, began(call))
        spent[task] = spent.get(task, 0) + call["tdur"] / 1000
    assert len(spent) > 1, "the script was not seen at work"
    return sorted(spent.values(), reverse=True)


def thread_of(event: Event) -> tuple[int, int]:
    return event["pid"], event["tid"]


def began(event: Event) -> tuple[tuple[int, int], float]:
    return thread_of(event), event["ts"]


def outermost(events: list[Event]) -> list[Event]:
    """Those that lie in no other of them, by thread and time."""
    found: list[Event] = []
    for one in sorted(events, key=lambda one: (*began(one), -one["dur"])):
        last = found[-1] if found else None
        if not last or thread_of(last) != thread_of(one) or one["ts"] >= last["ts"] + last["dur"]:
            found.append(one)
    return found
