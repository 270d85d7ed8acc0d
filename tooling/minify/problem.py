"""What is written in a way that cannot be shortened safely."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node


class MinifyError(Exception):
    """Names the line, and says what to do.

    Attributes:
        line: of the source, from 1 on.
        why: what stands there, and what to do about it.
    """

    def __init__(self, node: Node, why: str) -> None:
        self.line = node.start_point.row + 1
        self.why = why
        super().__init__(f"line {self.line}: {why}")


def check_syntax(root: Node) -> None:
    """Refuse what is no JavaScript.

    Raises:
        MinifyError: at the first mistake.
    """
    for node in _walk(root) if root.has_error else ():
        if node.is_error or node.is_missing:
            raise MinifyError(node, "no JavaScript. Run `invoke lint`, which says what is wrong.")


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)
