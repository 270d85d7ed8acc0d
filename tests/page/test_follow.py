"""Follow: what carries the script out of the settings is noticed, also where the browser tells of no navigation."""

from __future__ import annotations

import pytest

from tests.page.support import AI, AI_LABEL, Page, switch

LEAVE = """
const [navigation, done] = arguments;
if (!navigation) Object.defineProperty(globalThis, "navigation", { value: undefined });
const reports = [];
let at = null;
const left = () => done([performance.now() - at, ...reports]);
parts.follow(async (report) => { reports.push(report.address); }, () => true, left);
setTimeout(() => { at = performance.now(); history.pushState({}, "", "/feed/"); }, 400);
"""


@pytest.mark.parametrize("navigation", [True, False], ids=["told", "not told"])
def test_a_soft_navigation_out_is_noticed_within_100_ms(page: Page, navigation: bool) -> None:
    page.open(AI, switch("a", AI_LABEL, attributes="checked"))
    spent, *addresses = page.wait(LEAVE, navigation)
    assert spent <= 100
    assert set(addresses) == {AI}
