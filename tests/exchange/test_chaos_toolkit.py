"""Experiments go out as the Chaos Toolkit has them, are valid there, run there, and come back as they were."""

import json
from pathlib import Path
from typing import Any

import pytest
from chaoslib.experiment import ensure_experiment_is_valid, run_experiment

from apps.engine import experiments as engine
from apps.exchange.chaos_toolkit import activities, is_chaos_toolkit, read_chaos_toolkit, write_chaos_toolkit
from apps.patterns import order_flow
from apps.schema import Document, DocumentInvalid, dump_document, read_experiment
from apps.schema.experiments import Experiment

Json = dict[str, Any]
DOCUMENT: Document = order_flow.template().document
PAYMENT = DOCUMENT.experiments["payment-dies"]

EVERYTHING: Json = {
    "name": "Everything at once",
    "description": "",
    "tags": ["game day", "Q4"],
    "hypothesis": {
        "title": "All is well",
        "probes": [
            {"metric": "lost", "during": True},
            {"name": "in time", "metric": "p99", "target": "orders-payment", "windowSeconds": 7.5,
             "tolerance": {"kind": "range", "low": 0, "high": 812.5}},
            {"metric": "lag", "target": "payment", "tolerance": {"kind": "comparison", "operator": "!=", "value": 3}},
        ],
    },
    "method": {
        "faults": [
            {"kind": "crash", "target": "payment", "atSeconds": 0.1, "durationSeconds": 12.3},
            {"kind": "latency", "target": "orders-payment", "atSeconds": 20, "addedMs": 300, "probability": 0.5},
        ],
        "operations": [{"kind": "scale", "target": "payment", "atSeconds": 20, "instances": 4}],
    },
    "abortConditions": [{"metric": "in_flight", "tolerance": {"kind": "comparison", "operator": "<", "value": 1e6}}],
    "rollback": {"heal": False, "operations": [{"kind": "scale", "target": "payment", "atSeconds": 3, "instances": 2}]},
    "warmUpSeconds": 5, "beforeSeconds": 11, "duringSeconds": 33.3, "afterSeconds": 44, "checkEverySeconds": 0.5,
    "seed": 9, "replications": 3,
}  # fmt: skip


def everything() -> Experiment:
    return read_experiment(EVERYTHING, DOCUMENT)


@pytest.mark.parametrize("experiment", [PAYMENT, everything()], ids=["the template's", "with every setting"])
def test_a_round_trip_loses_nothing(experiment: Experiment) -> None:
    written = json.loads(json.dumps(write_chaos_toolkit(DOCUMENT, experiment)))
    assert is_chaos_toolkit(written)
    assert read_chaos_toolkit(written, DOCUMENT) == experiment


@pytest.mark.parametrize("experiment", [PAYMENT, everything()], ids=["the template's", "with every setting"])
def test_the_chaos_toolkit_finds_it_valid(experiment: Experiment) -> None:
    ensure_experiment_is_valid(write_chaos_toolkit(DOCUMENT, experiment))


def test_the_chaos_toolkit_runs_it_and_measures_what_we_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "order-flow.json"
    file.write_text(json.dumps(dump_document(DOCUMENT)))
    monkeypatch.setenv("BREAKWATER_DOCUMENT", str(file))
    monkeypatch.setattr(activities, "_session", None)
    journal = run_experiment(write_chaos_toolkit(DOCUMENT, PAYMENT))
    assert (journal["status"], journal["deviated"]) == ("completed", False)
    ours = engine.run_experiment(DOCUMENT, PAYMENT)
    states = journal["steady_states"]
    for when in ("before", "after"):
        measured = [run["output"] for run in states[when]["probes"]]
        assert measured == [getattr(probe, when).value for probe in ours.runs[0].probes]


def changed(path: list[Any], value: Any) -> Json:
    raw: Any = json.loads(json.dumps(write_chaos_toolkit(DOCUMENT, PAYMENT)))
    here = raw
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return raw


HYPOTHESIS = ["steady-state-hypothesis", "probes", 0]


@pytest.mark.parametrize(
    ("path", "value", "where", "words"),
    [
        (["method", 0, "provider"], {"type": "process", "path": "kubectl"}, "method.0.provider", "starts a process"),
        ([*HYPOTHESIS, "provider"], {"type": "http", "url": "http://shop"}, ".0.provider", "calls 'http://shop'"),
        ([*HYPOTHESIS, "provider", "module"], "chaosk8s.pod.probes", ".0.provider", "'chaosk8s.pod.probes'"),
        ([*HYPOTHESIS, "tolerance"], {"type": "regex", "pattern": "x"}, ".0.tolerance", "'regex'"),
        ([*HYPOTHESIS, "tolerance"], True, ".0.tolerance", "True"),
        ([*HYPOTHESIS, "provider", "arguments", "metric"], "mood", "hypothesis.probes.0.metric", "mood"),
        ([*HYPOTHESIS, "provider", "arguments", "target"], "nobody", "hypothesis.probes.0.target", "nobody"),
        (["controls"], [{"name": "x"}], "controls", "outside of the simulation"),
        (["secrets"], {"k8s": {}}, "secrets", "has none"),
        (["configuration", "token"], "x", "configuration.token", "not understood"),
        (["method", 0], {"ref": "other"}, "method.0", "refers to another"),
        (["method", 1, "provider", "arguments", "until_seconds"], -1, "arguments", "is -1"),
        (["rollbacks", 0, "provider", "func"], "pray", "rollbacks.0.provider.func", "'pray' undoes nothing"),
        (["version"], "2.0", "version", "unknown version"),
    ],
)  # fmt: skip
def test_what_is_foreign_is_refused_with_its_reason(path: list[Any], value: Any, where: str, words: str) -> None:
    with pytest.raises(DocumentInvalid) as caught:
        read_chaos_toolkit(changed(path, value), DOCUMENT)
    assert any(where in one.path and words in one.problem for one in caught.value.problems), caught.value.problems
