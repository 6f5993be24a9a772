"""What turns a busy moment into an outage: retries beyond the callee's capacity, queues longer than anybody's patience,
slots that one dependency can take all of, keys that one partition cannot carry, backlogs without a limit."""

from collections.abc import Iterator
from math import inf

from apps.schema.edges import Subscribe, SynchronousEdge
from apps.schema.event_types import EventType, HotKey, ZipfKeys
from apps.schema.nodes import KafkaTopic, NatsStream, RabbitMqQueue, RedisStream, SqsQueue, Station
from apps.schema.references import answerers

from .capacity import holding_times, usable_slots, utilisation
from .finding import Change, Finding, Reading

BUSY = 0.55
"""Below this a station has room for nearly twice what is declared."""


def retries_overwhelm(reading: Reading) -> Iterator[Finding]:
    """Once a callee is slow, every call is made again: more than it can ever do keeps it slow for good.

    Bronson, Aghayev, Charapko, Zhu, "Metastable failures in distributed systems", HotOS 2021.
    """
    document = reading.document
    for callee, node in document.nodes.items():
        calls = {
            name: edge
            for name, edge in document.edges.items()
            if isinstance(edge, SynchronousEdge) and callee in answerers(document, edge)
        }
        if not isinstance(node, Station) or not calls:
            continue
        capacity = capacity_of(reading, callee)
        rates = {name: sum(reading.rates.edges.get(name, {}).values()) for name in calls}
        asked = sum(rates.values())
        worst = sum(rates[name] * (1 + _retries_of(edge)) for name, edge in calls.items())
        if worst <= capacity or asked > capacity:
            continue
        for name, edge in calls.items():
            if not _retries_of(edge) or not rates[name]:
                continue
            yield Finding(
                "retries_overwhelm",
                "warn",
                name,
                f"{document.nodes[edge.source].name} calls {node.name} up to {1 + edge.retries} times: once it is "
                f"slow, {asked:,.0f}/s become {worst:,.0f}/s, and it can do {capacity:,.0f}/s; it may never recover",
                "A circuit breaker, or fewer retries.",
                (Change(("edges", name, "circuitBreaker"), {"failures": 10, "openMs": 5000}),),
            )


def _retries_of(edge: SynchronousEdge) -> int:
    """A circuit breaker ends them when they do not help."""
    return 0 if edge.circuit_breaker else edge.retries


def works_for_nobody(reading: Reading) -> Iterator[Finding]:
    """A queue that takes longer to work off than its callers wait: at overload all work is done too late.

    "Handling overload", Site Reliability Engineering, O'Reilly 2016.
    """
    document, holding = reading.document, holding_times(reading.document)
    for identifier, node in document.nodes.items():
        if not isinstance(node, Station) or not BUSY <= utilisation(reading, identifier, holding) <= 1:
            continue
        patience = max(
            (
                edge.timeout_ms
                for edge in document.edges.values()
                if isinstance(edge, SynchronousEdge) and edge.target == identifier
            ),
            default=inf,
        )
        capacity = capacity_of(reading, identifier)
        seconds = node.queue_limit / capacity
        if 1000 * seconds <= patience or patience == inf:
            continue
        fitting = max(1, int(capacity * patience / 2000))
        yield Finding(
            "works_for_nobody",
            "hint",
            identifier,
            f"{node.queue_limit:,} calls may wait for {node.name}, {seconds:,.0f} s of work at {capacity:,.0f}/s; "
            f"callers wait {patience / 1000:,.3g} s. A rush leaves it working for nobody",
            f"About {fitting:,} waiting calls: more are refused at once.",
            (Change(("nodes", identifier, "queueLimit"), fitting),),
        )


