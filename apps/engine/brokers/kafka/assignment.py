"""Who owns which partition: ranges for eager groups (RangeAssignor), as few moves as possible for cooperative ones
(CooperativeStickyAssignor)."""

from ...kernel.options import rare
from ...kernel.places import consumer, group, reader
from .offsets import begin_again
from .places import group_state, member
from .ready import offer
from .records import GIVEN_UP, IN_GROUP, JOINING, NO_OWNER


@rare
def belongs(arena, k):
    """Whether member k takes part: it has joined, or is still in."""
    phase = member(arena, consumer(arena, k).own).phase
    return phase in (IN_GROUP, JOINING)


@rare
def plan_moves(arena, g):
    """Writes the next owner of every partition into `heir` and lets everybody in. Returns how many partitions have to
    leave an owner: those are marked as given up."""
    gr = group(arena, g)
    gs = group_state(arena, gr.own)
    members = 0
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        if belongs(arena, k):
            members += 1
            member(arena, consumer(arena, k).own).phase = IN_GROUP
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        reader(arena, r).heir = -1
    if members == 0:
        return 0
    if gs.cooperative == 0:
        ranges(arena, g, members)
        return 0
    return sticky(arena, g, members)


@rare
def ranges(arena, g, members):
    """The first members get one more where it does not come out even."""
    gr = group(arena, g)
    r = gr.first_reader
    number = 0
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        if not belongs(arena, k):
            continue
        count = gr.readers // members + (1 if number < gr.readers % members else 0)
        number += 1
        for _ in range(count):
            reader(arena, r).heir = k
            r += 1


@rare
def sticky(arena, g, members):
    """Everybody keeps what it has up to its fair share; what nobody has and what is too much goes to who has least."""
    gr = group(arena, g)
    fewest = gr.readers // members
    more = gr.readers % members
    moves = 0
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        if not belongs(arena, k):
            continue
        share = fewest
        kept = 0
        owned = 0
        for r in range(gr.first_reader, gr.first_reader + gr.readers):
            if reader(arena, r).consumer == k:
                owned += 1
        if owned > fewest and more > 0:
            share += 1
            more -= 1
        for r in range(gr.first_reader, gr.first_reader + gr.readers):
            rd = reader(arena, r)
            if rd.consumer == k and kept < share:
                rd.heir = k
                kept += 1
    # What is free fills the fair shares first, then one more each.
    for k in range(gr.first_consumer, gr.first_consumer + gr.consumers):
        if not belongs(arena, k):
            continue
        has = shares_of(arena, g, k)
        share = fewest
        if has <= fewest and more > 0:
            share += 1
            more -= 1
        r = gr.first_reader
        while has < share and r < gr.first_reader + gr.readers:
            rd = reader(arena, r)
            if rd.heir < 0:
                rd.heir = k
                has += 1
                if rd.consumer >= 0:
                    rd.state |= GIVEN_UP
                    moves += 1
            r += 1
    return moves


@rare
def shares_of(arena, g, k):
    gr = group(arena, g)
    count = 0
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        if reader(arena, r).heir == k:
            count += 1
    return count


@rare
def assign_all(arena, g):
    """Every partition that nobody owns goes to its next owner, who begins at the last commit."""
    gr = group(arena, g)
    for r in range(gr.first_reader, gr.first_reader + gr.readers):
        rd = reader(arena, r)
        k = rd.heir
        if rd.consumer < 0 and k >= 0 and member(arena, consumer(arena, k).own).phase == IN_GROUP:
            rd.consumer = k
            rd.state &= ~NO_OWNER
            begin_again(arena, r)
            offer(arena, r)
