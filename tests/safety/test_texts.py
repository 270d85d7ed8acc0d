"""No text of ours promises more than is true: a page that looks for the marks can find them."""

from __future__ import annotations

import json
import re

import pytest

from tests.safety.table import Tried
from tooling import paths

LOCALES = paths.EXTENSION / "_locales"
PROMISES = re.compile(
    r"undetect|untrace|stealth|anonym|guarantee|without (a|any) trace|\b100 ?%|risk-free|"
    r"\b(can|will|could)(not|n't| not| never) (be )?(detect|find|found|notice|see|seen|recogni[sz]e|ban)|"
    r"\b(invisible|hidden|unknown) (to|from) (linkedin|the (page|site))|"
    r"linkedin (does not|doesn't|never|cannot|can't|will not|won't) (see|know|notice|detect|find|learn)|"
    r"\b(completely|fully|totally|absolutely|perfectly) (safe|private|secure|invisible)|"
    r"\b(is|are|be|stay|keeps? you) safe (from|with)\b|protects? you|without (any )?risk",
    re.IGNORECASE,
)
ABOUT_OTHERS = re.compile(
    r"could not be (found|read|seen)|It cannot see a setting|cannot see what it keeps|"
    r"that the member cannot see|It is there to protect you"
)
"""What we, members or administrators cannot find is no promise; nor is what LinkedIn says of its own setting."""


def texts() -> dict[str, str]:
    """Every text for members by where it stands: messages, README, privacy policy, store texts."""
    found = {
        f"{locale.name}: {key}": str(entry["message"])
        for locale in sorted(LOCALES.iterdir())
        for key, entry in json.loads((locale / "messages.json").read_text(encoding="utf-8")).items()
    }
    files = [
        paths.ROOT / name for name in ("README.md", "PRIVACY.md", "SECURITY.md", "CHANGELOG.md")
    ]
    files += sorted((paths.ROOT / "docs").rglob("*.md"))
    for file in files:
        for paragraph in file.read_text(encoding="utf-8").split("\n\n"):
            found[f"{paths.shown(file)}: {paragraph[:40]}"] = " ".join(paragraph.split())
    return found


def promises(text: str) -> list[str]:
    return [one[0] for one in PROMISES.finditer(ABOUT_OTHERS.sub("", text))]


@pytest.mark.parametrize(
    "text",
    [
        "LinkedIn cannot see it.",
        "Still On is undetectable.",
        "It will never be found by the page.",
        "Invisible to LinkedIn",
        "Your account is safe with us",
    ],
)
def test_a_promise_would_be_seen(text: str) -> None:
    assert promises(text)


@pytest.mark.safety("Not to be found")
def test_no_text_promises_more(tried: Tried) -> None:
    found = {where: said for where, text in texts().items() if (said := promises(text))}
    assert len(texts()) > 300
    tried("promises of more in our texts", len(texts()), found)


def test_the_welcome_page_says_what_a_page_can_find() -> None:
    messages = json.loads((LOCALES / "en" / "messages.json").read_text(encoding="utf-8"))
    said = messages["welcome_terms_marks"]["message"]
    assert "can find them in the computed style and the layout of the marked controls" in said
    assert f"{messages['mode_popup']['message']} draws nothing in the page and avoids that" in said
    welcome = (paths.EXTENSION / "welcome" / "welcome.html").read_text(encoding="utf-8")
    assert 'data-i18n="welcome_terms_marks"' in welcome
