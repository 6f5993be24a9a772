"""Remembered ids: what an idempotent consumer has handled, what a broker has accepted.

One table for all, open addressing. A slot whose time is over counts as free when it is asked for, and is dropped when
the table is rebuilt (`arena`), which happens when it is half full.
"""

from ..layout import FOREVER, IS_CALL, LINEAGE_BITS, LINEAGE_MASK, NOT_IDEMPOTENT, OWN_MEMORY, Seen
from .options import compiled, exported, inlined
from .places import consumer, instance, message, seen, state, station

_WORD = (1 << 62) - 1
CALLING, STEP_OF_SAGA = 256, 257
"""No event types."""
EFFECTS_KEPT_SECONDS = 3600.0
"""For how long the accounts know that a call had its effect. One that is made again after that, because an event is
replayed that is older, counts as new; knowing all for ever would take 16 bytes and more for each write of a run."""


@compiled
def mixed(key):
    """A key spread over 62 bits."""
    x = key & _WORD
    x ^= x >> 31
    x = (x * 0x2545F4914F6CDD1D) & _WORD
    x ^= x >> 29
    x = (x * 0x1B03738712FAD5C9) & _WORD
    return x ^ (x >> 32)


@exported
def place_of(arena, key):
    """The slot that holds the key, or the free one where it belongs."""
    mask = state(arena).seen_count - 1
    i = mixed(key) & mask
    while True:
        slot = seen(arena, i)
        if slot.key == 0 or slot.key == key:
            return i
        i = (i + 1) & mask


@compiled
def remember(arena, key, seconds):
    """Whether the key is new; from now on it is known for so many seconds."""
    return remember_by(arena, key, seconds, state(arena).now)


@compiled
def remember_by(arena, key, seconds, now):
    """The same by a clock that may be wrong: what it forgets when it is set ahead, it forgets too early."""
    s = state(arena)
    slot = seen(arena, place_of(arena, key))
    if slot.key == key and slot.until > now:
        return False
    if slot.key == 0:
        slot.key = key
        s.seen_used += 1
        s.keeps_more = 1
    slot.until = now + seconds
    return True


@compiled
def key_of(scope, number, identity):
    """One key for an id in a scope (0 … 2**20) and its subdivision."""
    return mixed(mixed(identity + 1) + (scope + 1) * 1_000_003 + number) | 1


@compiled
def id_of(arena, m):
    """What its station remembers message or call m by. A call and an event of one type and id are two things; an
    instance's own memory is not its neighbour's, and a crash empties it."""
    msg = message(arena, m)
    st = station(arena, msg.station)
    number = msg.type + (256 if msg.marks & IS_CALL != 0 else 0)
    if st.idempotent == OWN_MEMORY:
        i = msg.consumer if msg.marks & IS_CALL != 0 else consumer(arena, msg.consumer).instance
        number += 512 * (1 + i + 4096 * instance(arena, i).epoch)
    return key_of(msg.station, number, event_identity(msg))


@inlined
def event_identity(msg):
    """What an application gives an event or a call as its own id: the same however often it is sent or delivered."""
    return (msg.id << LINEAGE_BITS) | msg.lineage


@inlined
def lineage_after(lineage, sender, what, nth):
    """The lineage of what a sender sends because of something of that lineage: `what` is an event type, CALLING or
    STEP_OF_SAGA, and the `nth` of that type. So two events of one request and type are two, of two senders or because
    of two others, while what is sent again when something is handled again is the same."""
    x = (lineage + 1) * 0x9E3779B1 + (sender + 1) * 0x85EBCA6B + (what + 1) * 0x2545F491 + nth * 0x27D4EB2F
    return (((x & 0xFFFFFFFF) * 0x2545F491) >> 24) & LINEAGE_MASK


@compiled
def is_new(arena, m):
    """Whether its station sees the id of message or call m for the first time; it is remembered."""
    st = station(arena, message(arena, m).station)
    return remember_by(arena, id_of(arena, m), st.remembers, state(arena).now + st.clock_skew)


@compiled
def effect_is_new(arena, c):
    """Whether call c has its effect for the first time, whatever its station remembers of it; so far back as the
    accounts go, which is for a while longer than its station remembers."""
    call = message(arena, c)
    st = station(arena, call.station)
    key = key_of(call.station, -1 - call.type, event_identity(call))
    kept = EFFECTS_KEPT_SECONDS
    if st.idempotent != NOT_IDEMPOTENT and st.remembers < FOREVER:
        kept += st.remembers
    return remember(arena, key, kept)


@compiled
def forget_id(arena, m):
    """Message m was not remembered after all."""
    key = id_of(arena, m)
    slot = seen(arena, place_of(arena, key))
    if slot.key == key:
        slot.until = -1e18


@exported
def refill(arena, slots, count):
    """Puts `count` slots that stand at an address into the arena's table, which is empty."""
    for i in range(count):
        old = Seen(slots, i)
        new = seen(arena, place_of(arena, old.key))
        new.key = old.key
        new.until = old.until
