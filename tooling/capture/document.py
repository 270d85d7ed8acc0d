"""A scrubbed page as the text of a file."""

from __future__ import annotations

from .tree import Element

VOID = frozenset({"input", "br", "hr"})
TITLE = "A captured page of LinkedIn's settings"


def document(page: Element, provenance: str) -> str:
    """The HTML of a page; `provenance` is its first comment."""
    return f"<!doctype html>\n<!-- {provenance} -->\n{_root(page)}\n"


def _root(page: Element) -> str:
    head = f'<head><meta charset="utf-8"><title>{TITLE}</title></head>'
    return f"<html{_attributes(page.attributes)}>{head}{_nodes(page.children)}</html>"


def _nodes(nodes: list[Element | str]) -> str:
    return "".join(_text(node) if isinstance(node, str) else _element(node) for node in nodes)


def _element(element: Element) -> str:
    attributes = dict(element.attributes)
    if element.frame is not None:
        attributes["srcdoc"] = f"<!doctype html>{_root(element.frame)}"
    # A line for each element: the break stands inside the tag, where it adds no text to the page.
    start = f"<{element.tag}{_attributes(attributes)}\n>"
    if element.tag in VOID:
        return start
    inner = _nodes(element.children)
    if element.shadow is not None:
        shadow = _nodes(element.shadow)
        inner = f'<template shadowrootmode="open"\n>{shadow}</template>{inner}'
    return f"{start}{inner}</{element.tag}>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(
        f' {name}="{_text(value).replace(chr(34), "&quot;")}"' if value else f" {name}"
        for name, value in attributes.items()
    )


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
