"""When the page is looked at again: what comes, goes, changes or is left, most in virtual time."""

from __future__ import annotations

import pytest

from tests.page.lapse import Act, Lapse, Lived
from tests.page.support import ADS, AGE, AGE_LABEL, AI, AI_LABEL, STYLE, Page, row, switch

pytestmark = pytest.mark.in_turn

SETTING = "data-for-ai-improvement"
CARD = "<section id='card'><h2>Title</h2>{}</section>"
ON, OFF = switch("a", AI_LABEL, attributes="checked"), switch("a", AI_LABEL)


def live(lapse: Lapse, main: str, *acts: Act, script: str = "") -> Lived:
    """A page of a card and what is in it, for 20 s; acts and scripts by virtual time."""
    html = (
        f'<!doctype html><html lang="en"><style>{STYLE} .hidden {{ display: none }}</style>'
        f"<body><main>{CARD.format(main)}</main><script>{script}</script>"
    )
    return lapse.visit(AI, html, acts)


def said(lived: Lived, setting: str = SETTING) -> list[tuple[str, float]]:
    """Every state of a setting, and when it was stored."""
    return [(one.state, one.at) for one in lived.changes if one.setting == setting]


def run(at: int, script: str) -> Act:
    return (at, "run", script)


def test_what_comes_late_is_read(lapse: Lapse) -> None:
    shown = f"document.querySelector('section').innerHTML += `{ON}`"
    ((state, at),) = said(live(lapse, "<p>Loading</p>", run(5400, shown)))
    assert state == "on"
    assert 5700 <= at < 5850, "the change itself is seen, before the next look for what is missing"


def test_a_change_in_the_card_makes_an_off_wait(lapse: Lapse) -> None:
    change = "document.querySelector('h2').textContent = 'Another'"
    ((state, at),) = said(live(lapse, OFF, run(1500, change)))
    assert state == "off"
    assert 3500 <= at < 3700
    beside = "document.body.append('Something else')"
    ((state, at),) = said(live(lapse, OFF, run(1500, beside)))
    assert state == "off"
    assert at < 2300


def test_what_comes_outside_the_card_is_found(lapse: Lapse) -> None:
    """A second switch on the page of a setting with one: neither may be it."""
    card = CARD.format(switch("b", "Another"))
    second = f"document.querySelector('main').insertAdjacentHTML('beforeend', `{card}`)"
    states = said(live(lapse, switch("a", "x", attributes="checked"), run(5000, second)))
    assert [state for state, _ in states] == ["on", "unknown"]


def test_what_a_class_alone_shows(lapse: Lapse) -> None:
    show = "document.querySelector('.hidden').className = ''"
    ((state, at),) = said(live(lapse, f'<div class="hidden">{ON}</div>', run(5000, show)))
    assert state == "on"
    assert at < 5000 + 1000 + 600


def test_what_changes_without_a_record_is_seen_within_a_quarter_of_a_second(lapse: Lapse) -> None:
    states = said(live(lapse, OFF, run(5001, "document.querySelector('input').checked = true")))
    assert [state for state, _ in states] == ["off", "on"]
    assert states[1][1] < 5001 + 250 + 50


def test_another_address_is_noticed_where_the_browser_does_not_tell(lapse: Lapse) -> None:
    """A browser without navigation events; and content that is there already makes no record."""
    deaf = "Object.defineProperty(window, 'navigation', { value: undefined });"
    away = "history.pushState({}, '', '/feed/')"
    assert live(lapse, ON, run(5000, away), script=deaf).loads[0]["left"]
    there = f"history.pushState({{}}, '', '{AGE}')"
    lived = live(lapse, switch("allowAdsByAge", AGE_LABEL), run(5000, there), script=deaf)
    assert [state for state, _ in said(lived, "ads-by-age")] == ["off"]


def test_a_click_of_the_members_by_key(lapse: Lapse) -> None:
    drawn = f"<div role='switch' tabindex='0' aria-checked='true' aria-label='{AI_LABEL}'></div>"
    turn = """document.querySelector('div').addEventListener('keydown', ({ target }) => {
      target.setAttribute('aria-checked', 'false');
    });"""
    for key, seconds in ((" ", 5.2), ("Enter", 5.2), ("Tab", 9)):
        lived = live(lapse, drawn, (5000, "key", "[role=switch]", key), script=turn)
        (_, (state, at)) = said(lived)
        assert state == "off"
        assert at < seconds * 1000
        assert at < 5200 or key == "Tab"
        assert at > 7000 or key != "Tab"


