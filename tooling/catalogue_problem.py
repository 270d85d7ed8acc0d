"""One thing that is wrong with the catalogue, and how it is told: file, line, entry, remedy."""

import re
from dataclasses import dataclass
from typing import Any

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """Something wrong at `place`, a path into the TOML such as ("settings", 3, "group")."""

    place: Place
    what: str
    remedy: str


def explain(problem: Problem, data: dict[str, Any], source: str, file: str) -> str:
    """Say a problem in one line: file:line: entry, field: what is wrong. What to do."""
    entry, field = _names(problem.place, data)
    where = f"{entry}, {field}" if field else entry
    return f"{file}:{line_of(problem.place, source)}: {where}: {problem.what}. {problem.remedy}."


def _names(place: Place, data: dict[str, Any]) -> tuple[str, str]:
    """Name the entry (by its id, if it is one of an array) and the field within it."""
    if not place:
        return "catalogue", ""
    top, *rest = place
    if top in {"settings", "lists"} and rest and isinstance(rest[0], int):
        item = data[str(top)][rest[0]]
        name = item.get("id", f"number {rest[0] + 1}") if isinstance(item, dict) else "entry"
        return f"[[{top}]] {name}", _dotted(rest[1:])
    return f"{top}", _dotted(rest)


def _dotted(place: list[str | int]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return text.removeprefix(".")


def line_of(place: Place, source: str) -> int:
    """Find the line of a place in TOML text, as near as its headers and keys tell (from 1).

    tomllib keeps no lines, so headers are counted: the second `[[settings]]` is settings[1], and
    a `[[settings.controls]]` belongs to the last `[[settings]]` above it.
    """
    lines = source.splitlines()
    start, end, name, rest = 0, len(lines), "", list(place)
    while rest:
        part = rest[0]
        full = f"{name}.{part}".removeprefix(".")
        if len(rest) > 1 and isinstance(rest[1], int):
            headers = _find(lines, start, end, rf"\[\[{re.escape(full)}\]\]")
            if rest[1] < len(headers):
                start = headers[rest[1]]
                end = headers[rest[1] + 1] if rest[1] + 1 < len(headers) else end
                name, rest = full, rest[2:]
                continue
        elif tables := _find(lines, start, end, rf"\[{re.escape(full)}\]"):
            start, name, rest = tables[0], full, rest[1:]
            continue
        keys = _find(lines, start, end, rf'"?{re.escape(str(part))}"?\s*=')
        return (keys[0] if keys else start) + 1
    return start + 1


def _find(lines: list[str], start: int, end: int, pattern: str) -> list[int]:
    return [number for number in range(start, end) if re.match(pattern, lines[number])]
