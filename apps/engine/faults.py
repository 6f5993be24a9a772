"""What a fault does to the arena: the numbers it changes, and the kernel's own functions for what goes down.

All faults that strike one node or edge are put together, so that healing one leaves the others.
"""

from collections.abc import Iterable, Sequence
from math import prod
from typing import Any

import numpy as np

from apps.schema.document import Document
from apps.schema.faults import (
    AddedLatency,
    BrokerNodeLoss,
    ClockSkew,
    Crash,
    CrashBeforeAck,
    DiskFull,
    Duplicate,
    ErrorRate,
    Fault,
    KeySkew,
    LeaderLoss,
    MemoryAlarm,
    NetworkPartition,
    PacketLoss,
    Poison,
    Reorder,
    Slow,
    Stuck,
    Throttle,
    TrafficSpike,
    ZoneLoss,
)
from apps.schema.striking import in_zone

from .arena import Arena
from .brokers.kafka.operating import set_leader_lost
from .fault_words import words
from .kernel import faults as kernel
from .layout import DOWN, FAULTY
from .program import Program
from .throttling import set_rate

__all__ = ["apply_effects", "struck_by", "words"]

_STRIKES_WORK = ("extra_failure", "extra_latency", "poison", "crash_before_ack")
_NETWORK = ("extra_latency", "jitter", "loss", "duplicate", "reorder", "rate", "cut")


def struck_by(document: Document, fault: Fault) -> list[str]:
    """The nodes or the edge that a fault strikes: its target, or everything with something in the zone it names."""
    if not isinstance(fault, ZoneLoss):
        return [fault.target]
    return sorted(in_zone(document, fault.target))


def apply_effects(program: Program, arena: Arena, target: str, faults: Sequence[Fault]) -> None:
    """Brings a node or an edge into the state that exactly these faults, all that strike it, put it in."""
    if target in program.edge_index:
        _edge(program, arena, program.edge_index[target], faults)
    if target in program.brokers:
        _broker(program, arena, target, faults)
    if target in program.channels:
        _channel(program, arena, program.channels.index(target), faults)
    if target in program.station_index:
        _station(arena, program.station_index[target], faults)
    if target in program.sources:
        _source(arena, program.sources.index(target), faults)
    # The rest of it counts what waits at its sender.
    arena.state["disturbed"] = (arena.state["disturbed"] & ~1) | int(_disturbed(arena))


def _disturbed(arena: Arena) -> bool:
    """Whether anything is on that `kernel.network` must be asked about."""
    edges, channels, brokers = arena.view("edges"), arena.view("channels"), arena.view("brokers")
    stations, routes = arena.view("stations"), arena.view("routes")
    with_outbox = routes["station"][routes["relay"] > 0.0]
    return bool(
        any((edges[name] != 0).any() for name in _NETWORK)
        or any((channels[name] != 0).any() for name in ("duplicate", "poison", "rate"))
        or any((brokers[name] != 0).any() for name in ("down", "blocked", "rate", "extra_latency", "jitter"))
        or any((stations[name] != 0).any() for name in ("clock_skew", "jitter"))
        or (stations["down"][with_outbox] != 0).any()
    )


def _of(kind: type[Any], faults: Iterable[Fault]) -> list[Any]:
    return [fault for fault in faults if isinstance(fault, kind)]


def _instance(fault: Fault) -> int | None:
    """The one instance that a fault strikes, None for all."""
    found: int | None = getattr(fault, "instance", None)
    return found


def _share(kind: type[Any], faults: Iterable[Fault]) -> float:
    """The share that at least one of these faults takes."""
    return 1.0 - prod((1.0 - fault.percent / 100.0 for fault in _of(kind, faults)), start=1.0)


def _slowest(faults: Iterable[Fault]) -> float:
    """The lowest rate that throttling allows, 0 for no limit."""
    return min((fault.per_second for fault in _of(Throttle, faults)), default=0.0)


def _latency(faults: Iterable[Fault]) -> float:
    return float(sum(fault.added_ms for fault in _of(AddedLatency, faults))) / 1000.0


def _jitter(faults: Iterable[Fault]) -> float:
    return float(sum(fault.jitter_ms for fault in _of(AddedLatency, faults))) / 1000.0


def _edge(program: Program, arena: Arena, index: int, faults: Sequence[Fault]) -> None:
    row = arena.view("edges")[index]
    row["extra_latency"] = _latency(faults)
    row["jitter"] = _jitter(faults)
    row["loss"] = _share(PacketLoss, faults)
    row["duplicate"] = _share(Duplicate, faults)
    row["reorder"] = _share(Reorder, faults)
    row["reorder_by"] = max((fault.by_ms for fault in _of(Reorder, faults)), default=0.0) / 1000.0
    set_rate(arena, "edges", index, _slowest(faults))
    cut = int(bool(_of(NetworkPartition, faults)))
    if cut == int(row["cut"]):
        return
    subscriptions = [t for t, one in enumerate(arena.view("subscriptions")) if int(one["edge"]) == index]
    row["cut"] = cut
    for t in subscriptions:
        (kernel.cut_subscription if cut else kernel.join_subscription)(arena.address, t)


