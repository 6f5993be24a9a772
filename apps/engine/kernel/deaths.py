"""What a message remembers of its dead-lettering: RabbitMQ's x-death.

One line for each channel and reason, with a count, the newest first. Lines are records of their own, given back with
the message. They go along when a copy of the message goes on.
"""

from ..layout import HAS_DIED
from .options import compiled
from .places import death, message, state


@compiled
def note_death(arena, m, c, reason, failures):
    """Message m is dead-lettered in channel c: its line there for that reason counts one more and comes first.
    failures: how many of its deliveries have failed."""
    s = state(arena)
    msg = message(arena, m)
    if msg.marks & HAS_DIED == 0:
        msg.marks |= HAS_DIED
        msg.extra = -1
    before = -1
    row = msg.extra
    while row >= 0:
        line = death(arena, row)
        if line.channel == c and line.reason == reason:
            break
        before = row
        row = line.next
    if row < 0:
        row = s.free_death
        line = death(arena, row)
        s.free_death = line.next
        s.free_death_count -= 1
        line.channel = c
        line.reason = reason
        line.count = 0
        line.next = msg.extra
        msg.extra = row
    elif before >= 0:
        death(arena, before).next = death(arena, row).next
        death(arena, row).next = msg.extra
        msg.extra = row
    death(arena, row).count += 1
    death(arena, row).failures = failures


@compiled
def copy_deaths(arena, m, x):
    """Message x, which has none, gets the x-death of message m; where no room is left, its newest lines."""
    s = state(arena)
    if message(arena, m).marks & HAS_DIED == 0:
        return
    new = message(arena, x)
    new.marks |= HAS_DIED
    new.extra = -1
    last = -1
    row = message(arena, m).extra
    while row >= 0 and s.free_death >= 0:
        old = death(arena, row)
        copied = s.free_death
        line = death(arena, copied)
        s.free_death = line.next
        s.free_death_count -= 1
        line.channel = old.channel
        line.reason = old.reason
        line.count = old.count
        line.failures = old.failures
        line.next = -1
        if last < 0:
            new.extra = copied
        else:
            death(arena, last).next = copied
        last = copied
        row = old.next


@compiled
def forget_deaths(arena, m):
    s = state(arena)
    msg = message(arena, m)
    row = msg.extra
    while row >= 0:
        line = death(arena, row)
        following = line.next
        line.next = s.free_death
        s.free_death = row
        s.free_death_count += 1
        row = following
    msg.extra = -1
