"""Differences of a sweep that has come only part of the way: over the seeds that both points have, and no others."""

import pytest

from apps.studies.kinds.kind import Json, Part
from apps.studies.kinds.sweep import SweepSpec, summary
from tests.engine.small import constant, queue, service

METRIC = "nodes.consumer.utilisation"
SHOP = queue(20, service(constant(10), concurrency=2))
SPEC = SweepSpec.model_validate(
    {
        "kind": "sweep",
        "metrics": [METRIC],
        "parameters": [{"path": "nodes.consumer.concurrency", "values": [1, 2, 3]}],
        "replications": 10,
    }
)


def done(point: int, values: dict[int, float]) -> Part:
    """A part as a worker leaves it; `values` by seed."""
    runs: list[Json] = [
        {"seed": seed, "events": 1, "measured": {METRIC: [value, 0.0, True]}} for seed, value in values.items()
    ]
    return Part({"point": point, "seeds": list(values)}, {"units": {METRIC: "ratio"}, "runs": runs})


def test_points_with_unequal_numbers_of_runs_are_compared_on_the_seeds_that_both_have() -> None:
    first = done(0, {1: 0.90, 2: 0.94, 3: 0.20, 4: 0.10})
    found = summary(SPEC, SHOP, [first, done(1, {2: 0.54, 1: 0.40, 9: 0.0}), done(2, {2: 0.3, 8: 0.3})])

    assert found.points[0].differences == {}
    assert found.points[0].estimates[METRIC].mean == pytest.approx(0.535)
    difference = found.points[1].differences[METRIC]
    assert (difference.n, difference.method) == (2, "pairs")
    assert difference.mean == pytest.approx((0.40 - 0.90 + 0.54 - 0.94) / 2)
    assert difference.half_width == pytest.approx(12.706 * 0.05, rel=1e-3)
    # One pair alone says nothing of chance.
    assert (found.points[2].runs, found.points[2].differences) == (2, {})
