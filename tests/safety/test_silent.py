"""Nothing leaves, nothing extra is asked: requests, content security policy, permissions, dependencies."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.browser.support import POPUP, state_of, until
from tests.safety.table import REQUESTS, Tried, requests_row
from tooling import paths, sources
from tooling.browsers import Availability, Browser, launch
from tooling.server import FixtureServer

pytestmark = pytest.mark.safety("Nothing leaves, nothing extra is asked")

AI = "data-for-ai-improvement"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PERMISSIONS = {
    "chrome": {"alarms", "scripting", "sidePanel", "storage"},
    "firefox": {"alarms", "scripting", "storage"},
}
HOST = "https://www.linkedin.com/*"


def variant(built: dict[str, Path], name: str, folder: Path, old: str, new: str) -> Path:
    """A copy of the extension with another content security policy."""
    copy = folder / name
    shutil.copytree(built[name], copy)
    manifest = copy / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    assert old in text
    manifest.write_text(text.replace(old, new), encoding="utf-8")
    return copy


ASKS = """
for (const place of ["https://www.linkedin.com/asked-by-us", "https://elsewhere.example/asked-by-us"])
  fetch(place, { mode: "no-cors" }).catch(() => undefined);
"""


def test_requests_of_a_visit(
    where: Availability,
    built: dict[str, Path],
    server: FixtureServer,
    tmp_path: Path,
    tried: Tried,
) -> None:
    """A visit of its own; and one with an extension whose background asks, so that the account is seen to see it."""
    server.reset()
    with launch(where, built[where.name], server.port, telling=True) as browser:
        visit(browser, server)
    good = requests_row(where.name, browser.asked)
    talking = variant(
        built, where.name, tmp_path, "default-src 'none'", "connect-src https:; default-src 'none'"
    )
    with (talking / "background" / "main.js").open("a", encoding="utf-8") as main:
        main.write(ASKS)
    with launch(where, talking, server.port, telling=True) as browser:
        visit(browser, server)
        until(lambda: server.count(path="/asked-by-us"), message="the request")
    assert requests_row(where.name, browser.asked).findings >= 2
    tried(f"{REQUESTS} (a visit)", good.times, [good] if good.findings else [])


def visit(browser: Browser, server: FixtureServer) -> None:
    """Consent, a page, the views, and consent withdrawn."""
    browser.consent()
    browser.open(server.use(f"{AI}.on"))
    until(lambda: state_of(browser, AI) == "on", message="read")
    for page in (POPUP, "options/options.html", "welcome/welcome.html"):
        with browser.helper(page):
            until(lambda: browser.run("return document.readyState === 'complete'"))
            browser.run("chrome.runtime.sendMessage({ type: 'mode', mode: 'popup' })")
    with browser.helper("options/options.html"):
        browser.run("chrome.runtime.sendMessage({ type: 'stop', erase: true })")
    until(lambda: not browser.storage(), message="erased")


@pytest.mark.only("chromium")
def test_scripts_need_their_allowance(
    where: Availability, built: dict[str, Path], tmp_path: Path, tried: Tried
) -> None:
    """Without it the popup does not draw. Firefox puts a policy of its own in the place of one without `script-src`."""
    less = variant(built, where.name, tmp_path, "script-src 'self'; ", "")
    drawn = "return document.querySelector('h1, h2')?.textContent ?? ''"
    with launch(where, less) as browser, browser.helper(POPUP):
        until(lambda: browser.run("return document.readyState === 'complete'"))
        found = browser.run(drawn)
    tried("allowances of the policy that nothing needs", 1, [found] if found else [])


REFUSED = """
const [done] = arguments;
const refused = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
const add = (tag, fields, inner = "") => {
  const made = Object.assign(document.createElement(tag), fields);
  made.append(inner);
  document.body.append(made);
  return made;
};
const url = "https://www.linkedin.com/x";
add("script", {}, "window.ran = true");
add("script", { src: url });
add("style", {}, "body { outline: 1px solid }");
add("link", { rel: "stylesheet", href: url });
add("img", { src: url });
add("img", { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" });
add("iframe", { src: url });
add("object", { data: url });
add("audio", { src: url });
add("base", { href: url });
fetch(url).catch(() => undefined);
try { new WebSocket("wss://www.linkedin.com/x"); } catch { /* refused at once */ }
try { new Worker("data:text/javascript,1"); } catch { /* refused at once */ }
new FontFace("x", `url(${url})`).load().catch(() => undefined);
const form = add("form", { action: url, method: "post", target: "_self" });
try { form.submit(); } catch { /* refused at once */ }
setTimeout(() => done({ refused: refused.sort(), ran: window.ran ?? false }), 1500);
"""
WANTED = [
    *("base-uri", "connect-src", "connect-src", "font-src", "form-action", "frame-src"),
    *("img-src", "img-src", "media-src", "object-src", "script-src-elem", "script-src-elem"),
    *("style-src-elem", "style-src-elem", "worker-src"),
]


def test_everything_else_is_refused(browser: Browser, server: FixtureServer, tried: Tried) -> None:
    with browser.helper("options/options.html"):
        answer = browser.driver.execute_async_script(REFUSED)
        browser.driver.refresh()
    left = list(WANTED)
    for one in answer["refused"]:
        if one in left:
            left.remove(one)
    found = [f"{one} was not refused" for one in left] + ["inline script ran"] * answer["ran"]
    found += [one.path for one in server.requests if one.path == "/x"]
    tried("inline, remote and embedded content in our pages", len(WANTED), found)


def test_the_manifests_ask_for_no_more(built: dict[str, Path], tried: Tried) -> None:
    found = []
    for folder in built.values():
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        golden = paths.ROOT / "tests" / "unit" / "golden" / f"manifest.{folder.name}.json"
        assert manifest == json.loads(golden.read_text(encoding="utf-8"))
        asked = {
            "permissions": set(manifest["permissions"]) == PERMISSIONS[folder.name],
            "hosts": manifest["host_permissions"] == [HOST],
            "optional": [key for key in manifest if key.startswith("optional")]
            == ["optional_permissions"]
            and manifest["optional_permissions"] == ["notifications"],
            "policy": manifest["content_security_policy"] == {"extension_pages": CSP},
            "offers": not {"web_accessible_resources", "externally_connectable"} & set(manifest),
            "content scripts": "content_scripts" not in manifest,
        }
        if folder.name == "firefox":
            gecko = manifest["browser_specific_settings"]["gecko"]
            asked["collection"] = gecko["data_collection_permissions"] == {"required": ["none"]}
        found += [f"{folder.name}: {key}" for key, right in asked.items() if not right]
    tried("permissions and policies", 13, found)


IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](?P<place>[^"']+)["']""")
NAMED = re.compile(
    r"""(?<![-\w])(?:src|href|action)="(?P<place>[^"]+)"|url\((?P<url>[^)]*)\)|@import"""
)
ADDRESS = re.compile(r"\b(?:https?|wss?|data|blob):/?/?[^\s\"'`)*,]*")
LINKS = ("https://www.linkedin.com", "http://www.w3.org/2000/svg")
"""Addresses that a member can click on, and the name of SVG's elements."""
TALKING = re.compile(
    r"\b(fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|importScripts|eval|RTCPeerConnection)\s*\("
    r"|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|storage\.sync|localStorage|indexedDB"
)


def test_nothing_of_others_ships(built: dict[str, Path], tried: Tried) -> None:
    """No import and no address from outside the package, and none of the ways to ask for one."""
    found, read = [], 0
    told = [one["address"] for one in sources.load()["sources"].values()]
    links = (*LINKS, *told, *(one["address"] for one in sources.elsewhere() if one["address"]))
    for folder in built.values():
        for file in sorted(folder.rglob("*")):
            if file.suffix not in (".js", ".html", ".css"):
                continue
            read += 1
            text = file.read_text(encoding="utf-8")
            if file.suffix == ".js":
                places = [one["place"] for one in IMPORT.finditer(code(text))]
                found += [f"{file.name}: {one[0]}" for one in TALKING.finditer(code(text))]
            else:
                places = [one["place"] or "//" for one in NAMED.finditer(text)]
            for place in places:
                start = folder if place.startswith("/") else file.parent
                inside = (start / place.lstrip("/").split("?")[0]).resolve()
                if not (inside.is_file() and inside.is_relative_to(folder.resolve())):
                    found.append(f"{file.name}: {place}")
            found += [
                f"{file.name}: {one}"
                for one in ADDRESS.findall(code(text))
                if not one.replace("\\/", "/").replace("\\.", ".").startswith(links)
            ]
    tried("imports, addresses and requests in what ships", read, found)


@pytest.mark.parametrize("line", ["fetch('/x')", "node.innerHTML = text", "new Function('')"])
def test_a_request_after_a_comment_is_seen(line: str, tried: Tried) -> None:
    assert TALKING.search(code(f"// A comment, fetch(x).\n/* fetch(y) */ {line};"))
    assert not TALKING.search(code("// fetch(x)\n/* fetch(y)\n */ const a = 1; // fetch(z)"))
    tried("requests in code, planted", 2)


def code(text: str) -> str:
    """JavaScript and CSS without their comments."""
    return re.sub(r"/\*[\s\S]*?\*/|^\s*//.*$|\s// .*$", "", text, flags=re.MULTILINE)
