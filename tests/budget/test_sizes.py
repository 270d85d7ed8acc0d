"""How many bytes the extension brings: into the page, and in the store's package."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tooling import catalogue
from tooling.bench.sizes import zipped
from tooling.browsers import Browser

TARGETS = ("chromium", "firefox")


def content(built: dict[str, Path]) -> bytes:
    return (built["chromium"] / "content.js").read_bytes()


def test_content_script_does_not_grow(built: dict[str, Path]) -> None:
    assert len(content(built)) <= 46_350
    assert len(gzip.compress(content(built), 9)) <= 17_970


@pytest.mark.parametrize("name", TARGETS)
def test_package_is_small(built: dict[str, Path], name: str) -> None:
    files = [path for path in built[name].rglob("*") if path.is_file()]
    locales = built[name] / "_locales"
    own = [path for path in files if not path.is_relative_to(locales)]
    assert 20 < len(own) < len(files)
    assert zipped(own) <= 250_000
    for locale in locales.iterdir():
        assert zipped(locale.iterdir()) <= 20_000, locale.name


def test_nothing_comes_into_pages_outside_the_settings(consented: Browser) -> None:
    known = catalogue.load()
    settings = {f"{known.origin}{prefix}*" for prefix in known.settings_pages}
    scripts = consented.registered()
    assert {match for script in scripts for match in script["matches"]} == settings
    assert not consented.call("runtime.getManifest").get("content_scripts")
