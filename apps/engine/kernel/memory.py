"""Remembered ids: what an idempotent consumer has handled, what a broker has accepted.

One table for all, open addressing. A slot whose time is over counts as free when it is asked for, and is dropped when
the table is rebuilt (`arena`), which happens when it is half full.
"""

from numba import njit

from ..layout import IS_CALL, Seen
from .options import ENTRY, JIT
from .places import message, seen, state, station

_WORD = (1 << 62) - 1


@njit(**JIT)
def mixed(key):
    """A key spread over 62 bits."""
    x = key & _WORD
    x ^= x >> 31
    x = (x * 0x2545F4914F6CDD1D) & _WORD
    x ^= x >> 29
    x = (x * 0x1B03738712FAD5C9) & _WORD
    return x ^ (x >> 32)


@njit(**ENTRY)
def place_of(arena, key):
    """The slot that holds the key, or the free one where it belongs."""
    mask = state(arena).seen_count - 1
    i = mixed(key) & mask
    while True:
        slot = seen(arena, i)
        if slot.key == 0 or slot.key == key:
            return i
        i = (i + 1) & mask


@njit(**JIT)
def remember(arena, key, seconds):
    """Whether the key is new; from now on it is known for so many seconds."""
    s = state(arena)
    slot = seen(arena, place_of(arena, key))
    if slot.key == key and slot.until > s.now:
        return False
    if slot.key == 0:
        slot.key = key
        s.seen_used += 1
    slot.until = s.now + seconds
    return True


@njit(**JIT)
def key_of(scope, number, identity):
    """One key for an id in a scope (0 … 2**20) and its subdivision."""
    return mixed(mixed(identity + 1) + (scope + 1) * 1_000_003 + number) | 1


@njit(**JIT)
def is_new(arena, m):
    """Whether its station sees the id of message or call m for the first time; it is remembered.

    A call and an event of one type and id are two things.
    """
    msg = message(arena, m)
    number = msg.type + (256 if msg.marks & IS_CALL != 0 else 0)
    return remember(arena, key_of(msg.station, number, msg.id), station(arena, msg.station).remembers)


@njit(**ENTRY)
def refill(arena, slots, count):
    """Puts `count` slots that stand at an address into the arena's table, which is empty."""
    for i in range(count):
        old = Seen(slots, i)
        new = seen(arena, place_of(arena, old.key))
        new.key = old.key
        new.until = old.until
