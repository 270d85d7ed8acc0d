"""Cover: what lies over a control is seen in its place."""

from __future__ import annotations

from tests.page.lapse import Act, Lapse
from tests.page.support import AI, AI_LABEL, Page, check, givens
from tests.page.test_face import INPUTS, PILL
from tests.page.test_lapse import document

BOX = '<div style="position:absolute;inset:0;{}">{}</div>'
WHITE = BOX.format("background:white", "")
IMAGE = '<img style="position:absolute;left:0;top:0;width:300px;height:90px" alt="">'
WAYS_OVER = {
    "a box": "{input}" + WHITE,
    "a box with words": "{input}" + BOX.format("background:white", "Off"),
    "a box of a switch's size": (
        '{input}<i style="position:absolute;left:0;top:0;width:60px;height:40px;background:white"></i>'
    ),
    "a box with a hole": (
        '{input}<i style="position:absolute;left:0;top:0;width:15px;height:40px;background:white"></i>'
    ),
    "a ground that is half seen through": "{input}" + BOX.format("background:#fff8", ""),
    "a modern colour": "{input}" + BOX.format("background:oklch(1 0 0 / .5)", ""),
    "a picture as ground": "{input}" + BOX.format("background:linear-gradient(red, red)", ""),
    "a picture": "{input}" + IMAGE,
    "what is in a box": "{input}" + BOX.format("", '<p style="height:90px;background:white">x</p>'),
    "all of the page": '{input}<div style="position:fixed;inset:0;background:white">Cookies</div>',
    "what is drawn after a word": '{input}<b class="drawn">x</b>',
    "what is drawn after a word around it": '<b class="drawn">{input}</b>',
    "what is drawn after a word around its label": (
        '<b class="drawn" style="position:relative"><label>Words {pixel}</label></b>'
    ),
    "a box that is nearly transparent": "{input}" + BOX.format("opacity:.1;background:white", ""),
    "a box over a pill": f"{PILL}{{pixel}}{WHITE}",
    "a frame": '{input}<iframe style="position:absolute;inset:0"></iframe>',
    "in what takes no click": f'<div style="pointer-events:none">{{input}}</div>{WHITE}',
}
STAYS_IN_SIGHT = {
    "alone": "{input}",
    "not drawn at all": "{pixel}",
    "a ground for nothing": '{input}<div class="undrawn"></div>',
    "in words that have a drawing after them": '<b class="drawn away">{input}</b>',
    "a ground that is seen through": "{input}" + BOX.format("background:rgba(9, 9, 9, .04)", ""),
    "a modern colour that is": "{input}" + BOX.format("background:oklch(1 0 0 / 0)", ""),
    "a box without a ground": "{input}" + BOX.format("", ""),
    "words without a ground": "{input}" + BOX.format("", "Words"),
    "a transparent box": "{input}" + BOX.format("opacity:0;background:white", ""),
    "in a transparent box": (
        "{input}" + BOX.format("opacity:.2", BOX.format("opacity:.2;background:white", ""))
    ),
    "a box beside it": "{input}" + BOX.format("left:90px;background:white", ""),
    "a box behind it": WHITE + '<div style="position:relative">{input}</div>',
    "its own parts": (
        '<div role="switch" aria-checked="false" style="background:#ccc">'
        '<i style="display:block;width:48px;height:32px;background:white"></i></div>'
    ),
    "its label": '<label>{input}<i style="position:absolute;inset:0;background:white"></i></label>',
    "transparent, over a pill": f'<span>{PILL}<input type="checkbox" role="switch" class="over"></span>',
    "1 px under a pill with a knob": (
        f'<div style="position:relative">{PILL}<i class="knob"></i>{{pixel}}</div>'
    ),
    "in a box with a ground and an area to click": '<p class="area" style="background:white">{input}</p>',
    "takes no click": '<div style="pointer-events:none">{input}</div>',
    "below what is seen": '<div style="height:3000px"></div>{input}<footer class="bar"></footer>',
    "to be scrolled to in a box": (
        '<div style="height:40px;overflow:auto"><div style="height:60px"></div>{input}</div>'
        '<div style="position:relative;height:200px;background:white"></div>'
    ),
}
STYLE = """<style>
[role=switch] { margin: 0 }
.row { position: relative; width: 400px; height: 90px }
.drawn::after { content: ""; position: absolute; inset: 0; background: white }
.undrawn { position: absolute; inset: 0 }
.undrawn::after { background: white }
.away::after { left: 300px }
.area { position: relative }
.area::after { content: ""; position: absolute; inset: 0 }
.over { position: absolute; left: 0; top: 0; margin: 0; opacity: 0 }
.knob { position: absolute; left: 0; top: 0; width: 48px; height: 32px; background: white }
.bar { position: fixed; inset: auto 0 0; height: 60px; background: white }
</style>"""
COVERED = "return parts.isCovered(parts.find(here()).controls[0].element)"


def html(template: str) -> str:
    """In a row of its own, as wide as a card."""
    inner = template.format(**INPUTS)
    row = f'<div class="row">{inner}</div>'
    return f"{STYLE}<section><h2>Title</h2>{row}</section>"


def test_what_lies_over_a_control(page: Page) -> None:
    page.open(AI)
    cases = {name: (html(template), True) for name, template in WAYS_OVER.items()}
    cases |= {name: (html(template), False) for name, template in STAYS_IN_SIGHT.items()}
    check(page.each(givens(cases), COVERED), cases)


