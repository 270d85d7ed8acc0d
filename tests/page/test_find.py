"""Every control and row by role, type and structure; what is shell, layer or unseen is left out."""

from __future__ import annotations

import pytest

from tests.page.lapse import Lapse
from tests.page.support import (
    ADS,
    AGE,
    AGE_LABEL,
    AI,
    PRIVACY,
    UNHEARD,
    Page,
    check,
    givens,
    row,
    switch,
)
from tests.page.test_lapse import document

pytestmark = pytest.mark.in_turn

KINDS: dict[str, tuple[str, list[str]]] = {
    "a checkbox with the role": ('<input type="checkbox" role="switch">', ["switch"]),
    "a button": ('<button role="switch" aria-checked="true"></button>', ["switch"]),
    "a div": ('<div role="switch" aria-checked="true"></div>', ["switch"]),
    "a pressed button": ('<button aria-pressed="true"></button>', ["switch"]),
    "a checkbox": ('<input type="checkbox">', ["checkbox"]),
    "a drawn checkbox": ('<div role="checkbox" aria-checked="true"></div>', ["checkbox"]),
    "a radio": ('<input type="radio">', ["radio"]),
    "a drawn radio": ('<div role="radio" aria-checked="true"></div>', ["radio"]),
    "in page order": (
        '<input type="radio"><div role="switch"></div><input type="checkbox">',
        ["radio", "switch", "checkbox"],
    ),
    "none by its class": ('<div class="artdeco-toggle"></div><input type="text">', []),
    "no button, no text": ("<button>On</button><input>", []),
}

LEFT_OUT = {
    "a dialog": (f"<dialog open>{switch()}</dialog>", 0),
    "its role": (f'<div role="dialog">{switch()}</div>', 0),
    "an alert": (f'<div role="alertdialog">{switch()}</div>', 0),
    "a modal layer": (f'<div aria-modal="true">{switch()}</div>', 0),
    "the navigation": (f"<nav>{switch()}</nav>", 0),
    "its role too": (f'<div role="navigation">{switch()}</div>', 0),
    "the footer": (f"<footer>{switch()}</footer>", 0),
    "the search": (f'<div role="search">{switch()}</div>', 0),
    "the banner": (f'<div role="banner">{switch()}</div>', 0),
    "not a card's own header": (f"<section><header>{switch()}</header></section>", 1),
    "not what is beside them": (f"<nav></nav>{switch()}<footer></footer>", 1),
}

FAR = f"""{"<span>" * 5}<input type="checkbox" class="pixel" data-n="a">{"</span>" * 5}
<p class="pill"></p>"""


def placed(*, left: int = 50, top: int = 50, width: int = 48, height: int = 32) -> str:
    """A box that stands for itself; all in px."""
    return (
        f'<input type="checkbox" style="position: absolute; left: {left}px; top: {top}px;'
        f' width: {width}px; height: {height}px; margin: 0">'
    )


def spans(levels: int, html: str) -> str:
    """Levels without a box of their own."""
    return f"{'<span>' * levels}{html}{'</span>' * levels}"


PIXEL = '<input type="checkbox" class="pixel" data-n="a">'
PILL = '<label><input type="checkbox" class="pixel" data-n="a"><span class="pill"></span></label>'
"""An input of one pixel beside what is drawn for it."""


def cut(html: str, *, width: int = 50, height: int = 50) -> str:
    """A box that shows no more than itself; all in px."""
    size = f"width: {width}px; height: {height}px"
    return f'<div style="position: absolute; {size}; overflow: hidden">{html}</div>'


