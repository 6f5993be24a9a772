"""Estimates as a person reads them: 50.1 ± 1.2, with as many digits as the half-width is worth."""

import math

from apps.schema.results import Estimate, Replications

from .table import table

_SHOWN = 4


def plus_minus(estimate: Estimate) -> str:
    if estimate.half_width is None:
        return f"{_number(estimate.mean, _decimals(estimate.mean, _SHOWN))} ± ?"
    decimals = _decimals(estimate.half_width or estimate.mean, 2 if estimate.half_width else _SHOWN)
    return f"{_number(estimate.mean, decimals)} ± {_number(estimate.half_width, decimals)}"


def report(replications: Replications) -> str:
    """A page of text: every metric with its interval, and where single runs lie."""
    share = f"{replications.confidence * 100:g} %"
    seeds, seconds = replications.seeds, replications.simulated_seconds
    warm_up = "MSER-5" if replications.warm_up == "mser5" else f"{replications.warm_up:g} s"
    runs = f"{len(seeds)} replications (seeds {seeds[0]} to {seeds[-1]}) of {seconds:g} s simulated"
    parts = [
        f"{replications.title}: {runs}, {replications.events:,} events",
        f"{share} intervals by Student's t; warm-up left out: {warm_up}",
    ]
    if replications.cut_short:
        parts.append(
            f"{len(replications.cut_short)} of {len(seeds)} runs ended at a budget and are in no estimate: seeds "
            + ", ".join(map(str, replications.cut_short))
        )
    rows = [
        (name, plus_minus(one), one.unit, _spread(one), str(one.n), one.note)
        for name, one in replications.estimates.items()
    ]
    heads = ("Metric", "mean", "unit", f"{share} of runs", "runs", "note")
    parts += ["", *table(heads, rows, left=(0, 2, 5))]
    if replications.unobserved:
        parts += ["", "Nothing observed: " + ", ".join(replications.unobserved)]
    return "\n".join(parts)


def _spread(estimate: Estimate) -> str:
    if estimate.spread is None:
        return ""
    low, high = estimate.spread.low, estimate.spread.high
    decimals = _decimals((high - low) or high, 2 if high > low else _SHOWN)
    return f"{_number(low, decimals)} – {_number(high, decimals)}"


def _decimals(value: float, digits: int) -> int:
    """So many that `digits` of them are significant in `value`."""
    return 0 if value == 0 else max(0, min(9, digits - 1 - math.floor(math.log10(abs(value)))))


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"
