"""What an autoscaler counts, and when it lets go of instances: as KEDA's scalers and the HorizontalPodAutoscaler."""

from typing import Any

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.engine.consumption import group_results
from apps.schema import Document
from apps.schema.faults import Duplicate
from tests.engine.small import constant, document, service, source
from tests.engine.test_stopped_instances import CHANNELS

SETTINGS: dict[str, dict[str, Any]] = {
    "standard queue": {"visibilityTimeoutMs": 60_000, "duplicatePercent": 0},
    "fifo queue": {"visibilityTimeoutMs": 60_000},
    "redis stream": {"claimMinIdleMs": 60_000, "claimIntervalMs": 1000},
    "nats stream": {"ackWaitMs": 60_000},
}


def steps(*at: tuple[float, float]) -> dict[str, Any]:
    workload = {"kind": "steps", "steps": [{"atSeconds": when, "perSecond": rate} for when, rate in at]}
    return {"kind": "clients", "workload": workload, "sends": [{"eventType": "event"}]}


def read_by(channel: str, sender: dict[str, Any], consumer: dict[str, Any]) -> Document:
    broker, settings = CHANNELS[channel]
    nodes = {
        "source": sender,
        "channel": {**({"parent": "broker"} if broker else {}), **settings, **SETTINGS.get(channel, {})},
        "consumer": consumer,
    }
    nodes |= {"broker": {"kind": broker}} if broker else {}
    edges = {
        "publish": {"kind": "publish" if broker else "write", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer", "prefetch": 3, "latencyMs": 20},
    }
    return document(nodes, edges)


def scaling(most: int = 100, **settings: Any) -> dict[str, Any]:
    usual = {"targetLag": 1, "everySeconds": 1, "cooldownSeconds": 0, "scaleDownStabilizationSeconds": 0}
    return {"minInstances": 1, "maxInstances": most, **usual, **settings}


def wanted(simulation: Simulation) -> int:
    return int(simulation.arena.view("stations")["wanted"][simulation.program.station_index["consumer"]])


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("until", [2.5, 4.0, 7.0])
def test_what_is_in_work_counts_as_what_waits(channel: str, until: float) -> None:
    """One instance is to have one message, so as many are wanted as there are."""
    consumer = service(constant(1_700), concurrency=2, autoscaling=scaling(everySeconds=until + 1))
    design = read_by(channel, steps((0, 10), (3, 0)), consumer)
    simulation = Simulation(compile_document(design), 1)
    simulation.advance(until + 1.0)
    (group,) = group_results(simulation.arena, simulation.program, [0.0])  # type: ignore[arg-type]
    unfinished = group.lag if channel == "topic" else ledger(simulation.arena).in_flight
    assert wanted(simulation) == unfinished > 20


@pytest.mark.parametrize("channel", [name for name in CHANNELS if name != "event store"])
def test_what_was_given_out_in_vain_counts_until_it_is_acknowledged(channel: str) -> None:
    """All acknowledgements are lost: the broker has every message still, though nobody works on any."""
    if channel in ("quorum queue", "classic queue", "single active consumer", "topic"):
        pytest.skip("comes again at once")
    consumer = service(constant(1), concurrency=20, autoscaling=scaling(everySeconds=8))
    simulation = Simulation(compile_document(read_by(channel, steps((0, 20), (2, 0)), consumer)), 1)
    simulation.inject("lost", Duplicate(target="subscribe", percent=100, duration_seconds=6.0))
    simulation.advance(8.5)
    found = ledger(simulation.arena)
    assert found.published == wanted(simulation) > 30


def test_of_a_kafka_topic_what_is_not_committed_counts() -> None:
    """20 a second, handled at once, committed every 5 s: at 9 s the last commit is about 4 s old."""
    consumer = service(constant(1), autoscaling=scaling(everySeconds=9))
    simulation = Simulation(compile_document(read_by("topic", source(20.0, kind="constant"), consumer)), 1)
    simulation.advance(8.999)
    (group,) = group_results(simulation.arena, simulation.program, [0.0])  # type: ignore[arg-type]
    simulation.advance(9.001)
    assert wanted(simulation) == pytest.approx(max(1, group.lag), abs=1)


def test_calls_that_are_worked_on_count_as_those_that_wait() -> None:
    nodes = {
        "source": source(10.0, kind="constant"),
        "consumer": service(constant(60_000), concurrency=4, autoscaling=scaling(everySeconds=3)),
    }
    edges = {"call": {"kind": "call", "source": "source", "target": "consumer", "timeoutMs": 100_000}}
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    simulation.advance(3.001)
    assert wanted(simulation) == pytest.approx(30, abs=1)


def numbers_wanted(until: int, sender: dict[str, Any], **settings: Any) -> list[int]:
    """Instances that are wanted, each second. A message takes 0.9 s."""
    consumer = service(constant(900), concurrency=100, autoscaling=scaling(10, **settings))
    simulation = Simulation(compile_document(read_by("quorum queue", sender, consumer)), 1)
    found = []
    for second in range(until):
        simulation.advance(second + 0.5)
        found.append(wanted(simulation))
    return found


@pytest.mark.parametrize("window", [1, 4, 10])
def test_the_most_of_any_look_within_the_window_stays(window: int) -> None:
    """By the looks' own numbers: what an autoscaler without a window wants, its window's maximum is wanted with one."""
    sender = steps(
        *[(float(n), float(rate)) for n, rate in enumerate([1, 9, 3, 5, 2, 8, 4, 4, 1, 0, 0, 6, 2, 1, 0, 0, 0, 1])]
    )
    looks = numbers_wanted(40, sender)
    kept = numbers_wanted(40, sender, scaleDownStabilizationSeconds=window)
    assert kept == [max(looks[max(0, n - window + 1) : n + 1]) for n in range(40)]
    assert len(set(kept)) > 3, "or it is no test"


def test_more_instances_come_at_once_whatever_the_window() -> None:
    sender = steps((0, 1), (10, 9))
    without, within = numbers_wanted(20, sender), numbers_wanted(20, sender, scaleDownStabilizationSeconds=300)
    assert within[:13] == without[:13]
    assert max(without[10:13]) > 3, "or it is no test"


def test_what_runs_at_the_start_is_the_first_recommendation() -> None:
    consumer = service(constant(1), instances=4, autoscaling=scaling(6, scaleDownStabilizationSeconds=20))
    simulation = Simulation(compile_document(read_by("quorum queue", source(0.01), consumer)), 1)
    simulation.advance(19.5)
    assert wanted(simulation) == 4
    simulation.advance(20.5)
    assert wanted(simulation) == 1


def test_a_snapshot_keeps_what_was_recommended() -> None:
    consumer = service(constant(900), concurrency=100, autoscaling=scaling(10, scaleDownStabilizationSeconds=20))
    design = read_by("redis stream", steps((0, 5), (10, 0)), consumer)
    simulation = Simulation(compile_document(design), 1)
    simulation.advance(15.0)
    copy = Simulation.restore(compile_document(design), simulation.snapshot())
    simulation.advance(60.0)
    copy.advance(60.0)
    assert copy.digest() == simulation.digest()
    assert wanted(copy) == 1
