"""`invoke capture` and `invoke check-live` end to end, against the local server that stands for LinkedIn."""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.table import Table

from tests.browser.test_readings import reads_exactly
from tests.unit.seeded import found, page
from tooling import paths
from tooling.browsers import Availability, Browser
from tooling.capture import live, run
from tooling.capture.known import known
from tooling.capture.leftovers import leftovers
from tooling.capture.tree import Element, parsed
from tooling.capture.visiting import PATIENCE, QUIET, SNAPSHOT, Place, places, read, visit
from tooling.fixtures import captured, fixture
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

AI = "/mypreferences/d/settings/data-for-ai-improvement"


class Scripted:
    """A contributor who says yes to questions with certain words in them."""

    def __init__(self, *yes: str) -> None:
        self.yes = yes
        self.told: list[str] = []
        self.asked: list[str] = []

    def tell(self, what: str | Table) -> None:
        console = Console(width=200, file=None, record=True, quiet=False)
        with console.capture() as shown:
            console.print(what, markup=False, highlight=False, soft_wrap=isinstance(what, str))
        self.told.append(shown.get())

    def wait(self, what: str) -> None:
        self.asked.append(what)

    def agrees(self, question: str) -> bool:
        self.asked.append(question)
        return any(word in question for word in self.yes)

    @property
    def said(self) -> str:
        return "".join(self.told)


def sure() -> Scripted:
    """One who keeps nothing unknown, sees what was read, and lets it be written."""
    return Scripted("Write", "Is that what the window shows?")


def profile_of(browser: Browser) -> Path:
    capabilities = browser.driver.capabilities
    chromium = capabilities.get("chrome", {}).get("userDataDir")
    return Path(chromium or capabilities["moz:profile"])


def reread(browser: Browser, server: FixtureServer, folder: Path) -> dict[str, dict[str, Any]]:
    """By page, what the content parts read of the captured files."""
    result = {}
    for one in captured(folder):
        browser.open(server.use(one))
        answer = read(browser)["readings"]
        result[one.name] = {
            reading["setting"]: {key: reading[key] for key in one.readings[reading["setting"]]}
            for reading in answer
        }
    return result


CAPTURED = (
    "data-for-ai-improvement.off.shadow",
    "ads-education.partial.some",
    "ads.mixed",
    "data-for-ai-improvement.off",
    "ads-by-age.off.button",
    "member-cookies.on",
    "profile-viewing-options.partial",
    "policy-and-academic-research.on",
)
"""The first two each time, the others by `invoke test --all`."""


@pytest.mark.parametrize(
    "name", [*CAPTURED[:2], *(pytest.param(one, marks=pytest.mark.slow) for one in CAPTURED[2:])]
)
def test_pages_are_captured_and_read_as_before(
    bare: Browser, server: FixtureServer, tmp_path: Path, name: str
) -> None:
    server.use(name)
    assert run.capture(bare, sure(), places(name.partition(".")[0]), tmp_path, pace=0) == 0
    (one,) = captured(tmp_path)
    declared = fixture(name).expected["readings"]
    assert set(one.readings) == set(declared)
    for setting, reading in declared.items():
        assert reading.items() <= one.readings[setting].items()
    assert one.confirmed
    assert leftovers(one.source, known()) == []
    from_where = rf"captured \d{{4}}-\d\d-\d\d from LinkedIn, language en, {bare.name} \d"
    assert re.search(from_where, one.source)
    assert reread(bare, server, tmp_path) == {one.name: one.readings}


@pytest.mark.parametrize("ends", [None, KeyboardInterrupt])
def test_the_browsers_profile_is_gone_afterwards(
    where: Availability, server: FixtureServer, ends: type[BaseException] | None
) -> None:
    profiles = []
    with (
        contextlib.suppress(KeyboardInterrupt),
        run.opened(where, server.port, headless=True) as browser,
    ):
        browser.open("/feed/")
        browser.run("document.cookie = 'li_at=secret; max-age=600'")
        profiles.append(profile_of(browser))
        assert list(profiles[0].iterdir())
        assert profiles[0].name.startswith("still-on-profile-")
        if ends:
            raise ends
    assert not profiles[0].exists()


