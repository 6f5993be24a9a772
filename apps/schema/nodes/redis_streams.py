"""Redis Streams: a server and its streams. Redis has no redelivery timer: consumers claim what others left pending."""

from typing import Literal

from ..base import setting
from ..sizes import MEBIBYTE
from .base import Channel, Node, publish_timeout, replayable_history


class RedisServer(Node):
    kind: Literal["redis"] = "redis"
    latency_ms: float = setting(0.5, "XADD latency", unit="ms", ge=0, le=10_000)
    delivery_timeout_ms: float = publish_timeout(
        5_000.0, "Producer gives up after", "While the server is down.", "Breakwater's own"
    )
    max_bulk_bytes: int = setting(
        512 * MEBIBYTE,
        "Largest value",
        unit="B",
        help="The connection of who sends a larger one is closed.",
        source="proto-max-bulk-len, redis.conf: 512 MiB, at least 1 MiB; an entry of a stream has at most 1 GiB "
        "(t_stream.c)",
        ge=MEBIBYTE,
        le=1024 * MEBIBYTE,
        advanced=True,
    )
    appendfsync: Literal["everysec", "always", "no"] = setting(
        "everysec",
        "Append-only file synced",
        help="everysec: a crash loses up to a second of writes. always: nothing. no: what the system had not written.",
        source="appendfsync, redis.conf: everysec",
        advanced=True,
    )
    replicas: int = setting(
        0, "Replicas", help="They follow asynchronously and one takes over.", ge=0, le=100, advanced=True
    )
    replication_ms: float = setting(
        1.0,
        "Replication lag",
        unit="ms",
        help="What was acknowledged and not yet replicated is lost in a failover.",
        source="Breakwater's own",
        ge=0,
        le=600_000,
        advanced=True,
    )
    failover_ms: float = setting(
        30_000.0,
        "Failover after",
        unit="ms",
        help="Until a replica has taken over.",
        source="down-after-milliseconds, Sentinel: 30,000",
        ge=0,
        le=3_600_000,
        advanced=True,
    )


class RedisStream(Channel):
    kind: Literal["redis_stream"] = "redis_stream"
    max_length: int | None = setting(
        None,
        "Maximum length",
        unit="entries",
        help="The oldest entries beyond it are trimmed, read or not. Left out: never.",
        source="MAXLEN, XADD: not negative",
        ge=0,
        le=2**53 - 1,
        advanced=True,
    )
    approximate: bool = setting(
        True,
        "Approximate trimming",
        help="Only whole nodes of 100 entries are trimmed: a little more stays. Off: exact, and dearer.",
        source="MAXLEN ~, XADD; stream-node-max-entries 100, redis.conf",
        advanced=True,
    )
    claim_min_idle_ms: float = setting(
        60_000.0,
        "Claimed after",
        unit="ms",
        help="How long an entry of a dead consumer stays pending before another claims it.",
        source="XAUTOCLAIM min-idle-time",
        ge=0,
        le=86_400_000,
    )
    claim_interval_ms: float = setting(
        5_000.0,
        "Claims every",
        unit="ms",
        help="How often consumers look for entries that others left pending.",
        source="Breakwater's own: Redis has no timer, consumers call XAUTOCLAIM",
        ge=1,
        le=86_400_000,
        advanced=True,
    )
    claim_count: int = setting(
        100, "Claims at once", unit="entries", source="XAUTOCLAIM COUNT: 100", ge=1, le=1_000_000, advanced=True
    )
    history: int = replayable_history()
