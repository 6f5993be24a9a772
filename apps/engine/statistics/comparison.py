"""Two documents on common random numbers.

Every stream is seeded by the run's seed, the node's id and the purpose (see `seeding`), so on one seed both documents
draw the same arrivals, keys and work for the nodes they share; what differs between two such runs is the design.
"""

from collections.abc import Sequence

import numpy as np

from apps.schema.document import Document
from apps.schema.faults import Fault
from apps.schema.results import Compared, Comparison

from ..compiling import compile_document
from ..replay import MAX_EVENTS
from .intervals import CONFIDENCE, over_pairs
from .metrics import Metric
from .replications import Run, Setting, WarmUp, chosen_metrics, estimate, run_all


def compare(
    first: Document,
    second: Document,
    seeds: Sequence[int],
    until: float,
    *,
    metrics: Sequence[str] | None = None,
    faults: Sequence[Fault] = (),
    warm_up: WarmUp = 0.0,
    confidence: float = CONFIDENCE,
    max_events: int = MAX_EVENTS,
    workers: int | None = None,
) -> Comparison:
    """Runs both on each seed and estimates `second` - `first` from the pairs.

    By default the usual metrics that both have. Settings and errors as for `replicate`; MetricUnknown if only one of
    the two has a metric that was asked for, FaultRefused if a fault cannot strike in both.
    """
    setting = Setting(until, faults, (), warm_up, max_events)
    programs = [compile_document(document) for document in (first, second)]
    chosen = [chosen_metrics(program, metrics) for program in programs]
    runs = [run_all(program, names, seeds, setting, workers) for program, names in zip(programs, chosen, strict=True)]
    of_second = {one.name: one for one in chosen[1]}
    shared = [one for one in chosen[0] if one.name in of_second]
    compared = {one.name: _compared(one, of_second[one.name], runs[0], runs[1], confidence) for one in shared}
    return Comparison(
        first=first.title,
        second=second.title,
        seeds=list(seeds),
        simulated_seconds=until,
        confidence=confidence,
        cut_short=[a.seed for a, b in zip(*runs, strict=True) if a.measured is None or b.measured is None],
        unobserved=[name for name, found in compared.items() if found is None],
        metrics={name: found for name, found in compared.items() if found},
    )


def _compared(
    of_first: Metric, of_second: Metric, first: Sequence[Run], second: Sequence[Run], confidence: float
) -> Compared | None:
    pairs = [
        (one, other)
        for one, other in (
            (a.measured[of_first.name].value, b.measured[of_second.name].value)
            for a, b in zip(first, second, strict=True)
            if a.measured is not None and b.measured is not None
        )
        if one is not None and other is not None
    ]
    means = estimate(of_first, first, confidence), estimate(of_second, second, confidence)
    if not pairs or means[0] is None or means[1] is None:
        return None
    values = np.array(pairs)
    difference = over_pairs(values[:, 0], values[:, 1], confidence, unit=of_first.unit)
    return Compared(first=means[0], second=means[1], difference=difference, variance_reduction=_reduction(values))


def _reduction(pairs: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float | None:
    """Var(a) + Var(b), which is the variance of b - a on seeds of their own, over that of b - a in pairs."""
    if len(pairs) < 2:
        return None
    in_pairs = float(np.var(pairs[:, 1] - pairs[:, 0], ddof=1))
    return float(np.var(pairs, axis=0, ddof=1).sum()) / in_pairs if in_pairs > 0 else None
