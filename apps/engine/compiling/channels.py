"""Channels, consumer groups, subscriptions, lanes and tickets: who receives a copy of what, and how many at once."""

from typing import Any

from apps.schema.edges import DeadLetter, Subscribe
from apps.schema.nodes import RabbitMqQueue, RedisStream, SqsQueue
from apps.schema.retries import RetryPolicy

from ..layout import (
    EQUAL_JITTER,
    EXPONENTIAL_BACKOFF,
    FIXED_BACKOFF,
    FULL_JITTER,
    HOLD_LANE,
    HOLD_NOTHING,
    HOLD_SLOT_AND_LANE,
    NO_BACKOFF,
    NO_JITTER,
)
from .naming import Names
from .tables import Tables

UNLIMITED = 1 << 30
MAX_FIFO_LANES = 4096
"""Message groups of a FIFO queue that are told apart; more keys than that share."""

BACKOFFS = {"none": NO_BACKOFF, "fixed": FIXED_BACKOFF, "exponential": EXPONENTIAL_BACKOFF}
JITTERS = {"none": NO_JITTER, "equal": EQUAL_JITTER, "full": FULL_JITTER}

ONE_GROUP = ("rabbitmq_queue", "sqs_queue")
"""Channels whose subscribers all compete for one copy."""

Members = list[tuple[str, Subscribe]]


def group_members(names: Names, channel: str) -> dict[str, Members]:
    """Group name to its subscribe edges from a channel to consumers, both sorted."""
    groups: dict[str, Members] = {}
    for edge_id, edge in names.leaving(channel, Subscribe):
        assert isinstance(edge, Subscribe)
        if names.station(edge.target) < 0:
            continue
        name = channel if names.node(channel).kind in ONE_GROUP else edge.group or edge.target
        groups.setdefault(name, []).append((edge_id, edge))
    return dict(sorted(groups.items()))


def add_channels(names: Names, tables: Tables) -> dict[str, list[tuple[int, frozenset[str] | None]]]:
    """Adds every channel with its groups. Returns each channel's groups and the event types each takes (None: all)."""
    groups_of: dict[str, list[tuple[int, frozenset[str] | None]]] = {}
    for channel in names.channels:
        first = tables.count("groups")
        found: list[tuple[int, frozenset[str] | None]] = []
        for members in group_members(names, channel).values():
            index = _add_group(names, tables, channel, members)
            takes = (
                None
                if any(not e.event_types for _, e in members)
                else frozenset(t for _, e in members for t in e.event_types)
            )
            found.append((index, takes))
        tables.add("channels", broker=names.broker_of(channel), first_group=first, groups=len(found), dlq=-1)
        groups_of[channel] = found
    return groups_of


def _add_group(names: Names, tables: Tables, channel: str, members: Members) -> int:
    node = names.node(channel)
    lanes, lane_limit = _lanes(names, node)
    group = tables.count("groups")
    broker = names.broker_of(channel)
    first_subscription = tables.count("subscriptions")
    for edge_id, edge in members:
        _add_subscription(names, tables, group, channel, edge_id, edge)
    first_lane = tables.count("lanes")
    shared = node.kind in ("kafka_topic", "event_store")
    for lane in range(lanes):
        takers = [lane % len(members)] if shared else list(range(len(members)))
        first_ticket = tables.count("tickets")
        for taker in takers:
            edge = members[taker][1]
            tables.add(
                "tickets",
                lane=first_lane + lane,
                station=names.station(edge.target),
                subscription=first_subscription + taker,
                next=-1,
                limit=_prefetch(names, node, edge),
            )
        tables.add(
            "lanes",
            head=-1,
            tail=-1,
            limit=lane_limit,
            broker=broker,
            group=group,
            first_ticket=first_ticket,
            tickets=len(takers),
            done_head=-1,
            done_tail=-1,
        )
    first = members[0]
    return tables.add(
        "groups",
        latency=first[1].latency_ms / 1000.0,
        channel=names.channels.index(channel),
        broker=broker,
        first_lane=first_lane,
        lanes=lanes,
        first_subscription=first_subscription,
        subscriptions=len(members),
        edge=names.edge(first[0]),
    )


def _lanes(names: Names, node: Any) -> tuple[int, int]:
    """How many lanes a group of this channel has, and how many messages each hands out at once."""
    if node.kind in ("kafka_topic", "event_store"):
        return node.partitions, 1
    if isinstance(node, SqsQueue) and node.fifo:
        keys = max((event_type.key_count for event_type in names.document.event_types.values()), default=1)
        return min(keys, MAX_FIFO_LANES), 1
    return 1, UNLIMITED


def _prefetch(names: Names, node: Any, edge: Subscribe) -> int:
    if node.kind != "rabbitmq_queue" or edge.prefetch == 0:
        return UNLIMITED
    return edge.prefetch * int(names.node(edge.target).instances)


def _add_subscription(names: Names, tables: Tables, group: int, channel: str, edge_id: str, edge: Subscribe) -> None:
    node = names.node(channel)
    dead_letters = names.leaving(channel, DeadLetter) or names.leaving(edge.target, DeadLetter)
    tables.add(
        "subscriptions",
        group=group,
        station=names.station(edge.target),
        edge=names.edge(edge_id),
        dead_letter_edge=names.edge(dead_letters[0][0]) if dead_letters else -1,
        dead_letter_channel=names.channels.index(dead_letters[0][1].target) if dead_letters else -1,
        summary=tables.summary(),
        **_retry_values(node, getattr(names.node(edge.target), "retry", RetryPolicy())),
        **_redelivery(names, node),
    )


def _retry_values(node: Any, policy: RetryPolicy) -> dict[str, Any]:
    """The consumer's policy, or the broker's own where the broker redelivers."""
    if isinstance(node, SqsQueue):
        return {
            "max_retries": node.max_receive_count - 1,
            "backoff": FIXED_BACKOFF,
            "first_delay": node.visibility_timeout_ms / 1000.0,
            "factor": 1.0,
            "longest": node.visibility_timeout_ms / 1000.0,
            "jitter": NO_JITTER,
            "hold": HOLD_LANE if node.fifo else HOLD_NOTHING,
        }
    retries = policy.max_retries
    if isinstance(node, RabbitMqQueue) and node.queue_type == "quorum":
        retries = min(retries, node.delivery_limit)
    return {
        "max_retries": retries,
        "backoff": BACKOFFS[policy.backoff],
        "first_delay": policy.base_ms / 1000.0,
        "factor": policy.factor,
        "longest": policy.max_ms / 1000.0,
        "jitter": JITTERS[policy.jitter],
        "hold": HOLD_SLOT_AND_LANE if policy.mode == "in_place" else HOLD_NOTHING,
    }


def _redelivery(names: Names, node: Any) -> dict[str, Any]:
    """When a broker gives the messages of a dead consumer out again, and how often offsets are committed."""
    if node.kind == "kafka_topic":
        cluster = names.node(node.parent)
        return {
            "redelivery": cluster.session_timeout_ms / 1000.0,
            "commit_every": cluster.auto_commit_interval_ms / 1000.0,
        }
    if isinstance(node, SqsQueue):
        return {"redelivery": node.visibility_timeout_ms / 1000.0}
    if isinstance(node, RedisStream):
        return {"redelivery": node.claim_min_idle_ms / 1000.0}
    return {"redelivery": 0.0}
