"""Rounds: every engine once, one after the other, in turn forwards and backwards. Machines are noisy, so what counts is
the median over the rounds of the ratio within a round."""

import statistics
import time
from collections.abc import Callable, Mapping

from .runners import Run, Runner

Rounds = dict[str, list[Run]]


def alternating(runners: Mapping[str, Runner], rounds: int) -> Rounds:
    done: Rounds = {name: [] for name in runners}
    for number in range(rounds):
        names = list(runners) if number % 2 == 0 else list(reversed(runners))
        for name in names:
            done[name].append(runners[name]())
    return done


def median_rate(runs: list[Run]) -> float:
    return statistics.median(run.events_per_second for run in runs)


def paired_ratio(runs: list[Run], against: list[Run]) -> float:
    """How many times the events per second, round by round."""
    pairs = zip(runs, against, strict=True)
    return statistics.median(one.events_per_second / other.events_per_second for one, other in pairs)


def median_seconds(call: Callable[[], object], rounds: int) -> float:
    """Seconds of processor time of a call."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        call()
        taken.append(time.process_time() - started)
    return statistics.median(taken)
