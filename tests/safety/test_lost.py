"""Nothing is lost: the background stopped at every await, and a write that fails."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from tests.browser.support import kept, popup, state_of, until
from tests.safety.table import Tried
from tooling.browsers import Browser, Chromium
from tooling.server import FixtureServer

pytestmark = [pytest.mark.safety("Nothing is lost"), pytest.mark.in_turn]
SIMULATED = Path(__file__).with_name("simulated.js").read_text(encoding="utf-8")
AI, AGE = "data-for-ai-improvement", "ads-by-age"
Disk = dict[str, Any]
Step = dict[str, Any]


def empty(browser: Browser) -> Disk:
    return {
        "local": {},
        "session": {},
        "scripts": [],
        "alarms": {},
        "action": {},
        "sheets": {},
        "welcomed": 0,
        "done": 0,
        "counts": browser.name == "chromium",
    }


def report(setting: str, state: str, loaded: int, **more: Any) -> dict[str, Any]:
    """A setting's own page: one reading; its mark while it is on."""
    sharing = state == "on"
    host = {"tag": "section", "pseudo": "after", "layout": "block", "up": [2]}
    target = {
        "address": {"tag": "input", "by": "id", "value": setting},
        "when": "checked",
        "box": {"tag": "input", "up": 0, "inset": False},
    }
    mark = {"setting": setting, "state": "on", "targets": [target], "words": host}
    return {
        "documentId": f"document-{loaded}",
        "type": "report",
        "loadedAt": loaded,
        "address": f"/mypreferences/d/settings/{setting}",
        "page": {"kind": "setting", "lang": "en"},
        "readings": [{"setting": setting, "state": state, "via": "page", **more}],
        "list": None,
        "counts": None,
        "member": None,
        "marks": [mark] if sharing else [],
        "notice": host if sharing else None,
        "news": [],
        "lessons": [],
    }


def step(act: str, at: int, given: Any = None) -> Step:
    return {"act": act, "at": at, "given": given}


VISIT = [
    step("installed", 1000),
    step("page", 2000, {"type": "start", "mode": "words"}),
    step("content", 2100, report(AI, "on", 2050)),
    step("page", 2200, {"type": "stop", "erase": True}),
    step("page", 2300, {"type": "start", "mode": "words"}),
    step("content", 3000, report(AI, "on", 2500)),
    step("content", 4000, report(AI, "off", 2500, clickedAt=3900)),
    step("content", 6000, report(AGE, "on", 5000)),
    step("page", 7000, {"type": "mode", "mode": "marks"}),
    step("content", 8000, report(AGE, "on", 5000)),
    step("content", 9000, {"documentId": "document-5000", "type": "leave"}),
    step("content", 11000, report(AI, "off", 10000)),
    step("page", 12000, {"type": "stop", "erase": False}),
    step("page", 13000, {"type": "start", "mode": "marks"}),
]
"""A first visit: something on, all erased, begun again: on, switched off, something else on, other
marks, left, confirmed, stopped, started again."""

NEXT = step("content", 20000, report(AGE, "off", 19000))


def play(
    browser: Browser, disk: Disk, steps: list[Step], kill: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The background begins, and hears the steps that are left, or those until the call it is killed in."""
    with browser.helper():
        browser.driver.get(browser.extension_url("options/options.html"))
        answer = dict(
            browser.driver.execute_async_script(
                SIMULATED, copy.deepcopy(disk), steps[disk["done"] :], kill
            )
        )
    assert "error" not in answer, answer["error"]
    return answer


@pytest.mark.timeout(1800)
def test_stopped_at_any_await_it_ends_where_it_would_have(
    browser: Browser, tried: Tried, whole: bool, dice: random.Random
) -> None:
    """What was not answered is told again, as the content script does it."""
    visit = play(browser, empty(browser), VISIT)
    want = visit["disk"]
    assert want["done"] == len(VISIT)
    assert not visit["killed"]
    assert want["local"]["state"]["accounts"]["unnamed"]["settings"][AI]["confirmed"] is True
    assert want["scripts"]
    assert want["alarms"]
    points = [(at, after) for at in range(1, visit["calls"] + 1) for after in (False, True)]
    chosen = points if whole else dice.sample(points, 15)
    wrong = []
    for at, after in chosen:
        stopped = play(browser, empty(browser), VISIT, {"at": at, "after": after})
        assert stopped["killed"], at
        again = play(browser, stopped["disk"], VISIT)["disk"]
        # The welcome page may be opened twice; and only a background that began anew knows that it was awake before.
        again["session"].pop("awake", None)
        differs = {key: again[key] for key in want if key != "welcomed" and again[key] != want[key]}
        if differs:
            wrong.append(f"stopped in call {at}, its effect {after}: {differs}")
    tried("background stopped in a call of the browser", len(chosen), lost=wrong)


def test_what_cannot_be_stored_is_told_and_nothing_is_clear(browser: Browser, tried: Tried) -> None:
    """A write fails: what was stored stays, the badge says that something is amiss, until a write succeeds."""
    done = play(browser, empty(browser), VISIT)["disk"]
    full = play(browser, done | {"full": True}, [*VISIT, NEXT])["disk"]
    assert full["local"] == done["local"]
    assert "refuses to store" in full["action"]["Title"]["title"]
    assert full["action"]["BadgeText"]["text"] in {"1", "?"}
    assert full["session"]["unstored"] is True
    again = play(browser, full | {"full": False, "done": full["done"] - 1}, [*VISIT, NEXT])["disk"]
    assert again["local"]["state"]["accounts"]["unnamed"]["settings"][AGE]["state"] == "off"
    assert "refuses to store" not in again["action"]["Title"]["title"]
    tried("write refused", 1)


@pytest.mark.only("chromium")
def test_a_full_storage(consented: Chromium, server: FixtureServer, tried: Tried) -> None:
    """Chromium gives an extension 10 MB. Full, then not full any more: the open page is stored after all."""
    consented.open(server.use(f"{AI}.off"))
    until(lambda: state_of(consented, AI) == "off", message="read")
    room = 10 * 1024 * 1024 - consented.call("storage.local.getBytesInUse", None) - 40
    consented.call("storage.local.set", {"filler": "x" * room})
    before = kept(consented)
    server.choose(AI, "on")
    consented.open(server.use(f"{AI}.on"))
    until(lambda: "refuses to store" in consented.badge().title, message="the button's title")
    assert kept(consented) == before
    with consented.popup() as view:
        told = view.driver.find_element(By.CSS_SELECTOR, "[data-part='unstored']")
        until(told.is_displayed, message="the popup says so")
    consented.call("storage.local.remove", "filler")
    until(lambda: state_of(consented, AI) == "on", timeout=15, message="stored after all")
    until(lambda: "refuses" not in consented.badge().title, message="the title as it was")
    assert popup(consented)["summary"]["sharing"] == "1"
    tried("storage full", 1)
