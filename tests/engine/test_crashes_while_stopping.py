"""An instance that is being scaled away finishes what it has, unless something crashes first: then what it worked on
comes again as from any that crashes."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger, requests
from apps.schema.faults import Crash, Fault, NetworkPartition, ZoneLoss
from apps.schema.operations import Scale, Seek
from tests.engine.small import constant, document, service, source
from tests.engine.test_stopped_instances import CHANNELS

SETTINGS: dict[str, dict[str, Any]] = {
    "standard queue": {"visibilityTimeoutMs": 60_000, "duplicatePercent": 0},
    "fifo queue": {"visibilityTimeoutMs": 60_000},
    "redis stream": {"claimMinIdleMs": 5_000, "claimIntervalMs": 500},
    "nats stream": {"ackWaitMs": 5_000},
}
CRASHES: dict[str, Fault] = {
    "node": Crash(target="consumer", at_seconds=11.0, duration_seconds=1.0),
    "instance": Crash(target="consumer", instance=2, at_seconds=11.0, duration_seconds=1.0),
    "zone": ZoneLoss(target="a", at_seconds=11.0, duration_seconds=1.0),
}
STRUCK = {"node": [1, 2, 3], "instance": [2], "zone": [1, 2, 3]}


def at_work(channel: str) -> Simulation:
    """Four instances of two slots that work for 2 s on each message; all are taken when the 10th second ends, in which
    the last message comes."""
    broker, settings = CHANNELS[channel]
    steps = [{"atSeconds": 0, "perSecond": 8}, {"atSeconds": 9.9, "perSecond": 0}]
    sends = [{"eventType": "event"}]
    nodes = {
        "source": {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": sends},
        "channel": {**({"parent": "broker"} if broker else {}), **settings, **SETTINGS.get(channel, {})},
        "consumer": service(constant(2_000), instances=4, concurrency=2, zone="a"),
    }
    nodes |= {"broker": {"kind": broker}} if broker else {}
    edges = {
        "publish": {"kind": "publish" if broker else "write", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer", "prefetch": 2},
    }
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.advance(10.0)
    return simulation


def busy(simulation: Simulation) -> list[int]:
    first = int(simulation.arena.view("stations")["first_instance"][simulation.program.station_index["consumer"]])
    return [int(one) for one in simulation.arena.view("instances")["busy"][first : first + 4]]


@pytest.mark.parametrize("crash", CRASHES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_crash_interrupts_what_an_instance_that_is_being_stopped_works_on(channel: str, crash: str) -> None:
    simulation = at_work(channel)
    simulation.operate(Scale(target="consumer", instances=1, at_seconds=10.0))
    simulation.inject("crash", CRASHES[crash])
    before = busy(simulation)
    had = sum(before[i] for i in STRUCK[crash])
    if channel != "single active consumer":
        assert had > 0, "or it is no test"
    done = ledger(simulation.arena).completed
    simulation.advance(11.0)
    spared = [i for i in (1, 2, 3) if i not in STRUCK[crash]]
    assert [busy(simulation)[i] for i in STRUCK[crash]] == [0] * len(STRUCK[crash])
    assert [busy(simulation)[i] for i in spared] <= [before[i] for i in spared]
    assert ledger(simulation.arena).balanced
    simulation.advance(600.0)
    found = ledger(simulation.arena)
    assert found.completed == found.published > done
    assert found.in_flight == 0
    if channel != "topic":  # A Kafka member that crashes takes what it has not committed with it, handled or not.
        assert found.duplicate_effects == 0
    assert found.redelivered + found.duplicate_deliveries >= had
    assert not simulation.arena.view("instances")["busy"].any()
    stations = simulation.arena.view("stations")
    assert stations["busy"].tolist() == stations["taken"].tolist() == [0] * len(stations)


def again_at(channel: str, stopped: bool) -> tuple[float, int]:
    """When what crashed with instance 3 has all been handled, and how much was delivered again."""
    simulation = at_work(channel)
    if stopped:
        simulation.operate(Scale(target="consumer", instances=3, at_seconds=10.999))
    simulation.inject("crash", Crash(target="consumer", instance=3, at_seconds=11.0))
    while ledger(simulation.arena).in_flight:
        simulation.advance(simulation.time + 0.25)
        assert simulation.time < 600.0
    return simulation.time, ledger(simulation.arena).redelivered


@pytest.mark.parametrize("channel", [name for name in CHANNELS if name != "event store"])
def test_it_comes_again_as_from_an_instance_that_was_up(channel: str) -> None:
    """An event store's streams wait for an instance that crashed, and go to others when it is stopped."""
    when, again = again_at(channel, stopped=True)
    usual, usually = again_at(channel, stopped=False)
    assert when == pytest.approx(usual, abs=2.0)
    assert again == usually


