"""Sources: how often they send, which keys, which sizes."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.schema.faults import Crash, Fault, KeySkew, TrafficSpike
from tests.engine.small import constant, document, service

Counts = list[int]


def simulation(sender: dict[str, Any], event_type: dict[str, Any] | None = None) -> Simulation:
    """A source into a stream that a slow consumer has hardly begun to read: everything that was sent is still there."""
    nodes = {
        "source": {"sends": [{"eventType": "event"}], **sender},
        "kafka": {"kind": "kafka", "latencyMs": 0},
        "topic": {"kind": "kafka_topic", "parent": "kafka", "partitions": 1},
        "consumer": service(constant(1)),
    }
    if sender["kind"] == "trace":
        del nodes["source"]["sends"]
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "topic", "lingerMs": 0},
        "subscribe": {"kind": "subscribe", "source": "topic", "target": "consumer"},
    }
    return Simulation(compile_document(document(nodes, edges, {"event": {"name": "Event", **(event_type or {})}})), 1)


def clients(**workload: Any) -> dict[str, Any]:
    return {"kind": "clients", "workload": workload}


def sent(sender: dict[str, Any], moments: list[float], *faults: Fault) -> Counts:
    """How many messages were sent between these moments, the first counted from the start."""
    run = simulation(sender)
    for number, fault in enumerate(faults):
        run.inject(f"f{number}", fault)
    source = run.program.station_index["source"]
    totals = [0]
    for moment in moments:
        run.advance(moment)
        totals.append(int(run.arena.view("stations")["arrived"][source]))
    return [after - before for before, after in pairwise(totals)]


def about(*expected: float) -> Any:
    """Within four standard deviations of Poisson counts."""
    return [pytest.approx(count, abs=4 * max(1.0, count) ** 0.5) for count in expected]


def test_constant_arrivals_are_evenly_spaced() -> None:
    assert sent(clients(kind="constant", perSecond=50), [10.001, 20.001]) == [500, 500]


def test_a_day_has_its_busy_and_its_quiet_hours() -> None:
    day = clients(kind="diurnal", perSecond=100, swingPercent=50, periodSeconds=80, peakAtSeconds=20)
    # A quarter around the peak has 1 + 0.5 * (2 sqrt(2) / pi) of the mean, the one around the trough so much less.
    swing = 0.5 * 2 * 2**0.5 / np.pi
    quarters = [10.0, 30.0, 50.0, 70.0, 90.0]
    assert sent(day, quarters)[1:] == about(2_000 * (1 + swing), 2_000, 2_000 * (1 - swing), 2_000)


def test_a_ramp_rises_and_stays() -> None:
    ramp = clients(kind="ramp", fromPerSecond=0, toPerSecond=200, overSeconds=20)
    assert sent(ramp, [10.0, 20.0, 30.0]) == about(500, 1_500, 2_000)


def test_steps_follow_each_other_and_nothing_comes_before_the_first() -> None:
    steps = [{"atSeconds": 5, "perSecond": 100}, {"atSeconds": 15, "perSecond": 10}, {"atSeconds": 25, "perSecond": 0}]
    assert sent(clients(kind="steps", steps=steps), [5.0, 15.0, 25.0, 60.0]) == [0, *about(1_000, 100), 0]


def test_a_spike_comes_once() -> None:
    spike = clients(kind="spike", perSecond=20, peakPerSecond=400, atSeconds=10, forSeconds=5)
    assert sent(spike, [10.0, 15.0, 40.0]) == about(200, 2_000, 500)


def test_users_of_a_closed_loop_wait_for_the_answer_and_think() -> None:
    """20 users, a second of thought, 100 ms of work: 20 / 1.1 requests a second, and no more however slow it gets."""

    def requests(work_ms: float) -> int:
        nodes = {
            "users": clients(kind="closed_loop", users=20, think=constant(1_000)) | {"sends": [{"eventType": "event"}]},
            "service": service(constant(work_ms), concurrency=20),
        }
        call = {"kind": "call", "source": "users", "target": "service", "latencyMs": 0, "timeoutMs": 60_000}
        run = Simulation(compile_document(document(nodes, {"call": call})), 1)
        run.advance(110.0)
        return int(run.arena.view("stations")["completed"][run.program.station_index["service"]])

    assert requests(100) == pytest.approx(20 / 1.1 * 110, rel=0.01)
    assert requests(9_000) == pytest.approx(20 / 10 * 110, rel=0.06)


POINTS = [{"at": at / 10, "eventType": "event", "key": at % 20 + 1, "size": 100 + at} for at in range(100)]
TRACE = {"kind": "trace", "points": POINTS, "repeatEverySeconds": 20}


def test_a_recording_is_played_at_its_moments_and_again() -> None:
    assert sent(TRACE, [4.95, 9.95, 19.95, 29.95, 39.95, 49.95]) == [50, 50, 0, 100, 0, 100]
    once = {key: value for key, value in TRACE.items() if key != "repeatEverySeconds"}
    assert sent(once, [9.95, 100.0]) == [100, 0]


def test_a_recording_has_its_keys_and_sizes() -> None:
    run = simulation(TRACE)
    run.advance(9.99)
    log = run.arena.view("entries")[:100]
    assert log["key"].tolist() == [point["key"] for point in POINTS]
    assert log["payload"].tolist() == [point["size"] for point in POINTS]


def test_a_traffic_spike_plays_a_recording_faster() -> None:
    spike = TrafficSpike(target="source", at_seconds=2.05, duration_seconds=2.0, factor=3)
    # 21 messages until the spike, which the next after it feels; then 30 a second, then 10 again to the end.
    counts = sent(TRACE, [2.05, 4.05, 30.0], spike)
    assert counts[0] == 21
    assert counts[1] == pytest.approx(58, abs=2)
    # Four seconds of recording are ahead: the second round begins after 16 s instead of 20, and is over before 30 s.
    assert counts[2] == 200 - counts[0] - counts[1]


@pytest.mark.parametrize(("batch", "factor"), [(1, 1.5), (1, 3), (7, 1.3), (1, 0.4), (10, 0.05)])
def test_a_traffic_spike_changes_the_batches_of_a_schedule(batch: int, factor: float) -> None:
    clock = {"kind": "schedule", "everySeconds": 1, "batch": batch}
    spike = TrafficSpike(target="source", factor=factor)
    # The first batch is as it was.
    assert sent(clock, [100.5], spike) == [pytest.approx(batch + 99 * batch * factor, abs=1.0)]


def test_a_hot_key_strikes_recorded_keys_too() -> None:
    run = simulation(TRACE)
    run.inject("hot", KeySkew(target="source", percent=60))
    run.advance(49.0)
    keys = run.arena.view("entries")["key"][:290]
    assert np.mean(keys == 0) == pytest.approx(0.6, abs=0.12)


def drawn(count: int, **event_type: Any) -> Any:
    """The first so many entries of a topic."""
    run = simulation(clients(kind="constant", perSecond=1_000), event_type)
    run.advance(count / 1_000 + 1.0)
    entries = run.arena.view("entries")
    log = run.arena.view("logs")[0]
    index, found = int(log["head"]), []
    while len(found) < count:
        found.append(entries[index])
        index = int(entries[index]["next"])
    return np.array(found)


@pytest.mark.parametrize(
    ("distribution", "shares"),
    [
        ({"kind": "uniform"}, [1 / 4] * 4),
        ({"kind": "zipf", "exponent": 1.0}, [12 / 25, 6 / 25, 4 / 25, 3 / 25]),
        ({"kind": "zipf", "exponent": 2.0}, [144 / 205, 36 / 205, 16 / 205, 9 / 205]),
        ({"kind": "hot_key", "percent": 70}, [0.7, 0.1, 0.1, 0.1]),
    ],
    ids=["uniform", "zipf 1", "zipf 2", "hot"],
)
def test_keys_occur_as_often_as_their_distribution_says(distribution: dict[str, Any], shares: list[float]) -> None:
    keys = drawn(1_900, keyCount=4, keyDistribution=distribution)["key"]
    # Four standard deviations of a share of 1,900.
    assert np.bincount(keys, minlength=4) / 1_900 == pytest.approx(shares, abs=0.046)


@pytest.mark.parametrize(
    ("shape", "deviation"), [("constant", 0.0), ("exponential", 1_000.0), ("uniform", 2_000 / 12**0.5)]
)
def test_sizes_have_their_mean_and_shape(shape: str, deviation: float) -> None:
    sizes = drawn(1_900, sizeBytes=1_000, sizeDistribution=shape)["payload"]
    assert sizes.mean() == pytest.approx(1_000, abs=4 * deviation / 1_900**0.5 + 0.5)
    assert sizes.std() == pytest.approx(deviation, rel=0.1)


QUIET = {
    "a spike after a year": {"kind": "spike", "perSecond": 0, "peakPerSecond": 1e6, "atSeconds": 3e7, "forSeconds": 1},
    "a step after a year": {"kind": "steps", "steps": [{"atSeconds": 3e7, "perSecond": 1e6}]},
    "hardly anything, then much": {
        "kind": "steps",
        "steps": [{"atSeconds": 0, "perSecond": 1e-9}, {"atSeconds": 3e7, "perSecond": 1e6}],
    },
    "short bursts of hardly anything": {
        "kind": "burst",
        "onPerSecond": 1e-9,
        "offPerSecond": 0,
        "onSeconds": 0.01,
        "offSeconds": 0.01,
    },
    "short days of hardly anything": {
        "kind": "diurnal",
        "perSecond": 1e-9,
        "swingPercent": 100,
        "periodSeconds": 0.01,
        "peakAtSeconds": 0,
    },
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("workload", QUIET.values(), ids=QUIET)
def test_waiting_for_a_busy_time_takes_no_time(workload: dict[str, Any]) -> None:
    """What comes next is drawn in one step, however long nothing or hardly anything comes."""
    run = simulation(clients(**workload))
    assert run.advance(2e7, 1_000)


def test_short_bursts_have_their_mean_rate() -> None:
    bursts = clients(kind="burst", onPerSecond=40, offPerSecond=2, onSeconds=0.004, offSeconds=0.006)
    assert sent(bursts, [200.0]) == about(200 * (40 * 0.4 + 2 * 0.6))


def test_a_ramp_is_steep_from_its_first_moment_and_falls_to_nothing() -> None:
    falling = clients(kind="ramp", fromPerSecond=200, toPerSecond=0, overSeconds=20)
    assert sent(falling, [10.0, 20.0, 100.0]) == [*about(1_500, 500), 0]


def closed(think_ms: float, edges: dict[str, Any], **more: Any) -> Simulation:
    users = clients(kind="closed_loop", users=3, think=constant(think_ms)) | {"sends": [{"eventType": "event"}]}
    return Simulation(compile_document(document({"users": users, **more}, edges)), 1)


AT_ONCE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "sends and waits for nobody": (
        {"kafka": {"kind": "kafka"}, "topic": {"kind": "kafka_topic", "parent": "kafka"}},
        {"publish": {"kind": "publish", "source": "users", "target": "topic"}},
    ),
    "an open circuit breaker": (
        {"service": service(constant(1), failurePercent=100)},
        {"call": {"kind": "call", "source": "users", "target": "service", "circuitBreaker": {"failures": 1}}},
    ),
    "refused at once": (
        {"service": service(constant(10_000), queueLimit=0)},
        {"call": {"kind": "call", "source": "users", "target": "service", "latencyMs": 0, "timeoutMs": 20_000}},
    ),
    "is down itself": (
        {"service": service(constant(1))},
        {"call": {"kind": "call", "source": "users", "target": "service", "latencyMs": 0}},
    ),
}


@pytest.mark.parametrize("why", AT_ONCE)
def test_users_who_do_not_think_get_on_when_everything_ends_at_once(why: str) -> None:
    """Each asks at most once a millisecond where neither an answer nor a thought takes any time."""
    nodes, edges = AT_ONCE[why]
    run = closed(0, edges, **nodes)
    if why == "is down itself":
        run.inject("crash", Crash(target="users", at_seconds=1, duration_seconds=2))
    assert run.advance(4.0, 60_000)
    users = run.program.station_index["users"]
    arrived = int(run.arena.view("stations")["arrived"][users])
    assert 500 < arrived <= 3 * 4_001


def test_users_who_do_not_think_ask_again_as_soon_as_they_are_answered() -> None:
    edges = {"call": {"kind": "call", "source": "users", "target": "service", "latencyMs": 0}}
    run = closed(0, edges, service=service(constant(10), concurrency=3))
    run.advance(9.999)
    assert int(run.arena.view("stations")["completed"][run.program.station_index["service"]]) == 3 * 999
