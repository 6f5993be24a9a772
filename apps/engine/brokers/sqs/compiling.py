"""This broker as tables."""

from typing import Any

from ...layout import SQS
from ..plans import GroupPlan

KIND = SQS


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    return -1


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    return -1


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    return [int(names.node(edge.target).concurrency)]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    return {"shared": 1, "own": -1}
