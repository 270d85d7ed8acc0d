"""Where each factual sentence comes from (extension/catalogue/sources.toml), checked, and in the shape that ships."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from tooling import catalogue, paths

SOURCES = paths.CATALOGUE.with_name("sources.toml")
ELSEWHERE = paths.CATALOGUE.with_name("elsewhere.json")
# Keys with one of these beginnings say something of LinkedIn, of a law or of a region.
FACTUAL = re.compile(r"(notice|does_not|coupling|fact|region_fact|law)_\w+|welcome_terms")


class SourcesError(catalogue.CatalogueError):
    """The sources were refused; the message names each place and remedy, one a line."""


def load(path: Path = SOURCES, messages: Path = paths.MESSAGES) -> dict[str, Any]:
    """Read and check the sources.

    Returns:
        {"sources": {id: {"title", "address", "checked"}}, "sentences": {message key: source ids},
        "facts": {setting: message keys}}, with the sources of the settings' own pages.

    Raises:
        SourcesError: a factual sentence without a source, a source without address or day, and the like.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    _fits(data, path.with_name("sources.schema.json"), path)
    known = catalogue.load()
    own: dict[str, list[str]] = {}
    for setting in known.settings:
        key = setting.id.replace("-", "_")
        page = f"page-{setting.id}"
        title = (setting.title_texts or setting.row_texts)[0].text
        data["sources"][page] = {
            "title": f"LinkedIn's page “{title}”, as publicly pictured or described",
            "address": f"{known.origin}{setting.paths[0]}",
            "checked": setting.verified,
        }
        own.setdefault(f"notice_{key}", []).append(page)
        for sentence in (*setting.does_not, *(one.effect for one in setting.couplings)):
            own.setdefault(sentence, []).append(page)
    data["sentences"] = own | data["sentences"]
    keys = set(json.loads(messages.read_text(encoding="utf-8")))
    settings = {one.id for one in known.settings}
    if problems := [*_of_sentences(data, keys), *_of_facts(data, settings)]:
        raise SourcesError("\n".join(f"{paths.shown(path)}: {problem}" for problem in problems))
    return data


def elsewhere(path: Path = ELSEWHERE) -> list[dict[str, Any]]:
    """Read and check the settings at other companies, which are not watched.

    Raises:
        SourcesError: an entry does not have the form of elsewhere.schema.json.
    """
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    _fits(entries, path.with_name("elsewhere.schema.json"), path)
    return entries


def _fits(data: Any, schema: Path, path: Path) -> None:
    validator = jsonschema.Draft202012Validator(
        json.loads(schema.read_text(encoding="utf-8")),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    lines = [
        f"{paths.shown(path)}: {'.'.join(map(str, error.absolute_path))}: {error.message}."
        f" Correct it; {paths.shown(schema)} says what fits."
        for error in validator.iter_errors(data)
    ]
    if lines:
        raise SourcesError("\n".join(lines))


def _of_sentences(data: dict[str, Any], keys: set[str]) -> Iterator[str]:
    sentences = data["sentences"]
    for key in sorted(keys):
        if FACTUAL.fullmatch(key) and key not in sentences:
            yield f"the sentence {key} has no source. Name one under [sentences]."
    for key in sorted(sentences.keys() - keys):
        yield f"there is no message {key}. Correct the key, or add it to messages.json."
    used = {name for names in sentences.values() for name in names}
    for name in sorted(used - data["sources"].keys()):
        yield f"there is no source {name}. Describe it under [sources], or correct the name."
    for name in sorted(data["sources"].keys() - used):
        if not name.startswith("page-"):
            yield f"no sentence names the source {name}. Remove it, or name it."


def _of_facts(data: dict[str, Any], settings: set[str]) -> Iterator[str]:
    for name, facts in data["facts"].items():
        if name not in settings:
            yield f"facts of {name}, which is no setting of the catalogue. Correct the id."
        for key in facts:
            if key not in data["sentences"]:
                yield f"{name} has the fact {key}, which has no source. Name one under [sentences]."
