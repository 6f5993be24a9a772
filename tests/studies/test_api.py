"""Asking for studies over the API: what is refused, and why. No worker: what is asked for is what is looked at."""

import pytest

from tests.api.visitors import Json, Visitor, shop
from tests.studies.asking import SOLVE, SWEEP, asks, reads, starts

pytestmark = pytest.mark.django_db(transaction=True)
REPLICATIONS: Json = {"kind": "replications"}


def of(path: str, *values: object) -> Json:
    return {**SWEEP, "parameters": [{"path": path, "values": list(values)}]}


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws(shop())


@pytest.mark.parametrize(
    ("spec", "path", "problem"),
    [
        ({}, "", "has no kind"),
        ({"kind": "guess"}, "", "unknown kind"),
        ({**REPLICATIONS, "replications": 0}, "replications", "greater than or equal to 1"),
        ({**REPLICATIONS, "replications": 1001}, "replications", "less than or equal to 1000"),
        ({**REPLICATIONS, "seed": -1}, "seed", "greater than or equal to 0"),
        ({**REPLICATIONS, "untilSeconds": 1e9}, "untilSeconds", "less than or equal to 86400"),
        ({**REPLICATIONS, "warmUp": 300}, "warmUp", "does not end before the run does"),
        ({**REPLICATIONS, "scenario": "none-such"}, "scenario", "is not in the diagram"),
        ({**REPLICATIONS, "confidence": 1}, "confidence", "less than or equal to 0.9999"),
        ({**REPLICATIONS, "metrics": ["nodes.nope.utilisation"]}, "metrics.0", "no node 'nope'"),
        ({**REPLICATIONS, "metrics": ["nodes.orders.speed"]}, "metrics.0", "no measure 'speed'"),
        ({**REPLICATIONS, "metrics": ["ledger.gold"]}, "metrics.0", "no measure 'gold'"),
        ({**REPLICATIONS, "metrics": ["weather.rain"]}, "metrics.0", "is no metric"),
        ({**REPLICATIONS, "metrics": ["paths.clients->nope.p99_ms"]}, "metrics.0", "no two nodes"),
        ({**REPLICATIONS, "replications": 1000, "maxEvents": 200_000_000}, "maxEvents", "200,000,000,000 events"),
        ({**REPLICATIONS, "surprise": 1}, "surprise", "not a known key"),
        (of("nodes.orders.speed", 1), "parameters.0.path", "no setting"),
        (of("nodes.orders.name", "x"), "parameters.0.path", "neither a number nor a choice"),
        (of("title", "x"), "parameters.0.path", "no setting"),
        (of("nodes.orders.concurrency", 4, 0), "parameters.0.values.1", "greater than or equal to 1"),
        (of("nodes.orders.concurrency", 1.5), "parameters.0.values.0", "whole number"),
        (of("nodes.orders.retry.mode", "pray"), "parameters.0.values.0", "input should be"),
        ({**SWEEP, "parameters": SWEEP["parameters"] * 2}, "parameters.1.path", "is there twice"),
        ({**SWEEP, "parameters": SWEEP["parameters"] * 6}, "parameters", "at most 5"),
        ({**SWEEP, "metrics": []}, "metrics", "at least 1"),
        (
            {
                **SWEEP,
                "replications": 1000,
                "parameters": [{"path": "nodes.orders.concurrency", "range": {"first": 1, "last": 90, "step": 1}}],
            },
            "replications",
            "90 points × 1,000 replications = 90,000 runs",
        ),
        (
            {
                **SWEEP,
                "parameters": [
                    {"path": "nodes.orders.concurrency", "range": {"first": 1, "last": 90, "step": 1}},
                    {"path": "nodes.orders.instances", "range": {"first": 1, "last": 90, "step": 1}},
                ],
            },
            "parameters",
            "make 8,100 points",
        ),
        (
            {**SOLVE, "parameter": {"path": "nodes.orders.idempotent", "first": 0, "last": 1}},
            "parameter.path",
            "choice",
        ),
        ({**SOLVE, "parameter": {**SOLVE["parameter"], "first": 0}}, "parameter", "greater than or equal to 1"),
        ({**SOLVE, "parameter": {**SOLVE["parameter"], "step": 0.5}}, "parameter.step", "between whole numbers"),
        ({**SOLVE, "metric": "nodes.nope.utilisation"}, "metric", "no node 'nope'"),
        ({**SOLVE, "comparison": "="}, "comparison", "input should be"),
        ({**SOLVE, "replications": 50, "maxReplications": 40}, "", "as many replications"),
    ],
)
def test_a_bad_wish_gets_its_reason_and_starts_nothing(
    visitor: Visitor, diagram: Json, spec: Json, path: str, problem: str
) -> None:
    answer = asks(visitor, diagram, spec)
    assert answer.status_code == 400, answer.content
    problems = answer.json()["problems"]
    assert [one["path"] for one in problems] == [path], problems
    assert problem in problems[0]["problem"] or problem in (problems[0]["allowed"] or ""), problems
    assert visitor.get(f"/api/diagrams/{diagram['id']}/studies/").json() == []


