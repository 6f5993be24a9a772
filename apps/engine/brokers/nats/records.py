"""The tables of NATS JetStream: streams, durable consumers (groups here), and lists of messages."""

from ...records import record

Stream = record(
    [
        ("max_messages", "i8"),
        ("start", "i8"),
        ("max_age", "f8"),
        ("window", "f8"),
        ("ack_wait", "f8"),
        ("retention", "i4"),
        ("discard_new", "i4"),
        ("max_deliver", "i4"),
        ("max_ack_pending", "i4"),
        ("log", "i4"),
        ("broker", "i4"),
        ("first_server", "i4"),
        ("replicas", "i4"),
        ("leader", "i4"),
        ("unavailable", "i4"),
        ("election", "i4"),
        ("ageing", "i4"),
    ]
)
"""max_messages, max_deliver: -1 and 0 for no limit; max_age: 0. start: offset of the first message that no limit has
deleted. Its replicas are on servers first_server … of its cluster; leader: one of those servers, -1 for none.
election, ageing: timers, -1 for none."""

Durable = record([("start_at", "f8"), ("stream", "i4"), ("left", "i4"), ("timer", "i4"), ("unused", "i4")])
"""A durable consumer. left: how many messages have reached their delivery limit and stay in a stream that keeps what is
not acknowledged. timer: for the first of those that wait for their acknowledgement, -1 for none. start_at:
opt_start_time in seconds or opt_start_seq."""

MessageList = record([("head", "i4"), ("tail", "i4"), ("length", "i4"), ("unused", "i4")])
"""Four to a durable consumer. awaiting: delivered and not acknowledged, in order of delivery. returned: to be delivered
again at once. delayed: after a backoff. carried: delivered before a seek, and to be delivered again by it."""

RECORDS = {"nats_streams": Stream, "nats_durables": Durable, "nats_lists": MessageList}
