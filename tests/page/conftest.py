"""A page with the content script's parts, for every test of this folder."""

from __future__ import annotations

import pytest

from tests.page.support import Page
from tooling import render
from tooling.browsers import Browser
from tooling.server import FixtureServer


@pytest.fixture
def page(bare: Browser, server: FixtureServer) -> Page:
    """Nothing loaded yet: `page.open(path, html)`."""
    return Page(bare, server, render.parts_for_tests())
