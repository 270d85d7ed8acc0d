"""The table of settings, generations and languages in docs/recognition.md: that it is current, and what it may say."""

from __future__ import annotations

from tests.matrix import table
from tests.matrix.cells import cells, columns
from tests.matrix.look import READ
from tests.matrix.rows import SOME, shown
from tooling import catalogue
from tooling.fixtures import book

OTHERS = tuple(lang for lang in table.LANGS if lang != "en")


def test_in_english_everything_is_read_but_choices_at_older_addresses() -> None:
    """A choice without a known key is told by the address alone, and an older address is not enough."""
    found = table.expected(cells(["en"]))
    settings = {
        one.id for one in catalogue.load().settings if one.kind not in catalogue.MANUAL_KINDS
    }
    assert set(found) == settings
    unread = {
        (setting, column)
        for setting, of in found.items()
        for column, outcomes in of.items()
        if set(outcomes) != {READ}
    }
    choices = {
        (setting, "psettings")
        for setting in settings
        if (page := book().pages[setting]).legacy
        and any(control.choices and not control.key for control in page.controls)
    }
    assert unread == choices


def test_in_other_languages_only_what_labels_alone_tell_is_not_read() -> None:
    found = table.expected(cells(OTHERS))
    for setting, of in found.items():
        page = book().pages[setting]
        by_label = any(control.choices for control in page.controls)
        for column, outcomes in of.items():
            assert set(outcomes) == {READ} or by_label or column == "psettings", (setting, column)


def test_the_table_is_current() -> None:
    """Measured again by `invoke matrix` when a setting, a generation or a language is added."""
    counts, measured = table.load()
    own = {
        setting: {column: of[column] for column in of if column not in ("row", "learnt")}
        for setting, of in measured.items()
    }
    assert own == table.expected(cells(table.LANGS))
    listed = {page.id for page in shown()}
    assert {setting for setting, of in measured.items() if {"row", "learnt"} <= set(of)} == listed
    assert table.in_document() == table.written(counts, measured)


def test_nothing_that_can_be_read_was_unknown() -> None:
    """The aim is less than 1 %."""
    counts, _ = table.load()
    assert counts["readable"] > counts["pages"] / 2
    assert counts["unread"] < counts["readable"] / 100


def test_a_row_of_on_or_off_is_read_in_every_language_after_own_pages() -> None:
    """But where the words are short forms with a full stop: such a word may be a sentence, and is not learnt."""
    _, measured = table.load()
    whole = {
        lang: not any("." in words[state] for state in ("on", "off"))
        for lang, words in book().words.items()
    }
    for page in shown():
        if page.row_kind == "state":
            read = {lang: table.says(measured, page.id, "learnt", lang, READ) for lang in whole}
            assert read == whole, page.id
        assert set(measured[page.id]["row"]) <= {READ, SOME, "unseen"}


def test_every_setting_that_is_read_can_occur_in_the_generations_of_today() -> None:
    for page in book().pages.values():
        if page.is_read:
            assert {"key", "shadow", "component"} <= {one.id for one in columns(page)}, page.id
