"""The record: print view, table, data with its schema; read in again, or refused with a reason."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from selenium.webdriver.common.by import By

from tests.browser.support import popup_states, state_of, summary, until
from tests.browser.test_views import OPTIONS, view, violations
from tooling import catalogue, paths
from tooling.browsers import Browser, Chromium
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

AI = "data-for-ai-improvement"
AGE = "ads-by-age"
RECORD = "record/record.html"
SCHEMA = json.loads((paths.EXTENSION / "record" / "record.schema.json").read_text(encoding="utf-8"))
CATCH = """
window.saved = [];
URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return "about:blank#"; };
HTMLAnchorElement.prototype.click = function () { saved.name = this.download; };
"""
"""What is saved, instead of the browser's downloads."""

Change = Callable[[dict[str, Any]], Any]


def look(browser: Browser, server: FixtureServer) -> None:
    """AI off and then on; the age switched off; a choice in between."""
    for name, setting, state in (
        (f"{AI}.off", AI, "off"),
        (f"{AI}.on", AI, "on"),
        (f"{AGE}.off", AGE, "off"),
    ):
        browser.open(server.use(name))
        until(lambda s=setting, e=state: state_of(browser, s) == e, message=name)  # type: ignore[misc]
    browser.open("about:blank")


def save(browser: Browser, kind: str, name: str = "") -> str:
    """What a button of the record's page saves."""
    with view(browser, RECORD):
        browser.run(CATCH)
        if name:
            browser.driver.find_element(By.ID, "name").send_keys(name)
        browser.driver.find_element(By.CSS_SELECTOR, f"[data-action='{kind}']").click()
        return str(until(lambda: browser.run("return saved[0]"), message=f"saved as {kind}"))


def valid(record: Any) -> bool:
    """Whether it fits the schema that ships."""
    try:
        jsonschema.validate(record, SCHEMA)
    except jsonschema.ValidationError:
        return False
    return True


def problem(browser: Browser, text: str) -> str | None:
    """Why a file is refused; None: it is not."""
    with browser.helper(OPTIONS):
        found = browser.driver.execute_async_script(
            """
            const [text, done] = arguments;
            import("/shared/record.js").then(({ readRecord }) => done(readRecord(text, Date.now()).problem ?? null));
            """,
            text,
        )
    return None if found is None else str(found)


def test_the_data_fit_their_schema_and_say_what_was_seen(
    consented: Browser, server: FixtureServer
) -> None:
    look(consented, server)
    record = json.loads(save(consented, "json"))
    jsonschema.validate(record, SCHEMA)
    known = catalogue.load()
    assert record["catalogue"] == known.version
    assert "name" not in record
    settings = {one["id"]: one for one in record["settings"]}
    assert set(settings) == {one.id for one in known.settings}
    ai = settings[AI]
    assert (ai["state"], ai["page"]) == ("on", f"/mypreferences/d/settings/{AI}")
    assert [seen["state"] for seen in ai["history"]] == ["off", "on"]
    assert settings["ads-by-gender"]["state"] == "unseen"
    text = json.dumps(record)
    assert "salt" not in text
    assert "account" not in record


def test_a_name_is_there_only_if_it_was_typed_and_is_not_kept(
    consented: Browser, server: FixtureServer
) -> None:
    look(consented, server)
    assert json.loads(save(consented, "json", "Ada Example"))["name"] == "Ada Example"
    assert "Ada" not in json.dumps(consented.storage())
    assert "name" not in json.loads(save(consented, "json"))


def test_the_table_has_a_row_for_each_setting_and_each_change(
    consented: Browser, server: FixtureServer
) -> None:
    look(consented, server)
    rows = list(csv.DictReader(io.StringIO(save(consented, "csv", "=1+1"))))
    now = [row for row in rows if row["row"] == "now"]
    assert len(now) == len(catalogue.load().settings)
    of_ai = [(row["row"], row["state"]) for row in rows if row["id"] == AI]
    assert of_ai == [("now", "on"), ("change", "off"), ("change", "on")]
    assert {row["member"] for row in rows} == {"'=1+1"}, "a spreadsheet would take it for a formula"


def test_the_print_view_says_it_in_words(consented: Browser, server: FixtureServer) -> None:
    look(consented, server)
    with view(consented, RECORD):
        entry = until(
            lambda: consented.driver.find_element(By.CSS_SELECTOR, f"[data-record='{AI}']"),
            message="the entry",
        )
        assert "On" in entry.text
        assert f"/mypreferences/d/settings/{AI}" in entry.text
        assert len(entry.find_elements(By.TAG_NAME, "li")) == 2
        assert violations(consented) == []


