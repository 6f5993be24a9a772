"""Messages that are larger than their broker takes: refused at once, lost for that cause, and nothing else is."""

from math import exp, sqrt
from typing import Any

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger, ledgers_by_channel, requests
from apps.engine.lab import Lab
from apps.engine.layout import MAY_BE_TOO_LARGE
from apps.engine.replay import play
from apps.schema import Document
from tests.engine.small import constant, document, service

TOO_LARGE = "larger than the broker takes"
MIB = 1_048_576

BROKERS: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], int]] = {
    # broker, its settings, the channel's, the publish edge's, and the largest message that gets in
    "kafka_topic": ("kafka", {}, {}, {}, MIB - 88),
    "kafka_topic, smaller batches": ("kafka", {}, {"maxMessageBytes": 1_000}, {}, 1_000 - 73),
    "kafka_topic, smaller requests": ("kafka", {}, {}, {"maxRequestBytes": 2_000}, 2_000 - 88),
    "rabbitmq_queue": ("rabbitmq", {}, {}, {}, 16 * MIB),
    "rabbitmq_queue, 3.13": ("rabbitmq", {"version": "3.13"}, {}, {}, 128 * MIB),
    "rabbitmq_queue, set": ("rabbitmq", {"maxMessageBytes": 5_000}, {}, {}, 5_000),
    "sqs_queue": ("sqs", {}, {}, {}, MIB),
    "sqs_queue, set": ("sqs", {}, {"maxMessageBytes": 1_024}, {}, 1_024),
    "redis_stream": ("redis", {}, {}, {}, 512 * MIB),
    "redis_stream, set": ("redis", {"maxBulkBytes": MIB}, {}, {}, MIB),
    "nats_stream": ("nats", {}, {}, {}, MIB),
    "nats_stream, servers": ("nats", {"maxPayloadBytes": 64 * MIB}, {}, {}, 64 * MIB),
    "nats_stream, set": ("nats", {}, {"maxMessageBytes": 700}, {}, 700),
}


def drawn(
    case: str, source: dict[str, Any] | None = None, sizes: dict[str, Any] | None = None, **worker: Any
) -> Document:
    broker, of_broker, of_channel, of_edge, _ = BROKERS[case]
    kind = case.split(",")[0]
    return document(
        {
            "source": source or {"kind": "trace", "points": []},
            "broker": {"kind": broker, "latencyMs": 0, **of_broker},
            "channel": {"kind": kind, "parent": "broker", **of_channel},
            "worker": service(constant(1), concurrency=100, **worker),
        },
        {
            "send": {"kind": "publish", "source": "source", "target": "channel", **of_edge},
            "read": {"kind": "subscribe", "source": "channel", "target": "worker", "latencyMs": 0},
        },
        {"event": {"name": "Event", "keyCount": 100, **(sizes or {})}},
    )


def drained(lab: Lab, service: str = "worker") -> list[int]:
    """After what lingers at a producer has gone."""
    lab.advance(0.1)
    found = []
    while (delivery := lab.poll(service)) is not None:
        found.append(delivery.message)
        lab.ack(delivery)
    return found


@pytest.mark.parametrize("case", BROKERS)
def test_the_largest_message_gets_in_and_one_byte_more_does_not(case: str) -> None:
    lab, most = Lab(drawn(case)), BROKERS[case][-1]
    for size in (most, most + 1, 1):
        lab.publish("source", "event", key=1, size=size)
    assert drained(lab) == [1, 3]
    books = ledger(lab.simulation.arena)
    assert books.balanced
    assert (books.published, books.completed, books.lost) == (3, 2, 1)
    assert causes(lab.simulation.arena) == {TOO_LARGE: 1}
    assert [(number, cause) for number, _, cause in lab.endings()] == [(2, TOO_LARGE)]


def clients(per_second: float = 1_000.0) -> dict[str, Any]:
    return {
        "kind": "clients",
        "workload": {"kind": "constant", "perSecond": per_second},
        "sends": [{"eventType": "event"}],
    }


