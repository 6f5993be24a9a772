"""Exponential numbers as they are drawn in the kernel, against their distribution."""

import json
import math
import os
import subprocess
import sys

import numpy as np

from apps.engine import Simulation, compile_document
from apps.engine.kernel.random import AREA, HEIGHT, LAYER, LAYERS, TAIL, exponential
from apps.engine.records import overflowing
from tests.engine.small import constant, queue, service

DRAWS = 200_000
MEAN = 2.5
SCRIPT = "from tests.engine import test_random_numbers as t; print(t.shares())"
LIMITS = [0.01, 0.1, 0.5, 1.0, 2.0, 3.0, 5.0, TAIL, 9.0]


def shares() -> str:
    """Of the draws that lie below each limit, and their mean and variance. Only where the JIT is off."""
    simulation = Simulation(compile_document(queue(1.0, service(constant(1)))), 7)
    with overflowing():
        numbers = np.array([exponential(simulation.arena.address, 0, MEAN) for _ in range(DRAWS)]) / MEAN
    below = [float(np.mean(numbers < limit)) for limit in LIMITS]
    return json.dumps([below, float(numbers.mean()), float(numbers.var())])


def test_exponential_numbers_are_distributed_as_they_should() -> None:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    ran = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    below, mean, variance = json.loads(ran.stdout)
    for limit, share in zip(LIMITS, below, strict=True):
        expected = 1.0 - math.exp(-limit)
        assert abs(share - expected) < 4.5 * math.sqrt(expected * (1.0 - expected) / DRAWS)
    assert abs(mean - 1.0) < 4.5 / math.sqrt(DRAWS)
    assert abs(variance - 1.0) < 4.5 * math.sqrt(8.0 / DRAWS)


def test_the_layers_have_one_area_and_cover_the_curve() -> None:
    inside, width = LAYER.reshape(LAYERS, 2).T
    right = width * 2.0**53
    assert len(right) == LAYERS
    np.testing.assert_allclose(right[1:] * np.diff(HEIGHT)[1:], AREA, rtol=1e-9)
    np.testing.assert_allclose(right[0] * HEIGHT[1], AREA, rtol=1e-12)
    np.testing.assert_allclose(TAIL * math.exp(-TAIL) + math.exp(-TAIL), AREA, rtol=1e-12)
    np.testing.assert_allclose(HEIGHT[1:-1], np.exp(-right[1:]), rtol=1e-12)
    np.testing.assert_allclose(inside[:-1] * width[:-1], right[1:], rtol=1e-12)
    assert inside[-1] == 0
    assert np.array_equal(inside, np.floor(inside))
