"""Workflows and Dependabot's settings; actionlint and zizmor in `invoke lint` check the rest."""

import re

from tooling import paths

GITHUB = paths.ROOT / ".github"
USES = re.compile(r"uses: (\S+?)@(\S+)(?: # (v\d+\.\d+\.\d+))?$", re.MULTILINE)


def test_actions_are_pinned_by_commit_with_their_version() -> None:
    pins: dict[str, set[tuple[str, str]]] = {}
    for workflow in (GITHUB / "workflows").glob("*.yml"):
        for action, commit, version in USES.findall(workflow.read_text(encoding="utf-8")):
            assert re.fullmatch(r"[0-9a-f]{40}", commit), f"{workflow.name}: {action}"
            assert version, f"{workflow.name}: {action}"
            pins.setdefault(action, set()).add((commit, version))
    assert len(pins) == 5
    assert {action: len(found) for action, found in pins.items()} == dict.fromkeys(pins, 1)


def test_jobs_that_run_code_from_registries_may_only_read() -> None:
    for workflow in (GITHUB / "workflows").glob("*.yml"):
        text = workflow.read_text(encoding="utf-8")
        assert "\npermissions: {}\n" in text
        for job in re.split(r"^  (?=[\w-]+:$)", text, flags=re.MULTILINE):
            if "pip install" in job:
                assert ": write" not in job


def test_dependabot_looks_at_everything_that_is_pinned() -> None:
    text = (GITHUB / "dependabot.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"package-ecosystem: (\S+)", text)) == {"pip", "npm", "github-actions"}
