"""How large a message a broker takes over an edge, and how many messages of an event type are larger.

Place in the flow: read by the engine, which loses what is larger, and by the advisor, which says so beforehand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import Any

from annotated_types import Le

from .channel_edges import Publish
from .document import Document
from .edges import Call
from .event_types import EventType

KAFKA_REQUEST_OVERHEAD, KAFKA_BATCH_OVERHEAD = 88, 73
"""Bytes that a record without headers adds to its key and its value, as a producer estimates it before it has a batch
(estimateSizeInBytesUpperBound in AbstractRecords.java) and in a batch of its own (DefaultRecordBatch.java). Keys are
not counted; they have a few bytes here."""


@dataclass(frozen=True)
class MessageLimit:
    bytes: int
    """Of the largest message that gets in."""
    path: tuple[str, ...]
    """The setting that says so, by its path in the document's JSON."""
    setting: str
    """What the vendor calls it."""
    most: int
    """The largest that gets in when the setting is at its highest, other settings aside."""
    overhead: int = 0
    """Bytes that the setting counts and that are not the message's own."""


def message_limit(document: Document, identifier: str, edge: Publish | Call, channel: str) -> MessageLimit | None:
    """Of what goes over an edge, straight or by an exchange or a topic, into a channel. None: there is none."""
    found = [
        limit
        for name in dict.fromkeys((edge.target, channel))
        for limit in _OF.get(document.nodes[name].kind, _nothing)(document, identifier, edge, name)
    ]
    return min(found, key=lambda limit: limit.bytes, default=None)


def share_above(declared: EventType, most: int) -> float:
    """How many of the messages of an event type have more than `most` bytes, from 0 to 1."""
    mean = declared.size_bytes
    if declared.size_distribution == "constant":
        return 1.0 if mean > most else 0.0
    if declared.size_distribution == "uniform":
        return max(0.0, 1.0 - most / (2.0 * mean))
    return exp(-most / mean)


def _nothing(document: Document, identifier: str, edge: Publish | Call, name: str) -> list[MessageLimit]:
    return []


def _set_in(document: Document, name: str, field: str, setting: str, less: int = 0) -> MessageLimit:
    return _limit(document.nodes[name], ("nodes", name), field, setting, less)


def _limit(
    item: Any, place: tuple[str, ...], field: str, setting: str, less: int = 0, usual: int | None = None
) -> MessageLimit:
    """`less`: bytes that are not the message's own. `usual`: what holds where the setting is left out."""
    declared, value = type(item).model_fields[field], getattr(item, field)
    highest: int = next(one.le for one in declared.metadata if isinstance(one, Le))  # type: ignore[assignment]
    taken = usual if value is None and usual is not None else value
    path = (*place, declared.alias or field)
    return MessageLimit(max(0, taken - less), path, setting, highest - less, less)


def _kafka(document: Document, identifier: str, edge: Publish | Call, name: str) -> list[MessageLimit]:
    place = ("edges", identifier)
    return [
        _limit(edge, place, "max_request_bytes", "max.request.size", KAFKA_REQUEST_OVERHEAD),
        _set_in(document, name, "max_message_bytes", "max.message.bytes", KAFKA_BATCH_OVERHEAD),
    ]


def _rabbitmq(document: Document, identifier: str, edge: Publish | Call, name: str) -> list[MessageLimit]:
    parent = _parent(document, name)
    broker: Any = document.nodes[parent]
    place = ("nodes", parent)
    return [_limit(broker, place, "max_message_bytes", "max_message_size", usual=broker.takes_bytes)]


def _sqs(document: Document, identifier: str, edge: Publish | Call, name: str) -> list[MessageLimit]:
    """What a topic takes and one of its queues does not, SNS cannot deliver there; it does not try again."""
    return [_set_in(document, name, "max_message_bytes", "MaximumMessageSize")]


def _redis(document: Document, identifier: str, edge: Publish | Call, name: str) -> list[MessageLimit]:
    """Of the entry's one field that has the payload."""
    return [_set_in(document, _parent(document, name), "max_bulk_bytes", "proto-max-bulk-len")]


def _nats(document: Document, identifier: str, edge: Publish | Call, name: str) -> list[MessageLimit]:
    stream: Any = document.nodes[name]
    found = [_set_in(document, stream.parent, "max_payload_bytes", "max_payload")]
    if stream.max_message_bytes is not None:
        found.append(_set_in(document, name, "max_message_bytes", "max_msg_size"))
    return found


def _parent(document: Document, name: str) -> str:
    return str(getattr(document.nodes[name], "parent", ""))


_OF: dict[str, Callable[[Document, str, Any, str], list[MessageLimit]]] = {
    "kafka_topic": _kafka,
    "rabbitmq_exchange": _rabbitmq,
    "rabbitmq_queue": _rabbitmq,
    "sns_topic": _sqs,
    "sqs_queue": _sqs,
    "redis_stream": _redis,
    "nats_stream": _nats,
}
