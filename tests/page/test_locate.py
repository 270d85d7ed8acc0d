"""Where a mark and its words may be drawn, said as data."""

from __future__ import annotations

import pytest

from tests.page.support import ADS, AGE, AI, UNHEARD, Page, check, givens, row, switch

pytestmark = pytest.mark.in_turn

ADDRESS = """
const address = parts.addressOfElement(one("[data-n=a]"), parts.rootsOf());
if (!address) return null;
const { tag, by, value } = address;
return [tag, by, by === "path" ? value.flat().join(" ") : value];
"""
SLUG = "/mypreferences/d/settings/ads-by-age"
PATH = "body 2 main 1"

ADDRESSES: dict[str, tuple[str, list[str] | None]] = {
    "by key": (
        '<input data-n="a" aria-labelledby="allowAdsByAge" id="i" name="n">',
        ["input", "aria-labelledby", "allowAdsByAge"],
    ),
    "by id": ('<input data-n="a" id="i" name="n">', ["input", "id", "i"]),
    "by id, where two share the key": (
        '<input data-n="a" aria-labelledby="k" id="i"><input aria-labelledby="k">',
        ["input", "id", "i"],
    ),
    "by name": ('<input data-n="a" name="n">', ["input", "name", "n"]),
    "by name, where two share the id": (
        '<input data-n="a" id="i" name="n"><input id="i">',
        ["input", "name", "n"],
    ),
    "another element of the same id is no other input": (
        '<input data-n="a" id="i"><p id="i"></p>',
        ["input", "id", "i"],
    ),
    "what has to be escaped": (
        '<input data-n="a" id="1 &quot;]>\\x">',
        ["input", "id", '1 "]>\\x'],
    ),
    "by path": ('<p></p><div data-n="a"></div>', ["div", "path", f"{PATH} div 2"]),
    "by path, where names are shared": (
        '<input data-n="a" name="n"><input name="n">',
        ["input", "path", f"{PATH} input 1"],
    ),
    "not by a name of any length": (
        f'<input data-n="a" id="{"x" * 201}">',
        ["input", "path", f"{PATH} input 1"],
    ),
    "by href": (f'<a data-n="a" href="{SLUG}" id="i">x</a>', ["a", "href", SLUG]),
    "by href, whole": (
        f'<a data-n="a" href="https://www.linkedin.com{SLUG}">x</a>',
        ["a", "href", SLUG],
    ),
    "by path, where two lead there": (
        f'<a data-n="a" href="{SLUG}">x</a><a href="{SLUG}">y</a>',
        ["a", "path", f"{PATH} a 1"],
    ),
    "not by a path through a name that may hold anything": (
        '<x-a.b><input data-n="a"></x-a.b>',
        None,
    ),
    "by the longest path": (
        "<div>" * 57 + '<input data-n="a">' + "</div>" * 57,
        ["input", "path", f"{PATH} {'div 1 ' * 57}input 1"],
    ),
    "not by a longer one": ("<div>" * 58 + '<input data-n="a">' + "</div>" * 58, None),
    "by path, where the end of href differs": (
        f'<a data-n="a" href="{SLUG}?x=1">x</a>',
        ["a", "path", f"{PATH} a 1"],
    ),
}


def test_addresses(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(ADDRESSES), ADDRESS), ADDRESSES)


def test_an_address_matches_its_element_and_no_other(page: Page) -> None:
    page.open(AI)
    alone = """
    const a = one("[data-n=a]");
    const selector = parts.selectorOf(parts.addressOfElement(a, [document]));
    return [...document.querySelectorAll(selector)].map(called);
    """
    got = page.each({key: html for key, (html, address) in ADDRESSES.items() if address}, alone)
    assert got == {key: ["a"] for key, (_, address) in ADDRESSES.items() if address}


def test_an_address_in_a_shadow_root(page: Page) -> None:
    inside = "const a = one('main > div').shadowRoot.querySelector('[data-n=a]');"
    script = f"{inside} return parts.addressOfElement(a, parts.rootsOf());"

    def shadow(html: str) -> str:
        return f'<div><template shadowrootmode="open">{html}</template></div>'

    key = {"tag": "input", "by": "name", "value": "k"}
    page.open(AI, shadow('<input data-n="a" name="k">'))
    assert page.run(script) == key
    page.open(AI, shadow('<input data-n="a">'))
    assert page.run(script) is None, "a path has no anchor there"
    page.open(AI, shadow('<input data-n="a" name="k">') + '<input name="k">')
    assert page.run(script) is None, "unique in all the page, or nothing"


def test_none_in_a_frame(page: Page) -> None:
    page.open(UNHEARD, page.frame("/psettings/inner", switch("a", key="allowAdsByAge")))
    assert page.run(
        """
        const { controls: [{ element }], roots } = parts.find({ kind: "other" });
        return [parts.addressOfElement(element, roots), parts.targetOf(element, roots)];
        """
    ) == [None, None]


