"""The search for the first value that is good enough, against metrics whose answer is known."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.engine.statistics.intervals import over_replications
from apps.schema.results import Estimate
from apps.studies.kinds.bisection import (
    Answer,
    Ask,
    Comparison,
    Verdict,
    confidence_of_a_look,
    most_looks,
    most_values,
    search,
    verdict,
)


def asked(count: int, verdict_of: Callable[[int], Verdict]) -> tuple[Answer, list[int]]:
    known: dict[int, Verdict] = {}
    order: list[int] = []
    while isinstance(step := search(count, known), Ask):
        for index in step.indices:
            assert known.get(index) in (None, "open"), "asked again what was known"
            known[index] = verdict_of(index)
            order.append(index)
    return step, order


def estimate(mean: float, half_width: float | None) -> Estimate:
    return Estimate(mean=mean, half_width=half_width, confidence=0.95, n=5, method="replications")


@given(count=st.integers(1, 10_000), data=st.data())
def test_bisection_finds_the_first_value_that_holds_and_looks_at_few(count: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, count))
    answer, order = asked(count, lambda index: "holds" if index >= first else "fails")
    assert answer == (Answer(first, True) if first < count else Answer(None, True))
    assert len(order) <= most_values(count)


@given(count=st.integers(2, 200), data=st.data())
def test_what_stays_undecided_makes_the_answer_uncertain_but_never_wrong(count: int, data: st.DataObject) -> None:
    fails_below = data.draw(st.integers(0, count))
    holds_from = data.draw(st.integers(fails_below, count))
    answer, _ = asked(count, lambda i: "fails" if i < fails_below else "holds" if i >= holds_from else "undecided")
    if holds_from == count:
        assert answer.index is None
        assert answer.certain == (fails_below == count)
    else:
        assert answer == Answer(holds_from, holds_from in (0, fails_below))


def test_a_value_that_is_open_is_asked_for_again() -> None:
    assert search(3, {2: "holds", 0: "open"}) == Ask((0,))
    assert search(3, {2: "holds", 0: "fails", 1: "open"}) == Ask((1,))


@pytest.mark.parametrize(
    ("mean", "half", "comparison", "limit", "expected"),
    [
        (4.0, 0.5, "<", 5.0, "holds"),
        (6.0, 0.5, "<", 5.0, "fails"),
        (5.2, 0.5, "<", 5.0, "open"),
        (4.8, 0.5, "<=", 5.0, "open"),
        (6.0, 0.5, ">", 5.0, "holds"),
        (4.0, 0.5, ">=", 5.0, "fails"),
        (5.0, 0.0, "<", 5.0, "fails"),
        (5.0, 0.0, "<=", 5.0, "holds"),
        (5.0, 0.0, ">=", 5.0, "holds"),
        (5.0, 0.0, ">", 5.0, "fails"),
        (1.0, None, "<", 5.0, "open"),
    ],
)
def test_only_an_interval_clear_of_the_limit_decides(
    mean: float, half: float | None, comparison: Comparison, limit: float, expected: Verdict
) -> None:
    seen = estimate(mean, half)
    assert verdict(seen, comparison, limit, runs=5, most=40) == expected
    if expected == "open":
        assert verdict(seen, comparison, limit, runs=40, most=40) == "undecided"


def test_nothing_observed_decides_nothing() -> None:
    assert verdict(None, "<", 5.0, runs=5, most=40) == "open"
    assert verdict(None, "<", 5.0, runs=40, most=40) == "undecided"


def test_the_answer_is_right_as_often_as_it_says_on_noise() -> None:
    """A metric that falls as 12 / value with noise: 5 is the first below 2.5; what is claimed for certain is nearly
    always so, although every value is looked at several times."""
    wrong = uncertain = 0
    trials = 200
    confidence = confidence_of_a_look(0.95, 10, 5, 40)
    for trial in range(trials):
        draws = np.random.default_rng(trial)
        runs: dict[int, list[float]] = {}

        def look(index: int, draws: np.random.Generator = draws, runs: dict[int, list[float]] = runs) -> Verdict:
            have = runs.setdefault(index, [])
            wanted = 5 if not have else 2 * len(have)
            have += (12 / (index + 1) + draws.normal(0, 0.1, wanted - len(have))).tolist()
            return verdict(over_replications(have, confidence), "<", 2.5, runs=len(have), most=40)

        answer, _ = asked(10, look)
        if answer.certain:
            wrong += answer.index != 4
        else:
            uncertain += 1
    assert wrong / trials <= 0.05
    assert uncertain / trials < 0.3


def test_each_look_is_surer_than_the_answer_as_a_whole() -> None:
    assert most_looks(5, 40) == 4
    assert most_looks(5, 5) == 1
    assert confidence_of_a_look(0.95, 1, 5, 5) == pytest.approx(0.95)
    assert confidence_of_a_look(0.95, 20, 5, 40) == pytest.approx(1 - 0.05 / (most_values(20) * 4))
