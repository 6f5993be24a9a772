"""What a service takes up, and when: rate limits, cold starts, instances that follow the lag."""

import pytest

from apps.engine import Simulation, accounts, compile_document
from apps.engine.replay import play
from apps.schema.faults import Crash
from apps.schema.operations import Scale
from tests.engine.small import constant, document, exponential, queue, service, source

LIMIT = {"perSecond": 50, "burst": 10}


@pytest.mark.parametrize("concurrency", [1, 5, 50])
@pytest.mark.parametrize("instances", [1, 3])
def test_a_rate_limit_holds_messages_back(concurrency: int, instances: int) -> None:
    consumer = service(constant(1), instances, concurrency, rateLimit=LIMIT)
    results, _ = play(queue(200.0, consumer), until=60.0)
    assert results.nodes["consumer"].completed == pytest.approx(10 + 60 * 50, abs=2)
    assert results.nodes["consumer"].waiting > 8_000


def test_a_rate_limit_below_which_messages_come_holds_nothing_back() -> None:
    results, _ = play(queue(20.0, service(constant(1), concurrency=5, rateLimit=LIMIT), kind="constant"), until=60.0)
    latency = results.nodes["consumer"].latency
    assert latency is not None
    assert latency.max_ms == pytest.approx(1.0, rel=0.02)


def test_tokens_are_saved_up_to_the_burst_and_no_further() -> None:
    consumer = service(constant(1), concurrency=50, rateLimit={"perSecond": 1, "burst": 7})
    crash = [Crash(target="source", at_seconds=0, duration_seconds=100)]
    results, _ = play(queue(100.0, consumer), until=102.0, faults=crash)
    assert results.nodes["consumer"].completed == pytest.approx(7 + 2, abs=1)


def test_a_rate_limit_makes_calls_wait() -> None:
    nodes = {"source": source(200.0), "limited": service(constant(1), concurrency=50, rateLimit=LIMIT)}
    edges = {"call": {"kind": "call", "source": "source", "target": "limited"}}
    results, _ = play(document(nodes, edges), until=60.0)
    assert results.nodes["limited"].completed == pytest.approx(10 + 60 * 50, abs=2)


def test_an_instance_works_only_after_its_cold_start() -> None:
    simulation = Simulation(compile_document(queue(50.0, service(constant(1), coldStartMs=5_000))), 1)
    simulation.inject("crash", Crash(target="consumer", at_seconds=10, duration_seconds=2))
    consumer = simulation.program.station_index["consumer"]
    for moment, up in [(9.9, 1), (10.1, 0), (12.1, 0), (16.9, 0), (17.1, 1)]:
        simulation.advance(moment)
        assert simulation.arena.view("stations")["up_instances"][consumer] == up


CHANNELS = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "sqs": "sqs_queue",
    "redis": "redis_stream",
    "nats": "nats_stream",
}


@pytest.mark.parametrize("broker", CHANNELS)
def test_instances_follow_the_lag_of_any_broker_after_their_cold_start(broker: str) -> None:
    scaled = service(
        constant(100),
        coldStartMs=3_000,
        autoscaling={"minInstances": 1, "maxInstances": 6, "targetLag": 20, "everySeconds": 1, "cooldownSeconds": 0}
        | {"scaleDownStabilizationSeconds": 30},
    )
    nodes = {
        "source": source(30.0),
        "broker": {"kind": broker},
        "channel": {"kind": CHANNELS[broker], "parent": "broker"},
        "consumer": scaled,
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer"},
    }
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    station = simulation.program.station_index["consumer"]
    simulation.advance(2.0)
    assert simulation.arena.view("stations")["up_instances"][station] == 1
    simulation.advance(60.0)
    assert simulation.arena.view("stations")["up_instances"][station] > 2
    simulation.inject("quiet", Crash(target="source"))
    simulation.advance(200.0)
    assert simulation.arena.view("stations")["up_instances"][station] == 1


def test_what_waits_for_two_subscriptions_of_one_group_counts_once_for_the_autoscaler() -> None:
    """The 300 that wait at the first look are twice the target, whether they are read over one edge or over two."""

    def wanted(edges: int) -> int:
        scaled = service(
            constant(60_000),
            autoscaling={"maxInstances": 10, "targetLag": 150, "everySeconds": 10, "cooldownSeconds": 0},
        )
        nodes = {
            "source": source(30.0, kind="constant"),
            "broker": {"kind": "rabbitmq"},
            "channel": {"kind": "rabbitmq_queue", "parent": "broker"},
            "consumer": scaled,
        }
        reads: dict[str, object] = {
            f"subscribe-{number}": {"kind": "subscribe", "source": "channel", "target": "consumer"}
            for number in range(edges)
        }
        publish = {"kind": "publish", "source": "source", "target": "channel"}
        simulation = Simulation(compile_document(document(nodes, {"publish": publish, **reads})), 1)
        simulation.advance(10.5)
        return int(simulation.arena.view("stations")["wanted"][simulation.program.station_index["consumer"]])

    assert wanted(1) == wanted(2) == 2


@pytest.mark.parametrize("broker", CHANNELS)
def test_an_instance_that_is_stopped_finishes_what_it_has_and_comes_back_with_all_its_slots(broker: str) -> None:
    nodes = {
        "source": source(100.0),
        "broker": {"kind": broker},
        "channel": {"kind": CHANNELS[broker], "parent": "broker"},
        "consumer": service(exponential(50), 2, 4),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer"},
    }
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.inject("quiet", Crash(target="source", at_seconds=20))
    for moment in range(1, 19):
        simulation.operate(Scale(target="consumer", instances=1 + moment % 2, at_seconds=moment))
    simulation.advance(19.0)
    assert min(simulation.arena.view("instances")["busy"]) >= 0
    simulation.advance(80.0)
    assert simulation.arena.view("instances")["busy"].tolist() == [0, 0]
    assert simulation.arena.view("consumers")["active"].sum() == 0
    ledger = accounts.ledger(simulation.arena)
    assert (ledger.in_flight, ledger.duplicate_effects) == (0, 0)
    assert ledger.completed == ledger.published > 1_500
