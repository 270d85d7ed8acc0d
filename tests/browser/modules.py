"""The background's pure parts, run as they ship on a page of the extension."""

from __future__ import annotations

from typing import Any

from tooling.browsers import Browser

AI = "data-for-ai-improvement"
AGE = "ads-by-age"
PARTNERS = "share-data-with-select-partners"
MINOR = "focused-inbox"
RUN = """
const [source, args, done] = arguments;
const body = new Promise((resolve) => resolve(null));
Promise.all(["/background/merge.js", "/background/style.js", "/background/badge.js", "/shared/messages.js",
  "/shared/stored.js", "/shared/summary.js", "/shared/catalogue.js", "/shared/managed.js"].map((path) => import(path)))
  .then((modules) => Object.assign({}, ...modules))
  .then((parts) => MERGE(parts, args))
  .then((value) => done({ value }), (error) => done({ error: String(error.stack ?? error) }));
"""


def ask(browser: Browser, body: str, *arguments: Any) -> Any:
    """Runs the body of a function of (parts, args) on the welcome page, which has all modules at hand."""
    with browser.helper():
        script = RUN.replace("MERGE", f"((parts, args) => {{ {body} }})")
        answer = browser.driver.execute_async_script(script, "", list(arguments))
    assert "error" not in answer, answer["error"]
    return answer["value"]


def report(
    *readings: dict[str, Any], at: int, listed: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A content script's report of a document whose load began at `at`."""
    return {
        "type": "report",
        "loadedAt": at,
        "address": f"/mypreferences/d/settings/{AI}",
        "member": None,
        "page": {"kind": "setting", "lang": "en"},
        "readings": list(readings),
        "list": listed,
        "counts": None,
        "marks": [],
        "notice": None,
        "news": None,
        "lessons": [],
    }


def reading(state: str, setting: str = AI, via: str = "page", **more: Any) -> dict[str, Any]:
    return {"setting": setting, "state": state, "via": via, **more}
