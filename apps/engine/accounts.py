"""The accounts: where every message and every call is. What is in flight is counted from the messages themselves, so
that the balance is a check and not an identity."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.schema.frames import Ledger, Requests, Sagas

from .arena import Arena
from .layout import CAUSES, FREE, IN_FLIGHT, ON_ITS_WAY, TOTALS, WAITS_FOR_ANSWER

OUTCOMES = ("completed", "dead_lettered", "expired", "dropped", "lost")
COUNTS = ("redelivered", "duplicate_deliveries", "duplicate_effects")


def in_flight(arena: Arena) -> NDArray[np.int64]:
    """Messages published and not yet at their end, by channel and event type: an array (channels, types).

    Counted from what there is: records in flight, each for the copies it stands for, and entries of logs that a group
    has not taken yet.
    """
    counts = np.zeros((len(arena.view("channels")), int(arena.state["types"][0])), np.int64)
    messages = arena.view("messages")
    alive = messages[((messages["marks"] & IN_FLIGHT) != 0) & (messages["kind"] != FREE)]
    on_its_way = (alive["marks"] & ON_ITS_WAY) != 0
    routes, consumers, groups = arena.view("routes"), arena.view("consumers"), arena.view("groups")
    if len(alive):
        copies = np.where(on_its_way, routes["copies"][np.maximum(alive["via"], 0)], 1) if len(routes) else 1
        channel = routes["channel"][np.maximum(alive["via"], 0)] if len(routes) else np.zeros(len(alive), np.int64)
        taken = alive["consumer"] >= 0
        if len(consumers):
            channel = np.where(taken, groups["channel"][consumers["group"][np.maximum(alive["consumer"], 0)]], channel)
        np.add.at(counts, (channel, alive["type"]), copies)
    _add_unread(arena, counts)
    return counts


def _add_unread(arena: Arena, counts: NDArray[np.int64]) -> None:
    logs, entries = arena.view("logs"), arena.view("entries")
    takes, subscriptions, groups = arena.view("takes"), arena.view("subscriptions"), arena.view("groups")
    for reader in arena.view("readers"):
        log = logs[reader["log"]]
        unread = int(log["end"] - reader["seen"])
        if unread <= 0:
            continue
        group = groups[reader["group"]]
        mine = subscriptions[group["first_subscription"] : group["first_subscription"] + group["subscriptions"]]
        wanted = {int(t) for s in mine for t in takes["type"][s["first_take"] : s["first_take"] + s["takes"]]}
        everything = bool((mine["takes"] == 0).any())
        if everything and counts.shape[1] == 1:
            counts[group["channel"], 0] += unread
            continue
        for event_type in entry_types(entries, reader, log, unread):
            if everything or event_type in wanted:
                counts[group["channel"], event_type] += 1


def entry_types(entries: Any, reader: Any, log: Any, unread: int) -> list[int]:
    """Event types of the last `unread` entries of a log."""
    at, offset = int(log["head"]), int(log["start"])
    if int(reader["position"]) <= int(reader["seen"]) and int(reader["next"]) >= 0:
        at, offset = int(reader["next"]), int(reader["position"])
    found = []
    while at >= 0 and offset < int(log["end"]):
        if offset >= int(reader["seen"]):
            found.append(int(entries["type"][at]))
        at = int(entries["next"][at])
        offset += 1
    return found


def calls_in_flight(arena: Arena) -> int:
    messages = arena.view("messages")
    return int(np.count_nonzero((messages["kind"] == WAITS_FOR_ANSWER) & (messages["child"] >= 0)))


def ledger(arena: Arena) -> Ledger:
    """Over all channels."""
    return _ledger(arena.view("channel_accounts"), int(in_flight(arena).sum()))


def ledgers_by_channel(arena: Arena) -> list[Ledger]:
    """One for each channel, in the program's order."""
    flying = in_flight(arena).sum(axis=1)
    accounts = arena.view("channel_accounts")
    return [_ledger(accounts[i : i + 1], int(flying[i])) for i in range(len(accounts))]


def ledgers_by_type(arena: Arena) -> list[Ledger]:
    """One for each event type, in the program's order."""
    flying = in_flight(arena).sum(axis=0)
    accounts = arena.view("type_accounts")
    return [_ledger(accounts[i : i + 1], int(flying[i])) for i in range(len(accounts))]


def _ledger(rows: Any, flying: int) -> Ledger:
    counts = {name: int(rows[name].sum()) for name in ("published", *OUTCOMES, *COUNTS)}
    ended = sum(counts[name] for name in OUTCOMES)
    return Ledger(in_flight=flying, balanced=counts["published"] == ended + flying, **counts)


def causes(arena: Arena, channel: int | None = None) -> dict[str, int]:
    """Why messages ended, other than by being handled: cause to count, of one channel or of all; zeros left out."""
    rows = arena.view("causes")["count"].reshape(-1, len(CAUSES))
    totals = rows.sum(axis=0) if channel is None else rows[channel]
    return {CAUSES[i][0]: int(count) for i, count in enumerate(totals) if count}


def requests(arena: Arena) -> Requests:
    s = _values(arena)
    in_flight = calls_in_flight(arena)
    ended = s["requests_answered"] + s["requests_failed"] + s["requests_timed_out"] + s["requests_refused"]
    return Requests(
        sent=s["requests_sent"],
        answered=s["requests_answered"],
        failed=s["requests_failed"],
        timed_out=s["requests_timed_out"],
        refused=s["requests_refused"],
        in_flight=in_flight,
        balanced=s["requests_sent"] == ended + in_flight,
    )


def sagas(arena: Arena) -> Sagas:
    s = _values(arena)
    return Sagas(
        started=s["sagas_started"],
        committed=s["sagas_committed"],
        compensated=s["sagas_compensated"],
        stuck=s["sagas_stuck"],
        running=s["sagas_running"],
        compensating=s["sagas_compensating"],
    )


def sagas_of_node(row: Any) -> Sagas:
    return Sagas(
        started=int(row["all_started"]),
        committed=int(row["all_committed"]),
        compensated=int(row["all_compensated"]),
        stuck=int(row["now_stuck"]),
        running=int(row["now_running"]),
        compensating=int(row["now_compensating"]),
    )


def _values(arena: Arena) -> dict[str, int]:
    return {name: int(arena.state[name][0]) for name in TOTALS}
