"""What happens to a message whose handling fails."""

from collections.abc import Iterator

from apps.schema import Document
from apps.schema.edges import DeadLetter, Subscribe
from apps.schema.nodes import DeadLetterQueue, ExternalSystem, Projection, Service
from apps.schema.retries import RetryPolicy

from .capacity import partitions_read
from .finding import Change, Finding, Reading


def no_dead_letter_queue(reading: Reading) -> Iterator[Finding]:
    """Without one, a message is dropped when its retries are used up. A view that never fails needs none."""
    document = reading.document
    dead_lettering = {edge.source for edge in document.edges.values() if isinstance(edge, DeadLetter)}
    for consumer, channels in _consumers(document).items():
        node = document.nodes[consumer]
        if isinstance(node, Projection) and not node.failure_percent:
            continue
        open_ended = [channel for channel in channels if not {consumer, channel} & dead_lettering]
        if open_ended:
            names = ", ".join(document.nodes[channel].name for channel in open_ended)
            yield Finding(
                "no_dead_letter_queue",
                "warn",
                consumer,
                f"{node.name} has no dead letter queue for {names}: what it cannot handle is dropped",
                "A dead letter queue, connected from the consumer or the channel.",
            )


def retries_at_once(reading: Reading) -> Iterator[Finding]:
    """Retries without any delay hit a service that is already in trouble as often as it fails."""
    for consumer in _consumers(reading.document):
        node = reading.document.nodes[consumer]
        if not isinstance(node, (Service, ExternalSystem, Projection)):
            continue
        policy = node.retry
        if policy.max_retries and (policy.backoff == "none" or policy.base_ms == 0):
            yield Finding(
                "retries_at_once",
                "warn",
                consumer,
                f"{node.name} retries {policy.max_retries} times without a delay: a short outage uses them all up",
                "Exponential backoff.",
                (
                    Change(("nodes", consumer, "retry", "backoff"), "exponential"),
                    Change(("nodes", consumer, "retry", "baseMs"), policy.base_ms or 100.0),
                ),
            )


def retries_in_step(reading: Reading) -> Iterator[Finding]:
    """What failed together is retried together, unless the delays are spread by chance."""
    for consumer in _consumers(reading.document):
        node = reading.document.nodes[consumer]
        if not isinstance(node, (Service, ExternalSystem, Projection)):
            continue
        policy = node.retry
        if policy.max_retries and policy.backoff != "none" and policy.base_ms > 0 and policy.jitter == "none":
            yield Finding(
                "retries_in_step",
                "hint",
                consumer,
                f"{node.name} retries without jitter: messages that failed together come back together",
                "Equal or full jitter.",
                (Change(("nodes", consumer, "retry", "jitter"), "equal"),),
            )


LONG_BLOCK_SECONDS = 60.0


def blocks_its_partition(reading: Reading) -> Iterator[Finding]:
    """Retried in place, a message that can never succeed stops all behind it until its retries are used up."""
    document = reading.document
    for consumer in _consumers(document):
        node = document.nodes[consumer]
        if not isinstance(node, (Service, ExternalSystem, Projection)) or node.retry.mode != "in_place":
            continue
        partitions, seconds = partitions_read(document, consumer), _delays(node.retry) / 1000
        if partitions is not None and seconds > LONG_BLOCK_SECONDS:
            yield Finding(
                "blocks_its_partition",
                "warn",
                consumer,
                f"{node.name} retries in place: one message that never succeeds stops its partition, "
                f"1 of {partitions}, for {_minutes(seconds)} ({node.retry.max_retries:,} retries)",
                "A few retries by a retry topic, then the dead letter queue.",
                (
                    Change(("nodes", consumer, "retry", "mode"), "retry_topic"),
                    Change(("nodes", consumer, "retry", "maxRetries"), min(node.retry.max_retries, 5)),
                ),
            )


def _delays(policy: RetryPolicy) -> float:
    """Milliseconds that all retries of one message wait together, without jitter."""
    if policy.backoff == "none":
        return 0.0
    if policy.backoff == "fixed":
        return policy.max_retries * policy.base_ms
    return sum(min(policy.max_ms, policy.base_ms * policy.factor ** min(n, 200)) for n in range(policy.max_retries))


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:,.0f} min" if seconds >= 120 else f"{seconds:.0f} s"


def _consumers(document: Document) -> dict[str, list[str]]:
    """Consumer id to the channels it reads, dead letter queues aside: those who read them are the last resort."""
    found: dict[str, list[str]] = {}
    for edge in document.edges.values():
        if not isinstance(edge, Subscribe) or isinstance(document.nodes[edge.source], DeadLetterQueue):
            continue
        if isinstance(document.nodes[edge.target], (Service, ExternalSystem, Projection)):
            found.setdefault(edge.target, []).append(edge.source)
    return found
