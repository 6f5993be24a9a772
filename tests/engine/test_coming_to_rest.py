"""Whatever strikes, wherever, and ends again: once nothing new comes, all is handled and nothing stays behind."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger, requests
from apps.schema import Document, fault_problem
from apps.schema.faults import FAULT_KINDS, Fault
from apps.schema.operations import Scale
from apps.schema.striking import zones
from tests.engine.small import constant, document, exponential, service

CHANNELS: dict[str, dict[str, Any]] = {
    "kafka": {"kind": "kafka_topic", "partitions": 4},
    "rabbitmq": {"kind": "rabbitmq_queue"},
    "sqs": {"kind": "sqs_queue", "visibilityTimeoutMs": 2_000},
    "redis": {"kind": "redis_stream", "claimMinIdleMs": 500, "claimIntervalMs": 500},
    "nats": {"kind": "nats_stream", "ackWaitMs": 1_000},
}
THROUGH = {"rabbitmq": {"kind": "rabbitmq_exchange", "exchangeType": "fanout"}, "sqs": {"kind": "sns_topic"}}
SHARES = ("packet_loss", "error_rate", "duplicate", "reorder", "poison", "key_skew", "crash_before_ack")


def design(broker: str) -> Document:
    """Forty messages a second for twenty seconds, through whatever the broker has, to a service that calls another."""
    steps = [{"atSeconds": 0, "perSecond": 40}, {"atSeconds": 20, "perSecond": 0}]
    scaling = {"minInstances": 1, "maxInstances": 4, "targetLag": 3, "everySeconds": 1, "cooldownSeconds": 1}
    middle = {"middle": {"parent": "broker", **THROUGH[broker]}} if broker in THROUGH else {}
    nodes: dict[str, Any] = {
        "source": {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": [{"eventType": "event"}]},
        "broker": {"kind": broker, "zone": "zone"},
        **middle,
        "channel": {"parent": "broker", **CHANNELS[broker]},
        "consumer": service(exponential(20), instances=2, concurrency=2, zone="zone", autoscaling=scaling),
        "other": service(constant(2), concurrency=4),
        "store": {"kind": "event_store", "work": constant(1)},
        "view": {"kind": "projection", "work": constant(1)},
        "dead": {"kind": "dead_letter_queue", "parent": "broker"},
    }
    edges: dict[str, Any] = {
        "publish": {"kind": "publish", "source": "source", "target": "middle" if middle else "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer", "prefetch": 5},
        "call": {"kind": "call", "source": "consumer", "target": "other", "timeoutMs": 300, "retries": 1},
        "write": {"kind": "write", "source": "other", "target": "store"},
        "follow": {"kind": "subscribe", "source": "store", "target": "view"},
        "bury": {"kind": "dead_letter", "source": "channel" if broker == "sqs" else "consumer", "target": "dead"},
    }
    if middle:
        edges["bind"] = {"kind": "subscribe", "source": "middle", "target": "channel"}
    return document(nodes, edges)


def everything_that_may_strike(broker: str) -> list[Fault]:
    drawn = design(broker)
    found = []
    for kind, row in FAULT_KINDS.items():
        settings = {"percent": 30.0} if kind in SHARES else {"every_seconds": 1.0} if kind == "rebalance_storm" else {}
        for target in (*drawn.nodes, *drawn.edges, *sorted(zones(drawn))):
            fault: Any = row.model(target=target, at_seconds=5.0, duration_seconds=5.0, **settings)
            if fault_problem(drawn, fault) is None:
                found.append(fault)
    return found


@pytest.mark.parametrize("broker", CHANNELS)
def test_a_fault_that_has_ended_leaves_nothing_behind(broker: str) -> None:
    program = compile_document(design(broker))
    for fault in everything_that_may_strike(broker):
        simulation = Simulation(program, 1)
        simulation.inject("fault", fault)
        simulation.operate(Scale(target="consumer", at_seconds=7.0, instances=4))
        simulation.operate(Scale(target="consumer", at_seconds=12.0, instances=1))
        simulation.advance(400.0)
        arena, about = simulation.arena, f"{fault.kind} on {fault.target}"
        found = ledger(arena)
        assert (found.balanced, requests(arena).balanced) == (True, True), about
        assert (found.in_flight, int(arena.state["disturbed"][0])) == (0, 0), about
        for section, name in (
            ("instances", "busy"),
            ("stations", "taken"),
            ("stations", "waiting"),
            ("groups", "waiting"),
            ("subscriptions", "in_process"),
            ("edges", "held"),
        ):
            assert not arena.view(section)[name].any(), f"{about}: {name} of {section}"
