"""The background's pure parts, run as they ship on a page of the extension: merge, summary, style, messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tooling.browsers import Browser

pytestmark = pytest.mark.in_turn

AI = "data-for-ai-improvement"
AGE = "ads-by-age"
PARTNERS = "share-data-with-select-partners"
MINOR = "focused-inbox"
RUN = """
const [source, args, done] = arguments;
const body = new Promise((resolve) => resolve(null));
Promise.all(["/background/merge.js", "/background/style.js", "/background/badge.js", "/shared/messages.js",
  "/shared/stored.js", "/shared/summary.js", "/shared/catalogue.js", "/shared/managed.js"].map((path) => import(path)))
  .then((modules) => Object.assign({}, ...modules))
  .then((parts) => MERGE(parts, args))
  .then((value) => done({ value }), (error) => done({ error: String(error.stack ?? error) }));
"""


def ask(browser: Browser, body: str, *arguments: Any) -> Any:
    """Runs the body of a function of (parts, args) on the welcome page, which has all modules at hand."""
    with browser.helper():
        script = RUN.replace("MERGE", f"((parts, args) => {{ {body} }})")
        answer = browser.driver.execute_async_script(script, "", list(arguments))
    assert "error" not in answer, answer["error"]
    return answer["value"]


def report(
    *readings: dict[str, Any], at: int, listed: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A content script's report of a document whose load began at `at`."""
    return {
        "type": "report",
        "loadedAt": at,
        "address": f"/mypreferences/d/settings/{AI}",
        "member": None,
        "page": {"kind": "setting", "lang": "en"},
        "readings": list(readings),
        "list": listed,
        "counts": None,
        "marks": [],
        "notice": None,
        "news": None,
        "lessons": [],
    }


def reading(state: str, setting: str = AI, via: str = "page", **more: Any) -> dict[str, Any]:
    return {"setting": setting, "state": state, "via": via, **more}


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


def clear(browser: Browser, change: str = "") -> dict[str, Any]:
    """The summary when everything watched is off and confirmed, after a change to what is stored."""
    summary: dict[str, Any] = ask(
        browser,
        f"""
        const now = 1e12, stored = parts.emptyStored(), day = 864e5;
        stored.consent = {{ at: now - 50 * day, mode: "words" }};
        const {{ settings }} = stored.accounts.unnamed;
        for (const {{ id, watched }} of parts.catalogue.settings)
          if (watched) {{
            const seen = {{ state: "off", via: "page", at: now, loadedAt: now - 5 }};
            settings[id] = {{ ...seen, confirmed: true, address: "/x", missing: [], history: [seen] }};
          }}
        const one = settings["{AI}"];
        {change}
        const summary = parts.summarise(stored, now);
        return {{ ...summary, face: parts.faceOf(summary), badge: parts.badgeOf(summary) }};
        """,
    )
    return summary


@pytest.mark.parametrize(
    ("change", "is_clear", "badge", "face"),
    [
        ("", True, "", "clear"),
        ('one.state = "absent"; one.via = "list";', True, "", "clear"),
        ('Object.assign(one, { state: "locked", value: "off" });', True, "", "clear"),
        ('one.state = "on";', False, "1", "sharing"),
        ('one.state = "partial";', False, "1", "sharing"),
        ('Object.assign(one, { state: "locked", value: "on" });', False, "1", "sharing"),
        ('Object.assign(one, { state: "unknown", reason: "busy" });', False, "?", "unknown"),
        (f'delete settings["{AI}"];', False, "", "unknown"),
        ("one.confirmed = false;", False, "", "unknown"),
        ("one.at = now - 91 * day;", False, "", "unknown"),
        ("one.at = now - 91 * day; stored.recheckDays = 0;", False, "", "unknown"),
        (f'one.state = "on"; delete settings["{AGE}"];', False, "1", "unknown"),
        ("stored.consent = null;", False, "", "plain"),
        (f'stored.watched["{AI}"] = false; one.state = "on";', True, "", "clear"),
        ('stored.watched["profile-viewing-options"] = true;', False, "", "unknown"),
        ('stored.watched["connected-microsoft-accounts"] = true;', True, "", "clear"),
    ],
)
def test_clear_badge_and_icon(
    browser: Browser, change: str, is_clear: bool, badge: str, face: str
) -> None:
    summary = clear(browser, change)
    assert (summary["clear"], summary["badge"], summary["face"]) == (is_clear, badge, face)


@pytest.mark.parametrize(
    "raw",
    [
        "{ schema: 2 }",
        "{ schema: 3 }",
        "{ schema: 1, accounts: null }",
        "{ schema: 1, accounts: { unnamed: null } }",
        "{ schema: 1, accounts: { unnamed: { settings: null, lists: {}, news: [] } } }",
        "{ schema: 1, accounts: { unnamed: { settings: { x: 1 }, lists: {}, news: [] } } }",
        "{ schema: 1, words: null }",
        '{ schema: 1, consent: "yes" }',
        '"text"',
        "null",
        "[]",
    ],
)
def test_what_cannot_be_read_is_not_read(browser: Browser, raw: str) -> None:
    assert ask(browser, f"return parts.understood({raw});") is None


