"""Dead letter queues that somebody reads: what an operator takes out of them again."""

from typing import Any

import pytest

from apps.engine import Simulation, accounts, compile_document
from apps.schema.faults import Crash, NetworkPartition
from apps.schema.operations import Purge, Redrive
from tests.engine.small import constant, document, service, source

HEALED_AT = 5.0


def graveyard(undertakes_ms: float) -> Simulation:
    """20 messages a second that all fail for five seconds, to a dead letter queue with one slow reader."""
    nodes: dict[str, Any] = {
        "source": source(20.0, kind="constant"),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 0},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "consumer": service(constant(1), failurePercent=100, retry={"maxRetries": 0}),
        "dead": {"kind": "dead_letter_queue", "parent": "rabbit"},
        "undertaker": service(constant(undertakes_ms)),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "subscribe": {"kind": "subscribe", "source": "queue", "target": "consumer", "latencyMs": 0},
        "dead-letter": {"kind": "dead_letter", "source": "consumer", "target": "dead"},
        "bury": {"kind": "subscribe", "source": "dead", "target": "undertaker", "latencyMs": 0},
    }
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.advance(HEALED_AT)
    handlers = simulation.arena.view("handlers")
    handlers["failure"] = 0.0
    return simulation


def of(simulation: Simulation, channel: str) -> Any:
    ledgers = dict(zip(simulation.program.channels, accounts.ledgers_by_channel(simulation.arena), strict=True))
    assert all(one.balanced for one in ledgers.values())
    return ledgers[channel]


def test_a_redrive_takes_what_waits_and_leaves_what_the_reader_has() -> None:
    simulation = graveyard(1_000.0)
    before = of(simulation, "dead")
    assert (before.published, before.in_flight) == (pytest.approx(99, abs=1), pytest.approx(95, abs=1))
    failed = of(simulation, "queue").dead_lettered
    simulation.operate(Redrive(target="dead"))
    assert of(simulation, "dead").in_flight == 1
    simulation.advance(HEALED_AT + 1.0)
    queue = of(simulation, "queue")
    assert queue.dead_lettered == failed
    # Those of the last second, and all that came back.
    assert queue.completed == pytest.approx(20 + before.in_flight - 1, abs=2)


def test_a_slow_redrive_brings_them_back_one_by_one() -> None:
    simulation = graveyard(1_000.0)
    simulation.operate(Redrive(target="dead", per_second=10.0))
    simulation.advance(HEALED_AT + 2.0)
    assert of(simulation, "queue").completed == pytest.approx(40 + 20, abs=2)


def test_a_purge_takes_what_waits_and_leaves_what_the_reader_has() -> None:
    simulation = graveyard(1_000.0)
    waiting = of(simulation, "dead").in_flight - 1
    simulation.operate(Purge(target="dead"))
    dead = of(simulation, "dead")
    assert (dead.dropped, dead.in_flight) == (waiting, 1)
    assert accounts.causes(simulation.arena)["purged"] == waiting


@pytest.mark.parametrize("fault", [Crash(target="undertaker"), NetworkPartition(target="bury")])
def test_what_a_lost_reader_had_can_be_redriven_too(fault: Any) -> None:
    simulation = graveyard(1_000.0)
    simulation.inject("lost", fault)
    before = of(simulation, "queue").in_flight
    simulation.operate(Redrive(target="dead"))
    assert of(simulation, "dead").in_flight == 0
    assert of(simulation, "queue").in_flight > before + 90
    simulation.advance(HEALED_AT + 2.0)
    assert of(simulation, "queue").completed > 120
