"""The zips: the same bytes each time, and nothing in them that does not ship."""

import zipfile
from pathlib import Path

import pytest

from tooling import package, render

# Bytes. Stores allow far more; this notices a file that was not meant to ship.
LARGEST = 600_000


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return package.package(tmp_path_factory.mktemp("dist"))


def test_packing_again_gives_the_same_bytes(archives: list[Path], tmp_path: Path) -> None:
    assert [one.read_bytes() for one in package.package(tmp_path)] == [
        one.read_bytes() for one in archives
    ]


def test_entries_are_sorted_and_tell_nothing_of_the_machine(archives: list[Path]) -> None:
    for archive in archives:
        entries = zipfile.ZipFile(archive).infolist()
        names = [entry.filename for entry in entries]
        assert names == sorted(names)
        assert {entry.date_time for entry in entries} == {package.TIME}
        assert {entry.external_attr >> 16 for entry in entries} == {package.MODE}


def test_sources_do_not_ship(archives: list[Path]) -> None:
    kinds = {".css", ".html", ".js", ".json", ".png"}
    for archive in archives:
        names = zipfile.ZipFile(archive).namelist()
        assert {Path(name).suffix for name in names} == kinds
        assert not [name for name in names if name.startswith("catalogue/")]
        assert "manifest.json" in names
        assert archive.stat().st_size < LARGEST


def test_name_tells_version_and_browser(archives: list[Path]) -> None:
    version = render.version()
    assert [archive.name for archive in archives] == [
        f"still-on-{version}-chrome.zip",
        f"still-on-{version}-firefox.zip",
    ]
