"""Whether what is sent gets somewhere, and what is waited for is sent."""

from collections.abc import Iterator

from apps.schema.edges import Publish, Subscribe
from apps.schema.nodes import Channel, Saga, Service

from .finding import Finding, Reading
from .flow import emitted_by


def nobody_reads(reading: Reading) -> Iterator[Finding]:
    document = reading.document
    read = {edge.source for edge in document.edges.values() if isinstance(edge, Subscribe)}
    for identifier, node in document.nodes.items():
        if isinstance(node, Channel) and identifier not in read:
            yield Finding(
                "nobody_reads", "hint", identifier, f"Nobody reads {node.name}", "A subscription, or no channel."
            )


def goes_nowhere(reading: Reading) -> Iterator[Finding]:
    """An event that is sent, but that no publish edge of its sender carries."""
    document = reading.document
    for identifier, node in document.nodes.items():
        if not isinstance(node, (Service, Saga)):
            continue
        carried = {
            name
            for edge_id, edge in document.edges.items()
            if isinstance(edge, Publish) and edge.source == identifier
            for name in reading.flow.carried[edge_id]
        }
        for name in sorted(emitted_by(node, set(reading.flow.arriving[identifier])) - carried):
            yield Finding(
                "goes_nowhere",
                "warn",
                identifier,
                f"{node.name} sends {document.event_types[name].name}, but publishes it nowhere",
                "A publish edge that carries it.",
            )


def never_arrives(reading: Reading) -> Iterator[Finding]:
    """A handler for an event that nothing brings."""
    for identifier, node in reading.document.nodes.items():
        if isinstance(node, Service):
            for handler in node.handlers.values():
                if handler.on not in reading.flow.arriving[identifier]:
                    name = reading.document.event_types[handler.on].name
                    yield Finding(
                        "never_arrives",
                        "hint",
                        identifier,
                        f"{node.name} handles {name}, which never reaches it",
                        "A subscription or call that brings it, or no handler.",
                    )


def unused_event_type(reading: Reading) -> Iterator[Finding]:
    travelling = {name for names in reading.flow.carried.values() for name in names}
    for identifier, event_type in reading.document.event_types.items():
        if identifier not in travelling:
            yield Finding("unused_event_type", "hint", identifier, f"Nobody sends {event_type.name}")
