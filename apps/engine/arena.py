"""The arena: the whole state of a simulation in one block of bytes.

Place in the flow: lays a program's tables and the free lists out in one block, hands its address to the kernel,
enlarges it when the kernel asks, and copies it out and in. A snapshot is the bytes; a digest is their SHA-256.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .layout import FREE, NEVER, QUEUED, RECORDS, SECTIONS, UP, VERSION, State
from .program import Program
from .rates import logged_rate, open_rate, total_rate
from .records import CACHE_LINE

SAMPLES_PER_SECOND = 15
"""About how many requests and events of a simulated second are followed hop by hop. Part of the state, so it depends
on the document alone, never on who watches."""

_ALIGN = CACHE_LINE
_HUGE_PAGE = 1 << 21
_LATER = {"heap": _ALIGN - RECORDS["heap"].dtype.itemsize}
"""Bytes left free before a section. The heap's first event has no siblings; every four after it share a cache line."""
_FIRST_MESSAGES = 1 << 10
_SECONDS_IN_FLIGHT, _SECONDS_IN_LOGS = 1 / 16, 8.0
_MOST_IN_FLIGHT, _MOST_IN_LOGS = 1 << 13, 1 << 19
"""There is room at once for what sources send in so many seconds, in flight and in logs until it has been committed
(every 5 s by default): to grow is to copy everything, and a fast document would begin by growing again and again."""
_PLACES = {"bytes", *(f"{name}_at" for name in SECTIONS), *(f"{name}_count" for name in SECTIONS)}
_CARRIED = tuple(name for name in State.dtype.names if name not in _PLACES)
_FREE_LISTS = {"messages": "free", "entries": "free_entry", "deaths": "free_death", "sagas": "free_saga"}
_HASHED = ("saga_slots", "seen")

MAX_MESSAGES = 1 << 23
"""Messages a simulation may hold, in flight and in logs: 8,388,608 each, about 0.8 GB."""


def layout_of(records: Mapping[str, Any]) -> str:
    """Names what the bytes of an arena mean: other records, or other places of their fields, are another layout."""
    described = [(name, str(record.dtype)) for name, record in records.items()]
    return hashlib.sha256(repr(described).encode()).hexdigest()[:16]


LAYOUT = layout_of({"state": State, **RECORDS})


class ArenaFull(RuntimeError):
    """More messages in flight than MAX_MESSAGES."""


