"""Catalogue: the content script unpacks the lines that it carries to what they were made of."""

from __future__ import annotations

import pytest

from tests.page.support import AI, Page
from tooling import catalogue, shipped

pytestmark = pytest.mark.in_turn


def test_it_is_unpacked_as_it_was(page: Page) -> None:
    page.open(AI)
    assert page.run("return parts.CATALOGUE") == shipped.for_content(catalogue.load())
