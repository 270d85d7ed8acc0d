"""Hostile settings pages and the extension as members have it: what is on is called on, whatever the page does.

Forged controls and rows that nobody sees are tried in test_fooled.py, messages in test_messages.py.
"""

from __future__ import annotations

import html
import random
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.browser.support import holds, until
from tests.page.support import ADS, AI, AI_LABEL
from tests.safety.table import Tried
from tests.safety.traced import tasks_of, traced
from tooling import render, safety, sources
from tooling.browsers import Browser
from tooling.server import FixtureServer

pytestmark = [pytest.mark.safety("Not to be fooled"), pytest.mark.in_turn]

SETTING = "data-for-ai-improvement"
HOSTILE = Path(__file__).with_name("hostile.js").read_text(encoding="utf-8")
WORDS = sorted(set(re.findall(r"\b[A-Za-z_]\w*\b", render.minified(render.typed()))))
"""Every name that the content script holds."""
CARD = f"""<section><h2>Data for Generative AI Improvement</h2><p id="k">{AI_LABEL}</p>
<input type="checkbox" role="switch" aria-labelledby="k" style="width:48px;height:32px" checked></section>"""


def hostile(server: FixtureServer, way: str, argument: str = "") -> str:
    """Serves a setting's page that does it."""
    return server.page(
        AI,
        f"<!doctype html><html lang=en><title>x</title><body><main>{CARD}</main>"
        f"<script>{HOSTILE}; hostile.{way}({argument});</script></body></html>",
    )


CHOSEN = ("consent", "recheckDays", "badge", "region", "watched")
"""What the member alone may change."""
LASTING = {"storm": 40_000, "flood": 25_000}
"""Ways that go on for some seconds, at 10,000 a second, and how much they do."""
WAYS = ("clobbered", "redefined", "odd", "storm", "flood", "long", "many")


def state(browser: Browser) -> str:
    return str(account(browser)["settings"].get(SETTING, {"state": "unseen"})["state"])


def account(browser: Browser) -> dict[str, Any]:
    """What is stored of the one account; empty before anything is."""
    none: dict[str, Any] = {"settings": {}, "news": []}
    return dict(browser.state()["accounts"].get("unnamed", none))


def drawn(browser: Browser) -> bool:
    """Whether marks are drawn; the page is not asked, whose functions may be anything."""
    return any(browser.call("storage.session.get", None).values())


def test_what_is_on_is_called_on(consented: Browser, server: FixtureServer, tried: Tried) -> None:
    found = []
    clean = consented.state()
    for way in WAYS:
        consented.open("about:blank")
        consented.call("storage.local.set", {"state": clean})
        consented.open(hostile(server, way, str(WORDS) if way == "clobbered" else ""))
        try:
            until(lambda: state(consented) == "on", 20, f"{way}: read")
            if way != "odd":
                until(lambda: drawn(consented), message=f"{way}: marked")
            if made := LASTING.get(way):
                over = f"return window.made >= {made}"
                until(partial(consented.run, over), 20, f"{way}: over")
            if way == "long":
                until(lambda: account(consented)["news"], 20, "a label of 1 MB")
        except AssertionError as error:
            found.append(f"{way}: {error}")
        known = account(consented)
        history = known["settings"].get(SETTING, {}).get("history", [])
        if way != "clobbered" and any(one["state"] == "off" for one in history):
            found.append(f"{way}: {history}")
        if any(len(one["text"]) > 200 for one in known["news"]):
            found.append(f"{way}: {known['news']}")
        found += [f"{way}: {one}" for one in consented.logs() if "extension://" in one]
        now = consented.state()
        found += [f"{way}: {key} is {now[key]}" for key in CHOSEN if now[key] != clean[key]]
    consented.open("about:blank")
    tried("hostile pages: names, getters, storms, floods, 1 MB", len(WAYS), found)


LONGEST_MS = 50
"""Of a task of ours, by the page's main thread: what takes longer, a member can feel."""
OF_A_VISIT = 6
HEAVIEST = ("long", "many", "crowd")
"""What asks the most of one task: one of them, drawn each time; all ways by `invoke test --all`."""


