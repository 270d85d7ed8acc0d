"""Mutants that nothing can see, each with the reason: equivalent.toml."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from .mutant import Mutant, MutantError

TABLE = Path(__file__).with_name("equivalent.toml")
FIELDS = {"part", "function", "before", "after", "nth", "reason"}

Key = tuple[str, str, str, str, int]
"""Part, function, text and replacement with white space folded, and which of the same in that function, from 1."""


def keyed(mutants: list[Mutant]) -> dict[Key, Mutant]:
    """Every mutant by a key that lines added elsewhere do not change."""
    seen: Counter[tuple[str, ...]] = Counter()
    result: dict[Key, Mutant] = {}
    for mutant in mutants:
        same = (mutant.part, mutant.function, _folded(mutant.before), _folded(mutant.after))
        seen[same] += 1
        result[(*same, seen[same])] = mutant
    return result


def without(mutants: list[Mutant], table: Path = TABLE) -> list[Mutant]:
    """Those of the mutants that are not in the table.

    Raises:
        MutantError: an entry is incomplete, or fits no mutant any more.
    """
    left = keyed(mutants)
    for entry in tomllib.loads(table.read_text(encoding="utf-8")).get("equivalent", []):
        if left.pop(_key(entry), None) is None:
            msg = (
                f"{table.name}: {entry['part']} {entry['function']}: {entry['before']!r} ->"
                f" {entry['after']!r} is no mutant of that part. The code changed: correct the"
                " entry, or delete it and see whether a test catches what came instead."
            )
            raise MutantError(msg)
    return list(left.values())


def _key(entry: dict[str, Any]) -> Key:
    missing = FIELDS - {"nth"} - set(entry)
    unknown = set(entry) - FIELDS
    if missing or unknown or not str(entry.get("reason", "")).strip():
        msg = (
            f"equivalent.toml: an entry has {sorted(entry)}. It needs part, function, before,"
            " after and a reason, and nth where a function has several of the same."
        )
        raise MutantError(msg)
    before, after = _folded(entry["before"]), _folded(entry["after"])
    return (entry["part"], entry["function"], before, after, entry.get("nth", 1))


def _folded(text: str) -> str:
    return " ".join(text.split())
