"""Face: an off that only a script can see is none."""

from __future__ import annotations

import pytest

from tests.page.lapse import Lapse
from tests.page.support import ADS, AI, AI_LABEL, Page, check, givens
from tooling.fixtures import fixture
from tooling.server import FixtureServer

PILL = '<span class="pill" data-pill></span>'
DRAWN = {
    "native": '<div><p id="k">Words</p>{input}</div>',
    "1 px under a pill": f"<div><p>Words</p>{PILL}{{pixel}}</div>",
    "transparent over a pill": f"<div><p>Words</p><span>{PILL}{{clear}}</span></div>",
    "off the page beside a pill": f'<div>{PILL}{{bare}} style="position:absolute;left:-999px"></div>',
    "in a card with round corners": '<div style="overflow:hidden;clip-path:inset(0 round 8px)">{input}</div>',
    "its label": '<label><input type="checkbox" role="switch" class="pixel"> Words of a label</label>',
    "its label, wider than a switch": (
        '<label for="s" style="display:block;width:400px">Words</label>{bare} id="s" class="pixel">'
    ),
    "without a box, a pill in it": f'<div role="switch" aria-checked="false" style="display:contents">{PILL}</div>',
    "10 px": '{bare} style="width:10px;height:10px;margin:0;appearance:none">',
    "at least so opaque": '<input type="checkbox" role="switch" style="opacity:.1">',
    # The window cuts what the body overflows, not the body's own box.
    "below the body's own box": "<style>body{{height:20px;overflow:hidden}}</style>{input}",
    "below the root element's own box": "<style>html{{height:20px;overflow:hidden}}</style>{input}",
    "1 px in a pill": '<span class="pill">{pixel}</span>',
    "1 px in a pill with words": '<span class="pill">{pixel}On</span>',
    "a pill as large as any": '<p><i class="pill" style="width:160px;height:80px"></i></p>{pixel}',
    "a pill beside a box three levels up": f"<p>{PILL}<i><u>{{pixel}}</u></i></p>",
    "in a list that scrolls": '<div style="height:40px;overflow:auto"><div style="height:400px"></div>{input}</div>',
}
UNSEEN = {
    "no size": '{bare} style="width:0;height:0;appearance:none">',
    "1 px": "{pixel}",
    "9 px": '{bare} style="width:9px;height:9px;margin:0;appearance:none">',
    "1 px beside small words": '<div><p style="width:100px;height:20px">Words</p>{pixel}</div>',
    "transparent": "{clear}",
    "nearly transparent": '<input type="checkbox" role="switch" style="opacity:.02">',
    "in what is transparent": f'<div style="opacity:0">{PILL}{{input}}</div>',
    "in what is nearly transparent": f'<div style="opacity:.2"><p style="opacity:.2">{PILL}{{input}}</p></div>',
    "left of the page": '<div style="position:absolute;left:-900px">{input}</div>',
    "right of the page": "<style>html{{overflow:hidden}}</style>{bare} style='position:absolute;left:9000px'>",
    "above the page": '<div style="position:absolute;top:-900px">{input}</div>',
    "cut by a path": '<input type="checkbox" role="switch" style="clip-path:inset(50%)">',
    "in what is cut by a path": f'<div style="clip-path:polygon(0 0)">{PILL}{{input}}</div>',
    "cut by clip": '<input type="checkbox" role="switch" style="position:absolute;clip:rect(0 0 0 0)">',
    "in what has no height": f'<div style="height:0;overflow:hidden">{PILL}{{input}}</div>',
    "too wide for a pill": '<p><i class="pill" style="width:161px"></i></p>{pixel}',
    "too high for a pill": '<p><i class="pill" style="height:81px"></i></p>{pixel}',
    "a pill beside a box four levels up": f"<p>{PILL}<b><i><u>{{pixel}}</u></i></b></p>",
    "a pill that holds another control": '{pixel}<span class="pill"><i role="switch" class="pixel"></i></span>',
    "scaled to nothing": '<div style="transform:scale(0)">{input}</div>',
    "without a box": '<div role="switch" aria-checked="false" style="display:contents">Words</div>',
    "not drawn by the browser": '<div style="content-visibility:hidden">{input}</div>',
}
INPUTS = {
    "bare": '<input type="checkbox" role="switch"',
    "input": '<input type="checkbox" role="switch">',
    "pixel": '<input type="checkbox" role="switch" class="pixel">',
    "clear": '<input type="checkbox" role="switch" style="opacity:0">',
}
FACE = "return parts.drawnFor(one('[role=switch]')) !== null"


def html(template: str) -> str:
    """In a card with a heading and words, as LinkedIn's pages have them."""
    inner = template.format(**INPUTS)
    return f"<section><h2>Title</h2><p>A sentence about it.</p><div>{inner}</div></section>"


def test_what_is_drawn_for_a_control(page: Page) -> None:
    page.open(AI)
    cases = {name: (html(template), True) for name, template in DRAWN.items()}
    cases |= {name: (html(template), False) for name, template in UNSEEN.items()}
    check(page.each(givens(cases), FACE), cases)


def test_a_control_with_hardly_anything_around_it(page: Page) -> None:
    page.open(AI, around=INPUTS["pixel"])
    assert page.run(FACE) is False


