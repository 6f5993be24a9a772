"""Kafka as tables."""

from typing import Any

from ...layout import ACKS_LEADER, ACKS_NONE, KAFKA, UNKEYED
from ..plans import GroupPlan
from ..readers import add_logs, add_readers
from .partitioner import positive_hash
from .records import ARM_RETENTION, BY_SIZE, IN_GROUP, NO_OWNER, OUTSIDE

KIND = KAFKA
KEYS_HASHED = 65_536
ACKS = {"all": 0, "1": ACKS_LEADER, "0": ACKS_NONE}
UNLIMITED = 1 << 30
LINGER_SECONDS = {"3.9": 0.0, "4.0": 0.005}


def add_broker(names: Any, tables: Any, node_id: str) -> int:
    node = names.node(node_id)
    return int(
        tables.add(
            "kafka_clusters",
            session_timeout=node.session_timeout_ms / 1000.0,
            heartbeat_every=node.heartbeat_interval_ms / 1000.0,
            poll_interval=node.max_poll_interval_ms / 1000.0,
            rebalance=node.rebalance_ms / 1000.0,
            election=node.election_ms / 1000.0,
            replication=node.replication_ms / 1000.0,
            detection=node.failure_detection_ms / 1000.0,
            broker=names.brokers.index(node_id),
        )
    )


def add_channel(names: Any, tables: Any, node_id: str, channel: int) -> int:
    node = names.node(node_id)
    if not tables.count("kafka_key_hashes"):
        keys = max((one.key_count for one in names.document.event_types.values()), default=1)
        tables.add_all("kafka_key_hashes", [{"value": positive_hash(str(k))} for k in range(min(keys, KEYS_HASHED))])
    broker = names.broker_of(node_id)
    own = tables.count("kafka_topics")
    first = add_logs(tables, channel, node.partitions, history=node.history)
    first_partition = tables.count("kafka_partitions")
    servers = names.node(node.parent).brokers
    copies = min(node.replication_factor, servers)
    for number in range(node.partitions):
        replicas = [{"server": (number + copy) % servers, "in_sync": 1} for copy in range(copies)]
        tables.add(
            "kafka_partitions",
            topic=own,
            log=first + number,
            leader=number % servers,
            first_replica=tables.add_all("kafka_replicas", replicas)[0],
            replicas=copies,
            in_sync=copies,
            parked_head=-1,
            timer=-1,
            lost_on=-1,
        )
    care = (ARM_RETENTION if node.retention_ms else 0) | (BY_SIZE if node.retention_bytes else 0)
    return int(
        tables.add(
            "kafka_topics",
            retention=(node.retention_ms or 0.0) / 1000.0,
            retention_bytes=node.retention_bytes or 0,
            first_log=first,
            partitions=node.partitions,
            first_partition=first_partition,
            cluster=tables.rows("brokers")[broker]["own"],
            broker=broker,
            channel=channel,
            min_insync=node.min_insync_replicas,
            unclean=int(node.unclean_leader_election),
            care=care,
            timer=-1,
        )
    )


def route_values(names: Any, tables: Any, edge_id: str, channel: int, event_type: str, relayed: bool) -> dict[str, int]:
    """What a route over a publish edge into a topic adds: how it is sent, and by which producer."""
    edge = names.document.edges[edge_id]
    options = ACKS[edge.acks] | (0 if names.document.event_types[event_type].key else UNKEYED)
    return {"options": options, "producer": _producer(names, tables, edge_id, channel, relayed)}


def _producer(names: Any, tables: Any, edge_id: str, channel: int, relayed: bool) -> int:
    """The producer of a publish edge, added with its connections and batches the first time.

    Each instance of the sender has one of its own in truth: here they share one that may have as many requests more
    under way. The relay of an outbox sends record by record.
    """
    number = names.edge(edge_id)
    for row, producer in enumerate(tables.rows("kafka_producers")):
        if producer["edge"] == number:
            return row
    edge = names.document.edges[edge_id]
    own = tables.rows("channels")[channel]["own"]
    topic = tables.rows("kafka_topics")[own]
    cluster = names.node(names.node(names.channels[channel]).parent)
    linger = LINGER_SECONDS[cluster.version] if edge.linger_ms is None else edge.linger_ms / 1000.0
    linger = 0.0 if relayed else min(linger, cluster.delivery_timeout_ms / 1000.0)
    most = UNLIMITED if relayed else edge.max_in_flight * max(1, getattr(names.node(edge.source), "instances", 1))
    connection = {"producer": tables.count("kafka_producers"), "most": most, "lingers": int(linger > 0.0)}
    connections = [{**connection, "head": -1, "tail": -1, "timer": -1} for _ in range(cluster.brokers)]
    first_connection, _ = tables.add_all("kafka_connections", connections)
    leaders = [
        tables.rows("kafka_partitions")[topic["first_partition"] + n]["leader"] for n in range(topic["partitions"])
    ]
    batches = [{"head": -1, "tail": -1, "next": -1, "connection": first_connection + leader} for leader in leaders]
    return int(
        tables.add(
            "kafka_producers",
            linger=linger,
            batch_bytes=edge.batch_bytes,
            topic=own,
            first_connection=first_connection,
            first_batch=tables.add_all("kafka_batches", batches)[0],
            edge=number,
            partitions=topic["partitions"],
            first_log=topic["first_log"],
            sticky=-1,
        )
    )


def clients(names: Any, node_id: str, edge: Any) -> list[int]:
    """A member an instance: it works on as many of its partitions at once as it has slots."""
    return [names.node(edge.target).concurrency]


def add_group(names: Any, tables: Any, plan: GroupPlan) -> dict[str, Any]:
    topic = tables.rows("kafka_topics")[tables.rows("channels")[plan.channel_index]["own"]]
    cluster = names.node(names.node(plan.channel).parent)
    edges = [one.edge for one in plan.subscriptions]
    own = tables.add(
        "kafka_groups",
        cooperative=int(all(edge.assignor == "cooperative" for edge in edges)),
        latest=int(any(edge.start != "earliest" for edge in edges)),
        cluster=topic["cluster"],
        timer=-1,
    )
    up: list[int] = []
    for subscription in plan.subscriptions:
        instances = names.first_up(subscription.edge.target)
        for number, (row, _) in enumerate(subscription.consumers):
            running = number < instances
            up += [row] if running else []
            tables.rows("consumers")[row]["own"] = tables.add(
                "kafka_members",
                commit_every=cluster.auto_commit_interval_ms / 1000.0,
                next_commit=cluster.auto_commit_interval_ms / 1000.0,
                ready_head=-1,
                ready_tail=-1,
                poll_records=cluster.max_poll_records,
                broker=topic["broker"],
                phase=IN_GROUP if running else OUTSIDE,
                timer=-1,
            )
    owners = _ranges(topic["partitions"], up)
    values = add_readers(tables, plan, topic["first_log"], owners)
    for number, owner in enumerate(owners):
        tables.rows("readers")[values["first_reader"] + number]["state"] = 0 if owner >= 0 else NO_OWNER
    return {"own": own, **values}


def _ranges(partitions: int, members: list[int]) -> list[int]:
    """Owners of partitions 0, 1, …, as RangeAssignor shares them out."""
    if not members:
        return [-1] * partitions
    each, more = divmod(partitions, len(members))
    shares = ([member] * (each + (number < more)) for number, member in enumerate(members))
    return [member for share in shares for member in share]
