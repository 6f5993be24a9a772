"""An operator's hand: seek, redrive, purge."""

from ..brokers.kafka.seeking import seek_to_time
from ..brokers.local.kernel import seek_partition, take_first
from ..layout import AT_CHANNEL, CARRIED_MARKS, DUPLICATE, HAS_DIED, IN_FLIGHT, KAFKA, ON_ITS_WAY, REDRIVEN
from .accounting import count_completed, count_published
from .dead_letters import forget_oldest
from .dispatch import purge as purge_channel
from .dispatch import seek as seek_shared
from .events import schedule
from .logs import offset_at
from .messages import release
from .options import compiled, exported
from .places import channel, group, message, reader, route, state
from .twins import separate


@exported
def seek_group(arena, g, since):
    """Group g goes on, in each of its logs, with the first entry that was appended at `since` seconds or later; Kafka
    goes by what its producers stamped."""
    gr = group(arena, g)
    if gr.kind == KAFKA:
        seek_to_time(arena, g, since)
        return
    if gr.shared != 0:
        seek_shared(arena, g, offset_at(arena, reader(arena, gr.first_reader).log, since))
        return
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        seek_partition(arena, r, offset_at(arena, reader(arena, r).log, since))


@exported
def redrive_one(arena, c, delay):
    """The oldest dead letter that waits in queue c, for a reader or for good, is published again where it died, in
    `delay` seconds. False if none waits."""
    m = oldest_kept(arena, c)
    if m < 0:
        return False
    msg = message(arena, m)
    r = route_into(arena, msg.parent)
    if r < 0:
        msg.parent = -1
        release(arena, m)
        return True
    rt = route(arena, r)
    now = state(arena).now
    msg.via = r
    msg.next = -1
    msg.parent = -1
    msg.place = -1
    msg.attempt = 0
    msg.deliveries = 0
    msg.child = REDRIVEN
    msg.sent = now
    msg.marks = (msg.marks & (CARRIED_MARKS | HAS_DIED | DUPLICATE)) | IN_FLIGHT | ON_ITS_WAY
    channel(arena, rt.channel).arrived += 1
    count_published(arena, rt.channel, msg.type, rt.copies)
    msg.kind = AT_CHANNEL
    schedule(arena, now + delay, m)
    return True


@compiled
def oldest_kept(arena, c):
    """The oldest dead letter of queue c that nobody has taken, out of the queue, with the channel it died in as its
    parent; -1 for none. One that waited for a reader has left the queue as it should: it is completed there."""
    ch = channel(arena, c)
    if ch.stored > 0:
        m = ch.stored_head
        ch.stored_head = message(arena, m).next
        ch.stored -= 1
        return m
    m = take_first(arena, c) if ch.groups > 0 else -1
    if m >= 0:
        msg = message(arena, m)
        if msg.marks & IN_FLIGHT != 0:
            count_completed(arena, c, msg.type)
        separate(arena, m)
        msg.parent = msg.prev
        msg.prev = -1
        msg.consumer = -1
        msg.station = -1
    return m


@compiled
def route_into(arena, c):
    """A route that ends in channel c, -1 if there is none that anybody would receive over."""
    for r in range(state(arena).routes_count):
        rt = route(arena, r)
        if rt.channel == c and rt.copies > 0:
            return r
    return -1


@exported
def forget_kept(arena, c):
    """Throws away the dead letters that are kept in queue c."""
    while channel(arena, c).stored > 0:
        forget_oldest(arena, c)


@exported
def purge(arena, c):
    """Throws away what waits in channel c."""
    purge_channel(arena, c)
