"""What on a page is unknown and may be worth keeping: setting keys, addresses, short labels.

A person decides about each; nothing here stays by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from tooling import browsers

from .known import Kept, Known, tidy
from .tree import Element

KEY = re.compile(r"[A-Za-z][A-Za-z_]{2,59}")
VALUE = re.compile(r"[A-Z][A-Z_]{1,39}")
ADDRESS = re.compile(r"/mypreferences/[dm]/(?:settings/|categories/)?[a-z]+(?:-[a-z]+){0,8}/?")
LONGEST_LABEL = 60
LONGEST_WORD = 20
LEVELS = 4
"""How far above a control its state word may stand, as in templates/content/words.js."""

CONTROL_ROLES = frozenset({"switch", "checkbox", "radio"})
HEADINGS = frozenset({"h1", "h2", "h3"})

Around = tuple[Element, ...]
"""The elements around one, outermost first."""


@dataclass(frozen=True)
class Candidate:
    """Something unknown: a name ("allowX"), a path, or a text; `place` says where, in words."""

    kind: Literal["name", "path", "text"]
    value: str
    place: str


def candidates(page: Element, known: Known) -> list[Candidate]:
    """Each unknown thing once, names first."""
    found = [*_names(page), *_paths(page), *_texts(page)]
    unknown = {
        one.value: one
        for one in reversed(found)
        if one.value not in known.names | known.paths and not known.text(one.value)
    }
    return sorted(unknown.values(), key=lambda one: (one.kind, one.place, one.value))


def kept(agreed: list[Candidate]) -> Kept:
    """What a contributor agreed to."""
    by_kind = {
        kind: frozenset(one.value for one in agreed if one.kind == kind)
        for kind in ("text", "name", "path")
    }
    return Kept(by_kind["text"], by_kind["name"], by_kind["path"])


def is_control(element: Element) -> bool:
    """Whether it may be a setting's control, as in templates/content/find.js; selects, too."""
    attributes = element.attributes
    if element.tag == "input":
        return attributes.get("type", "").lower() in ("checkbox", "radio")
    said = attributes.get("role", "").lower() in CONTROL_ROLES or "aria-pressed" in attributes
    return element.tag == "select" or said


def _walk(element: Element, around: Around = ()) -> Iterator[tuple[Element, Around]]:
    yield element, around
    inner = [*([element.frame] if element.frame else []), *(element.shadow or ())]
    for child in (*inner, *element.children):
        if isinstance(child, Element):
            yield from _walk(child, (*around, element))


def _names(page: Element) -> Iterator[Candidate]:
    for element in page:
        if is_control(element):
            for place in ("aria-labelledby", "id", "name"):
                for token in element.attributes.get(place, "").split():
                    if KEY.fullmatch(token):
                        yield Candidate("name", token, f"{place} of a control")
        if element.tag == "option" or element.attributes.get("type") == "radio":
            value = element.attributes.get("value", "")
            if VALUE.fullmatch(value):
                yield Candidate("name", value, "value of a choice")


def _paths(page: Element) -> Iterator[Candidate]:
    for element in page:
        path = _path(element)
        if path and ADDRESS.fullmatch(path):
            yield Candidate("path", path.rstrip("/"), "address of a row")


def _path(element: Element) -> str:
    """Where a link within the settings leads; "" for every other element."""
    href = element.attributes.get("href", "") if element.tag == "a" else ""
    path = href.removeprefix(browsers.ORIGIN).partition("?")[0].partition("#")[0]
    return path if path.startswith("/mypreferences/") and urlsplit(path).path == path else ""


def _texts(page: Element) -> Iterator[Candidate]:
    everything = list(_walk(page))
    by_id = {one.attributes.get("id", ""): one for one, _ in everything}
    for element, around in everything:
        if element.tag in HEADINGS:
            yield from _said(element, "heading")
        elif element.tag == "option":
            yield from _said(element, "choice of a list")
        elif _path(element):
            yield from _said(element, "text of a row")
        elif element.tag == "label":
            yield from _said(element, "label of a control")
        if is_control(element):
            for one in element.attributes.get("aria-labelledby", "").split():
                yield from _said(by_id.get(one), "label of a control")
            yield from _short(element.attributes.get("aria-label", ""), "label of a control")
            yield from _beside(element, around)


def _beside(control: Element, around: Around) -> Iterator[Candidate]:
    """The short words in the nearest box that holds this control alone."""
    for box in reversed(around[-LEVELS:]):
        if sum(map(is_control, box)) > 1:
            return
        words = [one for one in _said(box, "beside a control") if one.value != tidy(control.text())]
        yield from (one for one in words if len(one.value) <= LONGEST_WORD)
        if words:
            return


def _said(element: Element | None, place: str) -> Iterator[Candidate]:
    """The texts below, each as its own element holds it."""
    for one in element or ():
        pieces, said = [], ""
        for node in (*(one.shadow or ()), *one.children, Element("end")):
            if isinstance(node, str):
                said += node
            else:
                pieces.append(said)
                said = ""
        for piece in pieces:
            yield from _short(piece, place)


def _short(text: str, place: str) -> Iterator[Candidate]:
    words = tidy(text)
    if len(words) > LONGEST_LABEL or not words.isprintable():
        return
    if any(map(str.isalpha, words)) and not any(c.isdigit() or c == "@" for c in words):
        yield Candidate("text", words, place)
