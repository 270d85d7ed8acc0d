"""200 pieces of personal data in every place where one can hide: none survives, in any writing."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.unit.seeded import COUNT, ROW, Piece, found, page, places, seeds, tree_of
from tooling.capture.allowed import words
from tooling.capture.document import document
from tooling.capture.known import known
from tooling.capture.leftovers import leftovers
from tooling.capture.scrub import scrubbed
from tooling.capture.tree import Element

PROVENANCE = (
    "fixture ads-by-age.en: captured 2026-11-22 from LinkedIn, language en, chromium 156.0;"
    " scrubbed by invoke capture: what was on no list is filler or gone"
)
WHOLE = '<!doctype html>\n<!-- {} -->\n<html lang="en"><head></head><body>{}</body></html>\n'


def written(tree: Element) -> str:
    return document(scrubbed(tree, known()), PROVENANCE)


def test_all_pieces_are_in_the_page_and_are_found_there() -> None:
    """The control of the test below: a finder that finds nothing would pass it."""
    assert found(page()) == [Piece(number) for number in range(COUNT)]


def test_none_of_the_pieces_is_left() -> None:
    left = written(tree_of(page()))
    assert found(left) == []
    assert leftovers(left, known()) == []
    # Not even what all pieces have in common, nor any figure.
    assert not re.search("quux|zebulon|acoa", left, re.IGNORECASE)
    assert not re.search(r"\d", re.sub(r"utf-8|</?h\d", "", left.replace(PROVENANCE, "")))


@pytest.mark.parametrize(("piece", "markup"), seeds()[: len(places())])
def test_the_check_finds_each_piece_where_nothing_was_scrubbed(piece: Piece, markup: str) -> None:
    """By itself: it must refuse what a broken scrubber lets through."""
    assert leftovers(WHOLE.format(PROVENANCE, markup), known()), piece


@pytest.mark.parametrize(("piece", "markup"), seeds()[: len(places())])
def test_each_piece_is_scrubbed_by_itself(piece: Piece, markup: str) -> None:
    left = written(tree_of(WHOLE.format("", markup)))
    assert found(left) == [], piece
    assert leftovers(left, known()) == []


# ---- anything at all ----------------------------------------------------------------------------

texts = some.one_of(
    some.text(max_size=60),
    some.sampled_from(["Zebulon Quux", ROW, "switch", "allowAdsByAge", "Back", "On", "# ", "true"]),
)
names = some.one_of(
    some.sampled_from(
        sorted(
            words(
                "id name for href src class style role type value title alt aria-label "
                "aria-labelledby aria-checked data-x checked lang dir srcdoc slot label aria-setsize"
            )
        )
    ),
    some.from_regex(r"[a-z][a-z:-]{0,12}", fullmatch=True),
)
tags = some.one_of(
    some.sampled_from(
        sorted(
            words(
                "div p a input label svg:svg script template iframe span h1 x-y html body style "
                "noscript code title textarea"
            )
        )
    ),
    some.from_regex(r"[a-z][a-z:-]{0,12}", fullmatch=True),
)
looks = some.lists(some.one_of(some.sampled_from(["none", "tiny"]), texts), max_size=2).map(tuple)


def elements(inner: some.SearchStrategy[Element]) -> some.SearchStrategy[Element]:
    nodes = some.lists(some.one_of(texts, inner), max_size=4)
    return some.builds(
        Element,
        tag=tags,
        attributes=some.dictionaries(names, texts, max_size=4),
        children=nodes,
        looks=looks,
        shadow=some.one_of(some.none(), nodes),
        frame=some.one_of(some.none(), inner),
    )


trees = some.recursive(
    some.builds(Element, tag=tags, attributes=some.dictionaries(names, texts, max_size=3)),
    elements,
    max_leaves=8,
)


@settings(
    deadline=None, max_examples=50, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(some.lists(trees, max_size=4))
def test_of_any_page_only_what_is_on_a_list_is_left(nodes: list[Element]) -> None:
    left = written(Element("html", children=[Element("body", children=[*nodes])]))
    assert leftovers(left, known()) == [], html.unescape(left)