@pytest.mark.only("chromium")
@pytest.mark.timeout(600)
def test_no_task_is_long_on_the_worst_page(
    consented: Browser,
    server: FixtureServer,
    tried: Tried,
    pytestconfig: pytest.Config,
    dice: random.Random,
) -> None:
    """Each task in which the content script was at work, from the load until what it says has settled."""
    found, times = [], 0
    clean = consented.state()
    whole = pytestconfig.getoption(safety.WHOLE)
    for way in (*WAYS, "crowd") if whole else [dice.choice(HEAVIEST)]:
        consented.open("about:blank")
        consented.call("storage.local.set", {"state": clean})
        with traced(consented) as events:
            consented.open(hostile(server, way, str(WORDS) if way == "clobbered" else ""))
            if way != "crowd":
                until(lambda: state(consented) == "on", 20, f"{way}: read")
            holds(lambda: state(consented) != "off", OF_A_VISIT, f"{way}: off", every=1)
        tasks = tasks_of(events, "/content.js")
        times += len(tasks)
        print(f"{way}: {tasks[0]:.1f} ms, the longest of {len(tasks)}")
        found += [f"{way}: {ms:.1f} ms" for ms in tasks if ms > LONGEST_MS]
    consented.open("about:blank")
    tried(f"tasks of ours over {LONGEST_MS} ms on hostile pages", times, found)


MARKUP = "AI partners <img src=x onerror='window.ran=1'><script>window.ran=1</script> $1 &amp;"
ELSEWHERE = (
    "javascript:window.ran=1",
    "javascript://www.linkedin.com/mypreferences/d/settings/a1",
    "data:text/html,<script>window.ran=1</script>",
    "vbscript:x",
    "//evil.example/mypreferences/d/a",
    "//[",
    "https://evil.example/mypreferences/d/settings/a2",
    "http://www.linkedin.com/mypreferences/d/a",
    "https://www.linkedin.com:444/mypreferences/d/settings/a3",
    "mailto:a@evil.example",
    "blob:https://www.linkedin.com/mypreferences/d/settings/a4",
    "about:blank",
    "\\\\evil.example/a",
)
"""Where no link of ours may lead."""
OWN_LINKS = {source["address"] for source in sources.load()["sources"].values()}
"""Of the catalogue, not of the page."""
LINKS = "return [...document.querySelectorAll('[href]')].map((one) => one.href)"
STRANGE = """
const strange = "img, iframe, object, embed, base, form, script:not([src]), style, svg foreignObject";
const handles = (one) => one.getAttributeNames().some((name) => name.startsWith("on"));
const found = [...document.querySelectorAll("*")].filter((one) => one.matches(strange) || handles(one));
return { strange: found.map((one) => one.outerHTML), ran: window.ran ?? null };
"""


def test_page_text_is_text_and_no_link_leads_elsewhere(
    consented: Browser, server: FixtureServer, tried: Tried
) -> None:
    rows = "".join(
        f'<li><a href="{html.escape(where)}"><span>Share data with AI partners {at}</span><span>On</span></a></li>'
        for at, where in enumerate((*ELSEWHERE, "/mypreferences/d/settings/new-ai"))
    )
    label = f'<li><a href="/mypreferences/d/settings/markup"><span>{html.escape(MARKUP)}</span></a></li>'
    known = '<li><a href="/mypreferences/d/settings/ads-by-age"><span>Age</span><span>On</span></a></li>'
    consented.open(
        server.page(
            ADS, f"<!doctype html><html lang=en><main><ul>{known}{rows}{label}</ul></main></html>"
        )
    )
    until(lambda: len(account(consented)["news"]) == 2, message="what is new")
    found = looked_at(consented)
    # What a page could never have put there.
    for where in ELSEWHERE:
        state = consented.state()
        for one in state["accounts"]["unnamed"]["news"]:
            one.update(address=where, page=where, structure=MARKUP)
        state["accounts"]["unnamed"]["settings"]["ads-by-age"].update(address=where, choice=MARKUP)
        consented.call("storage.local.set", {"state": state})
        found += looked_at(consented)
    tried("markup, and links to elsewhere, in the popup and its report", 1 + len(ELSEWHERE), found)


def looked_at(browser: Browser) -> list[str]:
    """What is wrong with the popup."""
    with browser.helper("popup/popup.html"):
        browser.driver.refresh()
        news = (
            "return [...document.querySelectorAll('[data-new] bdi')].map((one) => one.textContent)"
        )
        shown = until(lambda: browser.run(news), message="what is new in the popup")
        found = [] if MARKUP in shown else [f"not as text: {shown}"]
        browser.run(
            "[...document.querySelectorAll('[data-new] [data-action=report]')].at(-1).click()"
        )
        report = browser.run("return document.querySelector('textarea').value")
        found += [] if MARKUP in report else [f"not as text: {report}"]
        links = browser.run(LINKS)
        assert len(links) > 20
        good = ("https://www.linkedin.com/", str(browser.extension_base))
        found += [link for link in links if not link.startswith(good) and link not in OWN_LINKS]
        strange = browser.run(STRANGE)
        found += [*strange["strange"], *(["a script ran"] if strange["ran"] else [])]
    return found
