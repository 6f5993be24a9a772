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
from .layout import APPLIED, AT_SOURCE, IN_FLIGHT, IS_CALL, ORPHAN
from .program import Program
from .standing import Counts, Standing

MOST_PARTITIONS = 256
"""A group that reads more is given without its partitions."""

Times = NDArray[np.float64]


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


def behind(arena: Arena, standing: Standing | None = None) -> Behind:
    """All groups at this moment. `standing`: its messages, where they are there already."""
    groups, readers = arena.view("groups"), arena.view("readers")
    messages, oldest = np.zeros(len(groups), np.int64), np.full(len(groups), np.inf)
    _add_records(arena, standing or Standing.of(arena), messages, oldest)
    unread = arena.view("logs")["end"][readers["log"]] - readers["position"]
    messages += np.bincount(readers["group"], unread, len(groups)).astype(np.int64)
    following = np.flatnonzero(readers["next"] >= 0)
    for r, group in zip(following.tolist(), readers["group"][following].tolist(), strict=True):
        sent = float(oldest_unread(arena.address, r))
        if 0.0 <= sent < oldest[group]:
            oldest[group] = sent
    return Behind(messages, np.maximum(0.0, float(arena.state["now"][0]) - oldest))


def _add_records(arena: Arena, standing: Standing, count: Counts, oldest: Times) -> None:
    groups, consumers, routes = arena.view("groups"), arena.view("consumers"), arena.view("routes")
    ours = (standing.marks & (IS_CALL | AT_SOURCE | APPLIED | ORPHAN)) == 0
    taken = np.flatnonzero(ours & (standing.consumer >= 0))
    readers = consumers["group"][standing.consumer[taken]]
    count += np.bincount(readers, minlength=len(groups))
    np.minimum.at(oldest, readers, standing.sent[taken])
    waiting = np.flatnonzero(ours & (standing.consumer < 0) & ((standing.marks & IN_FLIGHT) != 0))
    if not len(waiting):
        return
    # By channel and type first, which are few, so that each message is looked at once and not once a group.
    channels, types = len(arena.view("channels")), int(arena.state["types"][0])
    channel = routes["channel"][np.maximum(standing.via[waiting], 0)].astype(np.int64)
    place = channel * types + standing.type[waiting]
    kept, first = np.bincount(place, minlength=channels * types), np.full(channels * types, np.inf)
    np.minimum.at(first, place, standing.sent[waiting])
    wanted = _wanted(arena, types)
    mine = np.arange(types) + groups["channel"].astype(np.int64)[:, None] * types
    count += np.where(wanted, kept[mine], 0).sum(axis=1)
    np.minimum(oldest, np.where(wanted, first[mine], np.inf).min(axis=1), out=oldest)


def _wanted(arena: Arena, types: int) -> NDArray[np.bool_]:
    """Which event types each group takes: an array (groups, types)."""
    groups, subscriptions, takes = arena.view("groups"), arena.view("subscriptions"), arena.view("takes")["type"]
    # A queue that nobody reads has a group without subscriptions, for which everything waits.
    wanted = np.zeros((len(groups), types), bool)
    wanted[groups["subscriptions"] == 0] = True
    numbers = (subscriptions[name].tolist() for name in ("group", "first_take", "takes"))
    for group, start, many in zip(*numbers, strict=True):
        wanted[group, takes[start : start + many] if many else slice(None)] = True
    return wanted


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
