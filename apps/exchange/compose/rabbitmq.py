"""RabbitMQ with its definitions: exchanges, queues with their limits, bindings, dead-lettering. Loaded at boot, so
nothing runs after."""

import base64
import hashlib
import json
from typing import Any

from apps.schema import Document
from apps.schema.edges import DeadLetter, Subscribe
from apps.schema.nodes import RabbitMq, RabbitMqExchange, RabbitMqQueue

from .naming import channel_names, inside
from .parts import Parts, dead_letter_queue_of, dead_letter_queues_in, healthcheck

IMAGES = {
    "3.13": "rabbitmq:3.13.7-management",
    "4.0": "rabbitmq:4.1.4-management",
    "4.3": "rabbitmq:4.3.6-management",
}
"""By the version that the document says: what a queue leaves out is the server's to say."""
USER = PASSWORD = "breakwater"  # noqa: S105  (a development broker that listens on 127.0.0.1)
_CONF = "load_definitions = /etc/rabbitmq/definitions.json\n"


def parts(document: Document, broker: str, service: str, index: int) -> Parts:
    definitions, conf = f"{service}-definitions", f"{service}-conf"
    node = document.nodes[broker]
    server = {
        "image": IMAGES[node.version if isinstance(node, RabbitMq) else "4.0"],
        "ports": [f"127.0.0.1:{5672 + index}:5672", f"127.0.0.1:{15672 + index}:15672"],
        "configs": [
            {"source": conf, "target": "/etc/rabbitmq/conf.d/20-definitions.conf"},
            {"source": definitions, "target": "/etc/rabbitmq/definitions.json"},
        ],
        "healthcheck": healthcheck("rabbitmq-diagnostics", "-q", "check_running"),
    }
    content = json.dumps(definitions_of(document, broker), indent=2) + "\n"
    return Parts({service: server}, {conf: _CONF + _timeout(document, broker), definitions: content})


def _timeout(document: Document, broker: str) -> str:
    node = document.nodes[broker]
    usual = RabbitMq.model_fields["consumer_timeout_ms"].default
    if not isinstance(node, RabbitMq) or node.consumer_timeout_ms == usual:
        return ""
    return f"consumer_timeout = {node.consumer_timeout_ms:.0f}\n"


def definitions_of(document: Document, broker: str) -> dict[str, Any]:
    """As the management API exports them. With users of our own: loading definitions leaves out the default user."""
    exchanges = inside(document, broker, "rabbitmq_exchange")
    queues = inside(document, broker, "rabbitmq_queue") + dead_letter_queues_in(document, broker)
    exchange_names, queue_names = channel_names(document, exchanges), channel_names(document, queues)
    permission = {"user": USER, "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}
    return {
        "users": [
            {
                "name": USER,
                "password_hash": password_hash(PASSWORD),
                "hashing_algorithm": "rabbit_password_hashing_sha256",
                "tags": ["administrator"],
                "limits": {},
            }
        ],
        "vhosts": [{"name": "/"}],
        "permissions": [permission],
        "exchanges": [
            _exchange(document, identifier, name, exchange_names) for identifier, name in exchange_names.items()
        ],
        "queues": [
            _queue(document, identifier, name, queue_names, exchange_names) for identifier, name in queue_names.items()
        ],
        "bindings": _bindings(document, exchange_names, queue_names),
    }


def _exchange(document: Document, identifier: str, name: str, names: dict[str, str]) -> dict[str, Any]:
    node = document.nodes[identifier]
    kind = node.exchange_type if isinstance(node, RabbitMqExchange) else "topic"
    other = names.get(getattr(node, "alternate_exchange", None) or "")
    return {
        "name": name,
        "vhost": "/",
        "type": kind,
        "durable": True,
        "auto_delete": False,
        "internal": False,
        "arguments": {"alternate-exchange": other} if other else {},
    }


def _queue(
    document: Document, identifier: str, name: str, queues: dict[str, str], exchanges: dict[str, str]
) -> dict[str, Any]:
    node = document.nodes[identifier]
    arguments: dict[str, Any] = {"x-queue-type": "quorum"}
    if isinstance(node, RabbitMqQueue):
        arguments = _arguments(node) | _dead_lettering(document, identifier, queues, exchanges)
    return {"name": name, "vhost": "/", "durable": True, "auto_delete": False, "arguments": arguments}


def _arguments(node: RabbitMqQueue) -> dict[str, Any]:
    """Optional queue arguments, those that are set and that this type of queue knows."""
    quorum = node.queue_type == "quorum"
    wanted: dict[str, Any] = {
        "x-queue-type": node.queue_type,
        "x-delivery-limit": node.delivery_limit if quorum else None,
        "x-message-ttl": node.message_ttl_ms,
        "x-max-length": node.max_length,
        "x-max-length-bytes": node.max_length_bytes,
        "x-max-priority": None if quorum else node.max_priority or None,
        "x-single-active-consumer": node.single_active_consumer or None,
    }
    if node.max_length is not None or node.max_length_bytes is not None:
        wanted["x-overflow"] = node.overflow
    if quorum and node.dead_letter_strategy == "at-least-once":
        wanted |= {"x-dead-letter-strategy": "at-least-once", "x-overflow": node.overflow}
    return {argument: value for argument, value in wanted.items() if value is not None}


def _dead_lettering(
    document: Document, identifier: str, queues: dict[str, str], exchanges: dict[str, str]
) -> dict[str, Any]:
    for edge in document.edges.values():
        if isinstance(edge, DeadLetter) and edge.source == identifier and edge.target in exchanges:
            arguments = {"x-dead-letter-exchange": exchanges[edge.target]}
            return arguments | ({"x-dead-letter-routing-key": edge.routing_key} if edge.routing_key else {})
    dead = dead_letter_queue_of(document, identifier)
    if dead not in queues:
        return {}
    # The default exchange routes straight to the queue of that name.
    return {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": queues[dead]}


def _bindings(document: Document, exchanges: dict[str, str], queues: dict[str, str]) -> list[dict[str, Any]]:
    """From exchanges to queues and to other exchanges."""
    kinds = {**dict.fromkeys(exchanges, "exchange"), **dict.fromkeys(queues, "queue")}
    names = exchanges | queues
    return [
        {
            "source": exchanges[edge.source],
            "vhost": "/",
            "destination": names[edge.target],
            "destination_type": kinds[edge.target],
            "routing_key": edge.binding_key,
            "arguments": {**edge.match_headers, "x-match": edge.match} if edge.match_headers else {},
        }
        for edge in document.edges.values()
        if isinstance(edge, Subscribe) and edge.source in exchanges and edge.target in names
    ]


def password_hash(password: str, salt: bytes = b"brkw") -> str:
    """RabbitMQ's own format: base64 of the salt and SHA-256 of salt and password."""
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
