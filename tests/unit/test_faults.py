"""docs/faults.md: every row names the tests that show it, and they exist."""

import re
from fnmatch import fnmatch

import pytest

from tooling import paths
from tooling.fixtures import fixtures

TABLE = (paths.ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in TABLE.splitlines() if line.startswith("| ")][2:]
FILES = {
    file.name: file.read_text(encoding="utf-8")
    for folder in ("browser", "safety")
    for file in (paths.ROOT / "tests" / folder).glob("test_*.py")
}


def missing(cell: str) -> list[str]:
    """What a cell names and is not there; a name without a file is in the file named before it."""
    named = re.findall(r"`([^`]+)`", cell)
    wrong, file = [] if named else ["no test"], ""
    for name in named:
        where, found, test = name.partition("::")
        if where.startswith("test_"):
            file = where
        if found:
            good = f"def {test}(" in FILES.get(file, "")
        elif where == file:
            good = file in FILES
        else:
            good = any(fnmatch(one.name, name.replace("...", "*.")) for one in fixtures())
        wrong += [] if good else [name]
    return wrong


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip("| ")[:60])
def test_each_fault_names_tests_that_exist(row: list[str]) -> None:
    fault, sees, tests = row
    assert fault
    assert sees
    assert missing(tests) == []


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("no test yet |", ["no test"]),
        ("`test_faults.py::test_never` |", ["test_faults.py::test_never"]),
        ("`test_faults.py::test_two_windows_at_once`, `::test_never` |", ["::test_never"]),
        (
            "`test_never.py::test_two_windows_at_once` |",
            ["test_never.py::test_two_windows_at_once"],
        ),
        ("`test_readings.py`, fixture `...on.never` |", ["...on.never"]),
    ],
)
def test_a_test_that_is_not_there_is_named(cell: str, found: list[str]) -> None:
    assert missing(cell) == found
