"""A member's first visit, from the installation to all clear, and the one three months later; what each of them takes.

By keyboard alone in Chromium, in its own side panel; by mouse in Firefox. docs/first-visit.md tells what is seen at
each step; `invoke screenshots` makes its pictures by the same steps (tooling/member/).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.support import READ_POPUP, words
from tooling import catalogue, paths
from tooling.browsers import Availability, Browser, launch
from tooling.fixtures import PLAIN, book
from tooling.fixtures.rows import row_value
from tooling.member import (
    ADDED,
    LATER_DAYS,
    NEW,
    PARTLY,
    TURNED_ON,
    Act,
    Hands,
    Keyboard,
    Member,
    Mouse,
    days_later,
    first_account,
    first_visit,
    later_visit,
)
from tooling.server import FixtureServer

# A minute and a half in a browser that has the machine to itself.
pytestmark = pytest.mark.timeout(900)

HANDS: dict[str, Hands] = {"chromium": Keyboard(), "firefox": Mouse()}
WATCHED = [one.id for one in catalogue.load().settings if one.watched]
LISTS = list(book().lists)
TEXTS = json.loads((paths.EXTENSION / "_locales/en/messages.json").read_text(encoding="utf-8"))

DAYS = """
const [[...times], done] = arguments;
import("/shared/i18n.js").then(({ day }) => done(times.map(day)));
"""
FACE = """
const [done] = arguments;
const modules = ["/background/badge.js", "/shared/stored.js", "/shared/summary.js"].map((path) => import(path));
Promise.all(modules).then(async (loaded) => {
  const { faceOf, load, summarise } = Object.assign({}, ...loaded);
  done(faceOf(summarise(await load(), Date.now())));
});
"""


@pytest.fixture
def installing(
    where: Availability,
    built: dict[str, Path],
    server: FixtureServer,
    account_for: Callable[[Browser], None],
) -> Iterator[Browser]:
    """A browser of its own, in which the extension has just been installed."""
    with launch(where, built[where.name], server.port, telling=True, alone=False) as running:
        yield running
    account_for(running)


class Watching:
    """Looks over the member's shoulder: what stands in the side panel, on the page and in the toolbar at each step."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.panel: dict[str, dict[str, Any]] = {}
        self.page: dict[str, list[str]] = {}

    def __call__(self, member: Member, step: str) -> None:
        if member.page:
            with member.at(member.page):
                self.page[step] = words(self.browser)
        if member.panel:
            with member.at(member.panel):
                self.panel[step] = self.browser.run(READ_POPUP) | {
                    "changed": self.alert("changed"),
                    "fresh": self.alert("fresh"),
                    "news": self.alert("news"),
                    "badge": self.browser.badge(),
                }

    def alert(self, name: str) -> str:
        return str(
            self.browser.run(
                "return document.querySelector(`[data-alert='${arguments[0]}']`)?.innerText ?? ''",
                name,
            )
        )

    def states(self, step: str) -> dict[str, str]:
        """Of the watched settings: the state that the side panel showed at a step."""
        rows = {row["setting"]: row for row in self.panel[step]["settings"]}
        assert [name for name, row in rows.items() if row["watched"] == "true"] == WATCHED
        return {name: rows[name]["state"] for name in WATCHED}

    def counts(self, step: str) -> tuple[int, int, int, bool]:
        """Sharing, unknown, unseen, all clear."""
        said = self.panel[step]["summary"]
        sharing, unknown, unseen = (int(said[name]) for name in ("sharing", "unknown", "unseen"))
        return sharing, unknown, unseen, said["clear"] == "true"


def days(browser: Browser, *times: float) -> list[str]:
    """Times as the views write them."""
    with browser.helper():
        return list(browser.driver.execute_async_script(DAYS, list(times)))


def face(browser: Browser) -> str:
    """The icon that what is stored asks for: no browser tells which it shows."""
    with browser.helper():
        return str(browser.driver.execute_async_script(FACE))


def loads(acts: list[Act]) -> list[str]:
    return [path for act in acts for path in act.loads]


def truths(server: FixtureServer) -> dict[str, str]:
    """How the watched settings of the account stand."""
    pages = book().pages
    return {name: pages[name].state(server.account[name]) for name in WATCHED}


def pages_needed(server: FixtureServer) -> Counter[str]:
    """The three lists, and the own page of each watched setting whose row on this account shows no value: each once."""
    pages = [book().pages[name] for name in WATCHED]
    silent = [one.path for one in pages if row_value(book(), one, server.account, PLAIN) is None]
    assert len(silent) < len(WATCHED) / 2
    return Counter(map(book().place, [*map(book().list_path, LISTS), *silent]))


