"""A group set to other offsets: what `kafka-consumer-groups --reset-offsets` does, to earliest, latest, an offset or
a time."""

from ...kernel.options import exported, rare
from ...kernel.places import consumer, entry, group, log, message, reader, state
from .membership import orphaned
from .offsets import jump
from .places import member
from .ready import offer
from .records import GIVE_UP, GIVEN_UP, LEAVING
from .soon import act_soon, soon
from .stamps import stamp_of
from .truncation import in_hand


@exported
def seek(arena, g, offset):
    """Every partition of group g goes on from an offset: 0 for the earliest, anything past the end for the latest.
    What its members work on ends without moving the group."""
    gr = group(arena, g)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        seek_partition(arena, r, offset)


@exported
def seek_to_time(arena, g, time):
    """Every partition of group g goes on from the first record whose time stamp, its producer's, is `time` (simulated
    seconds) or later (message.timestamp.type, topic configuration: CreateTime; offsetsForTimes, KafkaConsumer)."""
    gr = group(arena, g)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        lg = log(arena, reader(arena, r).log)
        offset = lg.start
        e = lg.head
        while offset < lg.end and stamp_of(arena, e) < time:
            e = entry(arena, e).next
            offset += 1
        seek_partition(arena, r, offset)


@rare
def seek_partition(arena, r, offset):
    rd = reader(arena, r)
    if rd.active > 0:
        for m in range(state(arena).messages_count):
            if in_hand(arena, m) and message(arena, m).place == r:
                orphaned(arena, m)
    jump(arena, r, offset)
    rd.commits = 1
    if rd.consumer < 0:
        return
    offer(arena, r)
    if rd.state & GIVEN_UP != 0:
        soon(arena, GIVE_UP, r)
    if member(arena, consumer(arena, rd.consumer).own).phase == LEAVING:
        act_soon(arena, rd.consumer)
