"""Lists of messages, and what a client has received and not begun."""

from ...kernel.options import compiled, inlined
from ...kernel.places import message
from ...layout import QUEUED
from .places import client, line

NUMBERS = (1 << 30) - 1
"""Numbers of a FIFO queue's messages start again after this one."""


@inlined
def append(arena, row, m):
    """Message m becomes the last of list `row`."""
    ls = line(arena, row)
    msg = message(arena, m)
    msg.next = -1
    if ls.count == 0:
        msg.prev = -1
        ls.head = m
    else:
        msg.prev = ls.tail
        message(arena, ls.tail).next = m
    ls.tail = m
    ls.count += 1


@inlined
def unlink(arena, row, m):
    ls = line(arena, row)
    msg = message(arena, m)
    if msg.prev >= 0:
        message(arena, msg.prev).next = msg.next
    else:
        ls.head = msg.next
    if msg.next >= 0:
        message(arena, msg.next).prev = msg.prev
    else:
        ls.tail = msg.prev
    ls.count -= 1


@compiled
def insert_in_order(arena, row, m):
    """Message m stands in list `row` where its number in `extra` puts it. Only those that were received with it can be
    before it, at most nine."""
    ls = line(arena, row)
    msg = message(arena, m)
    after = ls.head if ls.count > 0 else -1
    while after >= 0 and (msg.extra - message(arena, after).extra) & NUMBERS < NUMBERS >> 1:
        after = message(arena, after).next
    if after < 0:
        append(arena, row, m)
        return
    other = message(arena, after)
    msg.next = after
    msg.prev = other.prev
    if other.prev >= 0:
        message(arena, other.prev).next = m
    else:
        ls.head = m
    other.prev = m
    ls.count += 1


@inlined
def give(arena, own, m):
    """Message m is the last that client `own` has received."""
    cl = client(arena, own)
    msg = message(arena, m)
    msg.kind = QUEUED
    msg.child = -1
    if cl.head >= 0:
        message(arena, cl.tail).child = m
    else:
        cl.head = m
    cl.tail = m


@compiled
def put_in_place(arena, row, m, old):
    """Message m stands in list `row` in place of another."""
    ls = line(arena, row)
    msg = message(arena, m)
    other = message(arena, old)
    msg.prev = other.prev
    msg.next = other.next
    if msg.prev >= 0:
        message(arena, msg.prev).next = m
    else:
        ls.head = m
    if msg.next >= 0:
        message(arena, msg.next).prev = m
    else:
        ls.tail = m


@inlined
def begin_next(arena, own):
    """Takes the first that the client has received and not begun, -1 if there is none."""
    cl = client(arena, own)
    m = cl.head
    if m >= 0:
        msg = message(arena, m)
        cl.head = msg.child
        msg.child = -1
    return m
