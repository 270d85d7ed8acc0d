"""Each rule of the scrubber: what stays, and what becomes of the rest. Everything personal is invented."""

from __future__ import annotations

import re

import pytest

from tests.unit.seeded import KEY, LABEL, ROW, tree_of
from tooling.capture import allowed
from tooling.capture.document import document
from tooling.capture.filler import FORMS, Filler, mark
from tooling.capture.known import Kept, known
from tooling.capture.leftovers import FILLER
from tooling.capture.scrub import scrubbed
from tooling.capture.tree import Element


def scrub(body: str, kept: Kept | None = None) -> str:
    """What is left of a body; the line breaks inside tags are taken out."""
    page = scrubbed(tree_of(f"<html><body>{body}</body></html>"), known().with_kept(kept or Kept()))
    text = document(page, "x").replace("\n>", ">")
    return text[text.index("<body>") + len("<body>") : text.rindex("</body>")]


STAYS = {
    "a known label": f"<p>{LABEL}</p>",
    "a label in another language": "<p>Datenschutz</p>",
    "a label that is too unsure to ship": "<p>データプライバシー</p>",
    "a former name": "<p>Third-party data</p>",
    "a state word": "<span>Ein</span>",
    "a text of the shell": "<a>Help Center</a>",
    "a row that is no setting of ours": "<span>Search history</span>",
    "a section": "<h2>How LinkedIn uses your data</h2>",
    "a label with a number of others": "<span>Schools &amp; 4 more</span>",
    "a label beside an arrow": "<a>← Back</a>",
    "a separator": "<span>·</span>",
    "a setting key": f'<p id="{KEY}"></p>',
    "a key as a name": f'<input name="{KEY}">',
    "a key with its value": '<input id="discloseAsProfileViewer__HIDE">',
    "a known value": '<input value="HIDE">',
    "a known address": f'<a href="{ROW}"></a>',
    "a known address for small screens": f'<a href="{ROW.replace("/d/", "/m/")}"></a>',
    "a known address with its origin": f'<a href="https://www.linkedin.com{ROW}"></a>',
    "a list": '<a href="/mypreferences/d/categories/ads"></a>',
    "roles": '<div role="switch" aria-checked="mixed" aria-disabled="true"></div>',
    "native state": '<input type="checkbox" checked disabled data-indeterminate>',
    "a choice": '<select><option value="HIDE" selected>Private mode</option></select>',
    "a name for a control": f'<input aria-label="{LABEL}">',
    "hidden": "<p hidden></p>",
    "busy": '<div aria-busy="true"></div>',
    "how long a list is": '<ul aria-setsize="23"><li aria-posinset="-1"></li></ul>',
    "direction": '<p dir="rtl"></p>',
    "elements": "<header></header><nav></nav><fieldset><legend></legend></fieldset>",
    "blanks between elements": "<b></b> <i></i>",
}


@pytest.mark.parametrize("html", STAYS.values(), ids=STAYS)
def test_what_is_known_stays(html: str) -> None:
    assert scrub(html) == html