def lends_all_its_slots(reading: Reading) -> Iterator[Finding]:
    """While a callee is stuck, its callers' slots wait for it; what needs no callee then gets none.

    Nygard, "Release It!", 2nd edition, 2018: bulkheads.
    """
    document, holding = reading.document, holding_times(reading.document)
    for identifier, edge in document.edges.items():
        node = document.nodes[edge.source]
        if not isinstance(edge, SynchronousEdge) or not isinstance(node, Station) or edge.max_concurrent is not None:
            continue
        arriving = reading.rates.arriving.get(edge.source, {})
        others = {name for name, rate in arriving.items() if rate and edge.on and name not in edge.on}
        slots = node.instances * node.concurrency
        rate = sum(reading.rates.edges.get(identifier, {}).values())
        held = rate * edge.timeout_ms * (1 + edge.retries) / 1000
        if not others or held < slots:
            continue
        names = ", ".join(sorted(document.event_types[name].name for name in others))
        usual = sum(rate * holding.get((edge.source, name), 0.0) / 1000 for name in edge.on)
        fitting = max(1, min(node.concurrency // 2, round(2 * usual / node.instances) or 1))
        yield Finding(
            "lends_all_its_slots",
            "warn",
            identifier,
            f"When {document.nodes[edge.target].name} is stuck, {rate:,.0f}/s × {edge.timeout_ms / 1000:,.3g} s of "
            f"waiting fill all {slots} slots of {node.name}, and {names} fails with them",
            f"A bulkhead of about {fitting}, or a shorter timeout.",
            (Change(("edges", identifier, "maxConcurrent"), fitting),),
        )


def hot_partition(reading: Reading) -> Iterator[Finding]:
    """Messages of one key are worked on one after the other, however many partitions there are."""
    document, holding = reading.document, holding_times(reading.document)
    for identifier, edge in document.edges.items():
        node = document.nodes[edge.source]
        ordered = isinstance(node, KafkaTopic) or (isinstance(node, SqsQueue) and node.fifo)
        if not isinstance(edge, Subscribe) or not ordered or not isinstance(document.nodes[edge.target], Station):
            continue
        for name, rate in reading.rates.edges.get(identifier, {}).items():
            share = top_key_share(document.event_types[name])
            work = holding.get((edge.target, name), 0.0)
            busy = rate * share * work / 1000
            if share and busy > 1:
                consumer = document.nodes[edge.target].name
                yield Finding(
                    "hot_partition",
                    "warn",
                    edge.source,
                    f"One key is {share:.0%} of {document.event_types[name].name}, {rate * share:,.0f}/s: {consumer} "
                    f"handles them one by one and can do {1000 / work:,.0f}/s, so its lag grows without bound",
                    "A finer key, less work a message, or no order for them.",
                )


def top_key_share(event_type: EventType) -> float:
    """Of all messages, those with the most frequent key; 0 without a key."""
    if not event_type.key:
        return 0.0
    keys = event_type.key_count
    match event_type.key_distribution:
        case HotKey() as hot:
            return hot.percent / 100
        case ZipfKeys() as zipf:
            # Beyond the first 100,000 keys the sum grows too little to matter to a warning.
            weights: float = sum(float(n) ** -zipf.exponent for n in range(1, min(keys, 100_000) + 1))
            return 1.0 / weights
    return 1.0 / keys


def backlog_without_limit(reading: Reading) -> Iterator[Finding]:
    """More arrives than its readers can do, and nothing bounds what waits."""
    document, holding = reading.document, holding_times(reading.document)
    for identifier, edge in document.edges.items():
        channel, reader = document.nodes[edge.source], document.nodes[edge.target]
        if not isinstance(edge, Subscribe) or not isinstance(reader, Station) or not _unbounded(channel):
            continue
        used = utilisation(reading, edge.target, holding)
        rate = sum(reading.rates.edges.get(identifier, {}).values())
        if used <= 1 or not rate:
            continue
        growth = rate * (1 - 1 / used)
        yield Finding(
            "backlog_without_limit",
            "warn",
            edge.source,
            f"{channel.name} grows by {growth:,.0f} messages/s, {3600 * growth:,.0f} an hour, and has no limit",
            f"More slots for {reader.name}, or a maximum length with a rule for what is dropped.",
        )


def _unbounded(channel: object) -> bool:
    match channel:
        case RabbitMqQueue() as queue:
            return queue.max_length is None and queue.max_length_bytes is None and queue.message_ttl_ms is None
        case RedisStream() as stream:
            return stream.max_length is None
        case NatsStream() as stream:
            return stream.max_messages is None and stream.max_age_ms is None
    return False


def capacity_of(reading: Reading, identifier: str) -> float:
    """Messages a second at which all usable slots are busy, in the mix that arrives; infinite without any work."""
    holding, arriving = holding_times(reading.document), reading.rates.arriving.get(identifier, {})
    total = sum(arriving.values())
    mean = sum(rate * holding.get((identifier, name), 0.0) for name, rate in arriving.items()) / total if total else 0.0
    return 1000 * usable_slots(reading.document, identifier) / mean if mean else inf
