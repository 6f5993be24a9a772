"""What a fault does to the arena: the numbers it changes, and the kernel's own functions for what goes down.

All faults on one target are put together, so that healing one leaves the others.
"""

from collections.abc import Sequence
from math import prod

from apps.schema.faults import AddedLatency, Crash, ErrorRate, Fault, Slow, TrafficSpike

from .arena import Arena
from .fault_words import words
from .kernel.faults import crash_station, recover_station, set_broker, set_pace
from .program import Program

__all__ = ["apply_effects", "words"]


def apply_effects(program: Program, arena: Arena, target: str, faults: Sequence[Fault]) -> None:
    """Brings a node or an edge into the state that exactly these faults put it in."""
    faults = [fault for fault in faults if getattr(fault, "instance", None) is None]
    latency = sum(fault.added_ms for fault in faults if isinstance(fault, AddedLatency)) / 1000.0
    down = any(isinstance(fault, Crash) for fault in faults)
    if target in program.edge_index:
        arena.view("edges")[program.edge_index[target]]["extra_latency"] = latency
        return
    if target in program.brokers:
        index = program.brokers.index(target)
        arena.view("brokers")[index]["extra_latency"] = latency
        if bool(arena.view("brokers")[index]["down"]) != down:
            set_broker(arena.address, index, int(down))
    if target in program.station_index:
        _station(program, arena, program.station_index[target], faults, latency, down)
    if target in program.sources:
        index = program.sources.index(target)
        factor = prod((fault.factor for fault in faults if isinstance(fault, TrafficSpike)), start=1.0)
        if arena.view("sources")[index]["factor"] != factor:
            set_pace(arena.address, index, factor)


def _station(program: Program, arena: Arena, index: int, faults: Sequence[Fault], latency: float, down: bool) -> None:
    row = arena.view("stations")[index]
    healthy = prod((1.0 - fault.percent / 100.0 for fault in faults if isinstance(fault, ErrorRate)), start=1.0)
    row["extra_failure"] = 1.0 - healthy
    row["slow"] = prod((fault.factor for fault in faults if isinstance(fault, Slow)), start=1.0)
    row["extra_latency"] = latency
    if down and not row["down"]:
        crash_station(arena.address, index)
    elif not down and row["down"]:
        recover_station(arena.address, index)
