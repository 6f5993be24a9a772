"""RabbitMQ as tables."""

from itertools import pairwise
from typing import Any

from apps.schema.edges import DeadLetter

from ...layout import RABBITMQ
from ..plans import GroupPlan
from .records import (
    CLASSIC,
    DROP_HEAD,
    HIGH,
    NORMAL,
    NOWHERE,
    QUORUM,
    REJECT_PUBLISH,
    REJECT_PUBLISH_DLX,
    SLICE,
    STRICT_QUORUM,
    TO_DEAD_LETTER_QUEUE,
    TO_EXCHANGE,
    VERSION_3_13,
    VERSION_4_0,
    VERSION_4_3,
)
from .routing import add_dead_letter_ways, add_requests, add_routes, dead_letters_at_least_once, highest_priority

__all__ = [
    "KIND",
    "add_broker",
    "add_channel",
    "add_dead_letter_ways",
    "add_group",
    "add_requests",
    "add_routes",
    "clients",
    "margin",
]

KIND = RABBITMQ
VERSIONS = {"3.13": VERSION_3_13, "4.0": VERSION_4_0, "4.3": VERSION_4_3}
OVERFLOWS = {
    "drop-head": DROP_HEAD,
    "reject-publish": REJECT_PUBLISH,
    "reject-publish-dlx": REJECT_PUBLISH_DLX,
}
NO_PREFETCH = 1 << 30


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    broker = names.node(node_id)
    first, nodes = tables.add_all("rabbitmq_nodes", [{} for _ in range(broker.nodes)])
    return int(
        tables.add(
            "rabbitmq_clusters",
            consumer_timeout=broker.consumer_timeout_ms / 1000.0,
            broker=names.brokers.index(node_id),
            version=VERSIONS[broker.version],
            first_node=first,
            nodes=nodes,
        )
    )


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    queue = names.node(node_id)
    if queue.kind != "rabbitmq_queue":
        return -1
    index = tables.count("rabbitmq_queues")
    cluster = tables.rows("brokers")[names.broker_of(node_id)]["own"]
    nodes = tables.rows("rabbitmq_clusters")[cluster]["nodes"]
    siblings = [name for name in names.channels if names.node(name).kind == "rabbitmq_queue"]
    siblings = [name for name in siblings if names.node(name).parent == queue.parent]
    quorum = queue.queue_type == "quorum"
    strict = quorum and names.node(queue.parent).version == "4.3"
    levels = queue.max_priority + 1
    if quorum:
        levels = NORMAL + highest_priority(names) + 1 if strict else HIGH + 1
    blank = {"head": -1, "tail": -1, "returned": -1}
    first_level, _ = tables.add_all("rabbitmq_levels", [dict(blank) for _ in range(levels)])
    overflow = OVERFLOWS[queue.overflow]
    tables.add(
        "rabbitmq_queues",
        ttl=float("inf") if queue.message_ttl_ms is None else queue.message_ttl_ms / 1000.0,
        max_length=-1 if queue.max_length is None else queue.max_length,
        max_size=-1 if queue.max_length_bytes is None else queue.max_length_bytes,
        channel=channel,
        group=-1,
        cluster=cluster,
        first_level=first_level,
        levels=levels,
        quorum=(STRICT_QUORUM if strict else QUORUM) if quorum else CLASSIC,
        delivery_limit=queue.limit_of_deliveries(names.node(queue.parent).version),
        overflow=overflow,
        expiring=int(queue.message_ttl_ms is not None or _brings_ttl(names, node_id)),
        at_least_once=int(dead_letters_at_least_once(queue)),
        dead_head=-1,
        dead_tail=-1,
        leader=siblings.index(node_id) % nodes,
        replicas=min(queue.replicas, nodes) if quorum else 1,
        available=1,
        guarded=int(overflow != DROP_HEAD),
        single=int(queue.single_active_consumer),
        active=-1,
        turn_head=-1,
        turn_tail=-1,
        timer=-1,
        **_dead_letters(names, node_id),
    )
    return int(index)


def _brings_ttl(names: Any, node_id: str) -> bool:
    """Whether any message of this broker has a time to live of its own."""
    parent = names.node(node_id).parent
    edges = names.document.edges.values()
    return any(
        getattr(edge, "ttl_ms", None) is not None and getattr(names.node(edge.target), "parent", None) == parent
        for edge in edges
    )


def _dead_letters(names: Any, node_id: str) -> dict[str, int]:
    for edge_id, edge in names.leaving(node_id, DeadLetter):
        to_exchange = names.node(edge.target).kind == "rabbitmq_exchange"
        return {
            "dead_letters": TO_EXCHANGE if to_exchange else TO_DEAD_LETTER_QUEUE,
            "dead_edge": names.edge(edge_id),
            "dead_channel": names.channels.index(edge.target),
        }
    return {"dead_letters": NOWHERE, "dead_edge": -1, "dead_channel": -1}


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    """Each instance is one consumer, whose threads share what it was given."""
    return [int(names.node(edge.target).concurrency)]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    own = tables.rows("channels")[plan.channel_index]["own"]
    queue = tables.rows("rabbitmq_queues")[own]
    cluster = tables.rows("rabbitmq_clusters")[queue["cluster"]]
    nodes, version = cluster["nodes"], cluster["version"]
    queue["group"] = plan.index
    rows: list[int] = []
    for subscription in plan.subscriptions:
        edge = subscription.edge
        automatic = edge.acknowledge == "automatic"
        for consumer, _ in subscription.consumers:
            row = tables.add(
                "rabbitmq_members",
                # A consumer that acknowledges automatically has no limit (Consumer Prefetch, RabbitMQ documentation).
                prefetch=NO_PREFETCH if automatic or not edge.prefetch else edge.prefetch,
                head=-1,
                tail=-1,
                untaken=-1,
                queue=own,
                automatic=int(automatic),
                next=-1,
                in_turn=1,
                joined=len(rows),
                timer=-1,
                node=len(rows) % nodes,
                rejects=int(edge.hand_back == "reject" and version == VERSION_4_3),
            )
            tables.rows("consumers")[consumer]["own"] = row
            rows.append(consumer)
    for consumer, following in pairwise(rows):
        tables.rows("rabbitmq_members")[tables.rows("consumers")[consumer]["own"]]["next"] = following
    if rows:
        queue |= {"turn_head": rows[0], "turn_tail": rows[-1], "active": rows[0], "joined": len(rows)}
    return {"shared": 0, "own": own}


def margin(tables: Any) -> int:
    """Messages that RabbitMQ's own events can make: a slice of dead letters over all their routes, and a timer for each
    queue and consumer."""
    letters = max((way.get("routes", 0) for way in tables.rows("rabbitmq_ways")), default=0)
    return int(SLICE * (letters + 1) + tables.count("rabbitmq_queues") + tables.count("rabbitmq_members"))
