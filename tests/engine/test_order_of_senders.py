"""What one sender sends over a connection keeps its order, whatever holds some of it up on the way."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.replay import play
from apps.schema import Document
from apps.schema.faults import AddedLatency, Crash, DiskFull, Fault, MemoryAlarm, NetworkPartition, PacketLoss, Reorder
from tests.engine.small import constant, document, service, source

CHANNELS = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "redis": "redis_stream",
    "nats": "nats_stream",
}
UP_TO = {"at_seconds": 10, "duration_seconds": 3.03}
STRIKES: dict[str, Fault] = {
    "cut": NetworkPartition(target="publish", **UP_TO),  # type: ignore[arg-type]
    "lossy": PacketLoss(target="publish", percent=20),
    "jitter": AddedLatency(target="publish", added_ms=1, jitter_ms=100),
    "jitter at the broker": AddedLatency(target="broker", added_ms=1, jitter_ms=100),
    "late for a while": AddedLatency(target="publish", added_ms=500, **UP_TO),  # type: ignore[arg-type]
    "broker late for a while": AddedLatency(target="broker", added_ms=500, **UP_TO),  # type: ignore[arg-type]
    "disk full": DiskFull(target="broker", **UP_TO),  # type: ignore[arg-type]
    "broker down": Crash(target="broker", **UP_TO),  # type: ignore[arg-type]
}


def sent_by_one(broker: str, **publish: Any) -> Document:
    """200 messages a second of ten keys, taken one after the other."""
    nodes = {
        "source": source(200.0),
        # Servers that are lost for three seconds hand over nothing.
        "broker": {"kind": broker, **({"nodes": 1} if broker == "nats" else {})},
        "channel": {"kind": CHANNELS[broker], "parent": "broker", **({"replicas": 1} if broker == "nats" else {})},
        "consumer": service(constant(1)),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel", **publish},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer", "latencyMs": 0},
    }
    return document(nodes, edges, {"event": {"name": "Event", "keyCount": 10}})


@pytest.mark.parametrize("strike", STRIKES)
@pytest.mark.parametrize("broker", CHANNELS)
def test_order_survives_what_is_late_or_tried_again(broker: str, strike: str) -> None:
    results, _ = play(sent_by_one(broker), until=40.0, faults=[STRIKES[strike]])
    assert results.ledger.balanced
    assert results.ledger.lost == results.ledger.dropped == 0
    assert results.ledger.completed == pytest.approx(results.ledger.published, abs=120)
    assert results.groups[0].order_violations == 0


@pytest.mark.parametrize("confirms", [True, False])
def test_a_blocked_connection_keeps_order_with_confirms_and_without(confirms: bool) -> None:
    alarm = MemoryAlarm(target="broker", **UP_TO)  # type: ignore[arg-type]
    results, _ = play(sent_by_one("rabbitmq", confirms=confirms), until=40.0, faults=[alarm])
    assert results.ledger.lost == 0
    assert results.groups[0].order_violations == 0


def test_messages_that_are_reordered_are_overtaken() -> None:
    results, _ = play(sent_by_one("kafka"), until=40.0, faults=[Reorder(target="publish", percent=20, by_ms=200)])
    assert results.groups[0].order_violations > 500


def test_nothing_waits_at_its_sender_any_more_when_all_is_healed() -> None:
    simulation = Simulation(compile_document(sent_by_one("redis")), 1)
    for name in ("cut", "lossy", "disk full"):
        simulation.inject(name, STRIKES[name])
    simulation.advance(12.0)
    edge = simulation.program.edge_index["publish"]
    assert simulation.arena.view("edges")["held"][edge] > 300
    simulation.heal_all()
    assert int(simulation.arena.state["disturbed"][0]) > 0
    simulation.advance(20.0)
    assert simulation.arena.view("edges")["held"][edge] == 0
    assert int(simulation.arena.state["disturbed"][0]) == 0


def test_who_gives_up_makes_room_for_those_behind() -> None:
    nodes_lost = NetworkPartition(target="publish", at_seconds=10, duration_seconds=10)
    raw = sent_by_one("redis").model_dump(mode="json", by_alias=True)
    raw["nodes"]["broker"]["deliveryTimeoutMs"] = 2_000
    results, _ = play(Document.model_validate(raw), until=40.0, faults=[nodes_lost])
    assert results.ledger.lost == pytest.approx(8 * 200, rel=0.08)
    assert results.groups[0].order_violations == 0
    assert results.ledger.balanced
