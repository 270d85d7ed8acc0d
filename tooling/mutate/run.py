"""`invoke mutate`: which mutants there are, and what is said of them."""

from __future__ import annotations

import os
import random
import time

from tooling import render

from . import equivalent, pool, rules, syntax
from .mutant import Mutant

PARTS = (
    "address.js",
    "text.js",
    "dom.js",
    "face.js",
    "cover.js",
    "find.js",
    "identify.js",
    "read.js",
    "words.js",
    "settle.js",
    "look.js",
    "lists.js",
    "newhere.js",
)
"""Parts of which mutants are made mechanically. When to look, and where to draw, is tested with the extension."""
SAMPLE = 60
"""s in which mutants of a sample are begun."""
TOLD_EVERY = 10
"""s."""


def run(
    *,
    everything: bool = False,
    rule: str = "",
    part: str = "",
    seed: int | None = None,
    jobs: int = 0,
) -> bool:
    """Run mutants, print those that no test misses, and return whether there are none.

    Args:
        everything: all of them; else a sample in an order drawn from the seed, for a minute.
        rule: only the variants of one rule, all of them.
        part: only what changes this file, all of it.
        seed: None: drawn anew.
        jobs: browsers at a time; 0: one for each core.

    Raises:
        MutantError: a table does not fit the parts or the document, or a test fails without a change.
    """
    parts = render.content_parts()
    made = [mutant for one in parts if one.name in PARTS for mutant in syntax.mutants(one)]
    visible = equivalent.without(made)
    broken = rules.variants(parts, rules.documented())
    chosen = [*broken, *visible]
    if rule:
        chosen = rules.of(rule, broken)
    elif part:
        chosen = [mutant for mutant in chosen if mutant.part == part]
    seconds = float("inf")
    if not (everything or rule or part):
        seed = random.randrange(1_000_000) if seed is None else seed  # noqa: S311 - no secret
        random.Random(seed).shuffle(chosen)  # noqa: S311
        seconds = SAMPLE
        print(f"a sample of {len(chosen)} mutants, for {SAMPLE} s: --seed {seed}", flush=True)
    began = time.monotonic()
    verdicts = _told(chosen, jobs or os.cpu_count() or 1, seconds)
    survivors = [verdict.mutant for verdict in verdicts if verdict.caught is None]
    print(
        f"{len(verdicts)} of {len(chosen)} mutants: {len(verdicts) - len(survivors)} caught,"
        f" {len(survivors)} survived; {len(made) - len(visible)} more cannot be seen"
        f" ({time.monotonic() - began:.0f} s)"
    )
    return not survivors


def _told(mutants: list[Mutant], jobs: int, seconds: float) -> list[pool.Verdict]:
    verdicts: list[pool.Verdict] = []
    told_at = time.monotonic()
    for verdict in pool.run(mutants, jobs, seconds):
        verdicts.append(verdict)
        if verdict.caught is None:
            print(f"SURVIVED {rules.said(verdict.mutant)}{verdict.mutant}", flush=True)
        if time.monotonic() > told_at + TOLD_EVERY:
            told_at = time.monotonic()
            print(f"{len(verdicts)} of {len(mutants)}", flush=True)
    return verdicts
