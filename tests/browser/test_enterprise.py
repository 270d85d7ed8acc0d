"""An administrator's policies, read for real: force-installed, values over the member's, changes followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser import policies
from tests.browser.support import outlined, popup_states, state_of, summary, until, words
from tests.safety.table import Tried
from tooling import package
from tooling.browsers import Availability, Browser, Chromium, Firefox, addon_id
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
OPTIONS = "options/options.html"
MANAGED = "storage.managed.get"
WELCOME_ALARM_SECONDS = 45  # half a minute, and the browser's own slack

pytestmark = pytest.mark.skipif(bool(policies.obstacle()), reason=policies.obstacle() or "-")


def welcome_tabs(browser: Browser) -> int:
    """How many welcome pages the extension itself has opened: the helper window may stand on one, too."""
    url = browser.extension_url("welcome/welcome.html")
    with browser.helper("popup/popup.html"):
        return len(browser.call("tabs.query", {"url": url}))


def options(browser: Browser) -> dict[str, Any]:
    """What the options page shows of an administrator's values: the fixed controls by name, and its words."""
    with browser.helper(OPTIONS):
        browser.reload()
        until(
            lambda: browser.run("return document.querySelector('#region option')"), message="drawn"
        )
        return dict(
            browser.run(
                """
                const fixed = [...document.querySelectorAll("[data-managed]:not([hidden])")];
                return {
                  fixed: fixed.filter((one) => one.textContent).map((one) => one.dataset.managed),
                  mode: document.querySelector("[name=mode]:checked")?.value,
                  modes: document.querySelector("[data-part=modes]").disabled,
                  recheck: document.querySelector("#recheck").value,
                  wrong: document.querySelector("[data-managed-wrong]").textContent,
                };
                """
            )
        )


@dataclass(frozen=True)
class Installed:
    """A browser with the extension that a policy has installed, and a way to change the policy's values."""

    browser: Chromium | Firefox
    write: Callable[[dict[str, Any]], None]

    def set(self, values: dict[str, Any]) -> None:
        """Changes the values, and waits until the extension has them."""
        self.write(values)
        until(
            lambda: self.browser.call(MANAGED, None) == values,
            timeout=30,
            message=f"{values} at the extension",
        )


Install = Callable[[dict[str, Any]], AbstractContextManager[Installed]]


@pytest.fixture
def install(
    where: Availability, built: dict[str, Path], server: FixtureServer, tmp_path: Path
) -> Install:
    """Gives a function that starts the browser of this round under a policy with values."""
    server.reset()
    policy = policies.Policies(tmp_path / "policies")
    around = policy.around(where)

    @contextmanager
    def chromium(values: dict[str, Any]) -> Iterator[Installed]:
        packed = policies.crx(Path(str(where.browser)), built["chromium"], tmp_path)
        with policies.update_server(packed) as url:
            policy.chromium(packed.id, url, values)
            profile = tmp_path / "profile"
            with policies.launch_chromium(around, packed, server.port, profile) as browser:
                installed = Installed(browser, lambda new: policy.chromium(packed.id, url, new))
                installed.set(values)
                yield installed

    @contextmanager
    def firefox(values: dict[str, Any]) -> Iterator[Installed]:
        xpi = package.pack(built["firefox"], tmp_path / "still-on.xpi")
        addon = addon_id(xpi)
        policy.firefox(addon, xpi, values)
        with Firefox.launch(around, None, server.port) as browser:
            browser.adopt(addon)
            yield Installed(browser, lambda new: policy.firefox(addon, xpi, new))

    return chromium if where.name == "chromium" else firefox


