"""How soon a member is told: measured from the moment the switch appears, with the machine to itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.support import until
from tooling.browsers import Browser
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
TRACE = """
const since = (start) => start + performance.timeOrigin;
window.__trace = {};
(function frame() {
  const pill = [...document.querySelectorAll("main [role=switch]")][0];
  if (pill) {
    window.__trace.appeared ??= since(performance.now());
    for (let at = pill, up = 0; at && up < 5; at = at.parentElement, up += 1)
      if (getComputedStyle(at).outlineStyle === "solid" && getComputedStyle(at).outlineColor === "rgb(194, 65, 12)") {
        window.__trace.marked ??= since(performance.now());
      }
  }
  if (!window.__trace.marked) requestAnimationFrame(frame);
})();
"""


@pytest.mark.timed
def test_marked_within_half_a_second_and_counted_within_one(
    consented: Browser, server: FixtureServer
) -> None:
    consented.open(server.use(f"{AI}.on.appears-1s"))
    consented.run(TRACE)
    seen: dict[str, Any] = {}

    def counted() -> bool:
        if "badge" not in seen and consented.badge().text == "1":
            seen["badge"] = consented.run("return Date.now()")
        return "badge" in seen and "marked" in consented.run("return window.__trace")

    until(counted, message="mark and badge", every=0.02)
    trace = consented.run("return window.__trace")
    assert trace["marked"] - trace["appeared"] < 500
    assert seen["badge"] - trace["appeared"] < 1000
