"""What an operator does: a group goes to another place in its log, dead letters are sent again, a service is scaled.

Place in the flow: beside `faults`, called by `Simulation` at an operation's moment.
"""

from typing import TYPE_CHECKING

from apps.schema.operations import Operation, Purge, Redrive, Scale, Seek, Tune

from .brokers.kafka.operating import force_rebalance
from .kernel.operating import forget_kept, purge, redrive_one, seek_group
from .kernel.scaling import scale
from .records import overflowing
from .tuning import CannotTune, tune

if TYPE_CHECKING:
    from .simulation import Simulation

EARLIEST, LATEST = float("-inf"), float("inf")


class OperationRefused(ValueError):
    """An operation that cannot be done to its target, or not now."""


def operate(simulation: "Simulation", operation: Operation) -> int | None:
    """Does it now. Returns, of a redrive, how many dead letters it took. Raises OperationRefused."""
    with overflowing():
        match operation:
            case Seek():
                _seek(simulation, operation)
            case Redrive():
                return _redrive(simulation, operation)
            case Scale():
                _scale(simulation, operation)
            case Purge():
                _purge(simulation, operation.target)
            case Tune():
                _tune(simulation, operation)
    return None


def rebalance(simulation: "Simulation", target: str) -> None:
    """Makes the groups of a Kafka topic, or the one of a subscribe edge, assign their partitions anew."""
    simulation.make_room_for_all()
    for group in _groups(simulation, target):
        force_rebalance(simulation.arena.address, group)


def _groups(simulation: "Simulation", target: str) -> list[int]:
    program, arena = simulation.program, simulation.arena
    if target in program.edge_index:
        edge = program.edge_index[target]
        return [int(one["group"]) for one in arena.view("subscriptions") if int(one["edge"]) == edge]
    channel = program.channels.index(target)
    return [g for g, one in enumerate(arena.view("groups")) if int(one["channel"]) == channel]


def _seek(simulation: "Simulation", operation: Seek) -> None:
    since = {"earliest": EARLIEST, "latest": LATEST}.get(operation.to, simulation.time - operation.seconds)
    for group in _groups(simulation, operation.target):
        simulation.make_room_for_all()
        seek_group(simulation.arena.address, group, since)


def _redrive(simulation: "Simulation", operation: Redrive) -> int:
    channel = simulation.program.channels.index(operation.target)
    gap = 0.0 if operation.per_second is None else 1.0 / operation.per_second
    delay, taken = 0.0, 0
    simulation.make_room()
    while redrive_one(simulation.arena.address, channel, delay):
        delay += gap
        taken += 1
        simulation.make_room()
    return taken


def _scale(simulation: "Simulation", operation: Scale) -> None:
    station = simulation.program.station_index[operation.target]
    most = int(simulation.arena.view("stations")["instances"][station])
    if operation.instances > most:
        raise OperationRefused(
            f"at most {most} instances: its own, its autoscaling's, or the most that a scenario or experiment asks for"
        )
    simulation.make_room_for_all()
    scale(simulation.arena.address, station, operation.instances)


def _purge(simulation: "Simulation", target: str) -> None:
    channel = simulation.program.channels.index(target)
    simulation.make_room_for_all()
    if int(simulation.arena.view("channels")["stored"][channel]):
        forget_kept(simulation.arena.address, channel)
    purge(simulation.arena.address, channel)


def _tune(simulation: "Simulation", operation: Tune) -> None:
    try:
        tune(simulation, operation)
    except CannotTune as refused:
        raise OperationRefused(str(refused)) from refused
