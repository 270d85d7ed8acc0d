"""Summary, badge, an administrator's values, messages and styles: the background's pure parts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.modules import AGE, AI, ask, reading, report
from tooling.browsers import Browser

pytestmark = pytest.mark.in_turn


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
