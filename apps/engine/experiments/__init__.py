"""Chaos experiments on a simulation: check, break, check, undo, check again. See `running.run_experiment`."""

from .running import run_experiment, run_once
from .verdicts import result_of

__all__ = ["result_of", "run_experiment", "run_once"]
