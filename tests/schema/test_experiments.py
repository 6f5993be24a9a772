"""An experiment that names what is not there, or asks for what cannot be, is refused with the path and the reason."""

from typing import Any

import pytest

from apps.schema import Document, DocumentInvalid, read_document, read_experiment
from apps.schema.metrics import METRICS
from apps.schema.nodes import KINDS
from apps.schema.probing import running_problems
from tests.engine.small import constant, queue, service

SHOP = queue(20, service(constant(10)))


def refused(raw: dict[str, Any], document: Document = SHOP) -> tuple[str, str]:
    with pytest.raises(DocumentInvalid) as caught:
        read_experiment({"name": "Test", **raw}, document)
    (problem,) = caught.value.problems
    return problem.path, problem.problem


def probe(**settings: Any) -> dict[str, Any]:
    return {"hypothesis": {"probes": [settings]}}


@pytest.mark.parametrize(
    ("raw", "path", "words"),
    [
        (probe(metric="mood"), "hypothesis.probes.0.metric", "mood"),
        (probe(metric="lag", target="nobody"), "hypothesis.probes.0.target", "neither a node nor an edge"),
        (probe(metric="utilisation"), "hypothesis.probes.0.target", "not of the whole diagram"),
        (probe(metric="sagas_stuck", target="consumer"), "hypothesis.probes.0.target", "not measured of Service"),
        (probe(metric="lag", target="publish"), "hypothesis.probes.0.target", "an edge of kind publish"),
        (probe(metric="p99", windowSeconds=0), "hypothesis.probes.0.windowSeconds", "greater than 0"),
        (probe(metric="lost", tolerance={"kind": "range", "low": 2, "high": 1}), "hypothesis.probes.0.tolerance",
         "holds nothing"),
        (probe(metric="lost", tolerance={"kind": "comparison", "operator": "~", "value": 1}),
         "hypothesis.probes.0.tolerance.operator", "'~'"),
        (probe(metric="lost", tolerance={"kind": "regex"}), "hypothesis.probes.0.tolerance", "unknown kind 'regex'"),
        ({"abortConditions": [{"metric": "lag", "target": "nobody"}]}, "abortConditions.0.target", "nobody"),
        ({"method": {"faults": [{"kind": "crash", "target": "nobody"}]}}, "method.faults.0.target", "nobody"),
        ({"method": {"operations": [{"kind": "purge", "target": "consumer"}]}}, "method.operations.0.target", "Purge"),
        ({"rollback": {"operations": [{"kind": "scale", "target": "queue"}]}}, "rollback.operations.0.target", "Scale"),
        ({"method": {"faults": [{"kind": "crash", "target": "consumer", "atSeconds": 61}]}}, "", "begins 61 s after"),
        ({"checkEverySeconds": 0.001}, "", "check less often"),
        ({**probe(metric="lost", windowSeconds=100), "checkEverySeconds": 0.02}, "", "leave the window out"),
        ({"beforeSeconds": 0}, "beforeSeconds", "greater than 0"),
        ({"replications": 101}, "replications", "less than or equal to 100"),
        ({"colour": "red"}, "colour", "is not a known key"),
    ],
)  # fmt: skip
def test_bad_experiments(raw: dict[str, Any], path: str, words: str) -> None:
    at, problem = refused(raw)
    assert at == path
    assert words in problem


def test_an_experiment_in_a_document_has_its_path_there() -> None:
    raw = SHOP.model_dump(mode="json", by_alias=True)
    raw["experiments"] = {"one": {"name": "One", **probe(metric="lag", target="gone")}}
    with pytest.raises(DocumentInvalid) as caught:
        read_document(raw)
    assert [one.path for one in caught.value.problems] == ["experiments.one.hypothesis.probes.0.target"]


def test_one_without_probes_may_be_kept_but_not_run() -> None:
    experiment = read_experiment({"name": "Empty"}, SHOP)
    (problem,) = running_problems(SHOP, experiment)
    assert (problem.path, problem.allowed) == ("hypothesis.probes", "at least one probe")


def test_a_document_without_experiments_is_as_it_was() -> None:
    raw = SHOP.model_dump(mode="json", by_alias=True)
    del raw["experiments"]
    assert read_document(raw) == SHOP


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_is_measured_of_kinds_that_there_are(name: str) -> None:
    metric = METRICS[name]
    assert metric.whole or metric.nodes
    assert set(metric.nodes) <= set(KINDS)