class Arena:
    def __init__(self, data: NDArray[np.uint8]) -> None:
        """From bytes as `stored` gives them, which become the arena's own."""
        self.data = data
        self.address = int(data.ctypes.data)
        self.views: dict[str, Any] = {}
        self.state: Any = data[: State.dtype.itemsize].view(State.dtype)
        if int(self.state["version"][0]) != VERSION or int(self.state["bytes"][0]) != data.size:
            raise ValueError("not a snapshot of this version of the engine")
        for name in SECTIONS:
            at, count = int(self.state[f"{name}_at"][0]), int(self.state[f"{name}_count"][0])
            dtype = RECORDS[name].dtype
            self.views[name] = data[at : at + count * dtype.itemsize].view(dtype)
        _move_places(data, self.address)

    @classmethod
    def of(cls, program: Program) -> "Arena":
        """A new arena for a program, all queues empty."""
        least = max(_FIRST_MESSAGES, 4 * program.margin)
        in_flight, in_logs = _SECONDS_IN_FLIGHT * open_rate(program), _SECONDS_IN_LOGS * logged_rate(program)
        messages = _power_of_two(max(least, round(min(_MOST_IN_FLIGHT, in_flight))))
        entries = _power_of_two(max(least, round(min(_MOST_IN_LOGS, in_logs))))
        sagas = 256 if len(program.tables["saga_nodes"]) else 0
        counts = {name: len(table) for name, table in program.tables.items()}
        deaths = _power_of_two(4 * program.margin) if program.has_deaths else 0
        counts |= {"messages": messages, "heap": 2 * messages, "entries": entries}
        counts |= {"sagas": sagas, "saga_slots": 4 * sagas, "seen": 1024, "deaths": deaths}
        arena = cls(_blank(counts))
        for name, table in program.tables.items():
            arena.views[name][:] = table
        arena.state["margin"] = program.margin
        arena.state["types"] = max(1, len(program.event_types))
        arena.state["sample_every"] = max(1, round(total_rate(program.document) / SAMPLES_PER_SECOND))
        arena.state["entry_margin"] = program.margin if len(program.tables["logs"]) else 0
        arena.state["has_deaths"] = int(program.has_deaths)
        arena.state["keeps_more"] = int(program.has_deaths or sagas > 0)
        for nothing in ("watched", "version_of", "unsettled_head", "unsettled_tail"):
            arena.state[nothing] = -1
        for name, free in _FREE_LISTS.items():
            arena.state[free] = -1
            arena._free(name, 0)
        arena._never(0)
        arena._offer_everything()
        return arena

    def view(self, name: str) -> Any:
        """A section as a structured array over the arena's own bytes."""
        return self.views[name]

    def grow(self) -> "Arena":
        """A copy with half as much again of whatever is short. Raises ArenaFull past MAX_MESSAGES."""
        state = self.state[0]
        counts = self._counts()
        margin = int(state["margin"])
        if state["free_count"] < margin:
            counts["messages"] = _more(counts["messages"])
        if counts["heap"] - state["pending"] < margin:
            counts["heap"] = _more(counts["heap"])
        if state["free_entry_count"] < state["entry_margin"]:
            counts["entries"] = _more(counts["entries"])
        if counts["deaths"] and state["free_death_count"] < margin:
            counts["deaths"] = _more(counts["deaths"])
        if counts["sagas"] and state["free_saga_count"] < 2:
            counts["sagas"] *= 2
            counts["saga_slots"] *= 2
        if 2 * state["seen_used"] >= counts["seen"]:
            alive = int(np.count_nonzero(self.views["seen"]["until"] > self._slowest_clock()))
            counts["seen"] = max(1024, _power_of_two(4 * alive + 1))
        if max(counts["messages"], counts["entries"]) > MAX_MESSAGES:
            raise ArenaFull(f"more than {MAX_MESSAGES:,} messages in flight")
        return self._resized(counts)

    def with_room(self, messages: int, events: int) -> "Arena":
        """Itself if so many messages and events more have room, else a copy where they have. Raises ArenaFull past
        MAX_MESSAGES."""
        state = self.state[0]
        counts = self._counts()
        wanted = {
            "messages": counts["messages"] - int(state["free_count"]) + messages,
            "heap": int(state["pending"]) + events,
            "deaths": counts["deaths"] - int(state["free_death_count"]) + 2 * messages if counts["deaths"] else 0,
        }
        if all(counts[name] >= least for name, least in wanted.items()):
            return self
        for name, least in wanted.items():
            while counts[name] < least:
                counts[name] = _more(counts[name])
        if counts["messages"] > MAX_MESSAGES:
            raise ArenaFull(f"more than {MAX_MESSAGES:,} messages in flight")
        return self._resized(counts)

    def in_hand(self) -> int:
        """Messages that somebody works on, holds, or was given."""
        messages = self.views["messages"]
        kinds = messages["kind"]
        return int(np.count_nonzero((kinds != FREE) & ((kinds != QUEUED) | (messages["consumer"] >= 0))))

    def with_history(self, rows: int) -> "Arena":
        """A copy with room for so many steps of a watched message; with its former number it is the same again."""
        return self._resized(self._counts() | {"history": rows})

    def with_rows(self, section: str, count: int) -> "Arena":
        """A copy with so many rows in a section; the new ones are zero."""
        return self._resized(self._counts() | {section: count})

    def _slowest_clock(self) -> float:
        """What the clock that is most behind says: only what is over by that one is forgotten by all."""
        skew = self.views["stations"]["clock_skew"]
        return float(self.state["now"][0]) + float(min(0.0, skew.min(initial=0.0)))

    def _counts(self) -> dict[str, int]:
        return {name: int(self.state[f"{name}_count"][0]) for name in SECTIONS}

    def _resized(self, counts: dict[str, int]) -> "Arena":
        grown = Arena(_blank(counts))
        for name in _CARRIED:
            grown.state[name] = self.state[name]
        for name in SECTIONS:
            if name in _HASHED:
                continue
            kept = min(counts[name], len(self.views[name]))
            grown.views[name][:kept] = self.views[name][:kept]
        grown._never(len(self.views["heap"]))
        for name in _FREE_LISTS:
            if counts[name] > len(self.views[name]):
                grown._free(name, len(self.views[name]))
        grown._refill_slots(self.views["saga_slots"])
        grown._refill_seen(self.views["seen"])
        return grown

    def stored(self) -> tuple[memoryview, memoryview]:
        """Its bytes as they are kept and hashed, in two parts: the state, with places counted from the arena's
        beginning, and the rest."""
        size = State.dtype.itemsize
        state = self.data[:size].copy()
        _move_places(state, -self.address)
        return state.data, self.data[size:].data

    def digest(self) -> str:
        digest = hashlib.sha256()
        for part in self.stored():
            digest.update(part)
        return digest.hexdigest()

    def _free(self, name: str, first: int) -> None:
        """Puts the records from `first` on into the section's free list."""
        added = self.views[name][first:]
        if not len(added):
            return
        free = _FREE_LISTS[name]
        added["next"] = np.arange(first + 1, first + 1 + len(added))
        added["next"][-1] = self.state[free][0]
        if name == "messages":
            added["due"] = -1
        self.state[free] = first
        self.state[f"{free}_count"] += len(added)

    def _never(self, first: int) -> None:
        """Nothing happens at the heap's places from `first` on; see `kernel.events`."""
        heap = self.views["heap"]
        bits = NEVER | np.arange(first, len(heap), dtype=np.int64) % 4
        heap["time"][first:] = bits.view(np.float64)

    def _offer_everything(self) -> None:
        """Every consumer asks its broker once, and waits where there is nothing."""
        from .kernel.consumers import wake

        for row in range(len(self.views["consumers"])):
            station = self.views["instances"][self.views["consumers"]["instance"][row]]
            if station["state"] == UP:
                wake(self.address, row)
            else:
                self.views["consumers"]["gone"][row] = 1

    def _refill_slots(self, old: Any) -> None:
        from .kernel.sagas import slot_of

        slots = self.views["saga_slots"]
        if len(slots) == len(old):
            slots[:] = old
            return
        for held in old[old["key"] != 0]:
            place = slot_of(self.address, int(held["key"]))
            slots[place] = held

    def _refill_seen(self, old: Any) -> None:
        """Remembered ids into a table of another size; those whose time is over are forgotten."""
        from .kernel.memory import refill

        # One that is full by what is forgotten is emptied of it, even where it keeps its size: else it stays full.
        if len(self.views["seen"]) == len(old) and 2 * int(self.state["seen_used"][0]) < len(old):
            self.views["seen"][:] = old
            return
        alive = np.ascontiguousarray(old[old["until"] > self._slowest_clock()])
        self.state["seen_used"] = len(alive)
        refill(self.address, int(alive.ctypes.data), len(alive))


