"""The popup, from its document's start to all of it drawn: as it ships, and with a catalogue of 500 settings."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tooling import catalogue, render, shipped
from tooling.browsers import Availability, Chromium, Firefox, launch

from . import BenchError
from .figures import OURS
from .round import Round, until
from .subjects import packages

FEW, MANY = 1, 500
CHANGES = 2
"""Of each setting's state: on, and then off."""
CASES = {FEW: "1 setting in history", MANY: f"500 settings, each with {CHANGES} changes"}
# Runs in the popup before its own script. What stands there in a frame's callback is painted at the end of it.
DRAWN = """
window.bench = {};
(function frame() {
  if (!document.querySelector("[data-summary][data-clear]")) return requestAnimationFrame(frame);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    window.bench = { drawn: performance.now(), settings: document.querySelectorAll("[data-setting]").length };
  };
  port2.postMessage(0);
})();
"""
STORE = """
const [settings, changes] = arguments;
const { local } = (globalThis.browser ?? chrome).storage;
const now = Date.now();
const seen = (ago) => {
  const at = now - ago * 60_000;
  return { state: ago % 2 ? "on" : "off", at, loadedAt: at, via: "page", address: "/" };
};
const kept = () => {
  const history = Array.from({ length: changes }, (_, i) => seen(changes - i));
  return { ...history.at(-1), confirmed: true, missing: [], history };
};
local.get("state").then(({ state }) => {
  state.accounts.unnamed.settings = Object.fromEntries(settings.map((id) => [id, kept()]));
  return local.set({ state });
}).then(() => { window.stored = true; });
"""


def measure(here: Round, where: Availability) -> None:
    """Opens both popups in turn."""
    with contextlib.ExitStack() as stack:
        opened = {
            settings: stack.enter_context(
                with_settings(where, here.server.port, here.built, settings)
            )
            for settings in CASES
        }
        here.server.reset()
        for counts in here.runs("popup"):
            for settings, browser in opened.items():
                value = drawn(browser)
                if counts:
                    here.add("popup", CASES[settings], OURS, value)


@contextlib.contextmanager
def with_settings(
    where: Availability, port: int, built: Path, settings: int
) -> Iterator[Chromium | Firefox]:
    """A browser whose extension tells when its popup is drawn, with so many settings in its history.

    MANY: its catalogue has as many, too.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "popup"
        shutil.copytree(packages(built)[where.name], copy)
        page = copy / "popup" / "popup.html"
        tag = '<script type="module" src="popup.js">'
        told = page.read_text(encoding="utf-8").replace(
            tag, f'<script type="module" src="bench.js"></script>{tag}'
        )
        page.write_text(told, encoding="utf-8")
        (copy / "popup" / "bench.js").write_text(DRAWN, encoding="utf-8")
        ids = [one.id for one in catalogue.load().settings][:settings]
        if settings == MANY:
            ids = _grow(copy)
        with launch(where, copy, port) as browser:
            browser.consent()
            with browser.helper():
                browser.run(STORE, ids, CHANGES)
                until(lambda: browser.run("return window.stored"), "a history in storage")
            browser.open("/feed/")
            yield browser


def drawn(browser: Chromium | Firefox) -> float:
    """Ms from the popup's start to its last part drawn; in Chromium the toolbar button's own popup."""
    if isinstance(browser, Chromium):
        with browser.popup():
            return _drawn(browser)
    with browser.helper("welcome/welcome.html"):
        browser.driver.get(browser.extension_url("popup/popup.html"))
        found = _drawn(browser)
        browser.driver.get(browser.extension_url("welcome/welcome.html"))
        return found


def _drawn(browser: Chromium | Firefox) -> float:
    ready = until(lambda: browser.run("return window.bench?.drawn && window.bench"), "the popup")
    if not ready["settings"]:
        raise BenchError(
            "the popup was drawn without settings. See with `invoke test -k popup` why."
        )
    return float(ready["drawn"])


def _grow(copy: Path) -> list[str]:
    """Lets a build's catalogue grow to MANY settings, each with texts; returns their ids."""
    known = shipped.for_views(catalogue.load())
    small = render.dump(known).rstrip()
    settings: list[dict[str, Any]] = known["settings"]
    messages = copy / "_locales" / "en" / "messages.json"
    texts: dict[str, Any] = json.loads(messages.read_text(encoding="utf-8"))
    for number in range(MANY - len(settings)):
        model = settings[number % len(settings)]
        name = f"{model['id']}-{number}"
        settings.append({**model, "id": name, "list": None, "position": None})
        ending = f"_{model['id'].replace('-', '_')}"
        own = {key: text for key, text in texts.items() if key.endswith(ending)}
        new = f"_{name.replace('-', '_')}"
        texts |= {key.removesuffix(ending) + new: text for key, text in own.items()}
    module = copy / "shared" / "catalogue.js"
    text = module.read_text(encoding="utf-8")
    if small not in text:
        raise BenchError(
            "shared/catalogue.js is rendered otherwise than tooling/bench/popups.py expects."
        )
    module.write_text(text.replace(small, render.dump(known).rstrip()), encoding="utf-8")
    messages.write_text(json.dumps(texts), encoding="utf-8")
    return [str(one["id"]) for one in settings]
