"""Retention: what is too old or too much is deleted, read or not.

One timer for each topic. Kafka deletes whole segments, looked at every log.retention.check.interval.ms; here each
record goes when its time is over, at most a sixty-fourth of the retention late. Its time is the producer's, with
whatever is wrong with that clock (message.timestamp.type, topic configuration: CreateTime), and what is stamped too
late keeps what lies behind it. A group whose next offset is gone
goes on as auto.offset.reset says.
"""

from ...kernel.events import schedule
from ...kernel.logs import cut_oldest
from ...kernel.messages import release
from ...kernel.options import rare
from ...kernel.places import channel, group, log, message, reader, state
from ...layout import DROPPED_PURGED, RETENTION_OVER
from .offsets import END, drop_aside, jump
from .places import group_state, partition, topic
from .records import ARM_RETENTION
from .stamps import stamp_of

SLICE = 512
"""Entries an event deletes at most."""
OUT_OF_RANGE = -1
"""In `until` of a reader whose next entry is being deleted."""


@rare
def cut(arena, q, why):
    """Deletes the oldest entry of log q."""
    lg = log(arena, q)
    gone = lg.start
    for g in range(lg.readers):
        rd = reader(arena, lg.first_reader + g * lg.reader_step)
        if rd.committed <= gone:
            rd.commits = 0
        if rd.position <= gone:
            rd.until = OUT_OF_RANGE
    cut_oldest(arena, q, why)
    for g in range(lg.readers):
        r = lg.first_reader + g * lg.reader_step
        rd = reader(arena, r)
        rd.handled = max(rd.handled, lg.start)
        if rd.unfinished >= 0:
            drop_aside(arena, r, lg.start, 0, why)


@rare
def reset_those_out_of_range(arena, q):
    """After the cuts, who has lost its place in log q goes on at its start, or at its end with `latest`."""
    lg = log(arena, q)
    for g in range(lg.readers):
        r = lg.first_reader + g * lg.reader_step
        rd = reader(arena, r)
        if rd.until == OUT_OF_RANGE:
            rd.until = rd.position
            if rd.consumer >= 0 and group_state(arena, group(arena, rd.group).own).latest != 0:
                jump(arena, r, END)


@rare
def retention(arena, x):
    """Deletes what is too old in all partitions of a topic."""
    now = state(arena).now
    t = message(arena, x).place
    tp = topic(arena, t)
    left = SLICE
    due = -1.0
    for q in range(tp.first_log, tp.first_log + tp.partitions):
        lg = log(arena, q)
        while lg.end > lg.start and left > 0 and stamp_of(arena, lg.head) + tp.retention <= now:
            cut(arena, q, RETENTION_OVER)
            left -= 1
        reset_those_out_of_range(arena, q)
        if lg.end > lg.start:
            oldest = stamp_of(arena, lg.head) + tp.retention
            if due < 0.0 or oldest < due:
                due = oldest
    if due < 0.0:
        tp.timer = -1
        tp.care |= ARM_RETENTION
        release(arena, x)
    elif left == 0:
        schedule(arena, now, x)
    else:
        schedule(arena, max(due, now + tp.retention / 64.0), x)


@rare
def purge(arena, c):
    """All records of topic c are deleted, as by kafka-delete-records."""
    tp = topic(arena, channel(arena, c).own)
    for q in range(tp.first_log, tp.first_log + tp.partitions):
        lg = log(arena, q)
        while lg.end > lg.start:
            cut(arena, q, DROPPED_PURGED)
        reset_those_out_of_range(arena, q)


@rare
def too_big(arena, x):
    """A partition had grown beyond its size: the oldest records are deleted, down to it."""
    p = message(arena, x).place
    release(arena, x)
    pt = partition(arena, p)
    pt.too_big = 0
    lg = log(arena, pt.log)
    while lg.bytes > topic(arena, pt.topic).retention_bytes and lg.end - lg.start > 1:
        cut(arena, pt.log, RETENTION_OVER)
    reset_those_out_of_range(arena, pt.log)
