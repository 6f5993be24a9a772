"""Documents that cannot make progress: refused with the reason, or run as far as they get, everything accounted for."""

from typing import Any

import pytest

from apps.engine import Simulation, accounts, compile_document
from apps.schema import Document, DocumentInvalid, read_faults
from tests.engine.small import constant, document, service, source

MOST_EVENTS = 20_000


CIRCLES = [["a", "b"], ["a", "b", "c"]]


@pytest.mark.parametrize("circle", CIRCLES, ids=len)
def test_a_circle_of_synchronous_calls_is_refused_with_the_reason(circle: list[str]) -> None:
    following = [*circle[1:], circle[0]]
    nodes = {"source": source(20.0), **{name: service(constant(1)) for name in circle}}
    calls = {
        f"ask-{one}": {"kind": "call", "source": one, "target": other}
        for one, other in [("source", "a"), *zip(circle, following, strict=True)]
    }
    with pytest.raises(DocumentInvalid, match="closes a circle of synchronous calls"):
        document(nodes, calls)


def test_a_node_that_would_wait_for_itself_is_refused() -> None:
    nodes = {"source": source(20.0), "a": service(constant(1))}
    with pytest.raises(DocumentInvalid, match="cannot connect to itself"):
        document(nodes, {"itself": {"kind": "call", "source": "a", "target": "a"}})


TOO_OFTEN: dict[str, dict[str, Any]] = {
    "a clock": {"source": {"kind": "schedule", "everySeconds": 1e-9, "sends": [{"eventType": "event"}]}},
    "a recording": {
        "source": {"kind": "trace", "points": [{"at": 0, "eventType": "event"}], "repeatEverySeconds": 1e-9}
    },
    "bursts": {"source": {**source(1.0), "workload": {"kind": "burst", "onSeconds": 1e-9, "offSeconds": 1}}},
    "pauses": {"source": {**source(1.0), "workload": {"kind": "burst", "onSeconds": 1, "offSeconds": 1e-9}}},
    "an autoscaler": {"a": service(constant(1), autoscaling={"everySeconds": 1e-9})},
}


@pytest.mark.parametrize("node", TOO_OFTEN)
def test_what_would_happen_more_often_than_time_can_go_on_is_refused_with_the_limit(node: str) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        document(TOO_OFTEN[node], {})
    assert "at least 0." in refused.value.problems[0].allowed


def test_so_is_a_rebalance_storm() -> None:
    nodes = {"kafka": {"kind": "kafka"}, "topic": {"kind": "kafka_topic", "parent": "kafka"}}
    storm = {"kind": "rebalance_storm", "target": "topic", "everySeconds": 1e-9}
    with pytest.raises(DocumentInvalid) as refused:
        read_faults([storm], document(nodes, {}))
    assert "at least 0." in refused.value.problems[0].allowed


def waiting_for_its_own_answer() -> Document:
    """A service asks another and waits; that one answers over a queue, which the first reads when it is done waiting:
    a circle that no rule sees, in which every slot is held until its timeout."""
    nodes = {
        "source": source(20.0),
        "a": service(constant(1), concurrency=2),
        "b": service(constant(60_000), concurrency=2),
        "rabbit": {"kind": "rabbitmq"},
        "answers": {"kind": "rabbitmq_queue", "parent": "rabbit"},
    }
    edges = {
        "ask": {"kind": "call", "source": "source", "target": "a", "timeoutMs": 500},
        "on": {"kind": "call", "source": "a", "target": "b", "timeoutMs": 500, "retries": 20},
        "publish": {"kind": "publish", "source": "b", "target": "answers"},
        "read": {"kind": "subscribe", "source": "answers", "target": "a"},
    }
    return document(nodes, edges)


def sending_in_no_time() -> Document:
    """What is handled is sent back to where it came from, without any delay: it multiplies and never ends."""
    nodes = {
        "source": source(5.0),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 0},
        "there": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "back": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        **{name: service(constant(0), concurrency=100) for name in ("a", "b")},
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "there"},
        "to-a": {"kind": "subscribe", "source": "there", "target": "a", "latencyMs": 0},
        "on": {"kind": "publish", "source": "a", "target": "back"},
        "to-b": {"kind": "subscribe", "source": "back", "target": "b", "latencyMs": 0},
        "again": {"kind": "publish", "source": "b", "target": "there"},
    }
    return document(nodes, edges)


def queues_nobody_reads() -> Document:
    channels = {
        "rabbitmq": "rabbitmq_queue",
        "sqs": "sqs_queue",
        "kafka": "kafka_topic",
        "redis": "redis_stream",
        "nats": "nats_stream",
    }
    nodes: dict[str, Any] = {"source": source(50.0)}
    edges: dict[str, Any] = {}
    for broker, channel in channels.items():
        nodes |= {broker: {"kind": broker}, f"in-{broker}": {"kind": channel, "parent": broker}}
        edges[f"to-{broker}"] = {"kind": "publish", "source": "source", "target": f"in-{broker}"}
    return document(nodes, edges)


def failing_for_ever() -> Document:
    """Every attempt fails and is put back at once, without any wait, into a queue that has no delivery limit."""
    nodes = {
        "source": source(5.0),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 0, "version": "3.13"},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit", "queueType": "classic"},
        "a": service(constant(0), failurePercent=100, retry={"maxRetries": 100, "mode": "requeue", "backoff": "none"}),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "subscribe": {"kind": "subscribe", "source": "queue", "target": "a", "latencyMs": 0},
    }
    return document(nodes, edges)


@pytest.mark.parametrize(
    "stuck",
    [
        waiting_for_its_own_answer,
        sending_in_no_time,
        queues_nobody_reads,
        failing_for_ever,
    ],
)
def test_a_document_that_cannot_get_on_runs_within_its_budget_and_accounts_for_everything(stuck: Any) -> None:
    simulation = Simulation(compile_document(stuck()), 1)
    simulation.advance(5.0, MOST_EVENTS)
    assert simulation.events <= MOST_EVENTS
    assert simulation.time > 0.0
    assert accounts.ledger(simulation.arena).balanced
    assert accounts.requests(simulation.arena).balanced


def test_who_waits_in_vain_is_let_go_by_the_timeouts() -> None:
    simulation = Simulation(compile_document(waiting_for_its_own_answer()), 1)
    assert simulation.advance(5.0, 500_000)
    asked = accounts.requests(simulation.arena)
    assert asked.timed_out > 0
    assert asked.answered == 0


def test_what_nobody_reads_waits_or_is_counted_as_unread() -> None:
    simulation = Simulation(compile_document(queues_nobody_reads()), 1)
    assert simulation.advance(5.0, 500_000)
    ledger = accounts.ledger(simulation.arena)
    assert ledger.completed == 0
    assert ledger.in_flight > 0
    assert accounts.causes(simulation.arena)["nobody reads it"] > 0
