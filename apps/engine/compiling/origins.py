"""Where things begin: sources, and the orchestrators' steps."""

from math import cos, pi
from typing import Any

import numpy as np

from apps.schema.event_types import EventType, HotKey, ZipfKeys
from apps.schema.nodes import Clients, Saga, Schedule, Trace
from apps.schema.workloads import (
    BurstArrivals,
    ClosedLoop,
    ConstantArrivals,
    DiurnalArrivals,
    PoissonArrivals,
    RampArrivals,
    SpikeArrivals,
    StepArrivals,
)

from ..layout import (
    BURST_ARRIVALS,
    CLOSED_LOOP,
    CONSTANT,
    CONSTANT_ARRIVALS,
    EXPONENTIAL,
    HOT_KEY,
    IN_SAGAS,
    POISSON_ARRIVALS,
    RATE_CURVE,
    RECORDED,
    SCHEDULED,
    UNIFORM,
    UNIFORM_KEYS,
    ZIPF_KEYS,
)
from .naming import Names
from .routing import Routing
from .stations import work_values
from .tables import Tables

KNOTS_OF_A_DAY = 96
MOST_ZIPF_KEYS = 100_000
"""Of a Zipf distribution; what lies beyond is too rare to matter."""


def add_sources(names: Names, tables: Tables) -> None:
    for name in names.sources:
        node = names.node(name)
        values: dict[str, Any] = {"factor": 1.0, "station": names.station(name), "message": -1}
        first_share = tables.count("shares")
        if isinstance(node, Trace):
            values |= _recorded(names, tables, node)
        else:
            values |= _shares(names, tables, node) | _pace(names, tables, node)
        for share in tables.rows("shares")[first_share:]:
            share |= _goes_at_once(names, tables, name, share["type"])
        index = tables.add("sources", **values)
        tables.rows("stations")[names.station(name)]["source"] = index


def _goes_at_once(names: Names, tables: Tables, name: str, event_type: int) -> dict[str, int]:
    """The routes of an event that waits for no answer and is sent in the same way each time."""
    index = names.station(name) * len(names.event_types) + event_type
    handler = tables.rows("handlers")[tables.rows("dispatch")[index]["handler"]]
    if handler["calls"] or handler["outcomes"] > 1:
        return {"routes": -1}
    if not handler["outcomes"]:
        return {"routes": 0}
    outcome = tables.rows("outcomes")[handler["first_outcome"]]
    if outcome["emissions"] != 1 or outcome["type"] != event_type:
        return {"routes": -1}
    return {"first_route": outcome["first_route"], "routes": outcome["routes"]}


def _pace(names: Names, tables: Tables, node: Clients | Schedule) -> dict[str, Any]:
    if isinstance(node, Schedule):
        return {"kind": SCHEDULED, "rate": node.every_seconds, "batch": node.batch, "batch_left": node.batch}
    match node.workload:
        case PoissonArrivals():
            return {"kind": POISSON_ARRIVALS, "rate": node.workload.per_second}
        case ConstantArrivals():
            return {"kind": CONSTANT_ARRIVALS, "rate": node.workload.per_second}
        case BurstArrivals():
            burst = node.workload
            return {
                "kind": BURST_ARRIVALS,
                "rate": burst.on_per_second,
                "off_rate": burst.off_per_second,
                "on_seconds": burst.on_seconds,
                "off_seconds": burst.off_seconds,
                "phase_until": burst.on_seconds,
                "on": 1,
            }
        case ClosedLoop():
            think = work_values(node.workload.think, tables, "think")
            return {
                "kind": CLOSED_LOOP,
                "users": node.workload.users,
                "think_kind": think["think_kind"],
                "think_a": think["think_a"],
                "think_b": think.get("think_b", 0.0),
                "first_think": think.get("first_value", 0),
                "thinks": think.get("values", 0),
            }
    knots, period = rate_curve(node.workload)
    first, count = tables.add_all("knots", [{"at": at, "rate": rate} for at, rate in knots])
    return {
        "kind": RATE_CURVE,
        "rate": max(rate for _, rate in knots),
        "first_knot": first,
        "knots": count,
        "repeat_every": period,
    }


