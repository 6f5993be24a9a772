"""RabbitMQ with its definitions: exchanges, queues, bindings, dead-lettering. Loaded at boot, so nothing runs after."""

import base64
import hashlib
import json
from typing import Any

from apps.schema import Document
from apps.schema.nodes import RabbitMqExchange, RabbitMqQueue

from .naming import channel_names, inside
from .parts import Parts, dead_letter_queue_of, dead_letter_queues_in, healthcheck

IMAGE = "rabbitmq:4.1.4-management"
USER = PASSWORD = "breakwater"  # noqa: S105  (a development broker that listens on 127.0.0.1)
_CONF = "load_definitions = /etc/rabbitmq/definitions.json\n"


def parts(document: Document, broker: str, service: str, index: int) -> Parts:
    definitions, conf = f"{service}-definitions", f"{service}-conf"
    server = {
        "image": IMAGE,
        "ports": [f"127.0.0.1:{5672 + index}:5672", f"127.0.0.1:{15672 + index}:15672"],
        "configs": [
            {"source": conf, "target": "/etc/rabbitmq/conf.d/20-definitions.conf"},
            {"source": definitions, "target": "/etc/rabbitmq/definitions.json"},
        ],
        "healthcheck": healthcheck("rabbitmq-diagnostics", "-q", "check_running"),
    }
    content = json.dumps(definitions_of(document, broker), indent=2) + "\n"
    return Parts({service: server}, {conf: _CONF, definitions: content})


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
        "exchanges": [_exchange(document, identifier, name) for identifier, name in exchange_names.items()],
        "queues": [_queue(document, identifier, name, queue_names) for identifier, name in queue_names.items()],
        "bindings": _bindings(document, exchange_names, queue_names),
    }


def _exchange(document: Document, identifier: str, name: str) -> dict[str, Any]:
    node = document.nodes[identifier]
    kind = node.exchange_type if isinstance(node, RabbitMqExchange) else "topic"
    return {
        "name": name,
        "vhost": "/",
        "type": kind,
        "durable": True,
        "auto_delete": False,
        "internal": False,
        "arguments": {},
    }


def _queue(document: Document, identifier: str, name: str, names: dict[str, str]) -> dict[str, Any]:
    node = document.nodes[identifier]
    arguments: dict[str, Any] = {"x-queue-type": "quorum"}
    if isinstance(node, RabbitMqQueue):
        arguments["x-queue-type"] = node.queue_type
        if node.queue_type == "quorum":
            arguments["x-delivery-limit"] = -1 if node.delivery_limit is None else node.delivery_limit
        dead = dead_letter_queue_of(document, identifier)
        if dead in names:
            # The default exchange routes straight to the queue of that name.
            arguments |= {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": names[dead]}
    return {"name": name, "vhost": "/", "durable": True, "auto_delete": False, "arguments": arguments}


def _bindings(document: Document, exchanges: dict[str, str], queues: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "source": exchanges[edge.source],
            "vhost": "/",
            "destination": queues[edge.target],
            "destination_type": "queue",
            "routing_key": edge.binding_key,
            "arguments": {},
        }
        for edge in document.edges.values()
        if edge.kind == "subscribe" and edge.source in exchanges and edge.target in queues
    ]


def password_hash(password: str, salt: bytes = b"brkw") -> str:
    """RabbitMQ's own format: base64 of the salt and SHA-256 of salt and password."""
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
