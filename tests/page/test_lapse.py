"""The bench of whole lives: that it reads the saved pages as the built extension does, and what else it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.page.lapse import Lapse, Life, Lived, Load
from tests.page.support import AGE, AGE_LABEL, AI, AI_LABEL, PRIVACY, STYLE, row, switch
from tooling import catalogue, render
from tooling.fixtures import Fixture, fixture, fixtures
from tooling.server import FixtureServer

pytestmark = pytest.mark.in_turn

GROUPS = sorted({one.group for one in fixtures()} - {"page"})
"""The plain pages of every setting are read in tests/matrix/."""
SHARED = ".hostile-prototypes"
"""What it breaks, it breaks for us alone where page and script share one world, as here."""


def document(main: str, script: str = "", lang: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><style>{STYLE}</style>'
        f"<body><main><section><h2>Title</h2>{main}</section></main><script>{script}</script>"
    )


AI_ON = document(switch("a", AI_LABEL, attributes="checked"))
AI_OFF = document(switch("a", AI_LABEL))


@pytest.mark.parametrize("group", GROUPS)
def test_reads_saved_pages_as_expected(lapse: Lapse, server: FixtureServer, group: str) -> None:
    wrong = []
    for one in fixtures():
        if one.group == group and SHARED not in one.name:
            server.reset()
            wrong += [f"{one.name}: {what}" for what in unexpected(lapse, server, one)]
    assert wrong == []


def unexpected(lapse: Lapse, server: FixtureServer, one: Fixture) -> list[str]:
    """What is read otherwise than expected, or was called safer in passing, or was thrown."""
    lived = lapse.visit(server.use(one), one.html)
    readings, expected = lived.readings(), one.expected["readings"]
    wrong = [*lived.errors]
    if readings.keys() != expected.keys():
        wrong.append(f"read are {sorted(readings)}")
    for setting, want in expected.items():
        if not readings.get(setting, {}).items() >= want.items():
            wrong.append(f"{setting} is {readings.get(setting)}, not {want}")
        passed = {"off", "absent"} & {*lived.passed(setting)}
        if passed - {want["state"], *one.may_pass}:
            wrong.append(f"{setting} was shown as {passed} in passing")
    return wrong


def test_absent_takes_two_loads(lapse: Lapse, server: FixtureServer) -> None:
    one = fixture("ads.all-on.eu")
    once, twice = (lapse.visit(server.use(one), one.html, loads=loads) for loads in (1, 2))
    assert one.absent
    for setting in one.absent:
        assert once.states[setting]["state"] == "unseen"
        assert twice.states[setting]["state"] == "absent"


def test_time_is_the_pages_own(lapse: Lapse) -> None:
    late = "setTimeout(() => document.querySelector('input').click(), 12345)"
    lived = lapse.visit(AI, document(switch("a", AI_LABEL), late))
    # Settled off after 2 s; turned by the page at 12.345 s, seen by the next tick, told 10 ms later.
    assert [(change.state, change.confirmed) for change in lived.changes] == [
        ("off", True),
        ("on", True),
    ]
    assert 2050 <= lived.changes[0].at <= 2200
    assert 12345 < lived.changes[1].at <= 12345 + 300
    assert lived.loads[0]["ms"] < 5000


def test_a_click_of_the_members_and_one_of_the_pages(lapse: Lapse) -> None:
    lived = lapse.visit(AI, AI_ON, [(5000, "click", "input")])
    assert [(change.state, change.confirmed) for change in lived.changes] == [
        ("on", True),
        ("off", False),
    ]
    assert lived.changes[1].at < 5100
    theirs = lapse.visit(AI, AI_ON, [(5000, "run", "document.querySelector('input').click()")])
    assert theirs.changes[1].at > 7000


def test_loads_share_one_storage_and_lives_do_not(lapse: Lapse) -> None:
    on, off = Load(AI, AI_ON), Load(AI, AI_OFF)
    alone = {one.id: one.id == "data-for-ai-improvement" for one in catalogue.load().settings}
    first, second = lapse.lives([Life([on, off], watched=alone), Life([off], watched=alone)])
    assert first.passed("data-for-ai-improvement") == ["on", "off"]
    assert second.passed("data-for-ai-improvement") == ["off"]
    assert [one["load"] for one in first.clear] == [1]
    assert first.summary["clear"]
    (third,) = lapse.lives([Life([on], since=first.since)])
    assert [one["clear"] for one in third.clear] == [False]
    assert third.summary["changed"] == ["data-for-ai-improvement"]


def test_soft_navigation(lapse: Lapse) -> None:
    script = f"""setTimeout(() => {{
      history.pushState({{}}, "", "{AGE}");
      document.querySelector("section").innerHTML = `<h2>Age</h2>{switch("allowAdsByAge", AGE_LABEL)}`;
    }}, 5000)"""
    lived = lapse.visit(AI, document(switch("a", AI_LABEL, attributes="checked"), script))
    assert lived.loads[0]["path"] == AGE
    assert {setting: one["state"] for setting, one in lived.readings().items()} == {
        "data-for-ai-improvement": "on",
        "ads-by-age": "off",
    }
    away = "setTimeout(() => history.pushState({}, '', '/feed/'), 5000)"
    left = lapse.visit(AI, document(switch("a", AI_LABEL), away))
    assert left.loads[0]["left"]
    assert not lived.loads[0]["left"]


def test_errors_and_questions_about_layout_are_told(lapse: Lapse) -> None:
    plain = lapse.visit(PRIVACY, document(row("settings/data-for-ai-improvement", "AI", "On")))
    asked = plain.loads[0]["layout"]
    assert plain.errors == []
    assert asked["scan: getBoundingClientRect of a"] > 0
    assert [one for one in asked if one.startswith(("find:", "identify:"))] == []
    assert plain.loads[0]["counts"]["scans"] >= 1

    def broken(by: str) -> Lived:
        start = "function find(page, roots = rootsOf()) {"
        parts = render.content_parts()
        changed = [
            replace(one, source=one.source.replace(start, f"{start} {by};")) for one in parts
        ]
        assert changed != parts
        lapse.open(render.observed(changed))
        return lapse.visit(AI, AI_ON)

    assert broken("document.body.offsetWidth").loads[0]["layout"]["find: offsetWidth of body"] > 0
    assert "found nothing" in broken("throw new Error('found nothing')").errors[0]
