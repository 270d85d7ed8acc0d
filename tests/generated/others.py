"""Settings pages that the catalogue does not know, with controls that are none of our business or nearly ours."""

from __future__ import annotations

from dataclasses import replace

from tests.generated import markup
from tests.generated.case import Case, Truth, stated
from tests.generated.facts import KEYS, READABLE, SETTINGS, Choice, state_of
from tests.generated.markup import GENERATIONS, Look
from tests.generated.own import LIFE, choose
from tests.generated.rules import Dice
from tests.generated.scene import KINDS
from tests.page.lapse import Life, Load
from tooling.catalogue import Setting

PATHS = (
    "/mypreferences/{}/settings/never-heard-of",
    "/mypreferences/{}/settings/notifications-on-linkedin",
    "/mypreferences/{}/privacy-settings-hub",
    "/mypreferences/{}/categories/notifications",
    "/mypreferences/{}/settings/data-for-ai-improvement/more",
    "/mypreferences/{}/settings/Data-For-AI-Improvement",
    "/mypreferences/{}/settings/ads-by-age-2",
    "/psettings/email",
    "/jobs/application-settings/more",
)


def other_page(dice: Dice, _: str) -> Case:
    """Draw a page that is no setting's own."""
    keyed = [one for one in READABLE if KINDS["keyed"](one)]
    here = (
        list({one.id: one for one in dice.some(keyed, 2)}.values())
        if dice.maybe("other-keyed", 70)
        else []
    )
    look = Look(dice.of(GENERATIONS), dice.language(), word=dice.number(0, 1) == 1, salt="o")
    path = dice.of(PATHS).format("m" if dice.maybe("mobile-tree", 30) else "d")
    width = 360 if dice.maybe("narrow", 30) else 1280
    before, after = markup.HOSTILE if dice.maybe("hostile-names", 30) else ("", "")
    around = markup.COOKIE_WALL if dice.maybe("cookie-wall", 30) else ""
    strangers = ""
    if dice.maybe("other-switches", 70):
        strangers += "".join(
            _switch(f"about-{at}", on=at % 3 == 0) for at in range(dice.number(1, 8))
        )
        strangers += markup.NOTIFICATIONS
    if dice.maybe("other-near-keys", 70):
        near = dice.of(KEYS)
        strangers += "".join(
            _switch(name, on=False)
            for name in (f"{near}2", near.lower(), f"x{near}", f"{near}-name")
        )
    script = ['tick("[data-ticker]", 150);'] if dice.maybe("mutating-outside", 30) else []
    complete = dice.number(1000, 5000) if dice.maybe("late-complete", 30) else 50
    choices: dict[str, Choice] = {}
    truths, loads = [], []
    for number in range(1 + dice.maybe("second-load", 40)):
        for one in here:
            if not number or dice.maybe("changed-elsewhere", 60):
                choices[one.id] = choose(dice, one)
                truths.append(Truth(number, 0, one.id, state_of(one, choices[one.id])))
        cards = "".join(
            _card(one, choices[one.id], replace(look, salt=f"o{at}")) for at, one in enumerate(here)
        )
        html = markup.document(before + cards + strangers + after, script, look.lang, around=around)
        loads.append(Load(path, html, (), LIFE, complete, width))
    expected = {one.id: stated(state_of(one, choices[one.id])) for one in here}
    watched = {one: one in choices for one in SETTINGS}
    return Case(Life(loads, watched), frozenset(dice.rules), tuple(truths), (), expected)


def _card(one: Setting, choice: Choice, look: Look) -> str:
    return markup.card(one.id, markup.controls(one, choice, look), salt=f"{look.salt}{one.id}")


def _switch(name: str, *, on: bool) -> str:
    return (
        f'<section><h3>About {name}</h3><p id="{name}">Tell me about {name}</p><span>{"On" if on else "Off"}</span>'
        f'<input type="checkbox" role="switch" aria-labelledby="{name}" name="{name}"{" checked" if on else ""}>'
        "</section>"
    )
