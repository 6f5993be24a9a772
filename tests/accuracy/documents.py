"""The documents that the closed forms are held against. None lets a broker add structure of its own: no latency, one
queue, one instance with as many slots as the theory has servers; or calls, which know no broker at all."""

from typing import Any

from apps.schema import Document, read_document

ONE_KEY = {"name": "Event", "keyCount": 1000}
MOST_RETRIES_WAIT_MS = 40.0


def document(nodes: dict[str, Any], edges: dict[str, Any], event_types: dict[str, Any] | None = None) -> Document:
    named = {identifier: {"name": identifier, **node} for identifier, node in nodes.items()}
    return read_document({"eventTypes": event_types or {"event": ONE_KEY}, "nodes": named, "edges": edges})


def source(per_second: float, kind: str = "poisson", sends: str = "event") -> dict[str, Any]:
    workload = {"kind": kind, "perSecond": per_second}
    return {"kind": "clients", "workload": workload, "sends": [{"eventType": sends}]}


def exponential(ms: float) -> dict[str, Any]:
    return {"kind": "exponential", "mean": ms}


def service(work: dict[str, Any], servers: int = 1, **settings: Any) -> dict[str, Any]:
    return {"kind": "service", "work": work, "instances": 1, "concurrency": servers, **settings}


def publish(start: str, queue: str, *event_types: str, **settings: Any) -> dict[str, Any]:
    return {"kind": "publish", "source": start, "target": queue, "eventTypes": list(event_types), **settings}


def subscribe(queue: str, consumer: str, **settings: Any) -> dict[str, Any]:
    return {"kind": "subscribe", "source": queue, "target": consumer, "latencyMs": 0, **settings}


RABBIT = {"kind": "rabbitmq", "latencyMs": 0}
QUEUE = {"kind": "rabbitmq_queue", "parent": "rabbit"}


def queueing(per_second: float, consumer: dict[str, Any], arrivals: str = "poisson") -> Document:
    """source -> queue -> consumer, with a dead letter queue."""
    return document(
        {
            "source": source(per_second, arrivals),
            "rabbit": RABBIT,
            "queue": QUEUE,
            "consumer": consumer,
            "dead": {"kind": "dead_letter_queue", "parent": "rabbit"},
        },
        {
            "publish": publish("source", "queue"),
            "subscribe": subscribe("queue", "consumer"),
            "dead-letter": {"kind": "dead_letter", "source": "consumer", "target": "dead"},
        },
    )


def calling(per_second: float, work: dict[str, Any], servers: int, waiting: int) -> Document:
    """source -> consumer, synchronously, with room for so many waiting calls. The timeout is beyond any sojourn."""
    return document(
        {"source": source(per_second), "consumer": service(work, servers, queueLimit=waiting)},
        {"call": {"kind": "call", "source": "source", "target": "consumer", "latencyMs": 0, "timeoutMs": 2000}},
    )


def retrying(per_second: float, work_ms: float, servers: int, fails: float, retries: int) -> Document:
    """A failed message waits outside its queue, others go first, and comes back to the end of it."""
    policy = {"maxRetries": retries, "backoff": "exponential", "baseMs": 5, "maxMs": MOST_RETRIES_WAIT_MS}
    return queueing(per_second, service(exponential(work_ms), servers, failurePercent=100 * fails, retry=policy))


def bounded_queue(per_second: float, work_ms: float, ready: int) -> Document:
    """A queue that refuses what comes when `ready` messages wait in it; one more is with the consumer."""
    bounded = {**QUEUE, "queueType": "classic", "maxLength": ready, "overflow": "reject-publish"}
    return document(
        {
            "source": source(per_second),
            "rabbit": RABBIT,
            "queue": bounded,
            "consumer": service(exponential(work_ms)),
        },
        {
            "publish": publish("source", "queue", confirms=False),
            "subscribe": subscribe("queue", "consumer", prefetch=1),
        },
    )


def with_priorities(rates: dict[int, float], work: dict[str, Any]) -> Document:
    """One source for each priority. Prefetch 1: what a consumer has been handed, nothing overtakes any more."""
    nodes: dict[str, Any] = {
        "rabbit": RABBIT,
        "queue": {**QUEUE, "queueType": "classic", "maxPriority": max(rates)},
        "consumer": service(work),
    }
    edges = {"subscribe": subscribe("queue", "consumer", prefetch=1)}
    for priority, rate in rates.items():
        nodes[f"source-{priority}"] = source(rate)
        edges[f"publish-{priority}"] = publish(f"source-{priority}", "queue", priority=priority)
    return document(nodes, edges)


def tandem(per_second: float, first_ms: float, second_ms: float) -> Document:
    passing = {"event": {"on": "event", "outcomes": [{"name": "passed", "emits": ["passed"]}]}}
    return document(
        {
            "source": source(per_second),
            "rabbit": RABBIT,
            "queue": QUEUE,
            "first": service(exponential(first_ms), handlers=passing),
            "between": QUEUE,
            "second": service(exponential(second_ms)),
        },
        {
            "publish": publish("source", "queue", "event"),
            "read": subscribe("queue", "first"),
            "pass": publish("first", "between", "passed"),
            "read-on": subscribe("between", "second"),
        },
        {"event": ONE_KEY, "passed": ONE_KEY},
    )


def jackson(outside: dict[str, float], work_ms: dict[str, float], servers: dict[str, int]) -> Document:
    """Three stations: a works and passes on to b (half), to c (three tenths) or back to itself; b passes to c (half)
    or is done; c sends back to a (a quarter) or is done."""
    routing = {
        "a": {"b": 0.5, "c": 0.3, "a": 0.2},
        "b": {"c": 0.5, "": 0.5},
        "c": {"a": 0.25, "": 0.75},
    }
    nodes: dict[str, Any] = {"rabbit": RABBIT}
    edges: dict[str, Any] = {}
    for name, ways in routing.items():
        outcomes = [
            {"name": to or "done", "weight": share, "emits": [f"to-{to}"] if to else []} for to, share in ways.items()
        ]
        handler = {f"to-{name}": {"on": f"to-{name}", "outcomes": outcomes}}
        nodes[name] = service(exponential(work_ms[name]), servers[name], handlers=handler)
        nodes[f"queue-{name}"] = QUEUE
        edges[f"read-{name}"] = subscribe(f"queue-{name}", name)
        for to in ways:
            if to:
                edges[f"{name}-to-{to}"] = publish(name, f"queue-{to}", f"to-{to}")
    for name, rate in outside.items():
        nodes[f"source-{name}"] = source(rate, sends=f"to-{name}")
        edges[f"enter-{name}"] = publish(f"source-{name}", f"queue-{name}", f"to-{name}")
    return document(nodes, edges, {f"to-{name}": ONE_KEY for name in routing})


JACKSON_ROUTING = [[0.2, 0.5, 0.3], [0.0, 0.0, 0.5], [0.25, 0.0, 0.0]]
"""The same, from row to column, for stations a, b, c."""
