"""The closed forms themselves, against known values and against each other."""

import pytest

from . import theory


def test_erlang_b_of_a_printed_table() -> None:
    assert theory.erlang_b(10, 5.0) == pytest.approx(0.0184, abs=5e-5)


def test_erlang_c_for_one_server_is_the_load() -> None:
    assert theory.erlang_c(1, 0.7) == pytest.approx(0.7)


def test_erlang_c_for_two_servers_is_its_closed_form() -> None:
    load = 0.75
    assert theory.erlang_c(2, 2 * load) == pytest.approx(2 * load**2 / (1 + load))


def test_pollaczek_khinchine_with_exponential_work_is_mm1() -> None:
    assert theory.mg1_wait(80.0, 0.01, 0.0002) == pytest.approx(theory.mm1_wait(80.0, 100.0)) == pytest.approx(0.04)


def test_one_place_is_erlang_b_with_one_server() -> None:
    assert theory.mm1k_loss(0.8, 1) == pytest.approx(theory.erlang_b(1, 0.8))


def test_priorities_do_not_change_the_mean_wait_of_all() -> None:
    """Kleinrock's conservation law."""
    rates = [20.0, 30.0, 25.0]
    waits = theory.priority_waits(rates, 0.01, 0.0002)
    mean = sum(rate * wait for rate, wait in zip(rates, waits, strict=True)) / sum(rates)
    assert mean == pytest.approx(theory.mm1_wait(75.0, 100.0))
    assert waits == sorted(waits)


def test_kingmans_bound_becomes_exact_for_constant_gaps_as_the_load_grows() -> None:
    def share(load: float) -> float:
        return theory.dm1_wait(100 * load, 100.0) / theory.kingman_bound(100 * load, 0.0, 0.01, 0.0001)

    shares = [share(load) for load in (0.5, 0.7, 0.9, 0.99, 0.999)]
    assert shares == sorted(shares)
    assert 0.999 < shares[-1] < 1


def test_the_sum_of_two_nearly_equal_exponential_times_is_erlang() -> None:
    """99 % of Erlang(2, 1), from the chi-squared distribution with four degrees of freedom: 13.2767 / 2."""
    assert theory.two_exponentials_quantile(0.99, 1.0, 1.000001) == pytest.approx(6.63835, rel=1e-4)


def test_the_traffic_equations_balance_what_comes_and_goes() -> None:
    assert theory.visits([1.0, 0.0], [[0.0, 0.5], [0.5, 0.0]]) == pytest.approx([4 / 3, 2 / 3])


def test_the_moments_of_work_are_those_of_the_distribution() -> None:
    assert theory.gamma_moments(10.0, 1.0) == pytest.approx((10.0, 200.0))
    assert theory.uniform_moments(0.0, 1.0) == pytest.approx((1 / 2, 1 / 3))
    assert theory.empirical_moments([(1.0, 1.0), (3.0, 3.0)]) == pytest.approx((2.5, 7.0))
    assert theory.lognormal_moments(8.0, 8.0) == pytest.approx((8.0, 64.0))


def test_without_failures_there_is_one_attempt_and_no_dead_letter() -> None:
    assert (theory.attempts(0.0, 3), theory.dead_share(0.0, 3)) == (1.0, 0.0)
    assert theory.attempts(0.3, 3) == pytest.approx(1 + 0.3 + 0.09 + 0.027)
