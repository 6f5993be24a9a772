"""The arena: the whole state of a simulation in one block of bytes.

Place in the flow: lays a program's tables and the free lists out in one block, hands its address to the kernel,
enlarges it when the kernel asks, and copies it out and in. A snapshot is the bytes; a digest is their SHA-256.
"""

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .layout import RECORDS, SECTIONS, VERSION, State
from .program import Program
from .rates import total_rate

SAMPLES_PER_SECOND = 15
"""About how many requests and events of a simulated second are followed hop by hop. Part of the state, so it depends
on the document alone, never on who watches."""

_ALIGN = 64
_FIRST_MESSAGES = 1 << 10
_PLACES = {"bytes", *(f"{name}_at" for name in SECTIONS), *(f"{name}_count" for name in SECTIONS)}
_CARRIED = tuple(name for name in State.dtype.names if name not in _PLACES)
MAX_MESSAGES = 1 << 23
"""Messages in flight a simulation may hold: 8,388,608, about 0.8 GB."""


class ArenaFull(RuntimeError):
    """More messages in flight than MAX_MESSAGES."""


class Arena:
    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data = data
        self.views: dict[str, Any] = {}
        self.state: Any = data[: State.dtype.itemsize].view(State.dtype)
        if int(self.state["version"][0]) != VERSION or int(self.state["bytes"][0]) != data.size:
            raise ValueError("not a snapshot of this version of the engine")
        for name in SECTIONS:
            at, count = int(self.state[f"{name}_at"][0]), int(self.state[f"{name}_count"][0])
            dtype = RECORDS[name].dtype
            self.views[name] = data[at : at + count * dtype.itemsize].view(dtype)

    @classmethod
    def of(cls, program: Program) -> "Arena":
        """A new arena for a program, all queues empty."""
        messages = _power_of_two(max(_FIRST_MESSAGES, 4 * program.margin))
        sagas = 256 if len(program.tables["saga_nodes"]) else 0
        counts = {name: len(table) for name, table in program.tables.items()}
        counts |= {"messages": messages, "heap": 2 * messages, "sagas": sagas, "saga_slots": 4 * sagas}
        arena = cls(_blank(counts))
        for name, table in program.tables.items():
            arena.views[name][:] = table
        arena.state["margin"] = program.margin
        arena.state["types"] = max(1, len(program.event_types))
        arena.state["sample_every"] = max(1, round(total_rate(program.document) / SAMPLES_PER_SECOND))
        arena.state["free"] = arena.state["free_saga"] = -1
        arena._free_messages(0)
        arena._free_sagas(0)
        return arena

    @property
    def address(self) -> int:
        return int(self.data.ctypes.data)

    def view(self, name: str) -> Any:
        """A section as a structured array over the arena's own bytes."""
        return self.views[name]

    def grow(self) -> "Arena":
        """A copy with whatever is short doubled. Raises ArenaFull past MAX_MESSAGES."""
        state = self.state[0]
        counts = self._counts()
        margin = int(state["margin"])
        if state["free_count"] < margin:
            counts["messages"] *= 2
        if counts["heap"] - state["pending"] < margin or counts["heap"] < 2 * counts["messages"]:
            counts["heap"] *= 2
        if counts["sagas"] and state["free_saga_count"] < 2:
            counts["sagas"] *= 2
            counts["saga_slots"] *= 2
        if counts["messages"] > MAX_MESSAGES:
            raise ArenaFull(f"more than {MAX_MESSAGES:,} messages in flight")
        return self._resized(counts)

    def grow_heap(self) -> "Arena":
        """A copy with room for twice the events."""
        counts = self._counts()
        counts["heap"] *= 2
        return self._resized(counts)

    def _counts(self) -> dict[str, int]:
        return {name: int(self.state[f"{name}_count"][0]) for name in SECTIONS}

    def _resized(self, counts: dict[str, int]) -> "Arena":
        grown = Arena(_blank(counts))
        for name in _CARRIED:
            grown.state[name] = self.state[name]
        for name in SECTIONS:
            if name != "saga_slots" or counts[name] == len(self.views[name]):
                grown.views[name][: len(self.views[name])] = self.views[name]
        if counts["messages"] > len(self.views["messages"]):
            grown._free_messages(len(self.views["messages"]))
        if counts["sagas"] > len(self.views["sagas"]):
            grown._free_sagas(len(self.views["sagas"]))
            grown._refill_slots(self.views["saga_slots"])
        return grown

    def digest(self) -> str:
        return hashlib.sha256(self.data.data).hexdigest()

    def copy(self) -> bytes:
        return self.data.tobytes()

    def _free_messages(self, first: int) -> None:
        added = self.views["messages"][first:]
        added["next"] = np.arange(first + 1, first + 1 + len(added))
        added["next"][-1] = self.state["free"][0]
        added["due"] = -1
        self.state["free"] = first
        self.state["free_count"] += len(added)

    def _free_sagas(self, first: int) -> None:
        added = self.views["sagas"][first:]
        if not len(added):
            return
        added["next"] = np.arange(first + 1, first + 1 + len(added))
        added["next"][-1] = self.state["free_saga"][0]
        self.state["free_saga"] = first
        self.state["free_saga_count"] += len(added)

    def _refill_slots(self, old: Any) -> None:
        from .kernel.sagas import slot_of

        slots = self.views["saga_slots"]
        for held in old[old["key"] != 0]:
            place = slot_of(self.address, int(held["key"]))
            slots[place] = held


def _blank(counts: dict[str, int]) -> NDArray[np.uint8]:
    """Zeroed bytes with every section's place written into the state at the start."""
    at = _aligned(State.dtype.itemsize)
    places = {}
    for name in SECTIONS:
        places[name] = at
        at += _aligned(counts.get(name, 0) * RECORDS[name].dtype.itemsize)
    data = _aligned_zeros(at)
    state = data[: State.dtype.itemsize].view(State.dtype)
    state["version"] = VERSION
    state["bytes"] = at
    for name in SECTIONS:
        state[f"{name}_at"] = places[name]
        state[f"{name}_count"] = counts.get(name, 0)
    return data


def _aligned_zeros(size: int) -> NDArray[np.uint8]:
    raw = np.zeros(size + _ALIGN, np.uint8)
    start = -raw.ctypes.data % _ALIGN
    return raw[start : start + size]


def restored(data: bytes) -> Arena:
    """An arena from a copy of its bytes. Raises ValueError for anything else."""
    if len(data) < State.dtype.itemsize:
        raise ValueError("not a snapshot of this version of the engine")
    block = _aligned_zeros(len(data))
    block[:] = np.frombuffer(data, np.uint8)
    return Arena(block)


def _aligned(size: int) -> int:
    return (size + _ALIGN - 1) // _ALIGN * _ALIGN


def _power_of_two(least: int) -> int:
    return 1 << max(0, least - 1).bit_length()


__all__ = ["Arena", "ArenaFull", "restored"]
