"""The check for leftovers: what in the text that is to be written is on no list?

It reads that text as a browser would, and shares the lists with the scrubber, but no code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from justhtml import JustHTML

from tooling import browsers

from .allowed import (
    ELEMENTS,
    FLAGS,
    LOOKS,
    NAMES,
    NUMBERS,
    QUERY,
    SEPARATOR,
    TEXTS,
    WORDS,
)
from .document import TITLE
from .filler import FORMS, LETTERS
from .known import Known, is_language, tidy

PROVENANCE = re.compile(
    r"fixture (?P<name>[a-z][a-z-]*)\.(?P<lang>[A-Za-z-]+): captured \d{4}-\d\d-\d\d from LinkedIn"
    r"(?: before it was at rest)?, language (?P=lang), (?:chromium|firefox) \d+(?:\.\d+){0,3};"
    r" scrubbed by invoke capture: what was on no list is filler or gone"
)
"""The first comment of a captured page."""

FILLER = re.compile(
    "|".join(re.escape(form).replace(r"\{\}", f"[{LETTERS}]{{1,4}}") for _, form in FORMS)
)
NEUTRAL = re.compile(f"n-[{LETTERS}]{{1,4}}")

# What must stand nowhere, whoever agreed to it.
TRACES = {
    "an e-mail address": r"@",
    "a phone number": r"(?:\d[ ().-]*){6}",
    "a long number": r"\d{4}",
    "a member": r"(?i)urn:|/in/|/company/|/school/|miniprofile",
    "a token": r"(?i)csrf|jsessionid|bearer|ajax:|token|trackingid",
    "an address": r"(?i)://|\bwww\.|data:|javascript:|blob:",
    "an encoded character": r"(?i)%[0-9a-f]{2}|\\[ux][0-9a-f]{2}|&#",
    "an encoded text": r"(?=[A-Za-z+/_=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{16}",
    "a character that is not drawn": r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]",
}


# What an item is, if it is no attribute: no attribute has a name in capitals.
TEXT, ELEMENT, COMMENT, DOCTYPE = "TEXT", "ELEMENT", "COMMENT", "DOCTYPE"

Check = Callable[[str, Known], bool]


@dataclass(frozen=True)
class Item:
    """Something that the text holds.

    Attributes:
        place: TEXT, ELEMENT, COMMENT, DOCTYPE, or the attribute's name.
        within: the element around it.
        frame: whether it is in a framed document.
    """

    place: str
    within: str
    value: str
    frame: bool = False


def leftovers(html: str, known: Known) -> list[str]:
    """What may not be written; nothing where all is on a list.

    Args:
        html: the text of the file.
        known: what may stay; with what the contributor agreed to keep.
    """
    first = re.match(r"<!doctype html>\n<!-- (?P<said>[^>]*) -->\n", html)
    found = [] if first and PROVENANCE.fullmatch(first["said"]) else ["no first comment of ours"]
    rest = html[first.end() :] if first else html
    found += [
        f"{item.place.lower()} in <{item.within}>: {item.value!r}"
        for item in items(rest)
        if not _allowed(item, known)
    ]
    return found + traces(rest.replace(browsers.ORIGIN, ""))


def traces(text: str) -> list[str]:
    """What looks like personal data or a secret, wherever it stands."""
    return [
        f"{what}: {match[0]!r}"
        for what, pattern in TRACES.items()
        if (match := re.search(pattern, text))
    ]


def items(html: str, *, frame: bool = False) -> Iterator[Item]:
    """Everything in a document: elements, attributes, texts, comments; templates and frames, too."""
    for node in JustHTML(html, sanitize=False).root.children or ():
        yield from _items(node, "document", frame)


def _items(node: object, within: str, frame: bool) -> Iterator[Item]:
    name = str(getattr(node, "name", ""))
    if name.startswith(("#", "!")):
        kind = {"#text": TEXT, "!doctype": DOCTYPE}.get(name, COMMENT)
        data = getattr(node, "data", "")
        yield Item(kind, within, data if isinstance(data, str) else _doctype(data), frame)
    else:
        yield Item(ELEMENT, within, name, frame)
    for key, value in (getattr(node, "attrs", None) or {}).items():
        if (name, key) == ("iframe", "srcdoc"):
            yield from items(value or "", frame=True)
        else:
            yield Item(key, name, value or "", frame)
    inner = getattr(node, "template_content", None)
    for child in (*(inner.children if inner else ()), *(getattr(node, "children", None) or ())):
        yield from _items(child, name, frame)


def _doctype(data: Any) -> str:
    said = (data.name, data.public_id, data.system_id)
    return " ".join(part for part in said if part)


def _allowed(item: Item, known: Known) -> bool:
    if item.place == DOCTYPE:
        return item.frame and item.value == "html"
    check = CHECKS.get(f"{item.within} {item.place}") or CHECKS.get(item.place)
    return check is not None and check(item.value, known)


def _is_text(text: str, known: Known) -> bool:
    """Whether a text is known, filler, or a separator; blanks around it do not count."""
    words = text.strip(" \n")
    fits = words == "" or known.text(words) or FILLER.fullmatch(words)
    return bool(fits or re.fullmatch(SEPARATOR, words)) and words == tidy(words)


def _is_name(value: str, known: Known) -> bool:
    return all(one in known.names or NEUTRAL.fullmatch(one) for one in value.split(" ") if one)


def _is_look(style: str, _: Known) -> bool:
    for look in sorted(LOOKS.values(), key=len, reverse=True):
        style = style.replace(look, "")
    return style.strip(";") == ""


def _is_address(value: str, known: Known) -> bool:
    path = value.removeprefix(browsers.ORIGIN).removesuffix(QUERY).rstrip("/")
    return value == "#" or path in known.paths


def _is_number(value: str, _: Known) -> bool:
    return re.fullmatch(r"-1|[0-9]{1,3}", value) is not None


def _one_of(*values: str) -> Check:
    return lambda value, _: value in values


CHECKS: dict[str, Check] = {
    f"document {ELEMENT}": _one_of("html"),
    f"html {ELEMENT}": _one_of("head", "body"),
    f"head {ELEMENT}": _one_of("meta", "title"),
    ELEMENT: _one_of(*ELEMENTS, "svg", "template"),
    f"title {TEXT}": _one_of(TITLE),
    TEXT: _is_text,
    **{name: _one_of("") for name in FLAGS},
    **{name: _one_of(*values) for name, values in WORDS.items()},
    **dict.fromkeys(NUMBERS, _is_number),
    **dict.fromkeys(NAMES, _is_name),
    **dict.fromkeys(TEXTS, _is_text),
    "input value": lambda value, known: value in known.names,
    "option value": lambda value, known: value in known.names,
    "a href": _is_address,
    "style": _is_look,
    "html lang": lambda value, _: is_language(value),
    "meta charset": _one_of("utf-8"),
    "template shadowrootmode": _one_of("open"),
}
"""By the place of an item, or by the element around it and its place: what its value may be."""
