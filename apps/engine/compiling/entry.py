"""The steps of compiling, in order."""

from collections import deque
from typing import Any

from apps.schema.document import Document
from apps.schema.edges import DeadLetter, Subscribe
from apps.schema.nodes import CONTAINERS
from apps.schema.problems import DocumentInvalid, Problem
from apps.schema.striking import servers

from ..brokers.rabbitmq import compiling as rabbitmq
from ..brokers.redis_streams.words import MOST_AT_ONCE
from ..layout import CAUSES, LOCAL, PROGRAM_SECTIONS, STREAMS_PER_STATION
from ..program import Program
from .brokers import COMPILERS
from .channels import Channels, group_members
from .naming import Names, names_of
from .origins import add_sagas, add_sources
from .routing import Routing
from .stations import Stations
from .tables import Tables

MAX_PATHS = 256
"""Pairs of source and end that get a histogram of their own; in larger documents the rest go without."""

MAX_LOGS = 200_000


class CompileError(DocumentInvalid):
    """A document that is valid but cannot be simulated; `problems` says why."""


def compile_document(document: Document) -> Program:
    """A program from a checked document. Raises CompileError."""
    names = names_of(document)
    tables = Tables()
    for name in names.brokers:
        tables.add("brokers", **_broker(names, tables, name))
    channels = Channels(names, tables)
    channels.add()
    if tables.count("logs") > MAX_LOGS or tables.count("readers") > MAX_LOGS:
        raise CompileError(
            [Problem("nodes", f"{tables.count('readers'):,} partitions in all", f"at most {MAX_LOGS:,}")]
        )
    routing = Routing(names, tables, channels)
    stations = Stations(names, tables, routing)
    stations.add_edges()
    stations.add()
    add_sources(names, tables)
    add_sagas(names, tables, routing)
    for index, channel in enumerate(names.channels):
        if channels.takers[channel] and document.nodes[channel].kind == "dead_letter_queue":
            tables.rows("channels")[index]["dlq"] = routing.dead_letter_emissions(channel)
    routing.add_dead_letter_ways()
    routing.mark_unread()
    paths = _add_paths(names, tables)
    tables.reserve("type_accounts", max(1, len(names.event_types)))
    tables.reserve("channel_accounts", len(names.channels))
    tables.reserve("causes", len(names.channels) * len(CAUSES))
    for section in PROGRAM_SECTIONS:
        tables.rows(section)
    tables.rows("streams").extend({} for _ in range(names.channel_stream(len(names.channels))))
    return Program(
        document=document,
        tables=tables.finished(),
        stations=names.stations,
        channels=names.channels,
        brokers=names.brokers,
        edges=names.edges,
        event_types=names.event_types,
        groups=tuple((channel, name) for channel in names.channels for name in group_members(names, channel)),
        sources=names.sources,
        stream_names=(
            *((name, str(purpose)) for name in names.stations for purpose in range(STREAMS_PER_STATION)),
            *((name, "channel") for name in names.channels),
        ),
        margin=_margin(tables) + rabbitmq.margin(tables),
        has_deaths=bool(tables.count("rabbitmq_queues")),
        paths=paths,
        zones=names.zones,
    )


def _broker(names: Names, tables: Tables, name: str) -> dict[str, Any]:
    """The row of a container; the first of all stands for none."""
    node = names.document.nodes.get(name)
    values: dict[str, Any] = {
        "delivery_timeout": float(getattr(node, "delivery_timeout_ms", 30_000.0)) / 1000.0,
        "own": -1,
    }
    if node is None or node.kind not in CONTAINERS:
        return {**values, "kind": LOCAL}
    compiler = COMPILERS[node.kind]
    zones = getattr(node, "zones", None) or [node.zone]
    rows = [
        {"broker": names.brokers.index(name), "zone": names.zone(zones[number % len(zones)])}
        for number in range(servers(node))
    ]
    first_node, nodes = tables.add_all("broker_nodes", rows)
    own = compiler.add_broker(names, tables, name)
    return {**values, "kind": compiler.KIND, "first_node": first_node, "nodes": nodes, "own": own}


def _margin(tables: Tables) -> int:
    """The most messages one event can make: all emissions of a handler or a saga, over all their routes, or all that a
    Redis consumer claims from those who still work on them."""
    routes = max((row["routes"] for row in tables.rows("emissions")), default=0)
    emissions = [row["emissions"] for row in tables.rows("outcomes")]
    emissions += [row.get("failure_emissions", 0) for row in tables.rows("handlers")]
    emissions += [2 * row["steps"] + row["committed"] + row["compensated"] for row in tables.rows("saga_nodes")]
    # A Kafka member that lets go of its work has a second record of each: at most one a partition.
    partitions = max((row["partitions"] for row in tables.rows("kafka_topics")), default=0)
    claims = max((row["claim_count"] for row in tables.rows("redis_streams")), default=0)
    # A dead letter queue of SQS has a timer.
    timers = sum(1 for row in tables.rows("locals") if row.get("retention", 0.0) > 0.0)
    return 64 + timers + partitions + routes * (max(emissions, default=0) + 2) + min(claims, MOST_AT_ONCE)


def _add_paths(names: Names, tables: Tables) -> tuple[tuple[int, int], ...]:
    """A histogram for each pair of a source and a consumer that its messages can reach."""
    pairs = [
        (names.station(source), names.station(end))
        for source in names.sources
        for end in sorted(_reached_from(names, source))
        if names.station(end) >= 0 and names.entering(end, Subscribe)
    ][:MAX_PATHS]
    count = len(names.stations)
    table = [{"summary": -1} for _ in range(count * count if count <= 1000 else 0)]
    for start, end in pairs:
        table[start * count + end] = {"summary": tables.summary()}
    tables.add_all("paths", table)
    return tuple(pairs)


def _reached_from(names: Names, source: str) -> set[str]:
    reached, frontier = {source}, deque([source])
    while frontier:
        for _, edge in names.leaving(frontier.popleft(), object):
            if edge.target not in reached and not isinstance(edge, DeadLetter):
                reached.add(edge.target)
                frontier.append(edge.target)
    return reached - {source}
