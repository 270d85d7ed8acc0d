"""Visits that muddle words and states in every way that hypothesis finds: no wrong word may come of them.

The truth: in each of two languages one word is on and one off, and the second language has them the other way
round. Each visit is a document of its own. One setting may lie all the time; the others may be muddled, but
what stands beside their state for two seconds and is wrong, is either mended while the member is there and has
not acted, or comes after an act of the member's.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.page.support import AI, Page
from tooling import paths

pytestmark = pytest.mark.in_turn

SETTINGS = ("ads-by-age", "ads-by-gender", "ads-connections", "ads-inferred-location")
LIAR = "ads-based-on-groups"

# The part of the background that learns, beside the parts of the content script.
LEARN = (paths.EXTENSION / "background" / "learn.js").read_text(encoding="utf-8")
SIMULATION = (
    LEARN.replace("export function", "function")
    + r"""
const TRUTH = { sv: { on: "På", off: "Av" }, fi: { on: "Av", off: "På" } };
const other = { on: "off", off: "on", sv: "fi", fi: "sv" };
const CARD = (id) => `<h2>Rubrik</h2><div><p id="${id}-name">Etikett</p><span></span>
  <input type="checkbox" role="switch" aria-labelledby="${id}-name"></div>`;

const bold = (textContent) => Object.assign(document.createElement("b"), { textContent });

/** One visit; returns what is learnt after it. */
function visit(words, { setting, lang, truth, steps }) {
  Object.assign(parts.school, { over: false, lang: "", shown: new Map(), taught: new Map() });
  parts.learnt.words = words;
  show(CARD(setting));
  const control = one("input");
  const following = {
    page: { kind: "setting", id: setting }, found: { roots: [], controls: [], rows: [] },
    settings: new Map(), completeAt: 0, changedAt: 0, areas: [], clicks: new Map(),
  };
  const mean = (word) => ({ right: TRUTH[lang][truth], wrong: TRUTH[lang][other[truth]],
    RIGHT: TRUTH[lang][truth].toUpperCase(), "r\u200bight": [...TRUTH[lang][truth]].join("\u200b") })[word] ?? word;
  const draw = (state) => (control.checked = state === "on");
  const acts = {
    say: (said) => one("span").replaceChildren(...said.map((word) => bold(mean(word)))),
    draw: (as) => draw(as === "truth" ? truth : other[truth]),
    tag: (as) => (document.documentElement.lang = as === "truth" ? lang : other[lang]),
    click: () => {
      parts.noteClick({ composedPath: () => [control] }, following);
      truth = other[truth];
      draw(truth);
    },
  };
  acts.tag("truth");
  acts.draw("truth");
  let now = 0;
  for (const [act, value, wait] of steps) {
    acts[act](value);
    // A state changes without a record.
    if (act === "say") following.changedAt = now;
    parts.scan(following, now);
    for (const after of [0, Math.min(wait, 1000), wait]) {
      const { lessons } = parts.look(following, now + after).report;
      words = parts.learnt.words = lessons.reduce(learn, words);
    }
    now += wait;
  }
  return words;
}

/** Rows that truly are on, as they may be drawn, and what was read of each: [language, values, state]. */
function rowsOf(state) {
  return Object.entries(TRUTH).flatMap(([lang, words]) => {
    const word = words[state];
    const both = [[words.on, words.off], [words.off, words.on]];
    const rows = [[word], [word, "Sparat"], ["Sparat", word], [word.toUpperCase()], ...both];
    return rows.map((values) => [lang, values.join(), parts.readRow("ads-by-age", values, lang)?.state ?? null]);
  });
}

