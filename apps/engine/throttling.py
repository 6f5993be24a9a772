"""What waits for its turn when the rate of an edge, a channel or a broker changes: it goes on by the new one, in order.

Place in the flow: beside `faults`, which writes the rates. A message that is throttled has its turn when it arrives at
its channel; a call or a delivery when it sets out over its edge.
"""

from collections.abc import Iterator

import numpy as np

from .arena import Arena
from .kernel.network import HAS_ITS_TURN, go_on, take_turn_again
from .layout import AT_CHANNEL, CALL_ARRIVES, DELIVERING, INDEX_BITS, INDEX_MASK


def set_rate(arena: Arena, section: str, index: int, per_second: float) -> None:
    """The `edges`, `channels` or `brokers` row lets so many through from now on, 0 for any number."""
    row = arena.view(section)[index]
    if float(row["rate"]) == per_second:
        return
    row["rate"] = per_second
    row["next_turn"] = 0.0
    _give_back_turns(arena)
    for m, _ in list(_waiting(arena)):
        kind = int(arena.view("messages")["kind"][m])
        if kind == AT_CHANNEL and int(arena.view("messages")["step"][m]) == HAS_ITS_TURN:
            take_turn_again(arena.address, m)
    if section == "edges":
        _go_on(arena, index)


def _give_back_turns(arena: Arena) -> None:
    """Nobody has a turn at a channel any more; the next is as far off as it was from the one before."""
    now = float(arena.state["now"][0])
    routes, stops = arena.view("routes")["edge"], arena.view("stops")["edge"]
    published = np.unique(np.concatenate([routes, stops]))
    for section, rows in (("edges", published[published >= 0]), ("channels", slice(None)), ("brokers", slice(None))):
        table = arena.view(section)
        rates, turns = table["rate"][rows], table["next_turn"][rows]
        later = (rates > 0.0) & (turns > now)
        between = 1.0 / np.where(later, rates, 1.0)
        table["next_turn"][rows] = np.where(later, now + (turns - now) % between, turns)


def _go_on(arena: Arena, index: int) -> None:
    """Calls and deliveries that wait for a turn on an edge need no longer than the way over it, and their new turn."""
    row, now = arena.view("edges")[index], float(arena.state["now"][0])
    between = 1.0 / float(row["rate"]) if float(row["rate"]) > 0.0 else 0.0
    turn = now
    for m, time in list(_waiting(arena)):
        way = _way(arena, index, m)
        if way < 0.0:
            continue
        go_on(arena.address, m, min(time, turn + way))
        turn += between
    if between > 0.0:
        arena.view("edges")["next_turn"][index] = turn


def _way(arena: Arena, index: int, m: int) -> float:
    """Seconds that call or delivery m takes over an edge without any throttling, -1 if it goes another way."""
    message, edge = arena.view("messages")[m], arena.view("edges")[index]
    if int(message["kind"]) == CALL_ARRIVES and int(message["via"]) == index:
        base = float(edge["latency"])
    elif int(message["kind"]) == DELIVERING:
        taker = arena.view("consumers")[int(message["consumer"])]
        subscription = arena.view("subscriptions")[int(taker["subscription"])]
        if int(subscription["edge"]) != index:
            return -1.0
        base = float(subscription["latency"])
    else:
        return -1.0
    station = arena.view("stations")[int(message["station"])]
    return base + float(edge["extra_latency"]) + float(station["extra_latency"])


def _waiting(arena: Arena) -> Iterator[tuple[int, float]]:
    """Messages for which something is to happen, and when, in that order."""
    heap = arena.view("heap")[: int(arena.state["pending"][0])]
    rows, numbers = heap["order"] & INDEX_MASK, heap["order"] >> INDEX_BITS
    messages = arena.view("messages")
    valid = (messages["due"][rows] == numbers) & np.isin(messages["kind"][rows], (AT_CHANNEL, DELIVERING, CALL_ARRIVES))
    rows, times, numbers = rows[valid], heap["time"][valid], numbers[valid]
    for place in np.lexsort((numbers, times)):
        yield int(rows[place]), float(times[place])