ANSWERED = """
const [answer, done] = arguments;
const started = performance.now();
const told = [];
const { stop } = parts.follow(
  async (report) => {
    told.push([performance.now() - started, report]);
    if (answer === "drawn" && report.marks.length)
      Object.assign(document.querySelector("section").style, { overflow: "hidden", height: "10px" });
    if (answer === "learnt") parts.learnt.words = { sq: { Gjallë: { on: ["ads-by-age"], off: [] } } };
  },
  () => true,
  () => {},
);
setTimeout(() => {
  stop();
  const last = told.at(-1)[1];
  const hosts = told.flatMap(([, { marks }]) => marks.map(({ words }) => words?.tag ?? null));
  done({ hosts, states: last.readings.map(({ state }) => state) });
}, 950);
"""
"""Follows a page for less than a second, so that no look comes because the page is quiet by then."""


def test_what_was_drawn_is_looked_at_once_more(page: Page) -> None:
    """The words that went into the card do not fit there, and no record tells of it."""
    page.open(AI, CARD.format(ON))
    hosts = page.wait(ANSWERED, "drawn")["hosts"]
    assert hosts[0] in ("div", "section")
    assert hosts[-1] == "main"


def test_what_was_learnt_is_read_at_once(page: Page) -> None:
    page.open(ADS, row("settings/ads-by-age", "Mosha", "Gjallë"), lang="sq")
    assert page.wait(ANSWERED, "learnt")["states"] == ["on"]
    page.open(ADS, row("settings/ads-by-age", "Mosha", "Gjallë"), lang="sq")
    assert page.wait(ANSWERED, "nothing")["states"] == []


def test_where_nothing_was_drawn_or_learnt_nobody_looks_again(lapse: Lapse) -> None:
    """At first, and when it is quiet; at an on also when it has stood, and once it is drawn."""
    looks = {
        state: live(lapse, html).loads[0]["counts"]["looks"]
        for state, html in (("off", OFF), ("on", ON))
    }
    assert looks == {"off": 2, "on": 4}


def test_a_word_is_learnt_once_it_has_stood_though_all_else_is_said(lapse: Lapse) -> None:
    """Turned without a record, the page is quiet 2 s after its load, and the word counts 2 s after the turn."""
    main = CARD.format(switch("a", AI_LABEL, word="På", attributes="checked"))
    set_to = "document.querySelector('input').indeterminate = {}"
    html = (
        f'<!doctype html><html lang="sv"><style>{STYLE}</style><main>{main}</main>'
        f"<script>{set_to.format('true')}</script>"
    )
    lived = lapse.visit(AI, html, [run(1500, set_to.format("false"))])
    ((at, *lesson), *_) = [
        (report["at"], one["word"], one["state"])
        for report in lived.loads[0]["reports"]
        for one in report["lessons"]
    ]
    assert lesson == ["På", "on"]
    assert 3500 < at < 3900


LEAVE = """
const [navigation, done] = arguments;
if (!navigation) Object.defineProperty(window, "navigation", { value: undefined });
const interval = window.setInterval;
let every = null;
window.setInterval = (call, ms) => interval(call, (every ??= ms));
const reports = [];
let at = null;
const left = () => done([every, performance.now() - at, ...reports]);
parts.follow(async (report) => { reports.push(report.address); }, () => true, left);
setTimeout(() => { at = performance.now(); history.pushState({}, "", "/feed/"); }, 400);
"""


@pytest.mark.parametrize("navigation", [True, False], ids=["told", "not told"])
def test_a_soft_navigation_out_is_noticed_within_100_ms(page: Page, navigation: bool) -> None:
    page.open(AI, switch("a", AI_LABEL, attributes="checked"))
    every, spent, *addresses = page.wait(LEAVE, navigation)
    assert spent <= 100
    assert every == (250 if navigation else 50), "by chance, it may be noticed sooner"
    assert set(addresses) == {AI}


@pytest.mark.parametrize(
    ("name", "clicked"),
    [("Något", "load"), (AI_LABEL, "never")],
    ids=["nothing tells it", "its name tells it"],
)
def test_a_click_beside_a_switch_counts_from_the_beginning_of_the_load(
    page: Page, name: str, clicked: str
) -> None:
    """It confirms nothing of this load, and says nothing against what a newer one has seen."""
    page.open(AI, f'<section><h2>AI</h2>{switch("a", name)}<p id="x">x</p></section>')
    at = page.run(
        """
        const following = {
          page: here(), found: { roots: [], controls: [], rows: [] }, settings: new Map(), completeAt: 0, changedAt: 0,
          areas: [], clicks: new Map(),
        };
        parts.scan(following, 0);
        parts.noteClick({ composedPath: () => [one("#x")] }, following);
        const at = following.clicks.get(arguments[0]);
        return at === undefined ? "never" : at === Math.round(performance.timeOrigin) ? "load" : "click";
        """,
        SETTING,
    )
    assert at == clicked
