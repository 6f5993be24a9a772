"""What a stream keeps: by limits, by interest, or as a work queue; and what it deletes whether acknowledged or not.

With limits a stream keeps everything up to its limits, acknowledged or not. By interest and in a work queue it keeps
what somebody has not acknowledged; of several consumers the one that is furthest behind says how much that is.
"""

from ...kernel.accounting import count_ended
from ...kernel.events import schedule
from ...kernel.logs import cut_oldest, group_wants
from ...kernel.messages import release, take
from ...kernel.options import compiled, inlined
from ...kernel.places import channel, entry, group, log, message, reader, state
from ...kernel.statistics import waiting_changes
from ...layout import BROKER_TIMER, DROPPED_HEAD, DROPPED_PURGED, NATS, RETENTION_OVER
from ..pending import take_out
from .endings import end_delivered, is_before, skip_carried
from .places import awaiting, carried, delayed, durable, returned, stream
from .words import LIMITS, MAX_AGE


@inlined
def is_full(arena, c, st):
    return kept(arena, c, st) >= st.max_messages


@compiled
def kept(arena, c, st):
    """How many messages the stream of channel c keeps."""
    lg = log(arena, st.log)
    if st.retention == LIMITS:
        return lg.end - st.start
    most = 0
    ch = channel(arena, c)
    for g in range(ch.first_group, ch.first_group + ch.groups):
        most = max(most, kept_for(arena, g))
    return most


@compiled
def kept_for(arena, g):
    """How many messages group g has not acknowledged."""
    gr = group(arena, g)
    rd = reader(arena, gr.first_reader)
    d = gr.own
    delivered = awaiting(arena, d).length + returned(arena, d).length + delayed(arena, d).length
    return log(arena, rd.log).end - rd.position + delivered + durable(arena, d).left


@compiled
def discard_oldest(arena, c, st):
    """The stream keeps no more than its limit: the oldest messages go."""
    lg = log(arena, st.log)
    if st.retention == LIMITS:
        st.start = max(st.start, lg.end - st.max_messages)
        while lg.start < st.start:
            cut_oldest(arena, st.log, DROPPED_HEAD)
        end_carried(arena, st, DROPPED_HEAD)
        return
    ch = channel(arena, c)
    for g in range(ch.first_group, ch.first_group + ch.groups):
        while kept_for(arena, g) > st.max_messages:
            discard_for(arena, g)


@compiled
def discard_for(arena, g):
    """Deletes the oldest message that group g has not acknowledged; of delivered ones, that delivered longest ago."""
    d = group(arena, g).own
    if durable(arena, d).left > 0:
        durable(arena, d).left -= 1
    elif awaiting(arena, d).head >= 0:
        end_first(arena, awaiting(arena, d), DROPPED_HEAD)
    elif returned(arena, d).head >= 0:
        end_first(arena, returned(arena, d), DROPPED_HEAD)
    elif delayed(arena, d).head >= 0:
        end_first(arena, delayed(arena, d), DROPPED_HEAD)
    else:
        r = group(arena, g).first_reader
        pass_first(arena, r, DROPPED_HEAD)
        if carried(arena, d).length > 0:
            rd = reader(arena, r)
            skip_carried(arena, d, rd.position, log(arena, rd.log).end, DROPPED_HEAD)


@compiled
def end_first(arena, lst, why):
    m = lst.head
    take_out(arena, lst, m)
    end_delivered(arena, m, why)


@compiled
def pass_first(arena, r, why):
    """Reader r goes on behind the first entry that it has not taken, which ends for it."""
    rd = reader(arena, r)
    en = entry(arena, rd.next)
    if rd.position >= rd.seen:
        rd.seen = rd.position + 1
        if group_wants(arena, rd.group, en.type):
            count_ended(arena, group(arena, rd.group).channel, en.type, why, 1)
    rd.position += 1
    rd.next = en.next
    rd.committed = rd.position
    rd.committed_next = rd.next
    waiting_changes(arena, group(arena, rd.group), -1)


@compiled
def deleted_for(arena, st, m):
    """Why delivered message m is no longer in its stream; 0 if it still is."""
    msg = message(arena, m)
    if st.max_age > 0.0 and state(arena).now - msg.sent > st.max_age:
        return RETENTION_OVER
    if is_before(arena, m, st.start, log(arena, st.log).end):
        return DROPPED_HEAD
    return 0


@compiled
def expect_age(arena, q):
    """Sets the timer of stream q for the oldest entry that somebody has not taken, if there is one."""
    st = stream(arena, q)
    lg = log(arena, st.log)
    oldest = -1
    position = lg.end
    for r in range(lg.first_reader, lg.first_reader + lg.readers):
        rd = reader(arena, r)
        if rd.position < position:
            position = rd.position
            oldest = rd.next
    if oldest < 0:
        return
    t = take(arena)
    timer = message(arena, t)
    timer.kind = BROKER_TIMER
    timer.priority = NATS
    timer.step = MAX_AGE
    timer.place = q
    st.ageing = t
    schedule(arena, entry(arena, oldest).appended + st.max_age, t)


@compiled
def age_timer(arena, t):
    q = message(arena, t).place
    release(arena, t)
    stream(arena, q).ageing = -1
    delete_aged(arena, stream(arena, q))
    expect_age(arena, q)


@compiled
def delete_aged(arena, st):
    """Deletes the entries that are older than the stream allows, taken or not."""
    lg = log(arena, st.log)
    if st.max_age <= 0.0:
        return
    while lg.start < lg.end and entry(arena, lg.head).appended + st.max_age <= state(arena).now:
        cut_oldest(arena, st.log, RETENTION_OVER)
        st.start = max(st.start, lg.start)
    end_carried(arena, st, RETENTION_OVER)


@compiled
def end_carried(arena, st, why):
    """What a seek has carried over and the stream has deleted will not be read again."""
    lg = log(arena, st.log)
    for r in range(lg.first_reader, lg.first_reader + lg.readers):
        d = group(arena, reader(arena, r).group).own
        if carried(arena, d).length > 0:
            skip_carried(arena, d, st.start, lg.end, why)


@compiled
def purge_stream(arena, c):
    """Deletes everything. Who works on a message goes on with it."""
    ch = channel(arena, c)
    st = stream(arena, ch.own)
    lg = log(arena, st.log)
    st.start = lg.end
    while lg.start < lg.end:
        cut_oldest(arena, st.log, DROPPED_PURGED)
    for g in range(ch.first_group, ch.first_group + ch.groups):
        d = group(arena, g).own
        durable(arena, d).left = 0
        while awaiting(arena, d).head >= 0:
            end_first(arena, awaiting(arena, d), DROPPED_PURGED)
        while returned(arena, d).head >= 0:
            end_first(arena, returned(arena, d), DROPPED_PURGED)
        while delayed(arena, d).head >= 0:
            end_first(arena, delayed(arena, d), DROPPED_PURGED)
        while carried(arena, d).head >= 0:
            end_first(arena, carried(arena, d), DROPPED_PURGED)
