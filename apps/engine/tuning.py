"""Numbers of a running system that an operator changes: the rows of the arena that hold them.

Place in the flow: beside `operating`, which calls it. Everything that is changed stands in the arena, so a snapshot has
it, the digest covers it, and a replay of the log leads to the same state.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from apps.schema.operations import Tune

from .arena import Arena
from .kernel.consumers import wake
from .kernel.faults import set_pace
from .layout import (
    BURST_ARRIVALS,
    CONSTANT_ARRIVALS,
    EMPIRICAL,
    LOGNORMAL,
    POISSON_ARRIVALS,
    RATE_CURVE,
    UNIFORM,
    UP,
)
from .program import Program

if TYPE_CHECKING:
    from .simulation import Simulation


class CannotTune(ValueError):
    """A number that this node does not have."""


def tune(simulation: "Simulation", operation: Tune) -> None:
    """Raises CannotTune."""
    program, target, value = simulation.program, operation.target, operation.value
    simulation.make_room_for_all()
    match operation.number:
        case "concurrency":
            _concurrency(simulation.arena, program.station_index[target], int(value), simulation.time)
        case "rate":
            _rate(simulation.arena, program.sources.index(target), value)
        case "work":
            simulation.arena = _own_handlers(program, simulation.arena, program.station_index[target])
            for row in _handlers(program, simulation.arena, program.station_index[target]):
                _set_mean(simulation.arena, row, value / 1000.0)
        case "failure":
            simulation.arena = _own_handlers(program, simulation.arena, program.station_index[target])
            for row in _handlers(program, simulation.arena, program.station_index[target]):
                simulation.arena.view("handlers")["failure"][row] = value / 100.0
        case "timeout":
            simulation.arena.view("edges")["timeout"][program.edge_index[target]] = value / 1000.0
        case "retries":
            _retries(simulation.arena, program.edge_index[target], int(value))


def _concurrency(arena: Arena, station: int, slots: int, now: float) -> None:
    """Each instance gets so many slots; what is worked on beyond them ends as it would have."""
    row = arena.view("stations")[station]
    first, count = int(row["first_instance"]), int(row["instances"])
    instances = arena.view("instances")[first : first + count]
    more = np.where(instances["state"] == UP, slots - instances["slots"], 0)
    row["slots_seconds"] += row["slots"] * (now - row["slots_since"])
    row["slots_since"] = now
    row["slots"] += int(more.sum())
    row["concurrency"] = slots
    instances["slots"] = slots
    consumers = arena.view("consumers")
    own = np.flatnonzero(consumers["station"] == station)
    consumers["limit"][own] = slots
    for consumer in own:
        wake(arena.address, int(consumer))
    for instance in range(first, first + count):
        _unsettle(arena, instance)


def _unsettle(arena: Arena, index: int) -> None:
    """Has an instance looked at before the next event; see kernel.consumers."""
    state, instances = arena.state, arena.view("instances")
    if instances["unsettled"][index]:
        return
    instances["unsettled"][index] = 1
    instances["next_unsettled"][index] = -1
    if state["unsettled_head"][0] >= 0:
        instances["next_unsettled"][int(state["unsettled_tail"][0])] = index
    else:
        state["unsettled_head"] = index
    state["unsettled_tail"] = index


def _rate(arena: Arena, source: int, per_second: float) -> None:
    """Arrivals at this rate from now on; of a rate that changes, its peak, with everything else in proportion."""
    row = arena.view("sources")[source]
    kind = int(row["kind"])
    if kind not in (POISSON_ARRIVALS, CONSTANT_ARRIVALS, BURST_ARRIVALS, RATE_CURVE):
        raise CannotTune("its workload has no rate: it is a schedule, a recorded trace or users who wait for answers")
    factor = per_second / float(row["rate"]) if row["rate"] > 0 else 1.0
    row["rate"] = per_second
    row["off_rate"] *= factor
    if kind == RATE_CURVE:
        first, count = int(row["first_knot"]), int(row["knots"])
        arena.view("knots")["rate"][first : first + count] *= factor
    set_pace(arena.address, source, float(row["factor"]))


def _retries(arena: Arena, edge: int, most: int) -> None:
    arena.view("edges")["retries"][edge] = most
    subscriptions = arena.view("subscriptions")
    subscriptions["max_retries"][subscriptions["edge"] == edge] = most


def _handlers(program: Program, arena: Arena, station: int) -> list[int]:
    """The rows of `handlers` that a station works by."""
    types = int(arena.state["types"][0])
    dispatched = arena.view("dispatch")["handler"][station * types : (station + 1) * types]
    return sorted({int(arena.view("stations")["bare_handler"][station]), *map(int, dispatched)})


def _own_handlers(program: Program, arena: Arena, station: int) -> Arena:
    """An arena in which no other station works by this one's handlers: alike ones share a row until one is changed."""
    own = _handlers(program, arena, station)
    others = {
        row for other in range(len(program.stations)) if other != station for row in _handlers(program, arena, other)
    }
    shared = [row for row in own if row in others]
    if not shared:
        return arena
    first = len(arena.view("handlers"))
    grown = arena.with_rows("handlers", first + len(shared))
    types = int(grown.state["types"][0])
    dispatched = grown.view("dispatch")["handler"][station * types : (station + 1) * types]
    for copy, row in enumerate(shared, start=first):
        grown.view("handlers")[copy] = grown.view("handlers")[row]
        dispatched[dispatched == row] = copy
        if int(grown.view("stations")["bare_handler"][station]) == row:
            grown.view("stations")["bare_handler"][station] = copy
    return grown


def _set_mean(arena: Arena, handler: int, seconds: float) -> None:
    """The work's distribution keeps its shape and gets another mean."""
    row: Any = arena.view("handlers")[handler]
    match int(row["work_kind"]):
        case kind if kind == EMPIRICAL:
            raise CannotTune("its times were measured: there is no mean to change")
        case kind if kind == LOGNORMAL:
            row["work_a"] = seconds / float(np.exp(float(row["work_b"]) ** 2 / 2.0))
        case kind if kind == UNIFORM:
            mean = (float(row["work_a"]) + float(row["work_b"])) / 2.0
            low = float(row["work_a"]) / mean if mean > 0 else 1.0
            row["work_a"], row["work_b"] = seconds * low, seconds * (2.0 - low)
        case _:
            row["work_a"] = seconds