REAL = '<div role="switch" aria-checked="true" style="width:48px;height:32px"></div>'
OVER = "position:absolute;margin:0"
FORGED = f'<p id="forged">{AI_LABEL}</p><input type="checkbox" role="switch" aria-labelledby="forged" data-n="forged"'
CONCEALED = """
const all = controls();
const own = all.filter(({ element }) => called(element) === "forged");
return parts.concealed(own, all);
"""


FRAMES = {
    "far down in a frame": (("margin: 400px 0 0 200px", "{frame}"), True),
    "at its top": (("", "{frame}"), True),
    "in a frame that is cut away": (
        ("", '<div style="height:2px;overflow:hidden">{frame}</div>'),
        False,
    ),
    "in a transparent frame": (("", '<div style="opacity:0">{frame}</div>'), False),
}


def test_a_frame_has_coordinates_of_its_own(page: Page) -> None:
    """It stands lower and more to the right than what is in it, and scrolls."""
    framed = """
    return parts.rootsOf().slice(1).map((root) => parts.drawnFor(parts.all(root, "input")[0]) !== null);
    """
    for (margin, around), drawn in FRAMES.values():
        frame = page.frame("/psettings/inner", f'<div style="{margin}">{INPUTS["input"]}</div>')
        lower = '<div style="margin: 500px 0 0 300px">{}</div>'
        page.open(AI, lower.format(around.format(frame=frame)))
        assert page.run(framed) == [drawn], around


def test_another_control_in_its_place_is_doubt(page: Page) -> None:
    page.open(AI)
    cases = {
        "alone": (f"<section>{FORGED}></section>", None),
        "another below it": (f"<section>{FORGED}>{REAL}</section>", None),
        "another over it": (
            f'<section>{FORGED} style="{OVER}"><div style="{OVER}">{REAL}</div></section>',
            "ambiguous",
        ),
        "a transparent one over it": (
            f'<section>{FORGED} style="{OVER}"><div style="{OVER};opacity:0">{REAL}</div></section>',
            None,
        ),
        "what takes its clicks, drawn elsewhere": (
            (
                f'<section>{FORGED} style="{OVER};width:48px;height:32px"><div style="{OVER}"><i class="pill"'
                f' style="margin-left:100px"></i><input type="checkbox" role="switch" checked'
                f' style="{OVER};left:0;top:0;opacity:0"></div></section>'
            ),
            None,
        ),
        **{
            f"another {by} px from it": (
                (
                    f'<section>{FORGED} style="{OVER};width:48px;height:32px">'
                    f'<div style="{OVER};margin:{margin}">{REAL}</div></section>'
                ),
                found,
            )
            for by, margin, found in (
                ("46, to the right,", "0 0 0 46px", "ambiguous"),
                ("47, to the right,", "0 0 0 47px", None),
                ("30, downwards,", "30px 0 0", "ambiguous"),
                ("31, downwards,", "31px 0 0", None),
            )
        },
        "under a pill, another below": (
            f'<section><span>{PILL}{FORGED} class="pixel"></span>{REAL}</section>',
            None,
        ),
        "only another is drawn": (
            f'<section><p>{FORGED} class="pixel"></p><p>{REAL}</p></section>',
            "not-found",
        ),
        "only what is in another is drawn": (
            f'<section>{FORGED} class="pixel"><i role="switch" aria-checked="true">{PILL}</i></section>',
            "not-found",
        ),
        "nothing is drawn": (f'<section>{FORGED} class="pixel"></section>', "not-found"),
    }
    check(page.each(givens(cases), CONCEALED), cases)


ROW = '<ul><li><a href="/mypreferences/d/settings/ads-by-age" data-n="row"><span>Age range</span>{}</a></li></ul>'
READ_ROW = "return parts.readShownRow('ads-by-age', one('a'), 'en')"


@pytest.mark.parametrize("word", ["On", "Off"])
def test_an_off_in_a_row_is_to_be_read_by_the_member(page: Page, word: str) -> None:
    page.open(ADS)
    state = {"state": word.lower()}
    # What shares is said, however it is drawn.
    hidden = state if word == "On" else None
    cases = {
        "shown": (ROW.format(f"<span>{word}</span>"), state),
        "transparent": (ROW.format(f'<span style="opacity:0">{word}</span>'), hidden),
        "1 px": (ROW.format(f'<span class="pixel">{word}</span>'), hidden),
        "not drawn": (ROW.format(f'<span style="display:none">{word}</span>'), hidden),
        "beside the page": (
            ROW.format(f'<span style="position:absolute;left:-999px">{word}</span>'),
            hidden,
        ),
    }
    check(page.each(givens(cases), READ_ROW), cases)


@pytest.mark.parametrize("style", ["display: none", "visibility: hidden"])
def test_a_hidden_row_is_not_missing(lapse: Lapse, server: FixtureServer, style: str) -> None:
    one = fixture("ads.all-on")
    hide = f"<style>a[href$='/ads-by-age'] {{ {style} }}</style></head>"
    lapse.open()
    lived = lapse.visit(server.use(one), one.html.replace("</head>", hide), loads=2)
    assert lived.states["ads-by-age"]["state"] == "unseen"
    assert lived.states["ads-by-gender"]["state"] == "on"
