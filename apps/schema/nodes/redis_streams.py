"""Redis Streams: a server and its streams."""

from typing import Literal

from ..base import setting
from .base import Channel, Node


class RedisServer(Node):
    kind: Literal["redis"] = "redis"
    latency_ms: float = setting(0.5, "XADD latency", unit="ms", ge=0, le=10_000)
    delivery_timeout_ms: float = setting(
        5_000.0,
        "Producer gives up after",
        unit="ms",
        help="While the server is down.",
        ge=0,
        le=3_600_000,
        advanced=True,
    )


class RedisStream(Channel):
    kind: Literal["redis_stream"] = "redis_stream"
    claim_min_idle_ms: float = setting(
        60_000.0,
        "Claimed after",
        unit="ms",
        help="How long an entry of a dead consumer stays pending before another claims it.",
        source="XAUTOCLAIM min-idle-time",
        ge=0,
        le=86_400_000,
    )