LONG = f"x-{'a' * 40}"
INPUT = '<input type="checkbox" id="i" data-n="a"'
TARGETS: dict[str, tuple[str, str | None]] = {
    "an input": (f'{INPUT} role="switch">', "checked input 0"),
    "an input with aria": (f'{INPUT} role="switch" aria-checked="true">', "checked input 0"),
    "a button": (
        '<button role="switch" id="i" data-n="a" aria-checked="true">',
        "aria-checked button 0",
    ),
    "a pressed button": ('<button id="i" data-n="a" aria-pressed="true">', "aria-pressed button 0"),
    "a row": (f'<a data-n="a" href="{SLUG}" class="pill">x</a>', "always a 0"),
    "1 px in its label": (
        f'<label class="pill">{INPUT} class="pixel"><span class="pill"></span></label>',
        "checked label 1",
    ),
    "transparent in a pill": (
        f'<div class="pill">{INPUT} style="opacity: 0; width: 48px; height: 32px"></div>',
        "checked div 1",
    ),
    "nothing to be seen": (f"<div hidden>{INPUT}></div>", None),
    "in a box whose name may hold anything": (
        f'<x-a.b class="pill">{INPUT} class="pixel"></x-a.b>',
        None,
    ),
    "in one whose name is long": (
        f'<{LONG} class="pill">{INPUT} class="pixel"></{LONG}>',
        None,
    ),
}


def test_targets(page: Page) -> None:
    page.open(AI)
    targets = page.each(
        givens(TARGETS),
        """
        const target = parts.targetOf(one("[data-n=a]"), [document]);
        return target && `${target.when} ${target.box.tag} ${target.box.up}`;
        """,
    )
    check(targets, TARGETS)


# ---- where words stand --------------------------------------------------------------------------

HOST = """
const a = one("[data-n=a]");
const host = parts.hostOf([a], "after", ({ localName }) => localName === "body", [a]);
if (!host) return null;
let at = a;
for (let up = 0; up < host.up[0]; up += 1) at = parts.parentOf(at);
if (at.localName !== host.tag) return `tag ${host.tag} and not ${at.localName}`;
return `${called(at)} ${host.pseudo} ${host.layout}`;
"""
A = '<input type="checkbox" role="switch" data-n="a">'
USED = "<style>.after::after, .both::before, .both::after { content: ''; }</style>"


def div(n: str, inner: str, attributes: str = "") -> str:
    return f'<div data-n="{n}" {attributes}>{inner}</div>'


HOSTS: dict[str, tuple[str, str | None]] = {
    "the parent": (div("d", A), "d after block"),
    "not a label": (div("d", f'<label style="display: block">{A}</label>'), "d after block"),
    "not in a label": (
        div("d", f'<label style="display: block">{div("e", A)}</label>'),
        "d after block",
    ),
    "not a link": (
        div("d", f'<a href="/x" style="display: block">{div("e", A)}</a>'),
        "d after block",
    ),
    "not a button": (div("d", f'<button style="width: 400px">{A}</button>'), "d after block"),
    "not a heading": (div("d", f"<h2>{A}</h2>"), "d after block"),
    "not a role named by content": (
        div("d", f'<div role="row">{div("e", A, "role=cell")}</div>'),
        "d after block",
    ),
    "not what names a control": (
        div("d", div("e", A, 'id="k"') + '<input aria-labelledby="j k">'),
        "d after block",
    ),
    "not in what names a control": (
        div("d", div("e", div("f", A), 'id="k"') + '<input aria-labelledby="k">'),
        "d after block",
    ),
    "not what describes one": (
        div("d", div("e", A, 'id="k"') + '<input aria-describedby="k">'),
        "d after block",
    ),
    "an id that names nothing": (div("d", div("e", A, 'id="k"')), "e after block"),
    "a block before a flex row": (div("d", div("e", A, 'style="display: flex"')), "d after block"),
    "a block before a grid": (div("d", div("e", A, 'style="display: grid"')), "d after block"),
    "a flex column is a block": (
        div("d", div("e", A, 'style="display: flex; flex-direction: column"')),
        "e after block",
    ),
    "a list item": (
        f'<ul><li data-n="d">{A}</li></ul>',
        "d after block",
    ),
    "not a name that may hold anything": (
        div("d", f'<x-a.b style="display: block">{A}</x-a.b>'),
        "d after block",
    ),
    "not far up": (div("d", "<p><b>" + "<i>" * 60 + A), None),
    "not what is narrow": (div("d", div("e", A, 'style="width: 150px"')), "d after block"),
    "not what is inline": (div("d", f"<span>{A}</span>"), "d after block"),
    "::after is used": (USED + div("d", A, 'class="after"'), "d before block"),
    "both are used": (USED + div("d", div("e", A, 'class="both"')), "d after block"),
    "cut off": (
        div(
            "d", div("e", f"{A}<p style='height: 90px'>", 'style="overflow: hidden; height: 50px"')
        ),
        "d after block",
    ),
    "in what is cut off": (
        div(
            "d",
            div(
                "e",
                div("f", f"{A}<p style='height: 90px'>"),
                'style="overflow: clip; height: 50px"',
            ),
        ),
        "d after block",
    ),
    "painted only inside": (
        div("d", div("e", f"{A}<p style='height: 90px'>", 'style="contain: paint; height: 50px"')),
        "d after block",
    ),
    "not cut off where all fits in": (
        div("d", div("e", A, 'style="overflow: hidden"')),
        "e after block",
    ),
    "not cut off where it flows out": (
        div("d", div("e", f"{A}<p style='height: 90px'>", 'style="height: 50px"')),
        "e after block",
    ),
}


