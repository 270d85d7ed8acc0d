"""How much work the content script makes: one scan of a large page, bursts of changes; and the build."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

import pytest

from tests.browser.support import until
from tests.page.support import AI, AI_LABEL, Page, switch
from tooling import render
from tooling.bench.scans import FILL, scans
from tooling.browsers import Browser

RUNS = 3
WALKS = {"chromium": 4.0, "firefox": 3.2}
"""How many times a bare walk over the same page a scan may take. Its 30 ms are a budget of `invoke bench`: for the same
code 22 and 41 ms were measured on two days (Nov 2026)."""
WALK = """
fill(...arguments);
document.body.getBoundingClientRect();
const start = performance.now();
const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT);
let shadows = 0;
for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.shadowRoot) shadows += 1;
return performance.now() - start;
"""


def scan(page: Page, elements: int, switches: int) -> float:
    """Milliseconds of one scan, shadow walk and visibility of candidates included: the median."""
    page.open(AI)
    page.run(FILL)
    page.run("fill(...arguments)", elements, switches)
    assert page.run("return document.querySelectorAll('*').length") == pytest.approx(elements, 0.05)
    assert page.run("return controls().length") == switches
    return statistics.median(scans(page.run, elements, switches, RUNS))


@pytest.mark.timed
def test_scan_of_100_000_elements_and_its_growth(page: Page, bare: Browser) -> None:
    small = scan(page, 1_000, 10)
    large = scan(page, 100_000, 1_000)
    walk = statistics.median(page.run(WALK, 100_000, 1_000) for _ in range(RUNS))
    print(
        f"{bare.name}: {small:.2f} ms for 1,000, {large:.1f} ms for 100,000: {large / small:.0f} times;"
        f" {large / walk:.1f} bare walks of {walk:.1f} ms"
    )
    assert large / walk <= WALKS[bare.name]
    assert large / small <= 120


# Each scan asks the document for its controls once; each look asks once whether the page is busy; what comes or goes
# is searched for controls.
COUNT = """
window.counts = { scans: 0, looks: 0, searches: 0 };
window.reports = [];
const counted = (prototype, name, of) => {
  const { querySelectorAll } = prototype;
  prototype.querySelectorAll = function (selector) {
    if (of(selector)) counts[name] += 1;
    return querySelectorAll.call(this, selector);
  };
};
counted(Document.prototype, "scans", (selector) => selector === parts.CONTROLS);
counted(Element.prototype, "looks", (selector) => selector.startsWith("[aria-busy=true],"));
counted(Element.prototype, "searches", (selector) => selector === parts.COMING);
window.followed = parts.follow(async (report) => { reports.push(report); }, () => true, () => {});
"""
BURST = """
const [change, times, batches] = arguments;
Object.assign(counts, { scans: 0, looks: 0, searches: 0 });
const far = one("aside");
window.over = false;
const changes = {
  text: (i) => { far.firstChild.data = `${i}`; },
  elements: () => far.append(document.createElement("p")),
  moves: () => far.append(far.lastChild),
  hidden: (i) => far.toggleAttribute("hidden", i % 2 === 0),
  control: (i) => one("input").setAttribute("aria-busy", `${i % 2}`),
  replaced: () => { const was = one("input"); was.replaceWith(was.cloneNode()); },
};
let done = 0;
(function batch() {
  for (const end = done + times / batches; done < end; done += 1) changes[change](done);
  if (done < times) setTimeout(batch, 1000 / batches);
  else window.over = true;
})();
"""


def follow(page: Page) -> None:
    """A page with one switch in its card and an aside, followed until all is settled."""
    page.open(AI, f"<section><h2>AI</h2>{switch('a', AI_LABEL)}</section><aside>x</aside>")
    page.run(COUNT)
    quiet(page)


def quiet(page: Page) -> None:
    """Waits until nothing more is to be looked for: what is new is told only then, and is the last."""
    settled = "return reports.length > 0 && reports.at(-1).news !== null"
    until(lambda: page.run(settled), message="the page settled")


def after(page: Page, change: str, times: int, batches: int = 1) -> dict[str, Any]:
    """Scans and looks that changes led to, from the first until all is settled again."""
    page.run(BURST, change, times, batches)
    until(lambda: page.run("return window.over"), message="all changes made")
    end = time.monotonic() + 0.6
    until(lambda: time.monotonic() > end, message="a burst's own timers")
    quiet(page)
    return dict(page.run("return counts"))


@pytest.mark.in_turn
@pytest.mark.parametrize("batches", [1, 100], ids=["at-once", "in-a-second"])
def test_changes_that_touch_no_control_are_not_read(page: Page, batches: int) -> None:
    follow(page)
    for change in ("text", "elements", "moves", "hidden"):
        counts = after(page, change, 10_000, batches)
        assert counts["scans"] == 0, change
        # One and the same element comes and goes.
        assert change != "moves" or 1 <= counts["searches"] <= batches
    assert after(page, "control", 1)["scans"] > 0


@pytest.mark.in_turn
@pytest.mark.parametrize("change", ["control", "replaced"])
def test_burst_on_a_control_is_read_like_one_change(page: Page, change: str) -> None:
    follow(page)
    one = after(page, change, 1)
    burst = after(page, change, 10_000)
    assert 1 <= burst["scans"] <= 2
    assert one["looks"] > 0, "looks are not counted any more"
    # Looks come later, too, when settling asks for them: as many as after one change.
    assert burst["looks"] <= one["looks"] + 1


@pytest.mark.timed
def test_build_of_both_targets(tmp_path: Path) -> None:
    def seconds() -> float:
        start = time.perf_counter()
        render.build(tmp_path)
        return time.perf_counter() - start

    assert statistics.median(seconds() for _ in range(3)) <= 2
