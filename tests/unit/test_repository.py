"""The repository's own shape: what must be true of every entry, text and shipped file."""

import json
import re
import tomllib
from typing import Any

import pytest

from tooling import catalogue, catalogue_checks, icons, paths, render, sources

RAW: dict[str, Any] = tomllib.loads(paths.CATALOGUE.read_text(encoding="utf-8"))
MESSAGES: dict[str, Any] = json.loads(paths.MESSAGES.read_text(encoding="utf-8"))
SHIPPED = render.shipped_files(paths.EXTENSION)
CODE = [path for path in SHIPPED if path.suffix in {".js", ".html", ".css"}]


@pytest.mark.parametrize("setting", RAW["settings"], ids=lambda one: one["id"])
def test_setting_has_texts_evidence_and_dates(setting: dict[str, Any]) -> None:
    texts = setting["row_texts"] + setting["title_texts"]
    assert any(text["confidence"] in "HM" for text in texts)
    assert setting["verified"] <= RAW["version"]
    for evidence in setting["evidence"]:
        assert RAW["sources"][evidence["source"]]["date"]
        assert evidence["what"]


def test_settings_stand_by_group_in_order_of_importance() -> None:
    ranks = [RAW["groups"].index(setting["group"]) for setting in RAW["settings"]]
    assert ranks == sorted(ranks)


def test_catalogue_fits_its_texts() -> None:
    catalogue.load(messages=paths.MESSAGES)


def test_notices_are_one_short_sentence() -> None:
    for key, entry in MESSAGES.items():
        if key.startswith("notice_"):
            assert len(entry["message"]) <= 140, key


def test_every_text_tells_translators_what_it_is_for() -> None:
    assert [key for key, entry in MESSAGES.items() if not entry.get("description")] == []


def test_texts_that_stores_limit() -> None:
    assert len(MESSAGES["extension_name"]["message"]) <= 45
    assert len(MESSAGES["extension_short_name"]["message"]) <= 12
    assert len(MESSAGES["extension_description"]["message"]) <= 132


# `plural("sharing", 3)` takes the form that the number needs in the language.
FORMS = re.compile(r"_(zero|one|two|few|many|other)$")


def test_every_text_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    code += "".join(json.dumps(render.manifest(target)) for target in render.TARGETS)
    words = set(re.findall(r"[a-z][a-z0-9_]*", code.replace("__MSG_", " ").replace("__", " ")))
    words |= {key for key, _ in catalogue_checks.message_keys(RAW)}
    words |= {key for keys in sources.load()["facts"].values() for key in keys}
    # `state_${state}`: code completes the beginning of a key.
    beginnings = tuple(re.findall(r"`([a-z][a-z0-9]*_(?:\w*_)?)\$\{", code))
    unused = {
        key
        for key in MESSAGES
        if not {key, FORMS.sub("", key)} & words and not key.startswith(beginnings)
    }
    assert unused == set()


def test_every_text_that_pages_and_manifest_name_exists() -> None:
    named = set()
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"__MSG_(?!@@)(\w+)__", text))
        named |= set(re.findall(r"""\b(?:text|getMessage)\(\s*["'](\w+)["']""", text))
    for target in render.TARGETS:
        named |= set(re.findall(r"__MSG_(\w+)__", json.dumps(render.manifest(target))))
    assert named - set(MESSAGES) == set()


def test_shipped_code_names_no_other_host() -> None:
    content = render.content(catalogue.load(), render.content_parts())
    texts = {paths.shown(path): path.read_text(encoding="utf-8") for path in CODE}
    for name, text in {**texts, "content.js": content}.items():
        hosts = set(re.findall(r"https?://([\w.-]+)", text)) - {"www.w3.org"}  # SVG's namespace
        assert hosts <= {"www.linkedin.com"}, name


def test_icons_are_those_that_the_manifest_names() -> None:
    drawn = {f"/icons/{name}" for name, _ in icons.draw()}
    assert set(render.manifest("chrome")["icons"].values()) <= drawn


def test_settings_pages_hold_every_path_but_two_that_are_never_entered() -> None:
    pages = tuple(RAW["settings_pages"])
    outside = {
        path
        for setting in RAW["settings"]
        for path in setting["paths"] + setting["legacy_paths"]
        if not f"{path.rstrip('/')}/".startswith(pages)
    }
    assert outside == {"/public-profile/settings", "/mynetwork/settings/manage-syncing/"}
