"""Settings that give a message up before anybody has it for certain: at most once instead of at least once."""

from collections.abc import Iterator

from apps.schema.edges import Call, Publish, Subscribe
from apps.schema.message_limits import message_limit, share_above
from apps.schema.nodes import Channel, KafkaTopic, RabbitMqExchange, RabbitMqQueue, RedisServer, RedisStream, Station

from .capacity import holding_times
from .finding import Change, Finding, Reading, Value


def acknowledged_before_the_work(reading: Reading) -> Iterator[Finding]:
    """An automatic acknowledgement says that a message was sent, not that it was handled."""
    document, holding = reading.document, holding_times(reading.document)
    for identifier, edge in document.edges.items():
        queue = document.nodes[edge.source]
        if not isinstance(edge, Subscribe) or not isinstance(queue, RabbitMqQueue) or edge.acknowledge == "manual":
            continue
        rates = reading.rates.edges.get(identifier, {})
        hand = sum(rate * holding.get((edge.target, name), 0.0) / 1000 for name, rate in rates.items())
        yield Finding(
            "acknowledged_before_the_work",
            "warn",
            identifier,
            f"{document.nodes[edge.target].name} acknowledges {queue.name} automatically: a crash loses what it has in "
            f"hand, about {max(1, round(hand)):,} messages at {sum(rates.values()):,.0f}/s and all that was sent ahead",
            "Manual acknowledgement.",
            (Change(("edges", identifier, "acknowledge"), "manual"),),
        )


def published_without_proof(reading: Reading) -> Iterator[Finding]:
    """A publisher that does not wait for its broker loses what the broker had not stored."""
    document = reading.document
    for identifier, edge in document.edges.items():
        if not isinstance(edge, Publish):
            continue
        channel, rate = document.nodes[edge.target], sum(reading.rates.edges.get(identifier, {}).values())
        change: tuple[str, Value]
        if isinstance(channel, KafkaTopic) and edge.acks != "all":
            how = "waits for no acknowledgement" if edge.acks == "0" else "waits for the leader alone"
            change, fix = ("acks", "all"), "acks=all."
        elif isinstance(channel, (RabbitMqExchange, RabbitMqQueue)) and not edge.confirms:
            how, change, fix = "uses no publisher confirms", ("confirms", True), "Publisher confirms."
        else:
            continue
        yield Finding(
            "published_without_proof",
            "warn",
            identifier,
            f"{document.nodes[edge.source].name} {how} from {channel.name}: what the broker loses in a crash is gone "
            f"unnoticed, at {rate:,.0f} messages/s",
            fix,
            (Change(("edges", identifier, change[0]), change[1]),),
        )


LEAST_SHARE = 0.001
"""Of an event type that is larger than a broker takes: less is not worth a word."""


def larger_than_its_broker_takes(reading: Reading) -> Iterator[Finding]:
    """A message over a broker's limit is refused for good, however often its sender tries. Once for each setting."""
    document, told = reading.document, set()
    for identifier, edge in document.edges.items():
        if not isinstance(edge, (Publish, Call)) or not isinstance(document.nodes[edge.target], Channel):
            continue
        limit = message_limit(document, identifier, edge, edge.target)
        if limit is None:
            continue
        carried = [document.event_types[name] for name in sorted(reading.flow.carried[identifier])]
        shares = [(share_above(one, limit.bytes), one) for one in carried]
        share, declared = max(shares, key=lambda found: found[0], default=(0.0, None))
        if declared is None or share < LEAST_SHARE or limit.path in told:
            continue
        told.add(limit.path)
        how_much = "all of it is" if share == 1.0 else f"{100 * share:.2g} % of it is"
        constant = declared.size_distribution == "constant"
        fits = constant and declared.size_bytes <= limit.most
        value = declared.size_bytes + limit.overhead
        yield Finding(
            "larger_than_its_broker_takes",
            "warn",
            identifier,
            f"{declared.name} has {'' if constant else 'about '}{declared.size_bytes:,} B and "
            f"{document.nodes[edge.target].name} takes at most {limit.bytes:,} B ({limit.setting}): {how_much} lost",
            f"{limit.setting} of {value:,} B, or a claim check: the payload in a store, and its key in the message."
            if fits
            else "A claim check: the payload in a store, and its key in the message.",
            (Change(limit.path, value),) if fits else (),
        )


def kept_in_memory_only(reading: Reading) -> Iterator[Finding]:
    """A classic queue forgets what is not persistent; Redis what it has not written to its file."""
    document = reading.document
    for identifier, edge in document.edges.items():
        queue = document.nodes[edge.target]
        if (
            isinstance(edge, Publish)
            and isinstance(queue, RabbitMqQueue)
            and queue.queue_type == "classic"
            and not edge.persistent
        ):
            yield Finding(
                "kept_in_memory_only",
                "warn",
                identifier,
                f"{queue.name} is a classic queue and its messages are not persistent: a restart loses all that wait",
                "Persistent messages, or a quorum queue.",
                (Change(("edges", identifier, "persistent"), True),),
            )
    streams = {node.parent for node in document.nodes.values() if isinstance(node, RedisStream)}
    for identifier in sorted(streams):
        server = document.nodes[identifier]
        if isinstance(server, RedisServer) and server.appendfsync == "no":
            yield Finding(
                "kept_in_memory_only",
                "warn",
                identifier,
                f"{server.name} leaves it to the operating system when its file is written (appendfsync no): a crash "
                "loses about the last 30 s",
                "appendfsync everysec loses a second, always loses nothing.",
                (Change(("nodes", identifier, "appendfsync"), "everysec"),),
            )


def takes_all_that_waits(reading: Reading) -> Iterator[Finding]:
    """Without a prefetch limit the first consumer is given the whole backlog, and the others have nothing to do."""
    document = reading.document
    for identifier, edge in document.edges.items():
        queue, consumer = document.nodes[edge.source], document.nodes[edge.target]
        if not isinstance(edge, Subscribe) or not isinstance(queue, RabbitMqQueue) or edge.prefetch:
            continue
        if not isinstance(consumer, Station) or edge.acknowledge == "automatic":
            continue
        fitting = min(65_535, 2 * consumer.concurrency)
        yield Finding(
            "takes_all_that_waits",
            "hint",
            identifier,
            f"{consumer.name} has no prefetch limit: whichever of its {consumer.instances} instances comes first is "
            f"given all that waits in {queue.name}, and works on {consumer.concurrency} at once",
            f"A prefetch of about {fitting}, twice its concurrency.",
            (Change(("edges", identifier, "prefetch"), fitting),),
        )
