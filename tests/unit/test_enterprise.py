"""The administrators' examples: each installs the extension, and its values fit the schema."""

import json
import plistlib
import re
from typing import Any

import jsonschema
import pytest

from tests.safety.table import Tried
from tooling import catalogue, paths, render

DOC = (paths.ROOT / "docs" / "enterprise.md").read_text(encoding="utf-8")
SCHEMA = json.loads((paths.EXTENSION / "managed.json").read_text(encoding="utf-8"))
# The browsers' own schemas let strangers through; an example must have none.
STRICT = {**SCHEMA, "additionalProperties": False}
PLACES = [
    f"{b} on {s}" for b in ("Chrome", "Edge", "Firefox") for s in ("Linux", "Windows", "macOS")
]
PLACEHOLDER = "EXTENSION_ID"


def examples() -> dict[str, list[tuple[str, str]]]:
    """(language, text) of the blocks below each heading."""
    parts = re.split(r"^### (.+)$", DOC, flags=re.MULTILINE)[1:]
    blocks = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return {
        place: blocks.findall(text) for place, text in zip(parts[::2], parts[1::2], strict=True)
    }


def registry(text: str) -> dict[str, Any]:
    """A .reg file as nested tables; a key whose values are numbered is a list."""
    root: dict[str, Any] = {}
    for key, body in re.findall(r"^\[(.+?)\]\n((?:\".*\n?)*)", text, re.MULTILINE):
        at = root
        for name in key.split("\\"):
            at = at.setdefault(name, {})
        for name, word, number in re.findall(
            r'^"(.+?)"=(?:"(.*)"|dword:(\w{8}))$', body, re.MULTILINE
        ):
            at[name] = int(number, 16) if number else word
    return root


def plain(value: Any, schema: dict[str, Any]) -> Any:
    """A registry's value as the schema means it: numbers for truth, numbered values for a list."""
    if schema["type"] == "boolean":
        return {0: False, 1: True}[value]
    if schema["type"] == "array":
        return [value[str(number + 1)] for number in range(len(value))]
    return value


def settings_and_values(place: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an example says of the installation, and the values that it sets."""
    browser = place.split(maxsplit=1)[0]
    language = {language for language, _ in examples()[place]}
    texts = [text for _, text in examples()[place]]
    if language == {"json"}:
        policy = json.loads(texts[0])
    elif language == {"xml"}:
        first, *rest = (plistlib.loads(text.encode()) for text in texts)
        if browser == "Firefox":
            assert first["EnterprisePoliciesEnabled"] is True
            return installs(first), first["3rdparty"]["Extensions"][render.GECKO_ID]
        return installs(first), rest[0]
    else:
        vendor = {"Chrome": ("Google", "Chrome"), "Edge": ("Microsoft", "Edge")}[browser]
        policies = registry(texts[0])["HKEY_LOCAL_MACHINE"]["Software"]["Policies"]
        policy = policies[vendor[0]][vendor[1]]
        values = policy["3rdparty"]["extensions"][PLACEHOLDER]["policy"]
        known = SCHEMA["properties"]
        return installs(policy), {name: plain(one, known[name]) for name, one in values.items()}
    if browser == "Firefox":
        policy = policy["policies"]
        return installs(policy), policy["3rdparty"]["Extensions"][render.GECKO_ID]
    return installs(policy), policy["3rdparty"]["extensions"][PLACEHOLDER]


def installs(policy: dict[str, Any]) -> dict[str, Any]:
    (only,) = policy["ExtensionSettings"].items()
    assert only[0] in {PLACEHOLDER, render.GECKO_ID}
    return dict(only[1])


def test_there_is_an_example_for_every_browser_and_system() -> None:
    assert sorted(examples()) == sorted(PLACES)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.safety("For administrators")
def test_example_installs_and_fits_the_schema(place: str, tried: Tried) -> None:
    settings, values = settings_and_values(place)
    assert settings["installation_mode"] == "force_installed"
    assert settings["install_url" if place.startswith("Firefox") else "update_url"]
    jsonschema.validate(values, STRICT)
    assert set(values) == set(SCHEMA["properties"]), "an example shows everything"
    assert set(values["notWatched"]) <= {one.id for one in catalogue.load().settings}
    tried("examples of policies", 1)


@pytest.mark.parametrize(
    "wrong",
    [{"mode": "loud"}, {"badge": 1}, {"recheckDays": 31}, {"notWatched": [1]}, {"region": "de"}],
)
@pytest.mark.safety("For administrators")
def test_schema_refuses_what_is_wrong(wrong: dict[str, Any], tried: Tried) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)
    tried("wrong values, by the schema", 1)


def test_chrome_accepts_the_schema() -> None:
    """A schema that Chrome dislikes keeps the whole extension from loading (measured in November 2026)."""
    assert SCHEMA["type"] == "object"
    assert "additionalProperties" not in SCHEMA
    assert render.manifest("chrome")["storage"] == {"managed_schema": "managed.json"}


def test_schema_code_and_document_know_the_same() -> None:
    code = (paths.EXTENSION / "shared" / "managed.js").read_text(encoding="utf-8")
    known = SCHEMA["properties"]
    checks = re.search(r"const GOOD = \{\n(.*?)\n\};", code, re.DOTALL)
    assert checks
    assert re.findall(r"^  (\w+): ", checks[1], re.MULTILINE) == list(known)
    assert f"REGIONS = {json.dumps(known['region']['enum'])}" in code
    periods = re.search(r"PERIODS = (\[.*?\]);", code)
    assert periods
    assert sorted(json.loads(periods[1])) == known["recheckDays"]["enum"]
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", DOC, re.MULTILINE)
    assert [name for name, _ in rows] == list(known)
    for name, told in rows:
        for value in known[name].get("enum", []):
            assert f"`{value}`" in told
