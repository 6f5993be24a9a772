"""The page of live runs says what was measured, and nothing else."""

import json

import pytest

from tests.perf.live.page import PAGE, RESULTS, text, wanted

if not RESULTS.exists():
    pytest.skip("make bench-live has not been run in full", allow_module_level=True)
REPORT = json.loads(RESULTS.read_text(encoding="utf-8"))


def test_the_page_is_made_from_the_results_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(REPORT), "python -m tests.perf.live.page"


def test_what_was_not_reached_stands_on_the_page() -> None:
    missed = [line for line in wanted(REPORT) if not line["holds"]]
    assert PAGE.read_text(encoding="utf-8").count("**no**") == len(missed)


def test_every_measurement_says_how_busy_the_machine_was() -> None:
    rows = [*REPORT["runs"]["clicks"], *REPORT["runs"]["many"], *REPORT["frames"], REPORT["viewers"], REPORT["replays"]]
    assert all(row["load"] >= 0 for row in rows)
