"""When to believe what is read: on soon, off late, unknown at the end."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.support import ADS, AI, AI_LABEL, Page, check, givens, switch

pytestmark = pytest.mark.in_turn

ON = {"state": "on"}
OFF = {"state": "off"}
PARTIAL = {"state": "partial", "count": 1, "of": 5}
LOCKED_ON = {"state": "locked", "value": "on"}
LOCKED_OFF = {"state": "locked", "value": "off"}

JUDGE = """
const [raw, { since, clickedAt, said, pendingSince, ...around }] = given;
const verdict = parts.judge({ signature: "", since, clickedAt, said, pendingSince }, raw, around);
return "say" in verdict ? verdict.say : String(verdict.wait);
"""
"""What is said, or until when to wait."""

START = 100_000
"""ms on the page's clock when the document was complete; the control came 300 ms before."""


def unknown(reason: str) -> dict[str, str]:
    return {"state": "unknown", "reason": reason}


def at(raw: dict[str, Any], now: int, want: Any, **other: Any) -> tuple[Any, Any]:
    """A reading, `now` ms after the document was complete, on a page where all is quiet.

    Args:
        raw: what is read.
        now: in ms after START.
        want: what is said, or ms after START until when to wait ("never": until something happens).
        other: what is not as ever; times in ms after START.
    """
    times = {"since": -300, "changedAt": -300, "completeAt": 0}
    given: dict[str, Any] = {
        **times,
        "clickedAt": None,
        "pendingSince": None,
        "said": None,
        "busy": False,
        "disagrees": False,
        "hidden": None,
        "counted": False,
        **other,
        "now": now,
    }
    moments = {
        name: START + value
        for name, value in given.items()
        if isinstance(value, int) and not isinstance(value, bool)
    }
    if want == "never":
        want = "Infinity"
    elif isinstance(want, int):
        want = str(START + want)
    return [raw, {**given, **moments}], want


def ask(page: Page, **cases: tuple[Any, Any]) -> None:
    page.open(AI)
    check(page.map(givens(cases), JUDGE), cases)


def test_on_is_said_after_300_ms_without_change(page: Page) -> None:
    ask(
        page,
        too_soon=at(ON, 299, 300, since=0),
        soon_enough=at(ON, 300, ON, since=0),
        changed_again=at(ON, 600, 700, since=400),
        partial_too_soon=at(PARTIAL, 299, 300, since=0),
        partial=at(PARTIAL, 300, PARTIAL, since=0),
        while_loading=at(ON, 300, ON, since=0, completeAt=None),
        while_busy=at(ON, 300, ON, since=0, busy=True),
        while_all_else_changes=at(ON, 300, ON, since=0, changedAt=300),
        after_an_unknown_late=at(ON, 20_000, ON, since=20_000, said=unknown("not-found")),
    )


def test_on_that_is_replaced_without_end_is_said_after_10_s(page: Page) -> None:
    ask(
        page,
        not_yet=at(ON, 9999, 10_000, since=9990, pendingSince=0),
        at_last=at(ON, 10_000, ON, since=9990, pendingSince=0),
        for_the_first_time=at(ON, 9999, 10_290, since=9990),
    )


def test_on_after_off_is_said_at_once(page: Page) -> None:
    ask(
        page,
        after_off=at(ON, 5000, ON, since=5000, said=OFF),
        after_locked=at(ON, 5000, ON, since=5000, said=LOCKED_OFF),
        partial_after_off=at(PARTIAL, 5000, PARTIAL, since=5000, said=OFF),
        after_another_sharing_it_waits=at(ON, 5000, 5300, since=5000, said=PARTIAL),
    )


def test_off_is_said_after_2_s_without_change(page: Page) -> None:
    ask(
        page,
        too_soon=at(OFF, 1999, 2000),
        quiet_since_complete=at(OFF, 2000, OFF),
        the_control_changed=at(OFF, 2000, 3500, since=1500),
        quiet_since_it_changed=at(OFF, 3500, OFF, since=1500),
        the_card_changed=at(OFF, 2000, 3000, changedAt=1000),
        quiet_since_the_card_changed=at(OFF, 3000, OFF, changedAt=1000),
        long_before_complete=at(OFF, 1999, 2000, since=-9000, changedAt=-9000),
        said_on_before=at(OFF, 2000, 4000, since=2000, said=ON),
        not_complete=at(OFF, 9000, "never", completeAt=None, since=0, changedAt=0),
        locked_too_soon=at(LOCKED_OFF, 1999, 2000),
        locked=at(LOCKED_OFF, 2000, LOCKED_OFF),
        locked_on_too_soon=at(LOCKED_ON, 1999, 2000),
        locked_on=at(LOCKED_ON, 2000, LOCKED_ON),
    )


