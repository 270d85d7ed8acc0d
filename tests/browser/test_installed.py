"""A short visit in a browser as members have it: installed, consent, a setting that is on, switched off.

STILL_ON_BROWSER names the browser, which must be there then: chrome, edge, firefox or firefox-esr. Without
it, Chromium stands for Chrome and Edge: it is driven in the same way.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.support import flip, outlined, popup_states, state_of, summary, until
from tooling import render
from tooling.browsers import members
from tooling.server import FixtureServer

NAME = os.environ.get("STILL_ON_BROWSER", "chromium")
AI = "data-for-ai-improvement"


def test_consent_mark_badge_popup_and_off(server: FixtureServer, tmp_path: Path) -> None:
    where = members.find(NAME)
    if not where.ok:
        pytest.fail(where.sentence, pytrace=False)
    render.build(tmp_path)
    folder = tmp_path / ("firefox" if NAME.startswith("firefox") else "chrome")
    server.reset()
    with members.launch(where, folder, server.port) as browser:
        browser.open(server.use(f"{AI}.on"))
        assert browser.state() == {}, "nothing is read before consent"
        browser.consent()
        browser.open(server.use(f"{AI}.on"))
        until(lambda: state_of(browser, AI) == "on", message="read")
        until(lambda: outlined(browser), message="marked")
        until(lambda: browser.badge().text == "1", message="counted")
        assert popup_states(browser)[AI]["state"] == "on"
        flip(browser)
        until(lambda: state_of(browser, AI) == "off", message="its off read")
        until(lambda: not outlined(browser), message="the mark gone")
        assert summary(browser)["sharing"] == 0
    assert not server.errors, server.errors[0]
