"""What the grammar knows of LinkedIn: settings, lists and labels from the catalogue, state words by language.

Facts only. How a page is built from them is told in markup.py, and none of it comes from tests/fixtures/.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tooling import catalogue
from tooling.catalogue import ListPage, Setting, Text

CATALOGUE = catalogue.load()
SETTINGS = {one.id: one for one in CATALOGUE.settings}
LISTS: dict[str, ListPage] = {one.id: one for one in CATALOGUE.lists}
READABLE = tuple(one for one in CATALOGUE.settings if one.controls)
KEYS = tuple(key for one in READABLE for control in one.controls if (key := control.key))

Choice = tuple[int, ...]
"""What is chosen, by control: 1 or 0 for a switch or box; of a choice the value's place, 0 sharing most."""


@dataclass(frozen=True)
class Language:
    """A language of LinkedIn's pages.

    Attributes:
        code: as the catalogue writes it; empty where the page names none.
        said: what `<html lang>` says.
        on: the state word.
        off: the state word.
        direction: of `<html dir>`.
    """

    code: str
    said: str
    on: str
    off: str
    direction: str = "ltr"


ENGLISH = Language("en", "en", "On", "Off")
LANGUAGES = {
    "words-known": (Language("de", "de", "Ein", "Aus"),),
    "regional-lang": (
        Language("en", "en-US", "On", "Off"),
        Language("en", "en_GB", "On", "Off"),
        Language("de", "de-DE", "Ein", "Aus"),
    ),
    "words-half-known": (Language("nl", "nl", "Aan", "Uit"),),
    "words-unknown": (
        Language("sv", "sv", "På", "Av"),
        Language("fr", "fr", "Activé", "Désactivé"),
        Language("ja", "ja", "オン", "オフ"),
        Language("nb", "nb", "På", "Av"),
    ),
    "rtl": (
        Language("ar", "ar", "تشغيل", "إيقاف", "rtl"),
        Language("he", "iw", "פועל", "כבוי", "rtl"),
    ),
    "no-lang": (Language("", "", "On", "Off"),),
}
"""By rule of the grammar; English is the plain case."""


def knows(lang: Language, state: str) -> bool:
    """Tell whether the language's word for "on" or "off" is one that the catalogue holds as known."""
    words = CATALOGUE.words.get(lang.code, {}).get(state, ())
    said = lang.on if state == "on" else lang.off
    return any(word.text == said and word.confidence in "HM" for word in words)


def tells_on(lang: Language) -> bool:
    """Tell whether the word for "on" can be understood as such; without a language every known one is doubt enough."""
    return knows(lang, "on") or (not lang.code and knows(ENGLISH, "on"))


def label(texts: Sequence[Text], lang: Language, otherwise: str) -> tuple[str, bool]:
    """Return what a control or value is called in a language, and whether that label is sure (H).

    A page that names no language is in English, and nobody can be sure of that.
    """
    own = [text for text in texts if text.lang == (lang.code or "en")]
    sure = [text for text in own if text.confidence == "H"]
    found = sure or own
    return (found[0].text if found else otherwise), bool(sure and lang.code)


def is_named(setting: Setting, lang: Language) -> bool:
    """Tell whether it is known how a setting's controls are called on a page in a language, or in none."""
    texts = [
        text for control in setting.controls for text in control.labels if text.confidence == "H"
    ]
    return any(not lang.code or text.lang == lang.code for text in texts)


def state_of(setting: Setting, choice: Choice) -> str:
    """Return what a choice means: all shares most, on; all shares least, off; else partial."""
    ends = [
        (at == 0, at == len(control.values) - 1) if control.values else (at == 1, at == 0)
        for control, at in zip(setting.controls, choice, strict=True)
        if control.counts
    ]
    if all(most for most, _ in ends):
        return "on"
    return "off" if all(least for _, least in ends) else "partial"


def most(setting: Setting) -> Choice:
    """Return the choice that shares most."""
    return tuple(0 if control.values else 1 for control in setting.controls)


def least(setting: Setting) -> Choice:
    """Return the choice that shares least."""
    return tuple(len(control.values) - 1 if control.values else 0 for control in setting.controls)


def list_path(lists: str, tree: str = "d") -> str:
    """Return a list page's address."""
    return f"/mypreferences/{tree}/categories/{lists}"
