"""The numbers that stand for words in the records: kinds, marks, causes, states."""

# What a message waits for: its `kind`. FREE, QUEUED and HELD have no event in the heap.
FREE, QUEUED, HELD, SOURCE_TICK, AT_CHANNEL, DELIVERING, WORK_DONE = range(7)
CALL_ARRIVES, WAITS_FOR_ANSWER, ANSWER, RETRY, RETRY_IN_PLACE = range(7, 12)
SAGA_TIMER, BROKER_TIMER, STATION_TIMER = range(12, 15)
REPLY, AWAITED, READ_BEFORE = range(15, 18)
"""QUEUED: in a list that somebody takes from. HELD: a broker keeps it in its own books, handed out or set aside.
AWAITED: no message, but what a caller knows of a request it sent through a queue; READ_BEFORE: what one has read that
waits to ask again. They have no event either."""

ANY_SIZE = (1 << 31) - 1
"""Bytes of the largest message there can be, since a message's record holds its size in 32 bits."""

FOREVER = float("inf")
"""Seconds for which a store keeps what it never forgets."""

NEVER = 0x7FF8 << 48
"""The bits of a time that is later than all: when an event happens that is none. The two last say which of four."""

# Marks of a message, bits of `marks`.
SAMPLED, APPLIED, FAILED, REFUSED, BARE, AT_SOURCE, IS_CALL = 1, 2, 4, 8, 16, 32, 64
IN_FLIGHT, ON_ITS_WAY, ORPHAN, REDELIVERED, POISONED, RETRIED, DUPLICATE = 128, 256, 512, 1024, 2048, 4096, 8192
HAS_DIED, ACKNOWLEDGED = 16384, 32768
"""APPLIED: its effect has happened. IN_FLIGHT: stands for a published message that has not ended. ON_ITS_WAY: stands
for all copies its route will make. ORPHAN: its broker has given another record out for it. RETRIED: came back by the
application's retry topic. DUPLICATE: made by a fault. HAS_DIED: `extra` is the first line of its x-death.
ACKNOWLEDGED: by its orphan, which was handled after all."""
REFUSES, GIVES_BACK, DIED = range(3)
"""How a message comes back that was not handled, or not known to be: `requeue` of a broker's `nack`. DIED: whoever
handled it died before saying so, and is back at once."""
REDRIVEN = -2
"""`child` of a dead letter that an operator sends back, until it is there."""
CARRIED_MARKS = SAMPLED | POISONED
"""What everything downstream of a message keeps of its marks."""

