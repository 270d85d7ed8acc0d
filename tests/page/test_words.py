"""Words for on and off: those that are known, and those that a settled switch teaches."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.support import ADS, AI, AI_LABEL, Page, box, check, givens, switch

pytestmark = pytest.mark.in_turn

WORDS: dict[str, tuple[tuple[str, str], str | None]] = {
    "English": (("On", "en"), "on"),
    "English, off": (("Off", "en"), "off"),
    "of a region": (("Off", "en-GB"), "off"),
    "German": (("Ein", "de"), "on"),
    "German, off": (("Aus", "de"), "off"),
    "Dutch, off": (("Uit", "nl"), "off"),
    "Dutch, on: nobody has seen it": (("Aan", "nl"), None),
    "Swedish: nobody has seen it": (("På", "sv"), None),
    "Italian: a translation, perhaps": (("No", "it"), None),
    "another language's": (("On", "de"), None),
    "no language": (("On", ""), None),
    "nearly": (("on", "en"), None),
    "in a sentence": (("On for all", "en"), None),
}

# What the background may have learnt by word: the settings that showed it.
LEARNT: dict[str, dict[str, Any]] = {
    "on once": {"on": ["a"], "off": []},
    "off once": {"on": [], "off": ["a"]},
    "off twice": {"on": [], "off": ["a", "b"]},
    "off of the last version": {"on": [], "off": ["a"], "flipped": True},
    "both": {"on": ["a"], "off": ["b", "c"]},
    "none": {"on": [], "off": []},
    "Same": {"on": ["a"], "off": []},
    "SAME": {"on": [], "off": ["b", "c"]},
    "OFF": {"on": ["a"], "off": []},
    "Twice": {"on": [], "off": ["a"]},
    "TWICE": {"on": [], "off": ["a"]},
    "ein": {"on": [], "off": ["a", "b"]},
    "On": {"on": ["a"], "off": []},
}
USABLE: dict[str, tuple[str, str | None]] = {
    "on from one page": ("on once", "on"),
    "off from one is not enough": ("off once", None),
    "off from two settings": ("off twice", "off"),
    "not from one that was seen to flip either": ("off of the last version", None),
    "in capitals, too": ("ON ONCE", "on"),
    "one setting in two cases is one": ("Twice", None),
    "never where another case says the other": ("Same", None),
    "never what is off in some language": ("OFF", None),
    "never what is on in some language": ("ein", None),
    "what is on in another language, too": ("On", "on"),
    "never where it was seen with both": ("both", None),
    "never from nothing": ("none", None),
    "never what was not seen": ("På", None),
    "never what every object has": ("constructor", None),
}


def test_known_words(page: Page) -> None:
    page.open(AI)
    check(page.map(givens(WORDS), "return parts.wordState(...given);"), WORDS)


def test_a_word_that_disagrees_beside_a_hidden_copy(page: Page) -> None:
    copy = f'<div style="display: none">{switch("b", AI_LABEL)}</div>'
    page.open(AI, f"<div>{copy}{switch('a', AI_LABEL)}<span>On</span></div>")
    assert page.run("return identified().map(told)") == ["data-for-ai-improvement: a"]
    assert page.run("return parts.wordDisagrees(controls()[0], 'off', 'en')") is True


def test_a_language_named_as_a_property_of_every_object(page: Page) -> None:
    page.open(AI, lang="constructor")
    assert page.run("return parts.wordState('On', parts.languageOf())") is None


def test_a_region_falls_back_to_its_language(page: Page) -> None:
    """No source has Portuguese words yet; these stand for any."""
    page.open(AI)
    page.run("parts.CATALOGUE.words.pt = { on: ['Ligado'], off: ['Desligado'] }")
    asked = "return ['Ligado', 'Desligado'].map((word) => parts.wordState(word, arguments[0]))"
    assert page.run(asked, "pt-BR") == ["on", "off"]
    page.run("parts.CATALOGUE.words['pt-BR'] = { on: ['Ativado'], off: [] }")
    assert page.run(asked, "pt-BR") == [None, None], "its own words, where there are any"
    assert page.run(asked, "pt-PT") == ["on", "off"]


def test_learnt_words(page: Page) -> None:
    page.open(AI)
    page.run("parts.learnt.words = { sv: arguments[0] }", LEARNT)
    check(page.map(givens(USABLE), "return parts.wordState(given, 'sv');"), USABLE)
    assert page.run(
        "return ['fi', 'sv-FI', ''].map((lang) => parts.wordState('on once', lang))"
    ) == ([None] * 3), "learnt in one language, known in that one"


def test_what_is_known_is_not_unlearnt(page: Page) -> None:
    page.open(AI)
    page.run("parts.learnt.words = { en: arguments[0] }", {"Off": LEARNT["on once"]})
    assert page.run("return parts.wordState('Off', 'en')") == "off"


BESIDE: dict[str, tuple[str, list[str]]] = {
    "its word": (switch("a", "Use it", word="On"), ["On"]),
    "further out": (f"<div>{switch('a', 'Use it')}<span>On</span></div>", ["On"]),
    "the nearest": (f"<div>{switch('a', 'Use it', word='On')}<p>Off</p></div>", ["On"]),
    "not its own name": (switch("a", "On"), []),
    "not another control's": (
        f"<div>{switch('a', 'Use it')}{switch('b', 'And this', word='Off')}</div>",
        [],
    ),
    "not from far away": (
        f"<section><p>Off</p>{'<div>' * 3}{switch('a', 'Use it')}{'</div>' * 3}</section>",
        [],
    ),
    "from four levels up": (
        f"<section><p>Off</p>{'<div>' * 2}{switch('a', 'Use it')}{'</div>' * 2}</section>",
        ["Off"],
    ),
    "all that is there": (
        f"<div>{switch('a', 'Use it')}<span>On</span><p>Since May</p></div>",
        ["On", "Since May"],
    ),
}


def test_words_beside_a_control(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(BESIDE), "return parts.wordsBeside(controls()[0]);"), BESIDE)


def test_a_page_without_words(page: Page) -> None:
    page.serve(AI, '<!doctype html><input type="checkbox" role="switch">')
    assert page.run("return parts.wordsBeside(controls()[0])") == []


def test_a_word_that_says_the_other_state(page: Page) -> None:
    asked = """
    const disagrees = (state) => parts.wordDisagrees(controls()[0], state, parts.languageOf());
    return ["on", "off"].map(disagrees);
    """
    page.open(AI)
    control = '<input type="checkbox" role="switch" data-n="a">'
    cases: dict[str, tuple[str, Any]] = {
        "On": (switch("a", AI_LABEL, word="On"), [False, True]),
        "beyond a name in pieces": (
            f"<div><label><b>Use</b> <i>it</i>{control}</label><span>On</span></div>",
            [False, True],
        ),
        "in its name": (
            f"<div><label><b>Use it</b> <i>On</i>{control}</label></div>",
            [False, True],
        ),
        "beyond other words": (
            f"<div><div><p>Use it</p>{control}</div><span>On</span></div>",
            [False, True],
        ),
        "as far out as is looked": (
            f"<section><h2>AI</h2><p>On</p>{'<div>' * 7}{control}{'</div>' * 7}</section>",
            [False, True],
        ),
        "further than that": (
            f"<section><h2>AI</h2><p>On</p>{'<div>' * 8}{control}{'</div>' * 8}</section>",
            [False, False],
        ),
        "outside its card": (
            f"<div><p>On</p><section><h2>AI</h2>{control}</section></div>",
            [False, False],
        ),
        "beyond another control": (
            f"<div><div>{control}{switch('b', 'And this')}</div><span>On</span></div>",
            [False, False],
        ),
        "Off": (switch("a", AI_LABEL, word="Off"), [True, False]),
        "none": (switch("a", AI_LABEL), [False, False]),
        "unknown": (switch("a", AI_LABEL, word="Ein"), [False, False]),
        "one of several": (
            f"<div>{switch('a', AI_LABEL)}<span>On</span><p>Since May</p></div>",
            [False, True],
        ),
    }
    check(page.each(givens(cases), asked), cases)

    page.open(AI, lang="")
    any_language = {
        "German": (switch("a", AI_LABEL, word="Ein"), [False, True]),
        "Dutch": (switch("a", AI_LABEL, word="Uit"), [True, False]),
    }
    check(page.each(givens(any_language), asked), any_language)

    page.open(AI, switch("a", "Test", word="På"), lang="sv")
    assert page.run(asked) == [False, False]
    page.run("parts.learnt.words = { sv: { 'På': arguments[0] } }", LEARNT["on once"])
    assert page.run(asked) == [False, True]


def test_a_state_whose_word_is_known_has_no_other(page: Page) -> None:
    """Dutch: off is known, on is not."""
    page.open(AI)
    page.run("parts.learnt.words = { nl: arguments[0] }", LEARNT)
    assert page.run("return parts.wordState('off twice', 'nl')") is None
    assert page.run("return parts.wordState('on once', 'nl')") == "on"


TEACH = """
const [state, settled = true] = arguments;
return parts.teach('ads-by-age', controls()[0], state, parts.languageOf(), settled);
"""


def lesson(word: str, state: str, *, lang: str = "sv") -> dict[str, Any]:
    return {"lang": lang, "word": word, "state": state, "setting": "ads-by-age"}


def say(page: Page, word: str) -> None:
    page.run("one('span').textContent = arguments[0]", word)


def test_a_settled_switch_teaches_the_word_beside_it(page: Page) -> None:
    page.open(AI, switch("a", "Test", word="På"), lang="sv")
    assert page.run(TEACH, "on", False) == []
    assert page.run(TEACH, "on") == [lesson("På", "on")]
    assert page.run(TEACH, "on") == [lesson("På", "on")]
    say(page, "Av")
    assert page.run(TEACH, "off") == [lesson("På", "on"), lesson("Av", "off")]


def test_a_state_that_changes_under_the_same_word_takes_it_back(page: Page) -> None:
    """Drawn off beside the word of the true state, and hydrated later."""
    page.open(AI, switch("a", "Test", word="På"), lang="sv")
    assert page.run(TEACH, "off") == [lesson("På", "off")]
    assert page.run(TEACH, "on", False) == [lesson("På", "on")], "with both: never used again"
    assert page.run(TEACH, "on") == [lesson("På", "on")], "nor is what comes then"


def test_a_word_that_changes_under_the_same_state_takes_it_back(page: Page) -> None:
    """The word of the old state, and late the right one."""
    page.open(AI, switch("a", "Test", word="Av"), lang="sv")
    assert page.run(TEACH, "on") == [lesson("Av", "on")]
    say(page, "På")
    assert page.run(TEACH, "on") == [lesson("Av", "off")]


def test_what_was_muddled_before_it_settled_teaches_nothing(page: Page) -> None:
    for first, then in (("off", "På"), ("on", "Av")):
        page.open(AI, switch("a", "Test", word="På"), lang="sv")
        assert page.run(TEACH, "on", False) == []
        say(page, then)
        assert page.run(TEACH, first, False) == []
        assert page.run(TEACH, first) == []


def test_a_word_that_comes_late_is_no_muddle(page: Page) -> None:
    page.open(AI, switch("a", "Test", word=" "), lang="sv")
    assert page.run(TEACH, "off", False) == []
    say(page, "På")
    assert page.run(TEACH, "on") == [lesson("På", "on")]


def test_a_replaced_switch_does_not_begin_anew(page: Page) -> None:
    page.open(AI, switch("a", "Test", word="På"), lang="sv")
    page.run(TEACH, "on", False)
    page.run("show(arguments[0])", switch("b", "Test", word="På"))
    assert page.run(TEACH, "off") == []


def test_a_page_that_changes_its_language_takes_all_back(page: Page) -> None:
    page.open(AI, switch("a", "Test", word="På"), lang="fi")
    assert page.run(TEACH, "on") == [lesson("På", "on", lang="fi")]
    page.run("document.documentElement.lang = 'sv'")
    assert page.run(TEACH, "on") == [lesson("På", "off", lang="fi")]


def test_dutch_learns_its_missing_word(page: Page) -> None:
    page.open(AI, switch("a", "Test", word="Aan"), lang="nl")
    assert page.run(TEACH, "on") == [lesson("Aan", "on", lang="nl")]
    page.open(AI, switch("a", "Test", word="Geen"), lang="nl")
    assert page.run(TEACH, "off") == [], "off is known: Uit"


UNTAUGHT = {
    "no word": switch("a", "Test"),
    "only what draws nothing": switch("a", "Test", word="\u200b\u034f\ufe0f"),
    "two words": f"<div>{switch('a', 'Test')}<span>På</span><p>Sedan maj</p></div>",
    "both words": f"<div>{switch('a', 'Test')}<span>På</span><span>Av</span></div>",
    "both words in one": switch("a", "Test", word="På/Av"),
    "a sentence": switch("a", "Test", word="Den här inställningen är på"),
    "a number": switch("a", "Test", word="På 3"),
    "a tick": switch("a", "Test", word="✓ På"),
    "words of a group": box("a", "Test") + box("b", "Data") + "<p>På</p>",
    "off, in English": switch("a", "Test", word="Off"),
    "off, in Dutch capitals": switch("a", "Test", word="UIT"),
}


def test_what_teaches_nothing(page: Page) -> None:
    asked = "return parts.teach('ads-by-age', controls()[0], 'on', parts.languageOf(), true);"
    page.open(AI, lang="sv")
    assert page.each(UNTAUGHT, asked) == {key: [] for key in UNTAUGHT}
    for lang in ("en", "de", ""):
        page.open(AI, switch("a", "Test", word="Fresh"), lang=lang)
        assert page.run(TEACH, "on") == [], f"taught in {lang or 'no language'}"


def test_what_draws_nothing_is_no_part_of_a_word(page: Page) -> None:
    page.open(AI, switch("a", "Test", word="P\u200bå\u034f\u2060"), lang="sv")
    assert page.run(TEACH, "on") == [lesson("På", "on")]


ACTS = {
    "the switch": ("one('[role=switch]')", True),
    "its card": ("one('.pill')", True),
    "its text": ("one('main p').firstChild", True),
    "a link": ("one('a')", False),
    "elsewhere": ("one('body > p')", False),
}


def test_after_an_act_on_the_card_nothing_is_taught(page: Page) -> None:
    around = "<p>Cookies?</p>"
    card = (
        f'<a href="#">Tillbaka</a><h2>Test</h2>{switch("a", "Test", word="På")}<i class="pill"></i>'
    )
    for name, (node, ends) in ACTS.items():
        page.open(AI, card, lang="sv", around=around)
        taught = page.run(
            f"""
            const nothing = {{ found: {{ controls: [] }}, settings: new Map(), clicks: new Map() }};
            const following = {{ page: here(), areas: [one("main")], ...nothing }};
            parts.noteClick({{ composedPath: () => [{node}] }}, following);
            return parts.teach('ads-by-age', controls()[0], 'on', 'sv', true);
            """
        )
        assert taught == ([] if ends else [lesson("På", "on")]), name


def test_an_act_on_a_list_changes_no_control(page: Page) -> None:
    page.open(ADS, switch("a", "Test", word="På"), lang="sv")
    asked = """
    const following = { page: here(), areas: [one("main")] };
    return parts.mayChange(one("p"), following);
    """
    assert page.run(asked) is False
    page.open(AI, switch("a", "Test", word="På"), lang="sv")
    assert page.run(asked) is True
