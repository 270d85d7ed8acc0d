"""docs/adding-a-setting.md, followed to the letter in a copy of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tooling import catalogue, catalogue_kinds, paths
from tooling.browsers import ensure

GUIDE = (paths.ROOT / "docs" / "adding-a-setting.md").read_text(encoding="utf-8")
SETTING = "ads-by-weather"
STEP = re.compile(
    r"^In `(?P<file>[^`]+)`, (?P<where>after|before) the line `(?P<line>[^`]+)`:\n\n"
    r"```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMANDS = re.findall(r"^    (invoke .+)$", GUIDE, re.MULTILINE)
KINDS = re.findall(r"^```toml\n(kind = .*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
LEFT_BEHIND = shutil.ignore_patterns(
    ".*", "__pycache__", "build", "dist", "node_modules", "pictures", "*.egg-info"
)


@dataclass(frozen=True)
class Step:
    """What the guide says to write, and where: before or after the first line that begins so."""

    file: str
    where: str
    line: str
    text: str

    def do(self, root: Path) -> None:
        file = root / self.file
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if line.strip().startswith(self.line))
        lines.insert(at + (self.where == "after"), self.text)
        file.write_text("".join(lines), encoding="utf-8")


STEPS = [Step(**step.groupdict()) for step in STEP.finditer(GUIDE)]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository, to be changed."""
    root = tmp_path / "copy"
    shutil.copytree(paths.ROOT, root, ignore=LEFT_BEHIND)
    (root / "node_modules").symlink_to((paths.ROOT / "node_modules").resolve())
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a Python module in the copy, with its own code."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=root,
        env={**os.environ, "PYTEST_ADDOPTS": "--verbose -p no:cacheprovider"},
        capture_output=True,
        text=True,
        check=False,
    )


def follow(root: Path, steps: list[Step], commands: list[str]) -> str:
    """Does what the guide says. Returns what the commands printed."""
    for step in steps:
        step.do(root)
    printed = ""
    for command in commands:
        done = run(root, *command.split())
        printed += done.stdout
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return printed


def checked(root: Path) -> bool:
    """Whether the checks of the repository that need no browser are content."""
    return (
        run(root, "pytest", "-x", "tests/unit/test_repository.py", "tests/fixtures").returncode == 0
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_setting_added_by_the_guide_is_read_right_in_both_browsers(copy: Path) -> None:
    missing = [one.sentence for one in ensure().values() if not one.ok]
    if missing:
        pytest.skip(" ".join(missing))
    printed = follow(copy, STEPS, COMMANDS)
    for browser in ("chromium", "firefox"):
        for state in ("on", "off"):
            test = f"test_reads_exactly_what_is_expected[{browser}-{SETTING}.{state}]"
            assert re.search(rf"PASSED.*{re.escape(test)}|{re.escape(test)}.*PASSED", printed), test


@pytest.mark.timeout(600)
def test_the_guide_tells_every_step_and_none_in_vain(copy: Path, tmp_path: Path) -> None:
    writes = [command for command in COMMANDS if "test" not in command]
    assert (len(STEPS), writes) == (6, ["invoke fixtures"])
    for left_out in range(len(STEPS)):
        root = shutil.copytree(copy, tmp_path / f"without-{left_out}", symlinks=True)
        for step in STEPS[:left_out] + STEPS[left_out + 1 :]:
            step.do(root)
        run(root, *writes[0].split())
        assert not checked(root), f"nothing misses the step {STEPS[left_out]}"
    for step in STEPS:
        step.do(copy)
    assert not checked(copy), "nothing misses the expected readings"
    follow(copy, [], writes)
    assert checked(copy)


@pytest.mark.parametrize("kind", KINDS, ids=range(len(KINDS)))
def test_what_the_guide_says_of_other_kinds_is_accepted(kind: str, copy: Path) -> None:
    head, *controls = re.split(r"^(?=\[\[settings\.controls\]\])", kind, flags=re.MULTILINE)
    for step in STEPS:
        entry = step.text
        if entry.startswith("[[settings]]"):
            entry = entry[: entry.index("[[settings.controls]]")] + "".join(controls) + "\n"
            for field, line in re.findall(r"^((\w+) = .*)$", head, re.MULTILINE):
                entry = re.sub(rf"^{line} = .*$", field, entry, count=1, flags=re.MULTILINE)
        Step(step.file, step.where, step.line, entry).do(copy)
    folder = copy / "extension"
    known = catalogue.load(
        folder / "catalogue" / "linkedin.toml", folder / "_locales" / "en" / "messages.json"
    )
    (added,) = [one for one in known.settings if one.id == SETTING]
    assert added.kind == tomllib.loads(head)["kind"]
    assert len(added.controls) == len(controls)


def test_the_guide_speaks_of_every_kind() -> None:
    told = set(re.findall(r'kind = "(\w+)"|\*\*`(\w+)`\*\*', GUIDE))
    assert set(catalogue_kinds.CONTROLS) <= {name for names in told for name in names}
    assert len(KINDS) == 5
