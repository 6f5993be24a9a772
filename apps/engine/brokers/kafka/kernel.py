"""Kafka's entry points (see `brokers`): each topic of it has a module of its own beside this one.

producing, partitioning   what happens at the sender
receiving, retention      what happens to a record at its partition's leader
fetching, ready, offsets  what members of a group get, and where the group stands
membership, assignment    who is in the group, and who owns what
replicas, truncation      servers that are lost
seeking                   a group set back
"""

from ...kernel.messages import release
from ...kernel.options import apart, rare
from ...kernel.places import message
from .fetching import abandon, ack, nack, poll
from .membership import (
    back,
    crashed,
    fail,
    give_up,
    member_acts,
    recover,
    round_over,
    session_over,
    stopped,
    watched,
)
from .offsets import unfinished
from .producing import lingered
from .receiving import publish, unpark
from .records import (
    BACK,
    CAUGHT_UP,
    CRASHED,
    ELECTED,
    GIVE_UP,
    LEADER_GONE,
    LINGERED,
    MEMBER_ACTS,
    NOTICED,
    RESUME,
    RETENTION,
    RETURNED,
    ROUND_OVER,
    SESSION_OVER,
    STOPPED,
    TOO_BIG,
    UNCOMMITTED,
    UNPARK,
    WATCH,
)
from .replicas import caught_up, elected, fail_node, leader_gone, noticed, recover_node
from .retention import purge, retention, too_big
from .returning import resume, returned, uncommitted
from .seeking import seek


@apart
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
        happen_soon(arena, m, step)


@rare
def happen_soon(arena, m, step):
    if step == RETURNED:
        returned(arena, m)
    elif step == UNCOMMITTED:
        uncommitted(arena, m)
    elif step == MEMBER_ACTS:
        member_acts(arena, m)
    elif step == CRASHED:
        crashed(arena, m)
    elif step == STOPPED:
        stopped(arena, m)
    elif step == BACK:
        back(arena, m)
    elif step == GIVE_UP:
        give_up(arena, m)
    elif step == TOO_BIG:
        too_big(arena, m)
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
    "unfinished",
]
