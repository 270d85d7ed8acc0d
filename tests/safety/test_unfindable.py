"""The ways in which LinkedIn is reported to look for extensions, replayed from the page, and more of their kind.

What a page can still find, the computed style and layout of marked controls, is said on the welcome page.
Not replayed: the fingerprint of the browser itself, which no report ties to single extensions. In Firefox a
page that knows the address of a file, which is drawn by lot for each installation, can tell it from none by
`new Worker`: Firefox says so of every extension.
"""

from __future__ import annotations

import json
import math
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.browser.support import (
    assert_untouched,
    holds,
    outlined,
    records,
    state_of,
    until,
)
from tests.safety.support import in_content
from tests.safety.table import Tried
from tooling.browsers import ORIGIN, Browser
from tooling.server import FixtureServer

pytestmark = pytest.mark.safety("Not to be found")

AI = "data-for-ai-improvement"
HERE = Path(__file__).parent
SPY, WORLD, PROBES = (
    (HERE / name).read_text(encoding="utf-8") for name in ("spy.js", "world.js", "probes.js")
)
PAGES = {"settings": f"{AI}.on", "feed": "feed.plain"}
MODES = ("before consent", "words", "marks", "popup")
SITUATIONS = [(page, mode) for page in PAGES for mode in MODES]
WAYS = [
    *("fetch", "fetch no-cors", "xhr", "preload", "object", "iframe"),
    *("img", "script", "module", "stylesheet"),
]
ANSWERING = {
    "img": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    "script": "data:text/javascript,",
    "module": "data:text/javascript,",
    "stylesheet": "data:text/css,",
}
"""What answers a page in these ways; in the others the page's own address does."""


def ask(browser: Browser, probe: str, **given: Any) -> Any:
    """Runs one of probes.js in the page."""
    answer = browser.driver.execute_async_script(PROBES, probe, given)
    assert "error" not in answer, answer["error"]
    return answer["value"]


def world(browser: Browser, *, styles: bool = True) -> dict[str, Any]:
    return dict(browser.driver.execute_async_script(WORLD, styles))


def differences(seen: dict[str, Any], plain: dict[str, Any]) -> list[str]:
    """What a page could tell two worlds by; styles by their place in the page."""
    found = []
    for key in sorted(seen.keys() | plain.keys()):
        ours, others = seen.get(key), plain.get(key)
        if key == "styles":
            assert ours
            assert others
            found += [f"style of {at}" for at in ours if ours[at] != others.get(at)]
        elif ours != others:
            found.append(f"{key}: {str(ours)[:200]} and not {str(others)[:200]}")
    return found


PLAIN: dict[tuple[str, str], dict[str, Any]] = {}
"""The world of a page without an extension, by browser and page: the same for all situations."""


def plain_world(bare: Browser, server: FixtureServer, page: str) -> dict[str, Any]:
    key = bare.name, page
    if key not in PLAIN:
        server.first = SPY
        bare.open(server.use(PAGES[page]))
        prepare(bare)
        PLAIN[key] = world(bare)
    return PLAIN[key]


def prepare(browser: Browser) -> None:
    """Puts focus and selection where they are to stay, and watches them from then on."""
    browser.driver.execute_async_script(
        """
        const [done] = arguments;
        document.querySelector("a[href]").focus();
        getSelection().selectAllChildren(document.querySelector("h1, h2"));
        // The event of the selection comes a task later.
        setTimeout(() => { __spy.watching = true; done(); }, 50);
        """
    )


def arrive(browser: Browser, server: FixtureServer, page: str, mode: str) -> bool:
    """Opens a page with the spy in it and waits for the extension; returns whether marks are drawn."""
    if mode != "before consent":
        browser.consent(mode)
    server.first = SPY
    browser.open(server.use(PAGES[page]))
    prepare(browser)
    drawn = page == "settings" and mode in ("words", "marks")
    if drawn:
        until(lambda: outlined(browser), message="marked")
    else:
        holds(lambda: not outlined(browser), 0.5, "marked")
    heard = browser.run("__spy.watching = false; return __spy.take()")
    assert heard == [], heard
    if page == "settings" and mode != "before consent":
        until(lambda: state_of(browser, AI) == "on", message="read")
    return drawn


