"""The catalogue: every setting we know, read from TOML, checked, and frozen.

`load()` is the only way in. A catalogue with anything wrong in it is refused as a whole, with every
problem named by line, setting and field, and with what to do about it.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tooling import catalogue_checks, catalogue_schema, paths
from tooling.catalogue_problem import Problem, explain

Confidence = Literal["H", "M", "L"]
ControlKind = Literal["switch", "checkbox", "radio", "select"]
SettingKind = Literal[
    "switch", "switches", "checkboxes", "radios", "select", "mixed", "list", "button"
]
RowKind = Literal["state", "count", "choice", "none"]

# Kinds that the member has to look at: never read, never counted (state `manual`).
MANUAL_KINDS = frozenset({"list", "button"})


class CatalogueError(Exception):
    """The catalogue was refused; the message names each place and remedy, one a line."""


@dataclass(frozen=True)
class Text:
    """A short label of LinkedIn's in one language, and how sure it is."""

    lang: str
    text: str
    confidence: Confidence


@dataclass(frozen=True)
class Value:
    """One value of a radio group or select; without labels where they are the member's own data."""

    labels: tuple[Text, ...]
    id: str | None


@dataclass(frozen=True)
class Control:
    """One control of a setting's own page; a radio group is one control.

    `values` go from most to least sharing, and are empty for switches and checkboxes. What does not
    count belongs to the page and is no part of the setting's state.
    """

    kind: ControlKind
    key: str | None
    labels: tuple[Text, ...]
    values: tuple[Value, ...]
    counts: bool
    by_position: bool


@dataclass(frozen=True)
class Coupling:
    """An effect between settings; `setting` is None where a signal of the browser causes it."""

    setting: str | None
    effect: str


@dataclass(frozen=True)
class Setting:
    """One setting; the fields are explained in catalogue.schema.json."""

    id: str
    group: str
    relevance: Literal["core", "useful", "minor"]
    list: str | None
    position: int | None
    paths: tuple[str, ...]
    legacy_paths: tuple[str, ...]
    kind: SettingKind
    row: RowKind
    app: Confidence | None
    default: str
    delay_hours: float | None
    help: str | None
    verified: str
    row_texts: tuple[Text, ...]
    title_texts: tuple[Text, ...]
    formerly: tuple[str, ...]
    does_not: tuple[str, ...]
    couplings: tuple[Coupling, ...]
    controls: tuple[Control, ...]

    @property
    def watched(self) -> bool:
        """Whether it counts in badge and all-clear unless the member says otherwise."""
        return self.relevance == "core" and self.kind not in MANUAL_KINDS


@dataclass(frozen=True)
class Section:
    """A part of a page of rows; without titles where its heading was not read."""

    titles: tuple[Text, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class MenuPage:
    """A page of LinkedIn's menu whose rows are not all known; its sections hold those of ours."""

    id: str
    titles: tuple[Text, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class ListPage:
    """A category page; `sections` hold the ids of all its rows, in page order."""

    id: str
    paths: tuple[str, ...]
    titles: tuple[Text, ...]
    sections: tuple[Section, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """Every row of the page, from top to bottom."""
        return tuple(row for section in self.sections for row in section.rows)


@dataclass(frozen=True)
class Catalogue:
    """All that is known of one site. `words` is {lang: {"on" | "off": texts}}."""

    origin: str
    help: str
    version: str
    settings_pages: tuple[str, ...]
    groups: tuple[str, ...]
    words: dict[str, dict[str, tuple[Text, ...]]]
    more: dict[str, str]
    new_here: dict[str, tuple[str, ...]]
    menu: tuple[Text, ...]
    menu_pages: tuple[MenuPage, ...]
    lists: tuple[ListPage, ...]
    settings: tuple[Setting, ...]


def load(path: Path = paths.CATALOGUE, messages: Path | None = None) -> Catalogue:
    """Read, check and freeze the catalogue.

    Args:
        path: the TOML file; its schema is `catalogue.schema.json` beside it.
        messages: a `messages.json` that must hold every message key the catalogue names.

    Raises:
        CatalogueError: with one line a problem: file, line, setting, field, remedy.
    """
    source = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        msg = f"{paths.shown(path)}: {error}. Correct the TOML there."
        raise CatalogueError(msg) from error
    problems = catalogue_schema.check(data, path.with_name("catalogue.schema.json"))
    # What the schema refuses has no shape that the other checks could rely on.
    problems = problems or catalogue_checks.check(data)
    if messages is not None and not problems:
        problems = catalogue_checks.check_messages(data, messages)
    _refuse(problems, data, source, path)
    return _catalogue(data)


def _refuse(problems: Iterable[Problem], data: dict[str, Any], source: str, path: Path) -> None:
    lines = [explain(problem, data, source, paths.shown(path)) for problem in problems]
    if lines:
        raise CatalogueError("\n".join(lines))


def _texts(items: list[dict[str, Any]], lang: str | None = None) -> tuple[Text, ...]:
    return tuple(Text(lang or item["lang"], item["text"], item["confidence"]) for item in items)


def _control(item: dict[str, Any]) -> Control:
    values = tuple(Value(_texts(v["labels"]), v.get("id")) for v in item.get("values", []))
    return Control(
        kind=item["kind"],
        key=item.get("key"),
        labels=_texts(item["labels"]),
        values=values,
        counts=item.get("shares") != "none",
        by_position="labelled_by" in item,
    )


def _setting(item: dict[str, Any]) -> Setting:
    return Setting(
        id=item["id"],
        group=item["group"],
        relevance=item["relevance"],
        list=item.get("list"),
        position=item.get("position"),
        paths=tuple(item["paths"]),
        legacy_paths=tuple(item["legacy_paths"]),
        kind=item["kind"],
        row=item["row"],
        app=item["app"]["confidence"] if "app" in item else None,
        default=item["default"],
        delay_hours=item.get("delay_hours"),
        help=item.get("help"),
        verified=item["verified"],
        row_texts=_texts(item["row_texts"]),
        title_texts=_texts(item["title_texts"]),
        formerly=tuple(item["formerly"]),
        does_not=tuple(item["does_not"]),
        couplings=tuple(Coupling(c.get("with"), c["effect"]) for c in item["couplings"]),
        controls=tuple(_control(control) for control in item.get("controls", [])),
    )


def _sections(item: dict[str, Any]) -> tuple[Section, ...]:
    return tuple(
        Section(_texts(one["title_texts"]), tuple(one["rows"])) for one in item["sections"]
    )


def _catalogue(data: dict[str, Any]) -> Catalogue:
    return Catalogue(
        origin=data["origin"],
        help=data["help"],
        version=data["version"],
        settings_pages=tuple(data["settings_pages"]),
        groups=tuple(data["groups"]),
        words={
            lang: {state: _texts(words, lang) for state, words in states.items()}
            for lang, states in data["words"].items()
        },
        more=dict(data["more"]),
        new_here={lang: tuple(words) for lang, words in data["new-here"].items()},
        menu=_texts(data["menu"]["title_texts"]),
        menu_pages=tuple(
            MenuPage(item["id"], _texts(item["title_texts"]), _sections(item))
            for item in data["menu"]["pages"]
        ),
        lists=tuple(
            ListPage(item["id"], tuple(item["paths"]), _texts(item["title_texts"]), _sections(item))
            for item in data["lists"]
        ),
        settings=tuple(_setting(item) for item in data["settings"]),
    )
