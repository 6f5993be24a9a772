"""What lies in a channel at one moment: what waits there, what its readers have and have not acknowledged, and what is
on its way to it.

Place in the flow: reads an arena like `accounts`, for questions that are asked about a run afterwards.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from apps.schema.time_travel import NodeMessages, WaitingMessage, WaitingState

from .accounts import in_flight
from .arena import Arena
from .endings import endings
from .layout import FREE, HAS_DIED, IN_FLIGHT, LINEAGE_BITS, ON_ITS_WAY
from .simulation import Simulation

FARTHEST = 100_000
"""Entries of a log that are passed over before the first that nobody has taken."""

_ORDER: tuple[WaitingState, ...] = ("delivered", "waiting", "on_its_way")


def held_messages(simulation: Simulation, node: str, most: int) -> NodeMessages:
    """What lies in a channel, the oldest first. `node` is a channel of the program.

    A topic with several groups holds a message once for each of them, as its account says.
    """
    program, arena = simulation.program, simulation.arena
    channel = program.channels.index(node)
    row = arena.view("channels")[channel]
    dead_letters = program.document.nodes[node].kind == "dead_letter_queue"
    if not int(row["groups"]):
        total, found = int(row["stored"]), list(_kept(simulation, row, most))
        waiting = total
    else:
        total = int(in_flight(arena)[channel].sum())
        found, elsewhere = _in_flight(simulation, channel, most)
        waiting = total - elsewhere
    return NodeMessages(
        node=node,
        at=simulation.time,
        total=total,
        waiting=waiting,
        messages=_with_reasons(simulation, found),
        redrivable=dead_letters and waiting > 0,
    )


def _kept(simulation: Simulation, row: Any, most: int) -> Iterator[WaitingMessage]:
    """Of a dead letter queue that nobody reads."""
    program, messages, m = simulation.program, simulation.arena.view("messages"), int(row["stored_head"])
    for _ in range(most):
        if m < 0:
            return
        died_in = int(messages["parent"][m])
        where = program.channels[died_in] if died_in >= 0 else None
        found = _of_record(simulation, messages[m], "waiting", died_in=where)
        # It has kept what it was when it died.
        yield found.model_copy(update={"attempts": int(messages["attempt"][m])})
        m = int(messages["next"][m])


def _in_flight(simulation: Simulation, channel: int, most: int) -> tuple[list[WaitingMessage], int]:
    """The first of what has been published there and has not ended, and how many of all do not wait."""
    arena, program = simulation.arena, simulation.program
    records = arena.view("messages")
    rows, states = _records_of(arena, channel)
    found = []
    for place, state in enumerate(_ORDER):
        of_state = rows[states == place]
        since = records["ready" if state == "waiting" else "sent"][of_state]
        for m in of_state[np.argsort(since, kind="stable")][:most]:
            holder = None
            if state == "delivered":
                consumer = arena.view("consumers")[int(records["consumer"][m])]
                holder = program.stations[int(consumer["station"])]
            found.append(_of_record(simulation, records[m], state, holder))
    first = [one for one in found if one.state != "on_its_way"]
    rest = [one for one in found if one.state == "on_its_way"]
    listed = [*first, *_unread(simulation, channel, most), *rest]
    copies = arena.view("routes")["copies"][records["via"][rows[states == 2]]]
    return listed[:most], int(np.count_nonzero(states == 0)) + int(copies.sum())


def _records_of(arena: Arena, channel: int) -> tuple[Any, Any]:
    """Indices of the messages in flight in a channel, and for each the place of its state in `_ORDER`."""
    messages, routes, consumers = arena.view("messages"), arena.view("routes"), arena.view("consumers")
    rows = np.flatnonzero(((messages["marks"] & IN_FLIGHT) != 0) & (messages["kind"] != FREE))
    alive = messages[rows]
    taken, on_its_way = alive["consumer"] >= 0, (alive["marks"] & ON_ITS_WAY) != 0
    where = routes["channel"][np.maximum(alive["via"], 0)] if len(routes) else np.full(len(alive), -1)
    if len(consumers):
        of_taker = arena.view("groups")["channel"][consumers["group"][np.maximum(alive["consumer"], 0)]]
        where = np.where(taken, of_taker, where)
    here = where == channel
    states = np.where(on_its_way, 2, np.where(taken, 0, 1))
    return rows[here], states[here]


def _unread(simulation: Simulation, channel: int, most: int) -> Iterator[WaitingMessage]:
    """Entries of logs that a group of the channel has not taken yet."""
    arena = simulation.arena
    groups, logs, entries = arena.view("groups"), arena.view("logs"), arena.view("entries")
    left = most
    for reader in arena.view("readers"):
        group = int(reader["group"])
        if int(groups["channel"][group]) != channel:
            continue
        takes = _takes(arena, group)
        log = logs[int(reader["log"])]
        e, offset = int(log["head"]), int(log["start"])
        if int(reader["next"]) >= 0 and int(reader["position"]) <= int(reader["seen"]):
            e, offset = int(reader["next"]), int(reader["position"])
        farthest = int(reader["seen"]) + FARTHEST
        while left > 0 and e >= 0 and offset < min(int(log["end"]), farthest):
            entry = entries[e]
            if offset >= int(reader["seen"]) and (takes is None or int(entry["type"]) in takes):
                yield _of_record(simulation, entry, "waiting")
                left -= 1
            e = int(entry["next"])
            offset += 1


def _takes(arena: Arena, group: int) -> set[int] | None:
    """The event types a group wants; None: all."""
    row, found = arena.view("groups")[group], set()
    first = int(row["first_subscription"])
    for subscription in arena.view("subscriptions")[first : first + int(row["subscriptions"])]:
        if not int(subscription["takes"]):
            return None
        at = int(subscription["first_take"])
        found |= {int(take["type"]) for take in arena.view("takes")[at : at + int(subscription["takes"])]}
    return found


def _of_record(
    simulation: Simulation, record: Any, state: WaitingState, holder: str | None = None, died_in: str | None = None
) -> WaitingMessage:
    """Of a message, or of an entry of a log, which has the same fields for what is asked of both."""
    whole = "deliveries" in record.dtype.names
    identity = int(record["id"]) if whole else int(record["event"]) >> LINEAGE_BITS
    return WaitingMessage(
        id=identity,
        event_type=simulation.program.event_types[int(record["type"])],
        key=int(record["key"]),
        position=0,
        state=state,
        holder=holder,
        born=float(record["born"]),
        sent=float(record["sent"]),
        age_seconds=round(simulation.time - float(record["born"]), 6),
        died_in=died_in,
        reason=None,
        attempts=None,
        deliveries=int(record["deliveries"]) if whole else 0,
        deaths=_deaths(simulation, record) if whole else 1,
    )


def _with_reasons(simulation: Simulation, found: list[WaitingMessage]) -> list[WaitingMessage]:
    """In their order, with where, why and after how many attempts each was dead-lettered, as far as is remembered."""
    ended = {(one.id, one.event_type): one for one in endings(simulation) if one.outcome == "dead_lettered"}
    told = []
    for position, message in enumerate(found):
        update: dict[str, Any] = {"position": position}
        if how := ended.get((message.id, message.event_type)):
            update |= {"reason": how.cause, "attempts": how.attempts, "died_in": message.died_in or how.channel}
        told.append(message.model_copy(update=update))
    return told


def _deaths(simulation: Simulation, message: Any) -> int:
    """By its x-death, which RabbitMQ keeps; elsewhere the one that brought it here."""
    if not int(message["marks"]) & HAS_DIED:
        return 1
    deaths, line, count = simulation.arena.view("deaths"), int(message["extra"]), 0
    while line >= 0:
        count += int(deaths["count"][line])
        line = int(deaths["next"][line])
    return count
