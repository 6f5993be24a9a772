"""SQS's tables: queues, their lists, message groups of FIFO queues, the clients that receive."""

from ...records import record

STANDARD, FIFO, PUSH = range(3)
"""Kinds of queue. PUSH: what an SNS topic still has to deliver to one subscriber over HTTP."""

FRESH, AGAIN, FLIGHT, DELAYED = range(4)
LISTS = 4
"""Lists of a queue, from its `lists` on. FRESH: visible, never received. AGAIN: visible, received before; they are
older and go first. FLIGHT: received and not deleted, in order of the end of their visibility timeouts. DELAYED: not
visible yet, all with the queue's own delay."""

TIMES_OUT, DELAY_OVER, TOO_OLD, OWN_DELAY_OVER, MAY_CALL = range(5)
"""What a timer is for. OWN_DELAY_OVER: of one message, whose delay is not the queue's. MAY_CALL: receives that were
throttled are sent again."""

NO_DEDUPLICATION, BY_ID, BY_CONTENT = range(3)
DEDUPLICATION_SECONDS = 300.0
"""SQS developer guide, exactly-once processing: what is sent again within 5 minutes is accepted and not delivered."""

GROUP_SHIFT = 16
"""A route into an SNS topic has the number of its subscriber (from 1 on) above this bit of its options."""

Queue = record(
    [
        ("visibility", "f8"),
        ("retention", "f8"),
        ("delay", "f8"),
        ("retry_seconds", "f8"),
        ("duplicate", "f8"),
        ("too_old_at", "f8"),
        ("purged_at", "f8"),
        ("window", "i8"),
        ("receive_window", "i8"),
        ("delete_window", "i8"),
        ("kind", "i4"),
        ("channel", "i4"),
        ("group", "i4"),
        ("lists", "i4"),
        ("batch", "i4"),
        ("max_receives", "i4"),
        ("retries", "i4"),
        ("flight_limit", "i4"),
        ("dead_edge", "i4"),
        ("dead_channel", "i4"),
        ("visibility_timer", "i4"),
        ("delay_timer", "i4"),
        ("retention_timer", "i4"),
        ("deduplication", "i4"),
        ("calls", "i4"),
        ("receives", "i4"),
        ("deletes", "i4"),
        ("call_limit", "i4"),
        ("group_call_limit", "i4"),
        ("call_timer", "i4"),
        ("sequence", "i4"),
        ("first_message_group", "i4"),
        ("message_groups", "i4"),
        ("ready_head", "i4"),
        ("ready_tail", "i4"),
        ("long_poll", "i4"),
    ]
)
"""visibility, retention, delay: seconds. long_poll: 1 if receives wait. retries, retry_seconds: of a PUSH queue.
duplicate: share of deletes that miss a copy. too_old_at: when the retention timer is due. purged_at: what was sent by
then does not come again. window, calls: the second it is, and sends in it; receive_window, receives: the same of
receives; delete_window, deletes: of deletes, but where they are throttled the second in which the last of them will get
through. call_timer: of throttled receives. call_limit, group_call_limit: at most so
many, 0 for no limit. dead_channel: where the redrive policy moves messages, -1 for none. sequence: of the next
message. ready_head: message groups that may be received from."""

List = record([("head", "i4"), ("tail", "i4"), ("count", "i4"), ("unused", "i4")])
"""Messages, linked by next and prev."""

MessageGroup = record(
    [
        ("window", "i8"),
        ("calls", "i4"),
        ("list", "i4"),
        ("flying", "i4"),
        ("held_head", "i4"),
        ("held_tail", "i4"),
        ("next", "i4"),
        ("ready", "i4"),
        ("unused", "i4"),
    ]
)
"""list: its visible messages in order. flying: received and not deleted; nobody receives from it meanwhile. held_head:
those of them that their client has not begun, since it works a group's messages one after the other (linked by child).
next, ready: in the queue's list of groups to be received from."""

Client = record([("window", "i8"), ("head", "i4"), ("tail", "i4"), ("batch", "i4"), ("room", "i4")])
"""head: what a consumer has received and not begun (linked by child). batch: messages that it deletes with a call at
most; room: how many more its last call takes, which is in second `window`. Of FIFO queues alone."""

Sender = record([("window", "i8"), ("batch", "i4"), ("room", "i4")])
"""Who sends several messages a call over an edge. batch: the most; room: how many more its last call takes, which was
in second `window`."""

RECORDS = {
    "sqs_queues": Queue,
    "sqs_lists": List,
    "sqs_groups": MessageGroup,
    "sqs_clients": Client,
    "sqs_senders": Sender,
}
