"""Members of a group: they join, are called to a rebalance, leave, crash, are thrown out.

A round begins with whoever joins or leaves. Each member learns of it at its next poll, after the batch it works on;
the round ends when all have joined and `rebalance_ms` have passed. Of a member that crashed nobody knows until its
session runs out: until then the round waits for it too, even if it has restarted under a new member id. Eager members
commit and give up everything when they join (stop the world); cooperative ones go on working, and only what moves
pauses, for a second round. Facts: GroupCoordinator (PreparingRebalance waits for the known members),
ConsumerCoordinator.onJoinPrepare, KIP-429.
"""

from ...kernel.consumers import wake
from ...kernel.events import schedule
from ...kernel.messages import release
from ...kernel.options import rare
from ...kernel.places import consumer, group, message, reader, state, station
from ...kernel.twins import CUT_OFF, LEFT, split
from ...layout import IN_FLIGHT, LOST_UNACKNOWLEDGED, ORPHAN
from .assignment import assign_all, plan_moves
from .offsets import commit, drop_aside, move_to, put_aside
from .places import cluster, group_state, member
from .ready import offer, take_out
from .records import (
    BACK,
    CALLED,
    CRASHED,
    GIVEN_UP,
    IN_GROUP,
    JOINING,
    JOINING_ROUND,
    LEAVING,
    MOVING_ROUND,
    NO_OWNER,
    OUTSIDE,
    PAUSED,
    ROUND_OVER,
    SESSION_OVER,
    STABLE,
    STOPPED,
)
from .soon import set_timer, soon
from .truncation import in_hand


@rare
def settings(arena, g):
    return cluster(arena, group_state(arena, group(arena, g).own).cluster)


@rare
def rebalance(arena, g):
    """Begins a round, or has another follow the one under way."""
    gr = group(arena, g)
    gs = group_state(arena, gr.own)
    if gs.round != STABLE:
        if gs.round == MOVING_ROUND:
            gs.again = 1
        return
    gs.round = JOINING_ROUND
    gs.time_up = 0
    gs.missing = 0
    gs.rebalances += 1
    set_timer(arena, ROUND_OVER, g, state(arena).now + settings(arena, g).rebalance)
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        mem = member(arena, consumer(arena, k).own)
        if mem.phase == IN_GROUP:
            mem.phase = CALLED
            gs.missing += 1
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        c = consumer(arena, k)
        if member(arena, c.own).phase != CALLED:
            continue
        if c.active > 0 and station(arena, c.station).manual != 0:
            # Played by hand it polls all the time, whatever it holds.
            if gs.cooperative == 0:
                let_go(arena, k)
            join(arena, k)
        elif c.active == 0:
            join(arena, k)


@rare
def join(arena, k):
    """Member k, which was called, joins the round."""
    c = consumer(arena, k)
    gs = group_state(arena, group(arena, c.group).own)
    mem = member(arena, c.own)
    gs.missing -= 1
    if gs.cooperative != 0:
        mem.phase = IN_GROUP
        return
    mem.phase = JOINING
    give_up_all(arena, k, 1)


@rare
def give_up_all(arena, k, commits):
    """Member k owns no partition any more; what it has handled is committed, or what it took comes again."""
    c = consumer(arena, k)
    gr = group(arena, c.group)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        if reader(arena, r).consumer == k:
            disown(arena, r, commits)
    member(arena, c.own).batch_left = 0


@rare
def disown(arena, r, commits):
    rd = reader(arena, r)
    take_out(arena, r, member(arena, consumer(arena, rd.consumer).own))
    if commits != 0:
        commit(arena, r)
    if rd.state & GIVEN_UP != 0:
        group_state(arena, group(arena, rd.group).own).moving -= 1
    if rd.unfinished >= 0:
        drop_aside(arena, r, rd.committed, 0, LOST_UNACKNOWLEDGED)
    move_to(arena, r, rd.committed)
    rd.handled = rd.committed
    rd.consumer = -1
    rd.timer = -1
    rd.state = (rd.state & ~(PAUSED | GIVEN_UP)) | NO_OWNER