@pytest.mark.only("chromium")
@pytest.mark.safety("For administrators")
def test_values_win_are_shown_and_followed_in_chromium(
    install: Install, server: FixtureServer, tried: Tried
) -> None:
    with install({"mode": "marks", "recheckDays": 30, "region": "uk"}) as installed:
        browser = installed.browser
        browser.consent("words")
        browser.open(server.use(f"{AI}.on"))
        until(lambda: outlined(browser), message="the mark")
        assert words(browser) == []
        shown = options(browser)
        assert shown["fixed"] == ["mode", "recheckDays", "region"]
        assert (shown["mode"], shown["modes"], shown["recheck"]) == ("marks", True, "30")
        until(lambda: browser.badge().text == "1", message="the badge")

        installed.set({"mode": "popup", "badge": False})
        until(lambda: not outlined(browser), message="the mark gone by the changed policy")
        until(lambda: browser.badge().text == "", message="no number by the changed policy")
        assert "1" in browser.badge().title

        installed.set({"mode": "words", "notWatched": [AI]})
        until(lambda: summary(browser)["sharing"] == 0, message="not counted")
        assert popup_states(browser)[AI]["watched"] is False
        assert not outlined(browser)

        installed.set({})
        until(lambda: browser.badge().text == "1", message="the member's own choice again")
        until(lambda: outlined(browser), message="the mark again")
        assert options(browser)["fixed"] == []
    tried("policies read for real, changed and taken away", 4)


@pytest.mark.only("chromium")
@pytest.mark.safety("For administrators")
def test_wrong_values_do_not_reach_the_extension_in_chromium(
    install: Install, tried: Tried
) -> None:
    """The browser drops them by our schema, each alone, and says so at chrome://policy."""
    with install({"mode": "marks"}) as installed:
        wrong = {"mode": "loud", "badge": "no", "recheckDays": 31, "notWatched": [1], "region": "x"}
        installed.write({**wrong, "welcomePage": False, "unheard-of": 1})
        until(
            lambda: installed.browser.call(MANAGED, None) == {"welcomePage": False},
            timeout=30,
            message="the good value alone",
        )
    tried("wrong values in a policy", 6)


@pytest.mark.only("firefox")
@pytest.mark.safety("For administrators")
def test_values_win_and_wrong_ones_are_told_in_firefox(
    install: Install, server: FixtureServer, tried: Tried
) -> None:
    """Firefox knows no schema: good or bad, all that the policy says reaches the extension."""
    values = {"mode": "marks", "recheckDays": 31, "notWatched": ["ads-by-age", "made-up"], "x": 1}
    with install(values) as installed:
        browser = installed.browser
        browser.consent("words")
        browser.open(server.use(f"{AI}.on"))
        until(lambda: outlined(browser), message="the mark")
        assert words(browser) == []
        until(lambda: state_of(browser, AI) == "on", message="read")
        shown = options(browser)
        assert shown["fixed"] == ["mode", "notWatched"]
        assert shown["recheck"] == "90"
        for name in ("recheckDays", "x", "notWatched: made-up"):
            assert name in shown["wrong"]
        assert popup_states(browser)["ads-by-age"]["watched"] is False
    tried("wrong values in a policy", 3)


@pytest.mark.in_turn
@pytest.mark.safety("For administrators")
def test_welcome_page_is_suppressed(install: Install, tried: Tried) -> None:
    with install({"welcomePage": False}) as installed:
        waited_for_welcome(installed.browser)
        assert welcome_tabs(installed.browser) == 0
    tried("welcome page where the policy wants none", 1)


@pytest.mark.slow
def test_welcome_page_opens_without_that(install: Install) -> None:
    with install({"mode": "marks"}) as installed:
        waited_for_welcome(installed.browser)
        until(lambda: welcome_tabs(installed.browser) == 1, message="the welcome page")


def waited_for_welcome(browser: Browser) -> None:
    """The page waits for the policy's values, which come some seconds after the installation."""
    until(lambda: browser.call("alarms.getAll"), message="the alarm that opens the welcome page")
    until(
        lambda: not browser.call("alarms.getAll"),
        timeout=WELCOME_ALARM_SECONDS,
        message="half a minute",
        every=0.5,
    )
