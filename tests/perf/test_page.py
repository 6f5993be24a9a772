"""The page says what was measured, and nothing else."""

import json

from tests.perf.page import PAGE, RESULTS, text
from tests.perf.wanted import NUMBERS, Number, beside

REPORT = json.loads(RESULTS.read_text())


def test_the_page_is_made_from_the_results_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(REPORT), "python -m tests.perf.page"


def test_every_row_names_its_engine_and_workload_and_its_ratios() -> None:
    keys = {"engine", "workload", "events_per_second", "messages_per_second", "ratio_to_simpy", "ratio_to_cimba"}
    assert REPORT["results"]
    assert all(set(row) == keys for row in REPORT["results"])


def test_every_wanted_number_is_beside_its_measured_one_and_judged_by_it() -> None:
    lines = {line["name"]: line for line in REPORT["wanted"]}
    assert {number.name for number in NUMBERS.values()} <= set(lines)
    for number in NUMBERS.values():
        line = lines[number.name]
        assert (line["wanted"], line["relation"]) == (number.wanted, number.relation)
    for line in REPORT["wanted"]:
        number = Number(line["name"], line["relation"], line["wanted"], line["unit"])
        if abs(line["measured"] - number.wanted) > 0.001 * number.wanted:
            assert line["holds"] == beside(number, line["measured"])["holds"]


def test_what_was_not_reached_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    missed = [line for line in REPORT["wanted"] if not line["holds"]]
    assert page.count("**no**") == len(missed)