# How a message ends. The accounts have a column for each outcome; the cause says why.
COMPLETED, DEAD_LETTERED, EXPIRED, DROPPED, LOST = range(5)
CAUSES = (
    # (name, outcome)
    ("completed", COMPLETED),
    ("retries used up", DEAD_LETTERED),
    ("rejected", DEAD_LETTERED),
    ("time to live over", DEAD_LETTERED),
    ("queue full", DEAD_LETTERED),
    ("delivery limit", DEAD_LETTERED),
    ("received too often", DEAD_LETTERED),
    ("time to live over, no dead letter queue", EXPIRED),
    ("retention over", EXPIRED),
    ("trimmed", EXPIRED),
    ("retries used up, no dead letter queue", DROPPED),
    ("rejected, no dead letter queue", DROPPED),
    ("queue full, oldest dropped", DROPPED),
    ("queue full, newest refused", DROPPED),
    ("delivery limit, no dead letter queue", DROPPED),
    ("nobody reads it", DROPPED),
    ("unroutable", DROPPED),
    ("duplicate refused by the broker", DROPPED),
    ("purged", DROPPED),
    ("dead letter cycle", DROPPED),
    ("broker down until the sender gave up", LOST),
    ("broker crashed before it was written", LOST),
    ("leader lost before replication", LOST),
    ("failed over before replication", LOST),
    ("sent without confirmation while the broker was down", LOST),
    ("lost on the network", LOST),
    ("acknowledged before it was handled", LOST),
    ("skipped by a seek", EXPIRED),
    ("sender crashed before it was sent", LOST),
    ("refused by the broker until the sender gave up", LOST),
    ("unroutable, returned to the sender", DROPPED),
    ("larger than the broker takes", LOST),
)
(
    DONE,
    DEAD_RETRIES,
    DEAD_REJECTED,
    DEAD_EXPIRED,
    DEAD_MAXLEN,
    DEAD_DELIVERY_LIMIT,
    DEAD_RECEIVES,
    TTL_OVER,
    RETENTION_OVER,
    TRIMMED,
    DROPPED_RETRIES,
    DROPPED_REJECTED,
    DROPPED_HEAD,
    DROPPED_NEWEST,
    DROPPED_DELIVERY_LIMIT,
    DROPPED_UNREAD,
    DROPPED_UNROUTABLE,
    DROPPED_DUPLICATE,
    DROPPED_PURGED,
    DROPPED_CYCLE,
    LOST_BROKER_DOWN,
    LOST_UNWRITTEN,
    LOST_UNREPLICATED,
    LOST_FAILOVER,
    LOST_UNCONFIRMED,
    LOST_NETWORK,
    LOST_UNACKNOWLEDGED,
    SKIPPED_BY_SEEK,
    LOST_UNSENT,
    LOST_REFUSED,
    RETURNED_UNROUTABLE,
    LOST_TOO_LARGE,
) = range(len(CAUSES))

# Kinds of broker, as the dispatcher knows them.
LOCAL, KAFKA, RABBITMQ, SQS, REDIS_STREAMS, NATS = range(6)
"""LOCAL: channels outside any broker: event stores and dead letter queues."""

# States of an instance.
UP, DOWN, STARTING, OFF, STUCK = range(5)

# Kinds of work, of workload, of backoff, of jitter, of retry, of saga status.
CONSTANT, EXPONENTIAL, LOGNORMAL, UNIFORM, GAMMA, EMPIRICAL = range(6)
POISSON_ARRIVALS, CONSTANT_ARRIVALS, BURST_ARRIVALS, SCHEDULED, RECORDED = range(5)
RATE_CURVE, CLOSED_LOOP = range(5, 7)
NO_BACKOFF, FIXED_BACKOFF, EXPONENTIAL_BACKOFF = range(3)
NO_JITTER, EQUAL_JITTER, FULL_JITTER, DECORRELATED_JITTER = range(4)
RETRY_TOPIC, REQUEUE, IN_PLACE = range(3)
EARLY, RUNNING, COMPENSATING, STUCK_SAGA, ENDED = range(5)
UNIFORM_KEYS, ZIPF_KEYS, HOT_KEY = range(3)

# GroupStarts: where a group of a log begins when it is created.
FROM_THE_BEGINNING, FROM_THE_END, FROM_A_TIME, FROM_A_NUMBER = range(4)

# Streams of random numbers a station has, from its `stream` on. A source has no work: its streams have other uses.
WORK, FAILURE, JITTER, OUTCOME, SIZE, CHAOS = range(6)
ARRIVALS, KEYS, MIX = range(3)
STREAMS_PER_STATION = 6

# Buckets of a histogram: 64 to an octave, from 2**FIRST_OCTAVE seconds up.
BUCKETS_PER_OCTAVE, OCTAVES, FIRST_OCTAVE = 64, 36, -18
BUCKETS = BUCKETS_PER_OCTAVE * OCTAVES

# A message's index takes the low bits of an event's order, the sequence number the rest.
INDEX_BITS = 24
INDEX_MASK = (1 << INDEX_BITS) - 1

REACHED, GROW, PAUSED = range(3)
VERSION = 18
SAGA_MEMORY_SECONDS = 30.0
"""How long a saga's id is kept after its end, and an answer that came before its start."""
