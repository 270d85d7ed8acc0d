"""`invoke mutate`: a sample of what breaks the content script, in every run of the tests."""

from __future__ import annotations

import re

import pytest

from tooling.browsers import Availability
from tooling.mutate import run

SECONDS = 15
"""In which mutants are begun: some, drawn anew each time; the first one in any case."""


@pytest.mark.only("chromium")
def test_a_sample_is_caught(
    where: Availability, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert where.ok, "mutants are tried in Chromium"
    monkeypatch.setattr(run, "SAMPLE", SECONDS)
    passed = run.run(jobs=1)
    said = capsys.readouterr().out
    assert passed, said
    tried = re.search(r"^(\d+) of \d+ mutants: (\d+) caught, 0 survived", said, re.MULTILINE)
    assert tried, said
    assert tried[1] == tried[2] != "0"
