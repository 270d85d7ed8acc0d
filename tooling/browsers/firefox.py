"""Firefox with the extension installed and www.linkedin.com led to a local port."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait

from .asked import OBSERVE, TAKE, Asked
from .base import Browser
from .install import Availability
from .line import BiDi
from .remote import RemoteFirefox
from .tabs import HEIGHT, SECONDS, WIDTH

UUID = "5711a0de-0000-4000-8000-57111000c0de"
"""Firefox draws a random one for each extension; a preference makes it this one."""

PREFERENCES: dict[str, str | int | bool] = {
    "intl.locale.requested": "en-US",
    "xpinstall.signatures.required": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "devtools.console.stdout.content": True,  # the console, for logs()
    "layout.css.devPixelsPerPx": "1.0",
    "ui.useOverlayScrollbars": 1,
    "dom.ipc.processPrelaunch.enabled": False,  # processes that nobody may need
    "ui.prefersReducedMotion": 1,  # what moves in a tab's head took 100 of 360 ms that a page took of the processor
}


class Firefox(Browser):
    """Firefox or Firefox ESR."""

    name = "firefox"
    driver: webdriver.Firefox
    addon_id: str | None = None

    @classmethod
    def launch(  # noqa: PLR0913 - all but the first have defaults
        cls,
        where: Availability,
        extension: Path | None = None,
        port: int | None = None,
        *,
        headless: bool = True,
        profile: Path | None = None,
        language: str = "en-US",
        size: tuple[int, int] = (WIDTH, HEIGHT),
        telling: bool = False,
        alone: bool = True,
    ) -> Firefox:
        """Starts it; the arguments are those of Chromium.launch.

        An `extension` that is a folder is installed for this session alone, an .xpi for good: in a
        `profile` that is kept it is there at the next start, too; call `adopt` then.
        """
        options = webdriver.FirefoxOptions()
        if where.browser:
            options.binary_location = str(where.browser)
        options.accept_insecure_certs = (
            port is not None
        )  # the local server's certificate, never the real network
        options.set_capability("webSocketUrl", not where.endpoint)
        # From 153 on, pages at moz-extension:// are refused to WebDriver without it.
        options.add_argument("-remote-allow-system-access")
        if headless:
            options.add_argument("-headless")
        if profile is not None:
            options.add_argument("-profile")
            options.add_argument(str(profile))
        addon = addon_id(extension) if extension is not None else None
        preferences = PREFERENCES | {"intl.locale.requested": language}
        if addon:
            preferences["extensions.webextensions.uuids"] = json.dumps({addon: UUID})
        if port is not None:
            preferences["network.dns.forceResolve"] = where.here
            preferences["network.socket.forcePort"] = f"443={port}"
        for name, value in preferences.items():
            options.set_preference(name, value)
        log = tempfile.NamedTemporaryFile("r", suffix=".log", prefix="geckodriver-", delete=False)  # noqa: SIM115 - read and removed in quit()
        browser = cls(_driver(where, options, log.name), None)
        browser._log = log
        browser.driver.set_window_size(*size)
        if telling and not where.endpoint:
            browser._telling = True
            browser.chrome(OBSERVE, addon)
        if extension is not None:
            browser.install(extension, alone=alone)
        return browser

    _log: Any = None
    _telling = False

    def line(self) -> BiDi | None:  # noqa: D102 - see Browser
        return BiDi(self.driver) if self.driver.capabilities.get("webSocketUrl") else None

    def install(self, extension: Path, *, alone: bool = True) -> None:
        """Installs a folder for this session, or an .xpi for good; a newer .xpi is an update."""
        self.driver.install_addon(str(extension.resolve()), temporary=extension.is_dir())
        self.adopt(addon_id(extension))
        if alone:
            self.close_others()

    def adopt(self, addon: str) -> None:
        """Waits for an add-on that the profile holds, and takes it as this browser's extension."""
        self.addon_id = addon
        uuid = WebDriverWait(self.driver, SECONDS, 0.05).until(
            lambda _: self.chrome(
                "return WebExtensionPolicy.getByID(arguments[0])?.mozExtensionHostname", addon
            ),
            f"the add-on {addon} did not start",
        )
        self.extension_base = f"moz-extension://{uuid}/"

    def chrome(self, script: str, *arguments: Any) -> Any:
        """Runs a script with the browser's own rights."""
        with self.driver.context(self.driver.CONTEXT_CHROME):
            return self.driver.execute_script(script, *arguments)

    def stop_worker(self) -> None:  # noqa: D102 - see Browser
        # Asked again and again: a background that is just starting does not hear it.
        WebDriverWait(self.driver, SECONDS, 0.05).until(
            lambda _: self._terminated() == "stopped", "the background did not stop"
        )

    def _terminated(self) -> str:
        """Asks the background to end, and returns its state after that."""
        with self.driver.context(self.driver.CONTEXT_CHROME):
            state = self.driver.execute_async_script(
                """
                const [id, done] = arguments;
                const { extension } = WebExtensionPolicy.getByID(id);
                const end = extension.terminateBackground({ ignoreDevToolsAttached: true });
                Promise.resolve(end).finally(() => done(extension.backgroundState));
                """,
                self.addon_id,
            )
        return str(state)

    def worker_runs(self) -> bool:  # noqa: D102
        state = self.chrome(
            "return WebExtensionPolicy.getByID(arguments[0]).extension.backgroundState",
            self.addon_id,
        )
        return str(state) != "stopped"

    def logs(self) -> list[str]:  # noqa: D102
        return [line.rstrip() for line in self._log if "console." in line or "JavaScript" in line]

    def quit(self) -> None:  # noqa: D102
        if self._telling:
            self._telling = False
            self.asked = [Asked(url, who) for url, who in self.chrome(TAKE)]
        try:
            super().quit()
        finally:
            self._log.close()
            Path(self._log.name).unlink(missing_ok=True)


def _driver(where: Availability, options: webdriver.FirefoxOptions, log: str) -> webdriver.Firefox:
    if where.endpoint:
        return RemoteFirefox(where.endpoint, options)
    service = webdriver.FirefoxService(str(where.driver), log_output=log)
    return webdriver.Firefox(options, service)


def addon_id(extension: Path) -> str:
    """The id in the manifest of a folder or an .xpi."""
    if extension.is_dir():
        text = (extension / "manifest.json").read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(extension) as archive:
            text = archive.read("manifest.json").decode()
    return str(json.loads(text)["browser_specific_settings"]["gecko"]["id"])
