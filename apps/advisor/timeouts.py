"""Whether callers wait as long as what they call may take."""

from collections.abc import Iterator
from math import ceil

from apps.schema import Document
from apps.schema.edges import AnyEdge, Subscribe, SynchronousEdge
from apps.schema.nodes import KafkaTopic, NatsStream, RedisStream, SqsQueue, Station
from apps.schema.references import answerers

from .capacity import holding_times
from .finding import Change, Finding, Reading


def gives_up_too_early(reading: Reading) -> Iterator[Finding]:
    """A caller that gives up before its callee's own timeouts have run leaves work behind that nobody waits for."""
    document = reading.document
    for identifier, edge in document.edges.items():
        if not isinstance(edge, SynchronousEdge):
            continue
        chain = sum(
            following.timeout_ms * (1 + following.retries)
            for following in document.edges.values()
            if isinstance(following, SynchronousEdge)
            and following.source in answerers(document, edge)
            and _goes_on(edge, following)
        )
        if chain and edge.timeout_ms <= chain:
            caller, callee = document.nodes[edge.source].name, document.nodes[edge.target].name
            yield Finding(
                "gives_up_too_early",
                "warn",
                identifier,
                f"{caller} waits {edge.timeout_ms:,.0f} ms for {callee}, which itself may wait {chain:,.0f} ms",
                f"A timeout above {chain:,.0f} ms here, or shorter ones behind {callee}.",
                (Change(("edges", identifier, "timeoutMs"), _rounded_up(chain * 1.05 + edge.latency_ms * 2)),),
            )


def gives_up_before_the_work(reading: Reading) -> Iterator[Finding]:
    """Nobody waits for the answer of a callee whose work takes longer than its caller's patience."""
    document, holding = reading.document, holding_times(reading.document)
    for identifier, edge in document.edges.items():
        if not isinstance(edge, SynchronousEdge):
            continue
        work, answerer = max(
            (
                (holding.get((one, name), 0.0), one)
                for one in answerers(document, edge)
                for name in reading.rates.edges.get(identifier, {})
            ),
            default=(0.0, edge.target),
        )
        if isinstance(document.nodes[answerer], Station) and edge.timeout_ms <= work:
            caller, callee = document.nodes[edge.source].name, document.nodes[answerer].name
            yield Finding(
                "gives_up_before_the_work",
                "warn",
                identifier,
                f"{caller} waits {edge.timeout_ms:,.0f} ms for {callee}, which takes {work:,.0f} ms on average",
                "A longer timeout, or an answer that comes later as an event.",
                (Change(("edges", identifier, "timeoutMs"), _rounded_up(3 * work)),),
            )


AWS_ADVICE = 6
"""AWS advises a visibility timeout of six times the consumer's own: Lambda developer guide, "Using Lambda with Amazon
SQS". What is handed out again sooner is done twice when the work slows down."""


def handed_out_again_too_soon(reading: Reading) -> Iterator[Finding]:
    document, holding = reading.document, holding_times(reading.document)
    for identifier, edge in document.edges.items():
        found = _comes_again(document, edge.source) if isinstance(edge, Subscribe) else None
        if found is None or not isinstance(document.nodes[edge.target], Station):
            continue
        what, setting, timeout = found
        work = max(
            (holding.get((edge.target, name), 0.0) for name in reading.rates.edges.get(identifier, {})), default=0
        )
        if timeout >= AWS_ADVICE * work:
            continue
        channel, consumer = document.nodes[edge.source].name, document.nodes[edge.target].name
        slower = "" if timeout <= work else f" as soon as it is {timeout / work:.1f} times slower"
        yield Finding(
            "handed_out_again_too_soon",
            "warn",
            edge.source,
            f"{channel}: {what} is {_seconds(timeout)}, {consumer} works {_seconds(work)} on a message: each is handed "
            f"out again while it is still worked on{slower}",
            f"At least {AWS_ADVICE} times the work: {_seconds(_rounded_up(AWS_ADVICE * work))}.",
            (Change(("nodes", edge.source, setting), _rounded_up(AWS_ADVICE * work)),),
        )


def polls_too_seldom(reading: Reading) -> Iterator[Finding]:
    """A Kafka consumer that works longer on one poll than allowed leaves its group, and all of it comes again."""
    document, holding = reading.document, holding_times(reading.document)
    for identifier, edge in document.edges.items():
        topic, consumer = document.nodes[edge.source], document.nodes[edge.target]
        if not isinstance(edge, Subscribe) or not isinstance(topic, KafkaTopic) or not isinstance(consumer, Station):
            continue
        cluster = document.nodes[topic.parent]
        records, limit = getattr(cluster, "max_poll_records", 0), getattr(cluster, "max_poll_interval_ms", 0.0)
        work = max(
            (holding.get((edge.target, name), 0.0) for name in reading.rates.edges.get(identifier, {})), default=0
        )
        if records * work > limit:
            yield Finding(
                "polls_too_seldom",
                "warn",
                edge.target,
                f"{consumer.name} may work {_seconds(records * work)} on one poll of {topic.name} ({records:,} records "
                f"of {_seconds(work)}) and is expelled after {_seconds(limit)}",
                "Fewer records a poll, or a longer maximum poll interval.",
                (Change(("nodes", topic.parent, "maxPollRecords"), max(1, int(limit / work / 2))),),
            )


def _work_over(reading: Reading, holding: dict[tuple[str, str], float], edge: str) -> float:
    """Milliseconds that the target of an edge holds a slot for the longest of the types that come over it."""
    target = reading.document.edges[edge].target
    return max((holding.get((target, name), 0.0) for name in reading.rates.edges.get(edge, {})), default=0.0)


def _comes_again(document: Document, channel: str) -> tuple[str, str, float] | None:
    """The setting after which a broker hands a message out again: the vendor's name, ours, and milliseconds."""
    match document.nodes[channel]:
        case SqsQueue() as queue:
            return "the visibility timeout", "visibilityTimeoutMs", queue.visibility_timeout_ms
        case NatsStream() as stream:
            return "the ack wait", "ackWaitMs", stream.ack_wait_ms
        case RedisStream() as stream:
            return "the idle time before a claim", "claimMinIdleMs", stream.claim_min_idle_ms
    return None


def _rounded_up(ms: float) -> float:
    """To two digits."""
    step = 10 ** max(0, len(str(int(ms))) - 2)
    return float(ceil(ms / step) * step)


def _seconds(ms: float) -> str:
    return f"{ms:,.0f} ms" if ms < 1000 else f"{ms / 1000:,.3g} s" if ms < 1e6 else f"{ms / 60_000:,.0f} min"


def _goes_on(edge: SynchronousEdge, following: SynchronousEdge) -> bool:
    """Whether a call over `edge` can lead to one over `following`."""
    if not following.on:
        return True
    sends = _sends(edge)
    if sends:
        return sends in following.on
    return not edge.on or bool(set(edge.on) & set(following.on))


def _sends(edge: AnyEdge | SynchronousEdge) -> str | None:
    sends: str | None = getattr(edge, "sends", None)
    return sends
