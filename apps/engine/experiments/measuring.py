"""One number from two moments: the measure of a probe, by its metric and what it is of."""

from collections.abc import Callable
from dataclasses import dataclass

from apps.schema.experiments import Compared, Probe, Tolerance
from apps.schema.metrics import METRICS

from ..histograms import percentile
from ..program import Program
from ..topology import Topology
from .moments import Counts, Moment, Summaries
from .scopes import Scope, scope

PERCENTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
LEDGER = {"lost", "dropped", "expired", "duplicate_deliveries", "redelivered"}
SAGAS = {"sagas_committed": "committed", "sagas_compensated": "compensated"}


@dataclass(frozen=True)
class Measure:
    """A probe made ready for one program."""

    probe: Probe
    scope: Scope

    @property
    def summaries(self) -> Summaries:
        """The histograms that it needs, together; none: empty."""
        timed = self.probe.metric in PERCENTILES or self.probe.metric == "mean"
        return tuple(self.scope.summaries if timed else ())

    @property
    def late(self) -> bool:
        return self.probe.metric == "seconds_behind"

    def value(self, before: Moment, now: Moment) -> float | None:
        """None where nothing was observed."""
        metric = self.probe.metric
        if metric in PERCENTILES:
            counts = now.histogram(self.summaries) - before.histogram(self.summaries)
            seconds = percentile(counts, PERCENTILES[metric])
            return None if seconds is None else 1000.0 * seconds
        if metric in LEDGER:
            return _grown(self.scope.channels, before.accounts[metric], now.accounts[metric])
        if metric in SAGAS:
            return _sagas(self.scope, SAGAS[metric], before, now)
        return MEASURES[metric](self.scope, before, now)


def measure(program: Program, topology: Topology, probe: Probe) -> Measure:
    return Measure(probe, scope(program, topology, probe))


def within(tolerance: Tolerance, value: float | None) -> bool:
    """Nothing observed is not within anything."""
    if value is None:
        return False
    if not isinstance(tolerance, Compared):
        return tolerance.low <= value <= tolerance.high
    than = tolerance.value
    return {
        "<": value < than,
        "<=": value <= than,
        "==": value == than,
        "!=": value != than,
        ">=": value >= than,
        ">": value > than,
    }[tolerance.operator]


def bounds(tolerance: Tolerance) -> tuple[float | None, float | None]:
    """The tolerance from low to high, None where it is open."""
    if not isinstance(tolerance, Compared):
        return tolerance.low, tolerance.high
    than = tolerance.value
    if tolerance.operator in ("<", "<="):
        return None, than
    if tolerance.operator in (">", ">="):
        return than, None
    return (than, than) if tolerance.operator == "==" else (None, None)


def _grown(rows: list[int], before: Counts, now: Counts) -> float:
    return float(now[rows].sum() - before[rows].sum())


def _per_second(count: float, before: Moment, now: Moment) -> float | None:
    return count / (now.time - before.time) if now.time > before.time else None


def _share(part: float, whole: float) -> float | None:
    return 100.0 * part / whole if whole > 0 else None


def _goodput(scope: Scope, before: Moment, now: Moment) -> float | None:
    if scope.kind == "station":
        done = _grown(scope.stations, before.stations["completed"], now.stations["completed"])
    elif scope.kind == "whole":
        done = _grown(scope.channels, before.accounts["completed"], now.accounts["completed"])
        done += now.totals["requests_answered"] - before.totals["requests_answered"]
    else:
        bad = sum(
            _grown(scope.edges, before.edges[name], now.edges[name]) for name in ("failed", "timed_out", "refused")
        )
        done = _grown(scope.edges, before.edges["count"], now.edges["count"]) - bad
    return _per_second(done, before, now)


def _arrivals(scope: Scope, before: Moment, now: Moment) -> float | None:
    if scope.kind == "station":
        return _per_second(_grown(scope.stations, before.stations["arrived"], now.stations["arrived"]), before, now)
    return _per_second(_grown(scope.channels, before.channel_arrived, now.channel_arrived), before, now)


def _mean(scope: Scope, before: Moment, now: Moment) -> float | None:
    of = tuple(scope.summaries)
    count = int((now.histogram(of) - before.histogram(of)).sum())
    total = now.total_seconds(of) - before.total_seconds(of)
    return 1000.0 * total / count if count else None


def _failed(scope: Scope, before: Moment, now: Moment) -> float:
    if scope.kind in ("station", "whole"):
        return _grown(scope.stations, before.stations["failed"], now.stations["failed"])
    return sum(_grown(scope.edges, before.edges[name], now.edges[name]) for name in ("failed", "timed_out", "refused"))