def test_hosts_of_words(page: Page) -> None:
    page.open(AI)
    check(page.each(givens(HOSTS), HOST), HOSTS)


@pytest.mark.parametrize("layout", ["flex", "grid"])
def test_a_row_that_has_to_wrap_is_taken_where_there_is_no_block(page: Page, layout: str) -> None:
    page.open(AI, div("d", A, f'style="display: {layout}; width: 400px"'))
    page.run("one('main').style.display = arguments[0]", layout)
    assert page.run(HOST) == f"d after {layout}"


def test_popup_only_where_there_is_no_place(page: Page) -> None:
    page.open(AI, f"{USED}{A}")
    page.run("one('main').className = 'both'")
    assert page.run(HOST) is None
    page.run("document.body.innerHTML = arguments[0]", f"<label>{div('e', A)}</label>")
    assert page.run(HOST) is None


def test_a_name_in_a_shadow_root_is_no_host(page: Page) -> None:
    named = '<input type="checkbox" role="switch" data-n="a" aria-labelledby="k">'
    inner = div("e", f"Use it {named}", 'id="k"')
    page.open(AI, f'<div data-n="d"><template shadowrootmode="open">{inner}</template></div>')
    page.run(
        "window.one = () => document.querySelector('[data-n=d]').shadowRoot.querySelector('input')"
    )
    assert page.run(HOST) == "d after block"


TAKE = """
const a = one("[data-n=a]");
const isBody = ({ localName }) => localName === "body";
const { tag, pseudo } = parts.hostOf([a], arguments[0], isBody, [a]);
return `${tag} ${pseudo}`;
"""


def test_words_and_notice_share_an_element(page: Page) -> None:
    page.open(AI, div("d", A))
    asked = ["after", "before", "after", "before"]
    assert [page.run(TAKE, first) for first in asked] == [f"div {first}" for first in asked]


def test_words_that_took_the_only_place_keep_it(page: Page) -> None:
    page.open(AI, USED + div("d", A, 'class="after"'))
    assert page.run(TAKE, "after") == "div before"
    assert page.run(TAKE, "before") == "main before", "the notice goes further out"
    assert page.run(TAKE, "after") == "div before"


def test_what_we_drew_ourselves_does_not_drive_us_away(page: Page) -> None:
    """Our own words are content, too: the same place is said again."""
    page.open(AI, div("d", A))
    assert page.run(HOST) == "d after block"
    drawn = "<style>[data-n=d]::after { content: 'On' }</style>"
    page.run("one('main').insertAdjacentHTML('afterbegin', arguments[0])", drawn)
    assert page.run(HOST) == "d after block"


def test_words_that_do_not_fit_go_elsewhere_for_good(page: Page) -> None:
    page.open(AI, div("d", div("e", f"{A}<p></p>", 'style="overflow: hidden; height: 100px"')))
    assert page.run(HOST) == "e after block"
    page.run("one('p').style.height = '90px'")
    assert page.run(HOST) == "d after block"
    page.run("one('p').style.height = ''")
    assert page.run(HOST) == "d after block", "not to and fro"


def test_a_host_is_around_all_of_them_and_only_them(page: Page) -> None:
    page.open(
        ADS,
        div("d", div("e", row("settings/ads-by-age", "Age", "On")) + div("f", row("x", "X", "On"))),
    )
    script = """
    const links = [...document.querySelectorAll("main a")];
    const wide = arguments[0] ? (at) => parts.holds(at, links[1]) : () => false;
    const host = parts.hostOf(arguments[0] ? [links[0]] : links, "after", wide, links);
    return [host?.tag, host?.up];
    """
    assert page.run(script, True)[0] == "li"
    assert page.run(script, False) == ["div", [3, 3]]


def test_levels(page: Page) -> None:
    page.open(AGE, div("d", div("e", A)))
    levels = "return parts.levelsBetween(one(`[data-n=${arguments[0]}]`), one('[data-n=a]'))"
    assert [page.run(levels, n) for n in "ade"] == [0, 2, 1]


ROOM = {
    "nothing around it cuts anything off": (f'<p style="padding: 40px">{A}</p>', False),
    "a card that cuts off, with room": (
        f'<div style="overflow: hidden; padding: 40px">{A}</div>',
        False,
    ),
    "a wrapper that cuts off": (f'<p style="overflow: hidden">{A}</p>', True),
    "paint containment": (f'<p style="contain: paint">{A}</p>', True),
}


def test_an_outline_is_inside_only_where_it_would_be_cut_off(page: Page) -> None:
    """Inside, it lies under what is drawn for the control."""
    page.open(AGE)
    inset = "return parts.targetOf(one('[data-n=a]'), parts.rootsOf()).box.inset;"
    check(page.each(givens(ROOM), inset), ROOM)
