"""Texts of the page, as labels, values and words are compared."""

from __future__ import annotations

import pytest

from tests.page.support import AI, Page, check, givens

pytestmark = pytest.mark.in_turn

TIDY = {
    "white space": ("  On\n\t now ", "On now"),
    "no-break space": ("Use\u00a0data", "Use data"),
    "what draws nothing": ("\u200fO\u00adn\u200b\ufeff", "On"),
    "what draws nothing, of any script": ("O\u034fn\ufe0f\u3164\U000e0041", "On"),
    "a composed letter": ("Ja\u0308", "J\u00e4"),
    "too long": ("x" * 300, "x" * 200),
    "nothing": (" \u200b ", ""),
}

SEGMENTS: dict[str, tuple[str, list[str]]] = {
    "title and value": ("<span>Groups</span>\n<span>On</span>", ["Groups", "On"]),
    "neighbouring texts": ("<span>Schools<!-- --> &amp; 4 more</span>", ["Schools & 4 more"]),
    "without white space between": ("<span>Groups</span><span>On</span>", ["Groups", "On"]),
    "nested": ("<div><p>Groups</p><div><b>On</b></div></div>", ["Groups", "On"]),
    "not drawn": (
        (
            "<script>1</script><style>a{}</style><template>b</template><svg><title>c</title></svg>"
            "<noscript>d</noscript><span hidden>Off</span><span>On</span>"
        ),
        ["On"],
    ),
    "only what draws nothing": ("<span>\u200b</span><span> </span><span>On</span>", ["On"]),
    "none": ("", []),
}

LANGUAGES = {
    "plain": ("de", "de"),
    "region": ("en-us", "en-US"),
    "as Java writes it": ("pt_BR", "pt-BR"),
    "capitals": ("DE", "de"),
    "old codes": ("in-ID", "id-ID"),
    "Norwegian": ("nb", "no"),
    "what is none": ("On your behalf", ""),
    "what every object has": ("constructor", ""),
    "none": ("", ""),
}

IN_LANGUAGE: dict[str, tuple[list[object], str | None]] = {
    "itself": ([{"pt-BR": "a", "pt": "b"}, "pt-BR"], "a"),
    "falls back": ([{"pt": "b"}, "pt-BR"], "b"),
    "not sideways": ([{"pt-BR": "a"}, "pt-PT"], None),
    "not to a region": ([{"pt-BR": "a"}, "pt"], None),
    "unknown": ([{"en": "a"}, "sv"], None),
    "none": ([{"en": "a"}, ""], None),
}


def test_tidy(page: Page) -> None:
    page.open(AI)
    check(page.map(givens(TIDY), "return parts.tidy(given);"), TIDY)


def test_segments(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(SEGMENTS), "return parts.segments(one('main'));"), SEGMENTS)


def test_segments_have_an_end_and_leave_out_what_they_are_told(page: Page) -> None:
    page.open(AI, "<ul>" + "<li>x</li>" * 60 + "</ul>")
    assert page.run("return parts.segments(one('main')).length") == 50
    left = page.run("return parts.segments(one('main'), ({ localName }) => localName === 'ul')")
    assert left == []


def test_language(page: Page) -> None:
    page.open(AI)
    asked = page.map(
        givens(LANGUAGES), "document.documentElement.lang = given; return parts.languageOf();"
    )
    check(asked, LANGUAGES)
    page.open(AI, lang="")
    assert page.run("return parts.languageOf()") == ""


def test_tables_by_language(page: Page) -> None:
    page.open(AI)
    check(page.map(givens(IN_LANGUAGE), "return parts.inLanguage(...given);"), IN_LANGUAGE)
