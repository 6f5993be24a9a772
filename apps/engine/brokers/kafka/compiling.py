"""Kafka as tables."""

from typing import Any

from ...layout import KAFKA
from ..plans import GroupPlan
from ..readers import add_logs, add_readers
from .partitioner import positive_hash

KIND = KAFKA
MOST_MEMBERS = 4096
"""Members of one group that are told apart; threads beyond them would only be idle."""
KEYS_HASHED = 65_536


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    node = names.node(node_id)
    return int(
        tables.add(
            "kafka_clusters",
            session_timeout=node.session_timeout_ms / 1000.0,
            commit_every=node.auto_commit_interval_ms / 1000.0,
            poll_interval=getattr(node, "max_poll_interval_ms", 300_000.0) / 1000.0,
            poll_records=getattr(node, "max_poll_records", 500),
        )
    )


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    node = names.node(node_id)
    if not tables.count("kafka_key_hashes"):
        keys = max((one.key_count for one in names.document.event_types.values()), default=1)
        tables.add_all("kafka_key_hashes", [{"value": positive_hash(str(k))} for k in range(min(keys, KEYS_HASHED))])
    first = add_logs(tables, channel, node.partitions, history=getattr(node, "history", 10_000))
    return int(tables.add("kafka_topics", first_log=first, partitions=node.partitions))


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    """A member a thread: `concurrency` of them an instance, each with one record at a time."""
    node = names.node(edge.target)
    return [1] * max(1, min(node.concurrency, MOST_MEMBERS // max(1, node.instances)))


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    topic = tables.rows("kafka_topics")[tables.rows("channels")[plan.channel_index]["own"]]
    cluster = tables.rows("kafka_clusters")[0]
    consumers = plan.consumers
    owners = [consumers[p % len(consumers)][0] for p in range(topic["partitions"])]
    values = add_readers(tables, plan, topic["first_log"], owners)
    readers = tables.rows("readers")
    for row, _ in consumers:
        own = [values["first_reader"] + p for p, owner in enumerate(owners) if owner == row]
        for here, following in zip(own, own[1:], strict=False):
            readers[here]["sibling"] = following
        member = tables.add(
            "kafka_members",
            next_commit=cluster["commit_every"],
            first_reader=own[0] if own else -1,
            current=-1,
            timer=-1,
        )
        tables.rows("consumers")[row]["own"] = member
    return {"own": -1, **values}
