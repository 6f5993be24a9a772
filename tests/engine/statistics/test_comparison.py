"""Common random numbers: two designs on the same arrivals and the same draws."""

import numpy as np
import pytest

from apps.engine.statistics.comparison import compare
from apps.engine.statistics.metrics import MetricUnknown
from apps.engine.statistics.replications import replicate
from apps.schema.results import Estimate
from tests.engine.small import document, exponential, queue, service, source

MEAN = "nodes.consumer.latency.mean_ms"
SEEDS = range(1, 21)


def half(estimate: Estimate) -> float:
    assert estimate.half_width is not None
    return estimate.half_width


def test_the_difference_of_two_mm1_is_much_narrower_in_pairs_than_on_seeds_of_their_own() -> None:
    """10 ms and 9.8 ms of work at 80 a second: 50 ms and 45.37 ms in all."""
    slower, faster = queue(80.0, service(exponential(10.0))), queue(80.0, service(exponential(9.8)))
    theory = 1000 / (1000 / 9.8 - 80) - 50.0
    compared = compare(slower, faster, SEEDS, 500.0, metrics=[MEAN], confidence=0.99).metrics[MEAN]
    own = replicate(faster, range(101, 121), 500.0, metrics=[MEAN], confidence=0.99).estimates[MEAN]
    apart = float(np.hypot(half(compared.first), half(own)))
    assert abs(compared.difference.mean - theory) <= half(compared.difference)
    assert half(compared.difference) < apart / 3
    assert compared.variance_reduction
    assert compared.variance_reduction > 9


def test_the_variance_reduction_is_what_seeds_of_their_own_would_have_cost() -> None:
    first, second = queue(80.0, service(exponential(10.0))), queue(80.0, service(exponential(9.0)))
    compared = compare(first, second, SEEDS, 200.0, metrics=[MEAN]).metrics[MEAN]
    squares = half(compared.first) ** 2 + half(compared.second) ** 2
    assert compared.variance_reduction == pytest.approx(squares / half(compared.difference) ** 2)


def test_each_side_is_what_replicating_it_alone_gives() -> None:
    first, second = queue(80.0, service(exponential(10.0))), queue(80.0, service(exponential(9.0)))
    both = compare(first, second, [4, 8, 15], 50.0).metrics
    for name, found in both.items():
        assert found.first == replicate(first, [4, 8, 15], 50.0, metrics=[name]).estimates[name]
        assert found.second == replicate(second, [4, 8, 15], 50.0, metrics=[name]).estimates[name]
        assert found.difference.mean == pytest.approx(found.second.mean - found.first.mean, abs=1e-9)
    assert {found.difference.method for found in both.values()} == {"pairs"}


def test_a_design_does_not_differ_from_itself() -> None:
    mm1 = queue(80.0, service(exponential(10.0)))
    for found in compare(mm1, mm1, [1, 2, 3], 50.0).metrics.values():
        assert (found.difference.mean, found.difference.half_width, found.variance_reduction) == (0.0, 0.0, None)


def test_a_node_more_does_not_shift_the_draws_of_the_others() -> None:
    def with_other(*others: str) -> object:
        nodes = {"source": source(80.0), "consumer": service(exponential(10.0)), "rabbit": {"kind": "rabbitmq"}}
        nodes["queue"] = {"kind": "rabbitmq_queue", "parent": "rabbit"}
        edges = {
            "publish": {"kind": "publish", "source": "source", "target": "queue"},
            "subscribe": {"kind": "subscribe", "source": "queue", "target": "consumer"},
        }
        for other in others:
            nodes |= {f"{other}-in": source(50.0), other: {"kind": "rabbitmq_queue", "parent": "rabbit"}}
            nodes[f"{other}-out"] = service(exponential(5.0))
            edges[f"{other}-publish"] = {"kind": "publish", "source": f"{other}-in", "target": other}
            edges[f"{other}-subscribe"] = {"kind": "subscribe", "source": other, "target": f"{other}-out"}
        return document(nodes, edges)

    found = compare(with_other(), with_other("a"), [1, 2, 3], 50.0).metrics[MEAN]  # type: ignore[arg-type]
    assert found.difference.mean == pytest.approx(0.0, abs=1e-9)


def test_a_metric_that_only_one_has_is_refused_when_asked_for_and_else_left_out() -> None:
    one = queue(80.0, service(exponential(10.0)))
    other = queue(80.0, service(exponential(10.0)))
    nodes = {("reader" if name == "consumer" else name): node for name, node in other.nodes.items()}
    edges = {
        name: edge.model_copy(
            update={end: "reader" for end in ("source", "target") if getattr(edge, end) == "consumer"}
        )
        for name, edge in other.edges.items()
    }
    other = other.model_copy(update={"nodes": nodes, "edges": edges})
    with pytest.raises(MetricUnknown):
        compare(one, other, [1, 2], 10.0, metrics=[MEAN])
    assert set(compare(one, other, [1, 2], 10.0).metrics) == {"nodes.queue.mean_waiting", "nodes.dead.mean_waiting"}