@pytest.mark.parametrize(
    ("doubted", "reason"),
    [
        ({"busy": True}, "busy"),
        ({"disagrees": True}, "contradiction"),
        ({"hidden": "not-found"}, "not-found"),
    ],
    ids=["busy", "disagrees", "hidden"],
)
def test_off_is_not_said_while_there_is_doubt(
    page: Page, doubted: dict[str, Any], reason: str
) -> None:
    ask(
        page,
        long_quiet=at(OFF, 9999, 10_000, pendingSince=0, **doubted),
        given_up=at(OFF, 10_000, unknown(reason), pendingSince=0, **doubted),
        doubted_only_now=at(OFF, 10_000, 20_000, pendingSince=None, **doubted),
        locked_given_up=at(LOCKED_OFF, 10_000, unknown(reason), pendingSince=0, **doubted),
        over=at(OFF, 9000, OFF, pendingSince=0),
        over_after_giving_up=at(OFF, 20_000, OFF, said=unknown(reason)),
    )


def test_an_off_of_several_that_only_their_number_tells_is_said_10_s_after_the_load(
    page: Page,
) -> None:
    ask(
        page,
        long_quiet=at(OFF, 9999, 10_000, counted=True),
        the_whole_time=at(OFF, 10_000, OFF, counted=True),
        not_quiet=at(OFF, 10_000, 11_000, counted=True, changedAt=9000),
        never_quiet=at(OFF, 10_000, unknown("busy"), counted=True, changedAt=9000, pendingSince=0),
        changed_later=at(OFF, 21_999, 22_000, counted=True, since=20_000),
        quiet_since_then=at(OFF, 22_000, OFF, counted=True, since=20_000),
        with_a_doubt=at(OFF, 10_000, unknown("busy"), counted=True, busy=True, pendingSince=0),
        on=at(ON, 300, ON, counted=True, since=0),
    )


def test_an_off_that_is_spoken_against_is_taken_back_soon(page: Page) -> None:
    against = {"disagrees": True, "pendingSince": 30_000}
    ask(
        page,
        soon=at(OFF, 30_299, 30_300, said=OFF, **against),
        taken_back=at(OFF, 30_300, unknown("contradiction"), said=OFF, **against),
        locked=at(LOCKED_OFF, 30_300, unknown("contradiction"), said=LOCKED_OFF, **against),
        not_an_on=at(OFF, 30_300, 40_000, said=ON, **against),
        not_for_a_spinner=at(OFF, 30_300, 40_000, said=OFF, busy=True, pendingSince=30_000),
    )


def test_a_page_that_never_stops_changing_is_unknown(page: Page) -> None:
    ask(
        page,
        waiting=at(OFF, 9000, 10_000, changedAt=8900, pendingSince=0),
        given_up=at(OFF, 10_000, unknown("busy"), changedAt=9900, pendingSince=0),
        from_its_completion_on=at(OFF, 10_000, 10_500, changedAt=8500, pendingSince=600),
        quiet_at_last=at(OFF, 11_900, OFF, changedAt=9900, pendingSince=600),
    )


def test_the_members_click_is_believed_at_once(page: Page) -> None:
    changing = {"busy": True, "disagrees": True, "since": 5000, "changedAt": 5000}
    ask(
        page,
        at_once=at(OFF, 5000, OFF, clickedAt=4990, **changing),
        before_complete=at(OFF, 5000, OFF, clickedAt=4990, completeAt=None),
        for_10_s=at(OFF, 14_989, OFF, clickedAt=4990, since=14_989),
        no_longer=at(OFF, 14_990, 16_990, clickedAt=4990, since=14_990, pendingSince=14_990),
        not_for_an_on=at(ON, 5000, 5300, clickedAt=4990, since=5000, said=None),
        not_for_a_lock=at(LOCKED_OFF, 5000, 7000, clickedAt=4990, since=5000),
        not_for_what_is_gone=at(
            unknown("not-found"), 5000, 15_000, clickedAt=4990, since=5000, said=OFF
        ),
    )


def test_without_a_click_an_off_waits_in_the_first_seconds_of_a_page_too(page: Page) -> None:
    never = dict.fromkeys(("clickedAt", "said", "pendingSince"))
    times = dict.fromkeys(("now", "since", "changedAt", "completeAt"), 0)
    page.open(AI)
    asked = [OFF, {**never, **times, "busy": False, "disagrees": False}]
    assert page.map({"at once": asked}, JUDGE) == {"at once": "2000"}


