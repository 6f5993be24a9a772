"""What one broker or database brings into the file, and how its channels hang together."""

from dataclasses import dataclass, field
from typing import Any

from apps.schema import Document
from apps.schema.nodes import DeadLetterQueue


@dataclass(frozen=True)
class Parts:
    services: dict[str, dict[str, Any]]
    configs: dict[str, str] = field(default_factory=dict)
    """Config name to file content."""


def healthcheck(*command: str) -> dict[str, Any]:
    return {"test": ["CMD", *command], "interval": "5s", "timeout": "5s", "retries": 20, "start_period": "10s"}


def setup_service(image: str, broker: str, script: str, environment: dict[str, str] | None = None) -> dict[str, Any]:
    """A container that runs a script once, as soon as the broker is healthy."""
    service: dict[str, Any] = {"image": image, "depends_on": {broker: {"condition": "service_healthy"}}}
    if environment:
        service["environment"] = environment
    # Compose reads a single $ as a variable of its own.
    service |= {"entrypoint": ["sh", "-c"], "command": [script.replace("$", "$$")], "restart": "no"}
    return service


def dead_letter_queue_of(document: Document, channel: str) -> str | None:
    """Where a channel's dead letters go: its own edge says so, or that of whoever reads it."""
    readers = [edge.target for edge in document.edges.values() if edge.kind == "subscribe" and edge.source == channel]
    for origin in (channel, *readers):
        for edge in document.edges.values():
            if edge.kind == "dead_letter" and edge.source == origin:
                return edge.target
    return None


def dead_letter_queues_in(document: Document, broker: str) -> list[str]:
    """Those that live in the broker, and those without a broker that its channels lead to."""
    found = []
    channels = [identifier for identifier, node in document.nodes.items() if getattr(node, "parent", None) == broker]
    reached = {dead_letter_queue_of(document, channel) for channel in channels}
    for identifier, node in document.nodes.items():
        if isinstance(node, DeadLetterQueue) and (
            node.parent == broker or (node.parent is None and identifier in reached)
        ):
            found.append(identifier)
    return found


def groups_of(document: Document, channel: str) -> list[str]:
    """The consumer groups that read a channel; a group without a name has its consumer's id."""
    found = [
        edge.group or edge.target
        for edge in document.edges.values()
        if edge.kind == "subscribe" and edge.source == channel
    ]
    return list(dict.fromkeys(found))
