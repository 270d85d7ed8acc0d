"""Short names for what a script declares: as few letters as its scopes allow."""

import itertools
import string
from collections.abc import Iterator

from tooling.minify.scopes import Scopes

# What JavaScript's own words are made of comes first: it packs better.
FIRST = "etnrisoaclufdphmgbvyxwkqjzECTASNLDRMPIOFBHUGVWXKJYZQ_$"
RESERVED = frozenset({"as", "do", "if", "in", "of"})


def rename(scopes: Scopes) -> None:
    """Give every binding a short name: in its scope, the first one that nothing else there has."""
    for scope in scopes.every:
        taken = {binding.short for binding in scope.uses} | scopes.free | RESERVED
        free = (name for name in names() if name not in taken)
        for binding in scope.own.values():
            binding.short = next(free)


def names() -> Iterator[str]:
    """All names, the shortest first.

    >>> list(itertools.islice(names(), 53, 56))
    ['$', 'ee', 'et']
    """
    for length in itertools.count(1):
        for letters in itertools.product(FIRST, *[FIRST + string.digits] * (length - 1)):
            yield "".join(letters)
