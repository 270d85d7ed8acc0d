"""The parts on a small page, as in the page tests."""

from tests.page.conftest import page

__all__ = ["page"]
