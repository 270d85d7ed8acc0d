"""A release, in a clone of this repository: what is checked, what is changed, and what stays as it was."""

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tooling import paths, release

NEW = "7.8.9"
LOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n"


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()


def commit(root: Path, message: str) -> None:
    git(root, "commit", "--all", "--allow-empty", "--message", message)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone without tags, on main, at 0.1.0, with one entry under Unreleased."""
    if not (paths.ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Tester")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "tester@still-on.example")
    root = tmp_path / "clone"
    source = [str(paths.ROOT), str(root)]
    git(tmp_path, "clone", "--quiet", "--shared", "--no-tags", "--no-checkout", *source)
    needed = [
        f"/{path.as_posix()}" for path in (release.PYPROJECT, release.CHANGELOG, *release.GOLDEN)
    ]
    git(root, "sparse-checkout", "set", "--no-cone", *needed)  # the saved pages are many
    git(root, "switch", "--quiet", "--force-create", "main")
    git(root, "reset", "--quiet", "--hard")
    (root / release.CHANGELOG).write_text(LOG)
    pyproject = (root / release.PYPROJECT).read_text()
    (root / release.PYPROJECT).write_text(
        re.sub(r'^version = "[^"]+"', 'version = "0.1.0"', pyproject, flags=re.MULTILINE)
    )
    commit(root, "ready")
    return root


def state(root: Path) -> tuple[str, str, str]:
    return git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain"), git(root, "tag")


def refused(root: Path, version: str, *reasons: str) -> None:
    before = state(root)
    with pytest.raises(release.ReleaseError) as error:
        release.release(version, root=root)
    for reason in reasons:
        assert reason in str(error.value)
    assert state(root) == before


def test_release_sets_every_version_and_tags_the_commit(clone: Path) -> None:
    said = release.release(NEW, root=clone)
    assert git(clone, "status", "--porcelain") == ""
    assert git(clone, "log", "-1", "--format=%s") == f"Release {NEW}"
    assert git(clone, "rev-parse", f"v{NEW}^{{commit}}") == git(clone, "rev-parse", "HEAD")
    assert git(clone, "cat-file", "-t", f"v{NEW}") == "tag"
    assert f'version = "{NEW}"' in (clone / release.PYPROJECT).read_text()
    for golden in release.GOLDEN:
        assert json.loads((clone / golden).read_text())["version"] == NEW
    day = datetime.now(UTC).date().isoformat()
    assert (clone / release.CHANGELOG).read_text() == LOG.replace(
        "## Unreleased", f"## Unreleased\n\n## {NEW} ({day})"
    )
    assert f"git push origin main v{NEW}" in said
    assert release.check(NEW, clone) == "### Added\n\n- A thing."


def test_only_version_lines_and_changelog_differ(clone: Path) -> None:
    release.release(NEW, root=clone)
    changed = git(clone, "diff", "--numstat", "HEAD~1").splitlines()
    files = [release.CHANGELOG, release.PYPROJECT, *release.GOLDEN]
    assert sorted(changed) == sorted(
        f"{2 if path == release.CHANGELOG else 1}\t{0 if path == release.CHANGELOG else 1}\t{path}"
        for path in files
    )


def test_dry_run_changes_nothing_and_shows_it(clone: Path) -> None:
    before = state(clone)
    said = release.release(NEW, dry_run=True, root=clone)
    assert state(clone) == before
    assert f'+version = "{NEW}"' in said
    assert "Nothing was changed" in said


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9"])
def test_version_that_is_not_greater(clone: Path, version: str) -> None:
    refused(clone, version, f"{version} is not greater than 0.1.0 in pyproject.toml")


@pytest.mark.parametrize("version", ["1", "1.2", "v1.2.3", "1.2.3.4", "01.2.3", "1.2.70000", ""])
def test_what_is_no_version(version: str) -> None:
    assert release.numbers(version) is None


def test_version_that_is_none_is_refused(clone: Path) -> None:
    refused(clone, "v1.2.3", "v1.2.3 is no version")


def test_dirty_tree(clone: Path) -> None:
    (clone / "stray").write_text("")
    refused(clone, NEW, "the tree is not clean", "?? stray")


def test_empty_changelog(clone: Path) -> None:
    (clone / release.CHANGELOG).write_text(LOG.replace("- A thing.\n", ""))
    commit(clone, "nothing to say")
    refused(clone, NEW, "has nothing under Unreleased")


def test_tag_that_exists(clone: Path) -> None:
    git(clone, "tag", f"v{NEW}")
    refused(clone, NEW, f"the tag v{NEW} exists already")


def test_tag_that_is_greater(clone: Path) -> None:
    git(clone, "tag", "v8.0.0")
    refused(clone, NEW, f"v{NEW} is not greater than the tag v8.0.0")


def test_released_commit_that_is_missing(clone: Path) -> None:
    commit(clone, "released")
    git(clone, "tag", "v0.2.0")
    git(clone, "reset", "--quiet", "--hard", "HEAD~1")
    refused(clone, NEW, "does not hold v0.2.0")


def test_other_branch(clone: Path) -> None:
    git(clone, "switch", "--quiet", "--create", "side")
    refused(clone, NEW, "this is side: a release is made on main")


def test_every_reason_is_told_at_once(clone: Path) -> None:
    (clone / "stray").write_text("")
    git(clone, "tag", "v0.1.0")
    refused(clone, "0.1.0", "not greater", "not clean", "exists already")


def test_check_finds_what_does_not_agree(clone: Path) -> None:
    with pytest.raises(release.ReleaseError) as error:
        release.check(NEW, clone)
    assert str(error.value).splitlines() == [
        f"the commit has no tag v{NEW}.",
        f"pyproject.toml says 0.1.0, and not {NEW}.",
        f"CHANGELOG.md has no section {NEW} with a date.",
    ]
