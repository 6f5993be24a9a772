"""Utilisation is the share of the slots that there were: also after a crash, and while instances come and go."""

from typing import Any

import pytest

from apps.engine.replay import play
from apps.engine.statistics.replications import replicate
from apps.schema import Document
from apps.schema.faults import Crash
from apps.schema.operations import Scale, Tune
from tests.engine.small import constant, document, queue, service, source

UTILISATION = "nodes.consumer.utilisation"
IDLE = {"maxInstances": 2, "everySeconds": 86_400}
"""An autoscaler that makes room for another instance and never looks."""


def utilisation(design: Document, until: float, **disturbed: Any) -> tuple[float, float]:
    """As the run's result has it, and as a replication does."""
    found = play(design, until=until, **disturbed)[0].nodes["consumer"].utilisation
    assert found is not None
    again = replicate(design, [1], until, metrics=[UTILISATION], **disturbed).estimates[UTILISATION]
    return found, again.mean


def both(value: float) -> Any:
    return (pytest.approx(value, rel=0.05), pytest.approx(value, rel=0.05))


@pytest.mark.parametrize("seconds", [None, 20.0])
def test_an_instance_that_is_down_has_no_slots(seconds: float | None) -> None:
    """50 a second, 100 ms: 5 of 8 slots, until it crashes."""
    down = Crash(target="consumer", at_seconds=40, duration_seconds=seconds)
    until = 60.0
    found = utilisation(queue(50.0, service(constant(100), concurrency=8)), until, faults=[down])
    assert found == both(5 / 8)


def test_slots_that_are_added_count_from_then_on() -> None:
    """30 a second, 100 ms: 3 of 10 slots for half of the time, 3 of 20 for the other."""
    design = queue(30.0, service(constant(100), concurrency=10, autoscaling=IDLE))
    more = Scale(target="consumer", instances=2, at_seconds=50)
    assert utilisation(design, 100.0, operations=[more]) == both(3 * 100 / (10 * 50 + 20 * 50))


def test_slots_that_are_taken_away_count_until_then() -> None:
    design = queue(30.0, service(constant(100), concurrency=20))
    fewer = Tune(target="consumer", number="concurrency", value=10, at_seconds=50)
    assert utilisation(design, 100.0, operations=[fewer]) == both(3 * 100 / (20 * 50 + 10 * 50))


def test_it_is_never_more_than_all_while_instances_follow_the_lag() -> None:
    scaling = {"minInstances": 1, "maxInstances": 20, "targetLag": 5, "everySeconds": 1, "cooldownSeconds": 2}
    scaling |= {"scaleDownStabilizationSeconds": 0}
    nodes = {"source": source(200.0), "consumer": service(constant(50), concurrency=1, autoscaling=scaling)}
    call = {"kind": "call", "source": "source", "target": "consumer", "timeoutMs": 100_000}
    found = utilisation(document(nodes, {"call": call}), 120.0)
    assert max(found) <= 1.0
    assert found[0] == pytest.approx(found[1])
    assert found[0] > 0.7


def test_what_waits_for_a_consumer_with_two_subscriptions_of_one_group_counts_once() -> None:
    nodes = {
        "source": source(100.0),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 0},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "consumer": service(constant(100), concurrency=1),
    }
    edges: dict[str, Any] = {"publish": {"kind": "publish", "source": "source", "target": "queue"}}
    for name in ("one", "other"):
        edges[name] = {"kind": "subscribe", "source": "queue", "target": "consumer"}
    results, simulation = play(document(nodes, edges), until=60.0)
    assert results.nodes["consumer"].waiting == results.nodes["queue"].waiting > 1_000
    assert results.nodes["consumer"].mean_waiting == pytest.approx(results.nodes["queue"].mean_waiting)
    assert results.nodes["consumer"].mean_waiting_interval is not None
    assert simulation.time == 60.0
