"""A page as snapshot.js tells it: elements and texts, with what is hidden and framed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Element:
    """One element; a tag of another namespace than HTML's carries a prefix ("svg:path").

    Attributes:
        looks: words of snapshot.js for what a class does to it: "none", "hidden", "tiny" ...
        shadow: what its open shadow root holds; None without one.
        frame: the root element of the document that it frames.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    looks: tuple[str, ...] = ()
    shadow: list[Element | str] | None = None
    frame: Element | None = None

    def __iter__(self) -> Iterator[Element]:
        """Itself and all below, shadow roots and frames included, in document order."""
        yield self
        if self.frame is not None:
            yield from self.frame
        for child in (*(self.shadow or ()), *self.children):
            if isinstance(child, Element):
                yield from child

    def text(self) -> str:
        """All texts below, shadow roots included."""
        below = (*(self.shadow or ()), *self.children)
        return "".join(node if isinstance(node, str) else node.text() for node in below)


def parsed(snapshot: str) -> Element:
    """The tree of a snapshot."""
    return _element(json.loads(snapshot))


def _element(data: dict[str, Any]) -> Element:
    return Element(
        tag=data["tag"],
        attributes=data["attributes"],
        children=_nodes(data["children"]),
        looks=tuple(data["looks"]),
        shadow=_nodes(data["shadow"]) if "shadow" in data else None,
        frame=_element(data["frame"]) if data.get("frame") else None,
    )


def _nodes(listed: list[Any]) -> list[Element | str]:
    return [node if isinstance(node, str) else _element(node) for node in listed]