BECOMES = {
    "free text": ("<p>Zebulon Quux</p>", "<p>Filler b</p>"),
    "a longer one": ("<p>Zebulon Quux of Quuxville</p>", "<p>Filler of a label b</p>"),
    "a label with more": (f"<p>{LABEL}s</p>", "<p>Filler of a label b</p>"),
    "a label in other letters": ("<p>BACK</p>", "<p>Filler b</p>"),
    "a label and a name": ("<p>Back Zebulon</p>", "<p>Filler b</p>"),
    "unknown with a number of others": ("<p>Quux &amp; 4 more</p>", "<p>Filler of a label b</p>"),
    "a large number of others": ("<p>Schools &amp; 417 more</p>", "<p>Filler of a label b</p>"),
    "a figure": ("<p>3</p>", "<p>Filler b</p>"),
    "many separators": ("<p>····</p>", "<p>Filler b</p>"),
    "blanks of any number and kind": ("<b></b> \t\n <i></i>", "<b></b> <i></i>"),
    "blanks at the ends": ("<p>\n Back\t</p>", "<p> Back </p>"),
    "letters that draw nothing": ("<p>Ba\u200bck</p>", "<p>Back</p>"),
    "texts that only a comment parts": ("<p>Ba<!-- Zebulon -->ck</p>", "<p>Back</p>"),
    "the same text twice": (
        "<p>Zebulon</p><p>Zebulon</p><p>Quux</p>",
        "<p>Filler b</p><p>Filler b</p><p>Filler c</p>",
    ),
    "letters of a cipher": ("<i>u</i><i>u</i>", "<i>Filler b</i><i>Filler c</i>"),
    "a comment": ("<p><!-- Zebulon --></p>", "<p></p>"),
    "scripts": ("<script>1</script><style>p{}</style><noscript>x</noscript>", ""),
    "embedded data": ("<code>{}</code><template><p>x</p></template>", ""),
    "pictures": ("<img src=/x.png alt=Zebulon><picture></picture><video></video>", ""),
    "drawings": ("<svg role=img id=z>Back<title>Z</title></svg>", "<svg></svg>"),
    "formulas": ("<math><mi>x</mi></math>", ""),
    "elements of its own": ("<x-zebulon a=1><p>Back</p></x-zebulon>", "<span><p>Back</p></span>"),
    "unheard-of elements": ("<center>Back</center><font>Back</font>", ""),
    "what people write": ("<textarea>Zebulon</textarea>", ""),
    "classes": ('<p class="zebulon"></p>', "<p></p>"),
    "styles": ('<p style="background:url(/zebulon)"></p>', "<p></p>"),
    "data": ('<p data-member="Zebulon" data-zebulon onclick="x"></p>', "<p></p>"),
    "texts in attributes": ("<p title=Back></p><input placeholder=Back>", "<p></p><input>"),
    "a name for a control": ("<input aria-label=Zebulon>", '<input aria-label="Filler b">'),
    "an empty name": ("<input aria-label=''>", "<input>"),
    "ids": ("<p id=z></p><b id=z></b><i id=q></i>", '<p id="n-b"></p><b id="n-b"></b><i id="n-c"></i>'),
    "what refers to ids": (
        f'<p id=z></p><label for=z></label><input aria-labelledby="z {KEY}">',
        f'<p id="n-b"></p><label for="n-b"></label><input aria-labelledby="n-b {KEY}">',
    ),
    "names": ("<input name=z><slot name=z></slot>", '<input name="n-b"><slot name="n-b"></slot>'),
    "a longer key": (f'<p id="{KEY}_z"></p>', '<p id="n-b"></p>'),
    "a key with an unknown value": (f'<p id="{KEY}__Z"></p>', '<p id="n-b"></p>'),
    "a value": ('<input value="zebulon"><p value="HIDE"></p>', "<input><p></p>"),
    "another link": ('<a href="/in/zebulon/"></a>', '<a href="#"></a>'),
    "a link that only begins so": (f'<a href="{ROW}/zebulon"></a>', '<a href="#"></a>'),
    "a link elsewhere": (f'<a href="https://x.example{ROW}"></a>', '<a href="#"></a>'),
    "a link as somebody": (f'<a href="https://z@www.linkedin.com{ROW}"></a>', '<a href="#"></a>'),
    "no link at all": ('<a href="http://[zebulon"></a>', '<a href="#"></a>'),
    "a query": (f'<a href="{ROW}?m=zebulon"></a>', f'<a href="{ROW}?x"></a>'),
    "a fragment": (f'<a href="{ROW}#zebulon"></a>', f'<a href="{ROW}?x"></a>'),
    "an address of something else": ('<p href="/mypreferences/d/categories/ads"></p>', "<p></p>"),
    "unheard-of roles": ('<p role="zebulon"></p>', "<p></p>"),
    "unheard-of types": ('<input type="zebulon">', "<input>"),
    "what is said otherwise": ('<p aria-checked="Zebulon"></p>', "<p></p>"),
    "flags with a value": ('<input checked="zebulon">', "<input checked>"),
    "long numbers": ('<p aria-setsize="9000"></p>', "<p></p>"),
    "numbers in other figures": ('<p aria-setsize="١٢"></p>', "<p></p>"),
    "a frame of elsewhere": ('<iframe src="/zebulon" name="z">Z</iframe>', '<iframe name="n-b"></iframe>'),
    "attributes of other names": ('<p xmlns:zebulon="x" aria-zebulon="true"></p>', "<p></p>"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "want"), BECOMES.values(), ids=BECOMES)