def test_values_that_do_not_go_together_are_refused_before_anything_runs(visitor: Visitor) -> None:
    document = shop()
    document["nodes"]["orders"]["autoscaling"] = {"minInstances": 1, "maxInstances": 10}
    diagram = visitor.draws(document)
    parameters = [
        {"path": "nodes.orders.autoscaling.minInstances", "values": [1, 8]},
        {"path": "nodes.orders.autoscaling.maxInstances", "values": [4, 12]},
    ]
    (problem,) = asks(visitor, diagram, {**SWEEP, "parameters": parameters}).json()["problems"]
    assert problem["path"] == "parameters"
    assert "minInstances = 8" in problem["problem"]


def test_a_strangers_studies_cannot_be_seen_started_or_cancelled(visitor: Visitor, diagram: Json) -> None:
    study = starts(visitor, diagram, SWEEP)
    stranger = Visitor()
    stranger.draws()
    for asker in (stranger, Visitor()):
        assert asks(asker, diagram, SWEEP).status_code == 404
        assert asker.get(f"/api/studies/{study['id']}/").status_code == 404
        assert asker.get(f"/api/studies/{study['id']}.csv").status_code == 404
        assert asker.post(f"/api/studies/{study['id']}/cancel/").status_code == 404
        assert asker.get(f"/api/diagrams/{diagram['id']}/studies/").status_code == 404


def test_who_has_a_share_link_reads_studies_and_changes_none(visitor: Visitor, diagram: Json) -> None:
    study = starts(visitor, diagram, SWEEP)
    share = f"?share={visitor.shares(diagram)['token']}"
    guest = Visitor()
    assert guest.get(f"/api/studies/{study['id']}/{share}").json()["id"] == study["id"]
    assert len(guest.get(f"/api/diagrams/{diagram['id']}/studies/{share}").json()) == 1
    assert guest.get(f"/api/studies/{study['id']}.csv{share}").status_code == 200
    assert asks(guest, diagram, SWEEP, share).status_code == 404
    assert guest.post(f"/api/studies/{study['id']}/cancel/{share}").status_code == 404


def test_studies_are_listed_with_the_newest_first_and_without_results(visitor: Visitor, diagram: Json) -> None:
    started = [starts(visitor, diagram, {**SWEEP, "seed": seed})["id"] for seed in (1, 2)]
    listed = visitor.get(f"/api/diagrams/{diagram['id']}/studies/").json()
    assert [study["id"] for study in listed] == started[::-1]
    assert {study["result"] for study in listed} == {None}


def test_one_owner_has_three_at_a_time_and_cancelling_makes_room(visitor: Visitor, diagram: Json) -> None:
    studies = [starts(visitor, diagram, SWEEP) for _ in range(3)]
    answer = asks(visitor, diagram, SWEEP)
    assert (answer.status_code, "3 of your studies" in answer.json()["detail"]) == (403, True)
    cancelled = visitor.post(f"/api/studies/{studies[0]['id']}/cancel/").json()
    assert cancelled["status"] == "cancelled"
    assert reads(visitor, cancelled)["status"] == "cancelled"
    starts(visitor, diagram, SWEEP)


def test_one_address_has_six_however_many_sessions_it_takes(visitor: Visitor, diagram: Json) -> None:
    for _ in range(2):
        someone = Visitor()
        theirs = someone.draws(shop())
        for _ in range(3):
            starts(someone, theirs, SWEEP)
    answer = asks(visitor, diagram, SWEEP)
    assert (answer.status_code, "6 studies from your address" in answer.json()["detail"]) == (403, True)
    elsewhere = Visitor(REMOTE_ADDR="192.0.2.7")
    starts(elsewhere, elsewhere.draws(shop()), SWEEP)
