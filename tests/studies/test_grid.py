"""Values, combinations and seeds."""

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from apps.studies.kinds.grid import MAX_VALUES, MOST_PARTS, Parameter, Range, batches, count_points, points


def parameter(path: str, *values: Any) -> Parameter:
    return Parameter(path=path, values=list(values))


distinct = st.lists(st.integers(-1000, 1000), min_size=1, max_size=4, unique=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(distinct, min_size=1, max_size=5))
def test_a_grid_has_every_combination_once(lists: list[list[int]]) -> None:
    parameters = [parameter(f"p{index}", *values) for index, values in enumerate(lists)]
    found = points(parameters)
    assert len(found) == count_points(parameters) == math.prod(map(len, lists))
    assert len({tuple(point.values()) for point in found}) == len(found)
    assert all(point[one.path] in one.chosen() for point in found for one in parameters)


@given(st.integers(1, 1000), st.integers(1, 400), st.integers(0, 10**9))
def test_batches_hold_every_seed_once_and_are_not_too_many(replications: int, of_points: int, first: int) -> None:
    found = batches(first, replications, replications * of_points)
    assert [seed for batch in found for seed in batch] == list(range(first, first + replications))
    assert len(found) * of_points <= max(of_points, MOST_PARTS + of_points)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(2, MAX_VALUES))
def test_a_range_with_a_count_begins_and_ends_where_it_says(first: float, length: float, count: int) -> None:
    values = Range(first=first, last=first + length, count=count).values()
    assert values[0] == pytest.approx(first, rel=1e-9, abs=1e-9)
    assert values[-1] == pytest.approx(first + length, rel=1e-9, abs=1e-9)
    assert values == sorted(values)
    assert len(values) <= count


def test_steps_are_as_people_write_them() -> None:
    assert Range(first=0.1, last=0.5, step=0.1).values() == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert Range(first=1, last=10, step=4).values() == [1, 5, 9]
    assert all(type(value) is int for value in Range(first=1, last=3, step=1).values())
    assert Range(first=1, last=1000, count=4, scale="logarithmic").values() == [1, 10, 100, 1000]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"first": 2, "last": 1, "step": 1}, "ends before it begins"),
        ({"first": 1, "last": 2}, "one of step and count"),
        ({"first": 1, "last": 2, "step": 1, "count": 2}, "one of step and count"),
        ({"first": 0, "last": 2, "count": 2, "scale": "logarithmic"}, "begins above 0"),
        ({"first": 0, "last": 1000, "step": 1}, "more than 100 values"),
    ],
)
def test_a_range_that_makes_no_sense_says_why(values: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Range.model_validate(values)


def test_a_parameter_has_a_list_or_a_range() -> None:
    for wrong in ({}, {"values": [1], "range": {"first": 1, "last": 2, "step": 1}}, {"values": [1, 1]}):
        with pytest.raises(ValidationError):
            Parameter.model_validate({"path": "nodes.a.instances", **wrong})
    assert Parameter(path="x", values=[True, 1]).chosen() == [True, 1]
