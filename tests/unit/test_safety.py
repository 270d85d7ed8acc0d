"""The table of `invoke safety`: rows add up, and what is bad is said."""

import io
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from tooling import paths, safety
from tooling.safety import Row

FOUND, LOST = safety.PARTS[0], safety.PARTS[3]


def test_rows_of_one_probe_add_up() -> None:
    rows = [
        Row(LOST, "killed", "", 20),
        Row(FOUND, "walk", "firefox", 4),
        Row(FOUND, "walk", "chromium", 3, findings=1),
        Row(FOUND, "fetch", "chromium", 9),
    ]
    assert safety.summed(rows) == [
        Row(FOUND, "walk", "chromium, firefox", 7, findings=1),
        Row(FOUND, "fetch", "chromium", 9),
        Row(LOST, "killed", "", 20),
    ]


def test_what_was_never_tried_is_not_good() -> None:
    assert Row(FOUND, "walk", "", 3).good
    for bad in (Row(FOUND, "a", "", 0), Row(FOUND, "a", "", 3, 1), Row(FOUND, "a", "", 3, 0, 1)):
        assert not bad.good
    [together] = safety.summed([Row(FOUND, "a", "", 0), Row(FOUND, "a", "", 3)])
    assert not together.good


def shown(*rows: Row) -> tuple[bool, str]:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard")
    good = safety.show(rows, console)
    return good, console.file.getvalue()  # type: ignore[attr-defined]


def test_a_bad_row_is_red() -> None:
    red = "\x1b[1;31m"
    good, text = shown(Row(FOUND, "walk", "firefox", 1234))
    assert good
    assert "1,234" in text
    assert red not in text
    good, text = shown(Row(FOUND, "walk", "firefox", 4, findings=2))
    assert not good
    assert red in text


PROBES = """
import pytest
pytestmark = pytest.mark.safety("Not to be found")

def test_good(tried): tried("nothing there", 3)
def test_found(tried): tried("something there", 2, ["this"])
def test_silent(): pass
def test_broken(tried): raise ValueError
def test_lost(tried): tried("kept", 5, lost=["that"])
@pytest.mark.parametrize("times", [0])
def test_never(tried, times): tried("not tried", times)
"""


def test_tests_report_from_other_processes_too(tmp_path: Path) -> None:
    file = tmp_path / "test_probes.py"
    file.write_text(PROBES, encoding="utf-8")
    options = ["-p", "tests.safety.table", "--rootdir", str(tmp_path), "-n", "2", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(file)],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    table = done.stdout[done.stdout.index("Safety") :]
    figures = {
        cells[0]: cells[2:]
        for line in table.splitlines()
        if len(cells := [cell.strip() for cell in line.strip("│┃ ").split("│")]) == 5 and cells[2]
    }
    assert done.returncode == 1
    assert figures == {
        "nothing there": ["3", "0", "0"],
        "something there": ["2", "1", "0"],
        "its test failed: test_silent": ["1", "1", "0"],
        "its test failed: test_broken": ["1", "1", "0"],
        "kept": ["5", "0", "1"],
        "not tried": ["0", "1", "0"],
    }
    assert "5 failed, 1 passed" in done.stdout