def _move_places(data: NDArray[np.uint8], by: int) -> None:
    """Kernels want the addresses of sections: else every access would have to add the arena's."""
    first = State.dtype.fields[f"{SECTIONS[0]}_at"][1]
    data[first : first + 8 * len(SECTIONS)].view(np.int64)[:] += by


def _blank(counts: dict[str, int]) -> NDArray[np.uint8]:
    """Zeroed bytes with every section's place written into the state at the start."""
    at = _aligned(State.dtype.itemsize)
    places = {}
    for name in SECTIONS:
        places[name] = at + _LATER.get(name, 0)
        at += _aligned(_LATER.get(name, 0) + counts.get(name, 0) * RECORDS[name].dtype.itemsize)
    data = _aligned_zeros(at)
    state = data[: State.dtype.itemsize].view(State.dtype)
    state["version"] = VERSION
    state["bytes"] = at
    for name in SECTIONS:
        state[f"{name}_at"] = places[name]
        state[f"{name}_count"] = counts.get(name, 0)
    return data


def _aligned_empty(size: int) -> NDArray[np.uint8]:
    return _from_a_boundary(np.empty(size + _boundary(size), np.uint8), size)


def _aligned_zeros(size: int) -> NDArray[np.uint8]:
    return _from_a_boundary(np.zeros(size + _boundary(size), np.uint8), size)


def _from_a_boundary(raw: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    start = -raw.ctypes.data % _boundary(size)
    return raw[start : start + size]


def _boundary(size: int) -> int:
    """Where a block may begin. A large one with a huge page, which the system gives NumPy from 4 MB on: the tables that
    every event needs stand first, and would else be spread over hundreds of small pages in front of it."""
    return _HUGE_PAGE if size >= 2 * _HUGE_PAGE else _ALIGN


def restored(data: bytes | memoryview) -> Arena:
    """An arena from a copy of its bytes. Raises ValueError for anything else."""
    if len(data) < State.dtype.itemsize:
        raise ValueError("not a snapshot of this version of the engine")
    block = _aligned_empty(len(data))
    block[:] = np.frombuffer(data, np.uint8)
    return Arena(block)


def _aligned(size: int) -> int:
    return (size + _ALIGN - 1) // _ALIGN * _ALIGN


def _power_of_two(least: int) -> int:
    return 1 << max(0, least - 1).bit_length()


def _more(count: int) -> int:
    """The next of 2, 3, 4, 6, 8, 12 ...: seldom enough to copy, and a third of the room is free at most."""
    return count * 3 // 2 if count & (count - 1) == 0 else count * 4 // 3


__all__ = ["Arena", "ArenaFull", "restored"]
