"""A member's list of its partitions that have something to fetch."""

from ...kernel.consumers import wake
from ...kernel.options import inlined, rare
from ...kernel.places import consumer, reader
from .places import member


@inlined
def push_back(arena, r, mem):
    """Reader r is for a later poll of its owner."""
    rd = reader(arena, r)
    rd.queued = 1
    rd.poll = mem.polls
    rd.next_ready = -1
    if mem.ready_head >= 0:
        reader(arena, mem.ready_tail).next_ready = r
    else:
        mem.ready_head = r
    mem.ready_tail = r


@inlined
def push_front(arena, r, mem):
    """Reader r still has records of the poll that is being worked on."""
    rd = reader(arena, r)
    rd.queued = 1
    rd.next_ready = mem.ready_head
    if mem.ready_head < 0:
        mem.ready_tail = r
    mem.ready_head = r


@rare
def take_out(arena, r, mem):
    """Reader r no longer stands in the list, if it did."""
    rd = reader(arena, r)
    if rd.queued == 0:
        return
    rd.queued = 0
    before = -1
    at = mem.ready_head
    while at != r:
        before = at
        at = reader(arena, at).next_ready
    if before < 0:
        mem.ready_head = rd.next_ready
    else:
        reader(arena, before).next_ready = rd.next_ready
    if mem.ready_tail == r:
        mem.ready_tail = before


@rare
def offer(arena, r):
    """Tells the owner of reader r if there is something to fetch that nobody works on."""
    rd = reader(arena, r)
    if rd.state == 0 and rd.queued == 0 and rd.active == 0 and rd.next >= 0:
        push_back(arena, r, member(arena, consumer(arena, rd.consumer).own))
        wake(arena, rd.consumer)
