"""Words and labels by language: what the evidence vouches for is in the catalogue, and nothing else ships."""

import json

import pytest

from tooling import paths, shipped
from tooling.catalogue import ListPage, Setting, Text, load

LABELS: dict[str, dict[str, list[list[str]]]] = json.loads(
    (paths.ROOT / "tests" / "unit" / "labels.json").read_text(encoding="utf-8")
)["labels"]
KNOWN = load()
SETTINGS = {one.id: one for one in KNOWN.settings}
LISTS = {"data_privacy": "privacy", "advertising_data": "ads", "visibility": "profile-visibility"}
USES = 0
"""The section of the list "privacy" that is called "How LinkedIn uses your data"."""

CASES = [
    pytest.param(lang, key, text, confidence, id=f"{lang} {key} {text}")
    for lang, labels in LABELS.items()
    for key, texts in labels.items()
    for text, confidence in texts
]
SHIPPED = json.dumps([shipped.for_content(KNOWN), shipped.for_views(KNOWN)], ensure_ascii=False)


def strings(node: object) -> set[str]:
    """Every text in what ships."""
    if isinstance(node, dict):
        return {one for item in node.items() for part in item for one in strings(part)}
    if isinstance(node, list):
        return {one for item in node for one in strings(item)}
    return {node} if isinstance(node, str) else set()


def texts_of(setting: Setting, part: str) -> set[tuple[str, str, str]]:
    """(language, text, confidence) of a setting's row, title or controls."""
    listed = {
        "row": setting.row_texts,
        "title": (*setting.row_texts, *setting.title_texts),
        "toggle": tuple(label for control in setting.controls for label in control.labels),
    }[part]
    return triples(listed)


def triples(texts: tuple[Text, ...]) -> set[tuple[str, str, str]]:
    return {(one.lang, one.text, one.confidence) for one in texts}


def list_page(name: str) -> ListPage:
    return next(one for one in KNOWN.lists if one.id == name)


def test_every_language_with_evidence_is_asked() -> None:
    assert len(LABELS) == 16
    assert {"H", "M", "L"} == {case.values[3] for case in CASES}


@pytest.mark.parametrize(("lang", "key", "text", "confidence"), CASES)
def test_what_the_evidence_says_stands_in_the_catalogue(
    lang: str, key: str, text: str, confidence: str
) -> None:
    setting, _, part = key.partition(".")
    if key in ("on", "off"):
        words = KNOWN.words[lang][key]
        assert (text, confidence) in {(word.text, word.confidence) for word in words}
    elif setting in SETTINGS:
        assert (lang, text, confidence) in texts_of(SETTINGS[setting], part)
    elif key in LISTS:
        assert (lang, text, confidence) in triples(list_page(LISTS[key]).titles)
    elif key == "how_linkedin_uses_your_data":
        assert (lang, text, confidence) in triples(list_page("privacy").sections[USES].titles)
    elif key == "settings_menu":
        assert (lang, text, confidence) in triples(KNOWN.menu)


def test_words_that_ship_are_those_that_are_vouched_for() -> None:
    vouched = {
        lang: {
            state: [text for text, confidence in labels.get(state, []) if confidence in "HM"]
            for state in ("on", "off")
        }
        for lang, labels in LABELS.items()
    }
    assert shipped.for_content(KNOWN)["words"] == {
        lang: states for lang, states in vouched.items() if any(states.values())
    }


def test_nothing_doubtful_ships() -> None:
    doubtful = {case.values[2] for case in CASES if case.values[3] == "L"}
    sure = {case.values[2] for case in CASES if case.values[3] != "L"}
    assert len(doubtful - sure) > 15
    assert (doubtful - sure) & strings(json.loads(SHIPPED)) == set()


def test_only_what_is_sure_identifies_a_control() -> None:
    labels = {
        (lang, text)
        for setting in shipped.for_content(KNOWN)["settings"].values()
        for control in setting["controls"]
        for lang, texts in control["labels"].items()
        for text in texts
    }
    toggles = [case.values for case in CASES if str(case.values[1]).endswith(".toggle")]
    assert {confidence for *_, confidence in toggles} == {"H", "M", "L"}
    for lang, _, text, confidence in toggles:
        assert ((lang, text) in labels) is (confidence == "H"), text
