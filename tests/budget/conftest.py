"""The parts on a small page, as in the page tests."""

from tests.page.conftest import _parts, page

__all__ = ["_parts", "page"]
