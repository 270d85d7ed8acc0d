"""The catalogue as it ships, and the refusal of every kind of mistake with place and remedy."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tooling import paths
from tooling.catalogue import CatalogueError, load

Edit = Callable[[str], str]


def swap(old: str, new: str) -> Edit:
    """Replace the first `old`, which must be there: else the test would prove nothing."""

    def edit(text: str) -> str:
        assert old in text, f"the catalogue no longer holds {old!r}"
        return text.replace(old, new, 1)

    return edit


def in_setting(name: str, old: str, new: str) -> Edit:
    """Replace the first `old` after the id of a setting."""

    def edit(text: str) -> str:
        start = text.index(f'\nid = "{name}"\n')
        return text[:start] + swap(old, new)(text[start:])

    return edit


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[Edit], str]:
    """Give a function that loads an edited catalogue and returns the refusal."""
    shutil.copy(paths.CATALOGUE.with_name("catalogue.schema.json"), tmp_path)

    def refusal(edit: Edit) -> str:
        wrong = tmp_path / "linkedin.toml"
        wrong.write_text(edit(paths.CATALOGUE.read_text(encoding="utf-8")), encoding="utf-8")
        with pytest.raises(CatalogueError) as error:
            load(wrong)
        return str(error.value)

    return refusal


AGE = "ads-by-age"
VIEWING = "profile-viewing-options"
VALUES = "values = [ # from most to least sharing\n"
AGE_ROW = '  { lang = "en", text = "Age range", confidence = "H", sources = ["lists-2025"] },\n'
MISTAKES: list[tuple[str, Edit, str, str, str]] = [
    # what is wrong; the edit; where it is told; what is told; what to do
    (
        "unknown field",
        in_setting(AGE, 'group = "ad-data"', 'group = "ad-data"\ncolour = "red"'),
        f"[[settings]] {AGE}, colour",
        "unknown field colour",
        "Remove or respell it; known: id, group",
    ),
    (
        "unknown field at the top",
        swap('site = "linkedin"', 'site = "linkedin"\nshade = 1'),
        "shade",
        "unknown field shade",
        "Remove or respell it",
    ),
    (
        "missing field",
        in_setting(AGE, 'verified = "2026-11-22"\n', ""),
        f"[[settings]] {AGE}",
        "verified is missing",
        "Add verified: the day on which the entry was last compared",
    ),
    (
        "no such group",
        in_setting(AGE, 'group = "ad-data"', 'group = "adverts"'),
        f"[[settings]] {AGE}, group",
        "'adverts' is not one of",
        "Use one of ai-training, ad-data",
    ),
    (
        "no such day",
        in_setting(AGE, 'verified = "2026-11-22"', 'verified = "2026-02-30"'),
        f"[[settings]] {AGE}, verified",
        "'2026-02-30' is not a 'date'",
        "Correct it",
    ),
    (
        "text of the wrong type",
        in_setting(AGE, "position = 11", 'position = "11"'),
        f"[[settings]] {AGE}, position",
        "is not of type 'integer'",
        "Correct it: place of its row on the list page, from 1",
    ),
    (
        "path with a query",
        in_setting(AGE, 'settings/ads-by-age"', 'settings/ads-by-age?x=1"'),
        f"[[settings]] {AGE}, paths[0]",
        "does not match",
        "Correct it",
    ),
    (
        "label with space around it",
        in_setting(AGE, 'text = "Age range"', 'text = "Age range "'),
        f"[[settings]] {AGE}, row_texts[0].text",
        "does not match",
        "Correct it: LinkedIn's own short label",
    ),
    (
        "text without a source",
        in_setting(AGE, 'sources = ["lists-2025"]', "sources = []"),
        f"[[settings]] {AGE}, row_texts[0].sources",
        "[] should be non-empty",
        "Correct it: where the text was read",
    ),
    (
        "duplicate id",
        in_setting("ads-by-gender", 'id = "ads-by-gender"', f'id = "{AGE}"'),
        f"[[settings]] {AGE}, id",
        f"the id {AGE} is already that of setting number",
        "Remove one of the two entries",
    ),
    (
        "id that is not the path's last segment",
        in_setting(AGE, 'settings/ads-by-age"', 'settings/ads-by-years"'),
        f"[[settings]] {AGE}, id",
        "the id is not the last segment of /mypreferences/d/settings/ads-by-years",
        "Make the id that segment, or correct the path",
    ),
    (
        "page outside the settings, as if it were read",
        in_setting(AGE, '"/mypreferences/d/settings/ads-by-age"', '"/feed/ads-by-age"'),
        f"[[settings]] {AGE}, paths[0]",
        "/feed/ads-by-age is no settings page, so nothing is read there",
        "Correct the path, or make it a list or a button",
    ),
    (
        "setting that LinkedIn calls nothing",
        in_setting(
            "manage-by-blocked-list",
            '  { lang = "en", text = "Blocked members", confidence = "H", sources = ["lists-2025"] },\n',
            "",
        ),
        "[[settings]] manage-by-blocked-list, title_texts",
        "neither a title of its page nor one of its row",
        "Add what LinkedIn calls it",
    ),
    (
        "group without a rank",
        swap('  "cookies",\n', ""),
        "[[settings]] member-cookies, group",
        "the group cookies has no place in the order of groups",
        "Add it to groups at the top",
    ),
    (
        "key of two controls",
        in_setting("ads-by-gender", "allowAdsByGender", "allowAdsByAge"),
        "[[settings]] ads-by-gender, controls[0].key",
        f"the key allowAdsByAge is already that of a control of {AGE}",
        "A key belongs to one control",
    ),
    (
        "row that stands twice",
        swap('  "ads-beyond-linkedin",\n', '  "ads-beyond-linkedin",\n  "ads-by-age",\n'),
        "[[lists]] ads, sections",
        "the row ads-by-age stands twice",
        "Keep it in the section where the page shows it",
    ),
    (
        "wrong position",
        in_setting(AGE, "position = 11", "position = 12"),
        f"[[settings]] {AGE}, position",
        "position 12, but its row is number 11 of the list page ads",
        "Correct the position, or the rows of the list",
    ),
    (
        "row that its list lacks",
        swap('  "ads-by-age",\n', ""),
        f"[[settings]] {AGE}, list",
        f"the list page ads has no row {AGE}",
        "Add the row where the page shows it",
    ),
    (
        "no such list",
        in_setting(AGE, 'list = "ads"', 'list = "adverts"'),
        f"[[settings]] {AGE}, list",
        "there is no list page adverts",
        "Use one of privacy, ads, profile-visibility",
    ),
    (
        "list without a position",
        in_setting(AGE, "position = 11\n", ""),
        f"[[settings]] {AGE}",
        "'position' is a dependency of 'list'",
        "Correct it",
    ),
    (
        "row without a list",
        in_setting("member-cookies", 'row = "none"', 'row = "state"'),
        "[[settings]] member-cookies, row",
        "a row of state without a list page",
        'say row = "none"',
    ),
    (
        "row that shows a value, without its title",
        in_setting(AGE, f"row_texts = [\n{AGE_ROW}]", "row_texts = []"),
        f"[[settings]] {AGE}, row_texts",
        "a row that shows a value, without its title",
        'Add the row\'s text, or say row = "none"',
    ),
    (
        "row of the menu that stands in a list",
        swap('rows = ["connected-microsoft-accounts"]', f'rows = ["{AGE}"]'),
        "sections",
        f"the row {AGE} stands twice, or is no setting without a list page",
        "only those that stand in no list",
    ),
    (
        "row that stands twice in the menu",
        swap(
            'rows = ["preferred-view", "manage-syncing"]',
            'rows = ["preferred-view", "connected-microsoft-accounts"]',
        ),
        "sections",
        "the row connected-microsoft-accounts stands twice",
        "Name each setting once",
    ),
    (
        "the app, and nobody who says so",
        in_setting("data-for-ai-improvement", ', sources = ["techcratic"] }', " }"),
        "[[settings]] data-for-ai-improvement, app",
        "sources is missing",
        "where it was read",
    ),
    (
        "coupled with nobody",
        in_setting("ads-connections", 'with = "ads-beyond-linkedin"', 'with = "ads-in-space"'),
        "[[settings]] ads-connections, couplings",
        "coupled with ads-in-space, which is no other setting",
        "Correct the id, or add that setting",
    ),
    (
        "coupled with itself",
        in_setting("ads-connections", 'with = "ads-beyond-linkedin"', 'with = "ads-connections"'),
        "[[settings]] ads-connections, couplings",
        "coupled with ads-connections, which is no other setting",
        "Correct the id, or add that setting",
    ),
    (
        "coupled with a setting and a signal",
        in_setting("ads-connections", "{ with =", '{ signal = "global-privacy-control", with ='),
        "[[settings]] ads-connections, couplings[0]",
        "is valid under each of",
        "Correct it: either with, the id of a setting, or signal",
    ),
    (
        "kind that its controls contradict",
        in_setting(AGE, 'kind = "switch"\nrow', 'kind = "switches"\nrow'),
        f"[[settings]] {AGE}, kind",
        "switches with these controls: switch",
        "switches has two switches or more",
    ),
    (
        "list with controls",
        in_setting(AGE, 'kind = "switch"\nrow = "state"', 'kind = "list"\nrow = "none"'),
        f"[[settings]] {AGE}, kind",
        "list with these controls: switch",
        "list has none, for it is never read",
    ),
    (
        "row that its kind cannot have",
        in_setting(AGE, 'row = "state"', 'row = "count"'),
        f"[[settings]] {AGE}, row",
        "switch with a row that shows a count",
        "Use one of none, state",
    ),
    (
        "default of a list",
        in_setting("connected-microsoft-accounts", 'default = "manual"', 'default = "on"'),
        "[[settings]] connected-microsoft-accounts, default",
        "list with the default on",
        "Use manual for a list or a button",
    ),
    (
        "switch that shares when checked",
        in_setting(AGE, 'shares = "on"', 'shares = "checked"'),
        f"[[settings]] {AGE}, controls[0].shares",
        "a switch that shares when checked",
        'Say shares = "on"',
    ),
    (
        "the only switch, and no part of the state",
        in_setting(AGE, 'shares = "on"', 'shares = "none"'),
        f"[[settings]] {AGE}, controls[0].shares",
        "a switch that is no part of the state, and cannot be told from what is",
        "Use none only beside a control of another kind",
    ),
    (
        "one of two switches, and no part of the state",
        in_setting("linkedin-promotions", 'shares = "on"', 'shares = "none"'),
        "[[settings]] linkedin-promotions, controls[0].shares",
        "a switch that is no part of the state",
        "and for one control of its kind",
    ),
    (
        "a choice, then nothing beside it, as mixed",
        in_setting(VIEWING, 'kind = "radios"', 'kind = "mixed"'),
        f"[[settings]] {VIEWING}, kind",
        "mixed with these controls: radio",
        "mixed has one control of kind radio or select, then switches or checkboxes",
    ),
    (
        "value without a label",
        in_setting(VIEWING, VALUES, VALUES + "  { labels = [] },\n"),
        f"[[settings]] {VIEWING}, controls[0].values[0]",
        "a value that nothing tells",
        "Give its labels",
    ),
    (
        "value with a label, told by position",
        in_setting(VIEWING, 'kind = "radio"', 'kind = "radio"\nlabelled_by = "position"'),
        f"[[settings]] {VIEWING}, controls[0].values[0]",
        "a value that nothing tells",
        "Say in our own words what it is (what), and leave its labels empty",
    ),
    (
        "three values told by position",
        in_setting(VIEWING, 'kind = "radio"', 'kind = "radio"\nlabelled_by = "position"'),
        f"[[settings]] {VIEWING}, controls[0].labelled_by",
        "3 values told by position",
        "Use it for two values",
    ),
    (
        "radio without values",
        in_setting(AGE, 'kind = "switch"\nkey', 'kind = "radio"\nkey'),
        f"[[settings]] {AGE}, controls[0].values",
        "a radio with the wrong values",
        "Add values, from most to least sharing",
    ),
    (
        "control without a label, and nobody says why",
        in_setting("member-cookies", 'field = "controls.labels"', 'field = "title_texts"'),
        "[[settings]] member-cookies, controls[0].labels",
        "a control without a label",
        "Add its label, or say under doubts",
    ),
    (
        "evidence without a source",
        in_setting(AGE, '{ source = "psst"', '{ source = "hearsay"'),
        f"[[settings]] {AGE}, evidence[2]",
        "there is no source hearsay",
        "Correct the name, or describe the source under [sources]",
    ),
    (
        "source that nobody uses",
        swap("[sources]\n", '[sources]\nrumour = { what = "A rumour", date = "2026" }\n'),
        "sources, rumour",
        "nothing was read in this source",
        "Remove it, or name it as evidence",
    ),
    (
        "no TOML",
        swap("settings_pages = [", "settings_pages = ["[:-1]),
        "line",
        "Invalid",
        "Correct the TOML there",
    ),
]


@pytest.mark.parametrize(
    ("edit", "place", "what", "remedy"),
    [pytest.param(*mistake[1:], id=mistake[0]) for mistake in MISTAKES],
)
def test_mistake_is_refused_with_place_and_remedy(
    refused: Callable[[Edit], str], edit: Edit, place: str, what: str, remedy: str
) -> None:
    told = refused(edit)
    line = next((line for line in told.splitlines() if what in line), told)
    assert place in line
    assert what in line
    assert remedy in line
    assert "linkedin.toml" in line


def test_place_is_the_line_of_the_field(refused: Callable[[Edit], str], tmp_path: Path) -> None:
    told = refused(in_setting(AGE, "position = 11", "position = 12"))
    number = int(re.search(r"linkedin\.toml:(\d+):", told)[1])  # type: ignore[index]
    lines = (tmp_path / "linkedin.toml").read_text(encoding="utf-8").splitlines()
    assert lines[number - 1] == "position = 12"


def test_every_mistake_is_told_at_once(refused: Callable[[Edit], str]) -> None:
    def edit(text: str) -> str:
        return in_setting(AGE, "= 11", "= 12")(in_setting("ads-by-gender", "= 12", "= 11")(text))

    assert len(refused(edit).splitlines()) == 2


def test_missing_message_key_is_refused(tmp_path: Path) -> None:
    messages = tmp_path / "messages.json"
    messages.write_text(json.dumps({"group_ad_data": {"message": "x"}}))
    with pytest.raises(CatalogueError) as error:
        load(messages=messages)
    told = str(error.value)
    assert "[[settings]] ads-by-age, does_not: message key does_not_fewer_ads does not" in told
    assert "Add it to" in told
    assert "group_ad_data" not in told


def test_scope_is_what_the_evidence_calls_core() -> None:
    core = [one for one in load().settings if one.relevance == "core"]
    assert len(core) == 27
    assert [one.id for one in core if not one.watched] == [
        "data-sharing-for-permitted-services",
        "connected-microsoft-accounts",
    ]


def test_most_sharing_value_comes_first() -> None:
    phone = next(one for one in load().settings if one.id == "discover-me-by-phone-number")
    assert [value.labels[0].text for value in phone.controls[0].values] == [
        "Everyone",
        "2nd-degree connections",
        "Nobody",
    ]