STORED = Path(__file__).parents[1] / "fixtures" / "stored"
"""A state as each schema wrote it, read from a running extension of that time. None is changed or removed, ever."""


def test_what_every_older_version_wrote_is_read(browser: Browser) -> None:
    files = sorted(STORED.glob("*.json"), key=lambda file: int(file.stem))
    schema = ask(browser, "return parts.SCHEMA;")
    assert [file.stem for file in files] == [str(n) for n in range(1, schema + 1)], (
        "each schema has its state in tests/fixtures/stored/"
    )
    for file in files:
        written = json.loads(file.read_text(encoding="utf-8"))
        assert written["schema"] == int(file.stem)
        read = ask(browser, "return parts.understood(args[0]);", written)
        assert read is not None, f"{file.name} is not read any more"
        assert read["schema"] == schema
        assert read["accounts"]["unnamed"]["settings"] == written["accounts"]["unnamed"]["settings"]
        assert read["consent"] == written["consent"]


def test_steps_from_schema_to_schema_are_taken_in_order(browser: Browser) -> None:
    body = """
    const steps = [(old) => ({ ...old, two: old.one + 1 }), (old) => ({ ...old, three: old.two + 1 })];
    const from = { schema: 1, one: 1 };
    const frozen = Object.freeze(from);
    return {
      first: parts.migrated(frozen, steps),
      second: parts.migrated({ schema: 2, two: 5 }, steps),
      newest: parts.migrated({ schema: 3, three: 9 }, steps),
      newer: parts.migrated({ schema: 4 }, steps),
      none: parts.migrated({ schema: "1" }, steps),
      broken: parts.migrated(null, steps),
    };
    """
    assert ask(browser, body) == {
        "first": {"schema": 3, "one": 1, "two": 2, "three": 3},
        "second": {"schema": 3, "two": 5, "three": 6},
        "newest": {"schema": 3, "three": 9},
        "newer": {"schema": 4},
        "none": {"schema": "1"},
        "broken": None,
    }


def test_a_state_from_before_badge_and_region_could_be_chosen_is_read(browser: Browser) -> None:
    stored = ask(
        browser,
        """
        const { badge, region, ...older } = parts.emptyStored();
        return parts.understood({ ...older, recheckDays: 30 });
        """,
    )
    assert (stored["badge"], stored["region"], stored["recheckDays"]) == (True, None, 30)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("mode", ["words", "marks", "popup"], ["", "Words", None, ["words"]]),
        ("badge", [True, False], [0, "false", None]),
        ("welcomePage", [True, False], [1, "", None]),
        ("recheckDays", [0, 30, 60, 90], [-30, 31, "30", 30.5, None, False]),
        ("notWatched", [[], [AGE]], [AGE, [1], None, {"0": AGE}]),
        ("region", ["eu", "other"], ["de", "", None, 1]),
    ],
)
def test_an_administrators_values_are_checked(
    browser: Browser, name: str, good: list[Any], bad: list[Any]
) -> None:
    for value in good:
        read = ask(browser, "return parts.checked(args[0]);", {name: value, "stranger": 1})
        assert read == {"set": {name: value}, "wrong": ["stranger"]}
    for value in bad:
        read = ask(browser, "return parts.checked(args[0]);", {name: value})
        assert read == {"set": {}, "wrong": [name]}


def test_settings_that_an_administrator_names_and_nobody_knows_are_told(browser: Browser) -> None:
    read = ask(browser, "return parts.checked({ notWatched: ['ads-by-age', 'made-up'] });")
    assert read["wrong"] == ["notWatched: made-up"]


def test_an_administrators_values_win_and_give_no_consent(browser: Browser) -> None:
    under, without = ask(
        browser,
        """
        const set = { mode: "popup", badge: false, recheckDays: 0, notWatched: ["ads-by-age"], region: "uk" };
        const mine = { ...parts.emptyStored(), consent: { at: 5, mode: "words" }, watched: { "ads-by-age": true } };
        return [parts.under(mine, set), parts.under(parts.emptyStored(), set)];
        """,
    )
    assert under["consent"] == {"at": 5, "mode": "popup"}
    told = [under[name] for name in ("badge", "recheckDays", "watched", "region")]
    assert told == [False, 0, {AGE: False}, "uk"]
    assert without["consent"] is None


@pytest.mark.parametrize(
    ("more", "fits"),
    [
        ({"badge": False}, True),
        ({"recheckDays": 0}, True),
        ({"region": None}, True),
        ({"region": "ch"}, True),
        ({"recheckDays": 31}, False),
        ({"region": "de"}, False),
        ({"badge": "no"}, False),
        ({"consent": None}, False),
    ],
)
def test_choices_are_taken_only_in_their_shape(
    browser: Browser, more: dict[str, Any], fits: bool
) -> None:
    received = ask(
        browser,
        """
        const url = chrome.runtime.getURL("options/options.html");
        return parts.receive({ type: "choose", ...args[0] }, { id: chrome.runtime.id, url });
        """,
        more,
    )
    assert (received is not None) is fits


