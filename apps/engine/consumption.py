"""How far consumers are behind: lag of each group and partition, and how old what a read model shows is.

Place in the flow: reads the arena for `results` and `frames`; the kernel knows nothing of it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.schema.results import GroupResult

from .arena import Arena
from .kernel.unread import oldest_unread
from .layout import APPLIED, FREE, IN_FLIGHT, IS_CALL, SOURCE_TICK
from .program import Program

MOST_PARTITIONS = 256
"""A group that reads more is given without its partitions."""

Times = NDArray[np.float64]


@dataclass(frozen=True)
class Behind:
    """What a group has not handled: messages, and seconds since the oldest of them was sent (0 when there are none)."""

    messages: int
    seconds: float


def lag_by_partition(arena: Arena, group: int) -> list[int]:
    """Entries between each reader's last commit and the end of its log, as brokers report a group's lag; empty where
    the channel is no log."""
    row = arena.view("groups")[group]
    readers = arena.view("readers")[row["first_reader"] : row["first_reader"] + row["readers"]]
    lag: list[int] = (arena.view("logs")["end"][readers["log"]] - readers["committed"]).tolist()
    return lag


def behind(arena: Arena, group: int, oldest: Times | None = None) -> Behind:
    """`oldest` is `oldest_sent` of this moment, if the caller has it already."""
    row = arena.view("groups")[group]
    oldest = oldest_sent(arena) if oldest is None else oldest
    subscriptions = arena.view("subscriptions")
    mine = subscriptions[row["first_subscription"] : row["first_subscription"] + row["subscriptions"]]
    messages = int(row["waiting"]) + int(mine["in_process"].sum()) + int(mine["retry_waiting"].sum())
    now, since = float(arena.state["now"][0]), float(oldest[group])
    return Behind(messages, max(0.0, now - since) if np.isfinite(since) else 0.0)


def oldest_sent(arena: Arena) -> Times:
    """When the oldest message was sent that a group has not handled, by group; inf where it has handled them all.

    Looked for where such messages are: on their way, in queues, in consumers' hands, in logs behind the readers. What
    a group will read again, after a crash before its commit or a seek, counts as not handled.
    """
    groups, readers = arena.view("groups"), arena.view("readers")
    oldest = np.full(len(groups), np.inf)
    _of_records(arena, oldest)
    for r in np.flatnonzero(readers["next"] >= 0) if len(readers) else ():
        sent = float(oldest_unread(arena.address, int(r)))
        if sent >= 0.0:
            group = int(readers["group"][r])
            oldest[group] = min(oldest[group], sent)
    return oldest


def _of_records(arena: Arena, oldest: Times) -> None:
    groups, consumers, routes = arena.view("groups"), arena.view("consumers"), arena.view("routes")
    messages = arena.view("messages")
    ours = (messages["kind"] != FREE) & (messages["kind"] != SOURCE_TICK) & ((messages["marks"] & IS_CALL) == 0)
    taken = messages[ours & (messages["consumer"] >= 0) & ((messages["marks"] & APPLIED) == 0)]
    np.minimum.at(oldest, consumers["group"][taken["consumer"]], taken["sent"])
    waiting = messages[ours & (messages["consumer"] < 0) & ((messages["marks"] & IN_FLIGHT) != 0)]
    if not len(waiting):
        return
    channel = routes["channel"][np.maximum(waiting["via"], 0)]
    for group in range(len(groups)):
        sent = waiting["sent"][(channel == groups["channel"][group]) & _wanted(arena, group, waiting["type"])]
        oldest[group] = min(oldest[group], sent.min(initial=np.inf))


def _wanted(arena: Arena, group: int, types: NDArray[np.uint8]) -> NDArray[np.bool_]:
    row, subscriptions = arena.view("groups")[group], arena.view("subscriptions")
    mine = subscriptions[row["first_subscription"] : row["first_subscription"] + row["subscriptions"]]
    if (mine["takes"] == 0).any():
        return np.ones(len(types), bool)
    takes = arena.view("takes")["type"]
    return np.isin(types, np.concatenate([takes[s["first_take"] : s["first_take"] + s["takes"]] for s in mine]))


def group_results(arena: Arena, program: Program, mean_waiting: Times) -> list[GroupResult]:
    """One for each consumer group of each channel, in the program's order."""
    oldest, subscriptions = oldest_sent(arena), arena.view("subscriptions")
    found = []
    for index, (channel, name) in enumerate(program.groups):
        row, late = arena.view("groups")[index], behind(arena, index, oldest)
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
                lag=sum(by_partition) if by_partition else late.messages,
                lag_by_partition=by_partition if len(by_partition) <= MOST_PARTITIONS else [],
                seconds_behind=late.seconds,
                order_violations=int(row["order_violations"]),
            )
        )
    return found