def _error_rate(scope: Scope, before: Moment, now: Moment) -> float | None:
    failed = _failed(scope, before, now)
    if scope.kind == "station":
        done = _grown(scope.stations, before.stations["completed"], now.stations["completed"])
        return _share(failed, failed + done)
    return _share(failed, _grown(scope.edges, before.edges["count"], now.edges["count"]))


def _availability(scope: Scope, before: Moment, now: Moment) -> float | None:
    grown = {name: now.totals[f"requests_{name}"] - before.totals[f"requests_{name}"] for name in
             ("answered", "failed", "timed_out", "refused")}  # fmt: skip
    return _share(grown["answered"], sum(grown.values()))


def _lag(scope: Scope, before: Moment, now: Moment) -> float:
    calls = now.stations["waiting"][scope.stations].sum()
    in_hand = now.in_process[scope.subscriptions].sum() if scope.kind == "subscription" else 0
    return float(now.waiting[scope.groups].sum() + calls + in_hand)


def _behind(scope: Scope, before: Moment, now: Moment) -> float:
    assert now.seconds_behind is not None
    return float(now.seconds_behind[scope.groups].max(initial=0.0))


def _in_flight(scope: Scope, before: Moment, now: Moment) -> float:
    ended = sum(now.accounts[name] for name in ("completed", "dead_lettered", "expired", "dropped", "lost"))
    return float((now.accounts["published"] - ended)[scope.channels].sum())


def _utilisation(scope: Scope, before: Moment, now: Moment) -> float | None:
    busy = float((now.busy_seconds - before.busy_seconds)[scope.stations].sum())
    return _share(busy, float((now.slots_seconds - before.slots_seconds)[scope.stations].sum()))


def _dead_letters(scope: Scope, before: Moment, now: Moment) -> float:
    if scope.kind == "station":
        return _grown(scope.stations, before.stations["dead_lettered"], now.stations["dead_lettered"])
    if scope.keeps_dead_letters:
        return _grown(scope.channels, before.kept, now.kept)
    return _grown(scope.channels, before.accounts["dead_lettered"], now.accounts["dead_lettered"])


def _duplicate_effects(scope: Scope, before: Moment, now: Moment) -> float:
    if scope.kind == "station":
        return _grown(scope.stations, before.stations["duplicate_effects"], now.stations["duplicate_effects"])
    return _grown(scope.channels, before.accounts["duplicate_effects"], now.accounts["duplicate_effects"])


def _sagas(scope: Scope, what: str, before: Moment, now: Moment) -> float:
    if scope.kind == "whole":
        return float(now.totals[f"sagas_{what}"] - before.totals[f"sagas_{what}"])
    rows = before.saga_nodes, now.saga_nodes
    earlier, later = (int(one[scope.saga_node][f"all_{what}"]) for one in rows)
    return float(later - earlier)


def _sagas_stuck(scope: Scope, before: Moment, now: Moment) -> float:
    return float(now.totals["sagas_stuck"] if scope.kind == "whole" else now.saga_nodes[scope.saga_node]["now_stuck"])


def _sagas_unfinished(scope: Scope, before: Moment, now: Moment) -> float:
    if scope.kind == "whole":
        return float(now.totals["sagas_running"] + now.totals["sagas_compensating"])
    row = now.saga_nodes[scope.saga_node]
    return float(row["now_running"] + row["now_compensating"])


MEASURES: dict[str, Callable[[Scope, Moment, Moment], float | None]] = {
    "goodput": _goodput,
    "arrivals": _arrivals,
    "mean": _mean,
    "failed": _failed,
    "error_rate": _error_rate,
    "availability": _availability,
    "lag": _lag,
    "seconds_behind": _behind,
    "in_flight": _in_flight,
    "utilisation": _utilisation,
    "dead_letters": _dead_letters,
    "duplicate_effects": _duplicate_effects,
    "instances": lambda scope, before, now: float(now.stations["up_instances"][scope.stations].sum()),
    "retries": lambda scope, before, now: _grown(scope.stations, before.stations["retries"], now.stations["retries"]),
    "late_replies": lambda scope, before, now: _grown(scope.edges, before.late_replies, now.late_replies),
    "order_violations": lambda scope, before, now: _grown(scope.groups, before.order_violations, now.order_violations),
    "sagas_stuck": _sagas_stuck,
    "sagas_unfinished": _sagas_unfinished,
}

assert set(METRICS) == {*MEASURES, *PERCENTILES, *LEDGER, *SAGAS}
