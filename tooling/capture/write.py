"""What is written of a page, and what a person is shown of it before."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .allowed import NAMES, TEXTS
from .document import document
from .filler import Filler
from .known import Kept, known
from .leftovers import COMMENT, DOCTYPE, ELEMENT, FILLER, NEUTRAL, TEXT, items, leftovers
from .scrub import scrubbed
from .visiting import Visit

KEPT_OF_READINGS = ("state", "value", "choice", "count", "reason", "via")


KINDS = {
    **dict.fromkeys((TEXT, *TEXTS), "texts"),
    **dict.fromkeys((*NAMES, "value"), "names"),
    "href": "addresses",
    **dict.fromkeys((ELEMENT, COMMENT, DOCTYPE, "style", "charset"), "form"),
}
"""What a person is told of by kind; the form alone not at all: it is out of a few words of ours."""


@dataclass(frozen=True)
class Draft:
    """A scrubbed page that is not written yet.

    Attributes:
        name: "data-for-ai-improvement.en".
        html: the text of the file.
        readings: by setting id, what the extension said on the page itself.
        kept: what of the page the contributor agreed to keep, beside what is known.
        problems: what the check for leftovers found; with any, nothing is written.
    """

    name: str
    address: str
    html: str
    readings: dict[str, dict[str, Any]]
    kept: Kept
    problems: tuple[str, ...]

    @property
    def readable(self) -> bool:
        """Whether something was read, and nothing was unknown."""
        states = [reading["state"] for reading in self.readings.values()]
        return bool(states) and "unknown" not in states


def draft(visit: Visit, report: dict[str, Any], by: str, kept: Kept, filler: Filler) -> Draft:
    """Scrubs a page and checks the result; `by` is the browser with its version."""
    name = f"{visit.place.id}.{visit.lang}"
    allowed = known().with_kept(kept)
    html = document(scrubbed(visit.page, allowed, filler), _provenance(visit, name, by))
    readings = {
        one["setting"]: {key: one[key] for key in KEPT_OF_READINGS if key in one}
        for one in sorted(report["readings"], key=lambda one: str(one["setting"]))
    }
    choices = [one["choice"] for one in readings.values() if "choice" in one]
    problems = leftovers(html, allowed)
    problems += [f"choice: {text!r}" for text in choices if not allowed.text(text)]
    return Draft(name, visit.place.paths[0], html, readings, _used(kept, html), tuple(problems))


def save(one: Draft, folder: Path, *, confirmed: bool) -> Path:
    """Writes the page, and beside it what must be read on it. Returns the page's file."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{one.name}.html"
    page.write_text(one.html, encoding="utf-8")
    truth = {
        "address": one.address,
        "confirmed": confirmed,
        "kept": {key: sorted(values) for key, values in vars(one.kept).items()},
        "readings": one.readings,
    }
    text = json.dumps(truth, indent=1, ensure_ascii=False) + "\n"
    page.with_suffix(".expected.json").write_text(text, encoding="utf-8")
    return page


def remains(html: str) -> list[str]:
    """Everything that stays on a page, for a person to read: one line each kind."""
    values: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items(html):
        values[KINDS.get(item.place, "state and structure")][f"{item.place}={item.value}"] += 1
    said = {
        kind: {one.partition("=")[2].strip() for one in those} for kind, those in values.items()
    }
    filler = {text for text in said["texts"] if FILLER.fullmatch(text)}
    names = {one for value in said["names"] for one in value.split() if not NEUTRAL.fullmatch(one)}
    structure = (f"{one} ({n})" for one, n in sorted(values["state and structure"].items()))
    addresses = said["addresses"] - {"#"}
    return [
        f"texts: {' | '.join(sorted(said['texts'] - filler - {''}))}",
        f"texts replaced by filler: {len(filler)}",
        f"names: {' '.join(sorted(names)) or 'none'}",
        f"addresses: {' '.join(sorted(addresses)) or 'none'}",
        f"state and structure: {', '.join(structure)}",
    ]


def _provenance(visit: Visit, name: str, by: str) -> str:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    early = "" if visit.settled else " before it was at rest"
    return (
        f"fixture {name}: captured {today} from LinkedIn{early}, language {visit.lang}, {by};"
        " scrubbed by invoke capture: what was on no list is filler or gone"
    )


def _used(kept: Kept, html: str) -> Kept:
    """What of the agreed really stands on this page."""
    values = {item.value.strip() for item in items(html)}
    tokens = {one for value in values for one in value.split()}
    paths = {value.removesuffix("?x").rstrip("/") for value in values}
    return Kept(kept.texts & values, kept.names & tokens, kept.paths & paths)
