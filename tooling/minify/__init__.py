"""A script as it ships: the same program without comments and white space, under short names.

    scopes  what each identifier means
    names   short names for what is declared
    write   the tree as text

Properties, strings and what the browser declares keep their names. That it is the same program is tested with ESLint's
parser and scopes (tests/unit/test_minify.py).
"""

import tree_sitter_javascript
from tree_sitter import Language, Parser

from tooling.minify.names import rename
from tooling.minify.problem import MinifyError, check_syntax
from tooling.minify.scopes import scopes
from tooling.minify.write import Writer

__all__ = ["MinifyError", "minify"]

PARSER = Parser(Language(tree_sitter_javascript.language()))


def minify(source: str) -> str:
    """Return the same program, shorter.

    Raises:
        MinifyError: it is written in a way that cannot be shortened safely.
    """
    code = source.encode()
    root = PARSER.parse(code).root_node
    check_syntax(root)
    found = scopes(root)
    rename(found)
    return Writer(code, found).written(root)
