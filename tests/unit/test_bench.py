"""The bench: its statistics, what it makes of a trace, its report, and that docs/bench/ says what its figures say."""

from __future__ import annotations

import json
import random
import re
import statistics
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tooling.bench import BenchError, budgets, others, plot, report
from tooling.bench.figures import EMPTY, OURS, WITHOUT, Figures
from tooling.bench.questions import BY_ID, QUESTIONS
from tooling.bench.run import LEAST, MEASURES, Options
from tooling.bench.scans import LARGE, SMALL
from tooling.bench.sites import IN_FILLING, document, named
from tooling.bench.statistic import ratio, spread
from tooling.bench.trace import share

ABOUT = {
    "date": "2026-11-27",
    "version": "0.1.0",
    "runs": 20,
    "warm_up": 1,
    "system": "Linux x86_64",
    "processor": "a processor",
    "cores": 2,
    "load": 0.1,
    "against": [],
    "browsers": {"chromium": "Chromium 156"},
}
SCRIPTS = "chrome-extension://id/content.js"


def test_spread_is_median_and_quartiles() -> None:
    found = spread([7, 1, 3, 5, 9])
    assert (found.low, found.median, found.high, found.count) == (3, 5, 7, 5)
    assert spread([1, 2, 3, 4]).median == 2.5
    assert spread([4]).high == 4
    with pytest.raises(ValueError, match="nothing was measured"):
        spread([])


def test_ratio_holds_the_true_one_and_is_the_same_each_time() -> None:
    dice = random.Random(1)
    held = 0
    for _ in range(40):
        base = [dice.gauss(100, 10) for _ in range(20)]
        values = [dice.gauss(120, 12) for _ in range(20)]
        found = ratio(values, base)
        assert found is not None
        assert found == ratio(values, base)
        assert found.low <= found.value <= found.high
        assert found.value == statistics.median(values) / statistics.median(base)
        held += found.low <= 1.2 <= found.high
    # 95 of 100 are meant to; so few values and a median make it a little wider or narrower.
    assert held >= 34


def test_ratio_of_equal_values_is_one_and_of_nothing_is_none() -> None:
    found = ratio([5.0] * 20, [5.0] * 20)
    assert found is not None
    assert (found.low, found.value, found.high) == (1, 1, 1)
    assert ratio([1.0], [0.0]) is None


