"""Event stores and dead letter queues as tables."""

from typing import Any

from apps.schema.edges import DeadLetter
from apps.schema.nodes import EventStore

from ...layout import LOCAL
from ..plans import GroupPlan
from ..readers import add_logs, add_readers

KIND = LOCAL


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    return -1


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    node = names.node(node_id)
    if not isinstance(node, EventStore):
        return int(tables.add("locals", head=-1, tail=-1, timer=-1, **_retention(names, node_id, node)))
    first = add_logs(tables, channel, node.partitions, history=getattr(node, "history", 10_000))
    return int(tables.add("locals", first_log=first, partitions=node.partitions, head=-1, tail=-1))


def _retention(names: Any, node_id: str, node: Any) -> dict[str, float]:
    """Dead letters expire on SQS alone. A dead letter queue is of the kind of the queue that it serves (SQS developer
    guide, dead-letter queues)."""
    served = [names.node(edge.source) for _, edge in names.entering(node_id, DeadLetter)]
    of_sqs = any(one.kind in ("sqs_queue", "sns_topic") for one in served)
    if not (names.node(node.parent).kind == "sqs" if node.parent else of_sqs):
        return {}
    fifo = any(one.kind == "sqs_queue" and one.fifo for one in served)
    return {"retention": float(node.retention_seconds), "keeps_time": int(not fifo)}


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    return [int(names.node(edge.target).concurrency)]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    local = tables.rows("locals")[tables.rows("channels")[plan.channel_index]["own"]]
    partitions = local.get("partitions", 0)
    if not partitions:
        return {"shared": 1, "own": -1}
    wanted = [
        row
        for subscription in plan.subscriptions
        for row, _ in subscription.consumers[: names.first_up(subscription.edge.target)]
    ]
    owners = [wanted[p % len(wanted)] for p in range(partitions)]
    return {"own": -1, **add_readers(tables, plan, local["first_log"], owners)}
