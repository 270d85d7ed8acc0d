"""The linting itself: findings in the typed content.js lead back to the part they come from."""

from pathlib import Path

import pytest

from tooling import catalogue, lint, paths, render, tools

PARTS = [
    render.Part("first.js", "const one = 1;\nconst two = 2;"),
    render.Part("last.js", "three;"),
]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    text = render.content(catalogue.load(), PARTS)
    render.write(tmp_path / "content.js", text.encode())
    monkeypatch.setattr(paths, "TYPED", tmp_path)
    return text.splitlines()


def line_of(content: list[str], text: str) -> int:
    return content.index(text) + 1


def test_types_lead_to_the_part(content: list[str]) -> None:
    told = f"build/typed/chrome/content.js({line_of(content, 'const two = 2;')},7): error TS1: no"
    assert lint.in_sources(told).startswith("templates/content/first.js:2 (")


def test_eslint_leads_to_the_part(content: list[str]) -> None:
    number = line_of(content, "three;")
    told = f"/x/build/typed/chrome/content.js\n  {number}:1  error  no\n\n/x/popup.js\n  1:1  error  no"
    assert lint.in_sources(told).splitlines() == [
        "/x/build/typed/chrome/content.js",
        f"  {number}:1  error  no  [templates/content/last.js:1]",
        "",
        "/x/popup.js",
        "  1:1  error  no",
    ]


def test_the_frame_is_named_where_no_part_is_meant(content: list[str]) -> None:
    assert content[0].startswith("//")
    told = lint.in_sources("build/typed/chrome/content.js(1,1): error TS1: no")
    assert told.startswith("templates/content.js.j2 (")


def test_a_finding_of_one_check_fails_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []

    def check(name: str, findings: str) -> lint.Check:
        def run() -> str:
            ran.append(name)
            return findings

        return name, run

    monkeypatch.setattr(tools, "ensure_lint_extra", lambda: None)
    monkeypatch.setattr(tools, "ensure_npm_packages", lambda: None)
    monkeypatch.setattr(render, "build", lambda *_, **__: [])
    monkeypatch.setattr(lint, "checks", lambda: [check("a", ""), check("b", "x"), check("c", "")])
    assert lint.lint() is False
    assert ran == ["a", "b", "c"]
    monkeypatch.setattr(lint, "checks", lambda: [check("a", "")])
    assert lint.lint() is True