@rare
def member_acts(arena, t):
    """Member k has polled, or has finished what it had, while not all was well with its membership."""
    k = message(arena, t).place
    release(arena, t)
    c = consumer(arena, k)
    mem = member(arena, c.own)
    mem.acts = 0
    if mem.phase == OUTSIDE and c.active == 0 and c.gone == 0:
        enter(arena, k)
    elif mem.phase == LEAVING:
        leaves_perhaps(arena, k)
    elif mem.phase == CALLED:
        join(arena, k)
        ends_perhaps(arena, c.group)
        wake(arena, k)


@rare
def enter(arena, k):
    """Member k joins its group, with a new member id."""
    mem = member(arena, consumer(arena, k).own)
    mem.phase = JOINING
    mem.joined_at = state(arena).now
    mem.next_commit = state(arena).now + mem.commit_every
    g = consumer(arena, k).group
    rebalance(arena, g)


@rare
def leave(arena, k):
    """Member k is no longer in its group: another round without it."""
    c = consumer(arena, k)
    gs = group_state(arena, group(arena, c.group).own)
    mem = member(arena, c.own)
    if mem.phase == CALLED:
        gs.missing -= 1
    mem.phase = OUTSIDE
    rebalance(arena, c.group)
    ends_perhaps(arena, c.group)


@rare
def fail(arena, k):
    """Member k's instance crashed, or is stopped in good order: then it finishes what it has, commits and says so."""
    soon(arena, STOPPED if consumer(arena, k).gone == LEFT else CRASHED, k)


@rare
def recover(arena, k):
    soon(arena, BACK, k)


@rare
def stopped(arena, t):
    k = message(arena, t).place
    release(arena, t)
    c = consumer(arena, k)
    mem = member(arena, c.own)
    if mem.phase == OUTSIDE or c.gone == CUT_OFF:
        return
    if mem.phase == CALLED:
        group_state(arena, group(arena, c.group).own).missing -= 1
    mem.phase = LEAVING
    leaves_perhaps(arena, k)
    ends_perhaps(arena, c.group)


@rare
def crashed(arena, t):
    k = message(arena, t).place
    release(arena, t)
    c = consumer(arena, k)
    mem = member(arena, c.own)
    if mem.phase == OUTSIDE:
        mem.interrupted = 0
        return
    gs = group_state(arena, group(arena, c.group).own)
    if mem.phase == CALLED:
        gs.missing -= 1
    give_up_all(arena, k, 1 if lately_committed(arena, k) else 0)
    mem.interrupted = 0
    mem.phase = OUTSIDE
    gs.ghosts += 1
    cl = settings(arena, c.group)
    beats = (state(arena).now - mem.joined_at) // cl.heartbeat_every
    last = mem.joined_at + beats * cl.heartbeat_every
    set_timer(arena, SESSION_OVER, c.group, max(state(arena).now, last + cl.session_timeout))
    ends_perhaps(arena, c.group)


@rare
def leaves_perhaps(arena, k):
    """A member that was stopped leaves once it has finished what it had, with a commit. What is no longer its own, it
    goes on with alone."""
    c = consumer(arena, k)
    if member(arena, c.own).phase == LEAVING and not works_on_own(arena, k):
        give_up_all(arena, k, 1)
        leave(arena, k)


@rare
def works_on_own(arena, k):
    gr = group(arena, consumer(arena, k).group)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        if reader(arena, r).consumer == k and reader(arena, r).active > 0:
            return True
    return False


@rare
def lately_committed(arena, k):
    """A member that was not at work had polled just before, and committed if it was time. Played by hand it polls all
    the time."""
    c = consumer(arena, k)
    mem = member(arena, c.own)
    polls = mem.interrupted == 0 or station(arena, c.station).manual != 0
    return polls and mem.commit_every > 0.0 and state(arena).now >= mem.next_commit