def test_captured_pages_are_fixtures_for_the_extension(
    consented: Browser, server: FixtureServer, tmp_path: Path
) -> None:
    """As test_readings.py takes those of tests/fixtures/captured/: with observer, marks and popup."""
    server.use("data-for-ai-improvement.on")
    assert run.capture(consented, sure(), places("data-for-ai-improvement"), tmp_path, pace=0) == 0
    (one,) = captured(tmp_path)
    assert one.readings == {"data-for-ai-improvement": {"state": "on", "via": "page"}}
    consented.reset()
    consented.consent()
    server.reset()
    reads_exactly(consented, server, one)


def test_of_a_page_full_of_personal_data_nothing_is_left(
    bare: Browser, server: FixtureServer, tmp_path: Path
) -> None:
    plain = fixture("data-for-ai-improvement.off").html
    seeded = page(plain.replace("</section>", "<div><!--seeds--></div></section>", 1))
    assert len(found(seeded)) == 200
    server.page(AI, seeded)
    person = sure()
    assert run.capture(bare, person, places("data-for-ai-improvement"), tmp_path, pace=0) == 0
    (one,) = captured(tmp_path)
    files = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
    assert len(files) == 2
    for text in files:
        assert found(text) == []
        assert not re.search("quux|zebulon|acoa", text, re.IGNORECASE)
    assert one.kept == {"texts": [], "names": [], "paths": []}
    # What looks like a key or a label was asked for, and the answer was no.
    assert any("zebulonQuux" in question for question in person.asked)
    assert one.readings
    assert reread(bare, server, tmp_path) == {one.name: one.readings}


def test_only_what_the_contributor_agrees_to_is_kept(
    bare: Browser, server: FixtureServer, tmp_path: Path
) -> None:
    unknown = fixture("ads-by-age.on").html.replace("allowAdsByAge", "allowAdsByMood")
    server.page(fixture("ads-by-age.on").path, unknown.replace(">Age range<", ">Mood<"))
    assert run.capture(bare, sure(), places("ads-by-age"), tmp_path, pace=0) == 0
    (one,) = captured(tmp_path)
    assert "Mood" not in one.source
    person = Scripted("Write", "allowAdsByMood")
    assert run.capture(bare, person, places("ads-by-age"), tmp_path, pace=0) == 0
    (one,) = captured(tmp_path)
    assert one.kept == {"texts": [], "names": ["allowAdsByMood"], "paths": []}
    assert 'aria-labelledby="allowAdsByMood"' in one.source
    assert ">Mood<" not in one.source
    assert not one.confirmed
    assert "allowAdsByMood" in person.said


