"""What the content script may tell of a page's structure is what the background lets in."""

import re

import pytest

from tooling import paths

TELLS = paths.TEMPLATES / "content" / "structure.js"
LETS_IN = paths.EXTENSION / "shared" / "messages.js"


def literal(path: str, name: str) -> str:
    """What stands behind `const NAME =`, up to the end of the statement."""
    found = re.search(rf"^const {name} = (.*?);$", path, re.MULTILINE | re.DOTALL)
    assert found, f"no {name}"
    return found[1]


@pytest.mark.parametrize("name", ["TYPES", "ROLES", "NAME"])
def test_both_parts_name_the_same(name: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (TELLS, LETS_IN)]
    one, other = (literal(text, name) for text in texts)
    assert one == other
