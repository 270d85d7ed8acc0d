"""The audit: weak is told, and what was not answered is never called clean."""

import json
import subprocess
from collections.abc import Callable

import pytest

from tooling import audit, tools

CLEAN = {"name": "invoke", "version": "3.0.3", "vulns": []}
WEAK = {"name": "urllib3", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.0"]}]}
SKIPPED = {"name": "rich", "skip_reason": "not found on PyPI: rich (15.0.0)"}
NPM_CLEAN = {"metadata": {"dependencies": {"total": 9}}, "vulnerabilities": {}}
NPM_WEAK = NPM_CLEAN | {"vulnerabilities": {"x": {"range": "<2", "severity": "high"}}}
NPM_REFUSED = {"message": "405 Method Not Allowed", "statusCode": 405}

Services = Callable[[object, object], None]


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    """Give a function that says what pip-audit and npm print."""
    monkeypatch.setattr(tools, "npm", lambda: "npm")
    monkeypatch.setattr(tools, "environment", dict)
    monkeypatch.setattr(tools, "ensure_audit_extra", lambda: None)

    def answer(python: object, npm: object) -> None:
        def ran(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            said = npm if command[0] == "npm" else python
            text = said if isinstance(said, str) else json.dumps(said)
            return subprocess.CompletedProcess(command, 1, text, "warning\nName not known\n")

        monkeypatch.setattr(subprocess, "run", ran)

    return answer


def test_clean(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    services({"dependencies": [CLEAN]}, NPM_CLEAN)
    assert audit.run() == 0
    assert capsys.readouterr().out.count("no known weakness") == 2


@pytest.mark.parametrize(
    ("python", "npm", "word"),
    [
        ([WEAK], NPM_CLEAN, "weak: urllib3 1.0: PYSEC-1, mended in 2.0"),
        ([CLEAN], NPM_WEAK, "weak: x <2: high"),
        ([WEAK, SKIPPED], NPM_REFUSED, "weak: urllib3 1.0: PYSEC-1"),
    ],
)
def test_weak(
    services: Services,
    capsys: pytest.CaptureFixture[str],
    python: list[object],
    npm: object,
    word: str,
) -> None:
    services({"dependencies": python}, npm)
    assert audit.run() == audit.WEAK
    assert word in capsys.readouterr().out


@pytest.mark.parametrize(
    ("python", "npm", "word"),
    [
        ({"dependencies": [CLEAN, SKIPPED]}, NPM_CLEAN, "NOT CHECKED: 1 of them; the first: not"),
        ({"dependencies": [CLEAN]}, NPM_REFUSED, "NOT CHECKED: 405 Method Not Allowed"),
        ({"dependencies": [CLEAN]}, "", "NOT CHECKED: Name not known"),
        ("Traceback", NPM_CLEAN, "NOT CHECKED: Name not known"),
    ],
)
def test_unanswered_is_not_clean(
    services: Services,
    capsys: pytest.CaptureFixture[str],
    python: object,
    npm: object,
    word: str,
) -> None:
    services(python, npm)
    assert audit.run() == audit.UNANSWERED
    said = capsys.readouterr().out
    assert word in said
    assert "This is not a clean result" in said
