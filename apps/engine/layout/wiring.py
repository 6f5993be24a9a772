"""How things get from one node to another: emissions, routes, edges, channels, consumer groups, consumers."""

from ..records import record

Emission = record([("type", "i4"), ("first_route", "i4"), ("routes", "i4"), ("unused", "i4")])
Route = record(
    [
        ("latency", "f8"),
        ("relay", "f8"),
        ("edge", "i4"),
        ("via", "i4"),
        ("channel", "i4"),
        ("copies", "i4"),
        ("counts", "i4"),
        ("priority", "i4"),
        ("options", "i4"),
        ("producer", "i4"),
        ("passes", "i4"),
        ("unusual", "i4"),
        ("own", "i4"),
        ("station", "i4"),
        ("ttl", "f8"),
        ("delay", "f8"),
        ("entry", "i4"),
        ("first_pass", "i4"),
        ("first_stop", "i4"),
        ("stops", "i4"),
        ("max_bytes", "i4"),
        ("too_large", "f8"),
    ],
    lines=True,
)
"""via: the binding it goes on over, out of an exchange or an SNS topic, which is the entry. counts: 1 for the first
of an edge's routes, which alone counts the edge and the entry. copies: how many groups must receive it. options: bits
of RouteOptions. own: a row in a table of the channel's broker, -1 for none; producer: the Kafka producer that
batches, -1 for none. station: the sender, -1 for a broker. ttl, delay: seconds, 0 for none. first_pass, passes: what
else of the way counts it, of the first route only. first_stop, stops: what it goes through before its channel.
max_bytes: of the largest message that its broker takes; too_large: the share of its event type that is larger. unusual:
bits that say what may stop a message at once."""
NOBODY_RECEIVES, MAY_BE_TOO_LARGE = 1, 2
"""What is unusual in a route: it leads to no group; a message of the document may have more than max_bytes."""
Pass = record([("edge", "i4"), ("channel", "i4")])
"""A binding between two exchanges and the exchange behind it; edge -1: reached as an alternate exchange."""
Stop = record([("edge", "i4"), ("channel", "i4")])
"""A binding that a route leads over, -1 for none, and the exchange or SNS topic behind it; channel -1: behind it is the
route's own."""

UNCONFIRMED, MANDATORY, TRANSIENT, ACKS_NONE, ACKS_LEADER, UNKEYED, CARRIES_DEAD = 1, 2, 4, 8, 16, 32, 64

Edge = record(
    [
        ("extra_latency", "f8"),
        ("count", "i8"),
        ("latency", "f8"),
        ("failed", "i8"),
        ("loss", "f8"),
        ("arrives", "f8"),
        ("summary", "i4"),
        ("held", "i4"),
        ("cut", "i4"),
        ("stream", "i4"),
        ("jitter", "f8"),
        ("duplicate", "f8"),
        ("reorder", "f8"),
        ("reorder_by", "f8"),
        ("rate", "f8"),
        ("next_turn", "f8"),
        ("timeout", "f8"),
        ("open_until", "f8"),
        ("open_for", "f8"),
        ("first_delay", "f8"),
        ("factor", "f8"),
        ("longest", "f8"),
        ("timed_out", "i8"),
        ("refused", "i8"),
        ("source", "i4"),
        ("target", "i4"),
        ("sends", "i4"),
        ("replies", "i4"),
        ("retries", "i4"),
        ("backoff", "i4"),
        ("spread", "i4"),
        ("breaker", "i4"),
        ("failures", "i4"),
        ("bulkhead", "i4"),
        ("first_bulkhead", "i4"),
        ("trial", "i4"),
        ("late", "i8"),
    ],
    lines=True,
)
"""cut: nothing passes. loss, duplicate, reorder: shares. stream: the sender's stream for them. rate: at most so many a
second, 0 for no limit. arrives: when the last of what was sent under a fault arrives; held: messages that wait at
their sender, because it does not reach the broker. bulkhead: most calls at once of each instance of the caller, 0 for
no limit; first_bulkhead: their rows, in the order of the instances. backoff, first_delay, factor, longest, spread: what
a retry waits, and its jitter. breaker: failures in a row that open it, 0 for none; open_until: 0 while it is closed;
trial: the call that tries whether it may be, 1 more than its index, 0 for none. sends: the event type of a call,
PASSES_ON or NOTHING. replies: of a call through a queue, its row in that broker's table of them, -1 for none. late: of
another call, answers that nobody waited for any more."""
PASSES_ON, NOTHING = -1, -2
"""What a call sends: what its caller handles; or, as a read, nothing."""
Bulkhead = record([("in_use", "i4"), ("unused", "i4")])
CallList = record([("edge", "i4"), ("unused", "i4")])

