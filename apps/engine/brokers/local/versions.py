"""Optimistic concurrency of event stores: an append says which version of its aggregate it was decided on.

A key is an aggregate, and its version the number of events appended to it. Who has read it in the same handling expects
the version that the read answered with; who has not, the one that the store has when it takes the append up. The store
compares at the end of the append's work and refuses it as a conflict when another append came between (Kurrent,
appending events: expected revision). A write that is repeated after a conflict has read anew; after anything else it
still expects what it did.
"""

from ...kernel.options import rare
from ...kernel.places import message, station
from ...layout import BARE
from .places import version


@rare
def expect(arena, c):
    """Its store takes call c up."""
    call = message(arena, c)
    if call.marks & BARE == 0 and call.place != call.station:
        call.place = call.station
        call.extra = current(arena, c).appended


@rare
def conflicts(arena, c):
    """At the end of call c's work: whether it is an append that comes too late. A read learns the version, and so does
    an append that is in time."""
    call = message(arena, c)
    now = current(arena, c)
    if call.marks & BARE == 0:
        if call.extra != now.appended:
            call.place = -1
            call.extra = -1
            station(arena, call.station).conflicts += 1
            return True
        now.appended += 1
    call.place = call.station
    call.extra = now.appended
    return False


@rare
def current(arena, c):
    """The version of call c's aggregate."""
    call = message(arena, c)
    st = station(arena, call.station)
    return version(arena, st.first_version + call.key % st.versions)
