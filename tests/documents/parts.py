"""Strategies for the parts of a document, as JSON values: settings of nodes and edges, small enough to simulate."""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

milliseconds = st.sampled_from([0.5, 1.0, 5.0, 20.0, 100.0])
percent = st.sampled_from([0.0, 1.0, 20.0, 100.0])


@cache
def event_types(identifier: str) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {
            "name": st.just(identifier.upper()),
            "kind": st.sampled_from(["domain_event", "integration_event", "command"]),
            "keyCount": st.sampled_from([1, 2, 100]),
        }
    )


works: st.SearchStrategy[Json] = st.one_of(
    st.fixed_dictionaries({"kind": st.just("constant"), "ms": milliseconds}),
    st.fixed_dictionaries({"kind": st.just("exponential"), "mean": milliseconds}),
    milliseconds.map(lambda median: {"kind": "lognormal", "median": median, "p99": median * 4}),
    milliseconds.map(lambda low: {"kind": "uniform", "low": low, "high": low * 2}),
)

workloads: st.SearchStrategy[Json] = st.one_of(
    st.fixed_dictionaries({"kind": st.sampled_from(["poisson", "constant"]), "perSecond": st.integers(1, 30)}),
    st.fixed_dictionaries(
        {
            "kind": st.just("burst"),
            "onPerSecond": st.integers(1, 60),
            "offPerSecond": st.integers(0, 5),
            "onSeconds": st.integers(1, 3),
            "offSeconds": st.integers(1, 3),
        }
    ),
    st.just({"kind": "ramp", "fromPerSecond": 0, "toPerSecond": 40, "overSeconds": 5}),
    st.just({"kind": "spike", "perSecond": 2, "peakPerSecond": 60, "atSeconds": 2, "forSeconds": 1}),
    st.fixed_dictionaries({"kind": st.just("closed_loop"), "users": st.integers(1, 5), "think": works}),
)

retries: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "maxRetries": st.integers(0, 3),
        "backoff": st.sampled_from(["none", "fixed", "exponential"]),
        "baseMs": st.sampled_from([0, 10, 500]),
        "jitter": st.sampled_from(["none", "equal", "full"]),
        "mode": st.sampled_from(["retry_topic", "requeue", "in_place"]),
    }
)

station: dict[str, st.SearchStrategy[Any]] = {
    "instances": st.integers(1, 3),
    "concurrency": st.integers(1, 4),
    "work": works,
    "failurePercent": percent,
    "queueLimit": st.sampled_from([0, 1, 10_000]),
    "coldStartMs": st.sampled_from([0, 300]),
    "rateLimit": st.none()
    | st.fixed_dictionaries({"perSecond": st.sampled_from([0.5, 20]), "burst": st.integers(1, 5)}),
    "autoscaling": st.none()
    | st.fixed_dictionaries(
        {
            "minInstances": st.just(1),
            "maxInstances": st.integers(1, 4),
            "targetLag": st.sampled_from([1, 20]),
            "everySeconds": st.sampled_from([0.5, 2]),
            "scaleDownStabilizationSeconds": st.sampled_from([0, 1.5]),
            "cooldownSeconds": st.sampled_from([0, 1]),
        }
    ),
    "zone": st.sampled_from(["", "zone-a", "zone-b"]),
}
remembering: dict[str, st.SearchStrategy[Any]] = {
    "idempotent": st.booleans(),
    "idempotencyStore": st.sampled_from(["shared", "memory", "inbox"]),
    "idempotencyWindowSeconds": st.sampled_from([None, 0.5, 300.0]),
}


def shares(types: tuple[str, ...]) -> st.SearchStrategy[list[Json]]:
    share = st.fixed_dictionaries({"eventType": st.sampled_from(types), "weight": st.integers(1, 3)})
    return st.lists(share, min_size=1, max_size=3)


