"""What is stored: what older versions wrote is read, what cannot be read is kept aside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.browser.modules import ask
from tests.browser.support import until
from tooling.browsers import Availability, Browser, launch
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn


@pytest.mark.parametrize(
    "raw",
    [
        "{ schema: 2 }",
        "{ schema: 3 }",
        "{ schema: 1, accounts: null }",
        "{ schema: 1, accounts: { unnamed: null } }",
        "{ schema: 1, accounts: { unnamed: { settings: null, lists: {}, news: [] } } }",
        "{ schema: 1, accounts: { unnamed: { settings: { x: 1 }, lists: {}, news: [] } } }",
        "{ schema: 1, words: null }",
        '{ schema: 1, consent: "yes" }',
        '"text"',
        "null",
        "[]",
    ],
)
def test_what_cannot_be_read_is_not_read(browser: Browser, raw: str) -> None:
    assert ask(browser, f"return parts.understood({raw});") is None


STORED = Path(__file__).parents[1] / "fixtures" / "stored"
"""A state as each schema wrote it, read from a running extension of that time. None is changed or removed, ever."""


def test_what_every_older_version_wrote_is_read(browser: Browser) -> None:
    files = sorted(STORED.glob("*.json"), key=lambda file: int(file.stem))
    schema = ask(browser, "return parts.SCHEMA;")
    assert [file.stem for file in files] == [str(n) for n in range(1, schema + 1)], (
        "each schema has its state in tests/fixtures/stored/"
    )
    for file in files:
        written = json.loads(file.read_text(encoding="utf-8"))
        assert written["schema"] == int(file.stem)
        read = ask(browser, "return parts.understood(args[0]);", written)
        assert read is not None, f"{file.name} is not read any more"
        assert read["schema"] == schema
        assert read["accounts"]["unnamed"]["settings"] == written["accounts"]["unnamed"]["settings"]
        assert read["consent"] == written["consent"]


def test_steps_from_schema_to_schema_are_taken_in_order(browser: Browser) -> None:
    body = """
    const steps = [(old) => ({ ...old, two: old.one + 1 }), (old) => ({ ...old, three: old.two + 1 })];
    const from = { schema: 1, one: 1 };
    const frozen = Object.freeze(from);
    return {
      first: parts.migrated(frozen, steps),
      second: parts.migrated({ schema: 2, two: 5 }, steps),
      newest: parts.migrated({ schema: 3, three: 9 }, steps),
      newer: parts.migrated({ schema: 4 }, steps),
      none: parts.migrated({ schema: "1" }, steps),
      broken: parts.migrated(null, steps),
    };
    """
    assert ask(browser, body) == {
        "first": {"schema": 3, "one": 1, "two": 2, "three": 3},
        "second": {"schema": 3, "two": 5, "three": 6},
        "newest": {"schema": 3, "three": 9},
        "newer": {"schema": 4},
        "none": {"schema": "1"},
        "broken": None,
    }


def test_a_state_from_before_badge_and_region_could_be_chosen_is_read(browser: Browser) -> None:
    stored = ask(
        browser,
        """
        const { badge, region, ...older } = parts.emptyStored();
        return parts.understood({ ...older, recheckDays: 30 });
        """,
    )
    assert (stored["badge"], stored["region"], stored["recheckDays"]) == (True, None, 30)


def test_a_broken_state_is_kept_aside_and_the_extension_starts_anew(browser: Browser) -> None:
    browser.call("storage.local.set", {"state": {"schema": 1, "accounts": None}})
    browser.consent()
    stored = browser.storage()
    assert stored["state-not-understood"] == {"schema": 1, "accounts": None}
    assert stored["state"]["consent"]["mode"] == "words"


REFUSES = """
const refused = () => Promise.reject(new Error("refused"));
Object.defineProperty(chrome.storage.local, "get", { value: refused });
"""


def test_a_popup_that_cannot_read_says_so_and_shows_nothing_else_of_settings(
    where: Availability, server: FixtureServer, built: dict[str, Path], tmp_path: Path
) -> None:
    """An empty group would look like one in which all is well."""
    folder = tmp_path / "refused"
    shutil.copytree(built[where.name], folder)
    page = folder / "popup" / "popup.html"
    html = page.read_text(encoding="utf-8")
    told = html.replace("<script", '<script src="refuses.js"></script><script', 1)
    page.write_text(told, encoding="utf-8")
    (folder / "popup" / "refuses.js").write_text(REFUSES, encoding="utf-8")
    groups = "document.querySelectorAll('.group')"
    with launch(where, folder, server.port) as browser, browser.helper("popup/popup.html"):
        summary = "return document.querySelector('[data-part=summary]').textContent"
        until(lambda: browser.run(summary).startswith("What is stored could not"), message="said")
        assert browser.run(f"return {groups}.length") > 1
        assert not browser.run(f"return [...{groups}].some((one) => one.checkVisibility())")
