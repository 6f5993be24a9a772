"""What a probe can measure, and of what: one line each."""

from dataclasses import dataclass
from typing import Literal, get_args

from .nodes import CHANNELS, CONTAINERS, SOURCES, STATIONS

MetricName = Literal[
    "goodput",
    "arrivals",
    "mean",
    "p50",
    "p95",
    "p99",
    "error_rate",
    "availability",
    "lag",
    "seconds_behind",
    "in_flight",
    "utilisation",
    "instances",
    "lost",
    "dead_letters",
    "dropped",
    "expired",
    "duplicate_deliveries",
    "duplicate_effects",
    "redelivered",
    "order_violations",
    "failed",
    "retries",
    "late_replies",
    "sagas_committed",
    "sagas_compensated",
    "sagas_stuck",
    "sagas_unfinished",
]

KEPT = (*CHANNELS, "dead_letter_queue", *CONTAINERS)
SYNCHRONOUS = ("call", "read", "write")
EVERY_EDGE = ("publish", "subscribe", *SYNCHRONOUS, "dead_letter")
READERS = ("service", "saga", "projection", "external_system")


@dataclass(frozen=True)
class Metric:
    """A row of the probe's menu: the kinds of node and edge it can be measured of, and whether of the whole.

    `level`: it is what it is at a moment. Others count or average what happened in the probe's window.
    """

    label: str
    unit: str
    whole: bool = False
    nodes: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    level: bool = False
    help: str = ""


METRICS: dict[str, Metric] = {
    "goodput": Metric("Goodput", "/s", True, (*STATIONS, *SOURCES), EVERY_EDGE, help="What ended well, per second."),
    "arrivals": Metric("Arrivals", "/s", False, (*STATIONS, *KEPT), help="What came in, per second."),
    "mean": Metric("Mean time", "ms", True, (*STATIONS, *SOURCES), ("subscribe", *SYNCHRONOUS)),
    "p50": Metric("Median time", "ms", True, (*STATIONS, *SOURCES), ("subscribe", *SYNCHRONOUS)),
    "p95": Metric("p95", "ms", True, (*STATIONS, *SOURCES), ("subscribe", *SYNCHRONOUS)),
    "p99": Metric(
        "p99",
        "ms",
        True,
        (*STATIONS, *SOURCES),
        ("subscribe", *SYNCHRONOUS),
        help="Of the whole: from end to end. Of a node: from ready to done. Of a subscription: from publish to done.",
    ),
    "error_rate": Metric("Error rate", "%", False, STATIONS, SYNCHRONOUS, help="Of all attempts that ended."),
    "availability": Metric("Answered requests", "%", True, help="Of all synchronous calls that ended."),
    "lag": Metric("Lag", "messages", True, (*READERS, *KEPT), ("subscribe",), True, "Messages that wait."),
    "seconds_behind": Metric(
        "Behind by", "s", True, (*READERS, *KEPT), ("subscribe",), True, "Age of the oldest message not handled."
    ),
    "in_flight": Metric("In flight", "messages", True, KEPT, level=True),
    "utilisation": Metric("Utilisation", "%", False, STATIONS),
    "instances": Metric("Instances up", "instances", False, STATIONS, level=True),
    "lost": Metric("Lost", "messages", True, KEPT),
    "dead_letters": Metric("Dead letters", "messages", True, (*READERS, *KEPT)),
    "dropped": Metric("Dropped", "messages", True, KEPT, help="By a policy: a full queue, a trimmed stream."),
    "expired": Metric("Expired", "messages", True, KEPT),
    "duplicate_deliveries": Metric("Duplicate deliveries", "messages", True, KEPT),
    "duplicate_effects": Metric("Duplicate effects", "effects", True, (*STATIONS, *KEPT)),
    "redelivered": Metric("Redelivered", "messages", True, KEPT),
    "order_violations": Metric("Out of order", "messages", True, (*READERS, *KEPT), ("subscribe",)),
    "failed": Metric("Failed attempts", "attempts", True, STATIONS, SYNCHRONOUS),
    "retries": Metric("Retries", "retries", True, STATIONS),
    "late_replies": Metric(
        "Replies too late",
        "replies",
        True,
        edges=SYNCHRONOUS,
        help="Nobody waited for them any more, or, by way of a queue, they came a second time.",
    ),
    "sagas_committed": Metric("Sagas committed", "sagas", True, ("saga",)),
    "sagas_compensated": Metric("Sagas compensated", "sagas", True, ("saga",)),
    "sagas_stuck": Metric("Sagas stuck", "sagas", True, ("saga",), level=True),
    "sagas_unfinished": Metric("Sagas unfinished", "sagas", True, ("saga",), level=True),
}

assert tuple(METRICS) == get_args(MetricName)
