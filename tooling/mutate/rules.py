"""The rules of docs/recognition.md, and the ways to break each: rules.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tooling import paths
from tooling.render import Part

from .mutant import Mutant, MutantError

DOCUMENT = paths.ROOT / "docs" / "recognition.md"
TABLE = Path(__file__).with_name("rules.toml")
FIELDS = {"rule", "part", "find", "replace"}
ROW = re.compile(r"^\| `([a-z0-9-]+)` \|(.+)\|(.+)\|(.+)\|$", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """A row of the document: what the content script goes by, what that rests on, and the tests that show it."""

    id: str
    sentence: str
    evidence: str
    tests: str


def documented(document: Path = DOCUMENT) -> dict[str, Rule]:
    """Every rule by its id.

    Raises:
        MutantError: an id stands twice.
    """
    rules: dict[str, Rule] = {}
    for cells in ROW.findall(document.read_text(encoding="utf-8")):
        rule = Rule(*(cell.strip() for cell in cells))
        if rule.id in rules:
            msg = (
                f"{paths.shown(document)}: the rule `{rule.id}` stands twice. Give one another id."
            )
            raise MutantError(msg)
        rules[rule.id] = rule
    return rules


def variants(parts: list[Part], rules: dict[str, Rule], table: Path = TABLE) -> list[Mutant]:
    """Each way to break a rule, as a mutant.

    Raises:
        MutantError: document and table do not name the same rules, or a variant does not fit its part.
    """
    entries = tomllib.loads(table.read_text(encoding="utf-8")).get("broken", [])
    sources = {part.name: part.source for part in parts}
    broken = [_variant(entry, sources, table.name) for entry in entries]
    named = {mutant.rule for mutant in broken}
    problems = [
        f"{table.name} breaks `{id_}`, which docs/recognition.md does not have: add its row there"
        for id_ in sorted(named - set(rules))
    ]
    problems += [
        f"docs/recognition.md has the rule `{id_}`, which {table.name} does not break: add how"
        for id_ in sorted(set(rules) - named)
    ]
    if problems:
        raise MutantError("\n".join(problems))
    return broken


def of(rule: str, broken: list[Mutant]) -> list[Mutant]:
    """The variants of one rule.

    Raises:
        MutantError: there is no such rule.
    """
    chosen = [mutant for mutant in broken if mutant.rule == rule]
    if not chosen:
        known = ", ".join(dict.fromkeys(mutant.rule for mutant in broken))
        raise MutantError(f"there is no rule {rule!r}. The rules are: {known}")
    return chosen


def said(mutant: Mutant) -> str:
    """The rule that a mutant breaks, as a line; nothing for a mechanical one."""
    return f"{mutant.rule}: {documented()[mutant.rule].sentence}\n" if mutant.rule else ""


def _variant(entry: dict[str, Any], sources: dict[str, str], table: str) -> Mutant:
    if set(entry) != FIELDS:
        msg = f"{table}: an entry has {sorted(entry)}, and needs {sorted(FIELDS)}: {entry}"
        raise MutantError(msg)
    rule, name, text = entry["rule"], entry["part"], entry["find"]
    times = sources.get(name, "").count(text)
    if times != 1 or entry["replace"] == text:
        msg = (
            f"{table}: a variant of `{rule}` does not fit: {text!r} stands {times} times in"
            f" templates/content/{name}, and should once, and be replaced by something else."
            " The code changed: correct `find` and `replace`, so that they break the same rule."
        )
        raise MutantError(msg)
    start = sources[name].index(text)
    line = sources[name][:start].count("\n") + 1
    return Mutant(name, "", line, start, text, entry["replace"], rule)
