"""Every factual sentence has a source with address and day; the links to others have a form."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tooling import paths, sources

MESSAGES: dict[str, Any] = json.loads(paths.MESSAGES.read_text(encoding="utf-8"))
LOADED = sources.load()
FACTS = sorted(key for key in MESSAGES if sources.FACTUAL.fullmatch(key))


@pytest.mark.parametrize("key", FACTS)
def test_sentence_has_sources_with_address_and_day(key: str) -> None:
    for name in LOADED["sentences"][key]:
        source = LOADED["sources"][name]
        assert source["address"].startswith("https://")
        assert "2025-01-01" < source["checked"] <= "2100-01-01"


def refused(tmp_path: Path, old: str, new: str) -> str:
    """What is said when the first `old` of sources.toml is `new`."""
    text = sources.SOURCES.read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / "sources.toml"
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")
    schema = sources.SOURCES.with_name("sources.schema.json")
    (tmp_path / schema.name).write_bytes(schema.read_bytes())
    with pytest.raises(sources.SourcesError) as error:
        sources.load(wrong)
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('fact_ai_used = ["help-ai"]\n', "", "the sentence fact_ai_used has no source"),
        ('law_eu = ["gdpr"]', 'law_eu = ["gdpr-2"]', "there is no source gdpr-2"),
        ('fact_ai_used = ["help-ai"]', 'fact_x = ["help-ai"]', "there is no message fact_x"),
        ('"https://eur-lex', '"http://eur-lex', "sources.gdpr.address"),
        ('checked = "2026-11-22"', 'checked = "2026-02-30"', "is not a 'date'"),
        ('["gdpr"]', '["ico"]', "no sentence names the source gdpr"),
        ("share-data-with-select-partners =", "share-data =", "facts of share-data"),
    ],
)
def test_mistake_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in refused(tmp_path, old, new)


def test_consent_is_said_where_the_catalogue_knows_of_it() -> None:
    raw = tomllib.loads(paths.CATALOGUE.read_text(encoding="utf-8"))
    asked = {one["id"] for one in raw["settings"] if one["regions"]["consent"]}
    facts = LOADED["facts"]
    assert {name for name, keys in facts.items() if "fact_consent" in keys} == asked


def test_elsewhere_fits_its_schema(tmp_path: Path) -> None:
    assert {one["company"] for one in sources.elsewhere()} >= {"Microsoft", "Google", "Meta"}
    entries = sources.elsewhere()
    entries[0]["address"] = "account.microsoft.com"
    (tmp_path / "elsewhere.json").write_text(json.dumps(entries), encoding="utf-8")
    schema = sources.ELSEWHERE.with_name("elsewhere.schema.json")
    (tmp_path / schema.name).write_bytes(schema.read_bytes())
    with pytest.raises(sources.SourcesError, match=r"0\.address"):
        sources.elsewhere(tmp_path / "elsewhere.json")
