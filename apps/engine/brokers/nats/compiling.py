"""NATS JetStream as tables."""

from typing import Any

from ...layout import NATS
from ..plans import GroupPlan
from ..readers import add_logs, add_readers, start_of
from .words import INTEREST, LIMITS, LISTS, WORK_QUEUE

KIND = NATS

RETENTION = {"limits": LIMITS, "interest": INTEREST, "work_queue": WORK_QUEUE}


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    return -1


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    node = names.node(node_id)
    servers = names.node(node.parent).nodes
    number = tables.count("nats_streams")
    return int(
        tables.add(
            "nats_streams",
            max_messages=-1 if node.max_messages is None else node.max_messages,
            max_age=0.0 if node.max_age_ms is None else node.max_age_ms / 1000.0,
            window=node.duplicate_window_ms / 1000.0,
            ack_wait=node.ack_wait_ms / 1000.0,
            retention=RETENTION[node.retention],
            discard_new=int(node.discard == "new"),
            max_deliver=node.max_deliver or 0,
            max_ack_pending=node.max_ack_pending,
            # Only a stream with limits keeps what everybody has acknowledged.
            log=add_logs(tables, channel, 1, history=node.history if node.retention == "limits" else 0),
            broker=names.broker_of(node_id),
            first_server=number % servers,
            replicas=min(node.replicas, servers),
            leader=number % servers,
            election=-1,
            ageing=-1,
        )
    )


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    """A client an instance, which fetches a message for each of its threads."""
    return [int(names.node(edge.target).concurrency)]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    own = tables.rows("channels")[plan.channel_index]["own"]
    start, start_at = start_of(plan, "earliest")
    durable = tables.add("nats_durables", stream=own, timer=-1, start_at=start_at)
    tables.add_all("nats_lists", [{"head": -1, "tail": -1} for _ in range(LISTS)])
    readers = add_readers(tables, plan, tables.rows("nats_streams")[own]["log"], [-1])
    return {"shared": 1, "own": durable, "start": start, **readers}
