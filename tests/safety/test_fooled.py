"""Hostile settings pages: whatever they do, the member is never told off, and never all clear.

What cannot be told apart: a picture of a switch that lets clicks through, colours like that of the ground, masks
and filters. There the page deceives the member's eyes, too.
"""

from __future__ import annotations

import pytest

from tests.page.lapse import Act, Lapse, Life, Load
from tests.page.support import ADS, AI, AI_LABEL
from tests.page.test_cover import STYLE, WAYS_OVER
from tests.page.test_face import INPUTS, REAL, UNSEEN
from tests.page.test_lapse import document
from tests.safety.table import Tried
from tooling import catalogue
from tooling.fixtures import fixture
from tooling.server import FixtureServer

pytestmark = [pytest.mark.safety("Not to be fooled"), pytest.mark.in_turn]

SETTING = "data-for-ai-improvement"
WATCHED = [one.id for one in catalogue.load().settings]
GOOD = {"off", "absent", "locked"}
KEYED = '<input type="checkbox" role="switch" aria-labelledby="k" id="forged"'
KINDS = {
    "input": f"{KEYED}>",
    "bare": KEYED,
    "pixel": f'{KEYED} class="pixel">',
    "clear": f'{KEYED} style="opacity:0">',
}


def forged(name: str) -> str:
    """An invisible control with the setting's label that reads off."""
    made = UNSEEN[name].replace(
        'role="switch" aria-checked', 'role="switch" id="forged" aria-labelledby="k" aria-checked'
    )
    made = made.replace('<input type="checkbox" role="switch"', KEYED)
    return f'<p id="k">{AI_LABEL}</p><div>{made.format(**KINDS)}</div>'


SEEN = f'<p id="k">{AI_LABEL}</p><div>{KEYED}></div>'
"""The same, and the member sees it."""


def told_good(lapse: Lapse, lives: dict[str, list[Load]], setting: str = SETTING) -> list[str]:
    """The lives in which the setting was called off, locked or absent, or all was called clear."""
    # Nothing else is watched: what is wrong with this one is all that stands between the page and a clear.
    watched = dict.fromkeys(WATCHED, False) | {setting: True}
    lived = lapse.lives(Life(loads, watched) for loads in lives.values())
    return [
        f"{name}: {one.passed(setting)}"
        for name, one in zip(lives, lived, strict=True)
        if GOOD & {*one.passed(setting)} or any(clear["clear"] for clear in one.clear)
    ]


def test_forged_controls_that_nobody_sees(lapse: Lapse, tried: Tried) -> None:
    lapse.open()
    lives = {}
    for name in UNSEEN:
        for real in ("", f"<div>{REAL}</div>"):
            main = forged(name) + real
            lives[f"{name} {real[:5]}"] = [Load(AI, document(main))] * 2
    tried("invisible controls that read off", len(lives), told_good(lapse, lives))
    assert told_good(lapse, {"seen": [Load(AI, document(SEEN))]}), "a control that is there"


def test_forged_controls_under_a_cover(lapse: Lapse, tried: Tried) -> None:
    lapse.open()
    keyed = {
        kind: one.replace("role=", 'aria-labelledby="k" role=') for kind, one in INPUTS.items()
    }
    lives = {}
    for name, template in WAYS_OVER.items():
        row = f'<div class="row">{template.format(**keyed)}</div>'
        lives[name] = [Load(AI, document(f'{STYLE}<p id="k">{AI_LABEL}</p>{row}'))] * 2
    tried("covered controls that read off", len(lives), told_good(lapse, lives))


def test_clicks_on_what_nobody_sees(lapse: Lapse, tried: Tried) -> None:
    """A page that lays the focus on a hidden switch, and the member presses Space or clicks through."""
    acts: list[list[Act]] = [
        [(5000, "click", "#forged")],
        [(5000, "key", "#forged", " "), (5001, "click", "#forged")],
    ]
    lapse.open()
    lives = {
        f"{name} {len(act)}": [
            Load(AI, document(forged(name).replace(KEYED, f"{KEYED} checked")), act)
        ]
        for name in UNSEEN
        if "aria-checked" not in UNSEEN[name]
        for act in acts
    }
    tried("clicks on invisible controls", len(lives), told_good(lapse, lives))
    clicked = document(SEEN.replace(KEYED, f"{KEYED} checked"))
    assert told_good(lapse, {"seen": [Load(AI, clicked, acts[0])]}), "a click that is seen"


def test_hidden_rows_are_not_missing(lapse: Lapse, server: FixtureServer, tried: Tried) -> None:
    lapse.open()
    html = fixture("ads.all-on").html
    server.use("ads.all-on")
    hidden = {
        "none": "display:none",
        "visibility": "visibility:hidden",
        "removed": None,
    }
    lives = {}
    for name, style in hidden.items():
        script = f"""<script>addEventListener("DOMContentLoaded", () => {{
          const row = document.querySelector('a[href$="/ads-by-age"]');
          {f'row.style.cssText = "{style}"' if style else "row.remove()"};
        }})</script>"""
        lives[name] = [Load(ADS, html.replace("</head>", f"{script}</head>"))] * 2
    removed = {"removed": lives.pop("removed")}
    tried("rows that are there and hidden", len(lives), told_good(lapse, lives, "ads-by-age"))
    assert told_good(lapse, removed, "ads-by-age"), "the probe sees a row that is not there"


ZERO = "\u200b\u200d\u2060\ufeff\u00ad"
BIDI = "\u202e\u2066\u200f"


def test_labels_with_what_cannot_be_seen(lapse: Lapse, tried: Tried) -> None:
    """Bidi and zero-width characters, look-alikes and 1 MB around a label, at another setting's address."""
    lapse.open()
    looks = {"cyrillic": AI_LABEL.replace("a", "\u0430"), "wide": AI_LABEL.replace("A", "\uff21")}
    labels = {
        "zero width": ZERO.join(AI_LABEL),
        "bidi": BIDI + AI_LABEL + BIDI,
        "long": "x" * 1_000_000 + AI_LABEL,
        "long after": AI_LABEL + " x" * 500_000,
        **looks,
    }
    # Two switches, the setting's own is on and said so plainly; the other is called like it and off.
    lives = {}
    for name, label in labels.items():
        two = (
            f'<p id="a">{AI_LABEL}</p><input type="checkbox" role="switch" aria-labelledby="a" checked>'
            f'<p id="b">{label}</p><input type="checkbox" role="switch" aria-labelledby="b">'
        )
        lives[name] = [Load(AI, document(two), width=400)]
    tried("labels with invisible characters, 1 MB", len(lives), told_good(lapse, lives))
    alone = document(SEEN.replace(AI_LABEL, ZERO + AI_LABEL))
    assert told_good(lapse, {"alone": [Load(AI, alone)]}), "a label with what draws nothing"
