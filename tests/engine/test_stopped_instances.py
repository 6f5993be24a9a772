"""Instances that are stopped in order finish what they have and leave nothing behind, whatever the broker."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.schema import Document
from apps.schema.operations import Scale, Seek
from tests.engine.small import constant, document, service

CHANNELS: dict[str, tuple[str, dict[str, Any]]] = {
    "quorum queue": ("rabbitmq", {"kind": "rabbitmq_queue"}),
    "classic queue": ("rabbitmq", {"kind": "rabbitmq_queue", "queueType": "classic"}),
    "single active consumer": ("rabbitmq", {"kind": "rabbitmq_queue", "singleActiveConsumer": True}),
    "topic": ("kafka", {"kind": "kafka_topic"}),
    "standard queue": ("sqs", {"kind": "sqs_queue"}),
    "fifo queue": ("sqs", {"kind": "sqs_queue", "fifo": True}),
    "redis stream": ("redis", {"kind": "redis_stream"}),
    "nats stream": ("nats", {"kind": "nats_stream"}),
    "event store": ("", {"kind": "event_store"}),
}


def scaled_back_and_forth(channel: str, seconds: float, **consumer: Any) -> tuple[Document, list[Scale]]:
    """100 messages a second until `seconds`, of 50 ms each, for four instances of four slots or one of them."""
    broker, settings = CHANNELS[channel]
    steps = [{"atSeconds": 0, "perSecond": 100}, {"atSeconds": seconds, "perSecond": 0}]
    source = {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": [{"eventType": "event"}]}
    nodes = {
        "source": source,
        "channel": {**({"parent": "broker"} if broker else {}), **settings},
        "consumer": service(constant(50), instances=4, concurrency=4, **consumer),
    }
    nodes |= {"broker": {"kind": broker}} if broker else {}
    edges = {
        "publish": {"kind": "publish" if broker else "write", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer", "prefetch": 8},
    }
    scales = [Scale(target="consumer", at_seconds=2.0 * n, instances=1 if n % 2 else 4) for n in range(1, 10)]
    return document(nodes, edges), scales


@pytest.mark.parametrize("channel", CHANNELS)
def test_stopping_and_starting_instances_wastes_no_slot_and_repeats_no_work(channel: str) -> None:
    design, scales = scaled_back_and_forth(channel, 20.0)
    simulation = Simulation(compile_document(design), 1)
    for scale in scales:
        simulation.operate(scale)
    simulation.advance(100.0)
    found = ledger(simulation.arena)
    assert found.completed == found.published > 1_800
    assert found.duplicate_effects == 0
    assert not simulation.arena.view("instances")["busy"].any()
    stations = simulation.arena.view("stations")
    assert stations["busy"].tolist() == stations["taken"].tolist() == [0] * len(stations)


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_is_published_to_fewer_instances_than_there_could_be_is_all_read(channel: str) -> None:
    scaling = {"minInstances": 1, "maxInstances": 6, "targetLag": 1_000_000}
    design, _ = scaled_back_and_forth(channel, 20.0, autoscaling=scaling)
    simulation = Simulation(compile_document(design), 1)
    simulation.operate(Scale(target="consumer", at_seconds=5.0, instances=1))
    simulation.advance(200.0)
    found = ledger(simulation.arena)
    assert found.completed == found.published > 1_800
    if channel in ("event store", "topic"):
        assert simulation.arena.view("groups")["order_violations"].tolist() == [0]


def test_what_a_stopped_rabbitmq_consumer_works_on_is_not_given_out_again() -> None:
    design, scales = scaled_back_and_forth("quorum queue", 10.0)
    simulation = Simulation(compile_document(design), 1)
    simulation.advance(5.0)
    at_work = int(simulation.arena.view("instances")["busy"][1:].sum())
    assert at_work > 0, "or it is no test"
    simulation.operate(scales[0].model_copy(update={"at_seconds": 5.0}))
    assert simulation.arena.view("instances")["busy"][1:].sum() == at_work
    simulation.advance(5.2)
    assert simulation.arena.view("instances")["busy"][1:].sum() == 0
    # Only what lay in the clients of the three comes again, and with this load nothing did.
    assert ledger(simulation.arena).duplicate_deliveries == 0


def worked_on_for_long(assignor: str) -> Simulation:
    """Four members of a group that work on four partitions, 400 ms on each record, of which none comes after 10 s."""
    steps = [{"atSeconds": 0, "perSecond": 20}, {"atSeconds": 10, "perSecond": 0}]
    nodes = {
        "source": {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": [{"eventType": "event"}]},
        "kafka": {"kind": "kafka", "maxPollRecords": 1},
        "topic": {"kind": "kafka_topic", "parent": "kafka", "partitions": 4},
        "consumer": service(constant(400), instances=4),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "topic"},
        "subscribe": {"kind": "subscribe", "source": "topic", "target": "consumer", "start": "earliest"},
    }
    edges["subscribe"]["assignor"] = assignor
    return Simulation(compile_document(document(nodes, edges)), 1)


@pytest.mark.parametrize("assignor", ["eager", "cooperative"])
@pytest.mark.parametrize("seconds", [4.9, 5.0, 5.1])
def test_a_kafka_member_that_is_stopped_while_its_group_is_set_back_leaves(assignor: str, seconds: float) -> None:
    simulation = worked_on_for_long(assignor)
    simulation.operate(Seek(target="subscribe", to="earliest", at_seconds=5.0))
    simulation.operate(Scale(target="consumer", instances=1, at_seconds=seconds))
    simulation.advance(400.0)
    assert simulation.arena.view("groups")["waiting"].tolist() == [0]
    assert ledger(simulation.arena).in_flight == 0


def test_a_partition_that_moves_while_its_group_is_set_back_gets_to_its_new_owner() -> None:
    simulation = worked_on_for_long("cooperative")
    simulation.operate(Scale(target="consumer", instances=1))
    simulation.operate(Scale(target="consumer", instances=4, at_seconds=11.0))
    readers = simulation.arena.view("readers")
    while not any(state & 8 and active for state, active in zip(readers["state"], readers["active"], strict=True)):
        simulation.advance(simulation.time + 0.01)
        assert simulation.time < 60.0, "or it is no test"
        readers = simulation.arena.view("readers")
    simulation.operate(Seek(target="subscribe", to="latest"))
    simulation.operate(Seek(target="subscribe", to="earliest", at_seconds=60.0))
    simulation.advance(400.0)
    assert simulation.arena.view("groups")["waiting"].tolist() == [0]
    assert ledger(simulation.arena).in_flight == 0
