"""Which declaration each identifier of a script means, by the scoping rules of JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from tooling.minify.problem import MinifyError

# What names a binding, or means one; a property does neither.
IDENTIFIERS = frozenset(
    {"identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"}
)
FUNCTIONS = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
    }
)
BLOCKS = frozenset(
    {
        "program",
        "statement_block",
        "for_statement",
        "for_in_statement",
        "catch_clause",
        "switch_body",
    }
)
# What declares by rules of its own. The content script has none of it.
REFUSED = frozenset(
    {
        "variable_declaration",
        "class",
        "class_declaration",
        "generator_function",
        "labeled_statement",
        "with_statement",
    }
)


@dataclass(eq=False)
class Binding:
    """What one declaration declares; `short` is the name that it gets."""

    name: str
    short: str = ""


@dataclass(eq=False)
class Scope:
    """A part of a script with declarations of its own.

    Attributes:
        outer: the scope around it.
        own: its declarations by name, in their order.
        uses: what is declared outside, and meant in it or in a scope inside it.
    """

    outer: Scope | None
    own: dict[str, Binding] = field(default_factory=dict)
    uses: set[Binding] = field(default_factory=set)


@dataclass
class Scopes:
    """All of a script.

    Attributes:
        every: its scopes, outer before inner.
        meant: what an identifier means, by its first byte; not those of `free`.
        free: names that the browser declares.
    """

    every: list[Scope] = field(default_factory=list)
    meant: dict[int, Binding] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)


def scopes(root: Node) -> Scopes:
    """Resolve every identifier of a script.

    Raises:
        MinifyError: something is declared in a way that is not understood.
    """
    found = Scopes()
    outermost = Scope(None)
    found.every.append(outermost)
    # What is meant may be declared further down: first all declarations, then what means them.
    for node, scope in [*_identifiers(root, outermost, found)]:
        _resolve(node, scope, found)
    return found


def text(node: Node) -> str:
    """A node's text."""
    return (node.text or b"").decode()


def _identifiers(node: Node, scope: Scope, found: Scopes) -> Iterator[tuple[Node, Scope]]:
    """Every identifier with the scope that it stands in; on the way scopes are opened, and names declared."""
    if node.type in REFUSED or _is_empty(node):
        raise MinifyError(node, f"{node.type}. Write const, let and functions.")
    if node.type in IDENTIFIERS:
        yield node, scope
    # A function's name stands in the scope around it.
    is_declared = node.type.endswith("function_declaration")
    name = node.child_by_field_name("name") if is_declared else None
    _declare(name, scope)
    within = scope
    if _opens(node):
        within = Scope(scope)
        found.every.append(within)
    for pattern in _declaring(node):
        _declare(pattern, within)
    for child in node.children:
        yield from _identifiers(child, scope if child == name else within, found)


def _is_empty(node: Node) -> bool:
    """A statement that is a semicolon alone; by the grammar there are two in `for (;;)`."""
    around = node.parent if node.parent and node.parent.type == "for_statement" else None
    in_head = around is not None and around.child_by_field_name("body") != node
    return node.type == "empty_statement" and not in_head


def _opens(node: Node) -> bool:
    """A function's parameters and body are one scope: they cannot declare the same name."""
    is_body = node.parent is not None and node.parent.type in FUNCTIONS
    return node.type in FUNCTIONS or (node.type in BLOCKS and not is_body)


def _declaring(node: Node) -> Iterator[Node | None]:
    """What a node declares: in the scope that it opens, else in that around it."""
    if node.type in {"variable_declarator", "function_expression"}:
        yield node.child_by_field_name("name")
    if node.type in FUNCTIONS or node.type == "catch_clause":
        yield node.child_by_field_name("parameters")
        yield node.child_by_field_name("parameter")
    if node.type == "for_in_statement" and node.child_by_field_name("kind"):
        yield node.child_by_field_name("left")


def _declare(pattern: Node | None, scope: Scope) -> None:
    """Declare the names of a pattern: `a`, `{a, b: [c], d = e}`, `...f`."""
    if pattern is None:
        return
    if pattern.type in IDENTIFIERS:
        scope.own.setdefault(text(pattern), Binding(text(pattern)))
    elif pattern.type in {"assignment_pattern", "object_assignment_pattern"}:
        _declare(pattern.child_by_field_name("left"), scope)
    elif pattern.type == "pair_pattern":
        _declare(pattern.child_by_field_name("value"), scope)
    else:
        for child in pattern.named_children:
            _declare(child, scope)


def _resolve(node: Node, scope: Scope, found: Scopes) -> None:
    passed: list[Scope] = []
    at: Scope | None = scope
    while at and text(node) not in at.own:
        passed.append(at)
        at = at.outer
    if at is None:
        found.free.add(text(node))
        return
    binding = at.own[text(node)]
    found.meant[node.start_byte] = binding
    for inner in passed:
        inner.uses.add(binding)
