"""How soon a member is told: from the switch to its mark and to the badge, from the click to no mark."""

from __future__ import annotations

from typing import Any

from .round import Round, asked, click, rest, until
from .sites import AI
from .subjects import Subject

SWITCH = "main [role=switch]"
ENOUGH = 0.8
"""s until a switch that comes after 0.3 has its mark."""
# In the page, from its start: when the switch came, when the frame began in which its mark stood, and how many frames
# it outlived the click by. All times in ms since 1970.
IN_PAGE = """
window.bench = {};
(() => {
  const bench = window.bench;
  const stamp = () => performance.timeOrigin + performance.now();
  const control = () => document.querySelector("main [role=switch]");
  const isMarked = () => {
    for (let at = control(), up = 0; at && up < 5; at = at.parentElement, up += 1) {
      const { outlineStyle, outlineColor } = getComputedStyle(at);
      if (outlineStyle === "solid" && outlineColor === "rgb(194, 65, 12)") return true;
    }
    return false;
  };
  const come = new MutationObserver(() => {
    if (!control()) return;
    bench.came = stamp();
    come.disconnect();
    requestAnimationFrame(function frame(began) {
      if (isMarked()) bench.marked = performance.timeOrigin + began;
      else requestAnimationFrame(frame);
    });
  });
  come.observe(document, { subtree: true, childList: true });
  addEventListener("click", ({ timeStamp }) => {
    if (bench.clicked) return;
    bench.clicked = performance.timeOrigin + timeStamp;
    let frames = 0;
    const frame = () => {
      if (!isMarked()) bench.outlived = frames;
      else frames += requestAnimationFrame(frame) && 1;
    };
    requestAnimationFrame(frame);
  }, true);
})();
"""
# In a page of the extension: when a report arrived, when a reading was stored, when the badge changed. The badge is
# asked for only then, and until it changes: it is drawn after the reading is stored, and in Firefox this page and the
# background share a process, so that asking would hold up the mark.
BESIDE = """
if (!window.bench) {
  const api = globalThis.browser ?? chrome;
  const stamp = () => performance.timeOrigin + performance.now();
  window.bench = { reports: [], stored: [], badges: [] };
  let last = null;
  let isNew = false;
  const look = async (end) => {
    const text = await api.action.getBadgeText({});
    if (text !== last) window.bench.badges.push([stamp(), text]);
    else if (stamp() < end) setTimeout(look, 4, end);
    last = text;
  };
  api.runtime.onMessage.addListener((message) => {
    for (const { setting, state } of message?.readings ?? []) {
      window.bench.reports.push([stamp(), setting, state]);
      isNew = true;
    }
  });
  api.storage.onChanged.addListener(({ state }) => {
    const settings = state?.newValue?.accounts?.unnamed?.settings ?? {};
    for (const [setting, kept] of Object.entries(settings)) window.bench.stored.push([stamp(), setting, kept.state]);
    if (isNew) look(stamp() + 2000);
    isNew = false;
  });
  look(0);
}
window.bench.reports.length = 0;
window.bench.stored.length = 0;
window.bench.badges.length = 0;
"""
HEARD = "return window.bench;"
SETTING = AI


def measure(here: Round) -> None:
    """One switch that comes late, is marked, and is clicked."""
    subject = _fresh(here)
    for counts in here.runs("mark, badge and click"):
        drawn = _drawn(here, subject)
        gone = _gone(subject)
        if counts:
            for question, value in (drawn | gone).items():
                here.add(question, "own page", subject.name, value)


def _fresh(here: Round) -> Subject:
    """Our browser without what it read before: the badge counts every setting that shares, and here it is one."""
    here.ours.browser.reset()
    here.ours.browser.consent()
    return here.ours


def _drawn(here: Round, subject: Subject) -> dict[str, float]:
    browser = subject.browser
    browser.open("about:blank")
    here.server.reset()
    path = here.server.use(f"{AI}.on.appears-0.3s")
    here.server.first = IN_PAGE
    asked(browser, BESIDE)
    browser.open(path)
    rest(ENOUGH)  # a question to the page would hold it up
    page = until(
        lambda: _seen(subject, "marked"),
        "the mark on a switch that is on",
    )
    found = {"mark": page["marked"] - page["came"]}
    beside = until(lambda: _told(subject, "on", "1"), "the badge of a switch that is on")
    return found | ({"badge": beside["badge"]} if "badge" in beside else {})


def _gone(subject: Subject) -> dict[str, float]:
    browser = subject.browser
    asked(browser, BESIDE)
    click(browser, SWITCH)
    page = until(
        lambda: _seen(subject, "outlived"),
        "the click on a switch",
    )
    until(lambda: _told(subject, "off", ""), "the badge after the click")
    stored = next(
        at
        for at, setting, state in asked(browser, HEARD)["stored"]
        if (setting, state) == (SETTING, "off")
    )
    return {"gone": page["outlived"], "reading": stored - page["clicked"]}


def _seen(subject: Subject, name: str) -> dict[str, float]:
    """What the page has noted; {} as long as `name` is missing in it."""
    seen: dict[str, float] = subject.browser.run(HEARD) or {}
    return seen if name in seen else {}


def _told(subject: Subject, state: str, text: str) -> dict[str, float]:
    """Ms from the report of a state to the badge that it makes; {} as long as one of them is missing."""
    heard: dict[str, list[Any]] = asked(subject.browser, HEARD)
    reports = [at for at, setting, said in heard["reports"] if (setting, said) == (SETTING, state)]
    badges = [at for at, said in heard["badges"] if said == text and reports and at >= reports[0]]
    # Only with the badge is all of it over.
    return {"badge": badges[0] - reports[0]} if badges else {}


def measure_wake(here: Round) -> None:
    """A click while the background is stopped: it wakes, and the badge is right."""
    subject = _fresh(here)
    browser = subject.browser
    _drawn(here, subject)
    state = "on"
    for counts in here.runs("wake of a stopped background"):
        rest(0.5)  # a badge that is still on its way would be taken for the next one's
        asked(browser, BESIDE)
        browser.stop_worker()
        state = "off" if state == "on" else "on"
        click(browser, SWITCH)
        found = until(
            lambda now=state: _told(subject, now, "1" if now == "on" else ""),  # type: ignore[misc]
            "the badge after the background was stopped",
        )
        if counts:
            here.add("wake", "own page", subject.name, found["badge"])