def test_what_is_not_known_does_not_stay(html: str, want: str) -> None:
    assert scrub(html) == want


def test_language_and_direction_of_the_page_stay_and_nothing_else_of_it() -> None:
    page = tree_of('<html lang="de_DE" dir="ltr" class="z"><head><title>Z</title></head></html>')
    assert scrubbed(page, known()).attributes == {"lang": "de_DE", "dir": "ltr"}
    for lang in ("zeb-QUUX", "zebulon", "en-QX", ""):
        page = tree_of(f'<html lang="{lang}"></html>')
        assert scrubbed(page, known()).attributes == {}, lang


def test_shadow_roots_are_written_as_such() -> None:
    html = "<div><template shadowrootmode=open><p>Back</p>Zebulon</template><b>Back</b></div>"
    shadow = '<template shadowrootmode="open"><p>Back</p>Filler b</template>'
    assert scrub(html) == f"<div>{shadow}<b>Back</b></div>"
    assert scrub(html.replace("div", "x-z")) == f"<span>{shadow}<b>Back</b></span>"


def test_a_shadow_root_where_none_can_be_is_not_written() -> None:
    page = Element("html", children=[Element("body", children=[Element("a", shadow=["Back"])])])
    assert "template" not in document(scrubbed(page, known()), "x")


def test_a_frame_of_the_same_origin_is_written_into_the_page() -> None:
    framed = scrub(
        "<iframe src=/zebulon srcdoc='<body><p title=Z>Zebulon</p><p>Back</p>'></iframe>"
    )
    assert framed.startswith('<iframe srcdoc="&lt;!doctype html&gt;&lt;html&gt;')
    assert "Filler b" in framed
    assert "Back" in framed
    assert "ebulon" not in framed


@pytest.mark.parametrize("look", allowed.LOOKS)
def test_what_a_class_did_is_written_as_a_style_out_of_a_few(look: str) -> None:
    page = Element("html", children=[Element("body", {"style": "z"}, looks=(look, "zebulon"))])
    (body,) = scrubbed(page, known()).children
    assert isinstance(body, Element)
    assert body.attributes == {"style": allowed.LOOKS[look]}


def test_what_the_contributor_agreed_to_stays() -> None:
    html = '<p id="allowZ">Neu</p><a href="/mypreferences/d/settings/neu"></a>'
    agreed = Kept(
        texts=frozenset({"Neu"}),
        names=frozenset({"allowZ"}),
        paths=frozenset({"/mypreferences/d/settings/neu"}),
    )
    assert scrub(html, agreed) == html
    assert scrub(html) == '<p id="n-b">Filler b</p><a href="#"></a>'


def test_filler_keeps_no_more_than_a_rough_length() -> None:
    for longest, form in FORMS[:-1]:
        assert Filler().text("q" * longest) == form.format("b")
        assert Filler().text("q" * (longest + 1)) != form.format("b")
    assert Filler().text("q" * 13) == Filler().text("Zebulon Quux of Quuxville")


def test_filler_is_nothing_that_is_known() -> None:
    marks = [mark(number) for number in range(9000)]
    assert len(set(marks)) == 9000
    assert not {form.format(one) for _, form in FORMS for one in marks} & known().texts
    assert all(FILLER.fullmatch(form.format(one)) for _, form in FORMS for one in marks[::97])
    assert not any(re.search("[aeiouy]", one) for one in marks)
