"""The catalogue in the two shapes that ship: for background and views, and for content.js."""

from typing import Any

from tooling.catalogue import Catalogue, Control, ListPage, MenuPage, Setting, Text

# Texts of these confidences ship; L is probably a translation and must decide nothing.
USABLE = frozenset({"H", "M"})
# Only these may identify a control (labels.json: M may support a diagnosis), so only these ship in content.js.
SURE = frozenset({"H"})
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
        "newHere": sorted({word for words in catalogue.new_here.values() for word in words}),
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
    paths = list(dict.fromkeys(bare(path) for path in setting.paths))
    usual = paths == [f"settings/{setting.id}"]
    return ({} if usual else {"paths": paths}) | {
        "controls": [_control_for_content(control) for control in setting.controls],
    }


def _legacy(catalogue: Catalogue) -> dict[str, list[str]]:
    """Older addresses, and the settings that may stand there."""
    readable = [one for one in catalogue.settings if one.controls]
    legacy = sorted({path for one in readable for path in one.legacy_paths})
    return {path: [one.id for one in readable if path in one.legacy_paths] for path in legacy}


def _control_for_content(control: Control) -> dict[str, Any]:
    shape: dict[str, Any] = {"labels": _by_language(control.labels, SURE)}
    if control.key:
        shape["key"] = control.key
    if control.kind == "checkbox":
        shape["box"] = True
    if not control.counts:
        shape["counts"] = False
    if control.by_position:
        shape["byPosition"] = True
    if control.values:
        shape["values"] = [
            {"labels": _by_language(value.labels, SURE)} | ({"id": value.id} if value.id else {})
            for value in control.values
        ]
    return shape


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
