"""What a report changes in what is known: confirmed and not, older pages, rows, lists, history, words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.modules import AGE, AI, MINOR, PARTNERS, ask, reading, report
from tooling.browsers import Browser

pytestmark = pytest.mark.in_turn


def merged(browser: Browser, *steps: tuple[dict[str, Any], int]) -> dict[str, Any]:
    """What is kept after reports, each with the time at which it came."""
    kept: dict[str, Any] = ask(
        browser,
        """
        const stored = args.reduce((before, [report, now]) => parts.merge(before, report, now), parts.emptyStored());
        return stored.accounts.unnamed.settings;
        """,
        *steps,
    )
    return kept


def brief(kept: dict[str, Any], setting: str = AI) -> tuple[str, bool]:
    return kept[setting]["state"], kept[setting]["confirmed"]


def test_off_is_confirmed_by_a_load_after_the_click(browser: Browser) -> None:
    on = (report(reading("on"), at=100), 110)
    off = (report(reading("off", clickedAt=120), at=100), 121)
    assert brief(merged(browser, on)) == ("on", True)
    assert brief(merged(browser, on, off)) == ("off", False)
    assert brief(merged(browser, on, off, (report(reading("off"), at=200), 210))) == ("off", True)
    assert brief(merged(browser, on, off, (report(reading("on"), at=200), 210))) == ("on", True)


def test_a_change_within_a_load_is_unconfirmed_though_no_click_was_seen(browser: Browser) -> None:
    steps = (report(reading("on"), at=100), 110), (report(reading("off"), at=100), 150)
    assert brief(merged(browser, *steps)) == ("off", False)
    assert brief(merged(browser, *steps, (report(reading("off"), at=200), 210))) == ("off", True)


def test_an_unknown_in_between_does_not_confirm_an_off(browser: Browser) -> None:
    """On, then drawn anew and not found for a while, then off, all in one load."""
    on = (report(reading("on"), at=100), 110)
    gone = (report(reading("unknown", reason="not-found"), at=100), 120)
    off = (report(reading("off"), at=100), 130)
    assert brief(merged(browser, on, gone, off)) == ("off", False)
    assert brief(merged(browser, on, gone, off, (report(reading("off"), at=200), 210)))[1] is True


def test_a_row_of_the_same_load_does_not_overrule_the_own_page(browser: Browser) -> None:
    own = (report(reading("on"), at=100), 110)
    stale = (report(reading("off", via="row"), at=100), 130)
    later = (report(reading("off", via="row"), at=200), 230)
    assert brief(merged(browser, own, stale)) == ("on", True)
    assert brief(merged(browser, own, later)) == ("off", True)
    clicked = (report(reading("off", clickedAt=150), at=100), 151)
    between = (report(reading("on", via="row"), at=140), 160)
    assert brief(merged(browser, own, clicked, between)) == ("off", False)


def test_an_older_page_brings_bad_news_and_no_good(browser: Browser) -> None:
    new = (report(reading("on"), at=200), 210)
    assert brief(merged(browser, new, (report(reading("off"), at=100), 220))) == ("on", True)
    clicked = (report(reading("off", clickedAt=230), at=100), 231)
    assert brief(merged(browser, new, clicked)) == ("off", False)
    off = (report(reading("off"), at=200), 210)
    assert brief(merged(browser, off, (report(reading("on"), at=100), 220)))[0] == "on"


@pytest.mark.parametrize(
    ("setting", "watched", "told"),
    [(AI, {}, True), ("read-receipts", {}, True), (MINOR, {}, False), (MINOR, {MINOR: True}, True)],
)
def test_off_before_on_now_is_told_of_what_is_not_minor(
    browser: Browser, setting: str, watched: dict[str, bool], told: bool
) -> None:
    changed = ask(
        browser,
        """
        const [watched, ...steps] = args;
        const stored = steps.reduce((before, [report, now]) => parts.merge(before, report, now), parts.emptyStored());
        return parts.summarise({ ...stored, watched }, 300).changed;
        """,
        watched,
        (report(reading("off", setting), at=100), 110),
        (report(reading("on", setting), at=200), 210),
    )
    assert changed == ([setting] if told else [])


def test_a_login_wall_says_nothing_of_a_setting_that_is_known(browser: Browser) -> None:
    wall = (report(reading("unknown", reason="signed-out"), at=200), 210)
    assert brief(merged(browser, wall)) == ("unknown", False)
    assert brief(merged(browser, (report(reading("off"), at=100), 110), wall)) == ("off", True)


def test_an_unknown_reading_takes_a_known_state_away(browser: Browser) -> None:
    gone = (report(reading("unknown", reason="not-found"), at=200), 210)
    assert brief(merged(browser, (report(reading("off"), at=100), 110), gone)) == ("unknown", False)


def listed(at: int, *missing: str, read: bool = True, present: tuple[str, ...] = ()) -> Any:
    content = {"id": "ads", "read": read, "present": list(present), "missing": list(missing)}
    return report(at=at, listed=content), at + 10


def test_of_a_list_the_load_is_kept_in_which_it_was_last_read_to_the_end(browser: Browser) -> None:
    """What the next load has told so far is not all of it. An older version stored the last load alone."""
    whole, partly = (
        {"id": "ads", "read": read, "present": [AGE], "missing": []} for read in (True, False)
    )
    read_at = ask(
        browser,
        """
        const read = (reports) => {
          const stored = reports.reduce((before, report) => parts.merge(before, report, 1000), parts.emptyStored());
          return parts.lastRead(stored.accounts.unnamed.lists.ads);
        };
        return args.map(read);
        """,
        [report(at=100, listed=partly)],
        [report(at=100, listed=whole), report(at=100, listed=partly)],
        [report(at=100, listed=whole), report(at=200, listed=partly)],
        [report(at=100, listed=whole), report(at=200, listed=whole)],
    )
    assert read_at == [0, 100, 100, 200]
    older = [{"at": 950, "loadedAt": 900, "read": read} for read in (True, False)]
    assert ask(browser, "return args.map(parts.lastRead)", *older) == [900, 0]


def test_absent_takes_two_loads_that_read_the_list(browser: Browser) -> None:
    once = listed(100, PARTNERS)
    again = listed(100, PARTNERS)
    twice = listed(200, PARTNERS)
    assert brief(merged(browser, once), PARTNERS) == ("unseen", False)
    assert brief(merged(browser, once, again), PARTNERS) == ("unseen", False)
    assert brief(merged(browser, once, twice), PARTNERS) == ("absent", True)
    unread = listed(200, PARTNERS, read=False)
    assert brief(merged(browser, once, unread), PARTNERS) == ("unseen", False)
    back = listed(150, present=(PARTNERS,))
    assert brief(merged(browser, once, back, twice), PARTNERS) == ("unseen", False)
    assert (
        brief(merged(browser, once, twice, listed(300, present=(PARTNERS,))), PARTNERS)[0]
        == "unseen"
    )
    seen = (report(reading("on", PARTNERS), at=150), 160)
    assert brief(merged(browser, once, seen, twice), PARTNERS) == ("on", True)


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (["off", "on"], [110, 210]),
        (["off", "on", "partial", "on"], [110, 210]),
        (["off", "on", "unknown", "on"], [110, 210]),
        (["off", "unknown", "on"], [110, 310]),
        (["on", "off"], None),
        (["on"], None),
        (["off", "on", "off", "on"], [310, 410]),
    ],
)
def test_off_before_on_now_has_its_dates(
    browser: Browser, states: list[str], told: list[int] | None
) -> None:
    body = """
    const stored = args.reduce((before, [report, now]) => parts.merge(before, report, now), parts.emptyStored());
    const { settings, changed } = parts.summarise(stored, 1000);
    const { id, wasOffAt, onSince } = settings.find(({ id }) => id === changed[0]) ?? {};
    return id ? [wasOffAt, onSince] : null;
    """
    loads = [(state, 100 * number) for number, state in enumerate(states, 1)]
    steps = [(report(reading(state), at=load), load + 10) for state, load in loads]
    assert ask(browser, body, *steps) == told


def test_an_off_in_passing_leaves_no_history(browser: Browser) -> None:
    drawn = (report(reading("off"), at=100), 110)
    hydrated = (report(reading("on"), at=100), 120)
    history = merged(browser, drawn, hydrated)[AI]["history"]
    assert [seen["state"] for seen in history] == ["on"]
    before = (report(reading("off"), at=50), 60)
    history = merged(browser, before, (report(reading("on"), at=100), 120))[AI]["history"]
    assert [seen["state"] for seen in history] == ["off", "on"]


def test_a_clock_set_back_does_not_freeze_what_is_known(browser: Browser) -> None:
    future = (report(reading("off"), at=9_000), 9_100)
    assert brief(merged(browser, future, (report(reading("on"), at=100), 110))) == ("on", True)
    on = (report(reading("on"), at=9_000), 9_100)
    assert brief(merged(browser, on, (report(reading("off"), at=100), 110)))[0] == "off"


def test_a_word_seen_with_both_states_is_never_used_again(browser: Browser) -> None:
    words = ask(
        browser,
        """
        const lesson = (state, setting) => ({ lang: "sv", word: "På", state, setting });
        const [report] = args;
        const lessons = [lesson("on", "a"), lesson("off", "b")];
        return parts.merge(parts.emptyStored(), { ...report, lessons }, 1).words;
        """,
        report(at=100),
    )
    assert words == {"sv": {"På": {"on": ["a"], "off": ["b"]}}}
