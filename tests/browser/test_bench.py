"""`invoke bench --quick`: that it measures, and that its report comes out whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tooling.bench import report
from tooling.bench.figures import OURS, Figures
from tooling.bench.run import Options, run
from tooling.browsers import Availability

FRAME_MS = 17


@pytest.mark.in_turn
def test_quick_run_writes_a_report(where: Availability, tmp_path: Path) -> None:
    asked = ("mark", "gone", "bytes", "package")
    outcome = run(Options(quick=True, only=asked, browsers=(where.name,), to=tmp_path / "bench"))
    assert outcome.failures == []
    assert {path.name for path in outcome.folder.iterdir()} == {
        "README.md",
        "figures.json",
        *(f"{name}.svg" for name in asked),
    }
    figures = Figures.read(outcome.folder / "figures.json")
    assert figures.about["browsers"][where.name]
    (mark,) = figures.of("mark", browser=where.name, subject=OURS)
    # Nothing is called on before it has been so for 300 ms; the frame that shows it may have begun before that.
    assert all(300 - FRAME_MS <= value < 5_000 for value in mark.values)
    assert figures.of("gone")[0].values == [0, 0]
    sizes = {one.case: one.values for one in figures.of("bytes")}
    assert sizes["own page: script"][0] > 10_000
    assert sizes["own page: stylesheet"][0] > 1_000
    assert sizes["elsewhere: script"] == [0]


@pytest.mark.only("chromium")
def test_what_cannot_be_measured_is_left_out_and_told(
    where: Availability, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the clock stands still")

    monkeypatch.setitem(run.__globals__["MEASURES"], "mark", broken)
    asked = ("mark", "package")
    outcome = run(Options(quick=True, only=asked, browsers=(where.name,), to=tmp_path / "bench"))
    (said,) = outcome.failures
    assert "the clock stands still" in said
    assert "invoke bench --only mark --browser chromium" in said
    text = (outcome.folder / "README.md").read_text(encoding="utf-8")
    assert "Size of the package" in text
    assert "From the switch to its mark" not in text
    assert report.FOLDER not in (outcome.folder, *outcome.folder.parents)
