"""The steps of the walk, as the side panel says them, and what one of them took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tooling.browsers import Browser

STANDS = """
const [button, here] = ["[data-action='next']", "[data-part='walk-here']"].map((one) => document.querySelector(one));
const shown = (node) => node?.checkVisibility();
return {
  goal: shown(button) ? [button.dataset.todo, button.dataset.next] : null,
  here: shown(here) && here.dataset.here ? [here.dataset.todo, here.dataset.here] : null,
  off: (shown(here) && here.dataset.off) || null,
};
"""


class Step(NamedTuple):
    """A step of the walk: "look", "switch" or "confirm", and the id of a list or a setting."""

    todo: str
    id: str


class Stands(NamedTuple):
    """What the walk says now: where its button leads, which step is open, which setting was switched off there."""

    goal: Step | None
    here: Step | None
    off: str | None


@dataclass(frozen=True)
class Act:
    """What one step took: pages of LinkedIn's that were loaded, clicks on our buttons and on controls of LinkedIn's."""

    step: Step
    loads: tuple[str, ...]
    ours: int = 0
    theirs: int = 0


def stands(browser: Browser) -> Stands:
    """What the walk says, in the side panel that the driver looks at."""
    said = browser.run(STANDS)
    goal, here = (Step(*one) if one else None for one in (said["goal"], said["here"]))
    return Stands(goal, here, said["off"])