def test_without_leave_nothing_is_written(
    bare: Browser, server: FixtureServer, tmp_path: Path
) -> None:
    server.use("ads-by-age.on")
    assert run.capture(bare, Scripted(), places("ads-by-age"), tmp_path, pace=0) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_page_with_a_leftover_is_not_written(
    bare: Browser, server: FixtureServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scrubber broken on purpose: every text passes."""
    monkeypatch.setattr("tooling.capture.scrub._allowed", lambda words, *_: words)
    server.use("ads-by-age.on")
    person = sure()
    assert run.capture(bare, person, places("ads-by-age"), tmp_path, pace=0) == 1
    assert list(tmp_path.iterdir()) == []
    assert "left over: text in <" in person.said
    assert not any("Write" in question for question in person.asked)


OTHERWISE = {
    "signed out": ("data-for-ai-improvement.on.signed-out", AI, "asks you to sign in"),
    "no such page": (None, "/mypreferences/d/settings/data-for-generative-ai", "no such page"),
    "elsewhere": (None, "/psettings/advertising/education", "led to another page"),
}


@pytest.mark.parametrize(("use", "path", "told"), OTHERWISE.values(), ids=OTHERWISE)
def test_another_page_than_asked_for_is_told_and_not_saved(  # noqa: PLR0913, PLR0917
    bare: Browser, server: FixtureServer, tmp_path: Path, use: str | None, path: str, told: str
) -> None:
    if use:
        server.use(use)
    person = sure()
    place = Place("data-for-ai-improvement", "setting", (path,))
    assert run.capture(bare, person, [place], tmp_path, pace=0) == 1
    assert told in person.said
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_read_is_saved_as_unconfirmed(
    bare: Browser, server: FixtureServer, tmp_path: Path
) -> None:
    server.use("data-for-ai-improvement.on.aria-against")
    person = sure()
    assert run.capture(bare, person, places("data-for-ai-improvement"), tmp_path, pace=0) == 0
    (one,) = captured(tmp_path)
    assert not one.confirmed
    assert one.readings["data-for-ai-improvement"]["state"] == "unknown"
    assert not any("Is that what" in question for question in person.asked)


# ---- what is taken of a page --------------------------------------------------------------------

SNAPPED = """
<!doctype html><html lang="en"><head><style>
.none { display: none } .hidden { visibility: hidden } .seen { visibility: visible } .clear { opacity: 0 }
.pixel { position: absolute; width: 1px; height: 1px; overflow: hidden } .away { position: absolute; left: -999px }
.pill { display: inline-block; width: 48px; height: 32px }
</style></head><body><main>
<div class="none" id="none">x</div>
<div class="hidden" id="hidden"><p id="in-hidden"></p><p class="seen" id="seen"></p></div>
<input class="clear" type="checkbox" id="clear"> <input class="pixel" type="checkbox" id="tiny">
<input class="away" type="checkbox" id="away"> <div class="pill" role="switch" id="box"></div>
<span class="pixel" id="wrap"><input type="checkbox"></span> <span class="pixel" id="words">x</span>
<input type="checkbox" id="unticked" checked> <input type="checkbox" id="ticked">
<input type="checkbox" id="between"> <fieldset disabled><input type="checkbox" id="in-fieldset"></fieldset>
<input type="text" id="off" disabled> <select><option id="first" selected>a<option id="second">b</select>
<form id="form"><input name="childNodes"><input name="attributes"><input name="nodeType"></form>
<div id="open"></div> <iframe id="frame" srcdoc="<p id='framed'>x</p>"></iframe><!-- comment -->
<script id="script">
  const $ = (id) => document.getElementById(id);
  $("unticked").checked = false; $("ticked").checked = true; $("between").indeterminate = true;
  $("off").disabled = false; $("second").selected = true;
  $("open").attachShadow({ mode: "open" }).innerHTML = "<b id='inner'>x</b>";
</script></main></body></html>
"""


def test_a_snapshot_holds_what_the_dom_does_not(bare: Browser, server: FixtureServer) -> None:
    bare.open(server.page(AI, SNAPPED))
    answer = bare.driver.execute_async_script(SNAPSHOT.read_text(), QUIET, PATIENCE)
    assert answer["settled"]
    by_id = {one.attributes["id"]: one for one in parsed(answer["tree"]) if "id" in one.attributes}
    looks = {name: one.looks for name, one in by_id.items() if one.looks}
    assert looks == {
        "none": ("none",),
        "hidden": ("hidden",),
        "seen": ("visible",),
        "clear": ("clear",),
        "tiny": ("tiny",),
        "away": ("away",),
        "box": ("box",),
        "wrap": ("tiny",),
        "script": ("none",),
    }
    state = ("checked", "disabled", "selected", "data-indeterminate")
    states = {
        name: {key for key in state if key in one.attributes}
        for name, one in by_id.items()
        if any(key in one.attributes for key in state)
    }
    assert states == {
        "ticked": {"checked"},
        "between": {"data-indeterminate"},
        "second": {"selected"},
    }
    assert len([node for node in by_id["form"].children if isinstance(node, Element)]) == 3
    assert [one.attributes["id"] for one in by_id["open"]] == ["open", "inner"]
    assert "framed" in by_id
    assert "comment" not in answer["tree"]


def test_a_page_is_waited_for_until_it_is_at_rest(bare: Browser, server: FixtureServer) -> None:
    server.use("data-for-ai-improvement.on.appears-1s")
    (place,) = places("data-for-ai-improvement")
    seen = visit(bare, place)
    assert seen.settled
    assert "switch" in {one.attributes.get("role") for one in seen.page}


def test_a_page_that_never_rests_is_taken_all_the_same(
    bare: Browser, server: FixtureServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tooling.capture.visiting.PATIENCE", 3000)
    server.use("data-for-ai-improvement.off.mutating")
    person = Scripted("Write")
    assert run.capture(bare, person, places("data-for-ai-improvement"), tmp_path, pace=0) == 0
    assert "did not come to rest" in person.said
    (one,) = captured(tmp_path)
    assert "before it was at rest" in one.source
    assert leftovers(one.source, known()) == []


# ---- check-live ---------------------------------------------------------------------------------

CHECKED = "privacy,data-for-ai-improvement,ads-by-age,data-sharing-for-permitted-services"


@pytest.mark.slow
def test_check_live_finds_all_that_is_there(bare: Browser, server: FixtureServer) -> None:
    server.use("ads-by-age.off")
    person = Scripted()
    assert live.check(bare, person, places(CHECKED), pace=0) == 0
    assert re.search(r"ads-by-age +│ ads-by-age +│ found +│ off", person.said)
    assert re.search(r"privacy +│ data-for-ai-improvement +│ found +│ on", person.said)
    assert re.search(r"permitted-services +│ found +│ the page is there", person.said)
    assert live.MISSING not in person.said
    assert ", 0 not found, 0 new." in person.said
    assert person.asked == []


@pytest.mark.in_turn("chromium")
def test_check_live_tells_what_changed(bare: Browser, server: FixtureServer) -> None:
    server.use("privacy.all-on.without-data-for-ai-improvement")
    server.page(fixture("ads-by-age.on").path, fixture("data-for-ai-improvement.on.not-found").html)
    own = fixture("data-for-ai-improvement.on").html
    new = '<p id="allowNew">Let partners train on it</p><input type=checkbox role=switch aria-labelledby=allowNew>'
    server.page(AI, own.replace("</section>", f"<div>{new}</div></section>", 1))
    person = Scripted()
    assert live.check(bare, person, places(CHECKED), pace=0) == 1
    assert re.search(r"ads-by-age +│ ads-by-age +│ NOT FOUND +│ unknown: not-found", person.said)
    assert re.search(r"privacy +│ data-for-ai-improvement +│ NOT FOUND +│ no row", person.said)
    assert "new: aria-labelledby of a control: 'allowNew'" in person.said
    assert "new: label of a control: 'Let partners train on it'" in person.said
    assert "new: speaks of data: 'Let partners train on it'" in person.said


# ---- the commands -------------------------------------------------------------------------------


def answer_yes(terminal: int) -> str:
    """Types "y" at each question until the command ends. Returns all that it said."""
    said = ""
    give_up = time.monotonic() + 120
    while time.monotonic() < give_up:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            more = os.read(terminal, 4096)
        except OSError:  # Linux says so at the end
            break
        said += more.decode(errors="replace")
        if said.rstrip().endswith("[y/N]"):
            os.write(terminal, b"y\n")
    return said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_the_command_captures_from_end_to_end(where: Availability) -> None:
    """In a terminal, as a contributor has one, with answers typed at its questions."""
    import pty  # noqa: PLC0415  not on Windows

    command = [sys.executable, "-m", "invoke", "capture", "--rehearse", "--pages", "ads-by-age"]
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [*command, "--browser", where.name], cwd=paths.ROOT, stdin=end, stdout=end, stderr=end
    ) as running:
        os.close(end)
        try:
            said = answer_yes(terminal)
            assert running.wait(20) == 0, said
        finally:
            running.kill()
    os.close(terminal)
    assert "Is that what the window shows? [y/N]" in said
    (one,) = [one for one in captured(run.REHEARSAL) if one.name == "ads-by-age.en"]
    assert one.confirmed
    assert json.dumps(one.readings) == '{"ads-by-age": {"state": "off", "via": "page"}}'


def test_the_check_is_a_command_with_an_exit_code(where: Availability) -> None:
    command = [sys.executable, "-m", "invoke", "check-live", "--rehearse", "--pages", "ads-by-age"]
    done = subprocess.run(
        [*command, "--browser", where.name],
        cwd=paths.ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 found, 0 not found, 0 new." in done.stdout
