"""What is measured while it happens: histograms, time averages, hops of sampled messages.

A histogram has 64 buckets to an octave, so a percentile is right within 0.8 %: the bucket is read off the exponent and
the leading bits of the mantissa, without a logarithm.
"""

from ..layout import BUCKETS, BUCKETS_PER_OCTAVE, FIRST_OCTAVE, SAMPLED
from ..records import fetch_ahead, float_bits
from .options import compiled, inlined, rare
from .places import bucket, carry, group, hop, message, order, path, state, summary

_EXPONENT_AND_SIX_BITS = 52 - 6
_FIRST = (1023 + FIRST_OCTAVE) * BUCKETS_PER_OCTAVE


@inlined
def bucket_of(seconds):
    place = (float_bits(seconds) >> _EXPONENT_AND_SIX_BITS) - _FIRST
    if place < 0 or place >= BUCKETS:
        return outermost(place)
    return place


@rare
def outermost(place):
    """The bucket of what is shorter or longer than all buckets."""
    return 0 if place < 0 else BUCKETS - 1


@inlined
def observe(arena, index, seconds):
    """Adds a duration to a histogram; index -1 is nobody's."""
    if index < 0:
        return
    total = summary(arena, index)
    total.total += seconds
    if seconds > total.largest:
        total.largest = seconds
    place = index * BUCKETS + bucket_of(seconds)
    counted = bucket(arena, place)
    counted.count += 1
    if counted.count == 0:
        carry(arena, place).count += 1


@inlined
def observe_path(arena, m, sub):
    """From the birth of the request or event to its end at the station of subscription `sub`."""
    s = state(arena)
    msg = message(arena, m)
    index = sub.path
    if msg.origin != sub.origin:
        index = path(arena, msg.origin * s.stations_count + msg.station).summary
    observe(arena, index, s.now - msg.born)


@inlined
def busy_changes(arena, st, by):
    """Slots taken or given back; keeps the integral over time."""
    now = state(arena).now
    st.busy_seconds += st.busy * (now - st.busy_since)
    st.busy_since = now
    st.busy += by


@inlined
def waiting_changes(arena, st, by):
    """Of a station's calls or of a group's messages."""
    now = state(arena).now
    st.waiting_seconds += st.waiting * (now - st.waiting_since)
    st.waiting_since = now
    st.waiting += by


@inlined
def expect_order(arena, g, key):
    """A message of the key will be handled by group g soon: what `note_order` will look at, has a table that is larger
    than the cache."""
    gr = group(arena, g)
    if key < gr.orders:
        fetch_ahead(order(arena, gr.first_order + key * gr.order_step))


@inlined
def note_order(arena, g, key, sent):
    """A message of a key that is handled after one that was sent later broke that key's order."""
    gr = group(arena, g)
    if key >= gr.orders:
        return
    last = order(arena, gr.first_order + key * gr.order_step)
    if sent < last.sent:
        gr.order_violations += 1
    else:
        last.sent = sent


@compiled
def instances_change(arena, st, by, slots):
    """Instances that take work come up, or are gone, with so many slots."""
    now = state(arena).now
    st.slots_seconds += st.slots * (now - st.slots_since)
    st.slots_since = now
    st.slots += slots
    st.up_instances_seconds += st.up_instances * (now - st.up_instances_since)
    st.up_instances_since = now
    st.up_instances += by


@compiled
def note_hop(arena, m, e, departed, arrived, backwards, failed):
    """Counts nothing; keeps the hop of a sampled message in the ring that frames read from."""
    if message(arena, m).marks & SAMPLED == 0 or e < 0:
        return
    s = state(arena)
    msg = message(arena, m)
    h = hop(arena, s.hops_written % s.hops_count)
    h.id = msg.id
    h.departed = departed
    h.arrived = arrived
    h.edge = e
    h.type = msg.type
    h.backwards = backwards
    h.failed = failed
    s.hops_written += 1
