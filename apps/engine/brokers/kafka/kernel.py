"""Kafka's entry points (see `brokers`): each topic of it has a module of its own beside this one.

producing, partitioning   what happens at the sender
receiving, retention      what happens to a record at its partition's leader
fetching, ready, offsets  what members of a group get, and where the group stands
membership, assignment    who is in the group, and who owns what
replicas, truncation      servers that are lost
seeking                   a group set back
"""

from numba import njit

from ...kernel.messages import release
from ...kernel.options import JIT
from ...kernel.places import message
from .fetching import abandon, ack, nack, poll, resume
from .membership import fail, recover, round_over, session_over, watched
from .producing import lingered
from .receiving import publish, unpark
from .records import (
    CAUGHT_UP,
    ELECTED,
    LEADER_GONE,
    LINGERED,
    NOTICED,
    RESUME,
    RETENTION,
    ROUND_OVER,
    SESSION_OVER,
    UNPARK,
    WATCH,
)
from .replicas import caught_up, elected, fail_node, leader_gone, noticed, recover_node
from .retention import purge, retention
from .seeking import seek


@njit(**JIT)
def expire(arena, m):
    """A timer is due; each releases its message or uses it again."""
    step = message(arena, m).step
    if step == LINGERED:
        lingered(arena, m)
    elif step == UNPARK:
        unpark(arena, m)
    elif step == WATCH:
        watched(arena, m)
    elif step == RESUME:
        resume(arena, m)
    elif step == ROUND_OVER:
        round_over(arena, m)
    elif step == SESSION_OVER:
        session_over(arena, m)
    elif step == RETENTION:
        retention(arena, m)
    elif step == NOTICED:
        noticed(arena, m)
    elif step == ELECTED:
        elected(arena, m)
    elif step == CAUGHT_UP:
        caught_up(arena, m)
    elif step == LEADER_GONE:
        leader_gone(arena, m)
    else:
        release(arena, m)


__all__ = [
    "abandon",
    "ack",
    "expire",
    "fail",
    "fail_node",
    "nack",
    "poll",
    "publish",
    "purge",
    "recover",
    "recover_node",
    "seek",
]
