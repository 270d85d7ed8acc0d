"""One generated case: the loads, the truth at every moment, and what is to come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.page.lapse import Change, Life, Lived

GRACE = 1000
"""ms within which a change of the page is seen and stored: a tick, a look, the way to storage."""
ON_THE_WAY = 20
"""ms for which what was true is on its way to storage."""


@dataclass(frozen=True)
class Truth:
    """From a moment of a load on, a setting's state in the account: "on", "partial", "off"."""

    load: int
    at: float
    setting: str
    state: str


@dataclass(frozen=True)
class Click:
    """A click of the member's that the server does not keep: until when it may be taken for an off, unconfirmed."""

    load: int
    at: float
    until: float
    setting: str


@dataclass(frozen=True)
class Case:
    """A generated life.

    Attributes:
        life: its loads.
        rules: the grammar's rules that made it.
        truths: in order; a setting that is not named shares.
        clicks: those that the server refuses or forgets.
        expected: what has to be known at the end, by setting: state, and value of a locked one. Only where
            the last load leaves no doubt about it.
        absent: settings that the account is not offered.
    """

    life: Life
    rules: frozenset[str]
    truths: tuple[Truth, ...]
    clicks: tuple[Click, ...] = ()
    expected: dict[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"<{', '.join(sorted(self.rules))}: expects {self.expected}>"

    def truth(self, setting: str, load: int, at: float) -> str:
        """Return a setting's state in the account at a moment."""
        before = [
            one
            for one in self.truths
            if one.setting == setting and (one.load, one.at) <= (load, at)
        ]
        return before[-1].state if before else "on"

    def shares(self, setting: str, load: int, at: float) -> bool:
        """Tell whether a setting shares at a moment."""
        return setting not in self.absent and self.truth(setting, load, at) != "off"


def stated(state: str, value: str | None = None) -> str:
    """Return a state with a lock's value: "locked off" is as safe as "off"."""
    return f"{state} {value}" if value else state


def is_safe(state: str) -> bool:
    """Tell whether a state says that nothing is shared."""
    return state in ("off", "absent", "locked off")


def dangers(case: Case, lived: Lived) -> list[str]:
    """Return everything that was said or kept and is safer than the truth, with load and moment."""
    ends = [(load, page.ms) for load, page in enumerate(case.life.loads)]
    said = [(change.load, change.at, change) for change in lived.changes]
    kept = [(load, ms, change) for load, ms in ends for change in _kept(lived, load)]
    found = [
        f"load {load}, {at:.0f} ms: {change.setting} is {stated(change.state, change.value)}, and shares"
        for load, at, change in (*said, *kept)
        if _is_danger(case, change, load, at)
    ]
    watched = [setting for setting, is_watched in (case.life.watched or {}).items() if is_watched]
    clear = [(one["load"], one["at"]) for one in lived.clear if one["clear"]]
    for load, at in (*clear, *(ends[-1:] if lived.summary["clear"] else ())):
        if sharing := [setting for setting in watched if case.shares(setting, load, at)]:
            found.append(f"load {load}, {at:.0f} ms: all clear, and {', '.join(sharing)} share")
    return found


def _is_danger(case: Case, change: Change, load: int, at: float) -> bool:
    """Whether what is known of a setting at a moment is safer than the truth."""
    state = stated(change.state, change.value)
    if not is_safe(state) or not case.shares(change.setting, load, at):
        return False
    if state == "absent":
        return True
    clicked = any(
        (one.setting, one.load) == (change.setting, load) and one.at <= at <= one.until + GRACE
        for one in case.clicks
    )
    said_unconfirmed = clicked and state == "off" and not change.confirmed
    was_true = at > 0 and not case.shares(change.setting, load, max(0, at - ON_THE_WAY))
    return not said_unconfirmed and not was_true


def _kept(lived: Lived, load: int) -> Iterable[Change]:
    """What is stored at the end of a load."""
    return {change.setting: change for change in lived.changes if change.load <= load}.values()


def misses(case: Case, lived: Lived) -> list[str]:
    """Return what could have been read at the end and was not, or not so."""
    found = []
    for setting, expected in case.expected.items():
        one = lived.states[setting]
        got = stated(one["state"], one.get("value"))
        if got != expected:
            found.append(f"{setting} is {got} ({one.get('reason', '')}) and should be {expected}")
    return found


# The work of one load: what docs/testing.md promises.
SCANS_A_SECOND = 10
"""One every 100 ms at most."""
LOOKS_A_SECOND = 30
ELEMENTS = 30
"""A page has at least so many."""
ALLOWED_LAYOUT = (
    "find: checkVisibility of iframe",
    "identify: checkVisibility of input",
    "identify: checkVisibility of form",
)
"""What may be asked besides the candidates' batch: which frames are shown, and whether somebody is to sign in."""


def faults(case: Case, lived: Lived) -> list[str]:
    """Return exceptions, layouts forced by the scan, and unbounded work."""
    found = list(lived.errors)
    for number, (page, load) in enumerate(zip(case.life.loads, lived.loads, strict=True)):
        counts, seconds = load["counts"], page.ms / 1000
        asked = [one for one in load["layout"] if one.startswith(("find:", "identify:"))]
        found += [
            f"load {number}: a scan asks for layout: {one}"
            for one in asked
            if not one.startswith(ALLOWED_LAYOUT)
        ]
        if counts["scans"] > seconds * SCANS_A_SECOND + 1:
            found.append(f"load {number}: {counts['scans']} scans in {seconds} s")
        if counts["looks"] > seconds * LOOKS_A_SECOND:
            found.append(f"load {number}: {counts['looks']} looks in {seconds} s")
        if load["elements"] < ELEMENTS:
            found.append(f"load {number}: a page of {load['elements']} elements shows nothing")
    return found
