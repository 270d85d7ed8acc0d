"""An administrator's policies for one browser alone: in a mount namespace of its own, not on this machine.

Chromium reads /etc/chromium/policies/managed/*.json, Firefox /etc/firefox/policies/policies.json. The driver is
started, and so the browser, where a temporary folder lies over each of these. No other browser sees it, and
nothing is left of it. It needs root.
"""

from __future__ import annotations

import dataclasses
import hashlib
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from selenium import webdriver

from tests.browser.support import until
from tooling.browsers import Availability, Chromium
from tooling.browsers.chromium import prepare

# An overlay of empty folders gives the places to lie over; binding lets later changes through.
WITHIN = """\
mount -t overlay overlay -o lowerdir="$0":/etc /etc &&
mount --bind "$1" /etc/chromium/policies/managed &&
mount --bind "$2" /etc/firefox/policies &&
shift 2 && exec "$@"
"""


def obstacle() -> str:
    """Why there can be no policies here; an empty string if there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("unshare") is None:
        return "policies are read from /etc: needs root and Linux's unshare"
    tried = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return "unshare --mount is not permitted here" if tried.returncode else ""


class Policies:
    """The policies of one browser."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (
            "chromium",
            "firefox",
            "etc/chromium/policies/managed",
            "etc/firefox/policies",
        ):
            (folder / name).mkdir(parents=True)

    def around(self, where: Availability) -> Availability:
        """The same browser, started where only these policies are."""
        driver = self.folder / "driver"
        within = self.folder / "within.sh"
        within.write_text(WITHIN)
        places = " ".join(f"'{self.folder / name}'" for name in ("etc", "chromium", "firefox"))
        driver.write_text(
            f"#!/bin/sh\nexec unshare --mount sh -c \"$(cat '{within}')\" {places} '{where.driver}' \"$@\"\n"
        )
        driver.chmod(0o755)
        return dataclasses.replace(where, driver=driver)

    def chromium(self, extension: str, update_url: str, values: dict[str, Any]) -> None:
        """Force-installs an extension in Chromium, with managed values; again: changes them."""
        self._write(
            "chromium/still-on.json",
            {
                # Else nobody may look into what an administrator has installed, tests neither.
                "DeveloperToolsAvailability": 1,
                "ExtensionSettings": {
                    extension: {"installation_mode": "force_installed", "update_url": update_url}
                },
                "3rdparty": {"extensions": {extension: values}},
            },
        )

    def firefox(self, addon: str, xpi: Path, values: dict[str, Any]) -> None:
        """Force-installs an add-on in Firefox, with managed values."""
        self._write(
            "firefox/policies.json",
            {
                "policies": {
                    "ExtensionSettings": {
                        addon: {"installation_mode": "force_installed", "install_url": xpi.as_uri()}
                    },
                    "3rdparty": {"Extensions": {addon: values}},
                }
            },
        )

    def _write(self, name: str, policy: dict[str, Any]) -> None:
        # Whole or not at all: the browser watches the folder.
        new = self.folder / "new.json"
        new.write_text(json.dumps(policy))
        new.replace(self.folder / name)


@dataclasses.dataclass(frozen=True)
class Packed:
    """An extension packed for Chromium."""

    id: str
    version: str
    crx: bytes


def crx(chromium: Path, folder: Path, to: Path) -> Packed:
    """Packs a folder with a key of its own, from which its id comes."""
    key = rsa.generate_private_key(65537, 2048)
    pem = to / "key.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashlib.sha256(public).hexdigest()[:32]
    copy = to / "packed"
    shutil.copytree(folder, copy)
    subprocess.run(
        [
            chromium,
            "--no-sandbox",
            "--headless=new",
            f"--user-data-dir={to / 'packing'}",
            f"--pack-extension={copy}",
            f"--pack-extension-key={pem}",
        ],
        capture_output=True,
        check=True,
        timeout=60,
    )
    manifest = json.loads((copy / "manifest.json").read_text())
    id_ = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
    return Packed(id_, manifest["version"], copy.with_suffix(".crx").read_bytes())


MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="{id}"><updatecheck codebase="http://127.0.0.1:{port}/packed.crx" version="{version}"/></app>
</gupdate>
"""


@contextmanager
def update_server(packed: Packed) -> Iterator[str]:
    """Serves a packed extension with its update manifest; gives the manifest's address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = packed.crx
            if self.path.startswith("/updates.xml"):
                told = {"id": packed.id, "version": packed.version, "port": server.server_port}
                body = MANIFEST.format(**told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/updates.xml"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def launch_chromium(where: Availability, packed: Packed, port: int, profile: Path) -> Chromium:
    """Starts Chromium as Chromium.launch does, but for the network that its updater needs to reach this machine."""
    options = webdriver.ChromeOptions()
    prepare(options, where, port)
    options.arguments.remove("--disable-background-networking")
    options.add_experimental_option("excludeSwitches", ["disable-background-networking"])
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_argument(f"--user-data-dir={profile}")
    service = webdriver.ChromeService(executable_path=str(where.driver))
    browser = Chromium(webdriver.Chrome(options, service), f"chrome-extension://{packed.id}/")
    until(
        lambda: any(
            packed.id in target["url"]
            for target in browser.driver.execute_cdp_cmd("Target.getTargets", {})["targetInfos"]
        ),
        timeout=30,
        message="the extension that is force-installed",
    )
    return browser