@pytest.mark.parametrize("reason", ["not-found", "count", "no-choice", "foreign-key"])
def test_what_may_still_come_gets_10_s(page: Page, reason: str) -> None:
    raw = unknown(reason)
    ask(
        page,
        quiet=at(raw, 2000, 10_000, pendingSince=-300),
        nearly=at(raw, 9999, 10_000, pendingSince=-300),
        over=at(raw, 10_000, raw, pendingSince=-300),
        counted_from_complete=at(raw, 9000, "never", completeAt=None, pendingSince=-300),
        after_a_soft_navigation=at(raw, 10_000, 15_000, completeAt=5000, pendingSince=5000),
        gone_later=at(raw, 30_000, 40_000, since=30_000, changedAt=30_000, said=OFF),
    )


@pytest.mark.parametrize("reason", ["ambiguous", "contradiction", "signed-out"])
def test_what_will_not_get_better_is_said_when_the_page_is_quiet(page: Page, reason: str) -> None:
    raw = unknown(reason)
    ask(
        page,
        too_soon=at(raw, 1999, 2000),
        quiet=at(raw, 2000, raw),
        changing=at(raw, 2000, 3500, changedAt=1500),
        always_changing=at(raw, 10_000, raw, changedAt=9900, pendingSince=0),
        busy=at(raw, 2000, 10_000, busy=True, pendingSince=0),
    )


def test_sharing(page: Page) -> None:
    states = [ON, PARTIAL, OFF, LOCKED_ON, LOCKED_OFF, unknown("busy")]
    page.open(AI)
    shared = page.run("return arguments[0].map(parts.isSharing)", states)
    assert shared == [True, True, False, False, False, False]


BUSY = {
    "nothing": ("<p>Quiet</p>", False),
    "aria-busy": ('<div aria-busy="true">x</div>', True),
    "aria-busy, over": ('<div aria-busy="false">x</div>', False),
    "a spinner": ('<div role="progressbar">x</div>', True),
    "a progress bar": ("<progress></progress>", True),
    "one that is hidden": ('<div role="progressbar" style="display: none">x</div>', False),
    "in a hidden part": ('<div hidden><div aria-busy="true">x</div></div>', False),
}


def test_busy(page: Page) -> None:
    page.open(ADS)
    check(page.each(givens(BUSY), "return parts.isBusy(parts.rootsOf());"), BUSY)
    page.open(ADS, around='<div role="progressbar">elsewhere</div>')
    assert page.run("return parts.isBusy(parts.rootsOf())") is False
    for busy in ("main", "body"):
        assert page.run(
            "one(arguments[0]).ariaBusy = 'true'; return parts.isBusy(parts.rootsOf())", busy
        )
        page.run("one(arguments[0]).ariaBusy = null", busy)


@pytest.mark.parametrize(
    "spinner", ['<div role="progressbar">x</div>', '<p aria-busy="true">x</p>']
)
def test_busy_in_a_shadow_root(page: Page, spinner: str) -> None:
    page.open(AI, f'<div><template shadowrootmode="open">{spinner}{switch()}</template></div>')
    assert page.run("return parts.isBusy(parts.rootsOf())") is True


CARDS = {
    "with a heading": (
        f'<section data-n="card"><h2>Data</h2><div>{switch("a", AI_LABEL)}</div></section>',
        "card",
    ),
    "the nearest": (
        (
            '<section><h1>Privacy</h1><section data-n="card">'
            f'<div><div role="heading">Data</div></div><div>{switch("a", AI_LABEL)}</div>'
            "</section></section>"
        ),
        "card",
    ),
    "without one": (f"<section>{switch('a', AI_LABEL)}</section>", "main"),
    "in a shadow root": (
        (
            '<section data-n="card"><h2>Data</h2><div>'
            f'<template shadowrootmode="open">{switch("a", AI_LABEL)}</template></div></section>'
        ),
        "card",
    ),
}


def test_the_card_of_a_control(page: Page) -> None:
    page.open(AI, around="<h1>Settings</h1>")
    cards = page.each(givens(CARDS), "return called(parts.cardOf(controls()[0].element));")
    check(cards, CARDS)


def test_a_click_on_what_is_not_seen_says_nothing(page: Page) -> None:
    clicked = {"clickedAt": 4000, "since": 4000, "pendingSince": 4000}
    ask(
        page,
        seen=at(OFF, 4001, OFF, **clicked),
        hidden=at(OFF, 4001, 14_000, hidden="ambiguous", **clicked),
    )
