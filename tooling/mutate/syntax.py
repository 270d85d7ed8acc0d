"""Mutants made mechanically from a part's syntax tree.

Every condition is negated, every operand of `&&` and `||` left out, every comparison shifted or flipped, every
`!` taken away, and every return, continue and break that is not a function's last statement taken out.
"""

from __future__ import annotations

from collections.abc import Iterator

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from tooling.render import Part

from .mutant import Mutant

PARSER = Parser(Language(tree_sitter_javascript.language()))
SHIFTED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "===": "!==", "!==": "==="}
JOINED = ("&&", "||")
LEAVING = ("return_statement", "continue_statement", "break_statement")
FUNCTIONS = ("function_declaration", "arrow_function", "function_expression", "method_definition")

Change = tuple[int, int, str]
"""From byte, to byte, what stands there instead."""


def mutants(part: Part) -> list[Mutant]:
    """All of one part, in the order of its lines, each once."""
    source = part.source.encode()
    tree = PARSER.parse(source)
    found = {change: node for node in _walk(tree.root_node) for change in _changes(node)}
    return [
        Mutant(
            part.name,
            _function(node),
            source[:start].count(b"\n") + 1,
            len(source[:start].decode()),
            source[start:end].decode(),
            after,
        )
        for (start, end, after), node in sorted(found.items(), key=lambda one: one[0])
    ]


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.named_children:
        yield from _walk(child)


def _changes(node: Node) -> Iterator[Change]:
    condition = node.child_by_field_name("condition")
    if condition is not None:
        yield _negated(_bare(condition))
    if node.type == "unary_expression" and _operator(node) == "!":
        yield _negated(node)
    if node.type == "binary_expression":
        yield from _binary(node, _operator(node))
    if node.type in LEAVING and not _is_last(node):
        yield (node.start_byte, node.end_byte, "{}")


def _binary(node: Node, operator: str) -> Iterator[Change]:
    if operator in SHIFTED:
        at = _field(node, "operator")
        yield (
            node.start_byte,
            node.end_byte,
            _between(node, node.start_byte, at.start_byte)
            + SHIFTED[operator]
            + _between(node, at.end_byte, node.end_byte),
        )
    inner = node.parent is not None and _joins(node.parent, operator)
    if operator in JOINED and not inner:
        operands = _operands(node, operator)
        for left_out in operands:
            kept = [_text(operand) for operand in operands if operand != left_out]
            yield (node.start_byte, node.end_byte, f" {operator} ".join(kept))


def _joins(node: Node, operator: str) -> bool:
    return node.type == "binary_expression" and _operator(node) == operator


def _operands(node: Node, operator: str) -> list[Node]:
    """The operands of a chain: a, b and c of `a && b && c`."""
    if not _joins(node, operator):
        return [node]
    return [
        operand for side in ("left", "right") for operand in _operands(_field(node, side), operator)
    ]


def _negated(node: Node) -> Change:
    operator = _operator(node)
    if node.type == "unary_expression" and operator == "!":
        after = _text(_field(node, "argument"))
    elif node.type == "binary_expression" and operator in ("===", "!=="):
        return next(_binary(node, operator))
    else:
        after = f"!({_text(node)})"
    return (node.start_byte, node.end_byte, after)


def _bare(condition: Node) -> Node:
    """What stands in the parentheses of `if (...)`; a ternary's condition and a loop's have none of their own."""
    inner = condition.named_children
    return (
        inner[0] if condition.type == "parenthesized_expression" and len(inner) == 1 else condition
    )


def _is_last(node: Node) -> bool:
    """Whether it ends its function, where leaving it out is no early return."""
    block = node.parent
    if block is None or block.type != "statement_block" or block.named_children[-1] != node:
        return False
    return block.parent is not None and block.parent.type in FUNCTIONS


def _function(node: Node) -> str:
    """Names of the functions around a node, from the outermost; of the constant around it where there is none."""
    around: list[Node] = []
    at = node.parent
    while at is not None:
        around.insert(0, at)
        at = at.parent
    functions = [one for one in around if one.type == "function_declaration"]
    constants = [one for one in around if one.type == "variable_declarator"]
    return ".".join(_text(_field(one, "name")) for one in functions or constants[:1])


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return "" if operator is None else _text(operator)


def _field(node: Node, name: str) -> Node:
    found = node.child_by_field_name(name)
    if found is None:
        raise LookupError(f"{node.type} has no {name}")
    return found


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _between(node: Node, start: int, end: int) -> str:
    text = node.text or b""
    return text[start - node.start_byte : end - node.start_byte].decode()