Channel = record(
    [
        ("arrived", "i8"),
        ("kind", "i4"),
        ("broker", "i4"),
        ("own", "i4"),
        ("first_group", "i4"),
        ("groups", "i4"),
        ("dlq", "i4"),
        ("duplicate", "f8"),
        ("poison", "f8"),
        ("rate", "f8"),
        ("next_turn", "f8"),
        ("kept", "i8"),
        ("stream", "i4"),
        ("stored_head", "i4"),
        ("stored_tail", "i4"),
        ("stored", "i4"),
    ],
    lines=True,
)
"""kind: of its broker. own: its row in that kind's table. arrived: messages that were sent here. kept: dead letters
that arrived here. dlq: its emissions, one for each event type, where it is a dead letter queue that is read;
stored_head: the dead letters of one that nobody reads."""
Group = record(
    [
        ("waiting_seconds", "f8"),
        ("waiting_since", "f8"),
        ("arrived", "i8"),
        ("channel", "i4"),
        ("waiting", "i4"),
        ("first_order", "i4"),
        ("order_step", "i4"),
        ("orders", "i4"),
        ("shared", "i4"),
        ("order_violations", "i8"),
        ("kind", "i4"),
        ("own", "i4"),
        ("first_reader", "i4"),
        ("readers", "i4"),
        ("first_subscription", "i4"),
        ("subscriptions", "i4"),
        ("first_consumer", "i4"),
        ("consumers", "i4"),
        ("idle_head", "i4"),
        ("idle_tail", "i4"),
        ("next_consumer", "i4"),
        ("start", "i4"),
    ],
    lines=True,
)
"""start: where a group of a log begins when it is created, one of GroupStarts; its broker's row has the moment or the
number. shared: 1 if any consumer may take any message: the idle ones wait in a list. waiting: messages of the group
that no consumer has taken yet. idle_head: consumers that asked and got nothing. Row first_order + key * order_step of
`orders` notes when the last handled message of a key was sent, for `orders` keys: a channel's groups side by side, as
they handle the same key at about the same time."""
Subscription = record(
    [
        ("latency", "f8"),
        ("taken_until", "f8"),
        ("in_process", "i4"),
        ("retry_waiting", "i4"),
        ("retry_head", "i4"),
        ("edge", "i4"),
        ("summary", "i4"),
        ("takes", "i4"),
        ("group", "i4"),
        ("station", "i4"),
        ("max_retries", "i4"),
        ("channel", "i4"),
        ("origin", "i4"),
        ("path", "i4"),
        ("first_delay", "f8"),
        ("factor", "f8"),
        ("longest", "f8"),
        ("kind", "i4"),
        ("backoff", "i4"),
        ("jitter", "i4"),
        ("mode", "i4"),
        ("dead_letter_edge", "i4"),
        ("dead_letter_channel", "i4"),
        ("first_consumer", "i4"),
        ("consumers", "i4"),
        ("retry_tail", "i4"),
        ("first_take", "i4"),
        ("rejects", "i4"),
        ("unused", "i4"),
    ],
    lines=True,
)
"""first_take, takes: rows of `takes` with the event types it wants; none: all. taken_until: when the last message
taken from the broker had become ready. origin, path: of one of the ways that end here, its source and its histogram,
-1 for none: the others stand in `paths`, which is large. rejects: 1 if the broker dead-letters what its consumers
give up."""
Take = record([("type", "i4"), ("unused", "i4")])
Consumer = record(
    [
        ("handed", "f8"),
        ("subscription", "i4"),
        ("group", "i4"),
        ("station", "i4"),
        ("instance", "i4"),
        ("kind", "i4"),
        ("own", "i4"),
        ("next", "i4"),
        ("ready", "i4"),
        ("idle_next", "i4"),
        ("idle", "i4"),
        ("active", "i4"),
        ("limit", "i4"),
        ("gone", "i4"),
        ("number", "i4"),
    ]
)
"""One client of a broker: an instance of a service, or one thread of it (`number` counts within the subscription).
ready: it stands in its instance's list. idle: it stands in its group's list of those that wait for a message.
handed: when its broker sent what it polled last, for brokers that push; 0: as soon as it was there.
active: messages it works on; limit: how many at most. gone: crashed, stopped or not started. kind: of its broker."""

Account = record(
    [
        ("published", "i8"),
        ("completed", "i8"),
        ("dead_lettered", "i8"),
        ("expired", "i8"),
        ("dropped", "i8"),
        ("lost", "i8"),
        ("redelivered", "i8"),
        ("duplicate_deliveries", "i8"),
        ("duplicate_effects", "i8"),
    ]
)
Cause = record([("count", "i8")])
"""How often messages of a channel ended for a cause: channel * len(CAUSES) + cause."""
Order = record([("sent", "f8")])

RECORDS = {
    "emissions": Emission,
    "routes": Route,
    "passes": Pass,
    "stops": Stop,
    "edges": Edge,
    "bulkheads": Bulkhead,
    "call_lists": CallList,
    "channels": Channel,
    "groups": Group,
    "subscriptions": Subscription,
    "takes": Take,
    "consumers": Consumer,
    "type_accounts": Account,
    "channel_accounts": Account,
    "causes": Cause,
    "orders": Order,
}
