"""What a visit of 2.6 s costs: script time, longest stretch of it, memory."""

from __future__ import annotations

from typing import Any

from tooling.browsers import Chromium, Firefox
from tooling.browsers.line import LineError

from .figures import EMPTY
from .gecko import profiled
from .round import Round, rest
from .sites import generated, saved
from .subjects import Subject
from .trace import Share, share

STAY = 2.6
"""s: an off is said 2 s after the page is quiet, and with that the work is done."""
ELSEWHERE = 0.5
"""s: where nothing of ours runs, nothing is waited for."""
AWAY = {"chromium": "chrome://version/", "firefox": "about:license"}
"""Pages of the browser's own process: what is opened after them gets a fresh one, without what a visit left."""
KB = 1000
MEMORY = """
const done = arguments[0];
ChromeUtils.requestProcInfo().then(({ children }) => done(children.map(({ type, memory }) => ({ type, memory }))));
"""


def measure(here: Round) -> None:
    """Visits each page in each browser in turn."""
    for site in [*saved(here.server), generated(*here.sizes[-1])]:
        path = site.serve(here.server)
        for number, counts in enumerate(here.runs(f"visit, {site.name}")):
            for subject in here.in_turn(number):
                if subject.name == EMPTY:
                    continue  # there is nothing to see
                stay = STAY if site.settings and subject.base else ELSEWHERE
                cost = visit(subject, path, stay)
                memory = memory_of(subject)
                if not counts:
                    continue
                if subject.base:
                    here.add("script", site.name, subject.name, cost.script)
                    here.add("longest", site.name, subject.name, cost.longest)
                for question, value in memory.items():
                    here.add(question, site.name, subject.name, value)


def visit(subject: Subject, path: str, stay: float = STAY) -> Share:
    """What one visit costs the page's main thread, in a process that had no other.

    Args:
        subject: the browser.
        path: the page.
        stay: s.
    """
    browser = subject.browser
    browser.driver.get(AWAY[browser.name])
    if isinstance(browser, Firefox):
        with profiled(browser, subject.scripts) as found:
            browser.open(path)
            rest(stay)
        return Share(found.script, found.longest)
    with subject.debugger.traced() as events:
        browser.open(path)
        rest(stay)
    return share(events, subject.scripts)


def memory_of(subject: Subject) -> dict[str, float]:
    """Memory by question in kB, of the page that is open and of the background where it runs."""
    browser = subject.browser
    if isinstance(browser, Firefox):
        return _memory_of_processes(browser)
    worker = _heap_of_worker(subject)
    return {"page-memory": _heap_of_page(browser)} | ({"worker-memory": worker} if worker else {})


def _heap_of_page(browser: Chromium) -> float:
    """JavaScript after a collection, in kB; worlds of extensions are in it."""
    run = browser.driver.execute_cdp_cmd
    run("Performance.enable", {})
    run("HeapProfiler.collectGarbage", {})
    metrics: list[dict[str, Any]] = run("Performance.getMetrics", {})["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "JSHeapUsedSize") / KB


def _heap_of_worker(subject: Subject) -> float | None:
    """JavaScript after a collection, in kB; None where no background runs."""
    call = subject.debugger.call
    try:
        with subject.debugger.attached(str(subject.base), "service_worker") as session:
            call("HeapProfiler.collectGarbage", session)
            return float(call("Runtime.getHeapUsage", session)["usedSize"]) / KB
    except LineError:
        return None


def _memory_of_processes(browser: Firefox) -> dict[str, float]:
    """The largest process of web pages and of the extensions', as the system counts them, in kB."""
    with browser.driver.context(browser.driver.CONTEXT_CHROME):
        found = browser.driver.execute_async_script(MEMORY)
    kinds = {
        "page-memory": [one["memory"] for one in found if one["type"].startswith("web")],
        "worker-memory": [one["memory"] for one in found if one["type"] == "extension"],
    }
    return {name: max(values) / KB for name, values in kinds.items() if values}
