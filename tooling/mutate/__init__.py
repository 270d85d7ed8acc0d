"""Rules proven by breaking them: each change to the content script that no page test misses is printed.

Two kinds of change ("mutants") are made, one at a time, and the page tests run until the first one fails:

- each rule of docs/recognition.md broken in the ways that rules.toml says;
- made mechanically from the syntax tree of each part: conditions negated, operands and early returns left
  out, comparisons shifted (syntax.py). Those that nothing can see stand in equivalent.toml, with the reason.
"""

from .mutant import MutantError

__all__ = ["MutantError"]
