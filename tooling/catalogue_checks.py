"""What a JSON Schema cannot say of the catalogue: how its entries fit each other.

Each check is a generator over the schema-valid TOML data, and yields problems.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tooling import catalogue_kinds, catalogue_lists
from tooling.catalogue_problem import Place, Problem

Data = dict[str, Any]


def check(data: Data) -> list[Problem]:
    """Return every problem between entries."""
    checks = (
        _ids,
        _paths,
        _titles,
        _groups,
        _keys,
        _couplings,
        catalogue_lists.check,
        catalogue_kinds.check,
        _sources,
    )
    return [problem for one in checks for problem in one(data)]


def check_messages(data: Data, messages: Path) -> list[Problem]:
    """Return a problem for each message key that `messages` (a messages.json) does not hold."""
    known = set(json.loads(messages.read_text(encoding="utf-8")))
    return [
        Problem(
            place, f"message key {key} does not exist", f"Add it to {'/'.join(messages.parts[-3:])}"
        )
        for key, place in message_keys(data)
        if key not in known
    ]


def message_keys(data: Data) -> Iterator[tuple[str, Place]]:
    """Yield every message key that the catalogue needs, with the place that needs it."""
    for group in data["groups"]:
        yield f"group_{group.replace('-', '_')}", ("groups",)
    for index, setting in enumerate(data["settings"]):
        place: Place = ("settings", index)
        name = setting["id"].replace("-", "_")
        yield f"name_{name}", (*place, "id")
        if setting.get("controls"):
            yield f"notice_{name}", (*place, "id")
        for key in setting["does_not"]:
            yield key, (*place, "does_not")
        for coupling in setting["couplings"]:
            yield coupling["effect"], (*place, "couplings")


def _ids(data: Data) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, setting in enumerate(data["settings"]):
        name, place = setting["id"], ("settings", index, "id")
        if name in seen:
            yield Problem(
                place,
                f"the id {name} is already that of setting number {seen[name] + 1}",
                "Remove one of the two entries",
            )
        seen.setdefault(name, index)
        for path in setting["paths"]:
            segments = path.strip("/").split("/")
            if name not in (segments[-1], "-".join(segments)):
                yield Problem(
                    place,
                    f"the id is not the last segment of {path}",
                    "Make the id that segment, or correct the path",
                )


def _paths(data: Data) -> Iterator[Problem]:
    pages = tuple(data["settings_pages"])
    for index, setting in enumerate(data["settings"]):
        for number, path in enumerate(setting["paths"]):
            if setting.get("controls") and not f"{path.rstrip('/')}/".startswith(pages):
                yield Problem(
                    ("settings", index, "paths", number),
                    f"{path} is no settings page, so nothing is read there",
                    "Correct the path, or make it a list or a button without controls",
                )


def _titles(data: Data) -> Iterator[Problem]:
    for index, setting in enumerate(data["settings"]):
        if not setting["row_texts"] and not setting["title_texts"]:
            yield Problem(
                ("settings", index, "title_texts"),
                "neither a title of its page nor one of its row",
                "Add what LinkedIn calls it, in one of the two",
            )


def _groups(data: Data) -> Iterator[Problem]:
    for index, setting in enumerate(data["settings"]):
        if setting["group"] not in data["groups"]:
            yield Problem(
                ("settings", index, "group"),
                f"the group {setting['group']} has no place in the order of groups",
                "Add it to groups at the top, where its importance puts it",
            )


def _keys(data: Data) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for index, setting in enumerate(data["settings"]):
        for number, control in enumerate(setting.get("controls", [])):
            key = control.get("key")
            if key is None:
                continue
            if key in owners:
                yield Problem(
                    ("settings", index, "controls", number, "key"),
                    f"the key {key} is already that of a control of {owners[key]}",
                    "A key belongs to one control: correct one of the two",
                )
            owners.setdefault(key, setting["id"])


def _couplings(data: Data) -> Iterator[Problem]:
    ids = {setting["id"] for setting in data["settings"]}
    for index, setting in enumerate(data["settings"]):
        for coupling in setting["couplings"]:
            if "with" in coupling and coupling["with"] not in ids - {setting["id"]}:
                yield Problem(
                    ("settings", index, "couplings"),
                    f"coupled with {coupling['with']}, which is no other setting of this catalogue",
                    "Correct the id, or add that setting",
                )


def _sources(data: Data) -> Iterator[Problem]:
    used: set[str] = set()
    for place, name in _named_sources(data, ()):
        used.add(name)
        if name not in data["sources"]:
            yield Problem(
                place,
                f"there is no source {name}",
                "Correct the name, or describe the source under [sources]",
            )
    for name in sorted(set(data["sources"]) - used):
        yield Problem(
            ("sources", name),
            "nothing was read in this source",
            "Remove it, or name it as evidence",
        )


def _named_sources(node: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Find every `source` and `sources` below a node."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _named_sources(item, (*place, index))
    elif isinstance(node, dict):
        for key, item in node.items():
            if place and key == "source":
                yield place, item
            elif place and key == "sources":
                yield from ((place, name) for name in item)
            else:
                yield from _named_sources(item, (*place, key))
