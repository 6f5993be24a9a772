"""How far consumers are behind: lag of each group and partition, and how old what a read model shows is.

Place in the flow: reads the arena for `results` and `frames`; the kernel knows nothing of it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.schema.results import GroupResult

from .arena import Arena
from .brokers.kafka.reading import committed
from .kernel.unread import oldest_unread
from .layout import APPLIED, AT_SOURCE, FREE, IN_FLIGHT, IS_CALL, ORPHAN
from .program import Program

MOST_PARTITIONS = 256
"""A group that reads more is given without its partitions."""

Times = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Behind:
    """What groups have not handled, by group: messages, and seconds since the oldest of them was sent, 0 for none.

    Looked for where such messages are: on their way, in queues, in consumers' hands, in logs behind the readers. What
    a group will read again, after a crash before its commit or a seek, counts as not handled.
    """

    messages: Counts
    seconds: Times


def lag_by_partition(arena: Arena, group: int) -> list[int]:
    """Entries between each reader's last commit and the end of its log, as brokers report a group's lag; empty where
    the channel is no log."""
    row = arena.view("groups")[group]
    readers = arena.view("readers")[row["first_reader"] : row["first_reader"] + row["readers"]]
    lag: list[int] = (arena.view("logs")["end"][readers["log"]] - committed(arena, group)).tolist()
    return lag


def behind(arena: Arena) -> Behind:
    """All groups at this moment."""
    groups, readers = arena.view("groups"), arena.view("readers")
    messages, oldest = np.zeros(len(groups), np.int64), np.full(len(groups), np.inf)
    _add_records(arena, messages, oldest)
    np.add.at(messages, readers["group"], arena.view("logs")["end"][readers["log"]] - readers["position"])
    for r in np.flatnonzero(readers["next"] >= 0):
        sent, group = float(oldest_unread(arena.address, int(r))), int(readers["group"][r])
        if sent >= 0.0:
            oldest[group] = min(oldest[group], sent)
    return Behind(messages, np.maximum(0.0, float(arena.state["now"][0]) - oldest))


def _add_records(arena: Arena, count: Counts, oldest: Times) -> None:
    groups, consumers, routes = arena.view("groups"), arena.view("consumers"), arena.view("routes")
    messages = arena.view("messages")
    ours = (messages["kind"] != FREE) & ((messages["marks"] & (IS_CALL | AT_SOURCE | APPLIED | ORPHAN)) == 0)
    taken = messages[ours & (messages["consumer"] >= 0)]
    np.add.at(count, consumers["group"][taken["consumer"]], 1)
    np.minimum.at(oldest, consumers["group"][taken["consumer"]], taken["sent"])
    waiting = messages[ours & (messages["consumer"] < 0) & ((messages["marks"] & IN_FLIGHT) != 0)]
    if not len(waiting):
        return
    channel = routes["channel"][np.maximum(waiting["via"], 0)]
    for group in range(len(groups)):
        sent = waiting["sent"][(channel == groups["channel"][group]) & _wanted(arena, group, waiting["type"])]
        count[group] += len(sent)
        oldest[group] = min(oldest[group], sent.min(initial=np.inf))


def _wanted(arena: Arena, group: int, types: NDArray[np.uint8]) -> NDArray[np.bool_]:
    row, subscriptions = arena.view("groups")[group], arena.view("subscriptions")
    mine = subscriptions[row["first_subscription"] : row["first_subscription"] + row["subscriptions"]]
    # A queue that nobody reads has a group without subscriptions, for which everything waits.
    if not len(mine) or (mine["takes"] == 0).any():
        return np.ones(len(types), bool)
    takes = arena.view("takes")["type"]
    return np.isin(types, np.concatenate([takes[s["first_take"] : s["first_take"] + s["takes"]] for s in mine]))


def group_results(arena: Arena, program: Program, mean_waiting: Times) -> list[GroupResult]:
    """One for each consumer group of each channel, in the program's order."""
    late, subscriptions = behind(arena), arena.view("subscriptions")
    found = []
    for index, (channel, name) in enumerate(program.groups):
        row = arena.view("groups")[index]
        mine = subscriptions[row["first_subscription"] : row["first_subscription"] + row["subscriptions"]]
        by_partition = lag_by_partition(arena, index)
        found.append(
            GroupResult(
                channel=channel,
                name=name,
                edges=[program.edges[int(edge)] for edge in mine["edge"]],
                arrived=int(row["arrived"]),
                waiting=int(row["waiting"]),
                mean_waiting=float(mean_waiting[index]),
                in_process=int(mine["in_process"].sum()),
                lag=sum(by_partition) if by_partition else int(late.messages[index]),
                lag_by_partition=by_partition if len(by_partition) <= MOST_PARTITIONS else [],
                seconds_behind=float(late.seconds[index]),
                order_violations=int(row["order_violations"]),
            )
        )
    return found