@st.composite
def handlers(draw: st.DrawFn, types: tuple[str, ...]) -> Json:
    """Handlers that send only event types standing after the one they handle."""
    found: Json = {}
    for index, handled in enumerate(types):
        if not draw(st.booleans()):
            continue
        later = st.lists(st.sampled_from(types[index + 1 :] or (handled,)), max_size=1 if index + 1 < len(types) else 0)
        outcome = st.fixed_dictionaries({"weight": st.integers(1, 3), "emits": later})
        found[f"on-{handled}"] = draw(
            st.fixed_dictionaries(
                {"on": st.just(handled), "outcomes": st.lists(outcome, max_size=2), "onFailure": later},
                optional={"work": works, "failurePercent": percent},
            )
        )
    return found


def _source(types: tuple[str, ...]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({"workload": workloads, "sends": shares(types)})


def _schedule(types: tuple[str, ...]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {"everySeconds": st.integers(1, 3), "batch": st.integers(1, 20), "sends": shares(types)}
    )


def _trace(types: tuple[str, ...]) -> st.SearchStrategy[Json]:
    point = st.tuples(st.integers(0, 50), st.sampled_from(types), st.none() | st.integers(0, 3))
    points = st.lists(point, max_size=10).map(
        lambda drawn: [{"at": at / 10, "eventType": name, "key": key} for at, name, key in sorted(drawn, key=repr_key)]
    )
    return st.fixed_dictionaries({"points": points, "repeatEverySeconds": st.none() | st.just(6.0)})


def repr_key(point: tuple[int, str, int | None]) -> tuple[int, str, int]:
    return point[0], point[1], -1 if point[2] is None else point[2]


def _service(types: tuple[str, ...]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({**station, "retry": retries, **remembering, "handlers": handlers(types)})


def _station(**more: st.SearchStrategy[Any]) -> Callable[[tuple[str, ...]], st.SearchStrategy[Json]]:
    return lambda types: st.fixed_dictionaries({**station, **more})


def _channel(**settings: st.SearchStrategy[Any]) -> Callable[[tuple[str, ...]], st.SearchStrategy[Json]]:
    return lambda types: st.fixed_dictionaries(settings)


SETTINGS: dict[str, Callable[[tuple[str, ...]], st.SearchStrategy[Json]]] = {
    "clients": _source,
    "schedule": _schedule,
    "trace": _trace,
    "api_gateway": _station(),
    "service": _service,
    "external_system": _station(retry=retries),
    "database": _station(outbox=st.none() | st.just({"relayIntervalMs": 50})),
    "event_store": _station(
        partitions=st.integers(1, 4), expectedVersion=st.booleans(), history=st.sampled_from([0, 10, 10_000])
    ),
    "projection": _station(retry=retries, **remembering),
    "kafka_topic": _channel(partitions=st.integers(1, 4)),
    "rabbitmq_exchange": _channel(exchangeType=st.sampled_from(["topic", "fanout"])),
    "rabbitmq_queue": _channel(
        queueType=st.sampled_from(["quorum", "classic"]), deliveryLimit=st.sampled_from([1, 3, 20])
    ),
    "sns_topic": _channel(),
    "sqs_queue": _channel(
        fifo=st.booleans(),
        visibilityTimeoutMs=st.sampled_from([500, 30_000]),
        maxReceiveCount=st.sampled_from([1, 3]),
    ),
    "redis_stream": _channel(claimMinIdleMs=st.sampled_from([500, 60_000])),
    "nats_stream": _channel(),
    "dead_letter_queue": _channel(),
}


@cache
def node_settings(kind: str, types: tuple[str, ...]) -> st.SearchStrategy[Json]:
    return SETTINGS[kind](types)


@cache
def edge_settings(kind: str, last_type: str) -> st.SearchStrategy[Json]:
    """`last_type` is what calls and writes may turn a message into: nothing follows from it."""
    sends = {"sends": st.just(last_type)}
    call = {"timeoutMs": st.sampled_from([5, 200, 2_000]), "retries": st.integers(0, 1)}
    if kind in {"publish", "subscribe"}:
        return st.fixed_dictionaries({}, optional={"eventTypes": st.just([last_type]), "latencyMs": st.integers(0, 20)})
    guards = {
        "circuitBreaker": st.just({"failures": 2, "openMs": 500}),
        "maxConcurrent": st.integers(1, 3),
        "backoff": st.sampled_from([{"baseMs": 50}, {"backoff": "fixed", "baseMs": 400, "jitter": "decorrelated"}]),
    }
    if kind == "call":
        return st.fixed_dictionaries(call, optional={**sends, **guards, "on": st.just(["e0"])})
    if kind == "write":
        return st.fixed_dictionaries(call, optional={**sends, **guards})
    return st.fixed_dictionaries(call, optional=guards) if kind == "read" else st.just({})


@st.composite
def saga_settings(draw: st.DrawFn) -> Json:
    """One or two steps; the second waits for what the first one's command also brings, or times out."""
    step = {
        "name": "step",
        "command": "e1",
        "succeedsOn": "e2",
        "failsOn": ["e3"],
        "timeoutMs": draw(st.sampled_from([50, 1_000])),
        **draw(st.sampled_from([{}, {"compensation": "e4"}, {"compensation": "e4", "compensatedOn": "e5"}])),
    }
    return {
        "startsOn": "e0",
        "steps": [step] * draw(st.integers(1, 2)),
        "committedEmits": draw(st.lists(st.just("e5"), max_size=1)),
        "compensatedEmits": draw(st.lists(st.just("e5"), max_size=1)),
    }


@st.composite
def participant_settings(draw: st.DrawFn) -> Json:
    answers = [{"name": "done", "weight": 3, "emits": ["e2"]}, {"name": "refused", "weight": 1, "emits": ["e3"]}]
    handler = {"on": "e1", "outcomes": answers, "onFailure": draw(st.sampled_from([[], ["e3"]]))}
    return {
        **draw(st.fixed_dictionaries(station)),
        "retry": draw(retries),
        "idempotent": draw(st.booleans()),
        "handlers": {"serve": handler, "undo": {"on": "e4", "outcomes": [{"emits": ["e5"]}]}},
    }


_percent = st.fixed_dictionaries({"percent": st.sampled_from([5.0, 60.0, 100.0])})
_instance = st.fixed_dictionaries({"instance": st.none() | st.just(0)})

FAULTS: dict[str, st.SearchStrategy[Json]] = {
    "crash": _instance,
    "slow": _instance,
    "stuck": _instance,
    "broker_node_loss": st.fixed_dictionaries({"broker": st.integers(0, 2)}),
    "zone_loss": st.just({}),
    "latency": st.sampled_from([{"added_ms": 300.0, "jitter_ms": 300.0}]),
    "clock_skew": st.sampled_from([{"ms": 5_000.0}, {"ms": -5_000.0}]),
    "rebalance_storm": st.just({"every_seconds": 1.0}),
    "throttle": st.just({"per_second": 5.0}),
    **dict.fromkeys(
        ["packet_loss", "error_rate", "duplicate", "reorder", "poison", "key_skew", "crash_before_ack"], _percent
    ),
}
"""What else a fault of a kind says, by the names of its fields."""

_tuned = st.sampled_from(
    [("concurrency", 1), ("concurrency", 9), ("work", 50), ("failure", 50), ("timeout", 5), ("retries", 2)]
)

OPERATIONS: dict[str, st.SearchStrategy[Json]] = {
    "seek": st.fixed_dictionaries(
        {"to": st.sampled_from(["earliest", "latest", "seconds_ago"]), "seconds": st.just(1.0)}
    ),
    "redrive": st.fixed_dictionaries({"per_second": st.sampled_from([None, 5.0])}),
    "scale": st.fixed_dictionaries({"instances": st.integers(1, 3)}),
    "purge": st.just({}),
    "tune": _tuned.map(lambda chosen: {"number": chosen[0], "value": chosen[1]}),
}