def _broker(program: Program, arena: Arena, target: str, faults: Sequence[Fault]) -> None:
    index = program.brokers.index(target)
    row = arena.view("brokers")[index]
    row["extra_latency"] = _latency(faults)
    row["jitter"] = _jitter(faults)
    row["blocked"] = int(bool(_of(MemoryAlarm, faults) or _of(DiskFull, faults)))
    set_rate(arena, "brokers", index, _slowest(faults))
    crashed = bool(_of(Crash, faults))
    zones = {fault.target for fault in _of(ZoneLoss, faults)}
    first, count = int(row["first_node"]), int(row["nodes"])
    lost = {fault.broker for fault in _of(BrokerNodeLoss, faults)}
    lost |= {n for n in range(count) if crashed or program.zone_of_node(first + n) in zones}
    for n in range(count):
        kernel.set_node(arena.address, index, n, int(n in lost))
    if bool(row["down"]) != crashed:
        kernel.set_broker(arena.address, index, int(crashed))


def _channel(program: Program, arena: Arena, index: int, faults: Sequence[Fault]) -> None:
    row = arena.view("channels")[index]
    row["duplicate"] = _share(Duplicate, faults)
    row["poison"] = _share(Poison, faults)
    set_rate(arena, "channels", index, _slowest(faults))
    node = program.document.nodes[program.channels[index]]
    if node.kind == "kafka_topic":
        lost = {fault.partition for fault in _of(LeaderLoss, faults)}
        for partition in range(int(getattr(node, "partitions", 0))):
            set_leader_lost(arena.address, index, partition, int(partition in lost))


def _station(arena: Arena, index: int, faults: Sequence[Fault]) -> None:
    row = arena.view("stations")[index]
    whole = [fault for fault in faults if _instance(fault) is None]
    row["extra_failure"] = _share(ErrorRate, whole)
    row["slow"] = prod((fault.factor for fault in _of(Slow, whole)), start=1.0)
    row["extra_latency"] = _latency(whole)
    row["jitter"] = _jitter(whole)
    row["poison"] = _share(Poison, whole)
    row["crash_before_ack"] = _share(CrashBeforeAck, whole)
    usual = row["slow"] == 1.0 and not any(row[name] for name in _STRIKES_WORK)
    row["unusual"] = (int(row["unusual"]) & ~FAULTY) | (0 if usual else FAULTY)
    row["clock_skew"] = sum(fault.ms for fault in _of(ClockSkew, whole)) / 1000.0
    row["skew"] = _skew(arena, float(row["clock_skew"]))
    down = bool(_of(Crash, whole) or _of(ZoneLoss, faults))
    first = int(row["first_instance"])
    for number in range(int(row["instances"])):
        own = [fault for fault in faults if _instance(fault) == number]
        stuck = _of(Stuck, [*whole, *own])
        factor = kernel.STUCK if stuck else prod((fault.factor for fault in _of(Slow, own)), start=1.0)
        instance = arena.view("instances")[first + number]
        if float(instance["slow"]) != factor:
            kernel.set_speed(arena.address, first + number, factor)
        instance["struck"] = int(bool(_of(Crash, own)))
        if not down and instance["struck"] and int(instance["state"]) != DOWN:
            kernel.crash_instance(arena.address, first + number)
    if down and not row["down"]:
        kernel.crash_station(arena.address, index)
    elif not down:
        row["down"] = 0
        for number in range(int(row["instances"])):
            instance = arena.view("instances")[first + number]
            if int(instance["state"]) == DOWN and not instance["struck"]:
                kernel.restart_instance(arena.address, first + number)


def _skew(arena: Arena, seconds: float) -> int:
    """The row of `skews` for a clock that is so far ahead; of the nearest, where too many others have been."""
    known = arena.view("skews")["seconds"]
    if seconds == 0.0:
        return 0
    found = np.flatnonzero((known == seconds) | (known == 0.0))[1:]
    if not len(found):
        return int(np.abs(known - seconds).argmin())
    row = int(found[np.argmax(known[found] == seconds)])
    known[row] = seconds
    return row


def _source(arena: Arena, index: int, faults: Sequence[Fault]) -> None:
    row = arena.view("sources")[index]
    row["key_skew"] = _share(KeySkew, faults)
    factor = prod((fault.factor for fault in _of(TrafficSpike, faults)), start=1.0)
    if float(row["factor"]) != factor:
        kernel.set_pace(arena.address, index, factor)
