"""The catalogue in the two shapes that ship: for background and views, and for content.js."""

import re
import unicodedata
from typing import Any

from tooling.catalogue import Catalogue, Control, ListPage, MenuPage, Setting, Text

# Texts of these confidences ship; L is probably a translation and must decide nothing.
USABLE = frozenset({"H", "M"})
# Only these may identify a control (labels.json: M may support a diagnosis), so only these ship in content.js.
SURE = frozenset({"H"})
LETTERS_IN_CAPITALS = 3
LETTERS_THAT_BEGIN = 5
# Below these a setting's path is the same (labels.json: "the slugs are the same as under /d/").
TREES = ("/mypreferences/d/", "/mypreferences/m/")


def for_views(catalogue: Catalogue) -> dict[str, Any]:
    """Return what background and views need; the shape is told in templates/catalogue.js.j2."""
    return {
        "version": catalogue.version,
        "origin": catalogue.origin,
        "settingsPages": list(catalogue.settings_pages),
        "groups": list(catalogue.groups),
        "menu": {
            "title": _first(catalogue.menu),
            "pages": [_menu_page(page) for page in catalogue.menu_pages],
        },
        "lists": [_menu_page(page) | {"path": page.paths[0]} for page in catalogue.lists],
        "settings": [_setting_for_views(one, catalogue.help) for one in catalogue.settings],
    }


def for_content(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the content script needs; the shape is told in templates/content.js.j2."""
    return {
        "settingsPages": list(catalogue.settings_pages),
        "lists": {
            page.id: [list(section.rows) for section in page.sections] for page in catalogue.lists
        },
        "settings": {one.id: _setting_for_content(one) for one in catalogue.settings},
        "legacy": _legacy(catalogue),
        "words": {
            lang: usable
            for lang, states in catalogue.words.items()
            if any((usable := {s: _plain(words) for s, words in states.items()}).values())
        },
        "more": catalogue.more,
        "newHere": _new_here({word for words in catalogue.new_here.values() for word in words}),
    }


def bare(path: str) -> str:
    """Strip a path of its tree and of a slash at the end: what is the same in every spelling.

    >>> bare("/mypreferences/m/settings/ads-by-age"), bare("/jobs/application-settings/")
    ('settings/ads-by-age', '/jobs/application-settings')
    """
    for tree in TREES:
        if path.startswith(tree):
            return path.removeprefix(tree).rstrip("/")
    return path.rstrip("/")


def _menu_page(page: ListPage | MenuPage) -> dict[str, Any]:
    sections = [{"title": _first(one.titles), "rows": list(one.rows)} for one in page.sections]
    return {"id": page.id, "title": _first(page.titles), "sections": sections}


def _setting_for_views(setting: Setting, help_address: str) -> dict[str, Any]:
    return {
        "id": setting.id,
        "group": setting.group,
        "relevance": setting.relevance,
        "watched": setting.watched,
        "kind": setting.kind,
        "list": setting.list,
        "position": setting.position,
        "row": setting.row,
        "path": setting.paths[0],
        "paths": list(setting.paths),
        "app": setting.app in USABLE,
        "titles": _by_language((*setting.row_texts, *setting.title_texts)),
        "formerly": list(setting.formerly),
        "default": setting.default,
        "delayHours": setting.delay_hours,
        "help": f"{help_address}{setting.help}" if setting.help else None,
        "doesNot": list(setting.does_not),
        "couplings": [{"with": one.setting, "effect": one.effect} for one in setting.couplings],
        "controls": len(setting.controls),
        "verified": setting.verified,
    }


def _setting_for_content(setting: Setting) -> dict[str, Any]:
    return {
        "paths": list(dict.fromkeys(bare(path) for path in setting.paths)),
        "controls": [_control_for_content(control) for control in setting.controls],
    }


def _legacy(catalogue: Catalogue) -> dict[str, list[str]]:
    """Older addresses, and the settings that may stand there, those of no list first."""
    listed = [name for page in catalogue.lists for name in page.order]
    readable = [one for one in catalogue.settings if one.controls]
    readable.sort(key=lambda one: listed.index(one.id) if one.id in listed else -1)
    legacy = sorted({path for one in readable for path in one.legacy_paths})
    return {path: [one.id for one in readable if path in one.legacy_paths] for path in legacy}


def _new_here(words: set[str]) -> dict[str, str]:
    """The words as regular expressions; of those that stand anywhere, none that holds another one.

    Short words in capitals ("AI", "KI") stand for themselves; other scripts write no space around them. Words of five
    Latin letters or less begin a word ("train", not "constraint"), longer ones stand anywhere ("Sprachmodelle").
    """
    capitals = {word for word in words if len(word) <= LETTERS_IN_CAPITALS and word.isupper()}
    lower = {word.lower() for word in words - capitals}
    begins = {word for word in lower if len(word) <= LETTERS_THAT_BEGIN and _is_latin(word)}
    within = lower - begins
    within -= {word for word in within for other in within - {word} if other in word}
    return {
        name: "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(those))
        for name, those in {"capitals": capitals, "begins": begins, "within": within}.items()
    }


def _is_latin(word: str) -> bool:
    return all(unicodedata.name(letter).startswith("LATIN ") for letter in word)


def _control_for_content(control: Control) -> dict[str, Any]:
    shape: dict[str, Any] = _named(control.labels, control.key) | {
        "box": control.kind == "checkbox",
        "byPosition": control.by_position,
        "counts": control.counts,
    }
    if control.values:
        shape["values"] = [_named(value.labels, value.id) for value in control.values]
    return shape


def _named(labels: tuple[Text, ...], key: str | None) -> dict[str, Any]:
    return {"labels": _by_language(labels, SURE)} | ({"key": key} if key else {})


def _plain(texts: tuple[Text, ...]) -> list[str]:
    return [text.text for text in texts if text.confidence in USABLE]


def _first(texts: tuple[Text, ...]) -> dict[str, str]:
    return {lang: known[0] for lang, known in _by_language(texts).items()}


def _by_language(
    texts: tuple[Text, ...], confidences: frozenset[str] = USABLE
) -> dict[str, list[str]]:
    """Group usable texts by language, each once, in the catalogue's order."""
    languages: dict[str, list[str]] = {}
    for text in texts:
        known = languages.setdefault(text.lang, []) if text.confidence in confidences else None
        if known is not None and text.text not in known:
            known.append(text.text)
    return languages