SHOWN = {
    "plain": (switch(), True),
    "no box": (switch(attributes='style="display: none"'), False),
    "in what has no box": (f'<div style="display: none">{switch()}</div>', False),
    "hidden": (f"<div hidden>{switch()}</div>", False),
    "invisible": (f'<div style="visibility: hidden">{switch()}</div>', False),
    "1 px under a pill": (
        '<label><input type="checkbox" class="pixel"><span class="pill"></span></label>',
        True,
    ),
    "transparent over a pill": (
        '<div class="pill"><input type="checkbox" role="switch" style="opacity: 0"></div>',
        True,
    ),
    "no box, but its label": (
        '<label class="pill"><input type="checkbox" style="display: none"></label>',
        True,
    ),
    "no box, but a label beside it": (
        '<input type="checkbox" id="x" style="display: none"><label for="x" class="pill"></label>',
        True,
    ),
    "no box, and a label without one": (
        '<label style="display: none"><input type="checkbox"></label>',
        False,
    ),
    "nothing drawn near it": (FAR, False),
    "out of the page, and nothing near": (spans(5, placed(left=-9999)), False),
    "above the page": (spans(5, placed(top=-9999)), False),
    "at its left edge, outside": (spans(5, placed(left=-48)), False),
    "at its upper edge, outside": (spans(5, placed(top=-32)), False),
    "at its left edge, a pixel inside": (spans(5, placed(left=-47)), True),
    "at its upper edge, a pixel inside": (spans(5, placed(top=-31)), True),
    "as small as it may be": (spans(5, placed(width=10, height=10)), True),
    "too narrow": (spans(5, placed(width=9)), False),
    "too flat": (spans(5, placed(height=9)), False),
    "moved out of the page": (
        '<input type="checkbox" class="pixel" style="left: -9999px"><span class="pill"></span>',
        True,
    ),
    "as large as ever, moved out of a pill and of the page": (
        f'<div class="pill">{placed(left=-9999)}</div>',
        True,
    ),
    "a button of a pixel, moved out of a pill and of the page": (
        (
            '<div class="pill"><button role="switch" class="pixel" aria-checked="true"'
            ' style="left: -9999px; padding: 0; border: 0"></button></div>'
        ),
        True,
    ),
    "a transparent button over a pill": (
        '<div class="pill"><button role="switch" aria-checked="true" class="pill" style="opacity: 0"></button></div>',
        True,
    ),
    "in what is moved out of the page": (
        f'<div style="position: absolute; left: -9999px">{switch()}</div>',
        False,
    ),
    "a button in what is moved out of the page": (
        (
            '<div style="position: absolute; left: -9999px">'
            '<button role="switch" aria-checked="true" data-n="a"></button></div>'
        ),
        False,
    ),
    "under a pill in what is transparent": (
        f'<div style="opacity: 0">{PILL}</div>',
        False,
    ),
    "under a pill in a box of one pixel": (
        f'<div style="position: absolute; width: 1px; height: 1px; overflow: hidden">{PILL}</div>',
        False,
    ),
    "a button as large as ever, moved out of a pill and of the page": (
        (
            '<div class="pill"><button role="switch" class="pill" aria-checked="true"'
            ' style="position: absolute; left: -9999px"></button></div>'
        ),
        False,
    ),
    # What these two do not show for their own size, the window does.
    "below the body's own box": (
        f"<style>body {{ height: 0; overflow: hidden }}</style>{placed()}",
        True,
    ),
    "below the root element's own box": (
        f"<style>html, body {{ height: 0 }} html {{ overflow: hidden }}</style>{placed()}",
        True,
    ),
    "below the box of a body that cuts for itself": (
        f"<style>html {{ overflow: hidden }} body {{ height: 0; overflow: hidden }}</style>{placed()}",
        False,
    ),
    "under a pill in a box that is too narrow": (cut(PILL, width=9), False),
    "under a pill in a box that is too flat": (cut(PILL, height=9), False),
    "under a pill in a box as small as it may be": (cut(PILL, width=10, height=10), True),
    "under a pill in a box of one pixel, four levels up": (
        cut(f"<div><div><div>{PILL}</div></div></div>", width=1, height=1),
        False,
    ),
    "under a pill in a box of one pixel, further up than is looked": (
        cut(f"<div><div><div><div>{PILL}</div></div></div></div>", width=1, height=1),
        True,
    ),
    "under a pill in a box of no height that shows it": (
        f'<div style="height: 0">{PILL}</div>',
        True,
    ),
}

BOXES: dict[str, tuple[str, str | None]] = {
    "itself": ('<input type="checkbox" role="switch" data-n="a">', "a 0"),
    "what holds 1 px": (
        '<label data-n="l" class="pill"><input type="checkbox" class="pixel" data-n="a"></label>',
        "l 1",
    ),
    "two levels up": (
        (
            '<div data-n="d"><span><input type="checkbox" class="pixel" data-n="a"></span>'
            '<span class="pill"></span></div>'
        ),
        "d 2",
    ),
    "what holds a transparent one": (
        (
            '<div data-n="d" class="pill"><input type="checkbox" role="switch" data-n="a"'
            ' style="opacity: 0"></div>'
        ),
        "d 1",
    ),
    "not a sliver": (
        (
            '<div data-n="d"><p style="height: 8px"><input type="checkbox" class="pixel"'
            ' data-n="a"></p><p class="pill"></p></div>'
        ),
        "d 2",
    ),
    "nothing that is drawn": (
        '<div style="display: none"><input type="checkbox" data-n="a"></div><p class="pill"></p>',
        None,
    ),
    "nothing near": (FAR, None),
    "four levels up": (f'<div data-n="d">{spans(3, PIXEL)}<p class="pill"></p></div>', "d 4"),
    "not five": (f'<div data-n="d">{spans(4, PIXEL)}<p class="pill"></p></div>', None),
}


