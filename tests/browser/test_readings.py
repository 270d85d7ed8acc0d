"""Saved and captured pages in both browsers: exactly what is expected, nothing safer in passing, no trace in the DOM.

Of the settings' plain pages one of each kind is read here, with the built extension and in real time; all of them, in
every state, language and generation of markup, are read in virtual time (tests/matrix/).
"""

from __future__ import annotations

import time
import zlib
from typing import Any

import pytest

from tests.browser.support import assert_untouched, kept, mismatches, popup_states, until
from tooling.browsers import Browser
from tooling.fixtures import Captured, Fixture, captured, fixtures
from tooling.server import FixtureServer

SETTLED = 4
"""Seconds after the page is as it stays, within which every reading is said: 2 s of quiet and the way to storage."""
GIVEN_UP = 12
"""Seconds for what is said to be unknown only after 10."""
IN_THE_POPUP = ("page", "list")
"""Of these pages the popup is opened, too; of the others what is stored is asked."""
SAFE = ("off", "absent")
WATCH = """
window.passed = {};
chrome.storage.onChanged.addListener(({ state }) => {
  for (const { settings } of Object.values(state?.newValue?.accounts ?? {}))
    for (const [setting, record] of Object.entries(settings)) (window.passed[setting] ??= []).push(record);
});
"""
"""In the helper window: everything that is stored of each setting, however short it stands."""
KINDS = (
    "data-for-ai-improvement",  # a switch without a known key
    "ads-by-age",  # with one
    "member-cookies",  # its key is an id
    "linkedin-promotions",  # several switches
    "ads-education",  # boxes
    "profile-viewing-options",  # a choice
    "email-address-visibility",  # a choice and a switch
    "application-settings",  # outside the settings
)
STATES = ("on", "off", "partial")
EVERY = 15
READ_HERE = [
    one
    for one in fixtures()
    if one.group != "page" or one.setting in KINDS or one.name.partition(".")[2] not in STATES
]


def stated(record: dict[str, Any]) -> str:
    """A state with a lock's value: "locked off" is as safe as "off"."""
    return f"{record['state']} {record['value']}" if "value" in record else str(record["state"])


def is_safe(state: str) -> bool:
    return state in SAFE or state == "locked off"


def confirmed() -> list[Captured]:
    """What nobody has compared with LinkedIn's page expects nothing."""
    return [one for one in captured() if one.confirmed]


def pages() -> list[Any]:
    """One in so many of them; the others wait for `--all`, and tests/page/test_lapse.py reads them in virtual time."""
    slow = {one.name for one in READ_HERE if zlib.crc32(one.name.encode()) % EVERY}
    every: list[Fixture | Captured] = [*READ_HERE, *confirmed()]
    return [
        pytest.param(one, id=one.name, marks=[pytest.mark.slow] if one.name in slow else [])
        for one in every
    ]


@pytest.mark.in_turn
@pytest.mark.parametrize("one", pages())
def test_reads_exactly_what_is_expected(
    consented: Browser, server: FixtureServer, one: Fixture | Captured
) -> None:
    reads_exactly(consented, server, one)


def reads_exactly(consented: Browser, server: FixtureServer, one: Fixture | Captured) -> None:
    expected = one.expected["readings"]
    reasons = {reading.get("reason") for reading in expected.values()}
    late = reasons - {None} or one.variant.mutates in ("node", "card")
    patience = one.variant.delay + (GIVEN_UP if late else SETTLED)

    def as_expected() -> bool:
        records = kept(consented)
        return all(
            records.get(setting, {}).get(key) == value
            for setting, reading in expected.items()
            for key, value in reading.items()
        )

    path = server.use(one)
    with consented.helper():
        consented.run(WATCH)
    consented.open(path)
    opened = time.monotonic()
    if expected:
        until(as_expected, patience, f"{one.name}: {expected}")
    else:
        until(lambda: time.monotonic() > opened + SETTLED - 1, SETTLED, "nothing more to come")
    assert_untouched(consented)
    with consented.helper():
        passed = {
            setting: {stated(record) for record in records}
            for setting, records in consented.run("return window.passed").items()
        }
    assert set(passed) >= set(expected)
    in_the_popup = isinstance(one, Captured) or one.group in IN_THE_POPUP
    shown = popup_states(consented) if in_the_popup else kept(consented)
    assert mismatches(one, shown) == []

    for setting, states in passed.items():
        final = stated(expected.get(setting, {"state": "unseen"}))
        safer = {state for state in states if is_safe(state) and not is_safe(final)}
        assert safer <= set(one.may_pass), f"{setting} was shown as {safer} in passing"
