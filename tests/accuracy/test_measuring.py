"""The instruments: what is measured after the cut, and when a check says that theory and engine disagree."""

from typing import Literal

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.engine.histograms import MIDDLES

from .checks import Check
from .documents import exponential, queueing, service
from .replications import Experiment, Interval, lasting
from .windows import EDGES, Reading, Window, quantile_between

RATE = 50.0


def design() -> Experiment:
    return Experiment("M/M/1", lambda: queueing(RATE, service(exponential(10.0))), 10.0, 40.0)


def check(theory: float, says: Literal["equals", "at most"] = "equals") -> Check:
    return Check("quantity", "form", design(), lambda window: window.seconds, theory, says=says)


def test_theory_inside_a_narrow_interval_agrees() -> None:
    assert check(100.0).disagreement(Interval(100.3, 0.5)) == ""


def test_theory_outside_the_interval_disagrees() -> None:
    assert "outside" in check(100.0).disagreement(Interval(100.3, 0.2))


def test_an_interval_wider_than_one_per_cent_disagrees_even_with_theory_inside() -> None:
    assert "too wide" in check(100.0).disagreement(Interval(100.3, 1.1))


def test_a_bound_must_lie_above_the_whole_interval() -> None:
    assert check(100.0, "at most").disagreement(Interval(50.0, 0.4)) == ""
    assert "bound" in check(100.0, "at most").disagreement(Interval(99.7, 0.4))


def test_the_interval_is_students() -> None:
    interval = Interval.of([float(value) for value in range(20)])
    assert interval.mean == 9.5
    assert interval.half_width == pytest.approx(3.8834 * np.std(range(20), ddof=1) / 20**0.5)


def test_the_edges_are_those_of_the_engines_buckets() -> None:
    assert ((EDGES[:-1] + EDGES[1:]) / 2)[1:] == pytest.approx(MIDDLES[1:])


def test_a_quantile_is_right_within_less_than_a_bucket() -> None:
    times = np.random.default_rng(1).exponential(0.05, 1_000_000)
    counts = np.histogram(times, EDGES)[0]
    assert quantile_between(np.zeros_like(counts), counts, 0.99) == pytest.approx(
        1000.0 * np.quantile(times, 0.99), rel=1e-3
    )


def test_a_window_knows_nothing_of_what_came_before_its_cut() -> None:
    """Two windows end to end make up the whole."""
    document = design().document()
    simulation = Simulation(compile_document(document), 1)
    readings = [Reading.of(simulation)]
    for until in (10.0, 40.0):
        simulation.advance(until)
        readings.append(Reading.of(simulation))
    start, middle, end = readings
    parts = [Window(document, start, middle), Window(document, middle, end)]
    whole = Window(document, start, end)
    counts = [part.count("consumer", "completed") for part in parts]
    assert sum(counts) == whole.count("consumer", "completed") == end.results.nodes["consumer"].completed
    assert np.average([part.sojourn("consumer") for part in parts], weights=counts) == pytest.approx(
        whole.sojourn("consumer")
    )
    assert np.average([part.waiting("consumer") for part in parts], weights=[10, 30]) == pytest.approx(
        whole.waiting("consumer")
    )


def test_an_experiment_lasts_for_the_messages_it_promises() -> None:
    experiment = lasting("M/M/1", design().document, RATE, 2.0)
    assert experiment.cut == pytest.approx(experiment.until / 20)
    assert (experiment.until - experiment.cut) * RATE * 20 == pytest.approx(2e6)
