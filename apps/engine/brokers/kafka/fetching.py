"""Consumers: polls, records one after the other, and how their handling ended.

A member's partitions with something to fetch stand in its list. A poll takes up those that stand there, each with
what is there by then, up to max.poll.records in all; while they are worked on, others queue up for the next poll. A
partition is worked on by one slot at a time, so that its order is kept. Commits happen at a poll
(ConsumerCoordinator.maybeAutoCommitOffsetsAsync), or with an interval of 0 after every record. A member that has
nothing to do polls all the time: what it would have committed is entered when it matters.
"""

from ...kernel.accounting import ends
from ...kernel.dead_letters import to_dead_letters
from ...kernel.events import schedule
from ...kernel.logs import read
from ...kernel.messages import release
from ...kernel.options import apart, inlined, rare
from ...kernel.places import broker, consumer, group, log, message, reader, state, station, subscription
from ...kernel.twins import separate
from ...layout import BROKER_TIMER, DEAD_REJECTED, DROPPED_RETRIES, GIVES_BACK, KAFKA
from .offsets import commit, put_aside, taken_before
from .places import cluster, group_state, member
from .ready import push_back, push_front
from .records import CALLED, GIVE_UP, GIVEN_UP, IN_GROUP, LEAVING, OUTSIDE, RETURNED, UNCOMMITTED, WATCH
from .soon import act_soon, set_timer, soon


@apart
def poll(arena, k):
    """The next record of the batch that the member has polled; at its end the member polls again."""
    c = consumer(arena, k)
    mem = member(arena, c.own)
    if (mem.phase != IN_GROUP and not goes_on(arena, k)) or broker(arena, mem.broker).down != 0:
        return -1
    while True:
        r = mem.ready_head
        if r < 0:
            if station(arena, c.station).manual == 0:
                return -1
            r = by_hand(arena, k)
            if r < 0:
                return -1
        rd = reader(arena, r)
        if mem.batch_left <= 0 or rd.poll >= mem.polls:
            poll_again(arena, k, mem)
        mem.ready_head = rd.next_ready
        rd.queued = 0
        m = read(arena, r, k)
        if m < 0:
            if rd.active == 0:
                rd.handled = rd.position
            continue
        if rd.unfinished >= 0:
            m = taken_before(arena, r, m)
        rd.active += 1
        if rd.position > rd.until:
            rd.until = min(log(arena, rd.log).end, rd.position + mem.batch_left - 1)
        mem.batch_left -= 1
        return m


@rare
def goes_on(arena, k):
    """Whether a member with which not all is well may take a record: while it has some of its last poll."""
    c = consumer(arena, k)
    mem = member(arena, c.own)
    if mem.phase == CALLED:
        r = mem.ready_head
        if r >= 0 and mem.batch_left > 0 and reader(arena, r).poll < mem.polls:
            return True
        if c.active == 0 or group_state(arena, group(arena, c.group).own).cooperative != 0:
            act_soon(arena, k)
    elif mem.phase == OUTSIDE and c.active == 0:
        act_soon(arena, k)
    return False


@rare
def by_hand(arena, k):
    """A member that is played by hand takes several records of a partition at once."""
    gr = group(arena, consumer(arena, k).group)
    mem = member(arena, consumer(arena, k).own)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        rd = reader(arena, r)
        if rd.consumer == k and rd.state == 0 and rd.next >= 0:
            if rd.queued == 0:
                push_back(arena, r, mem)
            return r
    return -1


@inlined
def poll_again(arena, k, mem):
    now = state(arena).now
    mem.polls += 1
    mem.batch_left = mem.poll_records
    mem.polled_at = now
    if now >= mem.next_commit and mem.commit_every > 0.0:
        commit_all(arena, k)
        mem.next_commit = now + mem.commit_every
    if mem.timer < 0:
        gs = group_state(arena, group(arena, consumer(arena, k).group).own)
        mem.timer = set_timer(arena, WATCH, k, now + cluster(arena, gs.cluster).poll_interval)


@rare
def commit_all(arena, k):
    gr = group(arena, consumer(arena, k).group)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        if reader(arena, r).consumer == k:
            commit(arena, r)


@apart
def ack(arena, m):
    """The partition may be worked on again. The offset is committed at a later poll, or now with an interval of 0."""
    msg = message(arena, m)
    r = msg.place
    rd = reader(arena, r)
    mem = member(arena, consumer(arena, msg.consumer).own)
    rd.active -= 1
    if msg.extra >= rd.handled:
        rd.handled = msg.extra + 1
    if mem.commit_every <= 0.0:
        commit(arena, r)
    if rd.state != 0:
        if rd.state & GIVEN_UP != 0 and rd.active == 0:
            soon(arena, GIVE_UP, r)
    elif rd.next >= 0 and rd.queued == 0 and mem.phase != LEAVING:
        if rd.position < rd.until and rd.poll < mem.polls and mem.batch_left > 0:
            push_front(arena, r, mem)
        else:
            push_back(arena, r, mem)
    if mem.phase == LEAVING:
        act_soon(arena, msg.consumer)


@rare
def nack(arena, m, requeue):
    """Refused for good: the application sends it to its dead letter topic if it has one, and passes it over. Given
    back: the member seeks back to it and pauses until it may come again, which blocks its partition; what it has
    taken from there since comes again too. Of a member that died, so does all since the partition's last commit."""
    msg = message(arena, m)
    if requeue == 0:
        refuse(arena, m)
        return
    msg.kind = BROKER_TIMER
    msg.priority = KAFKA
    msg.step = RETURNED if requeue == GIVES_BACK else UNCOMMITTED
    schedule(arena, state(arena).now, m)


@rare
def refuse(arena, m):
    sub = subscription(arena, consumer(arena, message(arena, m).consumer).subscription)
    if sub.dead_letter_channel >= 0:
        ends(arena, m, DEAD_REJECTED)
        to_dead_letters(arena, m, sub.dead_letter_edge, sub.dead_letter_channel)
    else:
        ends(arena, m, DROPPED_RETRIES)
    ack(arena, m)
    separate(arena, m)
    release(arena, m)


@rare
def abandon(arena, m):
    """Its member crashed at work: the record comes again once somebody else has the partition."""
    msg = message(arena, m)
    r = msg.place
    reader(arena, r).active -= 1
    member(arena, consumer(arena, msg.consumer).own).interrupted = 1
    put_aside(arena, r, m)
