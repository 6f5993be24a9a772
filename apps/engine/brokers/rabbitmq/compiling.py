"""RabbitMQ as tables."""

from typing import Any

from ...layout import RABBITMQ
from ..plans import GroupPlan

KIND = RABBITMQ


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    return -1


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    if names.node(node_id).kind != "rabbitmq_queue":
        return -1
    return int(tables.add("rabbitmq_queues", head=-1, tail=-1))


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    return [int(names.node(edge.target).concurrency)]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    return {"shared": 1, "own": tables.rows("channels")[plan.channel_index]["own"]}
