"""The few settings of a node that a picture has room for, in words."""

from collections.abc import Callable
from typing import Any

from apps.schema import Document
from apps.schema.nodes import KINDS, Station

from .geometry import parent_of


def kind_label(kind: str) -> str:
    return KINDS[kind].label


def milliseconds(ms: float) -> str:
    if ms >= 60_000 and ms % 60_000 == 0:
        return f"{ms / 60_000:g} min"
    return f"{ms / 1000:g} s" if ms >= 1000 else f"{ms:g} ms"


def rate(per_second: float) -> str:
    return f"{per_second:,.0f}/s" if per_second >= 10 else f"{per_second:.2g}/s"


def settings_line(document: Document, identifier: str) -> str:
    node = document.nodes[identifier]
    if node.kind in _LINES:
        return _LINES[node.kind](node)
    if isinstance(node, Station):
        return _slots(node)
    return ""


def broker_line(document: Document, identifier: str) -> str:
    inside = sum(parent_of(node) == identifier for node in document.nodes.values())
    return f"{inside} channel{'s' if inside != 1 else ''}"


def _slots(node: Any) -> str:
    return f"{node.instances} × {node.concurrency}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _retries(node: Any) -> str:
    policy = node.retry
    if not policy.max_retries:
        return "no retries"
    return f"retry {policy.max_retries}" + (" + jitter" if policy.jitter != "none" and policy.backoff != "none" else "")


def _queue(node: Any) -> str:
    return f"{node.queue_type} queue"


def _sqs(node: Any) -> str:
    return _joined("FIFO" if node.fifo else "standard", f"hidden {milliseconds(node.visibility_timeout_ms)}")


_WORKLOADS = {
    "poisson": "Poisson",
    "constant": "constant",
    "burst": "in bursts",
    "diurnal": "by the time of day",
    "ramp": "after a ramp",
    "steps": "in steps",
    "spike": "with a spike",
    "closed_loop": "at most",
}

_LINES: dict[str, Callable[[Any], str]] = {
    "clients": lambda node: _joined(rate(node.workload.mean_per_second), _WORKLOADS[node.workload.kind]),
    "schedule": lambda node: f"{node.batch} every {node.every_seconds:g} s",
    "trace": lambda node: f"{len(node.points)} recorded",
    "service": lambda node: _joined(_slots(node), _retries(node)),
    "external_system": lambda node: f"{node.instances * node.concurrency} at once",
    "api_gateway": lambda node: f"{node.instances * node.concurrency} open requests",
    "saga": lambda node: f"{len(node.steps)} step{'s' if len(node.steps) != 1 else ''}",
    "database": lambda node: _joined(
        f"{node.instances * node.concurrency} connections", "outbox" if node.outbox else ""
    ),
    "event_store": lambda node: f"{node.partitions} streams in parallel",
    "projection": lambda node: _joined(_slots(node), "idempotent" if node.idempotent else ""),
    "kafka_topic": lambda node: f"{node.partitions} partition{'s' if node.partitions != 1 else ''}",
    "rabbitmq_exchange": lambda node: f"{node.exchange_type} exchange",
    "rabbitmq_queue": _queue,
    "sqs_queue": _sqs,
    "sns_topic": lambda node: "SNS topic",
    "redis_stream": lambda node: f"stream · claim {milliseconds(node.claim_min_idle_ms)}",
    "dead_letter_queue": lambda node: "dead letters",
}
