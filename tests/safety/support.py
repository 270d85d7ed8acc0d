"""What the probes share: a look into the content script's own world, and calls of the background's listeners."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.browser.support import until
from tooling import catalogue
from tooling.browsers import Browser

BACKGROUND = (Path(__file__).parent / "background.js").read_text(encoding="utf-8")
CATALOGUE = catalogue.load()

IN_CONTENT = """
const [done] = arguments;
const func = () => { const is = globalThis[Symbol.for("still-on")]; BODY };
chrome.tabs.query({ url: "https://www.linkedin.com/*" })
  .then(([tab]) => chrome.scripting.executeScript({ target: { tabId: tab.id }, injectImmediately: true, func }))
  .then(([first]) => done(first && { value: first.result ?? null }), (error) => done({ error: String(error) }));
"""


def in_content(browser: Browser, body: str) -> Any:
    """Runs the body of a function in the page tab, in the world of the content script.

    `is` is there once the script has run: `is()` says whether it is at work.
    """

    def asked() -> Any:
        with browser.helper():
            return browser.driver.execute_async_script(IN_CONTENT.replace("BODY", body))

    # For a tab that is just changing its document Chromium may answer for no frame at all.
    answer = until(asked, message="an answer out of the content script's world")
    assert "error" not in answer, answer["error"]
    return answer["value"]


def background(browser: Browser, what: str, **given: Any) -> Any:
    """Runs one of background.js on a page of the extension that was loaded anew for it."""
    known = {
        "settings": [one.id for one in CATALOGUE.settings],
        "lists": [one.id for one in CATALOGUE.lists],
        "origin": CATALOGUE.origin,
    }
    with browser.helper("options/options.html"):
        browser.driver.refresh()
        answer = json.loads(browser.driver.execute_async_script(BACKGROUND, what, known | given))
    assert "error" not in answer, answer["error"]
    return answer["value"]