def event(name: str, at: int, ms: float, url: str = "", thread: int = 1) -> dict[str, Any]:
    """A complete event; its thread was at work for half of its time."""
    took = round(ms * 1000)
    where = {"pid": 1, "tid": thread, "ts": at, "ph": "X"}
    return {**where, "name": name, "dur": took, "tdur": took // 2, "args": {"data": {"url": url}}}


MAIN = {
    "pid": 1,
    "tid": 1,
    "ts": 0,
    "ph": "M",
    "name": "thread_name",
    "args": {"name": "CrRendererMain"},
}


def test_trace_counts_our_calls_once_by_the_time_of_the_thread() -> None:
    events = [
        MAIN,
        event("EvaluateScript", 1_000, 8, SCRIPTS),
        event("FunctionCall", 2_000, 2, SCRIPTS),
        event("Layout", 2_500, 1),
        event("FunctionCall", 9_050, 4, SCRIPTS),
        event("FunctionCall", 50_000, 6, SCRIPTS),
        event("Layout", 60_000, 9),
        event("FunctionCall", 70_000, 30, "https://www.linkedin.com/app.js"),
        event("FunctionCall", 1_000, 40, SCRIPTS, thread=2),
    ]
    found = share(reversed(events), SCRIPTS)
    assert found.script == 4 + 2 + 3
    # The first two lie next to each other: one stretch.
    assert found.longest == 4 + 2
    assert found.layouts == 1
    assert share(events, None).script == 0


def test_generated_page_is_as_large_as_it_says() -> None:
    for elements, switches in ((1_000, 10), (10_000, 100)):
        html = document(elements, switches)
        assert html.count('role="switch"') == switches
        found = len(re.findall(r"<[a-z]", html))
        assert found == pytest.approx(elements, abs=switches * IN_FILLING)


def figures() -> Figures:
    """Of every question something, with values that are easily told apart."""
    made = Figures(dict(ABOUT))
    for number, question in enumerate(QUESTIONS, 1):
        made.add(question.id, "chromium", "own page", OURS, *(number + i / 10 for i in range(20)))
        if question.compared:
            made.add(
                question.id, "chromium", "own page", WITHOUT, *(number + i / 20 for i in range(20))
            )
    for case, value in ((named(*SMALL), 0.2), (named(*LARGE), 20.0)):
        made.add("scan", "chromium", case, OURS, *[value] * 20)
    return made


def test_figures_outlive_their_file(tmp_path: Path) -> None:
    made = figures()
    made.write(tmp_path / "figures.json")
    again = Figures.read(tmp_path / "figures.json")
    assert again.about == made.about
    assert again.series == made.series


def test_report_holds_a_drawing_and_a_table_of_each_question(tmp_path: Path) -> None:
    folder = report.write(figures(), tmp_path / "bench")
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert text.index("## Ratios") < text.index("## Budgets") < text.index("## Figures")
    for question in QUESTIONS:
        assert f"### {question.title}\n" in text
        drawing = (folder / f"{question.id}.svg").read_text(encoding="utf-8")
        assert "prefers-color-scheme: dark" in drawing
        rows = figures().of(question.id)
        assert ET.fromstring(drawing).tag.endswith("svg")  # noqa: S314 - we wrote it
        assert drawing.count('class="dot"') == sum(len(one.values) for one in rows)


def test_budgets_tell_what_is_not_held() -> None:
    made = figures()
    told = {(one.what, one.where): one for one in budgets.held(made)}
    growth = told["growth of a scan from 1,000 to 100,000 elements", f"Chromium, {named(*LARGE)}"]
    assert growth.held
    assert growth.measured == "100 times"
    load = told["page load with and without", "Chromium, own page"]
    assert not load.held
    made.add("popup", "firefox", "500", OURS, 100.0)
    made.add("reading", "firefox", "own page", OURS, 100.1)
    told = {(one.what, one.where): one for one in budgets.held(made)}
    assert told["popup open to drawn", "Firefox, 500"].held
    assert not told["click to reading", "Firefox, own page"].held


def test_an_empty_script_is_compared_with_none_and_all_others_with_both() -> None:
    made = Figures(ABOUT)
    for subject in (WITHOUT, OURS, EMPTY, "Another 1.0"):
        made.add("load", "firefox", "list", subject, 10.0, 10.0)
    compared = report.compared(made, BY_ID["load"])
    assert sorted((one.series.subject, one.base) for one in compared) == [
        ("Another 1.0", EMPTY),
        ("Another 1.0", WITHOUT),
        (OURS, EMPTY),
        (OURS, WITHOUT),
        (EMPTY, WITHOUT),
    ]
    told = {one.what: one.measured for one in budgets.held(made)}
    assert told["page load with it and with an empty script"] == "1 times"


WORKER = {"manifest_version": 3, "background": {"service_worker": "a.js"}}
SCRIPTS_OF_V3 = {"manifest_version": 3, "background": {"scripts": ["a.js"]}}


@pytest.mark.parametrize(
    ("manifest", "fits"),
    [
        (WORKER, ["chromium"]),
        (SCRIPTS_OF_V3, ["firefox"]),
        ({"manifest_version": 2, "background": {"scripts": ["a.js"]}}, ["firefox"]),
    ],
)
def test_each_browser_is_given_what_it_can_load(
    manifest: dict[str, Any], fits: list[str], tmp_path: Path
) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    least, other = others.read([tmp_path], fits)
    assert [name for name in ("chromium", "firefox") if other.fits(name)] == fits
    assert least.name == EMPTY
    assert least.fits("chromium")
    assert least.fits("firefox")
    (missing,) = {"chromium", "firefox"} - set(fits)
    with pytest.raises(BenchError, match=f"{missing} cannot load it. Chromium takes"):
        others.read([tmp_path], [missing])


def test_another_extension_is_copied_under_its_own_id(tmp_path: Path) -> None:
    manifest = {"name": "__MSG_name__", "version": "1.2", "manifest_version": 2, "key": "abc"}
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    other = others.Other.read(folder)
    assert other.name == "other 1.2"
    other.copied(tmp_path / "copy", "firefox")
    copied = json.loads((tmp_path / "copy" / "manifest.json").read_text(encoding="utf-8"))
    assert "key" not in copied
    assert copied["browser_specific_settings"]["gecko"]["id"] == "copy@bench.example"


def test_numbers_are_told_with_three_figures() -> None:
    told = [plot.number_of(value) for value in (0, 0.0123, 0.5, 1.2345, 12.345, 123.4, 76_123)]
    assert told == ["0", "0.012", "0.5", "1.23", "12.3", "123", "76,123"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(only=("speed",)), "no question 'speed'. Take load"),
        (Options(browsers=("opera",)), "Take chromium or firefox"),
        (Options(runs=LEAST - 1), "20 or more, or --quick"),
        (Options(against=(Path("nowhere"),)), "Name the folder of an unpacked extension"),
    ],
)
def test_what_cannot_be_measured_is_told_with_a_remedy(options: Options, said: str) -> None:
    with pytest.raises(BenchError, match=re.escape(said)):
        options.check()


def test_each_question_has_a_measure_and_a_part_of_a_run_leaves_the_report_alone() -> None:
    assert {one.group for one in QUESTIONS} == {*MEASURES, "popup", "package"}
    assert Options().folder == report.FOLDER
    assert Options(only=("load",)).folder != report.FOLDER
    assert Options(browsers=("firefox",)).folder != report.FOLDER
    assert Options(quick=True).folder != report.FOLDER
    assert Options(only=("badge", "mark")).groups == ["mark"]


# ---- docs/bench/ as it is ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept() -> Figures:
    return Figures.read(report.FOLDER / report.FIGURES)


def test_report_says_what_its_figures_say(kept: Figures) -> None:
    assert (report.FOLDER / "README.md").read_text(encoding="utf-8") == report.text(kept)


def test_drawings_show_what_the_figures_say(kept: Figures) -> None:
    drawn = {path.stem for path in report.FOLDER.glob("*.svg")}
    assert drawn == {one.question for one in kept.series}
    for name in drawn:
        series = report.ordered(kept, BY_ID[name])
        drawing = (report.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        assert drawing == plot.draw(BY_ID[name], series)


def test_report_answers_every_question_in_both_browsers(kept: Figures) -> None:
    for question in QUESTIONS:
        assert {one.browser for one in kept.of(question.id)} == {"chromium", "firefox"}, question.id
        assert all(one.values for one in kept.of(question.id))
