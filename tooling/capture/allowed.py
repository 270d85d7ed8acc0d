"""The closed lists of what a captured page may be made of.

The scrubber builds by them, the check for leftovers reads by them, each with code of its own.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A list of words, as short as it can be written."""
    return frozenset(text.split())


ELEMENTS = words(
    "main nav header footer section article aside div span p a ul ol li dl dt dd h1 h2 "
    "h3 h4 h5 h6 form fieldset legend label input select optgroup option button table "
    "thead tbody tr td th dialog details summary progress hr br b i em strong small slot "
    "iframe"
)
"""Beside one html and one body in each document."""

HOSTS = words("article aside div footer h1 h2 h3 h4 h5 h6 header main nav p section span")
"""Those that may have a shadow root (DOM, attachShadow)."""

FLAGS = words(
    "checked disabled selected multiple hidden open required readonly inert data-indeterminate"
)
"""Attributes without a value. HTML has none for `indeterminate`: ours stands for it."""

ROLES = words(
    "alert alertdialog article banner button checkbox combobox complementary contentinfo "
    "dialog form group heading img link list listbox listitem main menu menubar menuitem "
    "navigation none note option presentation progressbar radio radiogroup region row "
    "rowgroup search separator status switch tab table tablist tabpanel toolbar tooltip"
)
TYPES = words(
    "button checkbox date email file hidden number password radio range reset search "
    "submit tel text url"
)
SAID = frozenset({"true", "false", "mixed"})
SAYING = words(
    "aria-checked aria-pressed aria-disabled aria-busy aria-hidden aria-modal "
    "aria-expanded aria-selected aria-readonly"
)
WORDS: dict[str, frozenset[str]] = {
    "role": ROLES,
    "type": TYPES,
    "dir": frozenset({"ltr", "rtl", "auto"}),
    **dict.fromkeys(SAYING, SAID),
}
"""Attributes with a value out of a few."""

NUMBERS = frozenset({"aria-setsize", "aria-rowcount", "aria-posinset", "aria-level"})
"""Attributes with a number of at most three digits, or -1."""

NAMES = frozenset(
    [
        "id",
        "name",
        "for",
        "slot",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-owns",
    ]
)
"""Attributes with names of elements: keys that are known, else neutral ones."""

TEXTS = frozenset({"aria-label", "label"})
"""Attributes with a text that names a control."""

QUERY = "?x"
"""What is left of a query behind a known path: that there was one."""

SEPARATOR = r"[\u00b7\u2022\u2013\u2014\u2192\u2190\u2039\u203a|/:\u2026,.()&+\u00d7-]{1,3}"
"""Texts that hold no letter and no figure."""

LOOKS = {
    "none": "display:none",
    "hidden": "visibility:hidden",
    "visible": "visibility:visible",
    "clear": "opacity:0",
    "tiny": "position:absolute;width:1px;height:1px;overflow:hidden",
    "away": "position:absolute;left:-999px",
    "box": "display:inline-block;width:48px;height:32px",
}
"""By snapshot.js's word, the style for what a class did to an element: classes are gone, and what
the member sees, by which controls are found, must not change."""