def test_kinds_of_controls(page: Page) -> None:
    page.open(AI)
    kinds = page.each(
        givens(KINDS), "return parts.find({ kind: 'other' }).controls.map(({ type }) => type);"
    )
    check(kinds, KINDS)


def test_what_may_be_a_key(page: Page) -> None:
    page.open(
        AI, '<input type="checkbox" aria-labelledby="one two" id="three" name="four" class="five">'
    )
    assert page.run("return controls()[0].keys") == ["one", "two", "three", "four"]


def test_shell_and_layers_are_left_out(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(LEFT_OUT), "return controls().length;"), LEFT_OUT)
    page.open(AI, switch("a"), around=f"<header>{switch('b')}</header>")
    assert page.run("return controls().map(({ element }) => called(element))") == ["a"]
    without_main = f"<!doctype html><body><header>{switch('b')}</header><div>{switch('a')}</div>"
    page.serve(AI, without_main)
    assert page.run("return controls().map(({ element }) => called(element))") == ["a"]


def test_what_stands_beside_main_is_left_out(page: Page) -> None:
    """A cookie wall without a role, drawn before the setting: the only switch of the page."""
    page.open(AI, "", around=f"<div>{switch('b')}</div>")
    assert page.run("return controls()") == []
    framed = page.frame("/psettings/inner", switch("a"))
    host = f'<div><template shadowrootmode="open">{switch("c")}</template></div>'
    page.open(AI, framed + host, around=f"<div>{switch('b')}</div>")
    assert page.run("return controls().map(({ element }) => called(element))") == ["c", "a"]
    page.serve(AI, f'<!doctype html><div role="main">{switch("a")}</div>{switch("b")}')
    assert page.run("return controls().map(({ element }) => called(element))") == ["a"]


def test_rows_of_the_shell_are_left_out(page: Page) -> None:
    around = f"<nav>{row('settings/ads-by-age', 'Age range', 'On')}</nav>"
    page.open(ADS, row("settings/ads-by-gender", "Gender", "On"), around=around)
    assert page.run("return rows().map(({ setting }) => setting)") == ["ads-by-gender"]


def test_open_shadow_roots_are_read(page: Page) -> None:
    inner = f'<span><template shadowrootmode="open">{switch("b")}</template></span>'
    page.open(AI, f'<div><template shadowrootmode="open">{switch("a")}{inner}</template></div>')
    assert page.run("return controls().map(({ element }) => called(element))") == ["a", "b"]
    assert page.run("return parts.rootsOf().length") == 3


def test_a_dialog_around_a_shadow_root_is_left_out(page: Page) -> None:
    host = f'<div><template shadowrootmode="open">{switch("a")}</template></div>'
    page.open(AI, f'<div role="dialog">{host}</div>{switch("b")}')
    assert page.run("return controls().map(({ element }) => called(element))") == ["b"]


def test_frames_of_the_same_origin_are_read(page: Page) -> None:
    shadow = f'<div><template shadowrootmode="open">{switch("b")}</template></div>'
    page.open(UNHEARD, page.frame("/psettings/inner", switch("a") + shadow) + switch("c"))
    assert page.run("return controls().map(({ element }) => called(element))") == ["c", "a", "b"]


def test_frames_that_are_hidden_or_foreign_are_not_read(page: Page) -> None:
    hidden = page.frame("/psettings/inner", switch("a"))
    foreign = f"<iframe sandbox srcdoc='{switch('b')}'></iframe>"
    unseen = f'<div hidden>{hidden}</div><div style="visibility: hidden">{hidden}</div>'
    page.open(AI, f"{unseen}{foreign}{switch('c')}")
    assert page.run("return one('iframe').contentDocument !== null")
    assert page.run("return parts.rootsOf().length") == 1
    assert page.run("return controls().map(({ element }) => called(element))") == ["c"]


def test_what_the_member_does_not_see_is_not_there(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(SHOWN), "return controls().length === 1;"), SHOWN)