@pytest.mark.in_turn
@pytest.mark.parametrize("situation", SITUATIONS, ids=" ".join)
def test_the_page_finds_nothing(
    browser: Browser, bare: Browser, server: FixtureServer, tried: Tried, situation: tuple[str, str]
) -> None:
    page, mode = situation
    plain = plain_world(bare, server, page)
    drawn = arrive(browser, server, page, mode)
    tried("walk over texts, attributes, shadow roots, sheets", 1, ask(browser, "walk"))
    tried("MutationObserver from document start", 1, records(browser)["foreign"])
    assert_untouched(browser)
    heard = browser.run("return __spy.take()")
    tried("messages, errors, stacks, console, performance, focus", 1, heard)
    seen = world(browser)
    found = differences(seen, plain)
    styles = [one for one in found if one.startswith("style of")]
    tried(
        "window, storage, cookies, sheets, focus, selection",
        len(seen) - 1,
        [one for one in found if one not in styles],
    )
    if drawn:
        # What is left to find, and what popup only avoids: also proof that the comparison sees it.
        assert styles
    else:
        tried("computed style and layout, where nothing is marked", len(seen["styles"]), styles)


def nobody(browser: Browser) -> str:
    """The base of addresses of an extension that is not installed."""
    base = str(browser.extension_base)
    return (
        "chrome-extension://" + "a" * 32 + "/"
        if "chrome" in base
        else f"moz-extension://{uuid.uuid4()}/"
    )


def packaged(built: dict[str, Path], name: str) -> list[str]:
    folder = built[name]
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize(
    "situation", [("settings", "words"), ("feed", "popup"), ("settings", MODES[0])], ids=" ".join
)
def test_no_packaged_file_answers(
    browser: Browser,
    server: FixtureServer,
    built: dict[str, Path],
    tried: Tried,
    situation: tuple[str, str],
) -> None:
    """A file that is there, one that is not, and an extension that is not: all give the same answer."""
    page, mode = situation
    arrive(browser, server, page, mode)
    base, none = str(browser.extension_base), nobody(browser)
    files = packaged(built, browser.name)
    assert len(files) > 40
    ways = WAYS if page == "settings" else WAYS[:1]
    few = [*files[::8], "popup/popup.html", "content.js"]
    many = ask(browser, "files", bases=[base, none], files=[*files, "no.js"], ways=["fetch"])
    some = ask(browser, "files", bases=[base, none], files=[*few, "no.js"], ways=ways)
    # Guessed: the dynamic addresses that Chromium gives files which are accessible.
    guessed = [f"{base.split('//', maxsplit=1)[0]}//{uuid.uuid4()}/" for _ in range(3)]
    dynamic = ask(browser, "files", bases=guessed, files=few, ways=["fetch"])
    found = [
        f"{way}: {answers}"
        for said in (many, some, dynamic)
        for way, answers in said.items()
        if len(set(answers)) > 1 or "answered" in str(answers)
    ]
    asked = 2 * len(files) + 2 * len(few) * len(ways) + 3 * len(few)
    tried("packaged files asked for, in 10 ways", asked, found)
    for way in WAYS:
        file = ANSWERING.get(way, f"{ORIGIN}/feed/")
        own = ask(browser, "files", bases=["", none], files=[file], ways=[way])
        assert len(set(own[way])) > 1, f"{way} does not see what answers"


def test_messages_reach_nobody(browser: Browser, server: FixtureServer, tried: Tried) -> None:
    """`chrome.runtime` is not there, or answers for our id as for one that is not installed."""
    arrive(browser, server, "settings", "words")
    identity = str(browser.extension_base).split("/")[2]
    ours, others = ask(browser, "messages", ids=[identity, "a" * 32])
    found = [ours] if ours != others or "answered" in ours or "connected" in ours else []
    tried("sendMessage and connect to our id", 2, found)


AGAIN = 5


def apart(one: list[float], other: list[float]) -> float:
    """How well two samples can be told apart by size: 0.5 is not at all, 1 always (Mann and Whitney)."""
    wins = sum((a > b) + (a == b) / 2 for a in one for b in other) / len(one) / len(other)
    return 0.5 + abs(wins - 0.5)


def chance(rounds: int) -> float:
    """The share beyond which chance tells two like samples of that size apart once in 16,000 tries."""
    return 0.5 + 4 * math.sqrt((2 * rounds + 1) / (12 * rounds * rounds))


