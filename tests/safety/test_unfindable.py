"""The ways in which LinkedIn is reported to look for extensions, replayed from the page: they find nothing.

What a page can still find, the computed style and layout of marked controls, is said on the welcome page.
Not replayed: timing of probes, and the fingerprint of the browser itself.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.support import assert_untouched, flip, outlined, state_of, until
from tests.safety.table import Tried
from tooling.browsers import Browser
from tooling.server import FixtureServer

AI = "data-for-ai-improvement"
BROWSERS_OWN = ("mozilla.com", "mozilla.net", "mozilla.org", "firefox.com")

FETCHES = """
const [base, files, done] = arguments;
const outcome = (file) => fetch(base + file).then(() => "answered", (error) => `${error.name}: ${error.message}`);
(async () => {
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
  const parallel = await Promise.allSettled(files.map(outcome));
  const staggered = [];
  for (const file of files) staggered.push(await outcome(file));
  done([...new Set([...parallel.map(({ value }) => value), ...staggered])]);
})();
"""
ELEMENTS = """
const [base, files, done] = arguments;
const kinds = { img: "src", script: "src", link: "href" };
Promise.all(files.flatMap((file) => Object.entries(kinds).map(([tag, attribute]) => new Promise((resolve) => {
  const element = document.createElement(tag);
  if (tag === "link") element.rel = "stylesheet";
  element.onload = () => resolve(`${tag} ${file}`);
  element.onerror = () => resolve(null);
  element[attribute] = base + file;
  document.head.append(element);
  setTimeout(resolve, 3000, null);
})))).then((loaded) => done(loaded.filter(Boolean)));
"""
SPECTROSCOPY = """
const found = [];
const suspicious = /(chrome|moz)-extension:|still.?on/i;
(function walk(node) {
  if (node.nodeType === Node.TEXT_NODE && suspicious.test(node.textContent)) found.push(node.textContent.slice(0, 80));
  for (const { name, value } of node.attributes ?? [])
    if (suspicious.test(name + value)) found.push(`${name}=${value}`);
  for (const child of node.childNodes) walk(child);
  if (node.shadowRoot) walk(node.shadowRoot);
})(document);
for (const element of document.querySelectorAll("*")) {
  const { backgroundImage } = getComputedStyle(element);
  if (suspicious.test(backgroundImage)) found.push(backgroundImage);
}
return found;
"""
WORLD = """
const elsewhere = (name) => !name.startsWith(location.origin);
return {
  names: Object.getOwnPropertyNames(window).filter((name) => !/^(__records|ret_nodes|cdc_|\\d+$)/.test(name)).sort(),
  symbols: Object.getOwnPropertySymbols(window).map(String).sort(),
  sheets: document.styleSheets.length,
  adopted: document.adoptedStyleSheets.length,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  cookie: document.cookie,
  resources: performance.getEntriesByType("resource").map(({ name }) => name).filter(elsewhere),
  focus: document.activeElement?.outerHTML.slice(0, 60),
  selection: String(getSelection()),
};
"""


def packaged(built: dict[str, Path], name: str) -> list[str]:
    folder = built[name]
    files = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    return [*files, "not-there.js"]


def marked(browser: Browser, server: FixtureServer) -> None:
    browser.open(server.use(f"{AI}.on"))
    until(lambda: state_of(browser, AI) == "on", message="read")
    until(lambda: outlined(browser), message="marked")


def test_the_manifest_offers_nothing_to_pages(browser: Browser, built: dict[str, Path]) -> None:
    manifest = json.loads((built[browser.name] / "manifest.json").read_text())
    for key in ("web_accessible_resources", "externally_connectable", "content_scripts"):
        assert key not in manifest


def test_no_packaged_file_answers_the_page(
    consented: Browser, server: FixtureServer, built: dict[str, Path]
) -> None:
    """A file that is there and one that is not look alike: the same kind of error for all."""
    marked(consented, server)
    files = packaged(built, consented.name)
    assert len(files) > 40
    answers: list[str] = consented.driver.execute_async_script(
        FETCHES, consented.extension_base, files
    )
    assert len(answers) == 1, answers
    assert "answered" not in answers
    assert (
        consented.driver.execute_async_script(ELEMENTS, consented.extension_base, files[::6]) == []
    )


@pytest.mark.safety("Not to be found")
def test_a_walk_over_the_page_finds_no_trace(
    consented: Browser, server: FixtureServer, tried: Tried
) -> None:
    marked(consented, server)
    found = [*consented.run(SPECTROSCOPY)]
    flip(consented)
    until(lambda: state_of(consented, AI) == "off", message="off")
    found += consented.run(SPECTROSCOPY)
    assert_untouched(consented)
    consented.run("document.body.setAttribute('data-x', 'chrome-extension://planted/')")
    assert consented.run(SPECTROSCOPY) == ["data-x=chrome-extension://planted/"]
    tried("walk over texts and attributes", 2, found)


def test_the_pages_world_is_the_same_with_and_without(
    consented: Browser, bare: Browser, server: FixtureServer
) -> None:
    without = world(bare, server)
    marked(consented, server)
    seen = dict(consented.run(WORLD))
    assert set(seen.pop("names")) ^ set(without.pop("names")) == set()
    assert seen == without


def world(browser: Browser, server: FixtureServer) -> dict[str, Any]:
    browser.open(server.use(f"{AI}.on"))
    return dict(browser.run(WORLD))


def test_messages_reach_nobody(consented: Browser, server: FixtureServer) -> None:
    """`chrome.runtime` is not there, or answers for our id as for one that is not installed."""
    marked(consented, server)
    identity = str(consented.extension_base).split("/")[2]
    answers = consented.driver.execute_async_script(
        """
        const [identity, done] = arguments;
        const send = (id) => new Promise((resolve) => {
          const { runtime } = globalThis.chrome ?? {};
          if (!runtime?.sendMessage) return resolve("no runtime");
          try { runtime.sendMessage(id, { type: "leave" }, () => resolve(runtime.lastError?.message ?? "answered")); }
          catch (error) { resolve(error.message.replaceAll(id, "ID")); }
        });
        window.postMessage({ type: "stop" }, "*");
        Promise.all([identity, "a".repeat(32)].map(send)).then(done);
        """,
        identity,
    )
    assert answers[0] == answers[1] != "answered"
    assert outlined(consented)


@pytest.mark.parametrize("mode", ["words", "marks", "popup"])
def test_the_extension_makes_no_request(browser: Browser, server: FixtureServer, mode: str) -> None:
    """All that the server sees is what the page itself asks for, and what Firefox asks of its maker."""
    browser.consent(mode)
    server.requests.clear()
    browser.open(server.use(f"{AI}.on"))
    until(lambda: state_of(browser, AI) == "on", message="read")
    asked = [one for one in server.requests if not one.host.endswith(BROWSERS_OWN)]
    assert {one.host for one in asked} == {"www.linkedin.com"}
    assert {one.path for one in asked} - {"/favicon.ico"} == {f"/mypreferences/d/settings/{AI}"}


@pytest.mark.only("chromium")
def test_the_console_stays_empty(consented: Browser, server: FixtureServer) -> None:
    marked(consented, server)
    assert [line for line in consented.logs() if "favicon" not in line] == []
