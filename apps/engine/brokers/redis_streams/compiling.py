"""Redis as tables."""

from typing import Any

from ...layout import REDIS_STREAMS
from ..plans import GroupPlan
from ..readers import add_logs, add_readers, start_of

KIND = REDIS_STREAMS

UNWRITTEN_SECONDS = {"always": 0.0, "everysec": 1.0, "no": 30.0}
"""The most that a crash of the machine takes. redis.io, persistence: everysec loses one second of data; with no, Linux
normally flushes every 30 seconds."""


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    node = names.node(node_id)
    return int(
        tables.add(
            "redis_servers",
            unwritten=UNWRITTEN_SECONDS[node.appendfsync],
            replication=node.replication_ms / 1000.0,
            failover=node.failover_ms / 1000.0,
            broker=names.brokers.index(node_id),
            timer=-1,
        )
    )


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    node = names.node(node_id)
    return int(
        tables.add(
            "redis_streams",
            claim_min_idle=node.claim_min_idle_ms / 1000.0,
            claim_interval=node.claim_interval_ms / 1000.0,
            max_length=-1 if node.max_length is None else node.max_length,
            claim_count=node.claim_count,
            approximate=int(node.approximate),
            log=add_logs(tables, channel, 1, history=node.history),
            server=tables.rows("brokers")[names.broker_of(node_id)]["own"],
        )
    )


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    """A consumer an instance, whose threads share what it reads."""
    return [int(names.node(edge.target).concurrency)]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    own = tables.rows("channels")[plan.channel_index]["own"]
    stream = tables.rows("redis_streams")[own]
    consumers = plan.consumers
    for number, (row, _) in enumerate(consumers):
        tables.rows("consumers")[row]["own"] = tables.add(
            "redis_consumers",
            # Consumers do not start at the same moment: their claims are spread over the interval.
            claims_at=stream["claim_interval"] * (number + 1) / len(consumers),
            claimed=-1,
            first_left=-1,
            last_left=-1,
        )
    start, start_at = start_of(plan, "latest")
    group = tables.add(
        "redis_groups",
        head=-1,
        tail=-1,
        stream=own,
        server=stream["server"],
        timer=-1,
        start_at=start_at,
    )
    return {"shared": 1, "own": group, "start": start, **add_readers(tables, plan, stream["log"], [-1])}