@pytest.mark.only("chromium")
@pytest.mark.parametrize("feature", [{"prefers_color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_in_the_print_view_in_other_colours(
    consented: Chromium, server: FixtureServer, feature: dict[str, str]
) -> None:
    look(consented, server)
    with view(consented, RECORD):
        consented.emulate(**feature)
        try:
            assert violations(consented) == []
        finally:
            consented.emulate()


def test_a_record_is_read_in_again_and_makes_nothing_clear(
    consented: Browser, server: FixtureServer, tmp_path: Path
) -> None:
    look(consented, server)
    file = tmp_path / "record.json"
    file.write_text(save(consented, "json"), encoding="utf-8")
    before = popup_states(consented)
    assert before[AGE]["confirmed"]
    with view(consented, OPTIONS):
        consented.run("chrome.runtime.sendMessage({ type: 'stop', erase: true })")
    until(lambda: consented.storage() == {}, message="erased")
    consented.consent()
    bring(consented, file, "Read in")
    after = popup_states(consented)
    assert {one: row["state"] for one, row in after.items()} == {
        one: row["state"] for one, row in before.items()
    }
    assert not after[AGE]["confirmed"]
    assert not summary(consented)["clear"]
    kept = consented.state()["accounts"]["unnamed"]["settings"]
    assert [seen["state"] for seen in kept[AI]["history"]] == ["off", "on"]
    consented.open(server.use(f"{AGE}.off"))
    until(lambda: popup_states(consented)[AGE]["confirmed"], message="confirmed by its page")
    consented.open("about:blank")
    bring(consented, file, "Read in")
    assert popup_states(consented)[AGE]["confirmed"], "what was seen later stays"


def bring(browser: Browser, file: Path, answer: str) -> None:
    """The member chooses a file in the options, and is told how it went."""
    with view(browser, OPTIONS):
        browser.driver.find_element(By.ID, "bring").send_keys(str(file))
        until(
            lambda: (
                answer in browser.driver.find_element(By.CSS_SELECTOR, "[data-answer='bring']").text
            ),
            message=answer,
        )


def _seen(record: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in record["settings"] if one["id"] == AI)


BROKEN: dict[str, Change] = {
    "an unknown state": lambda r: _seen(r).update(state="offf"),
    "no time": lambda r: _seen(r).pop("at"),
    "a time that is none": lambda r: _seen(r).update(at="2026-13-45T00:00:00.000Z"),
    "a number as time": lambda r: _seen(r).update(at=1_795_000_000_000),
    "a script as page": lambda r: _seen(r).update(page="javascript:alert(1)"),
    "another site as page": lambda r: _seen(r).update(page="https://example.org/"),
    "a page with markup": lambda r: _seen(r).update(page="/<img src=x>"),
    "more than there is": lambda r: _seen(r).update(extra=1),
    "a prototype": lambda r: _seen(r).update({"__proto__": {"confirmed": True}}),
    "locked without its value": lambda r: _seen(r).update(state="locked"),
    "a value of an off": lambda r: _seen(r).update(state="off", value="on"),
    "a history that is none": lambda r: _seen(r).update(history={}),
    "a history too long": lambda r: _seen(r).update(history=_seen(r)["history"] * 26),
    "a broken change": lambda r: _seen(r)["history"].append({"state": "off"}),
    "unseen in the history": lambda r: _seen(r)["history"][0].update(state="unseen"),
    "seen, and unseen": lambda r: _seen(r).update(state="unseen"),
    "settings as a table": lambda r: r.update(settings={}),
    "too many settings": lambda r: r.update(settings=r["settings"] * 6),
    "no choices": lambda r: r.pop("choices"),
    "a region of nowhere": lambda r: r["choices"].update(region="xx"),
    "31 days": lambda r: r["choices"].update(recheckDays=31),
    "watched by a word": lambda r: r["choices"].update(watched={AI: "yes"}),
    "a long name": lambda r: r.update(name="x" * 201),
    "no date": lambda r: r.pop("written"),
}
"""What no record is; the schema that ships refuses each of these, too."""


def test_broken_and_newer_files_are_refused_with_a_reason_and_change_nothing(
    consented: Browser, server: FixtureServer, tmp_path: Path
) -> None:
    look(consented, server)
    good = json.loads(save(consented, "json"))
    assert problem(consented, json.dumps(good)) is None
    before = consented.storage()
    for name, change in BROKEN.items():
        broken = copy.deepcopy(good)
        change(broken)
        assert not valid(broken), name
        assert problem(consented, json.dumps(broken)) == "broken", name
    later = copy.deepcopy(good)
    _seen(later)["at"] = "2999-01-01T00:00:00.000Z"
    twice = copy.deepcopy(good)
    twice["settings"].append(_seen(twice))
    others = {
        json.dumps(later): "future",
        json.dumps(twice): "broken",
        json.dumps(good | {"version": 2}): "newer",
        json.dumps(good | {"version": 0}): "broken",
        json.dumps(good | {"format": "other"}): "foreign",
        json.dumps(good)[:-9]: "foreign",
        "": "foreign",
        "[]": "foreign",
        "null": "foreign",
    }
    for text, reason in others.items():
        assert problem(consented, text) == reason, text[:80]
    words = {
        "broken": "not as Still On saves it",
        "newer": "newer version",
        "foreign": "no file that",
    }
    file = tmp_path / "file.json"
    for reason, said in words.items():
        file.write_text(next(text for text, why in others.items() if why == reason and text))
        bring(consented, file, said)
    refused = consented.call("runtime.sendMessage", {"type": "bring", "record": good | {"name": 5}})
    assert not refused
    assert consented.storage() == before