@pytest.mark.parametrize("case", [case for case in BROKERS if BROKERS[case][-1] <= 16 * MIB])
def test_of_sizes_that_are_drawn_so_many_are_lost_as_are_larger(case: str) -> None:
    most, count = BROKERS[case][-1], 4_000
    sizes = {"sizeBytes": max(1, most // 2), "sizeDistribution": "exponential"}
    results, _ = play(drawn(case, clients(), sizes), until=count / 1_000.0)
    share, published = exp(-2.0), results.ledger.published
    assert results.ledger.balanced
    lost = results.causes[TOO_LARGE]
    assert results.ledger.lost == lost
    assert abs(lost - published * share) < 5.0 * sqrt(published * share * (1.0 - share)) + published / most


def test_uniform_sizes_reach_twice_the_mean() -> None:
    case = "sqs_queue, set"
    within, over = ({"sizeBytes": size, "sizeDistribution": "uniform"} for size in (512, 513))
    assert play(drawn(case, clients(), within), until=1.0)[0].causes == {}
    assert play(drawn(case, clients(100_000.0), over), until=1.0)[0].causes[TOO_LARGE] > 0


@pytest.mark.parametrize("case", [case for case in BROKERS if BROKERS[case][-1] < 512 * MIB])
def test_a_recorded_size_is_held_to_the_limit(case: str) -> None:
    most = BROKERS[case][-1]
    points = [{"at": 0.1 * n, "eventType": "event", "size": most + n % 2} for n in range(10)]
    results, _ = play(drawn(case, {"kind": "trace", "points": points}), until=5.0)
    assert (results.ledger.completed, results.causes) == (5, {TOO_LARGE: 5})


def test_nobody_looks_where_no_message_can_be_too_large() -> None:
    """What is known when the document is compiled costs nothing when it is played."""

    def looked_at(sizes: dict[str, Any]) -> bool:
        routes = compile_document(drawn("nats_stream, set", clients(), sizes)).tables["routes"]
        return bool(np.any(routes["unusual"] & MAY_BE_TOO_LARGE))

    assert not looked_at({"sizeBytes": 700})
    assert looked_at({"sizeBytes": 701})
    assert not looked_at({"sizeBytes": 350, "sizeDistribution": "uniform"})
    assert looked_at({"sizeBytes": 351, "sizeDistribution": "uniform"})
    assert looked_at({"sizeBytes": 1, "sizeDistribution": "exponential"})


def derived(big: dict[str, Any], small: dict[str, Any]) -> Document:
    """source -> service by call, of one event type; the service sends another to two streams."""
    nodes = {
        "source": {**clients(), "sends": [{"eventType": "upload"}]},
        "shop": service(constant(0.1), concurrency=100),
        "broker": {"kind": "nats", "latencyMs": 1},
        **{name: {"kind": "nats_stream", "parent": "broker", "maxMessageBytes": 1_000} for name in ("one", "two")},
        "worker": service(constant(0.1), concurrency=100),
    }
    nodes["shop"]["handlers"] = {"h": {"on": "upload", "outcomes": [{"emits": ["uploaded"]}]}}
    edges: dict[str, Any] = {"begin": {"kind": "call", "source": "source", "target": "shop"}}
    for name in ("one", "two"):
        edges[f"to-{name}"] = {"kind": "publish", "source": "shop", "target": name}
        edges[f"from-{name}"] = {"kind": "subscribe", "source": name, "target": "worker"}
    return document(nodes, edges, {"upload": {"name": "Upload", **big}, "uploaded": {"name": "Uploaded", **small}})


def test_what_is_sent_because_of_something_large_is_as_large_as_its_own_type() -> None:
    """A claim check: the payload stays where it is, and a small event says where."""
    assert play(derived({"sizeBytes": 50_000_000}, {"sizeBytes": 1_000}), until=2.0)[0].causes == {}


def test_what_is_sent_because_of_something_small_may_be_too_large() -> None:
    results, _ = play(derived({"sizeBytes": 10}, {"sizeBytes": 1_001}), until=2.0)
    assert results.causes == {TOO_LARGE: results.ledger.published}


def test_an_event_is_of_one_size_wherever_it_goes() -> None:
    _, simulation = play(derived({}, {"sizeBytes": 500, "sizeDistribution": "exponential"}), until=4.0)
    one, two = (dict(zip(simulation.program.channels, ledgers_by_channel(simulation.arena), strict=True))[name]
                for name in ("one", "two"))  # fmt: skip
    assert one.lost == two.lost
    share = exp(-2.0)
    assert abs(one.lost - one.published * share) < 5.0 * sqrt(one.published * share * (1.0 - share))


def test_of_what_an_exchange_would_copy_every_copy_is_lost_and_the_edge_fails_once() -> None:
    nodes = {
        "source": {"kind": "trace", "points": []},
        "broker": {"kind": "rabbitmq", "latencyMs": 0, "maxMessageBytes": 1_000},
        "exchange": {"kind": "rabbitmq_exchange", "parent": "broker", "exchangeType": "fanout"},
        **{name: {"kind": "rabbitmq_queue", "parent": "broker"} for name in ("one", "two")},
    }
    edges = {
        "send": {"kind": "publish", "source": "source", "target": "exchange"},
        **{
            name + "-bound": {"kind": "subscribe", "source": "exchange", "target": name, "latencyMs": 0}
            for name in ("one", "two")
        },
    }
    lab = Lab(document(nodes, edges))
    lab.publish("source", "event", size=1_001)
    lab.publish("source", "event", size=1_000)
    assert (lab.depth("one"), lab.depth("two")) == (1, 1)
    books = ledgers_by_channel(lab.simulation.arena)
    assert all(one.balanced for one in books)
    assert causes(lab.simulation.arena) == {TOO_LARGE: 2}
    assert int(lab.simulation.arena.view("edges")["failed"].sum()) == 1


def fan_out(topic: dict[str, Any] | None = None, queue: dict[str, Any] | None = None) -> Lab:
    """An SNS topic with a queue that is read and a subscriber over HTTP."""
    nodes = {
        "source": {"kind": "trace", "points": []},
        "aws": {"kind": "sqs", "latencyMs": 0},
        "topic": {"kind": "sns_topic", "parent": "aws", **(topic or {})},
        "queue": {"kind": "sqs_queue", "parent": "aws", **(queue or {})},
        "worker": service(constant(1), concurrency=100),
    }
    edges = {
        "send": {"kind": "publish", "source": "source", "target": "topic"},
        "copy": {"kind": "subscribe", "source": "topic", "target": "queue"},
        "read": {"kind": "subscribe", "source": "queue", "target": "worker", "latencyMs": 0},
    }
    if not topic:
        nodes["web"] = service(constant(1), concurrency=100)
        edges["push"] = {"kind": "subscribe", "source": "topic", "target": "web", "latencyMs": 0}
    return Lab(document(nodes, edges))


def test_a_topic_takes_a_quarter_of_a_mebibyte() -> None:
    lab = fan_out()
    for size in (262_144, 262_145):
        lab.publish("source", "event", size=size)
    assert (drained(lab), drained(lab, "web")) == ([1], [1])
    assert causes(lab.simulation.arena) == {TOO_LARGE: 2}


def test_a_topic_that_is_set_to_more_takes_more() -> None:
    lab = fan_out({"maxMessageBytes": MIB})
    for size in (MIB, MIB + 1):
        lab.publish("source", "event", size=size)
    assert drained(lab) == [1]


def test_what_a_topic_takes_and_its_queue_does_not_is_lost_on_the_way() -> None:
    lab = fan_out(queue={"maxMessageBytes": 1_024})
    lab.publish("source", "event", size=1_025)
    assert (drained(lab), drained(lab, "web")) == ([], [1])
    assert causes(lab.simulation.arena) == {TOO_LARGE: 1}


@pytest.mark.parametrize(("confirms", "timed_out"), [(True, 0), (False, 1)])
def test_a_caller_that_waits_for_confirms_hears_that_its_request_was_too_large(confirms: bool, timed_out: int) -> None:
    nodes = {
        "source": {"kind": "trace", "points": [{"at": 0.0, "eventType": "event", "size": 5_000}]},
        "caller": service(constant(0)),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 1, "maxMessageBytes": 4_999},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "worker": service(constant(1)),
    }
    edges = {
        "begin": {"kind": "call", "source": "source", "target": "caller", "timeoutMs": 60_000},
        "ask": {"kind": "call", "source": "caller", "target": "queue", "timeoutMs": 500, "confirms": confirms},
        "read": {"kind": "subscribe", "source": "queue", "target": "worker"},
    }
    results, simulation = play(document(nodes, edges), until=2.0)
    assert results.ledger.balanced
    assert results.causes == {TOO_LARGE: 1}
    counted = requests(simulation.arena)
    assert counted.balanced
    assert (counted.timed_out, counted.refused) == (timed_out, 1 - timed_out)


def test_the_relay_of_an_outbox_gives_up_what_is_too_large() -> None:
    """To try for ever would hold back all that is behind it."""
    points = [{"at": 0.1 * n, "eventType": "event", "size": 900 if n == 1 else 100} for n in range(3)]
    nodes = {
        "source": {"kind": "trace", "points": points},
        "orders": service(constant(1)),
        "base": {"kind": "database", "outbox": {"relayIntervalMs": 10}},
        "broker": {"kind": "nats", "latencyMs": 1},
        "channel": {"kind": "nats_stream", "parent": "broker", "maxMessageBytes": 800},
        "worker": service(constant(1)),
    }
    edges = {
        "begin": {"kind": "call", "source": "source", "target": "orders"},
        "keep": {"kind": "write", "source": "orders", "target": "base"},
        "relay": {"kind": "publish", "source": "base", "target": "channel"},
        "read": {"kind": "subscribe", "source": "channel", "target": "worker"},
    }
    results, _ = play(document(nodes, edges), until=5.0)
    assert (results.ledger.published, results.ledger.completed, results.causes) == (3, 2, {TOO_LARGE: 1})


@pytest.mark.parametrize("case", ["kafka_topic", "rabbitmq_queue, set", "redis_stream, set"])
def test_a_snapshot_of_it_goes_on_as_it_would_have(case: str) -> None:
    sizes = {"sizeBytes": BROKERS[case][-1], "sizeDistribution": "exponential"}
    program = compile_document(drawn(case, clients(200.0), sizes))
    whole, first = Simulation(program, 5), Simulation(program, 5)
    whole.advance(3.0)
    first.advance(1.234)
    again = Simulation.restore(program, first.snapshot())
    again.advance(3.0)
    assert again.digest() == whole.digest()
    assert causes(again.arena)[TOO_LARGE] > 0
