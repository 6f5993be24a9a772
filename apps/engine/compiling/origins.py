"""Where things begin: sources, and the orchestrators' steps."""

from typing import Any

from apps.schema.nodes import Clients, Saga, Schedule, Trace
from apps.schema.workloads import BurstArrivals, ConstantArrivals, PoissonArrivals

from ..layout import (
    BURST_ARRIVALS,
    CONSTANT,
    CONSTANT_ARRIVALS,
    POISSON_ARRIVALS,
    RECORDED,
    SCHEDULED,
    UNIFORM_KEYS,
)
from .naming import Names
from .routing import Routing
from .tables import Tables


def add_sources(names: Names, tables: Tables) -> None:
    for name in names.sources:
        node = names.node(name)
        values: dict[str, Any] = {"factor": 1.0, "station": names.station(name), "message": -1}
        if isinstance(node, Trace):
            values |= _recorded(names, tables, node)
        else:
            values |= _shares(names, tables, node) | _pace(node)
        index = tables.add("sources", **values)
        tables.rows("stations")[names.station(name)]["source"] = index


def _pace(node: Clients | Schedule) -> dict[str, Any]:
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
    raise TypeError(f"no such workload: {node.workload!r}")


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
        "payload_kind": CONSTANT,
        "key_kind": UNIFORM_KEYS,
    }


def _recorded(names: Names, tables: Tables, node: Trace) -> dict[str, Any]:
    rows, shares = [], {}
    for point in node.points:
        if point.event_type not in shares:
            shares[point.event_type] = tables.add("shares", **_drawn(names, tables, point.event_type))
        size = getattr(point, "size", None)
        rows.append(
            {
                "at": point.at,
                "type": names.type_index(point.event_type),
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
            tables.rows("stations")[names.station(name)]["saga_node"] = index


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
