"""Retry policies: how long a message waits for its next attempt, and where it waits."""

from typing import Any

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.engine.endings import endings
from tests.engine.small import constant, queue, service

BASE, LONGEST = 0.1, 0.5


def waits(retries: int = 4, **policy: Any) -> Any:
    """Seconds that messages which always fail had waited, all backoffs together, when they were dead-lettered."""
    policy = {"maxRetries": retries, "baseMs": 100, "factor": 2, "maxMs": 500, **policy}
    consumer = service(constant(0), concurrency=100, failurePercent=100, retry=policy)
    simulation = Simulation(compile_document(queue(10.0, consumer)), 1)
    simulation.advance(110.0)
    found = endings(simulation)
    assert {one.attempts for one in found} == {retries + 1}
    return np.array([one.time - one.sent for one in found])


@pytest.mark.parametrize("mode", ["in_place", "retry_topic"])
@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"backoff": "none"}, 0.0),
        ({"backoff": "fixed", "jitter": "none"}, 4 * BASE),
        ({"backoff": "exponential", "jitter": "none"}, BASE + 2 * BASE + 4 * BASE + LONGEST),
    ],
    ids=["none", "fixed", "exponential"],
)
def test_delays_add_up(policy: dict[str, Any], expected: float, mode: str) -> None:
    assert waits(mode=mode, **policy) == pytest.approx(expected, abs=1e-6)


def test_equal_jitter_leaves_half_of_the_delay_and_full_jitter_nothing() -> None:
    whole = 4 * BASE
    equal = waits(backoff="fixed", jitter="equal")
    full = waits(backoff="fixed", jitter="full")
    assert whole / 2 <= equal.min() <= equal.max() <= whole
    assert equal.mean() == pytest.approx(0.75 * whole, rel=0.02)
    assert full.max() <= whole
    assert full.mean() == pytest.approx(0.5 * whole, rel=0.03)


def test_decorrelated_jitter_lies_between_the_first_delay_and_three_times_the_last() -> None:
    once = waits(1, jitter="decorrelated")
    assert once.min() >= BASE
    assert once.max() <= 3 * BASE
    assert once.mean() == pytest.approx(2 * BASE, rel=0.03)
    assert waits(4, jitter="decorrelated").max() <= 4 * LONGEST


@pytest.mark.parametrize(("mode", "held"), [("in_place", True), ("retry_topic", False)])
def test_a_retry_in_place_keeps_its_slot_and_one_by_retry_topic_lets_others_go_first(mode: str, held: bool) -> None:
    policy = {"maxRetries": 1, "baseMs": 1_000, "backoff": "fixed", "jitter": "none", "mode": mode}
    consumer = service(constant(1), failurePercent=100, retry=policy)
    simulation = Simulation(compile_document(queue(10.0, consumer, kind="constant")), 1)
    simulation.advance(60.0)
    given_up = sum(one.outcome == "dead_lettered" for one in endings(simulation))
    assert given_up == pytest.approx(60 if held else 590, abs=3)
