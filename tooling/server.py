"""A local TLS server that stands for www.linkedin.com and serves the fixtures there.

The browsers resolve that name to it (tooling/browsers). A test says in this process what is served:

    with FixtureServer() as server:
        path = server.use("data-for-ai-improvement.on")  # or choose(), variant(), page()
        browser.open(path)
        assert server.count(method="POST") == 0

Clicks in the served pages are stored in `account`, so that lists and later loads agree with them.
"""

from __future__ import annotations

import contextlib
import json
import re
import ssl
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import trustme

from tooling.fixtures import (
    PLAIN,
    Account,
    Captured,
    Fixture,
    Variant,
    book,
    document,
    fixture,
    parts,
)

HOST = "www.linkedin.com"
ORIGIN = f"https://{HOST}"
APPLICATION = "/fixture/"
"""What the pages' own application asks for: the next page, a click to be stored."""
NOT_FOUND = "/mypreferences/page-not-found"
HTML = "text/html"


@dataclass(frozen=True)
class Request:
    """One request as it arrived; `at` is time.monotonic() in seconds."""

    method: str
    host: str
    path: str
    at: float


class FixtureServer:
    """Serves fixtures. One account and one set of variants at a time; `reset()` between tests.

    `here` is the address to listen at: only this machine's own, where nobody says otherwise.

    Attributes:
        account: what the member has chosen, clicks included.
        requests: every request, in order.
        errors: tracebacks of pages that could not be drawn: mistakes of the bench.
        first: a script that stands before everything else in each page.
    """

    def __init__(self, here: str = "127.0.0.1") -> None:
        self.account: Account = {}
        self.requests: list[Request] = []
        self.errors: list[str] = []
        self.first = ""
        self._variants: dict[str, tuple[Variant, str | None]] = {}
        self._everywhere = PLAIN
        self._redirects: dict[str, str] = {}
        self._pages: dict[str, tuple[str, str]] = {}
        self._held: dict[str, threading.Event] = {}
        self._lock = threading.Lock()
        self._server = _Server(self, here)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """Its port."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Begins to serve, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the server and its thread."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reset(self) -> None:
        """Back to the account that shares everything, plain pages, no requests."""
        with self._lock:
            self.account.clear()
            self.requests.clear()
            self.errors.clear()
            self.first = ""
            self._variants.clear()
            self._pages.clear()
            self._redirects.clear()
            self._everywhere = PLAIN

    def use(self, one: Fixture | Captured | str) -> str:
        """Serves a fixture: its account, its variant at its address. Returns the path to open."""
        one = fixture(one) if isinstance(one, str) else one
        if isinstance(one, Captured):
            return self.page(one.path, one.html)
        with self._lock:
            self.account.update(one.account)
            self._variants[book().place(one.path)] = (one.variant, one.provenance)
        return one.path

    def variant(self, path: str | None, variant: Variant) -> None:
        """Serves a path, or every path where it is None, in a variant."""
        with self._lock:
            if path is None:
                self._everywhere = variant
            else:
                self._variants[book().place(path)] = (variant, None)

    def page(self, path: str, text: str, kind: str = HTML) -> str:
        """Serves any HTML, or text of another type, at a path: small pages of a test's own."""
        with self._lock:
            self._pages[book().place(path)] = (text, kind)
        return path

    def redirect(self, path: str, target: str) -> None:
        """Sends whoever asks for a path to another one."""
        with self._lock:
            self._redirects[book().place(path)] = target

    @contextlib.contextmanager
    def holding(self, path: str) -> Iterator[None]:
        """Lets whoever asks for a path wait for its answer meanwhile: a slow network."""
        place, over = book().place(path), threading.Event()
        self._held[place] = over
        try:
            yield
        finally:
            del self._held[place]
            over.set()

    def wait(self, path: str) -> None:
        """Returns when a path is not held, at once for most."""
        if over := self._held.get(book().place(path)):
            over.wait()

    def choose(self, setting: str, state: str) -> None:
        """The account's choice, made elsewhere: "on", "off" or "partial"."""
        with self._lock:
            self.account[setting] = book().pages[setting].truth(state)

    def count(self, method: str | None = None, path: str | None = None) -> int:
        """How many requests there were, of a method and to a path that begins so."""
        return sum(
            1
            for request in list(self.requests)
            if method in (None, request.method) and request.path.startswith(path or "/")
        )

    def log(self, method: str, host: str, path: str) -> None:
        """Notes a request."""
        with self._lock:
            self.requests.append(Request(method, host, path, time.monotonic()))

    def answer(self, path: str) -> tuple[int, str, str]:
        """Status, body and content type of a GET; for a redirect its target as the type."""
        where, pages = urlsplit(path), book()
        with self._lock:
            if where.path == APPLICATION + "page":
                asked = parse_qs(where.query)["path"][0]
                drawn = parts(asked, self.account, self._variant(asked)[0])
                return HTTPStatus.OK, json.dumps(drawn), "application/json"
            if (own := self._pages.get(pages.place(path))) is not None:
                return HTTPStatus.OK, *own
            variant, provenance = self._variant(path)
            older = None if variant.shows else pages.redirects.get(where.path)
            if target := self._redirects.get(pages.place(path), older):
                return HTTPStatus.FOUND, "", target
            known = where.path == "/feed/" or pages.page_at(path) or pages.list_at(path)
            known = known or variant.shows
            if not known and where.path.startswith("/mypreferences/d/settings/"):
                return HTTPStatus.FOUND, "", NOT_FOUND
            html = document(path, self.account, variant, provenance)
            found = known or where.path == NOT_FOUND
            return HTTPStatus.OK if found else HTTPStatus.NOT_FOUND, html, HTML

    def save(self, change: dict[str, Any]) -> None:
        """Stores a click: {setting, index, on}; the index is that of the input on its page."""
        with self._lock:
            page = book().pages[change["setting"]]
            if self._variant(page.path)[0].optimistic:
                return
            truth = self.account.get(page.id, page.truth("on"))
            self.account[page.id] = page.clicked(truth, int(change["index"]), bool(change["on"]))

    def _variant(self, path: str) -> tuple[Variant, str | None]:
        page = book().page_at(path)
        place = book().place(page.path if page else path)
        return self._variants.get(place, (self._everywhere, None))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, owner: FixtureServer, here: str) -> None:
        super().__init__((here, 0), _Handler)
        self.owner = owner
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert(HOST).configure_cert(self.context)

    def finish_request(self, request: Any, client_address: Any) -> None:
        # In the connection's own thread: a browser that opens a connection in advance and says
        # nothing must not hold up the others.
        try:
            with self.context.wrap_socket(request, server_side=True) as secure:
                super().finish_request(secure, client_address)
        except (ssl.SSLError, ConnectionError):
            return  # the browser went away: its own business


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else each answer waits 40 ms for the browser to acknowledge its head.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._log()
        self.server.owner.wait(self.path)
        try:
            status, body, kind = self.server.owner.answer(self.path)
        except Exception:  # noqa: BLE001 - told to the test, which is in another thread
            text = traceback.format_exc()
            self.server.owner.errors.append(text)
            status, body, kind = HTTPStatus.INTERNAL_SERVER_ERROR, text, "text/plain"
        if kind == HTML and (first := self.server.owner.first):
            # Behind the doctype, which says how the page is drawn; the parser opens <head> for it.
            body = re.sub(
                r"(?i)<!doctype html>",
                lambda found: f"{found[0]}<script>{first}</script>",
                body,
                count=1,
            )
        if status == HTTPStatus.FOUND:
            self._send(status, b"", [("Location", kind)])
        else:
            self._send(status, body.encode(), [("Content-Type", f"{kind}; charset=utf-8")])

    def do_POST(self) -> None:
        self._log()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == APPLICATION + "state":
            self.server.owner.save(json.loads(body))
        self._send(HTTPStatus.NO_CONTENT, b"", [])

    def _log(self) -> None:
        self.server.owner.log(self.command, self.headers.get("Host", ""), self.path)

    def _send(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in [
            *headers,
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-cache"),
        ]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silent: `FixtureServer.requests` is the log."""
