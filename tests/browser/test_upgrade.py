"""What a restart and an update take away is there again: scripts, badge, icon; nothing that was known is lost."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException

from tests.browser import policies
from tests.browser.support import outlined, popup, state_of, until
from tooling import package
from tooling.browsers import Availability, Browser, Chromium, Firefox
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
BY_AGE = "ads-by-age"
SCRIPTS = "scripting.getRegisteredContentScripts"


def newer(folder: Path, to: Path, version: str) -> Path:
    """A copy of a build that calls itself a newer version."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    manifest = json.loads((to / "manifest.json").read_text())
    manifest["version"] = version
    (to / "manifest.json").write_text(json.dumps(manifest))
    return to


def xpi(folder: Path, to: Path) -> Path:
    package.pack(folder, to)
    return to


def version(browser: Browser) -> str:
    """The running extension's version; empty while it is being loaded anew."""
    with browser.helper():
        browser.driver.get(browser.extension_url("welcome/welcome.html"))
        return str(browser.run("return chrome.runtime?.getManifest?.().version ?? ''"))


def look_at_ai(browser: Browser, server: FixtureServer) -> None:
    browser.open(server.use(f"{AI}.on"))
    until(lambda: state_of(browser, AI) == "on", message="the AI page read")
    until(lambda: browser.badge().text == "1", message="the badge")


def still_at_work(browser: Browser, server: FixtureServer, before: list[dict[str, str]]) -> None:
    """Badge and popup as before, without any page visited; then the next page is read and marked."""
    until(lambda: browser.badge().text == "1", message="the badge after it")
    assert popup(browser)["settings"] == before
    until(lambda: browser.call(SCRIPTS), message="the script registered")
    browser.open(server.use(f"{BY_AGE}.on"))
    until(lambda: state_of(browser, BY_AGE) == "on", message="the next page read")
    until(lambda: outlined(browser), message="the next page marked")
    until(lambda: browser.badge().text == "2", message="the badge after the reading")


@pytest.mark.only("firefox")
def test_firefox_restarted_and_updated(
    where: Availability, built: dict[str, Path], server: FixtureServer, tmp_path: Path
) -> None:
    server.reset()
    profile = tmp_path / "profile"
    profile.mkdir()
    first = xpi(built["firefox"], tmp_path / "first.xpi")
    with Firefox.launch(where, first, server.port, profile=profile) as browser:
        browser.consent()
        look_at_ai(browser, server)
        addon = str(browser.addon_id)
        before = popup(browser)["settings"]
    with Firefox.launch(where, None, server.port, profile=profile) as browser:
        browser.adopt(addon)
        still_at_work(browser, server, before)
        before = popup(browser)["settings"]
        browser.open(server.use(f"{AI}.on"))
        update = newer(built["firefox"], tmp_path / "second", "9.9.9")
        browser.install(xpi(update, tmp_path / "second.xpi"))
        assert browser.call("runtime.getManifest")["version"] == "9.9.9"
        until(lambda: browser.badge().text == "2", message="the badge after the update")
        assert popup(browser)["settings"] == before
        until(lambda: browser.call(SCRIPTS), message="the script registered anew")
        server.choose(BY_AGE, "off")
        browser.open(f"/mypreferences/d/settings/{BY_AGE}")
        until(lambda: state_of(browser, BY_AGE) == "off", message="read after the update")
        until(lambda: browser.badge().text == "1", message="the badge after the reading")


@pytest.mark.only("chromium")
def test_chromium_updated(
    where: Availability, built: dict[str, Path], server: FixtureServer, tmp_path: Path
) -> None:
    """The folder's version is raised and the extension reloaded, with a settings page open."""
    server.reset()
    folder = newer(built["chromium"], tmp_path / "extension", "0.0.1")
    # Chromium loads an unpacked extension anew only in developer mode.
    preferences = tmp_path / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps({"extensions": {"ui": {"developer_mode": True}}}))
    with Chromium.launch(where, folder, server.port, profile=tmp_path / "profile") as browser:
        browser.consent()
        look_at_ai(browser, server)
        before = popup(browser)["settings"]
        newer(built["chromium"], folder, "9.9.9")
        with browser.helper(), contextlib.suppress(WebDriverException):
            browser.run("chrome.runtime.reload()")  # and the page that asks for it is closed
        until(lambda: version(browser) == "9.9.9", message="reloaded")
        still_at_work(browser, server, before)


@pytest.mark.only("chromium")
@pytest.mark.skipif(bool(policies.obstacle()), reason=policies.obstacle() or "-")
def test_chromium_restarted(
    where: Availability, built: dict[str, Path], server: FixtureServer, tmp_path: Path
) -> None:
    """A real restart: only an extension that a policy installs outlives one under test."""
    server.reset()
    policy = policies.Policies(tmp_path / "policies")
    around, profile = policy.around(where), tmp_path / "profile"
    packed = policies.crx(Path(str(where.browser)), built["chromium"], tmp_path)
    with policies.update_server(packed) as url:
        policy.chromium(packed.id, url, {})
        with policies.launch_chromium(around, packed, server.port, profile) as browser:
            browser.consent()
            look_at_ai(browser, server)
            before = popup(browser)["settings"]
        with policies.launch_chromium(around, packed, server.port, profile) as browser:
            still_at_work(browser, server, before)
            assert "daily" in [alarm["name"] for alarm in browser.call("alarms.getAll")]
            welcome = browser.extension_url("welcome/welcome.html")
            with browser.helper("popup/popup.html"):
                assert browser.call("tabs.query", {"url": welcome}) == []


@pytest.mark.only("chromium")
def test_chromium_started_again(consented: Browser, server: FixtureServer) -> None:
    """A restart takes badge, alarms and, under some conditions, scripts: the next start of the background mends it."""
    look_at_ai(consented, server)
    before = popup(consented)["settings"]
    consented.call("action.setBadgeText", {"text": ""})
    consented.call("alarms.clearAll")
    consented.call("scripting.unregisterContentScripts")
    consented.stop_worker()
    consented.open("/feed/")
    still_at_work(consented, server, before)
    assert consented.call("alarms.getAll")
