"""One look at the page: what is said of all settings on it, from what was found, read and settled."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.support import (
    ADS,
    AGE,
    AGE_LABEL,
    AI,
    AI_LABEL,
    PROMOTIONS,
    UNHEARD,
    VIEWING,
    Page,
    row,
    select,
    switch,
    viewing,
)

pytestmark = pytest.mark.in_turn

HERE = """
window.following = {
  page: here(), found: { roots: [], controls: [], rows: [] }, settings: new Map(), completeAt: 0, changedAt: 0,
  areas: [], clicks: new Map(),
};
/** Scans and looks at a time of the page's clock; the document was complete at 0. */
window.lookAt = (now) => {
  parts.scan(following, now);
  return parts.look(following, now);
};
"""
OFF_AFTER, GIVE_UP_AFTER = 2000, 10_000


class Looks:
    """A page that is looked at again and again, at times that the test says."""

    def __init__(self, page: Page, path: str, main: str, **named: str) -> None:
        self.page = page
        page.open(path, main, **named)
        page.run(HERE)
        self.at(0)

    def at(self, now: int, change: str = "") -> dict[str, Any]:
        """The report of a look at a time, after a change of the page."""
        return dict(self.page.run(f"{change}; return lookAt(arguments[0]).report", now))

    def next(self, now: int) -> float | None:
        """When to look again; None: not before something happens."""
        answer = self.page.run(
            "const { next } = lookAt(arguments[0]); return next === Infinity ? null : next", now
        )
        return None if answer is None else float(answer)

    def said(self, now: int, change: str = "") -> list[dict[str, Any]]:
        """What is read at a time, without names."""
        readings = self.at(now, change)["readings"]
        return [
            {k: v for k, v in one.items() if k not in ("setting", "via", "clickedAt")}
            for one in readings
        ]


ON, OFF = {"state": "on"}, {"state": "off"}
CONTRADICTION = {"state": "unknown", "reason": "contradiction"}
AGE_ON, AGE_OFF = (row("settings/ads-by-age", "Age range", word) for word in ("On", "Off"))


def test_what_a_report_holds(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL, attributes="checked"))
    report = looks.at(300)
    assert report["type"] == "report"
    assert report["address"] == AI
    assert report["loadedAt"] == page.run("return Math.round(performance.timeOrigin)")
    assert report["readings"] == [
        {"setting": "data-for-ai-improvement", "via": "page", "state": "on"}
    ]
    assert report["list"] is None


def test_a_row_is_read_as_a_row(page: Page) -> None:
    looks = Looks(page, ADS, AGE_ON)
    assert looks.at(300)["readings"] == [{"setting": "ads-by-age", "via": "row", "state": "on"}]


def test_two_rows_of_one_setting(page: Page) -> None:
    assert Looks(page, ADS, AGE_ON + AGE_OFF).said(OFF_AFTER) == [
        {"state": "unknown", "reason": "ambiguous"}
    ]
    assert Looks(page, ADS, AGE_OFF + AGE_OFF).said(OFF_AFTER) == [OFF]
    assert Looks(page, ADS, AGE_ON + row("settings/ads-by-age", "Age range")).said(OFF_AFTER) == [
        {"state": "unknown", "reason": "ambiguous"}
    ]


def test_a_row_that_says_nothing_leaves_the_setting_as_it_was(page: Page) -> None:
    assert Looks(page, ADS, row("settings/ads-by-age", "Age range")).said(GIVE_UP_AFTER) == []


@pytest.mark.parametrize("attributes", ["", "disabled"])
def test_a_word_beside_a_switch_that_says_the_other_state(page: Page, attributes: str) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL, word="On", attributes=attributes))
    assert looks.said(GIVE_UP_AFTER - 1) == []
    assert looks.said(GIVE_UP_AFTER) == [CONTRADICTION]


def test_a_word_beside_a_checkbox_of_an_older_page(page: Page) -> None:
    """Older pages draw a switch as a checkbox (dom.md, section 7)."""
    drawn = f'<div><input type="checkbox" name="allowAdsByAge"><p>{AGE_LABEL}</p><p>On</p></div>'
    looks = Looks(page, AGE, drawn)
    assert looks.said(GIVE_UP_AFTER - 1) == []
    assert looks.said(GIVE_UP_AFTER) == [CONTRADICTION]


def test_only_an_off_is_doubted_for_a_word(page: Page) -> None:
    """Where a word is late, "on" is the safer error."""
    on = Looks(page, AI, switch("a", AI_LABEL, word="Off", attributes="checked"))
    assert on.said(300) == [ON]
    locked = Looks(page, AI, switch("a", AI_LABEL, word="On", attributes="checked disabled"))
    assert locked.said(OFF_AFTER) == [{"state": "locked", "value": "on"}]
    broken = Looks(page, AI, switch("a", AI_LABEL, word="On", attributes="aria-checked=true"))
    assert broken.said(OFF_AFTER) == [CONTRADICTION], "no doubt about a doubt"


def test_a_replaced_node_is_a_changed_control(page: Page) -> None:
    again = "one('main').innerHTML = one('main').innerHTML"
    on = Looks(page, AI, switch("a", AI_LABEL, attributes="checked"))
    assert on.said(200, again) == []
    assert on.said(499) == []
    assert on.said(500) == [ON]
    off = Looks(page, AI, switch("a", AI_LABEL))
    assert off.said(1900, again) == []
    assert off.said(1900 + OFF_AFTER - 1) == []
    assert off.said(1900 + OFF_AFTER) == [OFF]


def test_one_reading_is_not_believed_however_long_the_page_worked_before(page: Page) -> None:
    """Between a scan and its look the page may work for seconds, and then draw what it had read wrong."""
    page.open(AI, switch("a", AI_LABEL))
    page.run(HERE)
    page.run("parts.scan(following, 0)")
    assert page.run("return parts.look(following, 5000).report.readings") == []
    assert page.run("return lookAt(arguments[0]).report.readings", 5000 + OFF_AFTER - 1) == []
    [reading] = page.run("return lookAt(arguments[0]).report.readings", 5000 + OFF_AFTER)
    assert reading["state"] == "off"


def test_what_was_said_is_said_until_something_else_is(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL, attributes="checked"))
    assert looks.said(300) == [ON]
    assert looks.said(400, "one('input').checked = false") == [ON]
    assert looks.said(400 + OFF_AFTER - 1) == [ON]
    assert looks.said(400 + OFF_AFTER) == [OFF]
    assert looks.said(3000, "one('input').checked = true") == [ON], "at once"
    assert looks.said(3001, "one('main').innerHTML = ''") == [ON]
    assert looks.said(3001 + GIVE_UP_AFTER) == [{"state": "unknown", "reason": "not-found"}]


CLICK = """
const [selector, now] = arguments;
performance.now = () => now;
const element = one(selector);
const heard = (event) => parts.noteClick(event, following);
addEventListener("click", heard, { capture: true, once: true });
element.click();
"""


def test_an_off_after_a_refused_click_waits(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL, attributes="checked"))
    assert looks.said(300) == [ON]
    page.run(CLICK, "input", 1000)
    assert looks.said(1000) == [OFF], "the member's own click is believed at once"
    assert looks.said(1100, "one('input').checked = true") == [ON], "the server refused"
    assert looks.said(1200, "one('input').checked = false") == [ON], "nobody clicked"
    assert looks.said(1200 + OFF_AFTER) == [OFF]


def test_a_look_between_the_click_and_the_change(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL, attributes="checked"))
    assert looks.said(300) == [ON]
    page.run(
        CLICK.replace("element.click()", "element.click(); element.checked = true"), "input", 1000
    )
    assert looks.said(1001) == [ON]
    assert looks.said(1300, "one('input').checked = false") == [OFF]


def test_a_click_on_a_busy_page_is_believed_for_10_s(page: Page) -> None:
    looks = Looks(page, AI, f"<progress></progress>{switch('a', AI_LABEL, attributes='checked')}")
    assert looks.said(300) == [ON]
    page.run(CLICK, "input", 1000)
    assert looks.said(1000) == [OFF]
    assert looks.said(5000) == [OFF]
    assert looks.said(12_000) == [OFF], "from here on it is doubted"
    assert looks.said(12_000 + GIVE_UP_AFTER - 1) == [OFF]
    assert looks.said(12_000 + GIVE_UP_AFTER) == [{"state": "unknown", "reason": "busy"}]


def test_a_click_is_reported_with_its_time(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL, attributes="checked"))
    (before,) = looks.at(300)["readings"]
    assert "clickedAt" not in before
    now = page.run("return Date.now()")
    page.run(CLICK, "input", 1000)
    (after,) = looks.at(1000)["readings"]
    assert 0 <= after["clickedAt"] - now < 60_000


def test_a_click_on_anything_else_is_none(page: Page) -> None:
    looks = Looks(page, AI, f'<a href="#x">More</a>{switch("a", AI_LABEL, attributes="checked")}')
    assert looks.said(300) == [ON]
    page.run(CLICK, "a", 1000)
    assert looks.said(1000, "one('input').checked = false") == [ON]
    rows = Looks(page, ADS, AGE_ON.replace("href", "onclick='return false' href"))
    assert rows.said(300) == [ON]
    page.run(CLICK, "li a", 1000)
    assert "clickedAt" not in rows.at(1000)["readings"][0]


def test_a_click_on_the_label_is_one_on_the_control(page: Page) -> None:
    looks = Looks(
        page,
        AI,
        f'<label for="i">{AI_LABEL}</label><input type="checkbox" role="switch" id="i" checked>',
    )
    assert looks.said(300) == [ON]
    page.run(CLICK, "label", 1000)
    assert looks.said(1000) == [OFF]


def test_when_to_look_again(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL))
    assert looks.next(0) == OFF_AFTER
    assert looks.next(OFF_AFTER) is None, "all is said"
    page.run("following.completeAt = null")
    assert looks.next(OFF_AFTER) == GIVE_UP_AFTER, "it may still show whose it is"
    assert looks.next(GIVE_UP_AFTER) is None, "the document will tell"
    empty = Looks(page, ADS, "<h2>Ads</h2>")
    assert empty.next(OFF_AFTER) == GIVE_UP_AFTER
    assert empty.next(GIVE_UP_AFTER) is None
    page.run("following.completeAt = null")
    assert empty.next(GIVE_UP_AFTER) is None
    busy = Looks(page, AI, f"<progress></progress>{switch('a', AI_LABEL)}")
    assert busy.next(OFF_AFTER) == GIVE_UP_AFTER
    rows = Looks(page, ADS, AGE_ON)
    assert rows.next(OFF_AFTER) is None, "a list that has its rows"


def test_whose_page_it_is_may_come_late_and_not_for_ever(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL))
    assert looks.at(OFF_AFTER - 1)["member"] == ""
    assert looks.at(OFF_AFTER)["member"] is None
    page.run("following.completeAt = null")
    assert looks.at(GIVE_UP_AFTER - 1)["member"] == ""
    assert looks.at(GIVE_UP_AFTER)["member"] is None
    head = "one('main').insertAdjacentHTML('beforebegin', '<header><a href=\"/in/ada/\">A</a></header>')"
    assert looks.at(0, head)["member"] == "ada"


# ---- lists and news -----------------------------------------------------------------------------


ROWS = AGE_ON + row("settings/ads-by-gender", "Gender", "On") + row("search-history", "Searches")


def test_a_list_is_whole_when_it_is_quiet(page: Page) -> None:
    looks = Looks(page, ADS, ROWS)
    assert looks.at(OFF_AFTER - 1)["list"] == {
        "id": "ads",
        "read": False,
        "present": ["ads-by-age", "ads-by-gender"],
        "missing": [],
    }
    assert looks.at(OFF_AFTER)["list"]["read"] is True
    page.run("following.completeAt = null")
    assert looks.at(OFF_AFTER)["list"]["read"] is False, "the document is not complete"
    page.run("following.completeAt = 0; following.changedAt = 1")
    assert looks.at(OFF_AFTER)["list"]["read"] is False, "it changed"
    assert looks.at(OFF_AFTER + 1)["list"]["read"] is True
    page.run("following.completeAt = 2")
    assert looks.at(OFF_AFTER + 1)["list"]["read"] is False, "it was complete later"
    busy = Looks(page, ADS, f"<progress></progress>{ROWS}")
    assert busy.at(OFF_AFTER)["list"]["read"] is False
    more = Looks(page, ADS, f'<ul aria-rowcount="99">{ROWS}</ul>')
    assert more.at(OFF_AFTER)["list"]["read"] is False


def test_what_a_whole_list_does_not_hold_is_missing(page: Page) -> None:
    looks = Looks(page, ADS, "")
    page.run(
        """
        const [first, ...rest] = parts.CATALOGUE.lists.ads.flat();
        window.order = [first, ...rest.slice(1)];
        window.left = rest[0];
        show(order.map((id) => arguments[0].replaceAll("AN-ID", id)).join(""));
        """,
        row("settings/AN-ID", "Title", "On"),
    )
    looks.at(1)
    listed = looks.at(1 + OFF_AFTER)["list"]
    assert listed["present"] == page.run("return order")
    assert listed["missing"] == [page.run("return left")]
    assert looks.at(OFF_AFTER, "following.changedAt = 2")["list"]["missing"] == []


def test_a_row_that_stands_twice_is_present_once(page: Page) -> None:
    listed = Looks(page, ADS, AGE_ON + AGE_ON).at(0)["list"]
    assert listed["present"] == ["ads-by-age"]


def test_a_list_without_rows(page: Page) -> None:
    looks = Looks(page, ADS, row("search-history", "Searches"))
    assert looks.at(GIVE_UP_AFTER - 1)["list"] is None
    gone = {"id": "ads", "read": False, "present": [], "missing": []}
    assert looks.at(GIVE_UP_AFTER)["list"] == {**gone, "reason": "not-found"}
    assert looks.at(GIVE_UP_AFTER, "following.completeAt = null")["list"] is None
    wall = Looks(page, ADS, '<input type="password">')
    assert wall.at(GIVE_UP_AFTER)["list"] == {**gone, "reason": "signed-out"}


def test_news_only_from_a_quiet_page(page: Page) -> None:
    looks = Looks(page, UNHEARD, switch("a", "Share data with partners"))
    assert looks.at(OFF_AFTER - 1)["news"] is None
    (fresh,) = looks.at(OFF_AFTER)["news"]
    assert (fresh["text"], fresh["address"]) == ("Share data with partners", UNHEARD)


def test_no_news_from_a_login_wall(page: Page) -> None:
    """Neither what it shows nor that what was new is gone."""
    looks = Looks(
        page, UNHEARD, switch("a", "Share data with partners") + '<input type="password">'
    )
    assert looks.at(OFF_AFTER)["news"] is None


def test_what_stands_on_a_page_is_told_once_it_cannot_be_read(page: Page) -> None:
    looks = Looks(page, AI, "<h1>AI</h1>", lang="sv")
    assert looks.at(OFF_AFTER)["counts"] is None
    page.run("one('h1').outerHTML = '<h2>AI</h2>'")
    assert looks.at(GIVE_UP_AFTER)["counts"] == "1 h2", "as it is then"
    page.run("one('h2').remove()")
    assert looks.at(GIVE_UP_AFTER + 1)["counts"] == "1 h2", "once a visit"
    assert looks.at(GIVE_UP_AFTER + 1)["page"] == {"kind": "setting", "lang": "sv"}
    fine = Looks(page, AI, switch("a", AI_LABEL, attributes="checked"))
    assert fine.at(OFF_AFTER)["counts"] is None
    gone = Looks(page, ADS, "<h1>Ads</h1>")
    assert gone.at(GIVE_UP_AFTER)["counts"] == "1 h1", "of a list, too"


# ---- words that are taught ----------------------------------------------------------------------


def lessons(looks: Looks, now: int = OFF_AFTER) -> list[tuple[str, str]]:
    return [(one["word"], one["state"]) for one in looks.at(now)["lessons"]]


def test_what_teaches(page: Page) -> None:
    off = Looks(page, AI, switch("a", AI_LABEL, word="Av"), lang="sv")
    assert lessons(off, OFF_AFTER - 1) == [], "not settled"
    assert lessons(off) == [("Av", "off")]
    on = Looks(page, AI, switch("a", AI_LABEL, word="På", attributes="checked"), lang="sv")
    assert lessons(on) == [("På", "on")]
    locked = Looks(page, AI, switch("a", AI_LABEL, word="Av", attributes="disabled"), lang="sv")
    assert lessons(locked) == []
    several = Looks(page, PROMOTIONS, switch("a", word="Av") + switch("b", word="Av"), lang="sv")
    assert lessons(several) == []
    keyed = select("DISCLOSE_FULL", attributes='name="discloseAsProfileViewer"')
    choice = Looks(page, VIEWING, f"<div>{keyed}</div><span>På</span>", lang="sv")
    assert choice.said(OFF_AFTER) == [ON]
    assert lessons(choice) == [], "what stands beside a choice is no word for on"
    drawn = '<input type="checkbox" name="allowAdsByAge" checked><p>Ålder</p>'
    box = Looks(page, AGE, f"<div><label>{drawn}</label><span>På</span></div>", lang="sv")
    assert box.said(OFF_AFTER) == [ON]
    assert lessons(box) == [], "nor beside a box"
    nothing = Looks(page, AI, "<p>Av</p>", lang="sv")
    assert lessons(nothing, GIVE_UP_AFTER) == []
    rows = Looks(page, ADS, row("settings/ads-by-age", "Age range", "På"), lang="sv")
    page.run("parts.learnt.words = { sv: { 'På': { on: ['a'], off: [], flipped: false } } }")
    assert lessons(rows) == []


def test_a_word_beside_an_on_has_to_stand_as_long_as_beside_an_off(page: Page) -> None:
    on = switch("a", AI_LABEL, word="På", attributes="checked")
    taught = [("På", "on")]
    looks = Looks(page, AI, on, lang="sv")
    assert lessons(looks, OFF_AFTER - 1) == []
    assert lessons(looks) == taught
    loading = Looks(page, AI, on, lang="sv")
    page.run("following.completeAt = null")
    assert lessons(loading, 9000) == []
    page.run("following.completeAt = 5000")
    assert lessons(loading, 5000 + OFF_AFTER - 1) == []
    assert lessons(loading, 5000 + OFF_AFTER) == taught
    changed = Looks(page, AI, on, lang="sv")
    page.run("following.changedAt = 1500")
    assert lessons(changed, 1500 + OFF_AFTER - 1) == []
    assert lessons(changed, 1500 + OFF_AFTER) == taught
    turned = Looks(page, AI, switch("a", AI_LABEL, word="Av"), lang="sv")
    turned.at(1000, "one('input').checked = true; one('span').textContent = 'På'")
    assert lessons(turned, 1000 + OFF_AFTER - 1) == []
    assert lessons(turned, 1000 + OFF_AFTER) == taught
    busy = Looks(page, AI, f"<progress></progress>{on}", lang="sv")
    assert lessons(busy, 9000) == []


# ---- what is marked -----------------------------------------------------------------------------


def marked(report: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [
        (mark["setting"], mark["state"], [one["address"]["value"] for one in mark["targets"]])
        for mark in report["marks"]
    ]


def test_what_was_said_to_be_sharing_is_marked(page: Page) -> None:
    def marks(attributes: str, now: int = OFF_AFTER) -> list[tuple[str, str, list[str]]]:
        looks = Looks(page, AI, switch("a", AI_LABEL, key="k", attributes=attributes))
        return marked(looks.at(now))

    on = [("data-for-ai-improvement", "on", ["k"])]
    assert marks("checked", 299) == []
    assert marks("checked", 300) == on
    assert marks("checked disabled") == on
    assert marks("") == []
    assert marks("disabled") == []
    assert marks('aria-checked="true"') == [], "unknown"


def test_of_several_controls_those_that_share_are_marked(page: Page) -> None:
    two = switch("a", "x", key="k", attributes="checked") + switch("b", "y", key="l")
    report = Looks(page, PROMOTIONS, two).at(300)
    assert marked(report) == [("linkedin-promotions", "partial", ["k"])]
    assert marked(Looks(page, VIEWING, viewing("DISCLOSE_ANONYMOUS")).at(300)) == [
        ("profile-viewing-options", "partial", ["DISCLOSE_ANONYMOUS-text"])
    ]


def test_what_changed_since_it_was_said_is_not_marked(page: Page) -> None:
    looks = Looks(page, AI, switch("a", AI_LABEL, key="k", attributes="checked"))
    assert len(looks.at(300)["marks"]) == 1
    assert looks.at(301, "one('input').checked = false")["marks"] == []


def test_all_that_shares_is_marked_or_nothing(page: Page) -> None:
    """A frame's own stylesheet would have to be drawn in the frame."""
    framed = page.frame("/psettings/inner", switch("b", "y", attributes="checked"))
    looks = Looks(page, PROMOTIONS, switch("a", "x", attributes="checked") + framed)
    report = looks.at(300)
    assert [one["state"] for one in report["readings"]] == ["on"]
    assert report["marks"] == []


