"""Which partition a record goes to: murmur2 of its key, or without a key the one that its producer sticks to.

Facts: BuiltInPartitioner.java and Utils.java of the Java client (KIP-794): a producer stays on a partition until
batch.size bytes have gone there; the next is drawn with weights by how little is queued for each (adaptive, the
default).
"""

from ...kernel.options import compiled, inlined, rare
from ...kernel.places import channel, message, state
from ...kernel.random import below, uniform
from .places import batch, key_hash, partition, producer, topic

_WORD = 0xFFFFFFFF
_M, _SEED = 0x5BD1E995, 0x9747B28C


@inlined
def partition_of(arena, key, partitions):
    """Where a key belongs, of so many partitions."""
    known = key < state(arena).kafka_key_hashes_count
    hashed = key_hash(arena, key).value if known else hash_of(key)
    # Most topics have a power of two of them, and a division takes longer than all the rest of this.
    if partitions & (partitions - 1) == 0:
        return hashed & (partitions - 1)
    return hashed % partitions


@compiled
def hash_of(key):
    """murmur2 of a number's decimal digits (32 bits), without its sign bit; see `partitioner`."""
    length = 1
    power = 1
    while key // power >= 10:
        power *= 10
        length += 1
    h = _SEED ^ length
    left = length
    while left >= 4:
        word = 0
        for place in range(4):
            word |= (48 + key // power % 10) << (8 * place)
            power //= 10
        word = word * _M & _WORD
        word ^= word >> 24
        word = word * _M & _WORD
        h = (h * _M & _WORD) ^ word
        left -= 4
    if left > 0:
        word = 0
        for place in range(left):
            word |= (48 + key // power % 10) << (8 * place)
            power //= 10
        h ^= word
        h = h * _M & _WORD
    h ^= h >> 13
    h = h * _M & _WORD
    return (h ^ (h >> 15)) & 0x7FFFFFFF


@compiled
def sticky_partition(arena, m, t, p):
    """The record that fills a batch still goes where the batch goes; the next goes elsewhere."""
    pr = producer(arena, p)
    chosen = pr.sticky
    if chosen < 0:
        chosen = drawn_partition(arena, t, p)
        pr.sticky_bytes = 0
    pr.sticky_bytes += message(arena, m).payload
    pr.sticky = chosen if pr.sticky_bytes < pr.batch_bytes else -1
    return chosen


@rare
def drawn_partition(arena, t, p):
    """A partition that has a leader, the likelier the less is queued for it; any if none has."""
    tp = topic(arena, t)
    pr = producer(arena, p)
    stream = channel(arena, tp.channel).stream
    longest = 0
    available = 0
    for n in range(tp.partitions):
        if partition(arena, tp.first_partition + n).leader >= 0:
            available += 1
            longest = max(longest, batch(arena, pr.first_batch + n).bytes)
    if available == 0:
        return below(arena, stream, tp.partitions)
    unit = max(1, pr.batch_bytes)
    most = longest // unit + 1
    total = 0
    for n in range(tp.partitions):
        if partition(arena, tp.first_partition + n).leader >= 0:
            total += most - batch(arena, pr.first_batch + n).bytes // unit
    draw = uniform(arena, stream) * total
    for n in range(tp.partitions):
        if partition(arena, tp.first_partition + n).leader >= 0:
            draw -= most - batch(arena, pr.first_batch + n).bytes // unit
            if draw <= 0.0:
                return n
    return tp.partitions - 1