def test_one_that_was_stopped_and_starts_again_loses_in_a_crash_what_it_still_had() -> None:
    simulation = at_work("quorum queue")
    simulation.arena.view("stations")["cold_start"] = 10.0
    simulation.operate(Scale(target="consumer", instances=1, at_seconds=10.0))
    simulation.operate(Scale(target="consumer", instances=4, at_seconds=10.5))
    simulation.inject("crash", CRASHES["node"])
    simulation.advance(10.9)
    assert min(busy(simulation)) > 0, "or it is no test"
    simulation.advance(11.0)
    assert busy(simulation) == [0, 0, 0, 0]
    simulation.advance(100.0)
    found = ledger(simulation.arena)
    assert found.completed == found.published


def test_calls_that_an_instance_had_when_it_was_stopped_fail_with_a_crash() -> None:
    nodes = {"source": source(20.0, kind="constant"), "consumer": service(constant(500), instances=4, concurrency=5)}
    edges = {"call": {"kind": "call", "source": "source", "target": "consumer", "timeoutMs": 60_000}}
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.advance(10.0)
    had = sum(busy(simulation)[1:])
    assert had > 0, "or it is no test"
    simulation.operate(Scale(target="consumer", instances=1))
    for instance in (1, 2, 3):
        simulation.inject(f"crash {instance}", Crash(target="consumer", instance=instance, at_seconds=10.0))
    assert busy(simulation)[1:] == [0, 0, 0]
    simulation.advance(10.2)
    found = requests(simulation.arena)
    assert found.balanced
    assert found.failed == had


@pytest.mark.parametrize("channel", [name for name in CHANNELS if name != "event store"])
def test_one_that_is_being_stopped_and_no_longer_reaches_its_broker_cannot_acknowledge(channel: str) -> None:
    simulation = at_work(channel)
    simulation.operate(Scale(target="consumer", instances=1, at_seconds=10.0))
    had = sum(busy(simulation)[1:])
    simulation.inject("cut", NetworkPartition(target="subscribe", at_seconds=10.1, duration_seconds=1.0))
    simulation.advance(600.0)
    found = ledger(simulation.arena)
    assert found.completed == found.published
    assert found.duplicate_effects >= had


def repeated_after(*scales: int) -> int:
    """Duplicate effects of two instances that each remember by themselves, are scaled, and then read all 200 again."""
    steps = [{"atSeconds": 0, "perSecond": 20}, {"atSeconds": 10, "perSecond": 0}]
    nodes = {
        "source": {"kind": "clients", "workload": {"kind": "steps", "steps": steps}, "sends": [{"eventType": "event"}]},
        "kafka": {"kind": "kafka"},
        "topic": {"kind": "kafka_topic", "parent": "kafka", "partitions": 2},
        "consumer": service(constant(1), instances=2, concurrency=2, idempotent=True, idempotencyStore="memory"),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "topic"},
        "subscribe": {"kind": "subscribe", "source": "topic", "target": "consumer"},
    }
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    for number, instances in enumerate(scales):
        simulation.operate(Scale(target="consumer", instances=instances, at_seconds=20.0 + 10.0 * number))
    simulation.operate(Seek(target="subscribe", to="earliest", at_seconds=60.0))
    simulation.advance(100.0)
    return ledger(simulation.arena).duplicate_effects


def test_what_an_instance_remembered_by_itself_is_gone_when_it_was_stopped() -> None:
    assert repeated_after() == 0
    assert repeated_after(1, 2) == pytest.approx(100, abs=30)