@rare
def session_over(arena, t):
    """The coordinator has not heard of a member for its session timeout: it is out."""
    g = message(arena, t).place
    release(arena, t)
    group_state(arena, group(arena, g).own).ghosts -= 1
    rebalance(arena, g)
    ends_perhaps(arena, g)


@rare
def back(arena, t):
    """Member k's instance is there again. Its first poll, which comes right after, has it join; unless it was needed
    again before it had left."""
    k = message(arena, t).place
    release(arena, t)
    c = consumer(arena, k)
    mem = member(arena, c.own)
    if mem.phase == OUTSIDE and c.gone == 0:
        enter(arena, k)
    elif mem.phase == LEAVING:
        mem.phase = IN_GROUP
        gr = group(arena, c.group)
        for r in range(gr.first_reader, gr.first_reader + gr.readers):
            if reader(arena, r).consumer == k:
                offer(arena, r)


@rare
def round_over(arena, t):
    g = message(arena, t).place
    release(arena, t)
    group_state(arena, group(arena, g).own).time_up = 1
    ends_perhaps(arena, g)


@rare
def ends_perhaps(arena, g):
    """Ends the round that is under way if nothing is waited for any more."""
    gr = group(arena, g)
    gs = group_state(arena, gr.own)
    if gs.round == STABLE or gs.time_up == 0:
        return
    if gs.round == MOVING_ROUND:
        if gs.moving == 0:
            assign_all(arena, g)
            gs.round = STABLE
            if gs.again != 0:
                gs.again = 0
                rebalance(arena, g)
        return
    if gs.missing > 0 or gs.ghosts > 0:
        return
    gs.generation += 1
    gs.round = STABLE
    if plan_moves(arena, g) == 0:
        assign_all(arena, g)
        return
    assign_all(arena, g)
    gs.round = MOVING_ROUND
    gs.time_up = 0
    gs.moving = 0
    set_timer(arena, ROUND_OVER, g, state(arena).now + settings(arena, g).rebalance)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        rd = reader(arena, r)
        if rd.state & GIVEN_UP != 0:
            gs.moving += 1
            if rd.active == 0:
                disown(arena, r, 1)
            else:
                take_out(arena, r, member(arena, consumer(arena, rd.consumer).own))


@rare
def give_up(arena, t):
    r = message(arena, t).place
    release(arena, t)
    rd = reader(arena, r)
    if rd.state & GIVEN_UP != 0 and rd.active == 0:
        given_up(arena, r)


@rare
def given_up(arena, r):
    """The last record of a partition that moves has been handled."""
    g = reader(arena, r).group
    disown(arena, r, 1)
    ends_perhaps(arena, g)


@rare
def watched(arena, t):
    """A member that has worked too long on what one poll gave it leaves its group; its work is given out again."""
    k = message(arena, t).place
    c = consumer(arena, k)
    mem = member(arena, c.own)
    now = state(arena).now
    interval = settings(arena, c.group).poll_interval
    if mem.phase != IN_GROUP and mem.phase != CALLED:
        mem.timer = -1
        release(arena, t)
    elif c.active == 0:
        schedule(arena, now + interval, t)
    elif mem.polled_at + interval > now:
        schedule(arena, mem.polled_at + interval, t)
    else:
        mem.timer = -1
        release(arena, t)
        let_go(arena, k)
        give_up_all(arena, k, 0)
        leave(arena, k)


@rare
def let_go(arena, k):
    """What member k works on is no longer its own: it goes on, and the record comes again."""
    for m in range(state(arena).messages_count):
        if message(arena, m).consumer == k and in_hand(arena, m):
            orphaned(arena, m)


@rare
def orphaned(arena, m):
    msg = message(arena, m)
    r = msg.place
    reader(arena, r).active -= 1
    if msg.marks & IN_FLIGHT != 0:
        put_aside(arena, r, split(arena, m))
    else:
        msg.marks |= ORPHAN
        msg.extra = -1
