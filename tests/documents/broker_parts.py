"""Strategies for what only a broker has: settings of clusters, channels and the edges to and from them.

Whatever is drawn here is within the vendors' limits, also across settings and nodes.
"""

from functools import cache
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
Strategy = st.SearchStrategy[Json]

ZONES = ["zone-a", "zone-b", "zone-c"]

header_names = st.sampled_from(["region", "tier"])
headers = st.dictionaries(header_names, st.sampled_from(["eu", "us"]), max_size=2)
zones = st.lists(st.sampled_from(ZONES), max_size=3)
milliseconds = st.sampled_from([0, 1, 50, 2_000])
history = st.sampled_from([0, 10, 10_000])


def _settings(**optional: st.SearchStrategy[Any]) -> Strategy:
    """Of a node: any of these, and a zone."""
    return st.fixed_dictionaries({}, optional={"zone": st.sampled_from(["", *ZONES]), **optional})


def _any_of(**optional: st.SearchStrategy[Any]) -> Strategy:
    return st.fixed_dictionaries({}, optional=optional)


CONTAINERS: dict[str, Strategy] = {
    "kafka": _settings(
        version=st.sampled_from(["4.0", "3.9"]),
        brokers=st.integers(3, 5),
        zones=zones,
        sessionTimeoutMs=st.sampled_from([3_500, 45_000]),
        heartbeatIntervalMs=st.sampled_from([100, 3_000]),
        maxPollIntervalMs=st.sampled_from([1_000, 300_000]),
        maxPollRecords=st.sampled_from([1, 10, 500]),
        autoCommitIntervalMs=st.sampled_from([0, 500, 5_000]),
        rebalanceMs=milliseconds,
        electionMs=milliseconds,
        replicationMs=milliseconds,
        failureDetectionMs=milliseconds,
    ),
    "rabbitmq": _settings(
        version=st.sampled_from(["4.0", "3.13", "4.3"]),
        nodes=st.integers(1, 5),
        zones=zones,
        consumerTimeoutMs=st.sampled_from([60_000, 1_800_000]),
    ),
    "sqs": _settings(),
    "redis": _settings(
        appendfsync=st.sampled_from(["everysec", "always", "no"]),
        replicas=st.integers(0, 2),
        replicationMs=milliseconds,
        failoverMs=milliseconds,
    ),
    "nats": _settings(nodes=st.integers(3, 5), zones=zones),
}

_rabbitmq_queues: Strategy = st.one_of(
    st.fixed_dictionaries(
        {"queueType": st.just("quorum")},
        optional={
            "deliveryLimit": st.none() | st.integers(0, 3),
            "overflow": st.sampled_from(["drop-head", "reject-publish"]),
            "deadLetterStrategy": st.sampled_from(["at-most-once", "at-least-once"]),
            "replicas": st.sampled_from([1, 3, 5]),
            "messageTtlMs": st.none() | milliseconds,
            "maxLength": st.none() | st.integers(0, 20),
            "singleActiveConsumer": st.booleans(),
        },
    ),
    st.fixed_dictionaries(
        {"queueType": st.just("classic")},
        optional={
            "overflow": st.sampled_from(["drop-head", "reject-publish", "reject-publish-dlx"]),
            "maxPriority": st.sampled_from([0, 1, 10, 255]),
            "messageTtlMs": st.none() | milliseconds,
            "maxLengthBytes": st.none() | st.sampled_from([0, 5_000]),
            "singleActiveConsumer": st.booleans(),
        },
    ),
)

_sqs_queues: Strategy = st.one_of(
    st.fixed_dictionaries(
        {"fifo": st.just(True)},
        optional={"deduplication": st.sampled_from(["none", "id", "content"]), "highThroughput": st.booleans()},
    ),
    st.fixed_dictionaries({"fifo": st.just(False)}, optional={"duplicatePercent": st.sampled_from([0, 5, 100])}),
)
_sqs_common = _settings(
    retentionSeconds=st.sampled_from([60, 345_600]),
    delaySeconds=st.integers(0, 2),
    receiveWaitSeconds=st.sampled_from([0, 20]),
    receiveBatch=st.integers(1, 10),
    inFlightLimit=st.sampled_from([1, 120_000]),
    maxMessageBytes=st.sampled_from([1_024, 1_048_576]),
)

