"""The archives: the same bytes each time and everywhere, and nothing in them that does not ship."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.safety.table import Tried
from tooling import bom, package, paths, render

# Bytes. Stores allow far more; this notices a file that was not meant to ship.
LARGEST = 600_000
STORES = ("chrome", "edge", "firefox")

# How machines differ; each is the whole difference from the test's own environment.
MACHINES = {
    "east": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "umask": "077", "LC_ALL": "C"},
    "west": {"TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "2", "umask": "000", "PYTHONUTF8": "1"},
}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    package.package(folder)
    return folder


@pytest.fixture(scope="module")
def archives(dist: Path) -> list[Path]:
    return [dist / package.name(store) for store in STORES]


@pytest.fixture(scope="module")
def unpacked(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive as a reviewer has it: unpacked, without git."""
    folder = tmp_path_factory.mktemp("sources")
    with zipfile.ZipFile(dist / package.name("source")) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.safety("Packages")
def test_source_archive_gives_the_same_archives_elsewhere(
    dist: Path, unpacked: Path, machine: str, tried: Tried
) -> None:
    differs = dict(MACHINES[machine])
    subprocess.run(
        [sys.executable, "-m", "invoke", "package"],
        cwd=unpacked,
        env=os.environ | {"HOME": str(unpacked)} | differs,
        umask=int(differs.pop("umask"), 8),
        check=True,
    )
    there = unpacked / "dist" / package.SUMS
    assert there.read_text() == (dist / package.SUMS).read_text()
    tried("archives built from the source archive, elsewhere", len(STORES) + 2)


@pytest.mark.safety("Packages")
def test_time_and_mode_of_the_sources_do_not_count(tmp_path: Path, tried: Tried) -> None:
    packed = []
    for number, mode in enumerate((0o600, 0o755)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "file").write_text("same")
        (folder / "file").chmod(mode)
        os.utime(folder / "file", (number, number))
        packed.append(package.pack(folder, tmp_path / f"{number}.zip").read_bytes())
    assert packed[0] == packed[1]
    tried("time and mode of the sources", 2)


def test_entries_are_sorted_and_tell_nothing_of_the_machine(dist: Path) -> None:
    for archive in dist.glob("*.zip"):
        entries = zipfile.ZipFile(archive).infolist()
        names = [entry.filename for entry in entries]
        assert names == sorted(names)
        assert {entry.date_time for entry in entries} == {package.TIME}
        assert {entry.external_attr >> 16 for entry in entries} == {package.MODE}


@pytest.mark.safety("Packages")
def test_sources_do_not_ship(archives: list[Path], tried: Tried) -> None:
    kinds = {".css", ".html", ".js", ".json", ".png"}
    for archive in archives:
        names = zipfile.ZipFile(archive).namelist()
        assert {Path(name).suffix for name in names} == kinds
        assert not [name for name in names if name.startswith("catalogue/")]
        assert "manifest.json" in names
        assert archive.stat().st_size < LARGEST
    tried("what does not belong into an archive", len(archives))


def test_edge_gets_what_chrome_gets(archives: list[Path]) -> None:
    chrome, edge, firefox = (archive.read_bytes() for archive in archives)
    assert chrome == edge
    assert chrome != firefox


def test_source_archive_holds_what_git_would(dist: Path) -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(listed, cwd=paths.ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip("not a git checkout")
    known = {name for name in told.stdout.split("\0") if (paths.ROOT / name).is_file()}
    assert set(zipfile.ZipFile(dist / package.name("source")).namelist()) == known


def test_sources_are_found_without_git(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("/dist/\n__pycache__/\n")
    for name in (".git/config", "dist/a.zip", "a/__pycache__/b.pyc", "a/dist/c", "d"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    found = {path.relative_to(tmp_path).as_posix() for path in package.sources(tmp_path)}
    assert found == {".gitignore", "a/dist/c", "d"}


@pytest.mark.safety("Packages")
def test_checksums_are_those_that_sha256sum_reads(dist: Path, tried: Tried) -> None:
    said = subprocess.run(
        ["sha256sum", "--check", package.SUMS], cwd=dist, capture_output=True, text=True, check=True
    )
    version = render.version()
    assert said.stdout.splitlines() == [
        *(f"still-on-{version}-{target}.zip: OK" for target in (*STORES, "source")),
        f"still-on-{version}.cdx.json: OK",
    ]
    tried("checksums", len(STORES) + 2)


@pytest.fixture(scope="module")
def listed(dist: Path) -> dict[str, Any]:
    """The CycloneDX list."""
    text = (dist / f"still-on-{render.version()}.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    return dict(json.loads(text))


def test_everything_pinned_is_listed_and_nothing_of_it_ships(listed: dict[str, Any]) -> None:
    components = listed["components"]
    assert {one["scope"] for one in components} == {"excluded"}
    held = {one["purl"] for one in components}
    pyproject = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for pin in pyproject["project"]["dependencies"]:
        name, _, version = pin.partition("==")
        assert f"pkg:pypi/{name}@{version}" in held
    lock = json.loads((paths.ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert "pkg:npm/eslint@" + lock["node_modules/eslint"]["version"] in held
    # Some stand in several folders; each version is listed once.
    assert len(held) == len(components)
    assert {one["name"] for one in components if one["purl"].startswith("pkg:npm/")} == {
        path.rsplit("/", 1)[1] for path in lock if path
    }


def test_what_we_ask_for_ourselves_is_told_apart(listed: dict[str, Any]) -> None:
    asked = next(one for one in listed["dependencies"] if one["ref"] == "still-on")["dependsOn"]
    assert len(asked) == len(bom.direct())


def test_list_names_the_archives_by_checksum(listed: dict[str, Any], dist: Path) -> None:
    named = {
        one["name"]: one["hashes"][0]["content"]
        for one in listed["metadata"]["component"]["components"]
    }
    assert named == {path.name: package.checksum(path) for path in dist.glob("*.zip")}
