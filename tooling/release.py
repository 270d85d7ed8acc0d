"""`invoke release X.Y.Z`: version, changelog and golden manifests, as one commit with its tag; nothing is pushed."""

import difflib
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tooling import paths

Version = tuple[int, int, int]

PYPROJECT = Path("pyproject.toml")
CHANGELOG = Path("CHANGELOG.md")
GOLDEN = tuple(Path(f"tests/unit/golden/manifest.{one}.json") for one in ("chrome", "firefox"))
LARGEST = 65_535  # of each number: developer.chrome.com, manifest "version"
UNRELEASED = "## Unreleased"
NEXT = """\
Next:
  invoke test && invoke audit     on the new commit
  git push origin main {tag}      the workflow "release" packs it and drafts the release
  docs/releasing.md               what goes to which store
To undo it: git tag --delete {tag} && git reset --hard HEAD~1"""


class ReleaseError(Exception):
    """There must be no release; the message says why, and what to do."""


@dataclass(frozen=True)
class Change:
    """A file, as it is and as it will be."""

    path: Path
    before: str
    after: str


def release(version: str, *, dry_run: bool = False, root: Path = paths.ROOT) -> str:
    """Check everything, change the files, commit and tag.

    Args:
        version: as X.Y.Z.
        dry_run: change nothing.
        root: of the repository.

    Returns:
        What was done (or would be), for the terminal.

    Raises:
        ReleaseError: with every reason not to.
    """
    tag = f"v{version}"
    reasons = [*_version_reasons(version, root), *_git_reasons(tag, root)]
    if not unreleased(_read(root, CHANGELOG)):
        reasons.append(f"{CHANGELOG} has nothing under Unreleased: say there what changed.")
    if reasons:
        raise ReleaseError("\n".join(reasons))
    changed = changes(version, datetime.now(UTC).date(), root)
    shown = "\n".join(_diff(one) for one in changed)
    if dry_run:
        return f"{shown}\nNothing was changed: this was a dry run of {tag}."
    for one in changed:
        (root / one.path).write_bytes(one.after.encode())
    _git(root, "commit", "--all", "--message", f"Release {version}")
    _git(root, "tag", "--annotate", tag, "--message", f"Still On {version}")
    return f"{shown}\nCommitted and tagged {tag}.\n{NEXT.format(tag=tag)}"


def check(version: str, root: Path = paths.ROOT) -> str:
    """Return the changelog's section of a version that is checked out, committed and tagged.

    Raises:
        ReleaseError: tag, version and changelog do not agree; with every reason.
    """
    reasons = []
    if f"v{version}" not in _git(root, "tag", "--points-at", "HEAD").split():
        reasons.append(f"the commit has no tag v{version}.")
    if _written(root) != version:
        reasons.append(f"{PYPROJECT} says {_written(root)}, and not {version}.")
    said = section(_read(root, CHANGELOG), rf"## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)")
    if not said:
        reasons.append(f"{CHANGELOG} has no section {version} with a date.")
    if reasons:
        raise ReleaseError("\n".join(reasons))
    return said


def changes(version: str, day: date, root: Path) -> list[Change]:
    """Return the files that say the version, with the new one."""
    line = re.compile(r'^(\s*"?version"?\s?[=:] ")[^"]+', re.MULTILINE)
    files = [
        Change(path, text, line.sub(rf"\g<1>{version}", text, count=1))
        for path in (PYPROJECT, *GOLDEN)
        if (text := _read(root, path))
    ]
    log = _read(root, CHANGELOG)
    dated = log.replace(UNRELEASED, f"{UNRELEASED}\n\n## {version} ({day.isoformat()})", 1)
    return [*files, Change(CHANGELOG, log, dated)]


def unreleased(changelog: str) -> str:
    """Return what stands under Unreleased, headings aside: an empty string for nothing."""
    said = section(changelog, UNRELEASED)
    return "\n".join(line for line in said.splitlines() if line and not line.startswith("#"))


def section(changelog: str, heading: str) -> str:
    """Return what stands under a heading, itself aside; an empty string where there is none."""
    found = re.search(rf"^{heading}\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def numbers(version: str) -> Version | None:
    """Return a version as numbers; None where it is none, or one that Chrome refuses."""
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version)
    if not found or any(int(part) > LARGEST for part in found.groups()):
        return None
    return int(found[1]), int(found[2]), int(found[3])


def _version_reasons(version: str, root: Path) -> list[str]:
    wanted, now = numbers(version), _written(root)
    if wanted is None:
        return [f"{version} is no version: three numbers up to {LARGEST}, such as 1.0.0."]
    if wanted <= (numbers(now) or (0, 0, 0)):
        return [f"{version} is not greater than {now} in {PYPROJECT}."]
    return []


def _git_reasons(tag: str, root: Path) -> list[str]:
    reasons = []
    if dirty := _git(root, "status", "--porcelain"):
        reasons.append(f"the tree is not clean; commit these, or put them away:\n{dirty}")
    if (branch := _git(root, "rev-parse", "--abbrev-ref", "HEAD")) != "main":
        reasons.append(f"this is {branch}: a release is made on main.")
    tags = _git(root, "tag", "--list", "v*").split()
    if tag in tags:
        reasons.append(f"the tag {tag} exists already.")
    versions = {found: one for one in tags if (found := numbers(one[1:]))}
    wanted = numbers(tag[1:])
    if versions and wanted and wanted < max(versions):
        reasons.append(f"{tag} is not greater than the tag {versions[max(versions)]}.")
    reasons += [
        f"the commit does not hold {one}, which was released before."
        for one in versions.values()
        if one not in _git(root, "tag", "--merged", "HEAD").split()
    ]
    return reasons


def _written(root: Path) -> str:
    found = re.search(r'^version = "([^"]+)"', _read(root, PYPROJECT), re.MULTILINE)
    return found[1] if found else ""


def _read(root: Path, path: Path) -> str:
    return (root / path).read_text(encoding="utf-8")


def _diff(change: Change) -> str:
    before, after = change.before.splitlines(), change.after.splitlines()
    lines = difflib.unified_diff(before, after, str(change.path), str(change.path), "", "", n=0)
    return "\n".join(line.rstrip() for line in lines)


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise ReleaseError(f"git {' '.join(arguments)}: {said}")
    return done.stdout.rstrip()