def pages_to_confirm(settings: list[str]) -> Counter[str]:
    """One load for each thing switched off: of the list where its row shows the state, else of its own page."""
    pages = [book().pages[name] for name in settings]
    told = {book().list_path(str(one.list)) for one in pages if one.row_kind == "state"}
    return Counter([*told, *(book().place(one.path) for one in pages if one.row_kind != "state")])


def sharing(server: FixtureServer) -> list[str]:
    return [name for name, state in truths(server).items() if state != "off"]


def assert_switched_off(acts: list[Act], expected: list[str]) -> None:
    """Each setting that shared, once: its page was opened by one click, and it was switched off by one more."""
    assert [act.step.id for act in acts] == expected
    for act in acts:
        assert list(act.loads) == [book().place(book().pages[act.step.id].path)]
        assert (act.ours, act.theirs) == (1, 1), act


def assert_clear(browser: Browser, seen: Watching, step: str, since: float) -> None:
    """Panel, summary, badge, title and icon all say so."""
    assert seen.counts(step) == (0, 0, 0, True)
    assert set(seen.states(step).values()) == {"off"}
    rows = [row for row in seen.panel[step]["settings"] if row["watched"] == "true"]
    assert all(row["confirmed"] == "true" for row in rows)
    (day,) = days(browser, since)
    assert day in seen.panel[step]["summary"]["text"], "since when"
    assert seen.panel[step]["badge"].text == ""
    assert seen.panel[step]["badge"].title == TEXTS["title_clear"]["message"]
    assert face(browser) == "clear"


def now(browser: Browser) -> float:
    return float(browser.run("return Date.now()"))


# Two minutes a browser; and what it does between two draws of the walk on a busy machine is not settled yet.
@pytest.mark.slow
def test_the_first_visit_and_the_one_three_months_later(
    installing: Browser, server: FixtureServer
) -> None:
    first_account(server)
    seen = Watching(installing)
    member = Member(installing, server, HANDS[installing.name], seen)
    needed, on_at_first, stood = pages_needed(server), sharing(server), truths(server)
    assert set(PARTLY) < set(on_at_first)

    took = first_visit(member)

    assert installing.state()["region"] == "uk"
    assert Counter(loads(took["look"])) == needed, "no page more than it takes, and none twice"
    assert seen.states("known") == stood
    assert seen.counts("known") == (len(on_at_first), 0, 0, False)
    assert seen.panel["known"]["badge"].text == str(len(on_at_first))
    assert seen.page["switch"], "the notice awaits on the page"
    assert not seen.page["switched-off"], "gone with the click"
    assert_switched_off(took["switch"], on_at_first)
    assert seen.counts("all-off") == (0, 0, 0, False), "not before it is confirmed"
    assert Counter(loads(took["confirm"])) == pages_to_confirm(on_at_first)
    assert set(truths(server).values()) == {"off"}, "LinkedIn has it, too"
    assert_clear(installing, seen, "clear", now(installing))

    was_clear, cleared = now(installing), truths(server)
    days_later(member, LATER_DAYS)
    needed, on_again = pages_needed(server), sharing(server)
    assert set(on_again) == {TURNED_ON, NEW}
    assert cleared[TURNED_ON] == "off"

    took = later_visit(member)

    assert seen.counts("back-again") == (0, 0, 1, False), (
        "all of it is too old to count, and one is new"
    )
    assert seen.panel["back-again"]["badge"].text == ""
    old = TEXTS["title_stale"]["message"].replace("$COUNT$", str(len(WATCHED) - 1))
    assert old in seen.panel["back-again"]["badge"].title
    assert Counter(loads(took["look"])) == needed
    off, on = days(installing, was_clear - LATER_DAYS * 86_400_000, now(installing))
    told = seen.panel["known-again"]["changed"]
    assert off in told and on in told, "when it was off, when it was seen on"  # noqa: PT018
    assert catalogue_name(TURNED_ON) in told
    assert catalogue_name(NEW) not in told, "was never off here"
    assert "LinkedIn" not in told.replace(catalogue_name(TURNED_ON), ""), "nobody is accused"
    assert catalogue_name(NEW) in seen.panel["known-again"]["fresh"]
    assert book().pages[ADDED].rows["en"] in seen.panel["known-again"]["news"]
    title = seen.panel["known-again"]["badge"].title
    assert f"{catalogue_name(TURNED_ON)}: off on {off}" in title
    assert seen.counts("known-again") == (2, 0, 0, False)
    assert any(off in said for said in seen.page["switch-again"]), "the page says it, too"
    assert_switched_off(took["switch"], on_again)
    assert Counter(loads(took["confirm"])) == pages_to_confirm(on_again)
    assert_clear(installing, seen, "clear-again", now(installing))
    assert seen.panel["clear-again"]["fresh"] == seen.panel["clear-again"]["changed"] == ""
    assert not server.errors, server.errors[0]


def catalogue_name(setting: str) -> str:
    return str(TEXTS[f"name_{setting.replace('-', '_')}"]["message"])
