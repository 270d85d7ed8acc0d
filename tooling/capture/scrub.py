"""The scrubber: builds a new page out of what is on a list. What is on none is not in it.

Nothing is looked for and taken away: an element, attribute, value or text that no rule here names
does not get in. So a place to hide that nobody thought of hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from tooling import browsers

from .allowed import (
    ELEMENTS,
    FLAGS,
    HOSTS,
    LOOKS,
    NAMES,
    NUMBERS,
    QUERY,
    SEPARATOR,
    TEXTS,
    WORDS,
)
from .filler import Filler
from .known import Known, is_language, tidy
from .tree import Element

STAND_IN = "span"
"""What a custom element becomes: its name may say anything, and a span may stand anywhere."""

Rule = Callable[[str, Known, Filler], str | None]


def scrubbed(page: Element, known: Known, filler: Filler | None = None) -> Element:
    """A new page with what `known` and the lists of this file allow."""
    filler = filler or Filler()
    bodies = [node for node in page.children if isinstance(node, Element) and node.tag == "body"]
    body = _built("body", bodies[0] if bodies else Element("body"), known, filler)
    return Element("html", _attributes(page, known, filler), [body])


def _element(element: Element, known: Known, filler: Filler) -> Element | None:
    tag = STAND_IN if "-" in element.tag else element.tag
    if tag == "svg:svg":
        return Element("svg")
    return _built(tag, element, known, filler) if tag in ELEMENTS else None


def _built(tag: str, element: Element, known: Known, filler: Filler) -> Element:
    result = Element(tag, _attributes(element, known, filler))
    if style := ";".join(LOOKS[look] for look in element.looks if look in LOOKS):
        result.attributes["style"] = style
    if tag == "iframe":  # what stands in it is for browsers without frames
        result.frame = scrubbed(element.frame, known, filler) if element.frame else None
        return result
    result.children = _nodes(element.children, known, filler)
    if element.shadow is not None and tag in HOSTS:
        result.shadow = _nodes(element.shadow, known, filler)
    return result


def _nodes(nodes: list[Element | str], known: Known, filler: Filler) -> list[Element | str]:
    """Neighbouring texts are one text: written to a file, they are one, too."""
    result: list[Element | str] = []
    said = ""
    for node in nodes:
        if isinstance(node, str):
            said += node
            continue
        if (inner := _element(node, known, filler)) is None:
            continue
        result += [*_text(said, known, filler), inner]
        said = ""
    return result + _text(said, known, filler)


def _text(text: str, known: Known, filler: Filler) -> list[Element | str]:
    """A text as it may stay; the blanks around it, which part it from its neighbours, become one."""
    if not text:
        return []
    words = tidy(text)
    if not words:
        return [" "]
    before, after = (" " if text[at].isspace() else "" for at in (0, -1))
    return [f"{before}{_allowed(words, known, filler)}{after}"]


def _allowed(words: str, known: Known, filler: Filler) -> str:
    stays = known.text(words) or re.fullmatch(SEPARATOR, words)
    return words if stays else filler.text(words)


def _attributes(element: Element, known: Known, filler: Filler) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in element.attributes.items():
        rule = _rule(name, element.tag)
        if rule and (new := rule(value, known, filler)) is not None:
            kept[name] = new
    return kept


def _rule(name: str, tag: str) -> Rule | None:
    """The rule of an attribute; None: it goes."""
    if name in FLAGS:
        return lambda *_: ""
    if name in WORDS:
        return lambda value, *_: value.lower() if value.lower() in WORDS[name] else None
    if name in NUMBERS:
        return lambda value, *_: value if re.fullmatch(r"-1|[0-9]{1,3}", value) else None
    if name in NAMES:
        return _names
    if name in TEXTS:
        return _label
    return {
        ("a", "href"): _href,
        ("html", "lang"): lambda value, *_: value if is_language(value) else None,
        ("input", "value"): _value,
        ("option", "value"): _value,
    }.get((tag, name))


def _label(value: str, known: Known, filler: Filler) -> str | None:
    words = tidy(value)
    return _allowed(words, known, filler) if words else None


def _names(value: str, known: Known, filler: Filler) -> str:
    return " ".join(one if one in known.names else filler.name(one) for one in value.split())


def _value(value: str, known: Known, _: Filler) -> str | None:
    return value if value in known.names else None


def _href(value: str, known: Known, _: Filler) -> str:
    """A known path of the settings, and whether more followed; else nothing but that it is a link."""
    try:
        where = urlsplit(value.strip())
    except ValueError:  # no address at all
        return "#"
    origin = f"{where.scheme}://{where.netloc}" if where.scheme or where.netloc else ""
    if origin not in ("", browsers.ORIGIN) or where.path.rstrip("/") not in known.paths:
        return "#"
    return f"{origin}{where.path}{QUERY if where.query or where.fragment else ''}"