window.learn = learn;
window.simulate = (visits) => {
  let words = {};
  const read = { on: [], off: [] };
  for (const each of visits) {
    words = visit(words, each);
    for (const state of ["on", "off"]) read[state].push(...rowsOf(state));
  }
  return { words, ...read };
};
"""
)

Step = tuple[str, Any, int]
waits = st.sampled_from([0, 200, 1900, 2100, 4000, 12_000])
noise = st.sampled_from(
    [
        "Etikett",
        "Annonser",
        "3",
        "Sparat",
        "Sparar",
        "Igår",
        "2 maj",
        "",
        "x" * 30,
        "\u200b",
        "On",
        "Off",
    ]
)
harmless = st.one_of(
    st.just(["right"]),
    st.just(["RIGHT"]),
    st.just(["r\u200bight"]),
    st.just([]),
    st.just(["right", "wrong"]),
    st.lists(noise, max_size=2),
    noise.map(lambda word: ["right", word]),
)


def steps(*kinds: st.SearchStrategy[list[Step]]) -> st.SearchStrategy[list[Step]]:
    return st.lists(st.one_of(*kinds), max_size=4).map(
        lambda parts: [one for part in parts for one in part]
    )


@st.composite
def mended(draw: st.DrawFn) -> list[Step]:
    """Wrong for any time, and then right: a word that lags, a switch that hydrates late, a language tag."""
    act, wrong, right = draw(
        st.sampled_from(
            [("say", ["wrong"], ["right"]), ("draw", "other", "truth"), ("tag", "other", "truth")]
        )
    )
    return [(act, wrong, draw(waits)), (act, right, draw(waits))]


said = st.builds(lambda words, wait: [("say", words, wait)], harmless, waits)
anything = st.one_of(
    st.builds(
        lambda words, wait: [("say", words, wait)], st.one_of(harmless, st.just(["wrong"])), waits
    ),
    st.builds(
        lambda act, as_, wait: [(act, as_, wait)],
        st.sampled_from(["draw", "tag"]),
        st.sampled_from(["truth", "other"]),
        waits,
    ),
    st.builds(lambda wait: [("click", None, wait)], waits),
)


def a_visit(
    names: tuple[str, ...], course: st.SearchStrategy[list[Step]]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "setting": st.sampled_from(names),
            "lang": st.sampled_from(["sv", "sv", "fi"]),
            "truth": st.sampled_from(["on", "off"]),
            "steps": course,
        }
    )


# Before the member's act, what is wrong is mended; after it, anything goes, for any time.
clicked = st.builds(lambda wait, after: [("click", None, wait), *after], waits, steps(anything))
course = st.builds(
    lambda before, after: [*before, *after], steps(said, mended()), st.one_of(st.just([]), clicked)
)
honest = a_visit(SETTINGS, course)
lying = a_visit((LIAR,), steps(anything))

SEARCH = settings(
    max_examples=100,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def plain(setting: str, truth: str, lang: str = "sv") -> dict[str, Any]:
    return {"setting": setting, "lang": lang, "truth": truth, "steps": [("say", ["right"], 2100)]}


def lag(setting: str, *, wait: int = 4000) -> dict[str, Any]:
    """Clicked off; the word of on stays beside it."""
    return {
        "setting": setting,
        "lang": "sv",
        "truth": "on",
        "steps": [("say", ["right"], 200), ("click", None, 100), ("say", ["wrong"], wait)],
    }


def simulate(page: Page, visits: list[dict[str, Any]]) -> dict[str, Any]:
    return dict(page.run("return simulate(arguments[0])", visits))


def ready(page: Page) -> None:
    if not page.run("return Boolean(globalThis.simulate)"):
        page.open(AI)
        page.run(SIMULATION)


def test_plain_pages_teach_both_words(page: Page) -> None:
    """What all the caution leaves possible."""
    ready(page)
    visits = [
        plain("ads-by-age", "on"),
        plain("ads-by-gender", "off"),
        plain("ads-connections", "off"),
    ]
    after = simulate(page, visits)
    assert after["words"] == {
        "sv": {
            "På": {"on": ["ads-by-age"], "off": []},
            "Av": {"on": [], "off": ["ads-by-gender", "ads-connections"]},
        }
    }
    assert ["sv", "På", "on"] in after["on"]
    assert ["sv", "Av", "off"] in after["off"]
    assert simulate(page, visits[:2])["off"][-6:] == [
        [lang, row, None] for lang, row, _ in after["off"][-6:]
    ], "an off takes two settings"


def test_a_word_counts_when_it_has_stood_for_two_seconds(page: Page) -> None:
    ready(page)
    passing = plain("ads-by-age", "on") | {"steps": [("say", ["right"], 1900)]}
    assert simulate(page, [passing])["words"] == {}


def test_a_page_that_is_not_believed_teaches_nothing(page: Page) -> None:
    """Off beside the learnt word for on: unknown, so the word is not spoilt either."""
    ready(page)
    lie = plain("ads-by-gender", "off") | {"steps": [("say", ["wrong"], 30_000)]}
    after = simulate(page, [plain("ads-by-age", "on"), lie])
    assert after["words"] == {"sv": {"På": {"on": ["ads-by-age"], "off": []}}}


ROOM = """
const [lessons] = arguments;
return lessons.reduce((words, [lang, word, state, setting]) => learn(words, { lang, word, state, setting }), {});
"""


def test_what_is_learnt_has_an_end_and_nothing_makes_room(page: Page) -> None:
    """A word seen with both states that were dropped could be learnt anew."""
    ready(page)
    spoilt = [["sv", "På", "on", "a"], ["sv", "På", "off", "b"]]
    flood = [["sv", f"word {'x' * n}", "off", setting] for n in range(80) for setting in "abcd"]
    languages = [[f"x{letter}", "På", "on", "a"] for letter in "abcdefghijklmnop"]
    words = page.run(ROOM, [*spoilt, *flood, *languages])
    assert words["sv"]["På"] == {"on": ["a"], "off": ["b"]}
    assert len(words["sv"]) == 50
    assert len(words) == 8
    assert {len(seen["off"]) for seen in words["sv"].values()} == {1, 2}
    late = page.run(ROOM, [*flood, ["sv", "word ", "on", "e"]])
    assert late["sv"]["word "]["on"] == ["e"], "what is known can still be spoilt"


def test_words_named_as_properties_of_every_object(page: Page) -> None:
    ready(page)
    words = page.run(ROOM, [["sv", "constructor", "on", "a"], ["sv", "valueOf", "off", "a"]])
    assert list(words["sv"]) == ["constructor", "valueOf"]


@pytest.mark.in_turn("chromium")
@SEARCH
@example(visits=[lag(SETTINGS[0]), lag(SETTINGS[1])])
@given(visits=st.lists(honest, min_size=2, max_size=6))
def test_muddled_pages_teach_no_wrong_word(page: Page, visits: list[dict[str, Any]]) -> None:
    ready(page)
    after = simulate(page, visits)
    assert [row for row in after["on"] if row[2] == "off"] == []
    assert [row for row in after["off"] if row[2] == "on"] == []


@SEARCH
@given(visits=st.lists(st.one_of(honest, lying), min_size=2, max_size=6))
def test_a_setting_that_lies_all_the_time_makes_no_off(
    page: Page, visits: list[dict[str, Any]]
) -> None:
    ready(page)
    assert [row for row in simulate(page, visits)["on"] if row[2] == "off"] == []