def test_a_broken_state_is_kept_aside_and_the_extension_starts_anew(browser: Browser) -> None:
    browser.call("storage.local.set", {"state": {"schema": 1, "accounts": None}})
    browser.consent()
    stored = browser.storage()
    assert stored["state-not-understood"] == {"schema": 1, "accounts": None}
    assert stored["state"]["consent"]["mode"] == "words"


def test_styles_hold_no_text_that_could_end_them(browser: Browser) -> None:
    nasty = '"] { } </style> \\ \n * { display: none } é \u202e \U0001f600'
    css = ask(
        browser,
        """
        const address = { tag: "input", by: "aria-labelledby", value: args[0] };
        const target = { address, when: "checked", box: { tag: "div", up: 2, inset: true } };
        const host = { tag: "div", pseudo: "after", layout: "block", up: [3] };
        const marks = [{ setting: "ads-by-age", state: "on", targets: [target], words: host }];
        const texts = { mark: () => args[0], notice: () => "", direction: "ltr" };
        return parts.cssOf({ marks, notice: null }, () => true, "words", texts);
        """,
        nasty,
    )
    strings = [part for at, part in enumerate(css.split('"')) if at % 2]
    assert len(strings) % 2 == 0
    for text in strings:
        assert set(text) <= set(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _.,/-\\"
        )
    with browser.helper():
        rules = browser.run(
            """
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(arguments[0]);
            return [...sheet.cssRules[0].cssRules].map((rule) => rule.selectorText ?? "media");
            """,
            css,
        )
    assert len(rules) == 3


def test_messages_that_do_not_fit_are_nobodys(browser: Browser) -> None:
    fits = ask(
        browser,
        """
        const [good] = args;
        const url = "https://www.linkedin.com/mypreferences/d/settings/x";
        const sender = { id: chrome.runtime.id, url, frameId: 0, tab: { id: 1, incognito: false } };
        const is = (message, from = sender) => parts.receive(message, from) !== null;
        const own = { id: chrome.runtime.id, url: chrome.runtime.getURL("popup/popup.html") };
        return {
          good: is(good),
          leave: is({ type: "leave" }),
          start: is({ type: "start", mode: "words" }, own),
          "a page starts": is({ type: "start", mode: "words" }),
          "our page reports": is(good, own),
          "another extension": is(good, { ...sender, id: "x".repeat(32) }),
          "another site": is(good, { ...sender, url: "https://example.org/mypreferences/" }),
          "a look-alike site": is(good, { ...sender, url: "https://www.linkedin.com.example.org/" }),
          "a frame": is(good, { ...sender, frameId: 3 }),
          "no tab": is(good, { ...sender, tab: undefined }),
          "more than there is": is({ ...good, extra: 1 }),
          "less than there is": is({ type: "report" }),
          "unknown setting": is({ ...good, readings: [{ setting: "never", via: "page", state: "off" }] }),
          "unseen as a reading": is({ ...good, readings: [{ setting: "ads-by-age", via: "page", state: "unseen" }] }),
          "a script as address": is({ ...good, address: "javascript:alert(1)" }),
          "prototype": is({ ...good, type: "constructor" }),
          "wrong mode": is({ type: "start", mode: "all" }, own),
        };
        """,
        report(reading("on", AGE), at=100),
    )
    assert {name for name, value in fits.items() if value} == {"good", "leave", "start"}


def test_lessons_that_do_not_fit_are_nobodys(browser: Browser) -> None:
    good = {"lang": "pt-BR", "word": "Ligado à força", "state": "on", "setting": AGE}
    changes: dict[str, dict[str, Any]] = {
        "good": {},
        "in Thai": {"lang": "th", "word": "เปิดใช้"},
        "no word": {"word": ""},
        "a figure": {"word": "På 3"},
        "a sign": {"word": "<b>"},
        "what draws nothing": {"word": "P\u200bå"},
        "a long word": {"word": "x" * 21},
        "no language": {"lang": ""},
        "a long language": {"lang": "constructor"},
        "another state": {"state": "locked"},
        "no setting of ours": {"setting": "toString"},
    }
    fits = ask(
        browser,
        """
        const [good, changes] = args;
        const url = "https://www.linkedin.com/mypreferences/d/settings/x";
        const sender = { id: chrome.runtime.id, url, frameId: 0, tab: { id: 1, incognito: false } };
        const fits = (lesson) => parts.receive({ ...good, lessons: [lesson] }, sender) !== null;
        return Object.keys(changes).filter((name) => fits(changes[name]));
        """,
        report(at=100),
        {name: good | change for name, change in changes.items()},
    )
    assert fits == ["good", "in Thai"]


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