SCROLLED = """<div class="row">
<div style="position:absolute;left:100px;top:30px;width:100px;height:40px;overflow:auto;scrollbar-width:none">
<input type="checkbox" role="switch" style="position:absolute;width:48px;height:32px;left:{}px;top:{}px"></div>
<i style="position:absolute;background:white;left:{}px;top:{}px;width:{}px;height:{}px"></i></div>"""
"""A box that scrolls, the control's place in it, and the place of what may be over it."""
EDGES = {
    "left of it": ((-24, 0, 0, 0, 100, 90), False),
    "at its left edge": ((-12, 0, 100, 0, 1, 90), True),
    "right of it": ((64, 0, 200, 0, 100, 90), False),
    "from its right edge": ((76, 0, 200, 0, 100, 90), False),
    "in it, to its right edge": ((63, 0, 199, 0, 1, 90), True),
    "above it": ((0, -17, 0, 0, 300, 30), False),
    "at its upper edge": ((0, -16, 0, 30, 300, 1), True),
    "below it": ((0, 30, 0, 70, 300, 20), False),
    "from its lower edge": ((0, 24, 0, 70, 300, 20), False),
    "in it, to its lower edge": ((0, 23, 0, 69, 300, 1), True),
}


def test_what_lies_beside_a_box_that_scrolls(page: Page) -> None:
    """Of what is not scrolled to nothing is said; what is drawn at its place lies over something else."""
    page.open(AI)
    cases = {
        name: (STYLE + SCROLLED.format(*places), covered)
        for name, (places, covered) in EDGES.items()
    }
    check(page.each(givens(cases), COVERED), cases)


def test_a_cover_in_a_shadow_root_and_over_one(page: Page) -> None:
    page.open(AI)
    host = '<div><template shadowrootmode="open">{}</template></div>'
    shadowed = {"in it": WAYS_OVER["a box"], "none": STAYS_IN_SIGHT["alone"]}
    cases = {
        name: (html(host.format(template)), name == "in it") for name, template in shadowed.items()
    }
    cases["over it"] = (html(host.format("{input}") + WHITE), True)
    check(page.each(givens(cases), COVERED), cases)


def test_a_cover_in_a_frame_and_over_one(page: Page) -> None:
    """A frame has coordinates of its own."""
    covers = "return parts.rootsOf().slice(1).map((root) => parts.isCovered(parts.all(root, 'input')[0]))"
    lower = '<div style="margin:300px 0 0 200px;position:relative;width:600px">{}</div>' + STYLE
    at_place = '<i style="position:absolute;left:{}px;top:50px;width:90px;height:40px;background:white"></i>'
    for inner, outer, covered in (
        ("{bare}>", "", False),
        ("{bare}>" + at_place.format(100).replace("top:50", "top:40"), "", True),
        ("{bare}>", at_place.format(100), True),
        ("{bare}>", at_place.format(200), False),
    ):
        within = f'<div style="margin:40px 0 0 100px">{inner.format(**INPUTS)}</div>{STYLE}'
        frame = page.frame("/psettings/inner", within)
        page.open(AI, lower.replace("{}", frame + outer))
        assert page.run(covers) == [covered], (inner, outer)


CARD = f"""<section><h2>Title</h2><p id="k">{AI_LABEL}</p>
<input type="checkbox" role="switch" aria-labelledby="k" style="width:48px;height:32px"></section>"""
BAR = '<div id="bar" style="position:fixed;inset:{};background:white">Messages</div>'
GONE = "document.querySelector('#bar').remove()"


def lived(lapse: Lapse, main: str, acts: list[Act], height: int = 1000) -> list[tuple[str, int]]:
    """The states that were said of the setting, each with the second in which it was."""
    one = lapse.visit(AI, document(main), acts, height=height)
    return [
        (f"{change.state} {change.reason or ''}".strip(), round(change.at / 1000))
        for change in one.changes
        if change.setting == "data-for-ai-improvement"
    ]


def test_what_lies_over_a_switch_for_a_while_makes_it_wait(lapse: Lapse) -> None:
    """LinkedIn's own message over the page: no off while it is there, and an off after it."""
    bar = CARD + BAR.format("0")
    assert lived(lapse, bar, []) == [("unknown covered", 10)]
    assert lived(lapse, bar, [(5000, "run", GONE)]) == [("off", 10)]
    assert lived(lapse, bar, [(14_500, "run", GONE)]) == [("unknown covered", 10), ("off", 15)]
    assert lived(lapse, CARD + BAR.format("auto 0 0"), []) == [("off", 2)]


def test_a_switch_under_a_bar_is_read_when_it_is_scrolled_out(lapse: Lapse) -> None:
    low = f'<div style="height:60px"></div>{CARD}<div style="height:900px"></div>'
    bar = low + BAR.format("200px 0 0")
    scroll: list[Act] = [(14_500, "run", "scrollTo(0, 250)")]
    assert lived(lapse, bar, [], 400) == [("unknown covered", 10)]
    assert lived(lapse, bar, scroll, 400) == [("unknown covered", 10), ("off", 15)]


def test_what_is_on_is_said_under_a_cover(lapse: Lapse) -> None:
    on = CARD.replace('role="switch"', 'role="switch" checked') + BAR.format("0")
    assert lived(lapse, on, [])[0][0] == "on"
