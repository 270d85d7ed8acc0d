"""What a contributor is asked, what is told and written, and how the profile ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from selenium.common.exceptions import (
    InvalidSessionIdException,
    NoSuchWindowException,
    WebDriverException,
)

from tests.unit.seeded import KEY, LABEL, ROW, tree_of
from tooling import catalogue, paths, screen
from tooling.capture import person, run
from tooling.capture.candidates import Candidate, candidates, kept
from tooling.capture.known import Kept, known
from tooling.capture.problem import CaptureError
from tooling.capture.visiting import driven, places
from tooling.fixtures import captured
from tooling.profile import fresh_profile
from tooling.tools import ToolError


def asked(body: str) -> list[tuple[str, str, str]]:
    page = tree_of(f"<html><body>{body}</body></html>")
    return [(one.kind, one.value, one.place) for one in candidates(page, known())]


NEW = "Let others train on it"
ASKED = {
    "a key": (
        '<input type=checkbox role=switch aria-labelledby=allowZ>',
        [("name", "allowZ", "aria-labelledby of a control")],
    ),
    "a key with a value": (
        '<input type=radio id=discloseZ__HIDE_ALL>',
        [("name", "discloseZ__HIDE_ALL", "id of a control")],
    ),
    "a key of a div": (
        '<div role=switch id=allowZ></div>', [("name", "allowZ", "id of a control")],
    ),
    "a value of a list": (
        '<select><option value=SOME_ONE></option></select>',
        [("name", "SOME_ONE", "value of a choice")],
    ),
    "a label by its id": (
        f'<p id={KEY}>{NEW}</p><input type=checkbox aria-labelledby={KEY}>',
        [("text", NEW, "label of a control")],
    ),
    "a label around": (
        f'<label><input type=checkbox>{NEW}</label>', [("text", NEW, "label of a control")],
    ),
    "a label as an attribute": (
        f'<button aria-pressed=true aria-label="{NEW}"></button>',
        [("text", NEW, "label of a control")],
    ),
    "a state word": (
        f'<div><p id={KEY}>{LABEL}</p><b>Ligado</b><input type=checkbox aria-labelledby={KEY}></div>',
        [("text", "Ligado", "beside a control")],
    ),
    "a row": (
        f'<a href={ROW}><span>{NEW}</span><span>Ligado</span></a>',
        [("text", NEW, "text of a row"), ("text", "Ligado", "text of a row")],
    ),
    "an address": (
        '<a href="/mypreferences/d/settings/ads-by-mood?z=1"></a>',
        [("path", "/mypreferences/d/settings/ads-by-mood", "address of a row")],
    ),
    "a heading": (f"<h2>{NEW}</h2>", [("text", NEW, "heading")]),
    "a choice": (f"<select><option>{NEW}</select>", [("text", NEW, "choice of a list")]),
    "in a shadow root": (
        f"<div><template shadowrootmode=open><h2>{NEW}</h2></template></div>",
        [("text", NEW, "heading")],
    ),
    "in a frame": (f"<iframe srcdoc='<h2>{NEW}</h2>'></iframe>", [("text", NEW, "heading")]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "want"), ASKED.values(), ids=ASKED)
def test_unknown_keys_addresses_and_labels_are_asked_for(
    body: str, want: list[tuple[str, str, str]]
) -> None:
    assert asked(body) == want


NOT_ASKED = {
    "what is known": f'<p id={KEY}>{LABEL}</p><input type=checkbox aria-labelledby={KEY}>',
    "texts of no control": f"<p>{NEW}</p><li>{NEW}</li><button>{NEW}</button>",
    "names of no control": "<p id=allowZ></p><input type=hidden name=allowZ><input type=text id=allowZ>",
    "generated names": "<input type=checkbox id=ember417 name=a.b>",
    "values that somebody typed": "<input type=checkbox value=ZEBULON>",
    "texts with figures": "<h2>Zebulon 17</h2>",
    "e-mail addresses": "<h2>quux@zebulon</h2>",
    "long texts": f"<h2>{'quux ' * 20}</h2>",
    "what two controls share": "<div>Zebulon<input type=checkbox><input type=checkbox></div>",
    "links elsewhere": "<a href=/in/zebulon>Zebulon</a><a href=https://x.example/mypreferences/d/a>Z</a>",
    "addresses with figures": "<a href=/mypreferences/d/settings/zebulon-17></a>",
}  # fmt: skip


@pytest.mark.parametrize("body", NOT_ASKED.values(), ids=NOT_ASKED)
def test_nothing_else_is_asked_for(body: str) -> None:
    assert asked(body) == []


def test_what_is_agreed_to_is_kept_by_its_kind() -> None:
    agreed = [Candidate("name", "a", ""), Candidate("path", "b", ""), Candidate("text", "c", "")]
    assert kept(agreed) == Kept(
        texts=frozenset({"c"}), names=frozenset({"a"}), paths=frozenset({"b"})
    )


# ---- pages --------------------------------------------------------------------------------------


def test_all_pages_of_the_catalogue_are_visited_lists_first() -> None:
    all_of_it = catalogue.load()
    ids = [*(one.id for one in all_of_it.lists), *(one.id for one in all_of_it.settings)]
    assert [place.id for place in places()] == ids
    assert [place.id for place in places("ads-by-age, privacy")] == ["ads-by-age", "privacy"]


def test_a_page_that_the_catalogue_does_not_have_is_told_with_those_near_it() -> None:
    with pytest.raises(CaptureError, match=r"no 'ads-by-agee'\. Near it: ads-by-age"):
        places("ads-by-agee")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoSuchWindowException("x"), "window was closed: begin anew"),
        (InvalidSessionIdException("x"), "window was closed: begin anew"),
        (
            WebDriverException("no network\nat 0x"),
            r"\(no network\): see whether it has a connection",
        ),
    ],
)
def test_a_browser_that_fails_is_told_in_plain_words(error: Exception, said: str) -> None:
    with pytest.raises(CaptureError, match=said), driven():
        raise error


# ---- the person ---------------------------------------------------------------------------------


def test_nobody_at_the_keyboard_agrees_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        assert not person.Terminal().agrees("Keep?")
        with pytest.raises(CaptureError, match="in a terminal of your own"):
            person.Terminal().wait("Sign in")


@pytest.mark.parametrize(
    ("answer", "agreed"), [("y", True), ("Yes", True), ("", False), ("n", False), ("x", False)]
)
def test_no_is_the_default(monkeypatch: pytest.MonkeyPatch, answer: str, agreed: bool) -> None:
    class Keyboard:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return f"{answer}\n"

    monkeypatch.setattr("sys.stdin", Keyboard())
    assert person.Terminal().agrees("Keep?") is agreed


def test_words_of_a_page_are_no_commands_of_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    person.Terminal().tell("[bold]\x1b[2J\x9b")
    assert capsys.readouterr().out == "[bold]\ufffd[2J\ufffd\n"


def test_no_screen_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "there", lambda: False)
    monkeypatch.setattr(run, "browser_named", lambda _: None)
    with pytest.raises(CaptureError, match=r"needs a screen.*--rehearse"):
        run.run()


def test_another_browser_is_told_with_those_there_are() -> None:
    with pytest.raises(CaptureError, match=r"no 'opera' here: take chromium or firefox"):
        run.run(name="opera")


# ---- the profile --------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", [None, ValueError, KeyboardInterrupt, SystemExit])
def test_the_profile_is_gone_whatever_happens(ends: type[BaseException] | None) -> None:
    used: list[Path] = []

    def use() -> None:
        with fresh_profile() as folder:
            used.append(folder)
            (folder / "Cookies").write_text("secret")
            if ends:
                raise ends

    if ends:
        with pytest.raises(ends):
            use()
    else:
        use()
    assert used
    assert not used[0].exists()


KILLED = """
import time
from tooling.profile import fresh_profile
with fresh_profile() as folder:
    (folder / "Cookies").write_text("secret")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_profile_is_gone_when_the_terminal_is_closed(how: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=paths.ROOT,
    ) as running:
        assert running.stdout is not None
        profile = Path(running.stdout.readline().strip())
        assert (profile / "Cookies").exists()
        running.send_signal(getattr(signal, how))
        assert running.wait(20) != 0
    assert not profile.exists()


def test_a_profile_that_cannot_be_deleted_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tooling.profile.SECONDS", 0)
    remove = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    used: list[Path] = []
    with pytest.raises(ToolError, match=r"could not be deleted, and it may be signed in"):  # noqa: SIM117
        with fresh_profile() as folder:
            used.append(folder)
    remove(used[0])


# ---- captured pages -----------------------------------------------------------------------------


def test_a_captured_page_without_its_readings_is_told(tmp_path: Path) -> None:
    (tmp_path / "ads.en.html").write_text("")
    with pytest.raises(ValueError, match=r"missing of ads\.en: capture it again"):
        captured(tmp_path)