def rate_curve(workload: Any) -> tuple[list[tuple[float, float]], float]:
    """A changing rate as corners (seconds, per second) with straight lines between, and its period, 0 for none.

    Two corners at one time are a jump.
    """
    match workload:
        case DiurnalArrivals():
            swing, period = workload.swing_percent / 100.0, workload.period_seconds
            times = [period * k / KNOTS_OF_A_DAY for k in range(KNOTS_OF_A_DAY + 1)]
            phase = [2.0 * pi * (at - workload.peak_at_seconds) / period for at in times]
            return [
                (at, workload.per_second * (1.0 + swing * cos(angle))) for at, angle in zip(times, phase, strict=True)
            ], period
        case RampArrivals():
            return [(0.0, workload.from_per_second), (workload.over_seconds, workload.to_per_second)], 0.0
        case StepArrivals():
            knots, before = [(0.0, 0.0)], 0.0
            for step in workload.steps:
                knots += [(step.at_seconds, before), (step.at_seconds, step.per_second)]
                before = step.per_second
            return knots, 0.0
        case SpikeArrivals():
            start, end = workload.at_seconds, workload.at_seconds + workload.for_seconds
            low, high = workload.per_second, workload.peak_per_second
            return [(0.0, low), (start, low), (start, high), (end, high), (end, low)], 0.0
    raise TypeError(f"no such workload: {workload!r}")


def _shares(names: Names, tables: Tables, node: Clients | Schedule) -> dict[str, int]:
    total = sum(share.weight for share in node.sends)
    rows, below = [], 0.0
    for share in node.sends:
        below += share.weight / total
        rows.append({"below": below, **_drawn(names, tables, share.event_type)})
    first, count = tables.add_all("shares", rows)
    return {"first_share": first, "shares": count}


def _drawn(names: Names, tables: Tables, event_type: str) -> dict[str, Any]:
    """How the key and the size of a message of a type are drawn."""
    declared = names.document.event_types[event_type]
    return {
        "type": names.type_index(event_type),
        "keys": declared.key_count,
        "payload": declared.size_bytes,
        "payload_kind": {"constant": CONSTANT, "exponential": EXPONENTIAL, "uniform": UNIFORM}[
            declared.size_distribution
        ],
        **_key_values(tables, declared),
    }


def _key_values(tables: Tables, declared: EventType) -> dict[str, Any]:
    match declared.key_distribution:
        case HotKey(percent=percent):
            return {"key_kind": HOT_KEY, "hot": percent / 100.0}
        case ZipfKeys(exponent=exponent):
            count = min(declared.key_count, MOST_ZIPF_KEYS)
            weights = np.cumsum(np.arange(1, count + 1, dtype=np.float64) ** -exponent)
            first, _ = tables.add_all("key_weights", [{"below": below} for below in weights / weights[-1]])
            return {"key_kind": ZIPF_KEYS, "exponent": exponent, "first_key": first, "keys": count}
    return {"key_kind": UNIFORM_KEYS}


def _recorded(names: Names, tables: Tables, node: Trace) -> dict[str, Any]:
    rows, shares = [], {}
    for point in node.points:
        if point.event_type not in shares:
            shares[point.event_type] = tables.add("shares", **_drawn(names, tables, point.event_type))
        size = getattr(point, "size", None)
        rows.append(
            {
                "at": point.at,
                "key": -1 if point.key is None else point.key,
                "payload": -1 if size is None else size,
                "share": shares[point.event_type],
            }
        )
    first, count = tables.add_all("trace", rows)
    return {"kind": RECORDED, "first_point": first, "points": count, "repeat_every": node.repeat_every_seconds or 0.0}


def add_sagas(names: Names, tables: Tables, routing: Routing) -> None:
    for name in names.stations:
        node = names.node(name)
        if isinstance(node, Saga) and node.starts_on is not None:
            index = _add_saga(names, tables, routing, name, node)
            tables.rows("stations")[names.station(name)] |= {"saga_node": index, "unusual": IN_SAGAS}


def _add_saga(names: Names, tables: Tables, routing: Routing, name: str, node: Saga) -> int:
    steps = []
    for step in node.steps:
        first, count = tables.add_all("saga_types", [{"type": names.type_index(t)} for t in step.fails_on])
        steps.append(
            {
                "timeout": step.timeout_ms / 1000.0,
                "succeeds_on": names.type_index(step.succeeds_on),
                "compensated_on": names.type_index(step.compensated_on),
                "command": routing.emissions(name, [step.command])[0] if step.command else -1,
                "compensation": routing.emissions(name, [step.compensation])[0] if step.compensation else -1,
                "first_fails_on": first,
                "fails_on": count,
                "undo_retries": step.compensation_retries,
                "undo_every": step.compensation_backoff_ms / 1000.0,
            }
        )
    first_step, step_count = tables.add_all("saga_steps", steps)
    first_committed, committed = routing.emissions(name, node.committed_emits)
    first_compensated, compensated = routing.emissions(name, node.compensated_emits)
    return tables.add(
        "saga_nodes",
        station=names.station(name),
        starts_on=names.type_index(node.starts_on),
        first_step=first_step,
        steps=step_count,
        first_committed=first_committed,
        committed=committed,
        first_compensated=first_compensated,
        compensated=compensated,
    )
