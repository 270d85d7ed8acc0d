"""Finding tools, with stand-ins on PATH."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tooling import paths, tools


@pytest.fixture
def node_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Path]]:
    """Give a function that makes the only node of this machine one of a version."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr("sys.executable", str(tmp_path / "elsewhere" / "python"))
    tools.node.cache_clear()

    def make(version: str) -> Path:
        stand_in = tmp_path / "node"
        stand_in.write_text(f"#!/bin/sh\necho {version}\n")
        stand_in.chmod(0o755)
        return stand_in

    yield make
    tools.node.cache_clear()


@pytest.mark.parametrize("version", ["v20.19.0", "v22.13.1", "v24.0.0"])
def test_node_on_path_is_taken(node_says: Callable[[str], Path], version: str) -> None:
    stand_in = node_says(version)
    assert tools.node() == str(stand_in)


def test_old_node_is_replaced_by_the_wheel(
    node_says: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    node_says("v18.20.4")
    asked: list[str] = []

    def pip(*arguments: str) -> None:
        asked.extend(arguments)
        node_says("v24.19.0")

    monkeypatch.setattr(tools, "_pip", pip)
    tools.node()
    assert asked == [tools.NODE_WHEEL]


def test_no_node_is_told_with_what_to_do(
    node_says: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    node_says("v18.20.4")
    monkeypatch.setattr(tools, "_pip", lambda *_: None)
    with pytest.raises(tools.ToolError, match=r"no node 20\.19 or later: install Node\.js"):
        tools.node()


@pytest.fixture
def npm_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand in for npm and for the repository; the list grows by a word each time npm installs."""
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(tools, "environment", dict)
    (tmp_path / "package-lock.json").write_text("one")
    runs: list[str] = []

    def npm() -> str:
        runs.append("ci")
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        return "true"

    monkeypatch.setattr(tools, "npm", npm)
    return runs


def test_npm_packages_are_installed_once_for_each_lock(npm_runs: list[str], tmp_path: Path) -> None:
    tools.ensure_npm_packages()
    (tmp_path / "package-lock.json").touch()  # a fresh checkout of the same lock
    tools.ensure_npm_packages()
    assert npm_runs == ["ci"]
    (tmp_path / "package-lock.json").write_text("two")
    tools.ensure_npm_packages()
    assert npm_runs == ["ci", "ci"]