# ---- where words stand --------------------------------------------------------------------------


def test_the_words_of_a_row_stand_in_what_holds_it_alone(page: Page) -> None:
    gender = row("settings/ads-by-gender", "Gender", "On")
    report = Looks(page, ADS, f"<ul>{AGE_ON}{gender}</ul>").at(300)
    assert [(mark["words"]["tag"], mark["words"]["up"]) for mark in report["marks"]] == [
        ("li", [1]),
        ("li", [1]),
    ]
    inline = "<style>li { display: contents }</style>"
    together = Looks(page, ADS, f"{inline}<ul>{AGE_ON}{gender}</ul>").at(300)
    assert [mark["words"] for mark in together["marks"]] == [None, None]
    alone = Looks(page, ADS, f"{inline}<ul>{AGE_ON}</ul>").at(300)
    assert [mark["words"]["tag"] for mark in alone["marks"]] == ["ul"]
    twice = Looks(page, ADS, f"{inline}<ul>{AGE_ON}{AGE_ON}</ul>").at(300)
    assert [mark["words"]["tag"] for mark in twice["marks"]] == ["ul"], "both are its own"


def test_the_notice_stands_above_the_list_or_the_card(page: Page) -> None:
    gender = row("settings/ads-by-gender", "Gender", "Off")
    listed = Looks(page, ADS, f"<section><ul>{AGE_ON}{gender}</ul></section>").at(OFF_AFTER)
    assert (listed["notice"]["tag"], listed["notice"]["up"]) == ("ul", [2])
    off = Looks(page, ADS, f"<ul>{AGE_OFF}{gender}</ul>").at(OFF_AFTER)
    assert off["notice"] is None
    card = f"<section><h2>AI</h2>{switch('a', AI_LABEL, attributes='checked')}</section>"
    report = Looks(page, AI, card).at(300)
    assert (report["notice"]["tag"], report["notice"]["up"]) == ("main", [3])
