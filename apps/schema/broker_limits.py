"""What a vendor refuses that no single field shows: settings of a broker and its channels that exclude each other."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from .channel_edges import DeadLetter, Publish, Subscribe
from .document import Document
from .edges import CALLERS, Call
from .filter_policies import EVENT_TYPE, MAX_KEYS, policy_problems
from .nodes import (
    KafkaCluster,
    KafkaTopic,
    NatsServers,
    NatsStream,
    RabbitMq,
    RabbitMqExchange,
    RabbitMqQueue,
    SnsTopic,
    SqsQueue,
)
from .nodes.base import Channel
from .nodes.rabbitmq import NO_DELIVERY_LIMIT
from .problems import Problem

Limit = Callable[[Document], Iterator[Problem]]
_Model = TypeVar("_Model")

_QUORUM = "RabbitMQ quorum queues, feature comparison with classic queues"
_FIFO = "SQS developer guide, FIFO queues"
MAX_SNS_RETRY_SECONDS = 3_600


def problems_of_brokers(document: Document) -> list[Problem]:
    """Each with the limit and where it comes from."""
    return [problem for limit in LIMITS for problem in limit(document)]


def _of(document: Document, kind: type[_Model]) -> Iterator[tuple[str, _Model]]:
    """Path and value of every node or edge of a class."""
    for area in ("nodes", "edges"):
        for identifier, item in getattr(document, area).items():
            if isinstance(item, kind):
                yield f"{area}.{identifier}", item


def _container(document: Document, channel: Channel, kind: type[_Model]) -> _Model | None:
    parent = document.nodes.get(channel.parent)
    return parent if isinstance(parent, kind) else None


def _kafka(document: Document) -> Iterator[Problem]:
    for path, cluster in _of(document, KafkaCluster):
        if cluster.heartbeat_interval_ms >= cluster.session_timeout_ms:
            yield Problem(
                f"{path}.heartbeatIntervalMs",
                f"a heartbeat every {cluster.heartbeat_interval_ms:g} ms does not keep a session of "
                f"{cluster.session_timeout_ms:g} ms (heartbeat.interval.ms, ConsumerConfig)",
                f"less than {cluster.session_timeout_ms:g}",
            )
    for path, topic in _of(document, KafkaTopic):
        within = _container(document, topic, KafkaCluster)
        if within is not None and topic.replication_factor > within.brokers:
            yield Problem(
                f"{path}.replicationFactor",
                f"{topic.replication_factor} replicas of a partition need as many brokers, there are {within.brokers} "
                "(InvalidReplicationFactorException, Kafka)",
                f"at most {within.brokers}",
            )
    for path, edge in _of(document, Publish):
        target = document.nodes.get(edge.target)
        within = _container(document, target, KafkaCluster) if isinstance(target, KafkaTopic) else None
        if within is not None and edge.linger_ms is not None and edge.linger_ms > within.delivery_timeout_ms:
            yield Problem(
                f"{path}.lingerMs",
                f"a batch that waits {edge.linger_ms:g} ms is past the delivery timeout of "
                f"{within.delivery_timeout_ms:g} ms (delivery.timeout.ms, ProducerConfig)",
                f"at most {within.delivery_timeout_ms:g}",
            )


def _rabbitmq_exchanges(document: Document) -> Iterator[Problem]:
    for path, exchange in _of(document, RabbitMqExchange):
        other = document.nodes.get(exchange.alternate_exchange or "")
        if other is not None and (not isinstance(other, RabbitMqExchange) or other.parent != exchange.parent):
            yield Problem(
                f"{path}.alternateExchange",
                f"'{exchange.alternate_exchange}' is no exchange of the same broker (alternate-exchange, RabbitMQ)",
                "an exchange of the same broker",
            )


def _rabbitmq_queues(document: Document) -> Iterator[Problem]:
    for path, queue in _of(document, RabbitMqQueue):
        if queue.queue_type == "quorum" and queue.overflow == "reject-publish-dlx":
            yield Problem(
                f"{path}.overflow",
                f"a quorum queue does not know reject-publish-dlx ({_QUORUM})",
                "drop-head or reject-publish",
            )
        if queue.queue_type == "quorum" and queue.max_priority:
            yield Problem(
                f"{path}.maxPriority",
                f"a quorum queue has priorities of its own and takes no highest one ({_QUORUM})",
                "0",
            )
        if queue.queue_type == "classic" and queue.dead_letter_strategy == "at-least-once":
            yield Problem(
                f"{path}.deadLetterStrategy",
                f"a classic queue dead-letters at most once ({_QUORUM})",
                "at-most-once",
            )
        within = _container(document, queue, RabbitMq)
        if within is not None and within.version == "3.13" and queue.delivery_limit == NO_DELIVERY_LIMIT:
            yield Problem(
                f"{path}.deliveryLimit",
                "RabbitMQ 3.13 takes -1 for 0 and has no limit where none is named (x-delivery-limit, quorum queues)",
                "left out, or 0 to 10,000",
            )


def _rabbitmq_dead_letters(document: Document) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, edge in _of(document, DeadLetter):
        if not isinstance(document.nodes.get(edge.source), RabbitMqQueue):
            continue
        exchange = isinstance(document.nodes.get(edge.target), RabbitMqExchange)
        if edge.routing_key and not exchange:
            yield Problem(
                f"{path}.routingKey", "only a dead letter exchange looks at it (x-dead-letter-routing-key)", "empty"
            )
        if edge.source in first and (exchange or first[edge.source] == "exchange"):
            yield Problem(
                path,
                "a queue has one place for its dead letters (x-dead-letter-exchange, RabbitMQ)",
                "one edge of kind dead_letter",
            )
        first.setdefault(edge.source, "exchange" if exchange else "queue")


def _rabbitmq_requests(document: Document) -> Iterator[Problem]:
    """A call through a queue is answered by who reads that queue."""
    for path, call in _of(document, Call):
        caller = document.nodes.get(call.source)
        if not isinstance(document.nodes.get(call.target), RabbitMqQueue) or not caller or caller.kind not in CALLERS:
            continue
        readers = [edge for _, edge in _of(document, Subscribe) if edge.source == call.target]
        if not readers:
            yield Problem(
                path,
                f"nobody reads '{call.target}', so nobody would answer (reply-to, RabbitMQ tutorials: Remote procedure "
                "call)",
                "a queue with an edge of kind subscribe",
            )
        elif call.sends and not any(not edge.event_types or call.sends in edge.event_types for edge in readers):
            yield Problem(
                f"{path}.sends", f"nobody who reads '{call.target}' takes '{call.sends}'", "what one of them takes"
            )


def _sqs(document: Document) -> Iterator[Problem]:
    for path, queue in _of(document, SqsQueue):
        if queue.fifo and queue.duplicate_percent:
            yield Problem(f"{path}.duplicatePercent", f"a FIFO queue delivers once ({_FIFO})", "0")
        if not queue.fifo and queue.deduplication != "none":
            yield Problem(f"{path}.deduplication", f"only FIFO queues drop duplicates ({_FIFO})", "none")
        if not queue.fifo and queue.high_throughput:
            yield Problem(f"{path}.highThroughput", f"is a mode of FIFO queues ({_FIFO})", "false")
    for path, edge in _of(document, Publish):
        target = document.nodes.get(edge.target)
        if edge.delay_seconds is not None and isinstance(target, SqsQueue) and target.fifo:
            yield Problem(
                f"{path}.delaySeconds",
                "FIFO queues do not delay single messages (SQS developer guide, message timers)",
                "none; the queue's own delay",
            )


def _sns(document: Document) -> Iterator[Problem]:
    for path, topic in _of(document, SnsTopic):
        seconds = topic.delivery_retries * topic.delivery_retry_seconds
        if seconds > MAX_SNS_RETRY_SECONDS:
            yield Problem(
                f"{path}.deliveryRetries",
                f"{topic.delivery_retries} retries {topic.delivery_retry_seconds} s apart take {seconds:,} s "
                "(SNS developer guide, message delivery retries)",
                f"at most {MAX_SNS_RETRY_SECONDS:,} s in all",
            )
    for path, edge in _of(document, Subscribe):
        if not isinstance(document.nodes.get(edge.source), SnsTopic):
            continue
        if len(edge.match_headers) > MAX_KEYS:
            yield Problem(
                f"{path}.matchHeaders",
                f"has {len(edge.match_headers)} keys (SNS developer guide, filter policy constraints)",
                f"at most {MAX_KEYS}",
            )
        yield from _filter_policy(path, edge)
        if edge.delivery_retries is not None and isinstance(document.nodes.get(edge.target), SqsQueue):
            yield Problem(
                f"{path}.deliveryRetries",
                "the retries to a queue are Amazon's and cannot be set (SNS developer guide, message delivery retries)",
                "none",
            )


def _filter_policy(path: str, edge: Subscribe) -> Iterator[Problem]:
    """What the policy says itself, and that a subscription has one: headers and event types are parts of it."""
    here = f"{path}.filterPolicy"
    yield from policy_problems(edge.filter_policy, here)
    if edge.filter_policy and edge.match_headers:
        yield Problem(f"{path}.matchHeaders", "there is a filter policy that says what passes", "none, or no policy")
    if edge.filter_policy and edge.event_types:
        if EVENT_TYPE in edge.filter_policy:
            yield Problem(f"{here}.{EVENT_TYPE}", "the event types are named beside the policy, too", "one of the two")
        elif len(edge.filter_policy) == MAX_KEYS:
            yield Problem(here, "the event types are one key more (SNS developer guide)", f"at most {MAX_KEYS} keys")


def _nats(document: Document) -> Iterator[Problem]:
    for path, stream in _of(document, NatsStream):
        within = _container(document, stream, NatsServers)
        if within is not None and stream.replicas > within.nodes:
            yield Problem(
                f"{path}.replicas",
                f"{stream.replicas} replicas need as many servers, there are {within.nodes} "
                "(num_replicas, JetStream stream configuration)",
                f"at most {within.nodes}",
            )
        if stream.max_age_ms is not None and stream.duplicate_window_ms > stream.max_age_ms:
            yield Problem(
                f"{path}.duplicateWindowMs",
                f"{stream.duplicate_window_ms:g} ms is longer than the maximum age of {stream.max_age_ms:g} ms "
                "(duplicate_window, JetStream stream configuration)",
                f"at most {stream.max_age_ms:g}",
            )


def _nats_work_queues(document: Document) -> Iterator[Problem]:
    """A consumer is a group; several may read a work queue only when no message could go to two of them."""
    groups: dict[tuple[str, str], tuple[set[str], bool]] = {}
    for path, edge in _of(document, Subscribe):
        stream = document.nodes.get(edge.source)
        if not isinstance(stream, NatsStream) or stream.retention != "work_queue":
            continue
        if edge.start not in (None, "earliest"):
            yield Problem(
                f"{path}.start", "a work queue is read from its beginning (JetStream error 10101)", "earliest"
            )
        group = edge.group or edge.target
        wanted, everything = set(edge.event_types), not edge.event_types
        for (source, other), (taken, all_taken) in groups.items():
            if source == edge.source and other != group and (everything or all_taken or wanted & taken):
                yield Problem(
                    path,
                    f"'{group}' and '{other}' would take the same messages of a work queue (JetStream error 10100)",
                    "one group, or groups that each take other event types",
                )
                break
        taken, all_taken = groups.get((edge.source, group), (set(), False))
        groups[edge.source, group] = taken | wanted, all_taken or everything


STARTS = {
    "kafka_topic": ("auto.offset.reset, ConsumerConfig", ("latest", "earliest")),
    "redis_stream": ("XGROUP CREATE, Redis", ("latest", "earliest", "time")),
    "nats_stream": ("deliver_policy, JetStream consumer configuration", ("latest", "earliest", "time", "sequence")),
}
"""Where a new group of a log may start, and who says so."""


def _starts(document: Document) -> Iterator[Problem]:
    """A start that its broker knows; and a moment or a number where, and only where, the start is one."""
    for path, edge in _of(document, Subscribe):
        channel = document.nodes.get(edge.source)
        source, known = STARTS.get(channel.kind if channel else "", ("", ()))
        if known and edge.start is not None and edge.start not in known:
            yield Problem(
                f"{path}.start", f"a group cannot start at a {edge.start} there ({source})", " or ".join(known)
            )
        for start, name, value in (
            ("time", "startSeconds", edge.start_seconds),
            ("sequence", "startSequence", edge.start_sequence),
        ):
            if edge.start == start and value is None:
                yield Problem(f"{path}.{name}", f"the start is a {start}, and none is given", f"a {start}")
            elif edge.start != start and value is not None:
                yield Problem(f"{path}.{name}", f"the start is no {start}", "none")


LIMITS: tuple[Limit, ...] = (
    _kafka,
    _rabbitmq_exchanges,
    _rabbitmq_queues,
    _rabbitmq_dead_letters,
    _rabbitmq_requests,
    _sqs,
    _sns,
    _nats,
    _nats_work_queues,
    _starts,
)
