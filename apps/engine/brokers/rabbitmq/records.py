"""RabbitMQ's tables."""

from ...records import record

Cluster = record(
    [("consumer_timeout", "f8"), ("broker", "i4"), ("version", "i4"), ("first_node", "i4"), ("nodes", "i4")]
)
Node = record([("down", "i4"), ("unused", "i4")])

Queue = record(
    [
        ("ttl", "f8"),
        ("due", "f8"),
        ("size", "i8"),
        ("max_length", "i8"),
        ("max_size", "i8"),
        ("channel", "i4"),
        ("group", "i4"),
        ("cluster", "i4"),
        ("first_level", "i4"),
        ("levels", "i4"),
        ("waiting", "i4"),
        ("highs", "i4"),
        ("quorum", "i4"),
        ("delivery_limit", "i4"),
        ("overflow", "i4"),
        ("rejecting", "i4"),
        ("expiring", "i4"),
        ("dead_letters", "i4"),
        ("at_least_once", "i4"),
        ("dead_edge", "i4"),
        ("dead_channel", "i4"),
        ("dead_head", "i4"),
        ("dead_tail", "i4"),
        ("stuck", "i4"),
        ("leader", "i4"),
        ("replicas", "i4"),
        ("available", "i4"),
        ("guarded", "i4"),
        ("single", "i4"),
        ("active", "i4"),
        ("joined", "i4"),
        ("turn_head", "i4"),
        ("turn_tail", "i4"),
        ("timer", "i4"),
        ("armed", "i4"),
    ]
)
"""waiting, size: messages that are ready, and their bytes. levels: lists, see `queues`. quorum: CLASSIC, QUORUM or
STRICT_QUORUM. highs: how many went out since the last turn of the normal priority, see `count_turn`. delivery_limit,
max_length, max_size: -1 for none. rejecting: a quorum queue went over its limit and takes nothing in until it is well
below. dead_letters: NOWHERE and so on; dead_head: those that were not sent on yet. stuck: dead letters that no queue
takes and that may not get lost. guarded: look before taking a message in. active: the single active consumer; joined:
how many consumers ever came. turn_head: consumers with room, in turn. due: when the timer goes off, if armed."""

Level = record([("head", "i4"), ("tail", "i4"), ("waiting", "i4"), ("returned", "i4")])
"""One list of a queue. returned: the message that was last put back into it, -1 if that is gone."""

Member = record(
    [
        ("prefetch", "i4"),
        ("unacknowledged", "i4"),
        ("head", "i4"),
        ("tail", "i4"),
        ("untaken", "i4"),
        ("queue", "i4"),
        ("automatic", "i4"),
        ("next", "i4"),
        ("in_turn", "i4"),
        ("joined", "i4"),
        ("cut", "i4"),
        ("timer", "i4"),
        ("armed", "i4"),
        ("node", "i4"),
        ("rejects", "i4"),
    ]
)
"""A consumer of a queue. head: what it was given and has not acknowledged, in order; untaken: the first of those that
nobody works on yet. cut: CUT_OFF or another reason while it is parted from what it has. node: it is connected to.
rejects: what it hands back has failed, as by basic.reject since 4.3."""

Way = record([("ttl", "f8"), ("first_route", "i4"), ("routes", "i4")])
"""How a message came into a queue: its own time to live, and the routes of its dead letter."""

ReplyQueue = record([("latency", "f8"), ("late", "i8"), ("lost", "i8"), ("broker", "i4"), ("first_emission", "i4")])
"""Of a call through a queue. latency: of the broker, seconds. late: replies that nobody waited for any more, or for a
second time; lost: those that did not get through. first_emission: its requests' ways, a row for each event type."""

RECORDS = {
    "rabbitmq_clusters": Cluster,
    "rabbitmq_nodes": Node,
    "rabbitmq_queues": Queue,
    "rabbitmq_levels": Level,
    "rabbitmq_members": Member,
    "rabbitmq_ways": Way,
    "rabbitmq_replies": ReplyQueue,
}

VERSION_3_13, VERSION_4_0, VERSION_4_3 = range(3)
DROP_HEAD, REJECT_PUBLISH, REJECT_PUBLISH_DLX = range(3)
NOWHERE, TO_DEAD_LETTER_QUEUE, TO_EXCHANGE = range(3)
REJECTED, EXPIRED, MAXLEN, DELIVERY_LIMIT = range(4)
"""Why a message is dead-lettered."""
CUT_OFF, NODE_LOST, OVERDUE = 1, 2, 3
"""Why a consumer is parted from what it has: by OVERDUE only from what it has had for too long."""
QUEUE_TIMER, MEMBER_TIMER = 0, 1
"""What a timer is for: its `step`."""
CLASSIC, QUORUM, STRICT_QUORUM = range(3)
"""Strict: of 4.3 and later, see `queues`."""
RETURNS, NORMAL, HIGH = range(3)
"""Lists of a quorum queue; a strict one has one for each priority, from NORMAL on. So has a classic one, from 0 on."""
AT_BROKER, TO_CALLER = 0, 1
"""Where a reply arrives next: its `step`."""
SLICE = 16
"""Dead letters a queue sends on in one event, and messages a consumer is parted from."""
