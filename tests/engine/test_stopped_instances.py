"""Instances that are stopped in order finish what they have and leave nothing behind, whatever the broker."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.schema import Document
from apps.schema.operations import Scale
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
}


def scaled_back_and_forth(channel: str, seconds: float) -> tuple[Document, list[Scale]]:
    """100 messages a second until `seconds`, of 50 ms each, for four instances of four slots or one of them."""
    broker, settings = CHANNELS[channel]
    steps = [{"atSeconds": 0, "perSecond": 100}, {"atSeconds": seconds, "perSecond": 0}]
    source = {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": [{"eventType": "event"}]}
    nodes = {
        "source": source,
        "broker": {"kind": broker},
        "channel": {"parent": "broker", **settings},
        "consumer": service(constant(50), instances=4, concurrency=4),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
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
    assert simulation.arena.view("instances")["busy"].tolist() == [0, 0, 0, 0]
    stations = simulation.arena.view("stations")
    assert stations["busy"].tolist() == stations["taken"].tolist() == [0] * len(stations)


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
