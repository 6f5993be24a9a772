"""The accounts: where every message and every call is. What is in flight is counted from the messages themselves, so
that the balance is a check and not an identity."""

from typing import Any

import numpy as np

from apps.schema.frames import Ledger, Requests, Sagas

from .arena import Arena
from .layout import (
    APPLIED,
    AT_CHANNEL,
    AT_LANE,
    LEDGER,
    QUEUED,
    REDELIVER,
    RETRY,
    RETRY_IN_PLACE,
    WAITS_FOR_ANSWER,
    WORK_DONE,
)

_ON_THE_WAY = (AT_LANE, QUEUED, RETRY, REDELIVER)
_AT_WORK = (WORK_DONE, WAITS_FOR_ANSWER, RETRY_IN_PLACE)


def messages_in_flight(arena: Arena) -> int:
    """Messages published and not yet at their end; one that fans out counts once for each copy it will become."""
    messages = arena.view("messages")
    kind = messages["kind"]
    waiting = np.isin(kind, _ON_THE_WAY) | (np.isin(kind, _AT_WORK) & (messages["lane"] >= 0))
    unfinished = (messages["marks"] & APPLIED) == 0
    fanning_out = messages["via"][kind == AT_CHANNEL]
    copies = int(arena.view("routes")["deliveries"][fanning_out].sum()) if len(fanning_out) else 0
    return int(np.count_nonzero(waiting & unfinished)) + copies


def calls_in_flight(arena: Arena) -> int:
    messages = arena.view("messages")
    return int(np.count_nonzero((messages["kind"] == WAITS_FOR_ANSWER) & (messages["child"] >= 0)))


def ledger(arena: Arena) -> Ledger:
    s = _values(arena)
    in_flight = messages_in_flight(arena)
    ended = s["completed"] + s["dead_lettered"] + s["expired"] + s["dropped"] + s["lost"]
    return Ledger(
        published=s["published"],
        completed=s["completed"],
        dead_lettered=s["dead_lettered"],
        expired=s["expired"],
        dropped=s["dropped"],
        lost=s["lost"],
        in_flight=in_flight,
        balanced=s["published"] == ended + in_flight,
        redelivered=s["redelivered"],
        duplicate_deliveries=s["duplicate_deliveries"],
        duplicate_effects=s["duplicate_effects"],
    )


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
    return {name: int(arena.state[name][0]) for name in LEDGER}
