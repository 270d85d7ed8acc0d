"""A syntax tree as text: no comments, no white space or brackets that mean nothing."""

import re

from tree_sitter import Node

from tooling.minify.problem import MinifyError
from tooling.minify.scopes import IDENTIFIERS, Scopes, text

# A line's end ends these, if no semicolon does.
ENDED = frozenset(
    {
        "expression_statement",
        "lexical_declaration",
        "return_statement",
        "throw_statement",
        "break_statement",
        "continue_statement",
    }
)
# What is one thing, with brackets or without.
PRIMARY = frozenset(
    {"identifier", "member_expression", "call_expression", "subscript_expression", "array", "null"}
)
# Where brackets belong to the statement.
BRACKETED = frozenset({"if_statement", "while_statement", "do_statement", "switch_statement"})
# What takes any expression but a sequence.
TAKING = frozenset({"variable_declarator", "pair", "arguments", "array", "return_statement"})
# What means nothing before the end of a block or a list.
CLOSING = {"}": (";", ","), ")": (",",)}
SHORTER = {"true": "!0", "false": "!1", "undefined": "void 0"}


class Writer:
    """Writes one script."""

    def __init__(self, source: bytes, scopes: Scopes) -> None:
        self._source = source
        self._scopes = scopes
        self._out: list[str] = []

    def written(self, root: Node) -> str:
        """Return the whole of it.

        Raises:
            MinifyError: a statement's end cannot be seen.
        """
        self._write(root)
        return "".join(self._out)

    def _write(self, node: Node) -> None:
        if node.type in IDENTIFIERS:
            self._put(self._name(node))
        elif node.type == "number":
            self._put(_number(text(node)))
        elif node.type == "template_string":
            self._template(node)
        elif node.type in {"string", "regex"} or not node.children:
            self._put(SHORTER.get(node.type, text(node)))
        elif (inner := _unbracketed(node)) is not None:
            self._write(inner)
        else:
            self._children(node)

    def _children(self, node: Node) -> None:
        if node.type in ENDED and node.children[-1].type != ";" and not self._ends_block(node):
            raise MinifyError(node, f"no semicolon ends this: {text(node)[:60]}. Write one.")
        before: Node | None = None
        for child in _code(node):
            # What ends a block ends its last statement; what closes a list, its last part.
            if child.type in CLOSING and self._out[-1] in CLOSING[child.type]:
                self._out.pop()
            if before and _goes_on(before, child):
                self._out[-1] = ","
                for part in _code(child)[1:]:
                    self._write(part)
            else:
                self._write(child)
            before = child

    def _ends_block(self, node: Node) -> bool:
        return self._source[node.end_byte :].lstrip().startswith(b"}")

    def _template(self, node: Node) -> None:
        """Between its substitutions every character counts."""
        at = node.start_byte
        for child in node.children:
            if child.type == "template_substitution":
                (inner,) = _code(child)[1:-1]
                self._out.append(self._source[at : child.start_byte].decode() + "${")
                self._write(inner)
                at = child.end_byte - 1
        self._out.append(self._source[at : node.end_byte].decode())

    def _name(self, node: Node) -> str:
        name = text(node)
        meant = self._scopes.meant.get(node.start_byte)
        short = meant.short if meant else name
        # {element} is {element: e}: the property keeps its name.
        return short if node.type == "identifier" or short == name else f"{name}:{short}"

    def _put(self, token: str) -> None:
        if self._out and _run_together(self._out[-1], token):
            self._out.append(" ")
        self._out.append(token)


def _code(node: Node) -> list[Node]:
    return [child for child in node.children if child.type != "comment"]


def _goes_on(before: Node, node: Node) -> bool:
    """Whether two declarations can be one: `const a = 1; const b = 2;`."""
    both = before.type == node.type == "lexical_declaration"
    return both and before.children[0].type == node.children[0].type


def _unbracketed(node: Node) -> Node | None:
    """What stands in brackets and needs none: as most casts do, or an arrow's one parameter."""
    inner = _code(node)[1:-1]
    if len(inner) != 1 or node.parent is None:
        return None
    (only,) = inner
    if node.type == "formal_parameters":
        one = node.parent.type == "arrow_function" and only.type == "identifier"
        return only if one else None
    if node.type != "parenthesized_expression" or node.parent.type in BRACKETED or _is_made(node):
        return None
    taken = node.parent.type in TAKING and only.type != "sequence_expression"
    # (a?.b).c is not a?.b.c.
    return only if taken or (only.type in PRIMARY and "?." not in text(only)) else None


def _is_made(node: Node) -> bool:
    """Whether it is in what `new` makes one of: new (a()).b() is not new a().b()."""
    around = node.parent
    while around and around.type in {"member_expression", "subscript_expression"}:
        around = around.parent
    return around is not None and around.type == "new_expression"


def _number(written: str) -> str:
    """A number without underscores, thousands as powers: 10_000 is 1e4."""
    plain = written.replace("_", "")
    return re.sub(r"^([1-9]\d*?)(0{3,})$", lambda found: f"{found[1]}e{len(found[2])}", plain)


def _run_together(before: str, token: str) -> bool:
    """Whether two tokens would be read as one, or as others, without a space between them."""
    last, first = before[-1:], token[:1]
    if _is_word(first):
        # After a regular expression a word would be its flags.
        return _is_word(last) or (last == "/" and len(before) > 1)
    # + ++, a / /b/, a number's point, and what begins a comment in HTML.
    same = last == first and last in {"+", "-", "/"}
    return same or (before.isdecimal() and first == ".") or (last == "<" and first == "!")


def _is_word(character: str) -> bool:
    return character.isalnum() or character in {"_", "$"} or not character.isascii()
