"""`invoke audit`: known weaknesses of everything that is pinned, as PyPI and the npm registry tell them.

Nothing of it ships. Where a service does not answer, that is said, and never taken for clean.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tooling import paths, tools

WEAK = 1
UNANSWERED = 2


@dataclass(frozen=True)
class Answer:
    """What one service said: of how many packages, which are weak, and what was left unanswered."""

    service: str
    asked: int
    weak: tuple[str, ...] = ()
    unanswered: str = ""


def run() -> int:
    """Ask both services and print their answers; return 0 for clean, 1 for weak, 2 for not known.

    Raises:
        ToolError: pip-audit or npm cannot be had.
    """
    tools.ensure_audit_extra()
    answers = [python_packages(), npm_packages()]
    for answer in answers:
        print(sentence(answer))
    if any(answer.weak for answer in answers):
        return WEAK
    return UNANSWERED if any(answer.unanswered for answer in answers) else 0


def sentence(answer: Answer) -> str:
    """Say an answer in words."""
    said = [f"{answer.service}: {answer.asked} packages"]
    said += [f"  weak: {one}" for one in answer.weak]
    if answer.unanswered:
        said.append(f"  NOT CHECKED: {answer.unanswered}")
        said.append("  This is not a clean result: run it again where the service can be reached.")
    elif not answer.weak:
        said.append("  no known weakness")
    return "\n".join(said)


def python_packages() -> Answer:
    """Ask PyPI about constraints.txt."""
    service = "pip-audit (PyPI)"
    # Every package is pinned there: none is to be resolved or installed.
    command = [sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt"]
    options = ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    report, error = _json([*command, *options])
    if not report:
        return Answer(service, 0, unanswered=error)
    packages = report["dependencies"]
    # pip-audit calls a package that PyPI did not answer for skipped, and the rest clean.
    skipped = [one["skip_reason"] for one in packages if "skip_reason" in one]
    weak = tuple(
        f"{one['name']} {one['version']}: {flaw['id']}"
        + (f", mended in {', '.join(flaw['fix_versions'])}" if flaw["fix_versions"] else "")
        for one in packages
        for flaw in one.get("vulns", ())
    )
    unanswered = f"{len(skipped)} of them; the first: {skipped[0]}" if skipped else ""
    return Answer(service, len(packages), weak, unanswered)


def npm_packages() -> Answer:
    """Ask the npm registry about package-lock.json."""
    service = "npm audit"
    report, error = _json([tools.npm(), "audit", "--json", "--package-lock-only"])
    if "metadata" not in report:
        return Answer(service, 0, unanswered=report.get("message", error))
    weak = tuple(
        f"{name} {one['range']}: {one['severity']}"
        for name, one in sorted(report["vulnerabilities"].items())
    )
    return Answer(service, report["metadata"]["dependencies"]["total"], weak)


def _json(command: list[str]) -> tuple[dict[str, Any], str]:
    """Run a command; return the JSON that it printed ({} if none), and the last line of its errors."""
    done = subprocess.run(
        command,
        cwd=paths.ROOT,
        env=tools.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    error = (done.stderr.strip().splitlines() or [f"no answer, exit code {done.returncode}"])[-1]
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        return {}, error
    return (report, error) if isinstance(report, dict) else ({}, error)
