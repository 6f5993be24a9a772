"""The command as a script meets it: its exit code and what it prints."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from apps.runs.management.commands.simulate import Command
from scripts.progress import ROOT
from tests.api.visitors import Json, shop
from tests.engine.small import constant, queue, service


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


Simulate = Callable[..., Done]


@pytest.fixture
def simulate(capsys: pytest.CaptureFixture[str]) -> Simulate:
    """The command with its arguments as on a command line, without a process of its own."""

    def run(*arguments: object) -> Done:
        code = 0
        try:
            Command().run_from_argv(["manage.py", "simulate", *map(str, arguments)])
        except SystemExit as exit:
            code = int(exit.code or 0)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return written(tmp_path / "shop.json", shop())


def written(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def results(simulate: Simulate, *arguments: object) -> Json:
    done = simulate(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: Json = json.loads(done.stdout)
    return found


def test_results_are_printed_as_json_and_are_the_same_each_time(simulate: Simulate, document: Path) -> None:
    first = results(simulate, document, "--until", 20, "--seed", 4)
    assert first["simulatedSeconds"] == 20.0
    assert first["ledger"]["balanced"]
    assert first["nodes"]["orders"]["completed"] > 1000
    assert first["edges"]["gateway-orders"]["latency"]["p99Ms"] > 0
    assert results(simulate, document, "--until", 20, "--seed", 4) == first
    assert results(simulate, document, "--until", 20, "--seed", 5)["digest"] != first["digest"]


def test_a_script_gets_it_without_server_and_database(document: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1",
    }
    command = [sys.executable, "manage.py", "simulate", str(document), "--until", "5", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["simulatedSeconds"] == 5.0


def test_faults_from_a_file_strike(simulate: Simulate, document: Path, tmp_path: Path) -> None:
    faults = written(tmp_path / "faults.json", [{"kind": "crash", "target": "orders", "atSeconds": 5}])
    broken = results(simulate, document, "--until", 20, "--faults", faults)
    assert broken["nodes"]["orders"]["completed"] < 700


def test_a_chaos_monkey_from_a_file_strikes_the_same_way_each_time(
    simulate: Simulate, document: Path, tmp_path: Path
) -> None:
    monkey = {"kinds": ["crash"], "perMinute": 30, "durationSeconds": 20}
    file = written(tmp_path / "monkeys.json", {"monkeys": [monkey]})
    struck = results(simulate, document, "--until", 20, "--monkey", file)
    assert struck["digest"] != results(simulate, document, "--until", 20)["digest"]
    assert results(simulate, document, "--until", 20, "--monkey", file) == struck
    flood = written(tmp_path / "flood.json", [{**monkey, "perMinute": 6000}])
    refused = simulate(document, "--monkey", flood)
    assert refused.returncode == 2
    assert "less than or equal to 60" in refused.stderr


def test_a_budget_of_events_ends_it_early_and_says_so(simulate: Simulate, document: Path) -> None:
    cut = results(simulate, document, "--until", 300, "--max-events", 1000)
    assert cut["status"] == "budget reached"
    assert cut["simulatedSeconds"] < 300


def test_people_get_a_page_of_text(simulate: Simulate, document: Path) -> None:
    done = simulate(document, "--until", 5)
    assert done.returncode == 0
    assert "Order service" in done.stdout
    assert "Requests  sent" in done.stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "is not JSON"),
        ({"nodes": {"a": {"kind": "teapot", "name": "A"}}}, "nodes.a"),
        ({"edges": {"e": {"kind": "call", "source": "x", "target": "y"}}}, "edges.e.source"),
    ],
)
def test_a_bad_document_is_told_with_its_paths_and_exit_code_2(
    simulate: Simulate, tmp_path: Path, content: Any, told: str
) -> None:
    done = simulate(written(tmp_path / "bad.json", content))
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_other_bad_input_has_exit_code_2_too(simulate: Simulate, document: Path, tmp_path: Path) -> None:
    nowhere = written(tmp_path / "faults.json", [{"kind": "crash", "target": "nowhere"}])
    for arguments, told in [
        ([tmp_path / "absent.json"], "cannot be read"),
        ([document, "--until", "0"], "--until"),
        ([document, "--until", "nan"], "--until"),
        ([document, "--seed", "-1"], "--seed"),
        ([document, "--faults", nowhere], "0.target"),
        ([document, "--scenario", "x"], "no scenario"),
    ]:
        done = simulate(*arguments)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr


def test_replications_are_printed_as_a_table_with_intervals_and_units(simulate: Simulate, document: Path) -> None:
    done = simulate(document, "--until", 20, "--replications", 4, "--confidence", 0.99)
    assert done.returncode == 0, done.stderr
    row = next(line for line in done.stdout.splitlines() if line.startswith("nodes.orders.latency.mean_ms"))
    assert re.search(r"  [\d.,]+ ± [\d.,]+  ms  +[\d.,]+ – [\d.,]+ +4", row)
    assert "seeds 1 to 4" in done.stdout
    assert "99 % intervals" in done.stdout


def test_replications_as_json_are_the_same_each_time_and_narrower_with_less_confidence(
    simulate: Simulate, document: Path
) -> None:
    asked = (document, "--until", 20, "--replications", 4, "--seed", 7, "--warm-up", 5)
    name = "nodes.orders.latency.mean_ms"
    first = results(simulate, *asked, "--confidence", 0.99, "--metric", name)
    assert first == results(simulate, *asked, "--confidence", 0.99, "--metric", name)
    assert list(first["estimates"]) == [name]
    assert first["seeds"] == [7, 8, 9, 10]
    estimate = first["estimates"][name]
    assert (estimate["n"], estimate["unit"], estimate["confidence"], estimate["warmUpSeconds"]) == (4, "ms", 0.99, 5.0)
    usual = results(simulate, *asked)["estimates"][name]
    assert usual["mean"] == estimate["mean"]
    assert usual["halfWidth"] < estimate["halfWidth"]


def test_one_run_carries_the_intervals_of_its_means(simulate: Simulate, document: Path) -> None:
    latency = results(simulate, document, "--until", 200)["nodes"]["orders"]["latency"]
    assert latency["meanInterval"]["mean"] == pytest.approx(latency["meanMs"])
    assert " ± " in simulate(document, "--until", 20).stdout


def test_bad_settings_of_replications_have_exit_code_2(simulate: Simulate, document: Path, tmp_path: Path) -> None:
    crash = written(tmp_path / "faults.json", [{"kind": "crash", "target": "orders", "atSeconds": 5}])
    for arguments, told in [
        (["--replications", "1"], "--replications"),
        (["--replications", "many"], "--replications"),
        (["--replications", "3", "--confidence", "1"], "--confidence"),
        (["--replications", "3", "--confidence", "99"], "--confidence"),
        (["--replications", "3", "--warm-up", "long"], "--warm-up"),
        (["--replications", "3", "--warm-up", "400"], "the warm-up ends before the run does"),
        (["--replications", "3", "--warm-up", "mser5", "--faults", crash], "steady state"),
        (["--replications", "3", "--metric", "nodes.orders.colour"], "no metric 'nodes.orders.colour'"),
        (["--confidence", "0.9"], "--confidence needs --replications"),
        (["--warm-up", "5"], "--warm-up needs --replications"),
    ]:
        done = simulate(document, *arguments)
        assert (done.returncode, told in done.stderr, done.stdout) == (2, True, ""), done.stderr


def failing(tmp_path: Path) -> Path:
    policy = {"maxRetries": 1, "backoff": "fixed", "baseMs": 50, "jitter": "none"}
    design = queue(20.0, service(constant(5), failurePercent=50, retry=policy))
    return written(tmp_path / "failing.json", design.model_dump(mode="json", by_alias=True))


def test_bad_endings_are_listed_and_each_ones_history_is_told(simulate: Simulate, tmp_path: Path) -> None:
    design = failing(tmp_path)
    run = results(simulate, design, "--until", 20)
    listed = json.loads(simulate(design, "--until", 20, "--endings", "--json").stdout)
    assert listed == run["endings"]
    last = listed[-1]
    told = json.loads(simulate(design, "--until", 20, "--trace", last["id"], "--json").stdout)
    assert told["digest"] == run["digest"]
    ends = [step for step in told["steps"] if step["what"] == "ended_badly"]
    assert [(step["reason"], step["time"]) for step in ends] == [(last["cause"], last["time"])]
    page = simulate(design, "--until", 20, "--trace", last["id"]).stdout
    assert "tries again in 50 ms" in page
    assert "dead-lettered: retries used up" in page
    page = simulate(design, "--until", 20, "--endings").stdout
    assert f"retries used up  {run['ledger']['deadLettered']:>8}" in page


def test_a_message_that_never_was_has_no_history(simulate: Simulate, tmp_path: Path) -> None:
    done = simulate(failing(tmp_path), "--until", 2, "--trace", 10**6)
    assert done.returncode == 0
    assert "no such request or event" in done.stdout


def test_a_history_is_of_one_run(simulate: Simulate, document: Path) -> None:
    done = simulate(document, "--replications", 3, "--trace", 1)
    assert (done.returncode, "leave out --replications" in done.stderr) == (2, True)


def test_a_scenarios_operations_are_done_too(simulate: Simulate, tmp_path: Path) -> None:
    raw = json.loads(failing(tmp_path).read_text())
    operation = {"kind": "scale", "target": "consumer", "atSeconds": 5, "instances": 4}
    raw["scenarios"] = {"grow": {"name": "Grow", "operations": [operation]}}
    design = written(tmp_path / "grow.json", raw)
    assert results(simulate, design, "--until", 20)["nodes"]["consumer"]["instances"]["up"] == 1
    assert results(simulate, design, "--until", 20, "--scenario", "grow")["nodes"]["consumer"]["instances"]["up"] == 4