CHANNELS: dict[str, Strategy] = {
    "kafka_topic": _settings(
        replicationFactor=st.integers(1, 3),
        minInsyncReplicas=st.integers(1, 4),
        retentionMs=st.none() | st.sampled_from([500, 604_800_000]),
        retentionBytes=st.none() | st.sampled_from([1, 5_000]),
        uncleanLeaderElection=st.booleans(),
        history=history,
    ),
    "rabbitmq_exchange": _settings(exchangeType=st.sampled_from(["direct", "topic", "fanout", "headers"])),
    "rabbitmq_queue": _rabbitmq_queues,
    "sqs_queue": st.tuples(_sqs_common, _sqs_queues).map(lambda both: both[0] | both[1]),
    "sns_topic": _settings(deliveryRetries=st.integers(0, 100), deliveryRetrySeconds=st.integers(1, 36)),
    "redis_stream": _settings(
        maxLength=st.none() | st.integers(0, 20),
        approximate=st.booleans(),
        claimIntervalMs=st.sampled_from([100, 5_000]),
        claimCount=st.sampled_from([1, 100]),
        history=history,
    ),
    "nats_stream": _settings(
        retention=st.sampled_from(["limits", "interest"]),
        maxMessages=st.none() | st.integers(1, 20),
        maxAgeMs=st.none() | st.sampled_from([100, 300_000]),
        discard=st.sampled_from(["old", "new"]),
        replicas=st.sampled_from([1, 3]),
        ackWaitMs=st.sampled_from([500, 30_000]),
        maxDeliver=st.none() | st.integers(1, 3),
        maxAckPending=st.sampled_from([1, 1_000]),
        history=history,
    ),
}

NODES = CONTAINERS | CHANNELS

_LOG_START = st.sampled_from([None, "latest", "earliest"])
_PLAIN_START = st.builds(lambda start: {"start": start}, _LOG_START)
_TIME_START = st.builds(lambda at: {"start": "time", "startSeconds": at}, st.integers(0, 8))
_NUMBER_START = st.builds(lambda number: {"start": "sequence", "startSequence": number}, st.integers(1, 50))

_AMQP = {
    "confirms": st.booleans(),
    "persistent": st.booleans(),
    "priority": st.sampled_from([0, 5, 255]),
    "ttlMs": st.none() | milliseconds,
}

PUBLISH_TO: dict[str, Strategy] = {
    "kafka_topic": _any_of(
        acks=st.sampled_from(["all", "1", "0"]),
        lingerMs=st.none() | st.sampled_from([0, 5, 200]),
        batchBytes=st.sampled_from([0, 2_000, 16_384]),
        maxInFlight=st.integers(1, 5),
    ),
    "rabbitmq": _any_of(headers=headers, mandatory=st.booleans(), **_AMQP),
    "sns_topic": _any_of(headers=headers),
    "sqs_queue": _any_of(sendBatch=st.sampled_from([1, 10])),
}

_POLICY_VALUES = st.sampled_from(["eu", {"prefix": "u"}, {"anything-but": ["us"]}, {"exists": False}])

SUBSCRIBE_TO: dict[str, Strategy] = {
    "kafka_topic": _any_of(assignor=st.sampled_from(["eager", "cooperative"]), start=_LOG_START),
    "redis_stream": st.one_of(_PLAIN_START, _TIME_START),
    "nats_stream": st.one_of(_PLAIN_START, _TIME_START, _NUMBER_START),
    "rabbitmq_queue": _any_of(
        prefetch=st.sampled_from([0, 1, 10]), acknowledge=st.sampled_from(["manual", "automatic"])
    ),
    "rabbitmq_exchange": _any_of(
        bindingKey=st.sampled_from(["#", "*", "e1"]), matchHeaders=headers, match=st.sampled_from(["all", "any"])
    ),
    "sns_topic": st.one_of(
        _any_of(matchHeaders=headers),
        _any_of(
            filterPolicy=st.dictionaries(header_names, st.lists(_POLICY_VALUES, min_size=1, max_size=2), max_size=2)
        ),
    ),
}


@cache
def edge_settings(kind: str, source: str, target: str) -> Strategy:
    """What an edge may say because of the kind of channel it leads to (publish, call) or from (subscribe)."""
    if kind == "call" and target == "rabbitmq_queue":
        return _any_of(**_AMQP)
    if kind == "publish":
        found = PUBLISH_TO.get("rabbitmq" if target.startswith("rabbitmq") else target)
    else:
        found = SUBSCRIBE_TO.get(source) if kind == "subscribe" else None
    return st.just({}) if found is None else found
