"""The accounts: where every message and every call is. What is in flight is counted from the messages themselves, so
that the balance is a check and not an identity."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.schema.frames import Ledger, Requests, Sagas

from .arena import Arena
from .kernel.unread import count_unread
from .layout import CAUSES, COMPLETED
from .layout.state import TOTALS
from .standing import Counts, Standing

OUTCOMES = ("completed", "dead_lettered", "expired", "dropped", "lost")
COUNTS = ("redelivered", "duplicate_deliveries", "duplicate_effects")


def in_flight(arena: Arena) -> Counts:
    """Messages published and not yet at their end, by channel and event type: an array (channels, types).

    Counted from what there is: records in flight, each for the copies it stands for, and entries of logs that a group
    has not taken yet.
    """
    counts = Standing.of(arena).in_flight(arena)
    unread, readers, whole = _unread(arena)
    channels = arena.view("groups")["channel"][arena.view("readers")["group"]]
    if counts.shape[1] == 1:
        np.add.at(counts[:, 0], channels[readers[whole]], unread[whole])
        readers = readers[~whole]
    by_type = np.zeros(counts.shape[1], np.int64)
    for reader in readers:
        by_type[:] = 0
        count_unread(arena.address, int(reader), int(by_type.ctypes.data))
        counts[channels[reader]] += by_type
    return counts


def in_flight_by_channel(arena: Arena, standing: Standing | None = None) -> Counts:
    """The same without the types, which need no look at the entries of a group that takes them all: cheap at any
    backlog. `standing`: of this moment, where it is there already."""
    counts: Counts = (standing or Standing.of(arena)).in_flight(arena).sum(axis=1)
    unread, readers, whole = _unread(arena)
    channels = arena.view("groups")["channel"][arena.view("readers")["group"]]
    np.add.at(counts, channels[readers[whole]], unread[whole])
    by_type = np.zeros(int(arena.state["types"][0]), np.int64)
    for reader in readers[~whole]:
        by_type[:] = 0
        count_unread(arena.address, int(reader), int(by_type.ctypes.data))
        counts[channels[reader]] += by_type.sum()
    return counts


def _unread(arena: Arena) -> tuple[Counts, Counts, NDArray[np.bool_]]:
    """How many entries have never been taken, by which readers, and whether their groups want every one."""
    readers, groups, subscriptions = arena.view("readers"), arena.view("groups"), arena.view("subscriptions")
    unread = arena.view("logs")["end"][readers["log"]] - readers["seen"]
    rows = np.flatnonzero(unread > 0)
    choosy = np.ones(len(groups), bool)
    choosy[subscriptions["group"][subscriptions["takes"] == 0]] = False
    return unread[rows], rows, ~choosy[readers["group"][rows]]


def ledger(arena: Arena, standing: Standing | None = None) -> Ledger:
    """Over all channels."""
    return _ledger(arena.view("channel_accounts"), int(in_flight_by_channel(arena, standing).sum()))


def ledgers_by_channel(arena: Arena) -> list[Ledger]:
    """One for each channel, in the program's order."""
    flying = in_flight_by_channel(arena)
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
    return {name: int(n) for (name, outcome), n in zip(CAUSES, totals, strict=True) if n and outcome != COMPLETED}


def requests(arena: Arena, standing: Standing | None = None) -> Requests:
    s = _values(arena)
    in_flight = (standing or Standing.of(arena)).calls_in_flight()
    ended = s["requests_answered"] + s["requests_failed"] + s["requests_timed_out"] + s["requests_refused"]
    return Requests(
        sent=s["requests_sent"],
        answered=s["requests_answered"],
        failed=s["requests_failed"],
        timed_out=s["requests_timed_out"],
        refused=s["requests_refused"],
        in_flight=in_flight,
        balanced=s["requests_sent"] == ended + in_flight,
        late_replies=int(arena.view("edges")["late"].sum() + arena.view("rabbitmq_replies")["late"].sum()),
        lost_replies=int(arena.view("rabbitmq_replies")["lost"].sum()),
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
