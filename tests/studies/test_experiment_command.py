"""The command as a pipeline meets it: by its exit code and what it prints."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from apps.exchange.chaos_toolkit import write_chaos_toolkit
from apps.schema import Document, dump_document, read_experiment
from apps.studies.management.commands.experiment import Command
from scripts.progress import ROOT
from tests.engine.small import constant, queue, service

SHOP: Document = queue(20, service(constant(10), concurrency=2))
HOLDS: dict[str, Any] = {
    "name": "A short outage",
    "hypothesis": {"probes": [{"metric": "lost", "during": True}, {"metric": "lag", "target": "consumer",
                   "tolerance": {"kind": "comparison", "operator": "<=", "value": 20}}]},
    "method": {"faults": [{"kind": "crash", "target": "consumer", "durationSeconds": 2}]},
    "beforeSeconds": 3, "duringSeconds": 5, "afterSeconds": 5,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shop = SHOP.model_copy(update={"experiments": {"own": read_experiment(HOLDS, SHOP)}})
    (tmp_path / "shop.json").write_text(json.dumps(dump_document(shop)))
    return tmp_path


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


Experiment = Callable[..., Done]


@pytest.fixture
def experiment(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Experiment:
    """The command with its arguments as on a command line in the folder, without a process of its own."""
    monkeypatch.chdir(folder)

    def run(*arguments: str) -> Done:
        code = 0
        try:
            Command().run_from_argv(["manage.py", "experiment", "shop.json", *arguments])
        except SystemExit as exit:
            code = int(exit.code or 0)
        return Done(code, *capsys.readouterr())

    return run


def written(folder: Path, **changes: Any) -> str:
    (folder / "experiment.json").write_text(json.dumps({**HOLDS, **changes}))
    return "experiment.json"


def test_0_when_it_held_with_everything_as_json(experiment: Experiment, folder: Path) -> None:
    done = experiment(written(folder), "--json", "--html", "r.html", "--markdown", "r.md")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["verdict"], found["experiment"]["name"], found["runs"][0]["seed"]) == ("held", "A short outage", 1)
    assert "The hypothesis held" in (folder / "r.html").read_text()
    assert (folder / "r.md").read_text().startswith("# A short outage")


def test_0_for_one_of_the_documents_own_said_in_words(experiment: Experiment) -> None:
    done = experiment("--experiment", "own", "--seed", "3")
    assert done.returncode == 0, done.stderr
    assert "A short outage: The hypothesis held. One run, seed 3." in done.stdout


def test_0_for_one_of_the_chaos_toolkits(experiment: Experiment, folder: Path) -> None:
    (folder / "chaos.json").write_text(json.dumps(write_chaos_toolkit(SHOP, read_experiment(HOLDS, SHOP))))
    assert experiment("chaos.json").returncode == 0


def test_a_process_of_its_own_ends_with_that_code(folder: Path) -> None:
    line = [sys.executable, str(ROOT / "manage.py"), "experiment", "shop.json", "--experiment"]
    for name, code in (("own", 0), ("other", 2)):
        done = subprocess.run([*line, name], cwd=folder, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == code, done.stderr


def test_1_when_it_deviated(experiment: Experiment, folder: Path) -> None:
    broken = {"faults": [{"kind": "crash", "target": "consumer"}]}
    done = experiment(written(folder, method=broken, rollback={"heal": False}), "--replications", "2")
    assert done.returncode == 1, done.stderr
    assert "0 of 2 runs held, on seeds 1 to 2." in done.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        (json.dumps({**HOLDS, "name": ""}), "name: "),
        (json.dumps({"name": "Empty"}), "hypothesis.probes: has none"),
        (json.dumps({"name": "x", "method": {"faults": [{"kind": "crash", "target": "no"}]}}), "faults.0.target"),
        (json.dumps({"title": "x", "method": [{"type": "action", "name": "x", "provider": {"type": "process"}}]}),
         "method.0.provider: starts a process"),
    ],
)  # fmt: skip
def test_2_when_the_input_is_bad(experiment: Experiment, folder: Path, content: str, words: str) -> None:
    (folder / "experiment.json").write_text(content)
    done = experiment("experiment.json")
    assert done.returncode == 2
    assert words in done.stderr


def test_2_when_there_is_no_such_experiment_or_file_or_neither_was_named(experiment: Experiment) -> None:
    for arguments, words in (
        (("--experiment", "other"), "it has: own"),
        (("nothing.json",), "cannot be read"),
        ((), "Name either"),
    ):
        done = experiment(*arguments)
        assert done.returncode == 2
        assert words in done.stderr
