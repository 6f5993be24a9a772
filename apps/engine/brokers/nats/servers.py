"""Servers of a NATS cluster, and the streams that have replicas on them.

A stream is there while a majority of its replicas is. When its leader is lost the others need an election, whose time
is drawn. What was acknowledged is on a majority, so that nothing is lost; that a server syncs its files only every two
minutes (sync_interval) matters if a majority loses power at once, and is left out.
"""

import math

from ...kernel.consumers import wake
from ...kernel.events import schedule
from ...kernel.messages import release, take
from ...kernel.options import compiled
from ...kernel.places import broker, broker_node, channel, consumer, group, log, message, state
from ...kernel.random import uniform
from ...layout import BROKER_TIMER, NATS
from .places import stream
from .words import ELECTION, LONGEST_ELECTION, SHORTEST_ELECTION


@compiled
def review_streams(arena, b):
    """A server of cluster b is lost, or there again."""
    for q in range(state(arena).nats_streams_count):
        if stream(arena, q).broker == b:
            review(arena, q)


@compiled
def is_up(arena, st, server):
    return broker_node(arena, broker(arena, st.broker).first_node + server).down == 0


@compiled
def replica(arena, st, number):
    """The server that replica `number` of a stream is on."""
    return (st.first_server + number) % broker(arena, st.broker).nodes


@compiled
def replicas_up(arena, st):
    up = 0
    for number in range(st.replicas):
        if is_up(arena, st, replica(arena, st, number)):
            up += 1
    return up


@compiled
def review(arena, q):
    """Whether stream q is available with the servers that are up, or needs an election to be."""
    st = stream(arena, q)
    if st.leader >= 0 and not is_up(arena, st, st.leader):
        st.leader = -1
    if replicas_up(arena, st) < st.replicas // 2 + 1:
        st.leader = -1
        st.unavailable = 1
        if st.election >= 0:
            release(arena, st.election)
            st.election = -1
    elif st.leader < 0 and st.replicas == 1:
        lead(arena, q)
    elif st.leader < 0 and st.election < 0:
        st.unavailable = 1
        call_election(arena, q)


@compiled
def call_election(arena, q):
    """The follower whose time runs out first campaigns, and wins."""
    st = stream(arena, q)
    random = channel(arena, log(arena, st.log).channel).stream
    seconds = math.inf
    for _ in range(replicas_up(arena, st)):
        drawn = SHORTEST_ELECTION + (LONGEST_ELECTION - SHORTEST_ELECTION) * uniform(arena, random)
        seconds = min(seconds, drawn)
    t = take(arena)
    timer = message(arena, t)
    timer.kind = BROKER_TIMER
    timer.priority = NATS
    timer.step = ELECTION
    timer.place = q
    st.election = t
    schedule(arena, state(arena).now + seconds, t)


@compiled
def elected(arena, t):
    q = message(arena, t).place
    release(arena, t)
    stream(arena, q).election = -1
    lead(arena, q)


@compiled
def lead(arena, q):
    """The first replica that is up leads stream q, which is available again."""
    st = stream(arena, q)
    for number in range(st.replicas):
        server = replica(arena, st, number)
        if st.leader < 0 and is_up(arena, st, server):
            st.leader = server
    st.unavailable = 0
    ch = channel(arena, log(arena, st.log).channel)
    for g in range(ch.first_group, ch.first_group + ch.groups):
        gr = group(arena, g)
        for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
            if consumer(arena, k).gone == 0:
                wake(arena, k)
