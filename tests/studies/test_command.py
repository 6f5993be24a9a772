"""`manage.py study` as a script meets it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from apps.runs.management.progress import ProgressBar, duration, line
from apps.studies.management.commands.study import Command
from tests.api.visitors import Json, shop
from tests.studies.asking import SOLVE, SWEEP


@pytest.fixture
def study(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(spec: Any, *arguments: str, document: Any = None) -> tuple[int, str, str]:
        files = []
        for name, content in (("document.json", document or shop()), ("spec.json", spec)):
            files.append(tmp_path / name)
            files[-1].write_text(content if isinstance(content, str) else json.dumps(content))
        code = 0
        try:
            Command().run_from_argv(["manage.py", "study", *map(str, files), *arguments])
        except SystemExit as exit:
            code = int(exit.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_a_sweep_is_printed_as_json_and_does_not_depend_on_the_number_of_threads(study: Any) -> None:
    code, out, _ = study(SWEEP, "--json", "--workers", "1")
    assert code == 0
    found: Json = json.loads(out)
    assert [point["values"]["nodes.orders.concurrency"] for point in found["points"]] == [1, 2, 3]
    assert study(SWEEP, "--json", "--workers", "3")[1] == out


def test_the_solver_answers_in_words(study: Any) -> None:
    code, out, _ = study(SOLVE)
    assert code == 0
    assert "2 is the lowest value that was shown to keep nodes.orders.latency.p99_ms < 100 ms" in out
    assert "95 % confidence" in out


def test_the_solver_says_so_when_no_value_will_do(study: Any) -> None:
    out = study({**SOLVE, "limit": 5})[1]
    assert "No value from 1 to 8 keeps nodes.orders.latency.p99_ms < 5 ms" in out


def test_the_solver_says_so_when_it_cannot_decide(study: Any) -> None:
    mean = json.loads(study({**SOLVE, "untilSeconds": 20}, "--json")[1])
    at_8 = next(step for step in mean["steps"] if step["value"] == 8)["estimate"]["mean"]
    found = json.loads(study({**SOLVE, "untilSeconds": 20, "limit": at_8, "maxReplications": 5}, "--json")[1])
    assert (found["answer"], found["certain"], found["ended"]) == (None, False, True)
    assert "No value was shown to keep" in found["words"]


def test_runs_that_reach_their_budget_decide_nothing(study: Any) -> None:
    found = json.loads(study({**SOLVE, "maxEvents": 1000}, "--json")[1])
    assert (found["answer"], found["certain"]) == (None, False)
    assert {step["reason"] for step in found["steps"]} == {"5 of 5 runs reached their budget of 1,000 events"}


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("{", "is not JSON"),
        ({"kind": "guess"}, "unknown kind"),
        ({**SWEEP, "replications": 0}, "replications: input should be greater than or equal to 1"),
        ({**SOLVE, "metric": "nodes.nope.utilisation"}, "there is no node 'nope'"),
        ({"kind": "replications", "metrics": ["nodes.clients.utilisation"], "untilSeconds": 1}, "no metric"),
    ],
)
def test_bad_input_ends_with_2_and_the_reason(study: Any, spec: Any, words: str) -> None:
    code, _, err = study(spec)
    assert code == 2
    assert words in err


def test_a_bad_document_ends_with_2_too(study: Any) -> None:
    code, _, err = study(SWEEP, document={"nodes": 1})
    assert (code, "no valid document" in err) == (2, True)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_time_left_is_what_the_work_so_far_has_taken() -> None:
    assert line(0.0, 5.0) == f"[{'.' * 30}]   0 %"
    assert line(0.25, 60.0).endswith(" 25 %, 3 min left")
    assert line(1.0, 60.0) == f"[{'#' * 30}] 100 %"
    assert [duration(seconds) for seconds in (0.2, 59, 61, 3600, 7860)] == [
        "1 s",
        "59 s",
        "1 min 1 s",
        "1 h",
        "2 h 11 min",
    ]


def test_the_bar_is_for_terminals_and_wipes_itself_away() -> None:
    now = [0.0]
    file, terminal = io.StringIO(), Terminal()
    for stream in (file, terminal):
        now[0] = 0.0
        bar = ProgressBar(stream, clock=lambda: now[0])
        for fraction in (0.1, 0.5):
            now[0] += 2.0
            bar(fraction)
        bar.close()
    assert file.getvalue() == ""
    assert "50 %, 4 s left" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