def test_a_control_far_down_the_page_is_there(page: Page) -> None:
    page.open(AI, f'<div style="height: 5000px"></div>{switch()}<div style="height: 9000px"></div>')
    assert page.run("scrollTo(0, 8000); return controls().length") == 1


def test_the_nearest_visible_box(page: Page) -> None:
    page.open(AI)
    boxes = page.each(
        givens(BOXES),
        """
        const box = parts.boxOf(one("[data-n=a]"));
        return box && `${called(box.element)} ${box.up}`;
        """,
    )
    check(boxes, BOXES)


def test_what_is_not_in_the_page_has_no_box(page: Page) -> None:
    page.open(AI)
    assert page.run("return parts.boxOf(document.createElement('input'))") is None


ROWS: dict[str, tuple[str, list[str]]] = {
    "a setting": (row("settings/ads-by-age", "Age range"), ["ads-by-age settings/ads-by-age"]),
    "as phones spell it, whole, with a slash": (
        '<a href="https://www.linkedin.com/mypreferences/m/settings/ads-by-age/?x=1">Age</a>',
        ["ads-by-age settings/ads-by-age"],
    ),
    "the jobs application": (
        '<a href="/jobs/application-settings/">Job application settings</a>',
        ["application-settings /jobs/application-settings"],
    ),
    "what we do not know": (row("never-heard-of", "Something"), ["null never-heard-of"]),
    "not a list": (row("categories/privacy", "Data privacy"), []),
    "not what is elsewhere": ('<a href="/help/">Help</a><a href="/feed/">Home</a>', []),
    "not another site": (
        '<a href="https://example.org/mypreferences/d/settings/ads-by-age">Age range</a>',
        [],
    ),
    "not a link without an address": ("<a>Age range</a>", []),
    "not in a drawing": ('<svg><a href="/mypreferences/d/settings/ads-by-age"></a></svg>', []),
    "not an unseen copy": (f"<div hidden>{row('settings/ads-by-age', 'Age range')}</div>", []),
}


def test_rows(page: Page) -> None:
    page.open(PRIVACY)
    found = page.each(
        givens(ROWS), "return rows().map(({ setting, address }) => `${setting} ${address}`);"
    )
    check(found, ROWS)


def test_links_of_other_pages_are_no_rows(page: Page) -> None:
    page.open(AGE, row("settings/ads-by-gender", "Gender", "On"))
    assert page.run("return rows().length") == 0


def test_a_crowd_is_not_looked_at(page: Page) -> None:
    page.open(AI)
    # One that any scan finds, in a shadow root, so that the crowd is counted over all roots.
    host = f'<div><template shadowrootmode="open">{switch("z")}</template></div>'
    many = '<input type="checkbox" role="switch">'
    cases = {"999 and one": (many * 999 + host, 1000), "1,000 and one": (many * 1000 + host, 0)}
    check(page.each(givens(cases), "return parts.find(here()).controls.length"), cases)
    rows = row("settings/ads-by-age", "Age", "On")
    page.open(ADS)
    cases = {"1,000 rows": (rows * 1000, 1000), "1,001 rows": (rows * 1001, 0)}
    check(page.each(givens(cases), "return parts.find(here()).rows.length"), cases)


def test_few_controls_are_compared_with_one_another(lapse: Lapse) -> None:
    """A hundred are; of one more none is read, not even the setting's own, which is not off because of that."""
    own = switch("a", AGE_LABEL, key="allowAdsByAge")
    beside = '<div><input type="checkbox"></div>'
    for number, state in ((99, "off"), (100, "unknown")):
        lived = lapse.visit(AGE, document(own + beside * number))
        assert lived.passed("ads-by-age") == [state], number


def test_a_large_page_is_searched_in_stretches(page: Page) -> None:
    host = f'<div><template shadowrootmode="open">{switch("z")}</template></div>'
    page.open(AI, f"{'<p><i>x</i></p>' * 6000}{host}")
    assert page.run("return parts.rootsOf().length") == 2
    searched = """
    const search = parts.rootsInStretches();
    const steps = [search.next()];
    if (arguments[0]) one("main").replaceChildren();
    while (!steps.at(-1).done) steps.push(search.next());
    return [steps.length, steps.at(-1).value?.length ?? null];
    """
    assert page.run(searched, False) == [3, 2]
    # What was walked last is gone: what comes after it cannot be known.
    assert page.run(searched, True) == [2, None]
