"""The check for leftovers, by itself: it refuses what is on no list, whoever wrote it."""

from __future__ import annotations

import pytest

from tests.unit.seeded import KEY, LABEL, ROW
from tooling.capture.allowed import FLAGS, NAMES, NUMBERS, TEXTS, WORDS
from tooling.capture.known import Kept, known
from tooling.capture.leftovers import TRACES, leftovers, traces

GOOD = (
    "<!doctype html>\n<!-- fixture ads-by-age.en: captured 2026-11-22 from LinkedIn, language en,"
    " chromium 156.0.1; scrubbed by invoke capture: what was on no list is filler or gone -->\n"
    '<html lang="en"><head><meta charset="utf-8">'
    "<title>A captured page of LinkedIn's settings</title></head><body>"
    f'<p id="{KEY}">{LABEL}</p><b id="n-b">Filler of a label b</b><a href="{ROW}">Age range</a>'
    f'<input type="checkbox" role="switch" aria-labelledby="{KEY} n-b" checked>'
    '<div style="display:none;opacity:0"><template shadowrootmode="open"><i>On</i></template></div>'
    '<iframe srcdoc="&lt;!doctype html&gt;&lt;p&gt;On&lt;/p&gt;"></iframe><svg></svg></body></html>\n'
)

SPOILT = {
    "another first comment": ("captured 2026", "captured by Zebulon 2026"),
    "a second comment": ("<svg>", "<!-- x --><svg>"),
    "an element": ("<svg></svg>", "<img>"),
    "an element of a custom name": ("<svg></svg>", "<x-zebulon></x-zebulon>"),
    "something drawn": ("<svg>", "<svg><title>On</title>"),
    "a script": ("<svg>", "<script>1</script><svg>"),
    "an element in the head": ("<title>", "<base><title>"),
    "another body": ("<body>", "<frameset></frameset><body>"),
    "an attribute": ("<svg>", '<svg class="c">'),
    "an attribute called like a text": ("<svg>", '<svg text="On">'),
    "an event": ("<svg>", '<svg onload="1">'),
    "a text": ("Filler of a label b", "Zebulon Quux"),
    "a text after a label": (LABEL, f"{LABEL} Quux"),
    "filler that is not ours": ("Filler of a label b", "Filler of a label Quux"),
    "a name": ('id="n-b"', 'id="zebulon"'),
    "a name like a neutral one": ('id="n-b"', 'id="n-quux"'),
    "one of several names": (f'"{KEY} n-b"', f'"{KEY} zebulon"'),
    "an address": (ROW, "/in/zebulon"),
    "what follows an address": (f'{ROW}"', f'{ROW}?zebulon"'),
    "an address elsewhere": (f'"{ROW}', f'"https://zebulon.example{ROW}'),
    "a role": ('role="switch"', 'role="zebulon"'),
    "a flag with a value": (" checked>", ' checked="zebulon">'),
    "a style": ("opacity:0", "color:red"),
    "a language": ('lang="en"', 'lang="zeb-QX"'),
    "in a shadow root": ("<i>On</i>", "<i>Zebulon</i>"),
    "the mode of a shadow root": ('mode="open"', 'mode="zebulon"'),
    "in a frame": ("&lt;p&gt;On", "&lt;p&gt;Zebulon"),
    "in a frame's attribute": ("&lt;p&gt;On", "&lt;p title=zebulon&gt;On"),
    "a comment in a frame": ("&lt;p&gt;On", "&lt;!--x--&gt;&lt;p&gt;On"),
    "the type of a frame's document": ("doctype html&gt;&lt;p", "doctype zebulon&gt;&lt;p"),
    "more in that type": ("doctype html&gt;&lt;p", "doctype html public 'zebulon'&gt;&lt;p"),
    "the title": ("A captured page of", "Zebulon Quux of"),
    "the character set": ("utf-8", "zebulon"),
    "characters that are not drawn": (LABEL, f"{LABEL}\u200b"),
}


def test_a_good_page_is_good() -> None:
    assert leftovers(GOOD, known()) == []


@pytest.mark.parametrize(("good", "bad"), SPOILT.values(), ids=SPOILT)
def test_whatever_is_on_no_list_is_refused(good: str, bad: str) -> None:
    assert GOOD.count(good) == 1
    assert leftovers(GOOD.replace(good, bad), known())


ATTRIBUTES = sorted({*FLAGS, *WORDS, *NUMBERS, *NAMES, *TEXTS})


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_no_attribute_may_say_what_it_likes(name: str) -> None:
    assert leftovers(GOOD.replace("<svg>", f'<svg {name}="zebulon">'), known())


@pytest.mark.parametrize("element", ["<input>", "<option>"])
def test_no_value_may_say_what_it_likes(element: str) -> None:
    good, bad = (element.replace(">", f' value="{value}">') for value in ("HIDE", "zebulon"))
    for value, refused in ((good, False), (bad, True)):
        page = GOOD.replace(
            "<svg>", f"<select>{value}</select><svg>" if "opt" in element else f"{value}<svg>"
        )
        assert bool(leftovers(page, known())) is refused


def test_what_was_agreed_to_is_no_leftover() -> None:
    new = GOOD.replace("Filler of a label b", "Neu").replace("n-b", "allowZ")
    agreed = known().with_kept(Kept(texts=frozenset({"Neu"}), names=frozenset({"allowZ"})))
    assert leftovers(new, known())
    assert leftovers(new, agreed) == []


TRACED = {
    "an e-mail address": "quux@zebulon.example",
    "a phone number": "+44 (0)77 00 900.17",
    "a long number": "4417",
    "a member": "urn:li:member",
    "a token": "csrfToken",
    "an address": "https://zebulon.example",
    "an encoded character": "%5a",
    "an encoded text": "WmVidWxvbiBRdXV4IDE3",
    "a character that is not drawn": "Ze\u200bbulon",
}


@pytest.mark.parametrize(("what", "text"), TRACED.items(), ids=TRACED)
def test_traces_are_refused_even_where_somebody_agreed_to_them(what: str, text: str) -> None:
    assert what in TRACES
    assert [found.partition(":")[0] for found in traces(text)] == [what]
    agreed = known().with_kept(Kept(texts=frozenset({text})))
    assert leftovers(GOOD.replace("Filler of a label b", text), agreed)


def test_nothing_that_we_know_looks_like_a_trace() -> None:
    for one in (*known().texts, *known().names, *known().paths):
        assert traces(one) == [], one


def test_every_trace_has_an_example() -> None:
    assert set(TRACED) == set(TRACES)
