"""What a report says of a page: names of elements and attributes, no text, and no value but types and roles."""

from __future__ import annotations

import pytest

from tests.page.support import AI, UNHEARD, Page, check, givens, switch

pytestmark = pytest.mark.in_turn

FIRST = "return parts.structureOf(Document.prototype.querySelector.call(document, 'main [data-n], main .in'));"

STRUCTURES: dict[str, tuple[str, str]] = {
    "up to its card": (
        f"<p>x</p><section><h2>AI</h2><div>{switch('a', 'AI')}</div></section>",
        "section > div > div > input[aria-labelledby][data-n][role=switch][type=checkbox]",
    ),
    "without values": (
        '<h2>x</h2><div id="ann" class="in ann" title="Ann" name="Ann" data-person="Ann" aria-label="Ann">Ann</div>',
        "main > div[aria-label][data-person][id][name][title]",
    ),
    "types and roles of nobody's": (
        '<h2>x</h2><input class="in" type="ann" role="ann">',
        "main > input[role][type]",
    ),
    "names with figures": (
        '<h2>x</h2><x-ann-1234><i class="in" data-v-1a2b3c="" ann-99="" _ng-c12=""></i></x-ann-1234>',
        "main > * > i",
    ),
    "names that are long": (f'<h2>x</h2><i class="in" {"a" * 40}=""></i>', "main > i"),
    "not all of many": (
        f'<h2>x</h2><i class="in" {" ".join(f"{one}{one}" for one in "abcdefghijkl")}></i>',
        "main > i[aa][bb][cc][dd][ee][ff][gg][hh]",
    ),
    "not all of a deep one": (
        f'<h2>x</h2>{"<div>" * 30}<i class="in"></i>{"</div>" * 30}',
        " > ".join(["div"] * 11 + ["i"]),
    ),
}


def test_structures(page: Page) -> None:
    page.open(UNHEARD)
    check(page.each(givens(STRUCTURES), FIRST), STRUCTURES)


def test_into_a_shadow_root(page: Page) -> None:
    inner = '<b><input type="checkbox" data-n="a"></b>'
    page.open(
        UNHEARD, f"<h2>x</h2><my-card><template shadowrootmode='open'>{inner}</template></my-card>"
    )
    asked = "return parts.structureOf(controls()[0].element)"
    assert page.run(asked) == "main > my-card >> b > input[data-n][type=checkbox]"


def test_it_fits_into_a_message(page: Page) -> None:
    names = " ".join(f"{letter * 30}=''" for letter in "abcdefgh")
    page.open(UNHEARD, f"<h2>x</h2>{f'<div {names}>' * 5}<i class='in' {names}></i>")
    structure = page.run(FIRST)
    assert structure.startswith("i[aaaaa")
    assert len(structure) <= 400


def test_counts_of_what_stands_on_a_page(page: Page) -> None:
    html = """
    <h1>AI</h1><a href="/x">Ann</a><a href="/y" role="link">Ann</a><a>not a link</a>
    <input type="radio" id="ann"><input type="radio"><select><option>Ann</select><p>Ann</p>
    """
    page.open(AI, html, around="<nav><a href='/z'>not in main</a></nav>")
    counts = page.run("return parts.countsOf(parts.rootsOf())")
    assert counts == "2 input[type=radio], 1 h1, 1 a, 1 a[role=link], 1 select"
    page.open(AI, "<p>Nothing</p>")
    assert page.run("return parts.countsOf(parts.rootsOf())") == ""


def test_counts_have_an_end(page: Page) -> None:
    page.open(
        AI,
        "".join(
            f"<i role={role}></i>"
            for role in ["button", "form", "grid", "group", "link", "list"] * 2
        )
        + "".join(
            f'<input type="{kind}">'
            for kind in [
                "button",
                "checkbox",
                "hidden",
                "number",
                "password",
                "radio",
                "range",
                "text",
            ]
        ),
    )
    assert page.run("return parts.countsOf(parts.rootsOf()).split(', ').length") == 12
