"""Texts and pictures for the stores: within their limits, and in agreement with what ships."""

import json
import re

import pytest
from PIL import Image

from tooling import package, paths, render

STORE = paths.ROOT / "docs" / "store"
MESSAGES = json.loads(paths.MESSAGES.read_text(encoding="utf-8"))

# Characters: where the limits come from is in docs/store/README.md.
LIMITS = {
    "listing.md": {"Name": 45, "Summary": 132, "Description": 5_000},
    "chrome.md": {
        "Single purpose": 1_000,
        "Remote code": 1_000,
        "Consent and limited use": 1_000,
        "Test instructions": 500,
    },
    "edge.md": {"Notes for certification": 2_000},
    "firefox.md": {"Notes to reviewers": 3_000},
}
JUSTIFICATION = 1_000
SHORTEST_DESCRIPTION = 250  # Edge
TERMS, TERM, WORDS = 7, 30, 21  # Edge's search terms, characters of one, words of all
CAPTION = 250
FIRST_LINES = 300
PICTURES = {(1280, 800): 5, (440, 280): 1, (300, 300): 1}  # how many of each size


def blocks(name: str) -> dict[str, str]:
    """The text to be pasted, by heading."""
    text = (STORE / name).read_text(encoding="utf-8")
    return dict(
        re.findall(
            r"^## ([^\n]+)\n(?:(?!^## ).)*?^```text\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL
        )
    )


def pictures() -> dict[str, tuple[tuple[int, int], str]]:
    """Size and mode of each picture."""
    read = {}
    for path in (STORE / "pictures").glob("*.png"):
        with Image.open(path) as picture:
            read[path.name] = picture.size, picture.mode
    return read


@pytest.mark.parametrize(
    ("name", "heading", "limit"),
    [(name, heading, limit) for name, all_ in LIMITS.items() for heading, limit in all_.items()],
)
def test_text_is_not_too_long(name: str, heading: str, limit: int) -> None:
    assert 0 < len(blocks(name)[heading]) <= limit


def test_name_and_summary_are_the_manifests() -> None:
    listing = blocks("listing.md")
    assert listing["Name"] == MESSAGES["extension_name"]["message"]
    assert listing["Summary"] == MESSAGES["extension_description"]["message"]


def test_first_lines_of_the_description_say_that_consent_comes_first() -> None:
    description = blocks("listing.md")["Description"]
    assert len(description) >= SHORTEST_DESCRIPTION
    first = description[:FIRST_LINES]
    assert first.startswith("Before Still On handles any data, it asks for your consent.")
    assert "Nothing is read until you press Start" in first


def test_every_permission_has_its_reason_and_no_other() -> None:
    reasons = {
        heading.split(": ", 1)[1]: text
        for heading, text in blocks("chrome.md").items()
        if "ermission: " in heading
    }
    manifest = render.manifest("chrome")
    asked = ("permissions", "optional_permissions", "host_permissions")
    assert set(reasons) == {one for kind in asked for one in manifest[kind]}
    assert [name for name, text in reasons.items() if len(text) > JUSTIFICATION] == []


def test_search_terms() -> None:
    terms = blocks("listing.md")["Search terms"].splitlines()
    assert len(terms) <= TERMS
    assert max(map(len, terms)) <= TERM
    assert len(" ".join(terms).split()) <= WORDS


def test_reviewers_are_told_the_commands_and_the_file() -> None:
    notes = blocks("firefox.md")["Notes to reviewers"]
    for command in ("python3 -m pip install -e . -c constraints.txt", "invoke package"):
        assert f"\n    {command}\n" in notes
    name = package.name("firefox").replace(render.version(), "VERSION")
    assert f"dist/{name}" in notes


def test_policy_is_named_as_it_ships() -> None:
    policy = render.manifest("firefox")["content_security_policy"]["extension_pages"]
    for part in ("default-src 'none'", "script-src 'self'"):
        assert part in policy
        assert part in blocks("chrome.md")["Remote code"]


def test_pictures_have_the_stores_sizes() -> None:
    sizes = [size for size, _ in pictures().values()]
    assert {size: sizes.count(size) for size in PICTURES} == PICTURES
    assert len(sizes) == sum(PICTURES.values())
    captions = blocks("listing.md")["What is in the pictures"].splitlines()
    assert len(captions) == PICTURES[1280, 800]
    assert max(map(len, captions)) <= CAPTION


def test_pictures_have_no_transparency() -> None:
    """The Chrome Web Store wants 24 bits, without alpha, for screenshots and tiles."""
    assert {mode for _, mode in pictures().values()} == {"RGB"}
