"""Messages and listeners of the background: what is not a good message of a good sender changes nothing."""

from __future__ import annotations

import random

import pytest

from tests.browser.support import holds, outlined, state_of, until
from tests.safety.support import CATALOGUE, background, in_content
from tests.safety.table import Tried
from tooling.browsers import Browser
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
PAGE = f"/mypreferences/d/settings/{AI}"
# Every run tries others; a failure names its seed in the parameters of the call that it shows.
SEED = random.SystemRandom().randrange(2**32)
LONGEST = 110
"""s for all messages of a test: a driver is asked no longer than two minutes for anything."""
pytestmark = pytest.mark.in_turn


@pytest.mark.safety("Not to be fooled")
def test_random_messages_change_nothing(
    consented: Browser, server: FixtureServer, tried: Tried
) -> None:
    """Near-valid: a good report of a good sender with one thing wrong; in the background's own code."""
    consented.open(server.use(f"{AI}.on"))
    until(lambda: state_of(consented, AI) == "on", message="read")
    consented.open("about:blank")
    times = 100_000
    consented.driver.set_script_timeout(LONGEST)
    answer = background(consented, "bad", seed=SEED, times=times)
    found = answer["found"] + ([] if answer["same"] else ["what is stored is other than before"])
    tried("random messages, each bad in one thing", times, found)


@pytest.mark.safety("Not to be fooled")
def test_good_messages_change_only_what_they_may(
    consented: Browser, tried: Tried, whole: bool
) -> None:
    """Also proof that the messages of the test above were bad by the one thing that is wrong with them."""
    before = consented.state()
    times = 500 if whole else 60
    consented.driver.set_script_timeout(LONGEST)
    answer = background(consented, "good", seed=SEED, times=times)
    assert answer["refused"] == []
    after = answer["stored"]["state"]
    own = ("schema", "consent", "recheckDays", "watched", "account")
    found = [key for key in own if after[key] != before[key]]
    found += [] if answer["understood"] and answer["polluted"] is None else ["broken or polluted"]
    found += [key for key in answer["stored"] if key != "state"]
    [account] = after["accounts"].values()
    found += [key for key in account["settings"] if key not in {s.id for s in CATALOGUE.settings}]
    assert account["settings"]
    tried("random good reports, beyond what they may", times, found)


@pytest.mark.safety("Not to be fooled")
def test_nothing_of_a_page_is_css(consented: Browser, tried: Tried, whole: bool) -> None:
    """What the browser's own parser makes of a sheet is our rules and no more, whatever ids and links hold."""
    times = 10_000 if whole else 200
    consented.driver.set_script_timeout(LONGEST)
    assert background(consented, "sheets", seed=SEED, times=50, naive=True)
    found = background(consented, "sheets", seed=SEED, times=times, naive=False)
    tried("CSS in ids, names, labels, links", times, found)


@pytest.mark.safety("Nothing leaves, nothing extra is asked")
def test_reports_without_the_permission_change_nothing(consented: Browser, tried: Tried) -> None:
    """A page that was open when the member took the permission back is told to stop."""
    times = 20
    answer = background(consented, "forbidden", seed=SEED, times=times)
    wrong = [one for one in answer["answers"] if one != {"ok": True, "stop": True}]
    tried("reports without the permission", times, wrong + ([] if answer["same"] else ["stored"]))


@pytest.mark.safety("Nothing leaves, nothing extra is asked")
@pytest.mark.parametrize("when", ["before consent", "after it was withdrawn"])
def test_listeners_do_nothing_without_consent(
    browser: Browser, server: FixtureServer, tried: Tried, when: str
) -> None:
    if when != "before consent":
        browser.consent()
    browser.open(server.use(f"{AI}.on"))
    if when != "before consent":
        until(lambda: outlined(browser), message="marked")
        with browser.helper("options/options.html"):
            browser.run("chrome.runtime.sendMessage({ type: 'stop', erase: true })")
        until(lambda: not browser.storage(), message="erased")
        until(lambda: not outlined(browser), message="no mark")
        until(lambda: not browser.registered(), message="not registered")
    [tab] = browser.call("tabs.query", {"url": "https://www.linkedin.com/*"})
    answer = background(browser, "listeners", tabId=tab["id"])
    assert len(answer["events"]) >= 8
    found = answer["found"]
    found += ["a script in the page"] if in_content(browser, "return is?.() ?? false") else []
    holds(lambda: not outlined(browser), 0.3, "marked")
    assert browser.storage() == {}
    assert browser.call("storage.session.get", None) == {}
    tried("every listener, without consent", answer["times"], found)
