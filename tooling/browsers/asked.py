"""Every request that a browser made over the network, with who wanted it: its own log says so, not the server's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Who = Literal["extension", "opened", "page", "browser"]


@dataclass(frozen=True)
class Asked:
    """One request.

    Attributes:
        url: its address.
        who: a page of the extension, its background or (in Firefox) its content script; "opened": a page that
            one of these opened in a tab; a web page; or the browser itself, address bar included. Chromium
            counts a content script's as its page's.
    """

    url: str
    who: Who


def from_netlog(file: Path, base: str) -> list[Asked]:
    """Read what Chromium wrote by `--log-net-log`; a log that was cut short is read as far as it goes.

    Args:
        file: one JSON object, an event a line.
        base: "chrome-extension://<id>/".
    """
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    constants = json.loads(lines[0].removeprefix('{"constants":').rstrip(","))
    started = constants["logEventTypes"]["URL_REQUEST_START_JOB"]
    return [_told(event["params"], base) for event in _events(lines, started)]


def _events(lines: list[str], kind: int) -> Iterator[dict[str, Any]]:
    marker = f'"type":{kind}'
    for line in lines[1:]:
        if marker not in line or '"url"' not in line:
            continue
        event = json.loads(line.rstrip(",").removesuffix("]}"))
        if event["type"] == kind and "url" in event.get("params", {}):
            yield event


def _told(params: dict[str, Any], base: str) -> Asked:
    initiator = str(params.get("initiator", ""))
    if initiator.rstrip("/") == base.rstrip("/"):
        return Asked(
            params["url"], "opened" if params.get("request_type") == "main frame" else "extension"
        )
    return Asked(params["url"], "page" if initiator.startswith("http") else "browser")


# Firefox: runs with the browser's own rights, before the first page.
OBSERVE = """
const [id] = arguments;
const asked = (Cu.getGlobalForObject(Services).askedForTests = []);
const ours = (principal) => (principal?.addonPolicy ?? principal?.contentScriptAddonPolicy)?.id === id;
const observer = {
  observe(subject) {
    const channel = subject.QueryInterface(Ci.nsIChannel);
    const { triggeringPrincipal, loadingPrincipal, externalContentPolicyType } = channel.loadInfo;
    const own = externalContentPolicyType === Ci.nsIContentPolicy.TYPE_DOCUMENT ? "opened" : "extension";
    const others = loadingPrincipal?.schemeIs("https") ? "page" : "browser";
    asked.push([channel.URI.spec, ours(triggeringPrincipal) || ours(loadingPrincipal) ? own : others]);
  },
};
Services.obs.addObserver(observer, "http-on-modify-request");
"""
TAKE = "return Cu.getGlobalForObject(Services).askedForTests;"
