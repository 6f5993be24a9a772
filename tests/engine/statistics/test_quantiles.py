"""Student's t against printed tables."""

import math
from statistics import NormalDist

import pytest

from apps.engine.statistics.quantiles import t_quantile, t_within

# Two-sided confidence, degrees of freedom, quantile: NIST/SEMATECH e-Handbook 1.3.6.7.2 has three digits of them, the
# others are SciPy 1.17's scipy.stats.t.ppf.
TABLE = [
    (0.90, 1, 6.313751514675),
    (0.95, 1, 12.706204736175),
    (0.99, 1, 63.656741162872),
    (0.95, 2, 4.302652729749),
    (0.95, 3, 3.182446305284),
    (0.99, 4, 4.604094871350),
    (0.95, 9, 2.262157162798),
    (0.99, 9, 3.249835541592),
    (0.80, 10, 1.372183641110),
    (0.90, 19, 1.729132811521),
    (0.95, 19, 2.093024054408),
    (0.999, 19, 3.883405852592),
    (0.95, 39, 2.022690920037),
    (0.99, 100, 2.625890521438),
    (0.999, 1000, 3.300282648424),
]


@pytest.mark.parametrize(("confidence", "degrees", "quantile"), TABLE)
def test_quantiles_are_those_of_the_tables(confidence: float, degrees: int, quantile: float) -> None:
    assert t_quantile(confidence, degrees) == pytest.approx(quantile, abs=1e-6)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5, 12, 37, 200])
def test_the_share_within_a_quantile_is_its_confidence(degrees: int) -> None:
    for confidence in (0.001, 0.5, 0.95, 0.9999):
        assert t_within(t_quantile(confidence, degrees), degrees) == pytest.approx(confidence, abs=1e-12)


def test_one_degree_is_cauchys_and_very_many_are_the_normals() -> None:
    assert t_quantile(0.5, 1) == pytest.approx(1.0)
    assert t_quantile(0.9, 1) == pytest.approx(math.tan(math.pi * 0.45))
    assert t_quantile(0.95, 10_000) == pytest.approx(NormalDist().inv_cdf(0.975), abs=3e-4)


@pytest.mark.parametrize(("confidence", "degrees"), [(0.0, 5), (1.0, 5), (math.nan, 5), (0.95, 0)])
def test_impossible_confidences_are_refused(confidence: float, degrees: int) -> None:
    with pytest.raises(ValueError):
        t_quantile(confidence, degrees)
