"""What a captured page may keep: LinkedIn's short labels, setting keys and addresses that we know anyway.

All of it comes from the catalogue (texts of every language and confidence) and from
tests/fixtures/pages.toml (the shell, other rows and pages), so that a text added there is known here.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tooling import catalogue, paths
from tooling.fixtures import FOLDER

from .allowed import words

TREES = ("/mypreferences/d/", "/mypreferences/m/")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

SIGNS = r"[\u00b7\u2022\u2013\u2014\u2192\u2190\u2039\u203a|]{1,2}"
ARROW = re.compile(f"^{SIGNS} | {SIGNS}$")

LANGUAGES = words(
    "ar bn cs da de el en es fa fi fr he hi hu id in it iw ja ko mr ms nb nl no pa pl pt "
    "ro ru sv te th tl tr uk vi zh"
)
"""Those of LinkedIn's interface, with the legacy codes of `<html lang>` (evidence: labels.json)."""
REGIONS = words("AE BR CN CZ DE DK ES FR ID IN IT JP KR MY NL NO PH PL PT RO RU SE TH TR TW UA US")


@dataclass(frozen=True)
class Known:
    """Everything that may stay, exactly as it may stay.

    Attributes:
        texts: labels, titles, state words.
        names: setting keys, `<key>__<VALUE>`, values: of `id`, `name`, `aria-labelledby`, `value`.
        paths: of settings pages, without a slash at the end.
        more: what may follow a text in a row ("Schools & 4 more").
    """

    texts: frozenset[str]
    names: frozenset[str]
    paths: frozenset[str]
    more: tuple[re.Pattern[str], ...] = ()

    def text(self, text: str) -> bool:
        """Whether a tidy text is known, perhaps beside an arrow, or with a number of others."""
        if text in self.texts or ARROW.sub("", text) in self.texts:
            return True
        ends = (match for pattern in self.more if (match := pattern.search(text)))
        return any(text[: match.start()] in self.texts for match in ends)

    def with_kept(self, kept: Kept) -> Known:
        """Beside these, what a contributor agreed to keep."""
        return dataclasses.replace(
            self,
            texts=self.texts | kept.texts,
            names=self.names | kept.names,
            paths=self.paths | kept.paths,
        )


@dataclass(frozen=True)
class Kept:
    """What a contributor agreed to keep though it is not known; the fields are those of Known."""

    texts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()


def tidy(text: str) -> str:
    """White space folded, characters that draw nothing removed, as templates/content/text.js."""
    return " ".join(unicodedata.normalize("NFC", INVISIBLE.sub("", text)).split())


def is_language(code: str) -> bool:
    """Whether it is a language of LinkedIn's, perhaps with a region: "en", "pt_BR", "zh-TW"."""
    base, _, region = code.replace("_", "-").partition("-")
    return base.lower() in LANGUAGES and (not region or region.upper() in REGIONS)


@functools.cache
def known() -> Known:
    """All that the catalogue and pages.toml hold.

    Raises:
        CatalogueError: the catalogue was refused.
    """
    catalogue.load()
    facts = tomllib.loads(paths.CATALOGUE.read_text(encoding="utf-8"))
    pages = tomllib.loads((FOLDER / "pages.toml").read_text(encoding="utf-8"))
    addresses = {path.rstrip("/") for path in (*_paths(facts), *_paths(pages))}
    addresses |= {f"{TREES[0]}categories/{entry['id']}" for entry in pages["shell"]["rail"]}
    addresses |= {path.replace(*TREES) for path in addresses}
    return Known(
        texts=frozenset(tidy(text) for text in (*_texts(facts), *_shell(pages))) - {""},
        names=frozenset(_names(facts)),
        paths=frozenset(addresses),
        more=tuple(re.compile(_two_digits(pattern) + "$") for pattern in facts["more"].values()),
    )


def _two_digits(pattern: str) -> str:
    return pattern.replace(r"\d+", r"\d{1,2}")


def _tables(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for one in inner:
        yield from _tables(one)


def _texts(facts: dict[str, Any]) -> Iterator[str]:
    for table in _tables(facts):
        if "text" in table and "confidence" in table:
            yield table["text"]
        yield from (one for one in table.get("formerly", ()) if isinstance(one, str))


def _paths(facts: dict[str, Any]) -> Iterator[str]:
    for table in _tables(facts):
        yield from table.get("paths", ())
        yield from table.get("legacy_paths", ())
        if isinstance(path := table.get("path"), str):
            yield path


def _names(facts: dict[str, Any]) -> Iterator[str]:
    for setting in facts["settings"]:
        for control in setting.get("controls", ()):
            if "key" in control:
                yield control["key"]
            for value in control.get("values", ()):
                if "id" in value:
                    yield from (value["id"], value["id"].rpartition("__")[2])


def _shell(pages: dict[str, Any]) -> Iterator[str]:
    """The short texts of pages.toml that are LinkedIn's or plain words; its sentences are ours."""
    shell = pages["shell"]
    yield from (entry["text"] for entry in shell["rail"])
    yield from shell["footer"]
    for entry in pages["lists"]:
        yield from (section["heading"] for section in entry["sections"])
    for page in (*pages["others"].values(), *pages["beside"].values()):
        yield from (page[key] for key in ("row", "title", "value") if key in page)
        for control in page.get("controls", ()):
            yield from (control.get("label", ""), *control.get("labels", ()))
    for language in pages["languages"].values():
        yield from (language[key] for key in ("on", "off", "back", "learn_more", "settings"))
