"""SQS queues and SNS topics as tables."""

from typing import Any

from apps.schema.edges import DeadLetter
from apps.schema.nodes import SnsTopic, SqsQueue

from ...layout import SQS
from ..plans import GroupPlan
from .records import BY_CONTENT, BY_ID, FIFO, LISTS, NO_DEDUPLICATION, PUSH, STANDARD
from .topics import add_routes, route_values

__all__ = [
    "KIND",
    "add_broker",
    "add_channel",
    "add_group",
    "add_routes",
    "clients",
    "route_values",
]

KIND = SQS

DEDUPLICATION = {"none": NO_DEDUPLICATION, "id": BY_ID, "content": BY_CONTENT}
CALLS_A_SECOND, CALLS_A_SECOND_IN_ALL = 300, 70_000
"""Of one action on a FIFO queue: of the queue or, with high throughput, of a message group; and then of the queue."""
MESSAGE_GROUPS = 4_096
"""Rows for a FIFO queue's message groups. With more keys, some share a group: that keeps more order, never less."""
FOR_EVER = 1e15


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    return -1


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    """A queue's row; a topic has a queue for each subscriber that it pushes to (`add_group`)."""
    node = names.node(node_id)
    if not isinstance(node, SqsQueue):
        return -1
    dead = dead_letters(names, node_id)
    own = _add_queue(
        tables,
        kind=FIFO if node.fifo else STANDARD,
        channel=channel,
        # The queue's group is the next that is added.
        group=tables.count("groups"),
        visibility=node.visibility_timeout_ms / 1000.0,
        retention=float(node.retention_seconds),
        delay=float(node.delay_seconds),
        duplicate=node.duplicate_percent / 100.0,
        batch=node.receive_batch,
        long_poll=int(node.receive_wait_seconds > 0),
        max_receives=node.max_receive_count,
        flight_limit=node.in_flight_limit,
        dead_edge=dead[0],
        dead_channel=dead[1],
        deduplication=DEDUPLICATION[node.deduplication],
        call_limit=CALLS_A_SECOND_IN_ALL if node.high_throughput else CALLS_A_SECOND,
        group_call_limit=CALLS_A_SECOND if node.high_throughput else 0,
    )
    if node.fifo:
        keys = max((one.key_count for one in names.document.event_types.values()), default=1)
        row = tables.rows("sqs_queues")[own]
        row["first_message_group"] = tables.count("sqs_groups")
        row["message_groups"] = min(keys, MESSAGE_GROUPS)
        for _ in range(row["message_groups"]):
            tables.add("sqs_groups", list=_add_list(tables), held_head=-1, held_tail=-1, window=-1)
    return own


def dead_letters(names: Any, node_id: str) -> tuple[int, int]:
    """Edge and channel that the redrive policy of a queue, or of a topic's subscriptions, moves messages to; or -1."""
    for edge_id, edge in names.leaving(node_id, DeadLetter):
        return names.edge(edge_id), names.channels.index(edge.target)
    return -1, -1


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    """One client an instance, which receives for all its slots."""
    return [int(names.node(edge.target).concurrency)]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    for row, _ in plan.consumers:
        tables.rows("consumers")[row]["own"] = tables.add("sqs_clients", head=-1, tail=-1, window=-1)
    topic = names.node(plan.channel)
    if not isinstance(topic, SnsTopic):
        for subscription in plan.subscriptions:
            asked = subscription.edge.delete_batch
            for row, _ in subscription.consumers:
                client = tables.rows("sqs_clients")[tables.rows("consumers")[row]["own"]]
                client["batch"] = topic.receive_batch if asked is None else asked
        return {"shared": 1, "own": tables.rows("channels")[plan.channel_index]["own"]}
    edge = plan.subscriptions[0].edge
    dead = dead_letters(names, plan.channel)
    retries = topic.delivery_retries if edge.delivery_retries is None else edge.delivery_retries
    own = _add_queue(
        tables,
        kind=PUSH,
        channel=plan.channel_index,
        group=plan.index,
        retention=FOR_EVER,
        retries=retries,
        retry_seconds=float(topic.delivery_retry_seconds),
        dead_edge=dead[0],
        dead_channel=dead[1],
    )
    return {"shared": 1, "own": own}


def _add_queue(tables: Any, **values: Any) -> int:
    lists = [_add_list(tables) for _ in range(LISTS)]
    return int(
        tables.add(
            "sqs_queues",
            lists=lists[0],
            visibility_timer=-1,
            delay_timer=-1,
            retention_timer=-1,
            call_timer=-1,
            receive_window=-1,
            delete_window=-1,
            ready_head=-1,
            ready_tail=-1,
            purged_at=-1.0,
            window=-1,
            **values,
        )
    )


def _add_list(tables: Any) -> int:
    return int(tables.add("sqs_lists", head=-1, tail=-1))
