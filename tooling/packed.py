"""What the content script knows, as the few lines that are put into it; templates/content/catalogue.js unpacks them.

    ads-demographics<advertising/demographics;Use your age for ads;Use your gender for ads
    >ads
    ads-education<advertising/education;#Schools;#Field of study
    >ads
    interest-categories=<advertising/li-enterprise-product;adsPrivacyAllowInterestsAndBehaviors@Interests and traits

A line is a setting: `id=path<older address;control;control`. Without a path it is settings/<id>; an empty path is
the id. Older addresses are below /psettings/. A control is `kind key@label|value|value`, each value `key@label`; its
kind is `#` for a plain checkbox, `^` for a choice by position, `!` for what does not count. A label is in English, but
for what `~de~` begins. `>list` begins the next section of a list; settings of no list stand before all lists.
"""

import re
from typing import Any

# What separates one thing from the next, and what ends a template literal.
SIGNS = re.compile(r"[=<>;@|~#^!`\\$\n]")
OLDER = "/psettings/"


class PackError(Exception):
    """A text of the catalogue holds a sign that separates; names it, and says what to do."""


def packed(known: dict[str, Any]) -> str:
    """Pack what `shipped.for_content` gives: settings, lists and older addresses.

    Raises:
        PackError: a text holds one of the signs.
    """
    listed = {one for sections in known["lists"].values() for rows in sections for one in rows}
    lines = [_setting(one, known) for one in known["settings"] if one not in listed]
    for name, sections in known["lists"].items():
        for rows in sections:
            lines += [f">{_plain(name)}", *(_setting(one, known) for one in rows)]
    return "\n".join(lines)


def _setting(name: str, known: dict[str, Any]) -> str:
    setting = known["settings"][name]
    usual = setting["paths"] == [f"settings/{name}"]
    paths = [] if usual else ["" if path == name else _plain(path) for path in setting["paths"]]
    older = [_older(path) for path, ids in known["legacy"].items() if name in ids]
    head = "".join([_plain(name), *(f"={path}" for path in paths), *(f"<{path}" for path in older)])
    return ";".join([head, *map(_control, setting["controls"])])


def _control(control: dict[str, Any]) -> str:
    kind = (
        "#"
        if control["box"]
        else "^"
        if control["byPosition"]
        else ""
        if control["counts"]
        else "!"
    )
    return kind + "|".join([_named(control), *map(_named, control.get("values", []))])


def _named(one: dict[str, Any]) -> str:
    key = f"{_plain(one['key'])}@" if "key" in one else ""
    labels = [(lang, text) for lang, texts in one["labels"].items() for text in texts]
    told = [f"~{_plain(lang)}~{_plain(text)}" for lang, text in labels]
    return key + "".join(told).removeprefix("~en~")


def _older(path: str) -> str:
    if not path.startswith(OLDER):
        msg = (
            f"the catalogue's {path!r} is not below {OLDER}. Pack such a path in tooling/packed.py."
        )
        raise PackError(msg)
    return _plain(path.removeprefix(OLDER))


def _plain(text: str) -> str:
    if found := SIGNS.search(text):
        msg = (
            f"the catalogue's {text!r} holds {found[0]!r}, which separates one thing from the next in content.js."
            " Take another sign in tooling/packed.py and templates/content/catalogue.js."
        )
        raise PackError(msg)
    return text
