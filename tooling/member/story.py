"""Whose visits they are: an account of which a little is on, and what has changed on it three months later."""

from __future__ import annotations

from typing import Any

from tooling.browsers import Browser
from tooling.fixtures import Variant, book
from tooling.server import FixtureServer

from .member import Member
from .steps import Act

REGION = "uk"
MODE = "words"
ON = ("data-for-ai-improvement", "ads-beyond-linkedin", "organization-and-interests")
PARTLY = ("linkedin-promotions", "ads-education")
"""Several switches, and several boxes, of which the first is on: two other groups of boxes have none ticked."""

TURNED_ON = "ads-beyond-linkedin"
"""Off at the end of the first visit, on at the beginning of the second."""
NEW = "use-linkedin-data-in-microsoft-word"
"""What the catalogue of the first visit did not know; it arrives switched on."""
ADDED = "group-posts-for-ai"
"""A row of LinkedIn's that no catalogue knows yet."""
LATER_DAYS = 90

YEAR_2001 = 10**12
"""In ms since 1970. Every number of a stored state that is larger is a time."""
DAY = 86_400_000


def first_account(server: FixtureServer) -> None:
    """Lets the server stand for the member's account as it is at the first visit."""
    server.reset()
    for page in book().pages.values():
        if page.is_read:
            server.choose(page.id, "off")
    for name in ON:
        server.choose(name, "on")
    for name in PARTLY:
        server.choose(name, "partial")


def first_visit(member: Member) -> dict[str, list[Act]]:
    """From the installation to all clear. Returns what it took: "look", "switch", "confirm"."""
    member.read_welcome(REGION, MODE)
    member.open_panel()
    member.open_first_page()
    member.show("reading")
    return _walk(member)


def days_later(member: Member, days: int = LATER_DAYS) -> None:
    """Lets time pass, by moving what is stored into the past, and LinkedIn and the catalogue change meanwhile."""
    browser, server = member.browser, member.server
    with member.at(member.page):
        browser.driver.get("about:blank")
    state = _earlier(browser.state(), days * DAY)
    state["known"].remove(NEW)
    state["accounts"][state["account"]]["settings"].pop(NEW)
    browser.call("storage.local.set", {"state": state})
    for name in (TURNED_ON, NEW):
        server.choose(name, "on")
    server.variant(book().list_path("ads"), Variant(added=(ADDED,)))
    _wake(member)


def later_visit(member: Member) -> dict[str, list[Act]]:
    """From coming back to all clear. Returns what it took: "look", "switch", "confirm"."""
    member.visit = "-again"
    member.show("back")
    member.open_page(book().list_path("privacy"))
    return _walk(member, "[data-action='known']")


def _walk(member: Member, noted: str | None = None) -> dict[str, list[Act]]:
    look = member.look()
    member.show("known")
    if noted:
        member.press(noted)
    switch = member.switch_off()
    member.show("all-off")
    confirm = member.confirm()
    member.show("clear")
    return {"look": look, "switch": switch, "confirm": confirm}


def _earlier(value: Any, by: int) -> Any:
    """What is stored, with every time in it so many ms earlier."""
    if isinstance(value, dict):
        return {key: _earlier(one, by) for key, one in value.items()}
    if isinstance(value, list):
        return [_earlier(one, by) for one in value]
    is_time = isinstance(value, int | float) and value > YEAR_2001
    return value - by if is_time else value


def _wake(member: Member) -> None:
    """The browser was closed meanwhile: the background begins anew, and the panel is drawn anew."""
    browser: Browser = member.browser
    browser.stop_worker()
    with member.at(member.panel):
        browser.reload()
        # Any event starts the background.
        browser.run("return chrome.runtime.sendMessage({ type: 'nothing' }).catch(() => null)")