def test_times_tell_nothing(
    browser: Browser, server: FixtureServer, tried: Tried, whole: bool
) -> None:
    """A 0-byte probe of a packaged file takes as long as one of an extension that is not installed."""
    arrive(browser, server, "settings", "words")
    nobodys = f"{nobody(browser)}content.js"
    browser.driver.set_script_timeout(120)

    def share(url: str, rounds: int) -> float:
        return apart(*ask(browser, "timing", urls=[url, nobodys], rounds=rounds))

    # On a busy machine chance tells more, as times that follow each other are alike: what tells two addresses apart
    # does so again and again. One that answers is told from none in one of as many tries, or the times say nothing.
    rounds = 1000 if whole else 200
    ours = [1.0]
    while ours[-1] > chance(rounds) and len(ours) <= AGAIN:
        ours.append(share(f"{browser.extension_base}content.js", rounds))
    found = [f"told apart in {ours[-1]:.0%}"] if ours[-1] > chance(rounds) else []
    tried("timing of a 0-byte probe", 2 * rounds * (len(ours) - 1), found)
    assert any(share(f"{ORIGIN}/feed/", 100) > chance(100) for _ in range(AGAIN))


ELSEWHERE = [
    *("/feed/", "/in/somebody/", "/messaging/", "/jobs/", "/jobs/application-settings-x/"),
    *("/mypreferencesx/d/", "/MyPreferences/d/", "//mypreferences/d/"),
    *(
        "/feed/?to=/mypreferences/d/",
        "/feed/#/mypreferences/d/",
        "/x/mypreferences/d/",
        "/psettingsx/",
    ),
]
SWITCH = f"""<!doctype html><html lang="en"><title>x</title><body><main>
  <h2>Data for Generative AI Improvement</h2><p id="k">Use my data for training content creation AI models</p>
  <input type="checkbox" role="switch" aria-labelledby="k" style="width:48px;height:32px" checked>
  <a href="/mypreferences/d/settings/{AI}"><span>Data for Generative AI Improvement</span><span>On</span></a>
  </main></body></html>"""


def test_no_script_outside_the_settings(
    consented: Browser, server: FixtureServer, tried: Tried
) -> None:
    found = []
    for path in ELSEWHERE:
        consented.open(server.page(path, SWITCH))
        where = consented.run("return location.pathname")
        holds(lambda: not outlined(consented), 0.15, f"marked at {where}")
        found += [path] if in_content(consented, "return is?.() ?? false") else []
    tried("script in pages outside the settings", len(ELSEWHERE), found)
    consented.open(server.page(f"/mypreferences/d/settings/{AI}", SWITCH))
    until(lambda: in_content(consented, "return is?.() ?? false"), message="there in the settings")


LEAVE = """
const left = new Promise((resolve) => {
  let gone = null;
  (function look() {
    if (gone === null && location.pathname === "/feed/") gone = performance.now();
    if (gone !== null && !is()) resolve(performance.now() - gone);
    else setTimeout(look, 1);
  })();
  setTimeout(resolve, 5000, null);
});
return left;
"""


@pytest.mark.parametrize("mode", ["words", "marks"])
def test_a_soft_navigation_out_leaves_nothing(
    browser: Browser, bare: Browser, server: FixtureServer, tried: Tried, mode: str
) -> None:
    arrive(browser, server, "settings", mode)
    before = browser.state()
    # The page goes to an address outside, and keeps what could be read there.
    browser.run("setTimeout(() => history.pushState({}, '', '/feed/'), 300)")
    spent = in_content(browser, LEAVE)
    tried(
        "silent 100 ms after a soft navigation out",
        1,
        [spent] if spent is None or spent > 100 else [],
    )
    until(lambda: not outlined(browser), message="no mark")
    plain = plain_world(bare, server, "settings")
    found = [one for one in differences(world(browser), plain) if one.startswith("style of")]
    tried("stylesheet after a soft navigation out", len(plain["styles"]), found)
    browser.run("document.querySelector('main input').click()")
    holds(lambda: not outlined(browser), 0.6, "marked again")
    after = browser.state()
    tried("read after a soft navigation out", 1, [] if after == before else [after])


def test_the_manifests_offer_nothing_to_pages(built: dict[str, Path], tried: Tried) -> None:
    offers = ("web_accessible_resources", "externally_connectable", "content_scripts")
    manifests = [json.loads((folder / "manifest.json").read_text()) for folder in built.values()]
    found = [key for manifest in manifests for key in offers if key in manifest]
    tried("offers to pages in the manifests", len(offers) * len(manifests), found)
